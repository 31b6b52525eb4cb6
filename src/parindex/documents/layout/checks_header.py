"""The head of page 1 and the title."""

import re

from parindex.documents.layout.anatomy import Anatomy
from parindex.documents.layout.looks import bold, centred, italic, sized, upper
from parindex.documents.layout.page_model import Paragraph
from parindex.documents.official.metrics import width_mm

_TWIPS_PER_MM = 1440 / 25.4
_SYMBOL = re.compile(r"^Số:(\s+|\s?\d{2,})/[0-9A-ZĐ]+(-[0-9A-ZĐ]+)*$")
_PLACE = re.compile(r"^[^\W\d_].*, ngày(\s+|\s\d{2}\s)tháng(\s+|\s(0[12]|[3-9]|1[0-2])\s)năm \d{4}$")


def nation(found: Anatomy) -> bool:
    """Quốc hiệu: capitals, bold, upright, 12–13 points, centred, on one line."""
    return (
        upper(found.nation)
        and bold(found.nation)
        and italic(found.nation, False)
        and sized(found.nation, 12, 13)
        and centred(found.nation)
        and _fits(found, found.nation)
    )


def motto(found: Anatomy) -> bool:
    """Tiêu ngữ: bold, upright, 13–14 points, centred, with a rule as long as the text."""
    return (
        bold(found.motto)
        and italic(found.motto, False)
        and sized(found.motto, 13, 14)
        and centred(found.motto)
        and _rule_share(found, found.motto, 0.95, 1.05)
    )


def single_spacing(found: Anatomy) -> bool:
    """Quốc hiệu and Tiêu ngữ stand one line apart."""
    return all(
        paragraph is not None
        and paragraph.line_rule == "auto"
        and paragraph.line == 240
        and paragraph.before == paragraph.after == 0
        for paragraph in (found.nation, found.motto)
    )


def superior(found: Anatomy) -> bool:
    """Cơ quan chủ quản: capitals, upright, not bold, 12–13 points, centred."""
    names = _agency_names(found)
    if len(names) < 2:
        return False
    first = names[0]
    return upper(first) and bold(first, False) and italic(first, False) and sized(first, 12, 13) and centred(first)


def issuer(found: Anatomy) -> bool:
    """Cơ quan ban hành: capitals, bold, upright, 12–13 points, centred, a rule of one third to one half below."""
    names = _agency_names(found)
    if not names:
        return False
    last = names[-1]
    return (
        upper(last)
        and bold(last)
        and italic(last, False)
        and sized(last, 12, 13)
        and centred(last)
        and _rule_share(found, last, 1 / 3, 1 / 2)
    )


def symbol(found: Anatomy) -> bool:
    """Số, ký hiệu: upright, 13 points (12 is taught too), no blanks inside, two digits or room for them."""
    number = found.number
    if number is None or not sized(number, 12, 13):
        return False
    return (
        bool(_SYMBOL.match(number.text.strip())) and italic(number, False) and bold(number, False) and centred(number)
    )


def place_and_day(found: Anatomy) -> bool:
    """Địa danh, ngày: italic, not bold, 13–14 points, centred; day below 10 and months 1, 2 with a zero, or blank."""
    place = found.place
    if place is None or not sized(place, 13, 14):
        return False
    return bool(_PLACE.match(place.text.strip())) and italic(place) and bold(place, False) and centred(place)


def kind(found: Anatomy) -> bool | None:
    """Tên loại: capitals, bold, upright, centred, 13–14 points. A letter has none."""
    if found.is_letter:
        return None
    return (
        upper(found.kind)
        and bold(found.kind)
        and italic(found.kind, False)
        and centred(found.kind)
        and sized(found.kind, 13, 14)
    )


def summary(found: Anatomy) -> bool | None:
    """Trích yếu: lower case, bold, upright, centred, 13–14 points, a rule of one third to one half below. A letter has none."""
    if found.is_letter:
        return None
    text, rule = found.summary, found.summary_rule
    if text is None or rule is None or upper(text):
        return False
    length = (found.sections[0].text_width - rule.left - rule.right) / _TWIPS_PER_MM
    share = length / _longest(text)
    looks = bold(text) and italic(text, False) and centred(text) and sized(text, 13, 14)
    return looks and 1 / 3 <= share <= 1 / 2


def subject(found: Anatomy) -> bool | None:
    """Trích yếu of a letter: "V/v …" under the number, lower case, upright, not bold, centred, 12–13 points, 6 apart."""
    if not found.is_letter:
        return None
    text = found.subject
    if text is None or upper(text) or text.before < 120:
        return False
    return bold(text, False) and italic(text, False) and centred(text) and sized(text, 12, 13)


def addressee(found: Anatomy) -> bool | None:
    """Kính gửi: lower case, upright, not bold, 13–14 points, and somebody is named."""
    text = found.addressee
    if text is None:
        return None
    named = len(text.text.partition(":")[2].strip()) > 0
    return named and bold(text, False) and italic(text, False) and sized(text, 13, 14)


def _agency_names(found: Anatomy) -> list[Paragraph]:
    return [paragraph for paragraph in found.agency if paragraph.text.strip()]


def _longest(paragraph: Paragraph) -> float:
    run = paragraph.inked[0]
    return max(width_mm(line, size_pt=run.size / 2, bold=run.bold) for line in paragraph.text.split("\n"))


def _fits(found: Anatomy, paragraph: Paragraph | None) -> bool:
    room = _room(found, paragraph)
    return paragraph is not None and room is not None and _longest(paragraph) <= room


def _room(found: Anatomy, paragraph: Paragraph | None) -> float | None:
    """Width of the header cell that holds the paragraph, in mm."""
    for row in found.head.rows if found.head is not None else ():
        for cell in row.cells:
            if any(inner is paragraph for inner in cell.paragraphs):
                return cell.width / _TWIPS_PER_MM
    return None


def _rule_share(found: Anatomy, paragraph: Paragraph | None, low: float, high: float) -> bool:
    """A rule below the paragraph whose length is between `low` and `high` of the text above it."""
    room = _room(found, paragraph)
    if paragraph is None or room is None or found.head is None:
        return False
    siblings = next(
        cell.paragraphs
        for row in found.head.rows
        for cell in row.cells
        if any(inner is paragraph for inner in cell.paragraphs)
    )
    below = siblings[next(i for i, inner in enumerate(siblings) if inner is paragraph) + 1 :]
    rule = next((inner for inner in below if inner.has_rule), None)
    if rule is None:
        return False
    length = room - (rule.left + rule.right) / _TWIPS_PER_MM
    return low <= length / _longest(paragraph) <= high
