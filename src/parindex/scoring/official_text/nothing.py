"""The clause that says what "không phát sinh" means (TCPL: none in the year, full points)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause

_NOTHING = re.compile(
    r"\bkhông (?:có )?(?:[^\W\d]+ ){0,5}phát sinh\b|\bkhông phát sinh\b|\bkhông được giao\b"
    r"|\btrong (?:năm|kỳ) không có\b|\bkhông có\b.*\btrong (?:năm|kỳ)\b"
)
_BY_WORD = re.compile(r"phát sinh|được giao")
# "không phát sinh hồ sơ trễ hạn" is a good result, not nothing to measure
FAULT = re.compile(
    r"\b(?:trễ|chậm|muộn|quá hạn|sai|thiếu|lỗi|vi phạm|khiếu nại|tố cáo|kỷ luật|tồn đọng|trái|không đúng|chưa|tiêu cực|hủy|nợ)\b"
)
_LEFT_OUT = re.compile(
    r"[,:]?\s*(?:thì )?(?:không (?:đánh giá|xem xét|áp dụng|tính|chấm)|loại trừ|giảm trừ)(?: (?:tiêu chí|nội dung|mục))?"
    r"(?: thành phần)?(?: này)?$"
)


def nothing_to_measure(found: Sequence[Clause], max_points: Decimal) -> tuple[str | None, tuple[Clause, ...]]:
    """`when_empty` as the text says it (None: it does not) and the other clauses."""
    meanings = [_meaning(clause, max_points) for clause in found]
    told = [meaning for meaning in meanings if meaning]
    if len(told) != 1:
        return None, tuple(found)
    return told[0], tuple(clause for clause, meaning in zip(found, meanings, strict=True) if meaning is None)


def _meaning(clause: Clause, max_points: Decimal) -> str | None:
    if not _NOTHING.search(clause.words) or FAULT.search(clause.words) or "%" in clause.words:
        return None
    if clause.points is None:
        return "exclude" if _LEFT_OUT.search(clause.words) else None
    if clause.points == max_points:
        return "full"
    if "không" in clause.mark:
        return None  # "không phát sinh: không tính điểm": left out, or nothing?
    return "zero" if clause.points == 0 and _BY_WORD.search(clause.words) else None
