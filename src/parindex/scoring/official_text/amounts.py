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


_Ends = tuple[bool | None, bool | None]
_Forms = tuple[tuple[re.Pattern[str], _Ends], ...]


def _forms(one: str, loose: str) -> _Forms:
    """(pattern, (lower edge in, upper edge in)), None: no such edge; the most telling first."""
    to = r"\s*(?:-|đến|tới|->)\s*"
    below = r"(?:dưới|nhỏ hơn|ít hơn|thấp hơn|kém hơn|(?:chưa|không) (?:đến|tới|đạt|đủ)|cận|<(?!=))\s*"
    above = r"(?:trên|(?<!nhỏ )(?<!ít )(?<!thấp )(?<!kém )hơn|lớn hơn|nhiều hơn|cao hơn|vượt|quá|>(?!=))\s*"
    at_least = r"(?:ít nhất|tối thiểu|không (?:dưới|ít hơn|thấp hơn|nhỏ hơn)|>=)\s*"
    at_most = r"(?:không (?:quá|vượt quá|vượt|trên|hơn)|tối đa|nhiều nhất|<=)\s*"
    up = r"[^;:%\d]{0,60}?\s*trở lên"
    down = r"[^;:%\d]{0,60}?\s*trở xuống"
    named = r"\s*(?:tỷ lệ|kết quả|số lượng|x|t)\s*"
    table: tuple[tuple[str, _Ends], ...] = (
        (rf"{one}\s*<={named}<=\s*{one}", (True, True)),
        (rf"{one}\s*<={named}<\s*{one}", (True, False)),
        (rf"{one}\s*<{named}<=\s*{one}", (False, True)),
        (rf"{one}\s*<{named}<\s*{one}", (False, False)),
        (rf"(?:từ )?{above}{loose}{to}{below}{one}", (False, False)),
        (rf"(?:từ )?{above}{loose}{to}{one}", (False, True)),
        (rf"(?:từ )?{at_least}{loose}{to}{below}{one}", (True, False)),
        (rf"(?:từ )?{at_least}{loose}{to}(?:<=\s*)?{one}", (True, True)),
        (rf"(?:từ )?{loose}{to}{below}{one}", (True, False)),
        (rf"(?:từ )?{loose}{to}(?:<=\s*)?{one}", (True, True)),
        (rf"{at_least}{one}", (True, None)),
        (rf"{at_most}{one}", (None, True)),
        (rf"(?:từ )?{one}{up}", (True, None)),
        (rf"(?:từ )?{one}{down}", (None, True)),
        (rf"{below}{one}", (None, False)),
        (rf"{above}{one}", (False, None)),
        (rf"từ {one}", (True, None)),
        (rf"(?:đạt |đủ |bằng |có |= ?)?{one}", (True, True)),
    )
    return tuple((re.compile(pattern), ends) for pattern, ends in table)


_PERCENT = _forms(rf"({NUMBER})%", rf"({NUMBER})%?")
_THING = r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})+|\d+)(?![\d.,]*\d)"
_THINGS = _forms(rf"{_THING}(?!\s*(?:%|điểm|/\s*\d))", rf"{_THING}(?:\s*(?!đến|tới)[^\W\d]+)??")
# a number that names a thing, or a time, instead of counting things
_NAMING = re.compile(
    r"\b(?:tháng|quý|ngày|năm|mức|loại|điều|khoản|điểm|nhóm|cấp|bước|số|mục|phụ lục|thứ|hạng|iso|tuần|kỳ|đợt"
    r"|khóa|đề án|nghị quyết|trong|vòng|sau|trước|hạn|top|đầu|cuối)\s*$"
)
_RANK = re.compile(r"\b(?:xếp|xếp hạng|đứng|thứ hạng|dẫn đầu|top)\b")
_MEASURED = re.compile(r"\s*(?:tháng|giờ|phút|triệu|tỷ|nghìn|đồng|km|m2|mét|ha|kg)\b")
_NOT = re.compile(r"(?:không|chưa)(?: đạt| đủ| có| hoàn thành| thực hiện| được| phải)?\s*$")
_ALL = re.compile(r"\b(?:tất cả|toàn bộ|hoàn thành hết)\b")
_EVERY = re.compile(r"\b(?:tất cả|toàn bộ|mỗi|từng|bất kỳ|có (?:ít nhất )?(?:một |01 |1 )?(?:đơn vị|cơ quan|phòng))\b")
_MORE_ASKED = re.compile(
    r"\b(?:và|nhưng|đồng thời|kèm|hoặc|hay)(?: \w+)? (?:không|chưa|có|được|phải|đã)\b|\b(?:riêng|trừ)\b"
)
_OR_NOT = re.compile(r"\b(?:hoặc|hay) (?:không|chưa)\b")


def _span(words: str, forms: _Forms) -> tuple[Span, str, str] | None:
    """The first span that the words speak of, and the words before and after it."""
    for pattern, (low_in, high_in) in forms:
        found = pattern.search(words)
        if found is None:
            continue
        edges = found.groups()
        low = edges[0] if low_in is not None else None
        high = edges[-1] if high_in is not None else None
        number = _whole if forms is _THINGS else amount
        return (
            Span(number(low) if low else None, bool(low_in), number(high) if high else None, bool(high_in)),
            words[: found.start()],
            words[found.end() :],
        )
    return None


def _whole(text: str) -> Decimal:
    """A number of things: "1.000" is a thousand."""
    return Decimal(text.replace(".", ""))


def _asks_more(span: Span, before: str, after: str) -> bool:
    """Whether the words ask for something beside the span. "dưới 50% hoặc không thực hiện" does not: both are below."""
    if _NOT.search(before):
        return True
    rest = f"{before} … {after}"
    if span.low is None:
        rest = _OR_NOT.sub("", rest)
    return bool(_MORE_ASKED.search(rest))


def percent_span(words: str, *, all_is_full: bool = False) -> Span | None:
    """The span of percentages that the words name, None when they name none or more than one."""
    found = _span(words, _PERCENT)
    full = Decimal(100)
    if found is None:
        whole = Span(full, True, full, True)
        return whole if all_is_full and _ALL.search(words) and not re.search(r"\d|không|chưa", words) else None
    span, before, after = found
    if re.search(r"%|\d[.,]\d|[<>]", before + after) or _asks_more(span, before, after):
        return None
    return None if _EVERY.search(words) and span.low != full else span


def count_span(words: str) -> Span | None:
    """The span of a whole number of things."""
    if "%" in words:
        return None
    found = _span(words, _THINGS)
    if found is None:
        return None
    span, before, after = found
    if re.search(r"\d|[<>]", before + after) or _NAMING.search(before) or _RANK.search(words) or _MEASURED.match(after):
        return None
    if _asks_more(span, before, after):
        return None
    return span
