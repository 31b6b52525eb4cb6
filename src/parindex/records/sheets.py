"""Writing .xlsx files: user text is never a formula or a link, and the same content gives the same bytes."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from parindex.errors import InputFault
from parindex.records.engine import written_beside

LAST_ROW = 1_048_575  # the last row of a sheet, from 0
_LONGEST = 32_767
_MADE = dt.datetime(2021, 1, 1)  # a fixed date of making: pure code knows no clock
HEADER = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
REQUIRED = HEADER | {"bg_color": "#F8E3C8"}
DATE_FORM, MOMENT_FORM = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"


@contextmanager
def workbook(into: Path, *, streaming: bool = False) -> Iterator[Any]:
    """A workbook that takes its place at `into` when the block ends well. `streaming`: rows in order, little memory."""
    with written_beside(into) as beside:
        book = xlsxwriter.Workbook(
            str(beside),
            {
                "constant_memory": streaming,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        book.set_properties({"created": _MADE})
        try:
            yield book
        finally:
            try:
                book.close()
            except XlsxWriterException as fault:
                raise InputFault(f"Không ghi được tệp {into}: {fault}. Hãy kiểm tra thư mục và chỗ trống.") from fault


def write_text(sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
    """Write text as text, whatever it looks like; what a cell cannot hold is cut."""
    if text:
        sheet.write_string(row, column, text[:_LONGEST], form)
