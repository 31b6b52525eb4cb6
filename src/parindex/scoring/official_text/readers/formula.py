"""A share of the maximum by formula, with a floor under it or without (TG22: from 80 % by formula, under 80 % nothing)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.amounts import Span, percent_span
from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers.letters import only_means

_FORMULA = re.compile(
    r"công thức|\bsố [^;:]*/ ?tổng (?:số )?|theo tỷ lệ|theo tỉ lệ|tương ứng với (?:tỷ|tỉ) lệ|\b[a-zđ] ?/ ?[a-zđ]\b|[x*] ?(?:số )?điểm (?:tối đa|chuẩn)"
    r"|(?:tỷ|tỉ) lệ[^:;]*? [x*] ?\d"
)
_FRACTION = re.compile(r"\(?\s*(?:số [^/;:()]+|[a-zđ]) ?/ ?(?:tổng số [^;:()x*]+|tổng [^;:()x*]+|[a-zđ]\b)\s*\)?", re.I)
_FACTOR = re.compile(rf"[x*]\s*\(?(?:(?P<most>(?:số )?điểm (?:tối đa|chuẩn))|(?P<n>{NUMBER})(?!\d|[.,]\d|\s*%))")
_LOW = re.compile(
    r"(?:tỷ lệ|tỉ lệ|b/a|kết quả)[^;]*?(?P<edge><=|<(?!=)|nhỏ hơn|dưới|thấp hơn)\s*(?P<n>0[.,]\d+)(?!\s*%)"
)
_HUNDRED = Decimal(100)


def read_formula(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Clauses: the formula, what its letters mean, from where it holds, what is given below."""
    if not any(_FORMULA.search(clause.words) and not _gives(clause) for clause in found):
        return None
    floor: Span | None = None
    holds: Span | None = None
    below = Decimal(0)
    factors: list[str] = []
    for clause in found:
        if only_means(clause):
            continue
        span = _span(clause)
        if not _gives(clause):
            if not _FORMULA.search(clause.words):
                return f"Không rõ “{clause.condition}” bên cạnh công thức."
            factors += [mark["n"] or "" for mark in _FACTOR.finditer(clause.words)]
            holds = span or holds
        elif span is None:
            return f"Không rõ “{clause.condition}” được bao nhiêu phần trăm."
        elif span.low is None and clause.points is not None and floor is None:
            floor, below = span, clause.points
        elif not (span.low == _HUNDRED and clause.points == max_points):
            return f"Mức “{clause.condition}” không khớp với công thức tỷ lệ."
    return _proposal(floor, holds, below, factors, max_points)


def _gives(clause: Clause) -> bool:
    return clause.points is not None


def _span(clause: Clause) -> Span | None:
    low = _LOW.search(clause.words)
    if low:
        return Span(None, False, amount(low["n"]) * 100, low["edge"] == "<=")
    return percent_span(re.sub(r"[x*] ?100 ?%", "", clause.words))


def _proposal(
    floor: Span | None, holds: Span | None, below: Decimal, factors: list[str], max_points: Decimal
) -> Proposal | str:
    wrong = [factor for factor in factors if factor and amount(factor) not in (max_points, _HUNDRED)]
    if wrong:
        return f"Công thức nhân với {wrong[0]}, khác điểm tối đa {said(max_points)}."
    rule: dict[str, object] = {"shape": "proportional"}
    if holds is not None and (holds.low is None or (holds.high is not None and holds.high < _HUNDRED)):
        return "Công thức chỉ áp dụng cho một khoảng giữa."
    if holds is not None and floor is None and holds.low:
        return "Không nói được bao nhiêu điểm dưới ngưỡng của công thức."
    if floor is not None and floor.high is not None:
        if holds is not None and (holds.low, holds.low_in) != (floor.high, not floor.high_in):
            return "Ngưỡng của công thức và mức bên dưới không liền nhau."
        rule["floor"] = {"at": said(floor.high), "inclusive": not floor.high_in, "below": said(below)}
    told = any(factors) or "" in factors
    open_ = () if told else ("Công thức không ghi đủ; đề xuất: tỷ lệ phần trăm × điểm tối đa.",)
    return Proposal(rule, open_)
