"""Điều tra xã hội học (SL152 4.5)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.proposal import Proposal

_SURVEY = re.compile(
    r"điều tra (?:xã hội học|xhh)|\bđt ?xhh\b|(?:khảo sát|đo lường) (?:mức độ |sự )?(?:hài lòng|xã hội học|xhh)"
)


def read_survey(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """One clause that speaks of the survey and gives no points of its own."""
    if not any(_SURVEY.search(clause.words) for clause in found):
        return None
    if len(found) > 1 or found[0].points is not None or re.search(r"\d|\bvà tự\b|kết hợp|[x*/]\s", found[0].words):
        return "Điểm điều tra xã hội học đi cùng cách chấm khác."
    return Proposal({"shape": "survey"})
