"""Annexes."""

import re
from collections.abc import Callable

from parindex.documents.layout.anatomy import Anatomy
from parindex.documents.layout.looks import bold, centred, italic, sized, upper
from parindex.documents.layout.page_model import Paragraph, Row, Section, Table
from parindex.documents.official.metrics import width_mm

_WORD = re.compile(r"^Phụ lục( [IVXL]+)?$")
_REFERENCE = re.compile(r"^\(Kèm theo .+ số.+ngày.+tháng.+năm \d{4}.* của .+\)$", re.DOTALL)
_CODE = re.compile(r"^[\dIVX]+(\.\d+)*$")
_COUNT = re.compile(r"^-?\d[\d.]*(,\d+)?%?$")
_TWIPS_PER_MM = 1440 / 25.4


def word(found: Anatomy) -> bool | None:
    """ "Phụ lục", Roman number when there are several, lower case, bold, 14 points, centred."""
    several = len(found.annexes) > 1
    return _each(
        found,
        lambda section: (
            bool(lines := _lines(section))
            and (match := _WORD.match(lines[0].text.strip())) is not None
            and bool(match[1]) == several
            and bold(lines[0])
            and sized(lines[0], 14, 14)
            and centred(lines[0])
        ),
    )


def title(found: Anatomy) -> bool | None:
    """Capitals, bold, 13–14 points, centred."""
    return _each(
        found,
        lambda section: (
            len(lines := _lines(section)) > 1
            and upper(lines[1])
            and bold(lines[1])
            and sized(lines[1], 13, 14)
            and centred(lines[1])
        ),
    )


def reference(found: Anatomy) -> bool | None:
    """ "(Kèm theo …)": italic, 13–14 points, centred, a rule of one third to one half below."""
    return _each(found, _has_reference)


def _has_reference(section: Section) -> bool:
    lines = _lines(section)
    if len(lines) < 3 or not _REFERENCE.match(lines[2].text.strip()):
        return False
    rule = next((block for block in section.blocks if isinstance(block, Paragraph) and block.has_rule), None)
    if rule is None:
        return False
    size = lines[2].inked[0].size / 2
    longest = max(width_mm(line, size_pt=size) for line in lines[2].text.split("\n"))
    share = (section.text_width - rule.left - rule.right) / _TWIPS_PER_MM / longest
    return italic(lines[2]) and sized(lines[2], 13, 14) and centred(lines[2]) and 1 / 3 <= share <= 1 / 2


def table(found: Anatomy) -> bool | None:
    """Header bold, centred and repeated; rows whole; thin single border; 11–13 points; codes centred, text left."""
    return _each(found, lambda section: all(_good(one) for one in section.blocks if isinstance(one, Table)))


def _good(one: Table) -> bool:
    if not one.rows or not one.rows[0].header or not all(row.whole for row in one.rows):
        return False
    if not all(kind == "single" and 2 <= size <= 8 for kind, size in one.borders.values()):
        return False
    if not all(cell.width > 0 for row in one.rows for cell in row.cells):
        return False
    if not all(sized(p, 11, 13) for p in one.paragraphs if p.text.strip()):
        return False
    head = [p for cell in one.rows[0].cells for p in cell.paragraphs if p.text.strip()]
    return all(bold(p) and centred(p) for p in head) and all(_aligned(row) for row in one.rows[1:])


def _aligned(row: Row) -> bool:
    for position, cell in enumerate(row.cells):
        for paragraph in cell.paragraphs:
            text = paragraph.text.strip()
            if not text:
                continue
            if position == 0 and _CODE.match(text):
                wanted: tuple[str, ...] = ("center",)
            elif _COUNT.match(text):
                wanted = ("right", "end")
            else:
                wanted = ("left", "start", "both")
            if paragraph.align not in wanted:
                return False
    return True


def listed_and_renumbered(found: Anatomy) -> bool | None:
    """The text names its annexes (by number when several) and each begins on page 1."""
    if not found.annexes:
        return None
    body = " ".join(paragraph.text for paragraph in found.body)
    names = [_lines(section)[0].text.strip() for section in found.annexes]
    return all(name in body for name in names) and all(section.restarts_at == 1 for section in found.annexes)


def _lines(section: Section) -> list[Paragraph]:
    return [block for block in section.blocks if isinstance(block, Paragraph) and block.text.strip()]


def _each(found: Anatomy, holds: Callable[[Section], bool]) -> bool | None:
    return all(holds(section) for section in found.annexes) if found.annexes else None
