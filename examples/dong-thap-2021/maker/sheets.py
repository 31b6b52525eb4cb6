"""Workbooks as offices make them: a title, a header that may have two rows, borders, a total row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

Cell = str | int | date | Decimal | None
MADE = datetime(2021, 12, 31, 16, 30)  # fixed, so that the same seed gives the same bytes


@dataclass(frozen=True, kw_only=True)
class Head:
    """One column: its title, its width, and the title merged above it and its neighbours, if any."""

    title: str
    width: float = 14
    above: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One worksheet. `rows` may hold empty lines; a cell beginning with "=" in `total` is a formula with its value."""

    name: str
    titles: Sequence[str]
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell | tuple[str, Decimal]] = ()


class _Writer:
    """Writes one sheet into a workbook, top to bottom."""

    def __init__(self, path: Path) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(str(path), options)
        self.book.set_properties({"author": "Văn phòng Sở", "created": MADE})
        face = {"font_name": "Times New Roman", "font_size": 12}
        boxed = {**face, "border": 1, "valign": "vcenter", "text_wrap": True}
        self.plain = self.book.add_format(boxed)
        self.bold = self.book.add_format({**boxed, "bold": True})
        self.day = self.book.add_format({**boxed, "num_format": "dd/mm/yyyy", "align": "center"})
        self.number = self.book.add_format({**boxed, "num_format": "#,##0.00"})
        self.head = self.book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#F2F2F2"})
        self.title = self.book.add_format({**face, "bold": True, "align": "center", "font_size": 13})

    def cell(self, sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Cell) -> None:
        """One cell in the form that fits its value; dates as dates, text as text."""
        if isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, float(value), self.number)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.plain)
        elif value:
            sheet.write_string(row, column, value, self.plain)
        else:
            sheet.write_blank(row, column, None, self.plain)


def write(path: Path, sheet: Sheet) -> None:
    """Write `sheet` as an .xlsx file at `path`."""
    writer = _Writer(path)
    page = writer.book.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(9)
    last = len(sheet.heads) - 1
    for column, head in enumerate(sheet.heads):
        page.set_column(column, column, head.width)
    for row, title in enumerate(sheet.titles):
        page.merge_range(row, 0, row, last, title, writer.title)
    row = _write_heads(writer, page, len(sheet.titles) + 1, sheet.heads)
    page.freeze_panes(row, 0)
    for cells in sheet.rows:
        for column, value in enumerate(cells):
            writer.cell(page, row, column, value)
        row += 1
    for column, entry in enumerate(sheet.total):
        if isinstance(entry, tuple):
            page.write_formula(row, column, entry[0], writer.number, float(entry[1]))
        elif isinstance(entry, str):
            page.write_string(row, column, entry, writer.bold)
        else:
            writer.cell(page, row, column, entry)
    writer.book.close()


def _write_heads(writer: _Writer, page: "xlsxwriter.worksheet.Worksheet", row: int, heads: Sequence[Head]) -> int:
    """Write the header and return the first row under it. With titles above, single titles are merged downwards."""
    if not any(head.above for head in heads):
        for column, head in enumerate(heads):
            page.write_string(row, column, head.title, writer.head)
        return row + 1
    for column, head in enumerate(heads):
        if not head.above:
            page.merge_range(row, column, row + 1, column, head.title, writer.head)
        else:
            page.write_string(row + 1, column, head.title, writer.head)
    for above, columns in _groups(heads):
        page.merge_range(row, columns[0], row, columns[-1], above, writer.head)
    return row + 2


def _groups(heads: Sequence[Head]) -> Iterable[tuple[str, list[int]]]:
    found: dict[str, list[int]] = {}
    for column, head in enumerate(heads):
        if head.above:
            found.setdefault(head.above, []).append(column)
    return found.items()
