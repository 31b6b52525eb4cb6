"""The score sheet (bảng chấm điểm): every area, criterion and component with its points and why, as a workbook."""

from parindex.documents.score_sheet.build import build_score_sheet
from parindex.documents.score_sheet.sheet import ScoreSheet, ScoreSheetRow

__all__ = ["ScoreSheet", "ScoreSheetRow", "build_score_sheet"]
