"""A band's span in words. "Trên" is strict, "từ … trở lên" is not; "từ A đến B" holds both ends."""

from decimal import Decimal
from math import ceil, floor

from parindex.documents.wording.numbers import count_text, percent_text

Edge = Decimal | None


def percent_span(low: Edge, low_inclusive: bool, high: Edge, high_inclusive: bool) -> str:
    """ "trên 90%", "từ 70% đến 90%", "từ 50% đến dưới 80%", "dưới 70%", "đạt 100%"."""
    if low is not None and high is not None:
        if low == high:
            return f"đúng {percent_text(low, places=6)}"
        start = "từ" if low_inclusive else "trên"
        end = "đến" if high_inclusive else "đến dưới"
        return f"{start} {percent_text(low, places=6)} {end} {percent_text(high, places=6)}"
    if low is not None:
        text = percent_text(low, places=6)
        if low == 100 and low_inclusive:
            return f"đạt {text}"
        return f"từ {text} trở lên" if low_inclusive else f"trên {text}"
    if high is not None:
        text = percent_text(high, places=6)
        return f"từ {text} trở xuống" if high_inclusive else f"dưới {text}"
    return "mọi tỷ lệ"


def count_span(low: Edge, low_inclusive: bool, high: Edge, high_inclusive: bool) -> str:
    """The same for whole numbers: "từ 2 trở lên", "có 1", "không có", "từ 1 đến 3"."""
    first = 0 if low is None else ceil(low) if low_inclusive else floor(low) + 1
    if high is None:
        return f"từ {count_text(first)} trở lên" if first else "mọi số lượng"
    last = floor(high) if high_inclusive else ceil(high) - 1
    if first == last:
        return f"có {count_text(first)}" if first else "không có"
    return f"từ {count_text(first)} đến {count_text(last)}"
