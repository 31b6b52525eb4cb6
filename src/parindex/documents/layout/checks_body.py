"""The text: size, alignment, indents, spacing, bases, citations, numbering, ending."""

import re

from parindex.documents.layout.anatomy import NUMBER_HEADING, ROMAN_HEADING, Anatomy
from parindex.documents.layout.looks import bold, italic
from parindex.documents.official.numbering import POINT_LETTERS, roman

_MM = 1440 / 25.4
_CITED = re.compile(r"(?<![\w/])(\d+/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z]*(?:-[A-ZĐ0-9]+)*)")
_POINT = re.compile(r"^([a-zđ])\)\s")
_LAW_NUMBER = re.compile(r"(Luật|Bộ luật|Pháp lệnh)[^.;]{0,120}? số \d+/\d{4}/QH\d+")


def one_size(found: Anatomy) -> bool:
    """13–14 points, one size from the first basis to the last word."""
    sizes = {run.size for paragraph in found.text for run in paragraph.inked}
    return len(sizes) == 1 and sizes <= {26, 27, 28}


def justified(found: Anatomy) -> bool:
    """Both sides."""
    return bool(found.text) and all(paragraph.align in ("both", "distribute") for paragraph in found.text)


def first_line(found: Anatomy) -> bool:
    """Indented by 1 or 1,27 cm."""
    return bool(found.text) and all(
        any(abs(paragraph.indent / _MM - wanted) < 0.3 for wanted in (10, 12.7)) for paragraph in found.text
    )


def paragraph_gap(found: Anatomy) -> bool:
    """At least 6 points between paragraphs."""
    return bool(found.text) and all(max(paragraph.before, paragraph.after) >= 120 for paragraph in found.text)


def line_spacing(found: Anatomy) -> bool:
    """From single to one and a half."""
    return bool(found.text) and all(
        paragraph.line_rule == "auto" and 240 <= paragraph.line <= 360 for paragraph in found.text
    )


def bases(found: Anatomy) -> bool | None:
    """Căn cứ: italic, each on its own line, `;` between them and `.` after the last."""
    given = found.bases
    if found.is_letter and not given:
        return None
    return (
        bool(given)
        and all(italic(paragraph) and bold(paragraph, False) for paragraph in given)
        and all(paragraph.text.rstrip().endswith(";") for paragraph in given[:-1])
        and given[-1].text.rstrip().endswith(".")
    )


def citations(found: Anatomy) -> bool:
    """The first citation of a document gives its date; laws are named without a number."""
    seen: set[str] = set()
    for paragraph in found.text:
        if _LAW_NUMBER.search(paragraph.text):
            return False
        for match in _CITED.finditer(paragraph.text):
            if match[1] not in seen and not paragraph.text[match.end() :].startswith(" ngày "):
                return False
            seen.add(match[1])
    return True


def ending(found: Anatomy) -> bool:
    """`./.` once, after the last sentence, not on a line alone."""
    if not found.body or found.signature is None:
        return False
    texts = [paragraph.text.rstrip() for paragraph in found.body]
    return texts[-1].endswith("./.") and len(texts[-1]) > 3 and not any("./." in text for text in texts[:-1])


def numbering(found: Anatomy) -> bool:
    """I., II. … in capitals and bold; 1., 2. … ; a), b), c), d), đ), e) … in the Vietnamese order, without gaps."""
    big = small = point = 0
    for paragraph in found.body:
        text = paragraph.text
        if ROMAN_HEADING.match(text):
            big, small, point = big + 1, 0, 0
            title = text.partition(" ")[2]
            if not text.startswith(f"{roman(big)}. ") or title != title.upper() or not bold(paragraph):
                return False
        elif NUMBER_HEADING.match(text):
            small, point = small + 1, 0
            if not text.startswith(f"{small}. "):
                return False
        elif (match := _POINT.match(text)) is not None:
            point += 1
            if point > len(POINT_LETTERS) or match[1] != POINT_LETTERS[point - 1]:
                return False
    return big > 0 or found.is_letter
