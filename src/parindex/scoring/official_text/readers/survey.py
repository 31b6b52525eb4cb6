"""Điều tra xã hội học (SL152 4.5)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.proposal import Proposal

_SURVEY = re.compile(
    r"điều tra (?:xã hội học|xhh)|\bđtxhh\b|\bđt xhh\b|khảo sát (?:mức độ )?(?:hài lòng|xã hội học|xhh)"
)


def read_survey(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every clause speaks of the survey, and none gives points of its own."""
    if not any(_SURVEY.search(clause.words) for clause in found):
        return None
    if any(clause.points is not None for clause in found):
        return None
    return Proposal({"shape": "survey"})
