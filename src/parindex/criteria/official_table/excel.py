"""The sheets of a workbook as rows of text."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, ZipError

from parindex.errors import InputFault

MAX_UNPACKED = 200_000_000
MAX_ROWS = 20_000


def excel_tables(data: bytes, name: str) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """(words before, rows) of each sheet that shows. InputFault when it is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise InputFault(f"Tệp {name} giải nén ra quá lớn, không phải một bảng tiêu chí.")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [about.name for about in book.sheets_metadata if about.visible is SheetVisibleEnum.Visible]
        sheets = [book.get_sheet_by_name(sheet) for sheet in shown]
        read = [sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 1) for sheet in sheets]
    except (zipfile.BadZipFile, CalamineError, ZipError, OSError, ValueError) as error:
        raise InputFault(
            f"Không mở được {name}: tệp hỏng, có mật khẩu, hoặc không phải .xlsx. Hãy lưu lại rồi nhập."
        ) from error
    for rows in read:
        if len(rows) > MAX_ROWS:
            raise InputFault(f"Tệp {name} có trang hơn {MAX_ROWS} dòng, không phải một bảng tiêu chí.")
        if rows:
            yield (), tuple(tuple(_text(cell) for cell in row) for row in rows)


def _text(cell: object) -> str:
    """A number as it was typed (1.1, 2, 0.25); a day that Excel made of a code ("1.2" → 1 February) as that code."""
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    if isinstance(cell, (datetime, date)):
        return f"{cell.day}.{cell.month}"
    return str(cell).strip()
