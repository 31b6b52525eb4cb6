"""The documents that the product writes, one line each: doors build their menus from this table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from parindex.documents.plan import build_plan
from parindex.documents.reconciliation_letter import build_difference_letter
from parindex.documents.reconciliation_list import build_difference_list
from parindex.documents.score_sheet import build_score_sheet


@dataclass(frozen=True)
class DocumentKind:
    """`build` turns the document's own dataclass (PlanDraft, ScoreSheet, LetterDraft) into the bytes of a file with `suffix`."""

    name: str
    title: str
    suffix: str
    build: Callable[[Any], bytes]


DOCUMENTS: Mapping[str, DocumentKind] = {
    kind.name: kind
    for kind in (
        DocumentKind("plan", "Kế hoạch cải thiện Chỉ số cải cách hành chính", ".docx", build_plan),
        DocumentKind("score_sheet", "Bảng chấm điểm Chỉ số cải cách hành chính", ".xlsx", build_score_sheet),
        DocumentKind("difference_list", "Danh sách sai lệch giữa hai nguồn", ".xlsx", build_difference_list),
        DocumentKind("difference_letter", "Công văn đối chiếu hai nguồn", ".docx", build_difference_letter),
    )
}
