"""Recipients and signature."""

import re

from parindex.documents.layout.anatomy import Anatomy
from parindex.documents.layout.looks import bold, centred, italic, sized, upper
from parindex.documents.layout.page_model import Cell, Paragraph, Table

_ON_BEHALF = re.compile(r"^(TM|KT|TL|TUQ|Q)\.\s*\S")
_HONORIFIC = re.compile(r"\b(TS|ThS|PGS|GS|CN|KS|Ông|Bà)\b\.?")
_LINE = 14 * 1.15 * 20  # twips: a single line of 14 points
_LEAST_ROOM = 22 * 1440 / 25.4


def block(found: Anatomy) -> bool:
    """Recipients left, signature right, in one row that is not split and stays with the last paragraph."""
    table = found.signature
    if table is None or len(table.rows) != 1 or len(table.rows[0].cells) != 2:
        return False
    left, right = table.rows[0].cells
    return (
        left.paragraphs[0].text.startswith("Nơi nhận")
        and bool(_inked(right))
        and table.rows[0].whole
        and bool(found.text)
        and found.text[-1].keep_next
        and _follows(found, table)
    )


def title(found: Anatomy) -> bool:
    """The title, with TM., KT., TL., TUQ., Q. before it where somebody signs for another: capitals, bold, 13–14."""
    lines = _title_lines(found)
    if not lines:
        return False
    first = "\n".join(paragraph.text for paragraph in lines).split("\n")[0]
    prefix = first.partition(".")[0]
    if "." in first and (prefix not in ("TM", "KT", "TL", "TUQ", "Q") or not _ON_BEHALF.match(first)):
        return False
    return all(upper(line) and bold(line) and sized(line, 13, 14) and centred(line) for line in lines)


def name(found: Anatomy) -> bool:
    """A draft has no name; a name is bold, 13–14 points, centred, not in capitals, without titles before it."""
    right = _right(found)
    if right is None:
        return False
    names = _inked(right)[len(_title_lines(found)) :]
    return all(
        bold(line)
        and italic(line, False)
        and sized(line, 13, 14)
        and centred(line)
        and not upper(line)
        and not _HONORIFIC.search(line.text)
        for line in names
    )


def room(found: Anatomy) -> bool:
    """Four to five empty lines, 22 mm at the very least, between title and name."""
    right = _right(found)
    blank = [p for p in right.paragraphs if not p.text.strip()] if right is not None else []
    return len(blank) >= 4 and sum(_height(paragraph) for paragraph in blank) >= _LEAST_ROOM


def _height(paragraph: Paragraph) -> float:
    line = paragraph.line / 240 * _LINE if paragraph.line_rule == "auto" else paragraph.line
    return paragraph.before + line + paragraph.after


def recipients(found: Anatomy) -> bool:
    """ "Nơi nhận:" 12 points bold italic; lines 11 points upright, "- …;", the last "- Lưu: VT, … ."."""
    table = found.signature
    if table is None or not table.rows[0].cells:
        return False
    head, *lines = _inked(table.rows[0].cells[0])
    return (
        head.text.strip() == "Nơi nhận:"
        and sized(head, 12, 12)
        and bold(head)
        and italic(head)
        and len(lines) >= 2
        and all(sized(line, 11, 11) and bold(line, False) and italic(line, False) for line in lines)
        and all(line.text.startswith("- ") and line.text.endswith(";") for line in lines[:-1])
        and lines[-1].text.startswith("- Lưu: VT")
        and lines[-1].text.endswith(".")
    )


def _right(found: Anatomy) -> Cell | None:
    table = found.signature
    return table.rows[0].cells[-1] if table is not None and len(table.rows[0].cells) == 2 else None


def _inked(cell: Cell) -> list[Paragraph]:
    return [paragraph for paragraph in cell.paragraphs if paragraph.text.strip()]


def _title_lines(found: Anatomy) -> list[Paragraph]:
    """The lines before the room to sign."""
    right = _right(found)
    lines: list[Paragraph] = []
    for paragraph in right.paragraphs if right is not None else ():
        if not paragraph.text.strip():
            break
        lines.append(paragraph)
    return lines


def _follows(found: Anatomy, table: Table) -> bool:
    """Nothing but the last paragraph of the text stands before the block."""
    for section in found.sections:
        if table in section.blocks:
            place = section.blocks.index(table)
            before = section.blocks[place - 1] if place else None
            return isinstance(before, Paragraph) and bool(found.text) and before is found.text[-1]
    return False
