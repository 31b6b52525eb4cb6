"""An annex: its own pages and page numbers, its heading, its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.table import Table

from parindex.documents.official.grid import (
    add_grid,
    cell_at,
    keep_with_next_row,
    merge_equal_neighbours,
    repeat_header,
)
from parindex.documents.official.metrics import balanced_lines, width_mm
from parindex.documents.official.styles import (
    ANNEX_REFERENCE,
    ANNEX_TITLE,
    ANNEX_WORD,
    TABLE_AREA,
    TABLE_AREA_CODE,
    TABLE_CODE,
    TABLE_HEAD,
    TABLE_TEXT,
    StyleSpec,
)
from parindex.documents.official.writing import draw_rule, fill, write

_SHARE = 0.4  # of the reference above the rule
_FIRST_MERGED = 2  # a code and a content belong to one row each, even when two of them read the same


@dataclass(frozen=True, kw_only=True)
class AnnexRow:
    """`cells` in the order of the columns, the first one a code; an area shows its title over all other columns."""

    cells: tuple[str, ...]
    is_area: bool = False


def write_annex_head(document: Document, *, title: str, reference: str, room_mm: float) -> None:
    """`Phụ lục`, its title in capitals, the reference to the document it belongs to, and a rule."""
    write(document, ANNEX_WORD, "Phụ lục")
    write(document, ANNEX_TITLE, "\n".join(_lines(title.upper(), ANNEX_TITLE, room_mm)))
    lines = _lines(reference, ANNEX_REFERENCE, room_mm)
    write(document, ANNEX_REFERENCE, "\n".join(lines))
    longest = max(width_mm(line, size_pt=ANNEX_REFERENCE.size) for line in lines)
    draw_rule(document, room_mm=room_mm, length_mm=_SHARE * longest)
    write(document, ANNEX_TITLE, "").paragraph_format.line_spacing = 0.5


def write_annex_table(
    document: Document,
    *,
    headings: Sequence[str],
    widths_mm: Sequence[float],
    rows: Sequence[AnnexRow],
    merged: bool = True,
) -> Table:
    """The table: header on each page, rows never split, equal neighbours of a column drawn as one cell if `merged`."""
    table = add_grid(document, widths_mm, rows=1 + len(rows), borders="single", cell_margin_mm=1.6)
    repeat_header(table)
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        fill(cell.paragraphs[0], TABLE_HEAD, heading)
    for start, group in _groups(rows):
        if group[0].is_area:
            _write_area(table, start, group[0])
        else:
            _write_group(table, start, group, _FIRST_MERGED if merged else len(headings))
    return table


def _lines(text: str, style: StyleSpec, room_mm: float) -> tuple[str, ...]:
    return balanced_lines(text, size_pt=style.size, bold=style.bold, room_mm=room_mm * 0.95)


def _groups(rows: Sequence[AnnexRow]) -> list[tuple[int, list[AnnexRow]]]:
    """Area rows one by one, the rows between two areas together; with the table row where each begins."""
    found: list[tuple[int, list[AnnexRow]]] = []
    for number, row in enumerate(rows, start=1):
        if not found or row.is_area or found[-1][1][0].is_area:
            found.append((number, []))
        found[-1][1].append(row)
    return found


def _write_area(table: Table, number: int, row: AnnexRow) -> None:
    fill(cell_at(table, number, 0).paragraphs[0], TABLE_AREA_CODE, row.cells[0])
    wide = cell_at(table, number, 1).merge(cell_at(table, number, len(row.cells) - 1))
    fill(wide.paragraphs[0], TABLE_AREA, row.cells[1])


def _write_group(table: Table, start: int, group: list[AnnexRow], first_merged: int) -> None:
    for column in range(len(group[0].cells)):
        texts = [row.cells[column] for row in group]
        shown = (
            merge_equal_neighbours(table, column, texts, first_row=start)
            if column >= first_merged
            else (True,) * len(group)
        )
        style = TABLE_TEXT if column else TABLE_CODE
        for offset, (text, is_shown) in enumerate(zip(texts, shown, strict=True)):
            cell = cell_at(table, start + offset, column)
            fill(cell.paragraphs[0], style, text if is_shown else "")
    if first_merged >= len(group[0].cells):
        return
    # An area stays on one page where it fits: a merged cell cut by a page break loses its text on the second page.
    for number in range(start, start + len(group) - 1):
        keep_with_next_row(table, number)
