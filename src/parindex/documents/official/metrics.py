"""How wide a line of Times New Roman is, without a font file.

The rules under the national motto and under the agency's name have a length that depends on the text above them, and
the national title must not wrap. Advance widths are those of Times New Roman in units of 1/2048 em; fonts made to its
measure (Tinos, Liberation Serif) share them.
"""

import re
import unicodedata

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_MARKS = " -–.,:;/()%’“”&+"
_HORNED = "ĐđƠơƯư"  # accents keep a letter's width; the stroke and the horn do not always

_REGULAR_UPPER = (
    *(1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821),
    *(1479, 1479, 1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251),
)
_REGULAR_LOWER = (
    *(909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593),
    *(1024, 1024, 1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909),
)
_REGULAR_MARKS = (512, 682, 1024, 512, 512, 569, 569, 569, 682, 682, 1706, 682, 909, 909, 1593, 1155)
_BOLD_UPPER = (
    *(1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933),
    *(1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366),
)
_BOLD_LOWER = (
    *(1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706),
    *(1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909),
)
_BOLD_MARKS = (512, 682, 1024, 512, 512, 682, 682, 569, 682, 682, 2048, 682, 1024, 1024, 1706, 1167)

_REGULAR = dict(
    zip(
        _UPPER + _LOWER + _MARKS + _HORNED,
        (*_REGULAR_UPPER, *_REGULAR_LOWER, *_REGULAR_MARKS, 1479, 1024, 1479, 1083, 1589, 1110),
        strict=True,
    )
)
_BOLD = dict(
    zip(
        _UPPER + _LOWER + _MARKS + _HORNED,
        (*_BOLD_UPPER, *_BOLD_LOWER, *_BOLD_MARKS, 1479, 1139, 1593, 1134, 1630, 1229),
        strict=True,
    )
)
_EM = 2048
_DIGIT = 1024
_HORN = "\u031b"


def width_mm(text: str, *, size_pt: float, bold: bool = False) -> float:
    """Width of `text` on one line, in millimetres, at `size_pt` points."""
    table = _BOLD if bold else _REGULAR
    units = sum(_advance(letter, table) for letter in unicodedata.normalize("NFC", text))
    return units / _EM * size_pt * 25.4 / 72


def _advance(letter: str, table: dict[str, int]) -> int:
    if letter in table:
        return table[letter]
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
    return table.get(base, _DIGIT)


def balanced_lines(text: str, *, size_pt: float, bold: bool, room_mm: float) -> tuple[str, ...]:
    """`text` on the fewest lines that fit `room_mm`, as even as can be, broken after a dash rather than inside a name.

    Runs of blanks (room left for a number) are never broken. A single word wider than the room stays whole.
    """
    words = re.split(r"(?<=\S) (?=\S)", text.strip())
    for count in range(1, len(words) + 1):
        fitting = [lines for lines in _splits(words, count) if _longest(lines, size_pt, bold) <= room_mm]
        if fitting:
            return min(fitting, key=lambda lines: (_breaks_inside(lines), _longest(lines, size_pt, bold)))
    return tuple(words)


def _breaks_inside(lines: tuple[str, ...]) -> int:
    return sum(not line.endswith(("–", "-", ",", ";")) for line in lines[:-1])


def _longest(lines: tuple[str, ...], size_pt: float, bold: bool) -> float:
    return max((width_mm(line, size_pt=size_pt, bold=bold) for line in lines), default=0.0)


def _splits(words: list[str], count: int) -> list[tuple[str, ...]]:
    """All ways to put `words` on `count` lines without an empty one."""
    if count <= 1:
        return [(" ".join(words),)]
    found: list[tuple[str, ...]] = []
    for first in range(1, len(words) - count + 2):
        head = " ".join(words[:first])
        found.extend((head, *rest) for rest in _splits(words[first:], count - 1))
    return found
