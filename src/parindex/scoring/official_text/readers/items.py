"""Points for each of several things that are there, added up (CNTT: one point an application listed)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.limits import limit_of
from parindex.scoring.official_text.nothing import FAULT
from parindex.scoring.official_text.plain import capital, said
from parindex.scoring.official_text.proposal import Proposal

# Words of a ladder: of such clauses only one holds.
_LADDER = re.compile(
    r"\b(?:tốt|xuất sắc|khá|trung bình|tb|yếu|kém|mức|không|một phần|còn lại|trước|sau|đạt|đúng|kịp thời|hoàn thành|\d+)\b"
)


def read_items(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Two or more things with points above zero whose sum is the maximum, or is capped by it; no zero among them."""
    items = [(clause.condition, clause.points) for clause in found if clause.points is not None and clause.points > 0]
    caps = [limit for clause in found if clause.points is None and (limit := limit_of(clause.words, max_points))]
    if len(items) < 2 or len(caps) > 1 or len(items) + len(caps) != len(found):
        return None
    total = sum((points for _, points in items), Decimal(0))
    if not caps and (total != max_points or any(points == max_points for _, points in items)):
        return None
    if caps and (caps[0] != max_points or total < max_points):
        return "Điểm cộng lại không đúng điểm tối đa."
    if any(_LADDER.search(text.lower()) or FAULT.search(text.lower()) for text, _ in items):
        return "Không rõ các mức là chọn một hay cộng lại."
    rule: dict[str, object] = {
        "shape": "sum_of",
        "items": tuple({"text": capital(text), "points": said(points)} for text, points in items),
    }
    return Proposal(rule | ({"cap": said(caps[0])} if caps else {}))
