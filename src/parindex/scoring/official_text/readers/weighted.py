"""A formula over several states: (b/a)*1 + (c/a)*0.5 (TG22 1.4.2)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers.letters import letters_of

_TERM = re.compile(rf"\(?\s*([a-zđ]) ?/ ?([a-zđ])\s*\)?\s*[x*]\s*\(?({NUMBER})\)?", re.I)


def read_weighted(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every term has the same whole; the points of the clauses beside it are those of the terms."""
    whole = " ".join(clause.condition for clause in found)
    terms = _TERM.findall(whole)
    if len(terms) < 2:
        return None
    wholes = {below.lower() for _, below, _ in terms}
    weights = {above.lower(): amount(factor) for above, _, factor in terms}
    if len(wholes) != 1 or len(weights) != len(terms):
        return "Công thức có các mẫu số khác nhau."
    if max(weights.values()) != max_points:
        return f"Công thức cho tới {said(max(weights.values()))} điểm, khác điểm tối đa {said(max_points)}."
    given = {clause.points for clause in found if clause.points is not None}
    if not given <= {*weights.values(), Decimal(0)}:
        return "Các mức điểm ghi bên cạnh không khớp với công thức."
    names = letters_of(found)
    rule = {
        "shape": "states",
        "weights": {key: _share(weight, max_points) for key, weight in weights.items()} | {"con_lai": "0"},
        "names": {key: names.get(key, f"Trạng thái {key}") for key in weights} | {"con_lai": "Còn lại"},
    }
    return (
        Proposal(rule) if all(rule["weights"].values()) else "Trọng số của công thức không viết được bằng số thập phân."
    )


def _share(weight: Decimal, max_points: Decimal) -> str:
    share = weight / max_points
    return said(share) if share * max_points == weight and -share.as_tuple().exponent <= 9 else ""
