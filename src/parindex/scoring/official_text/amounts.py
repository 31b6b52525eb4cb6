"""Spans of a percentage or of a number of things, as official Vietnamese writes them.

"trên" and "dưới" leave the edge out, "từ … trở lên" and "từ A - B" take it in (CM13 1.1.4: exactly 90 % gets the lower band).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from parindex.scoring.official_text.plain import NUMBER, amount, said


@dataclass(frozen=True)
class Span:
    """From `low` to `high`; None: open end."""

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool

    def band(self, points: Decimal) -> dict[str, object]:
        """The span as a band of a criteria set; all flags said."""
        found: dict[str, object] = {}
        if self.low is not None:
            found |= {"from": said(self.low), "from_inclusive": self.low_in}
        if self.high is not None:
            found |= {"to": said(self.high), "to_inclusive": self.high_in}
        return found | {"points": said(points)}


def _forms(one: str, loose: str) -> tuple[tuple[re.Pattern[str], tuple[bool | None, bool | None]], ...]:
    """(pattern, (lower edge in, upper edge in)), None: no such edge; the most telling first."""
    to = r"\s*(?:-|đến|tới|->)\s*"
    below = r"(?:dưới|nhỏ hơn|ít hơn|thấp hơn|chưa đến|<(?!=))\s*"
    above = r"(?:trên|lớn hơn|nhiều hơn|cao hơn|hơn|vượt|quá|>(?!=))\s*"
    at_least = r"(?:ít nhất|tối thiểu|không (?:dưới|ít hơn|thấp hơn)|>=)\s*"
    at_most = r"(?:không (?:quá|vượt quá|vượt|trên)|tối đa|nhiều nhất|<=)\s*"
    up = r"[^;:%\d]{0,60}?\s*trở lên"
    down = r"[^;:%\d]{0,60}?\s*trở xuống"
    table = (
        (rf"(?:từ )?{above}{loose}{to}{below}{one}", (False, False)),
        (rf"(?:từ )?{above}{loose}{to}{one}", (False, True)),
        (rf"(?:từ )?{at_least}{loose}{to}{below}{one}", (True, False)),
        (rf"(?:từ )?{loose}{to}{below}{one}", (True, False)),
        (rf"(?:từ )?{loose}{to}{one}", (True, True)),
        (rf"{at_least}{one}", (True, None)),
        (rf"{at_most}{one}", (None, True)),
        (rf"(?:từ )?{one}{up}", (True, None)),
        (rf"(?:từ )?{one}{down}", (None, True)),
        (rf"{above}{one}", (False, None)),
        (rf"{below}{one}", (None, False)),
        (rf"(?:đạt |đủ |bằng |có |= ?)?{one}", (True, True)),
    )
    return tuple((re.compile(pattern), ends) for pattern, ends in table)


_ONE = rf"({NUMBER})\s*%"
_PERCENT = _forms(_ONE, rf"({NUMBER})\s*%?")
_THINGS = _forms(rf"\b0?({NUMBER})\b(?!\s*(?:%|điểm))", rf"0?({NUMBER})\b(?:\s*(?!đến|tới)\w+)??")
_ALL = re.compile(r"\b(?:tất cả|toàn bộ|hoàn thành hết)\b")
_NONE = re.compile(r"\b(?:không (?:có|tổ chức|thực hiện|phát sinh)|chưa (?:có|tổ chức|thực hiện))\b")


def _span(
    words: str, forms: tuple[tuple[re.Pattern[str], tuple[bool | None, bool | None]], ...]
) -> tuple[Span, str] | None:
    """The one span that the words speak of and the words without it."""
    for pattern, (low_in, high_in) in forms:
        found = pattern.search(words)
        if found is None:
            continue
        edges = [amount(group) for group in found.groups()]
        rest = words[: found.start()] + " … " + words[found.end() :]
        low = edges[0] if low_in is not None else None
        high = edges[-1] if high_in is not None else None
        return Span(low, bool(low_in), high, bool(high_in)), rest
    return None


def percent_span(words: str, *, all_is_full: bool = False) -> Span | None:
    """The span of percentages that the words name, None when they name none or more than one."""
    found = _span(words, _PERCENT)
    if found is None:
        full = Decimal(100)
        return Span(full, True, full, True) if all_is_full and _ALL.search(words) else None
    span, rest = found
    if "%" in rest:
        return None
    return span


def count_span(words: str) -> Span | None:
    """The span of a whole number of things; "không có" is none of them."""
    if "%" in words:
        return None
    found = _span(words, _THINGS)
    if found is None:
        zero = Decimal(0)
        return Span(zero, True, zero, True) if _NONE.search(words) else None
    span, rest = found
    whole = all(edge is None or edge == edge.to_integral_value() for edge in (span.low, span.high))
    return span if whole and not re.search(r"\d", rest) else None
