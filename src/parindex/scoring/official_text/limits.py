"""How far points may be added or taken off: "tối đa 2 điểm", "trừ không quá điểm tối đa", "có thể âm"."""

import re
from decimal import Decimal

from parindex.scoring.official_text.plain import NUMBER, amount

_WHOLE = (
    r"(?:hết )?(?:tổng )?(?:số |mức )?điểm(?: số)?(?: tối đa)?(?: của (?:mục|tiêu chí(?: thành phần)?))?(?: này)?"
    r"(?=\s*(?:$|[;,.)\n]))"
)
LIMIT = re.compile(
    r"[,(]?\s*\b(?:(?:nhưng|song) )?(?:(?:bị |chỉ )?trừ |tổng(?: số)? điểm(?: trừ| cộng)? |(?:số )?điểm trừ |(?<!điểm ))"
    r"(?:tối đa|không (?:được )?(?:bị )?(?:trừ )?(?:vượt )?quá|nhiều nhất|(?:cho )?đến(?: khi)?(?= hết))"
    rf"(?: là| không (?:vượt )?quá| bằng)?\s?[:=]?\s?(?:(?P<points>{NUMBER}) ?(?:điểm|đ)\b(?! ?/)|{_WHOLE})\)?",
    re.IGNORECASE,
)
_DEPTH = r"(?:điểm )?thấp nhất (?:là )?0(?: điểm)?|không (?:tính |để )?(?:điểm )?âm|(?:điểm )?có thể (?:là )?âm"
FLOOR = re.compile(rf"[,(]?\s*\b(?:{_DEPTH})\b\)?", re.IGNORECASE)


def limit_of(words: str, max_points: Decimal) -> Decimal | None:
    """The most that may be added or taken off; None where the words are no limit."""
    found = LIMIT.fullmatch(words)
    if found is None:
        return None
    return amount(found["points"]) if found["points"] else max_points


def goes_below_zero(words: str) -> bool | None:
    """Whether the words let points go below zero; None where they do not speak of it."""
    return "có thể" in words if FLOOR.fullmatch(words) else None
