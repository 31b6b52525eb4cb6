"""Page: paper, margins, font, page numbers, invisible grids."""

import unicodedata

from parindex.documents.layout.anatomy import Anatomy
from parindex.documents.layout.page_model import Paragraph, Section, Table

_MM = 1440 / 25.4
_SLACK = 0.5  # mm: word processors round
_FONT = "Times New Roman"


def paper(found: Anatomy) -> bool:
    """A4 everywhere; landscape only in an annex."""
    for section in found.sections:
        sides = sorted((section.width / _MM, section.height / _MM))
        if abs(sides[0] - 210) > _SLACK or abs(sides[1] - 297) > _SLACK:
            return False
        if section.width > section.height and section not in found.annexes:
            return False
    return bool(found.sections)


def margins(found: Anatomy) -> bool:
    """Top and bottom 20–25 mm, left 30–35, right 15–20."""
    return bool(found.sections) and all(
        low - _SLACK <= value / _MM <= high + _SLACK
        for section in found.sections
        for value, low, high in (
            (section.top, 20, 25),
            (section.bottom, 20, 25),
            (section.left, 30, 35),
            (section.right, 15, 20),
        )
    )


def font(found: Anatomy) -> bool:
    """Times New Roman for all scripts, black, letters precomposed."""
    runs = [run for paragraph in found.everything for run in paragraph.inked]
    return bool(runs) and all(
        all(name == _FONT for name in run.fonts.values())
        and run.color in ("auto", "000000")
        and unicodedata.is_normalized("NFC", run.text)
        for run in runs
    )


def page_number(found: Anatomy) -> bool:
    """Arabic, upright, 13–14 points, centred at the top, from 1, not on a first page; each annex on its own."""
    return bool(found.sections) and all(_numbered(section) for section in found.sections)


def _numbered(section: Section) -> bool:
    if not section.title_page or section.restarts_at != 1:
        return False
    if any(_number_field(paragraph) for paragraph in section.headers.get("first", ())):
        return False
    if any(_number_field(p) for part in section.footers.values() for p in part):
        return False
    shown = [paragraph for paragraph in section.headers.get("default", ()) if _number_field(paragraph)]
    return (
        len(shown) == 1
        and shown[0].align == "center"
        and all(26 <= run.size <= 28 and not run.italic for run in shown[0].runs)
    )


def _number_field(paragraph: Paragraph) -> bool:
    return any(field.split()[:1] == ["PAGE"] for field in paragraph.fields)


def invisible_grids(found: Anatomy) -> bool:
    """The header is a 2×2 grid, header and signature block show no lines, number and date share a row."""
    head = found.head
    if head is None or found.number is None or found.place is None:
        return False
    if len(head.rows) != 2 or any(len(row.cells) != 2 for row in head.rows):
        return False
    if found.number not in head.rows[1].cells[0].paragraphs or found.place not in head.rows[1].cells[1].paragraphs:
        return False
    return all(_invisible(table) for table in (head, found.signature) if table is not None)


def _invisible(table: Table) -> bool:
    return all(kind in ("none", "nil") for kind, _ in table.borders.values())
