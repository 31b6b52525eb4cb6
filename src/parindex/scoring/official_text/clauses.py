"""A scoring text cut in its clauses: a condition and what it is worth."""

import re
from dataclasses import dataclass
from decimal import Decimal

from parindex.scoring.official_text.plain import NUMBER, amount, plain, without_label

_SIGNED = rf"(?P<sign>[-+] ?)?(?P<points>{NUMBER})"
_UNIT = r"(?: ?(?:điểm|đ)\b)"
# "Trên 90%: 2 điểm", "đúng hạn được 1 điểm", "(1 điểm)", "không ban hành = 0 điểm"
_AFTER = (
    re.compile(
        rf"\s*[:=→]+>?\s*(?:được |đạt |tính |chấm |cho )?{_SIGNED}{_UNIT}?(?!\s*%|[\d,.]*\d|\s*[/x*])(?=\s*(?:$|[;,.)\n]))",
        re.I,
    ),
    re.compile(rf"\s*[,:]?\s*\(\s*{_SIGNED}{_UNIT}\s*\)", re.I),
    re.compile(
        rf",?\s+(?:thì )?(?:được|đạt|tính|chấm|cho|ghi|hưởng)(?: số điểm)?(?: là)? {_SIGNED}{_UNIT}(?!\s*/)", re.I
    ),
    re.compile(rf"\s+-\s*(?P<sign>)(?P<points>{NUMBER}){_UNIT}(?=\s*(?:$|[;,.)\n]))", re.I),
    re.compile(rf",?\s+(?:thì )?(?:điểm|điểm đánh giá|số điểm) (?:là|bằng|=) {_SIGNED}{_UNIT}?", re.I),
)
_FULL = re.compile(
    r"(?<![x*/(])(?<![x*/(] )\s*[:=,]?\s*(?:được |đạt |tính |chấm |cho )?(?:đủ |trọn )?điểm tối đa\b(?!\s*(?:là|x|\*|của))",
    re.I,
)
_NOTHING = re.compile(r"\s*[:=,]?\s*(?:thì )?không (?:được |tính |có |chấm |cho )?điểm\b", re.I)
# "1 điểm: ban hành đúng hạn", "0,5 điểm nếu …"
_BEFORE = re.compile(rf"^\s*{_SIGNED}{_UNIT}\s*(?::|-|nếu|khi|đối với)\s*", re.I)
_BULLET = re.compile(r"^\s*(?:[-+*•▪○]|[a-zđ]\)|\d{1,2}\))\s+", re.I)
_STOP = re.compile(
    r"\s*(?:[;\n]|\.(?=\s+[^\W\d_])|\.\s*$|(?<=điểm),(?= (?:mỗi|cứ|nếu|không|thiếu|trễ|chậm|từ|dưới|trên|nhưng)\b))\s*",
    re.I,
)


@dataclass(frozen=True)
class Clause:
    """`condition` in the words of the table; `points` None where the clause itself says none."""

    condition: str
    points: Decimal | None

    @property
    def words(self) -> str:
        """The condition in lower case."""
        return self.condition.lower()


def clauses(text: str, max_points: Decimal) -> tuple[Clause, ...]:
    """The clauses in order. A piece with several points is cut after each of them."""
    found: list[Clause] = []
    for piece in _STOP.split(without_label(plain(text))):
        rest = without_label(_BULLET.sub("", piece)).strip(" ,")
        while rest:
            clause, rest = _first(rest, max_points)
            found.append(clause)
            rest = re.sub(r"^(?:và |còn )", "", rest.lstrip(" ,.;:"), flags=re.I)
    return tuple(found)


def _first(text: str, max_points: Decimal) -> tuple[Clause, str]:
    before = _BEFORE.match(text)
    if before and text[before.end() :].strip():
        return Clause(_tidy(text[before.end() :]), _points(before)), ""
    marks = [(mark, _points(mark)) for pattern in _AFTER if (mark := pattern.search(text))]
    marks += [(mark, max_points) for mark in [_FULL.search(text)] if mark]
    marks += [(mark, Decimal(0)) for mark in [_NOTHING.search(text)] if mark]
    marks = [(mark, points) for mark, points in marks if mark.start() > 0]
    if not marks:
        return Clause(_tidy(text), None), ""
    mark, points = min(marks, key=lambda one: (one[0].start(), -one[0].end()))
    return Clause(_tidy(text[: mark.start()]), points), text[mark.end() :]


def _points(mark: re.Match[str]) -> Decimal:
    found = amount(mark["points"])
    return -found if (mark["sign"] or "").startswith("-") else found


def _tidy(text: str) -> str:
    return text.strip(" ,:;.-")
