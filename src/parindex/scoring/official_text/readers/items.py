"""Points for each of several things that are there, added up (CNTT: one point an application listed)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal

_CAP = re.compile(
    rf"^(?:tổng (?:số )?điểm |nhưng |cộng lại )?(?:tối đa|không quá|không vượt quá)(?: là| không quá)? (?P<n>{NUMBER}) ?(?:điểm|đ)?$"
)


def read_items(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Two or more things with points above zero whose sum is the maximum, or is capped by it; no zero among them."""
    cap = None
    items = []
    for clause in found:
        limit = _CAP.match(clause.words)
        if limit and clause.points is None:
            cap = amount(limit["n"])
        elif clause.points is None or clause.points <= 0:
            return None
        else:
            items.append(clause)
    total = sum((clause.points or Decimal(0) for clause in items), Decimal(0))
    if len(items) < 2 or any(clause.points == max_points for clause in items):
        return None
    if total != max_points and (cap is None or cap != max_points or total < cap):
        return None
    rule: dict[str, object] = {
        "shape": "sum_of",
        "items": tuple({"text": clause.condition, "points": said(clause.points or Decimal(0))} for clause in items),
    }
    return Proposal(rule | ({"cap": said(cap)} if cap is not None else {}))
