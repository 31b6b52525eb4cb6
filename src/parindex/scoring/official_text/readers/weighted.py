"""A formula over several states: (b/a)*1 + (c/a)*0.5 (TG22 1.4.2)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers.letters import INTRO, letters_of, only_means, unbracketed

_TERM = rf"[a-zđ] ?/ ?[a-zđ] ?[x*] ?{NUMBER}(?: ?điểm)?"
_SUM = re.compile(rf"{INTRO}(?P<sum>{_TERM}(?: ?\+ ?{_TERM})+)")
_PARTS = re.compile(rf"([a-zđ]) ?/ ?([a-zđ]) ?[x*] ?({NUMBER})")


def read_weighted(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every term has the same whole; the points of the clauses beside it are those of the terms."""
    sums = [
        mark for clause in found if clause.points is None and (mark := _SUM.fullmatch(unbracketed(clause.words) or ""))
    ]
    if not sums:
        return None
    terms = _PARTS.findall(sums[0]["sum"])
    weights = {above: amount(factor) for above, _, factor in terms}
    given = {clause.points for clause in found if clause.points is not None}
    others = [clause for clause in found if clause.points is None and not only_means(clause)]
    if len(others) != 1 or not given <= {*weights.values(), Decimal(0)}:
        return "Các mức ghi bên cạnh không khớp với công thức."
    if len({below for _, below, _ in terms}) != 1 or len(weights) != len(terms):
        return "Công thức có các mẫu số khác nhau."
    if max(weights.values()) != max_points:
        return f"Công thức cho tới {said(max(weights.values()))} điểm, khác điểm tối đa {said(max_points)}."
    shares = {key: weight / max_points for key, weight in weights.items()}
    if any(share != round(share, 9) for share in shares.values()):
        return "Trọng số của công thức không viết được bằng số thập phân."
    names = letters_of(found)
    rule = {
        "shape": "states",
        "weights": {key: said(round(share, 9)) for key, share in shares.items()} | {"con_lai": "0"},
        "names": {key: names.get(key, f"Trạng thái {key}") for key in weights} | {"con_lai": "Còn lại"},
    }
    unnamed = [key for key in weights if key not in names]
    return Proposal(rule, (f"Văn bản không nói nghĩa của các chữ {', '.join(unnamed)}.",) if unnamed else ())
