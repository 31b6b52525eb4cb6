"""A share of the maximum by formula, with a floor under it or without (TG22: from 80 % by formula, under 80 % nothing)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.scoring.official_text.amounts import Span, percent_span
from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.nothing import FAULT
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers.letters import INTRO, only_means, unbracketed

_THINGS = r"(?:(?! x )[^-+*/:;=()\d])+?"
_SHARE = rf"(?:[a-zđ] ?/ ?[a-zđ]|(?:tổng )?số {_THINGS} ?/ ?tổng {_THINGS}|tỷ lệ(?: %)?(?: {_THINGS})?)"
_WORTH = rf"(?:(?:số )?điểm tối đa|(?P<{{}}>{NUMBER})(?: ?(?:điểm|đ)\b)?)"
_FORMULA = re.compile(
    rf"{INTRO}(?:{_SHARE}(?: ?[x*] ?100 ?%?)? ?[x*] ?{_WORTH.format('right')}|{_WORTH.format('left')} ?[x*] ?{_SHARE})"
    rf"(?: ?/ ?(?P<whole>{NUMBER})%)?"
)
_CUT = re.compile(
    rf"(?=.*(?:tính|chấm|theo|công thức|điểm)){INTRO}(?:(?:từ|tương ứng với|theo|với)\s*)*(?:tỷ lệ(?: %)?(?: {_THINGS})?)?"
    r"(?: ?công thức bị cắt)?[ .…]*"
)
_HEAD = re.compile(r"(?P<head>[^:]*?\d%[^:(]*?)\s*(?:[:,]\s*|(?=(?:thì |được )*tính |[(\[]))(?P<rest>.+)")
_SPEAKS = re.compile(
    r"công thức|theo tỷ lệ|tương ứng với tỷ lệ|[x*] ?(?:số )?điểm tối đa|điểm tối đa ?[x*]"
    r"|tỷ lệ[^:;]*(?: x|\*) ?\d|\b[a-zđ] ?/ ?[a-zđ]\b|/ ?tổng"
)
_COMPARES = re.compile(
    r"cao nhất|thấp nhất|bình quân|trung bình|so với|nghịch|chênh lệch|giảm|\bvà (?:có|được|không|phải)\b|, "
)
_PART = re.compile(r"\b0[.,](\d+)\b(?!%)")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class _Formula:
    """`holds`: for which percentages (None: the text names none); `whole`: the percentage that earns everything."""

    holds: Span | None
    whole: Decimal
    told: bool


def read_formula(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Clauses: the formula, what its letters mean, what is given below it, what is given at the top."""
    if not any(clause.points is None and _SPEAKS.search(clause.words) for clause in found):
        return None
    formulas: list[_Formula] = []
    given: list[tuple[Span, Decimal]] = []
    for clause in found:
        if only_means(clause):
            continue
        if clause.points is None:
            formula = _formula(clause.words, max_points)
            if formula is None:
                return f"Không rõ công thức “{clause.condition}”."
            formulas.append(formula)
        else:
            span = percent_span(_as_percent(clause.words))
            if span is None:
                return f"Không rõ “{clause.condition}” là khoảng phần trăm nào."
            given.append((span, clause.points))
    if len(formulas) != 1:
        return "Có nhiều công thức."
    return _proposal(formulas[0], given, max_points)


def _formula(words: str, max_points: Decimal) -> _Formula | None:
    head = _HEAD.fullmatch(words)
    holds = percent_span(head["head"]) if head else None
    text = unbracketed(head["rest"] if head and holds else words)
    if text is None or _COMPARES.search(text) or FAULT.search(text):
        return None
    found = _FORMULA.fullmatch(text)
    if found is None:
        return _Formula(holds, _HUNDRED, told=False) if _CUT.fullmatch(text) else None
    worth = found["right"] or found["left"]
    if worth and amount(worth) != max_points:
        return None
    return _Formula(holds, amount(found["whole"] or "100"), told=True)


def _as_percent(words: str) -> str:
    """ "b/a < 0,5" as "b/a < 50%"."""
    if not re.search(r"\b[a-zđ] ?/ ?[a-zđ]\b|tỷ lệ", words):
        return words
    return _PART.sub(lambda part: said(amount(f"0.{part[1]}") * 100) + "%", words)


def _proposal(formula: _Formula, given: Sequence[tuple[Span, Decimal]], max_points: Decimal) -> Proposal | str:
    """The pieces have to lie side by side: what is given below, the formula, everything from `whole` on."""
    below = [(span, points) for span, points in given if span.low is None]
    full = [span for span, points in given if span.low is not None and points == max_points]
    if len(below) > 1 or len(full) > 1 or len(below) + len(full) != len(given):
        return "Các mức bên cạnh công thức không khớp với nó."
    top = full[0].low if full else None
    if top is None and formula.whole != _HUNDRED:
        return f"Công thức chia cho {said(formula.whole)}% nhưng không nói từ đó trở lên."
    if top is not None and (top != formula.whole or (full[0].high is not None and full[0].high < _HUNDRED)):
        return f"Từ {said(top)}% được điểm tối đa, khác với công thức."
    floor, holds = below[0][0] if below else None, formula.holds
    if holds is not None:
        bottom = (holds.low, holds.low_in) if holds.low else None
        edge = (floor.high, not floor.high_in) if floor else None
        reach = holds.high is None or (holds.high >= formula.whole and (holds.high_in or bool(full)))
        if bottom != edge or not reach:
            return "Khoảng của công thức và các mức bên cạnh không liền nhau."
    rule: dict[str, object] = {"shape": "proportional"}
    if formula.whole != _HUNDRED:
        rule["full_at"] = said(formula.whole)
    if floor is not None and floor.high is not None:
        rule["floor"] = {"at": said(floor.high), "inclusive": not floor.high_in, "below": said(below[0][1])}
    open_ = () if formula.told else ("Công thức không ghi đủ; đề xuất: tỷ lệ phần trăm × điểm tối đa.",)
    return Proposal(rule, open_)
