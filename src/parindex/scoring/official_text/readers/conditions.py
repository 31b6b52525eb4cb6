"""All or nothing: "đủ nhiệm vụ và có kinh phí: 1; không đủ nhiệm vụ hoặc không có kinh phí: 0" (CM13 1.1.2, 1.2.1)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import capital, said
from parindex.scoring.official_text.proposal import Proposal

_NOT = re.compile(r"^(?:không|chưa|thiếu|có \w+ (?:không|chưa)) ")


def read_conditions(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Two clauses: A và B for all the points, not A hoặc not B for none."""
    if len(found) != 2 or {clause.points for clause in found} != {max_points, Decimal(0)}:
        return None
    good, bad = sorted(found, key=lambda clause: clause.points != max_points)
    failing = re.split(r",? (?:hoặc|hay) |, ", bad.words)
    conditions = re.split(r",? và |, " if len(failing) > 2 else r",? và ", good.condition, flags=re.I)
    if len(conditions) != len(failing) or len(conditions) < 2:
        return None
    if not all(map(_denies, failing, conditions)) or any("%" in text for text in conditions):
        return None
    return Proposal({"shape": "all_of", "conditions": tuple(map(capital, conditions)), "points": said(max_points)})


def _denies(failing: str, condition: str) -> bool:
    """Whether `failing` says no to `condition`, with its own words."""
    no = _NOT.match(failing)
    return no is not None and bool(set(failing[no.end() :].split()) & set(condition.lower().split()))
