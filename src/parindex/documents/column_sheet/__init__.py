"""One leaf for all units as a workbook: to be filled in by who appraises the field, and handed back."""

from parindex.documents.column_sheet.build import build_column_sheet
from parindex.documents.column_sheet.sheet import ColumnSheet, Entry, SheetRow

__all__ = ["ColumnSheet", "Entry", "SheetRow", "build_column_sheet"]
