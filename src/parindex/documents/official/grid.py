"""Tables: widths per cell (Word and LibreOffice ignore the grid alone), borders, merges, rows kept whole."""

from collections.abc import Sequence
from typing import Literal

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Mm
from docx.table import Table, _Cell

from parindex.documents.official.xml import element, parent, twips

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_grid(
    document: Document,
    widths_mm: Sequence[float],
    *,
    rows: int,
    borders: Literal["single", "none"],
    cell_margin_mm: float,
) -> Table:
    """An empty table with fixed column widths, `rows` rows that are never split over pages."""
    table: Table = document.add_table(rows, len(widths_mm))
    table.autofit = False
    properties = table._tbl.tblPr
    for old in [*properties.findall(qn("w:tblStyle")), *properties.findall(qn("w:tblW"))]:
        properties.remove(old)
    whole = element("w:tblW", w=sum(twips(width) for width in widths_mm), type="dxa")
    properties.insert_element_before(whole, "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblLook")
    lines = [element(f"w:{side}", val=borders, sz=4, space=0, color="000000") for side in _SIDES]
    margin = twips(cell_margin_mm)
    sides = [element(f"w:{side}", w=margin, type="dxa") for side in ("left", "right")]
    properties.insert_element_before(parent("w:tblBorders", *lines), "w:tblLayout", "w:tblLook")
    properties.insert_element_before(element("w:tblInd", w=0, type="dxa"), "w:tblBorders")
    properties.insert_element_before(parent("w:tblCellMar", *sides), "w:tblLook")
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _row_property(row._tr, "w:cantSplit")
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    return table


def keep_with_next_row(table: Table, row: int) -> None:
    """Keep a row on the page of the row below it."""
    for cell in table._tbl.tr_lst[row].tc_lst:
        for paragraph in _Cell(cell, table).paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def repeat_header(table: Table) -> None:
    """Print the first row again at the top of each page."""
    _row_property(table.rows[0]._tr, "w:tblHeader")


def cell_at(table: Table, row: int, column: int) -> _Cell:
    """The cell as it stands in the file. `Table.cell` would give the owner of a merged cell instead."""
    return _Cell(table._tbl.tr_lst[row].tc_lst[column], table)


def merge_equal_neighbours(table: Table, column: int, texts: Sequence[str], *, first_row: int) -> tuple[bool, ...]:
    """Draw each run of equal neighbours in `texts` as one cell; true where a row shows its text.

    `texts[i]` belongs to row `first_row + i`.
    """
    for offset, text in enumerate(texts):
        cell = cell_at(table, first_row + offset, column)
        if offset and text == texts[offset - 1]:
            _vertical_merge(cell, "continue")
        elif offset + 1 < len(texts) and texts[offset + 1] == text:
            _vertical_merge(cell, "restart")
    return tuple(not offset or text != texts[offset - 1] for offset, text in enumerate(texts))


def _vertical_merge(cell: _Cell, kind: str) -> None:
    cell._tc.get_or_add_tcPr().insert_element_before(
        element("w:vMerge", val=kind), "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign"
    )


def _row_property(row: CT_Row, tag: str) -> None:
    row.get_or_add_trPr().append(element(tag))
