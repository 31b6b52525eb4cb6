"""All or nothing: "đủ nhiệm vụ và có kinh phí: 1; không đủ nhiệm vụ hoặc không có kinh phí: 0" (CM13 1.1.2, 1.2.1)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import said
from parindex.scoring.official_text.proposal import Proposal

_NOT = re.compile(r"^(?:không|chưa|thiếu|trễ|chậm|có \w+ (?:không|chưa))\b")


def read_conditions(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Two clauses: A và B for all the points, not A hoặc not B for none."""
    if len(found) != 2 or {clause.points for clause in found} != {max_points, Decimal(0)}:
        return None
    good, bad = sorted(found, key=lambda clause: clause.points != max_points)
    conditions = re.split(r",? và ", good.condition, flags=re.I)
    failing = re.split(r",? (?:hoặc|hay) ", bad.words)
    if len(conditions) != len(failing) or len(conditions) < 2 or not all(map(_NOT.match, failing)):
        return None
    return Proposal({"shape": "all_of", "conditions": tuple(map(_capital, conditions)), "points": said(max_points)})


def _capital(text: str) -> str:
    text = text.strip(" ,")
    return text[:1].upper() + text[1:]
