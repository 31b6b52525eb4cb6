"""Cells of a plainly written sheet as SQL: from the bytes of a row to the text that the other reader would give."""

import re
from collections.abc import Collection
from xml.etree.ElementTree import Element

from parindex.records.engine import literal

# What Excel, LibreOffice and the usual libraries write for a cell that holds a value and no formula.
_CELL = (
    r'<c r="%s(\d+)"((?: s="\d+")?(?: t="(?:s|str|n|b|e|inlineStr)")?)'
    r'(?: ?/>|>(?:<v ?/>|<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_ANY_CELL = (_CELL % "[A-Z]{1,3}").replace("(\\d+)", "\\d+").replace("((?: s", "(?:(?: s").replace("([^<]*)", "[^<]*")
PLAIN_ROW = rf'<row (?:[a-zA-Z0-9:]+="[^"<>]*" ?)*>(?:{_ANY_CELL})*'
ROW_NUMBER = r'^<row (?:[a-zA-Z0-9:]+="[^"<>]*" )*?r="(\d{1,7})"'
EMPTY_ROWS = r"^(?:<row [^<>]*/>)+"

_DATE_IDS = frozenset(range(14, 23))
_NUMBER_IDS = frozenset((*range(14), *range(37, 45), 48, 49))
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
FIRST_DAY, END_DAY = 32874, 73415  # 1990 to 2100, in days of the 1900 system


def style_kinds(styles: Element) -> tuple[frozenset[int], frozenset[int]]:
    """(styles that make a number a date, styles of which that is not certain), by their place in the list of styles."""
    codes, dates, odd, place = {}, set(), set(), 0
    for element in styles.iter():
        if element.tag.endswith("}numFmt") and element.attrib.get("numFmtId", "").isdigit():
            codes[int(element.attrib["numFmtId"])] = element.attrib.get("formatCode", "")
    for group in styles:
        for xf in group if group.tag.endswith("}cellXfs") else ():
            number = int(xf.attrib.get("numFmtId", "0"))
            letters = set(re.findall("[dmyhs]", _NOT_LETTERS.sub("", codes.get(number, "")).lower()))
            if number in codes and "[" not in codes[number] and {"d", "m", "y"} <= letters:
                dates.add(place)
            elif number in codes and (letters or "[" in codes[number]):
                odd.add(place)
            elif number not in codes and number in _DATE_IDS:
                dates.add(place)
            elif number not in codes and number not in _NUMBER_IDS:
                odd.add(place)
            place += 1
    return frozenset(dates), frozenset(odd)


def extracted(letters: str) -> str:
    """The cell of a column: a struct of row number, attributes, value and inline text; empty texts where there is none."""
    return f"regexp_extract(r, {literal(_CELL % letters)}, ['n', 'a', 'v', 'i'])"


def styled(cell: str, styles: Collection[int]) -> str:
    """Whether the cell is a number in one of the styles."""
    if not styles:
        return "false"
    pattern = f's="({"|".join(str(style) for style in sorted(styles))})"'
    return f"({is_number(cell)} AND regexp_matches({cell}.a, {literal(pattern)}))"


def is_number(cell: str) -> str:
    """Whether the cell holds a number (a date is one too)."""
    return f"({cell}.v <> '' AND (NOT contains({cell}.a, 't=') OR contains({cell}.a, 't=\"n\"')))"


def is_words(cell: str) -> str:
    """Whether the cell holds text of any kind."""
    return f"(({cell}.v <> '' AND (contains({cell}.a, 't=\"s') OR contains({cell}.a, 't=\"e\"'))) OR {cell}.i <> '')"


def day_number(cell: str) -> str:
    """The number in the cell."""
    return f"TRY_CAST({cell}.v AS DOUBLE)"


def moment(cell: str) -> str:
    """The day count as a moment, to the nearest second."""
    return f"(TIMESTAMP '1899-12-30' + to_seconds(CAST(round({day_number(cell)} * 86400) AS BIGINT)))"


def moment_text(cell: str) -> str:
    """dd/MM/yyyy, with the time when there is one."""
    at = moment(cell)
    whole = f"round({day_number(cell)} * 86400)"
    return (
        f"CASE WHEN {whole} % 86400 = 0 THEN strftime({at}, '%d/%m/%Y')"
        f" WHEN {whole} % 60 = 0 THEN strftime({at}, '%d/%m/%Y %H:%M') ELSE strftime({at}, '%d/%m/%Y %H:%M:%S') END"
    )


def unescaped(text: str) -> str:
    """XML text as it was meant; line ends come as the mark that stood in for them."""
    plain = f"replace({text}, chr(30), chr(10))"
    for mark, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "''"), ("&amp;", "&")):
        plain = f"replace({plain}, '{mark}', '{letter}')"
    return f"CASE WHEN contains({text}, '&') OR contains({text}, chr(30)) THEN {plain} ELSE {text} END"
