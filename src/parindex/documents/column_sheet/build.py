"""The workbook of a column: what stands is locked and grey, what is to be filled in is yellow."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.assessment.rounds.column_file import KEY_HEADING
from parindex.documents.column_sheet.sheet import READ_ONLY, ColumnSheet, SheetRow
from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.score_sheet.columns import plain

_A4 = 9
_HEAD = 4  # the row of headings, from 0
# Text stays text: no cell of ours is a formula or a link, whatever it begins with.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = (14, 26, 16, 14, 9, 9, 30, 24, 9, 30, 9, 9)
_ENTRY_WIDTH = 18


def build_column_sheet(sheet: ColumnSheet) -> bytes:
    """The column as an .xlsx file. The same sheet gives the same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, _OPTIONS)
    day = datetime(sheet.day.year, sheet.day.month, sheet.day.day)
    book.set_properties({"title": plain(sheet.title), "author": plain(sheet.author), "company": "", "created": day})
    page, forms = book.add_worksheet("Chấm theo cột"), _formats(book)
    _write_top(page, sheet, forms)
    for at, row in enumerate(sheet.rows, start=_HEAD + 1):
        _write_row(page, sheet, at, row, forms)
    _set_up(page, sheet)
    book.close()
    return target.getvalue()


def _formats(book: Workbook) -> dict[str, Any]:
    base: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    box = base | {"border": 1, "border_color": "#7B8794", "text_wrap": True}
    return {
        "title": book.add_format(base | {"bold": True, "font_size": 14}),
        "plain": book.add_format(base),
        "mark": book.add_format(base | {"italic": True}),
        "head": book.add_format(box | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#BCCCDC"}),
        "fact": book.add_format(box | {"bg_color": "#F1F4F8"}),
        "points": book.add_format(box | {"bg_color": "#F1F4F8", "num_format": "0.00####"}),
        "entry": book.add_format(box | {"bg_color": "#FFFBEA", "locked": False}),
    }


def _write_top(page: Worksheet, sheet: ColumnSheet, forms: dict[str, Any]) -> None:
    page.write_string(0, 0, sheet.mark)
    page.write_string(0, 1, plain(sheet.title), forms["title"])
    page.write_string(1, 1, plain(sheet.subtitle), forms["plain"])
    page.write_string(
        2,
        1,
        "Chỉ điền các ô màu vàng; cột “Ghi” đánh dấu x để công nhận dòng như đang có. Không thêm, bớt cột; dòng nào không sửa "
        "thì giữ nguyên.",
        forms["plain"],
    )
    if sheet.illustrative:
        page.write_string(3, 1, ILLUSTRATIVE_MARK, forms["mark"])
    headings = (KEY_HEADING, *READ_ONLY, *(entry.heading for entry in sheet.entries))
    for column, heading in enumerate(headings):
        page.write_string(_HEAD, column, plain(heading), forms["head"])
    page.set_row(_HEAD, 48)


def _write_row(page: Worksheet, sheet: ColumnSheet, at: int, row: SheetRow, forms: dict[str, Any]) -> None:
    page.write_string(at, 0, row.key)
    for column, fact in enumerate(row.facts, start=1):
        if isinstance(fact, Decimal):
            page.write_number(at, column, float(fact), forms["points"])
        else:
            page.write_string(at, column, plain(fact), forms["fact"])
    for column, entry in enumerate(sheet.entries, start=len(READ_ONLY) + 1):
        if not row.key:
            page.write_blank(at, column, None, forms["fact"])
            continue
        filled = row.entries.get(entry.heading, "")
        if isinstance(filled, Decimal):
            page.write_number(at, column, float(filled), forms["entry"])
        else:
            page.write_string(at, column, plain(filled), forms["entry"])
        choices = ",".join(entry.choices)
        if (
            entry.choices and len(choices) <= 255 and not any("," in one for one in entry.choices)
        ):  # Excel takes no more
            page.data_validation(at, column, at, column, {"validate": "list", "source": list(entry.choices)})


def _set_up(page: Worksheet, sheet: ColumnSheet) -> None:
    """The first column carries what rows showed and is hidden; facts are locked, without a password."""
    page.set_column(0, 0, 10, None, {"hidden": True})
    for column, width in enumerate(_WIDTHS, start=1):
        page.set_column(column, column, width)
    first = len(READ_ONLY) + 1
    page.set_column(first, first + len(sheet.entries) - 1, _ENTRY_WIDTH)
    page.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    page.freeze_panes(_HEAD + 1, 3)
    page.repeat_rows(_HEAD)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
