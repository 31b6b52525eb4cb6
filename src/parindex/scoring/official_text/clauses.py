"""A scoring text cut in its clauses: a condition and what it is worth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.scoring.official_text.limits import FLOOR, LIMIT
from parindex.scoring.official_text.plain import NUMBER, amount, plain, without_label

_SIGNED = rf"(?P<sign>[-+] ?)?(?P<points>{NUMBER})"
_UNIT = r"(?: ?(?:điểm|đ)\b)"
_END = r"(?=\s*(?:$|[;,.)\n]))"
_GIVEN = r"(?:được cộng|được tính|được|đạt|tính|chấm|cho|ghi|hưởng)"
# "Trên 90%: 2 điểm", "(1 điểm)", "đúng hạn được 1 điểm", "thì điểm đánh giá là 0"; a colon inside a time is none.
_AFTER = (
    re.compile(
        rf"\s*(?:(?<!\d)[:=]|[:=](?=\s))>?\s*(?:{_GIVEN} )?{_SIGNED}{_UNIT}?(?!\s*%|[\d,.]*\d|\s*[/x*]){_END}", re.I
    ),
    re.compile(rf"\s*[,:]?\s*\(\s*{_SIGNED}{_UNIT}\s*\)", re.I),
    re.compile(rf",?\s+(?:thì )?{_GIVEN}(?: số điểm)?(?: là)? {_SIGNED}{_UNIT}(?!\s*/)", re.I),
    re.compile(rf",?\s+thì {_SIGNED}{_UNIT}(?!\s*/)", re.I),
    re.compile(rf"\s*[,:]?\s+(?:thì )?(?:điểm|điểm đánh giá|số điểm) (?:là|bằng|=) {_SIGNED}{_UNIT}?{_END}", re.I),
)
# "đã phê duyệt - 1 điểm": a dash or a minus; only where every clause has one is it a dash
_DASHED = re.compile(rf"\s+-\s*(?P<sign>)(?P<points>{NUMBER}){_UNIT}{_END}", re.I)
# "đã phê duyệt 1 điểm": only in a text that takes nothing off and adds nothing
_BARE = re.compile(
    rf"(?<![-+*x=])(?<!từ)(?<!đến)(?<!dưới)(?<!trên)(?<!hơn)(?<!quá)(?<!đa)(?<!thiểu)(?<!nhất)\s+(?P<sign>)(?P<points>{NUMBER}){_UNIT}{_END}",
    re.I,
)
_CHANGES = re.compile(r"\b(?:trừ|giảm|hạ|bớt|mất|phạt|cộng|thêm|thưởng|khấu)\b", re.I)
_FULL = re.compile(
    rf"(?<![x*/(])(?<![x*/(] )\s*[:=,]?\s*(?:thì )?(?:{_GIVEN} )?(?:điểm (?:đánh giá )?(?:là|bằng) )?(?:đủ |trọn )?điểm tối đa\b"
    r"(?!\s*(?:là|x|\*|của|:|\)))",
    re.I,
)
_NOTHING = re.compile(r"\s*[:=,]?\s*(?:thì )?không (?:được |tính |có |chấm |cho )?(?:tính |chấm )?điểm\b", re.I)
# "1 điểm: ban hành đúng hạn", "0,5 điểm nếu …"
_BEFORE = re.compile(rf"^\s*(?:(?:được|đạt|tính|chấm) )?{_SIGNED}{_UNIT}\s*(?::|-|nếu|khi|đối với)\s*", re.I)
_BULLET = re.compile(
    r"^\s*(?:[-+*•▪○](?: +(?!\d+(?:[.,]\d+)? ?(?:điểm|đ)\b)| *(?=[^\W\d]))|[a-zđ]\) |\d{1,2}[.)/] )\s*", re.I
)
_POINT_BULLET = re.compile(r"^[-+*•] (?=\d)", re.M)
_STOP = re.compile(
    r"\s*(?:[;\n]|(?<!\n\d)(?<!\n\d\d)\.(?=\s+[^\W\d_])|(?<=\d\d%)\.\s|\.\s*$|,\s*(?=trong đó\b)"
    rf"|,(?= {NUMBER} ?(?:điểm|đ) ?(?:nếu|khi|:))|(?<=[mđ]),(?= (?:mỗi|cứ|nếu|không|thiếu|trễ|chậm|từ|dưới|trên|nhưng)\b))\s*",
    re.I,
)
_EMPTY_LETTER = re.compile(r"\(\s*[a-zđ] ?= ?0\s*\)", re.I)  # "không phát sinh (a = 0)"
_SPLIT = re.compile(rf"(?:{LIMIT.pattern})|(?:{FLOOR.pattern})", re.I)


@dataclass(frozen=True)
class Clause:
    """`condition` in the words of the table; `points` None where the clause itself says none."""

    condition: str
    points: Decimal | None
    mark: str = ""  # the words that say the points

    @property
    def words(self) -> str:
        """The condition in lower case."""
        return self.condition.lower()


def clauses(text: str, max_points: Decimal) -> tuple[Clause, ...]:
    """The clauses in order. A piece with several points is cut after each of them."""
    text = _EMPTY_LETTER.sub("", plain(text))
    lines = text.splitlines()
    if len(lines) > 1 and all(_POINT_BULLET.match(line) for line in lines):
        text = _POINT_BULLET.sub("", text)
    text = _SPLIT.sub(lambda limit: f"; {limit[0].strip(' ,()')};", without_label(text))
    marks = (*_AFTER, *([_DASHED] if _only_dashes(text) else []), *([] if _CHANGES.search(text) else [_BARE]))
    found: list[Clause] = []
    for piece in _STOP.split("\n" + text):
        rest = without_label(_BULLET.sub("", piece)).strip(" ,")
        while re.search(r"\w", rest):
            clause, rest = _first(rest, max_points, marks)
            found.append(clause)
            rest = re.sub(r"^(?:và |còn (?!lại))", "", rest.lstrip(" ,.;:)"), flags=re.I)
    return tuple(clause for clause in found if not _is_heading(clause, max_points))


def _only_dashes(text: str) -> bool:
    pieces = [piece for piece in _STOP.split(text) if piece.strip()]
    return len(pieces) > 1 and all(_DASHED.search(piece) and ":" not in piece for piece in pieces)


def _is_heading(clause: Clause, max_points: Decimal) -> bool:
    """ "Điểm tối đa: 2" says again what the column says."""
    return clause.words == "điểm tối đa" and clause.points == max_points


def _first(text: str, max_points: Decimal, patterns: Sequence[re.Pattern[str]]) -> tuple[Clause, str]:
    before = _BEFORE.match(text)
    if before and text[before.end() :].strip():
        return Clause(_tidy(text[before.end() :]), _points(before)), ""
    marks = [(mark, _points(mark)) for pattern in patterns if (mark := pattern.search(text))]
    marks += [(mark, max_points) for mark in [_FULL.search(text)] if mark]
    marks += [(mark, Decimal(0)) for mark in [_NOTHING.search(text)] if mark]
    marks = [(mark, points) for mark, points in marks if mark.start() > 0]
    if not marks or LIMIT.fullmatch(text):
        return Clause(_tidy(text), None), ""
    mark, points = min(marks, key=lambda one: (one[0].start(), -one[0].end()))
    return Clause(_tidy(text[: mark.start()]), points, mark[0].strip(" ,:=").lower()), text[mark.end() :]


def _points(mark: re.Match[str]) -> Decimal:
    found = amount(mark["points"])
    return -found if (mark["sign"] or "").startswith("-") else found


def _tidy(text: str) -> str:
    text = re.sub(r"^[-\s]+(?![-\s\d])", "", text.strip(" ,:;.").rstrip(" -"))
    return re.sub(r"^(?:nếu|khi|trường hợp) (?=\S)", "", text, flags=re.I)
