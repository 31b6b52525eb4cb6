"""The clause that says what "không phát sinh" means (TCPL: none in the year, full points)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause

_NOTHING = re.compile(
    r"\bkhông (?:có )?(?:[^\W\d]+ ){0,5}phát sinh\b|\bkhông được giao\b|\b(?:nếu |trường hợp )(?:trong năm )?không có\b.*\b(?:năm|kỳ|phát sinh)\b"
)
_LEFT_OUT = re.compile(r"\bkhông (?:đánh giá|xem xét|áp dụng|tính|chấm)\b|\bloại trừ\b|\bgiảm trừ\b")


def nothing_to_measure(found: Sequence[Clause], max_points: Decimal) -> tuple[str | None, tuple[Clause, ...]]:
    """`when_empty` as the text says it (None: it does not) and the other clauses."""
    said: str | None = None
    rest = []
    for clause in found:
        meaning = _meaning(clause, max_points) if said is None and _NOTHING.search(clause.words) else None
        said = said or meaning
        if meaning is None:
            rest.append(clause)
    return said, tuple(rest)


def _meaning(clause: Clause, max_points: Decimal) -> str | None:
    if clause.points is None:
        return "exclude" if _LEFT_OUT.search(clause.words) else None
    return {max_points: "full", Decimal(0): "zero"}.get(clause.points)
