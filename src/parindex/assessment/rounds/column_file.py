"""A column's workbook as it comes back: its mark, and row by row what was filled in, as text."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from parindex.errors import InputFault

KEY_HEADING = "Khóa (không sửa)"
_MOST_ROWS = 5_000
_MOST_UNPACKED = 50_000_000  # bytes
NOT_OURS = (
    "Tệp này không phải bảng chấm theo cột tải từ trang này; hãy tải bảng (.xlsx), điền vào các ô màu vàng rồi nộp lại."
)


@dataclass(frozen=True)
class FiledRow:
    """A row of the sheet. `line`: its number as Excel shows it; `key`: what it showed when it was taken; `cells` by heading."""

    line: int
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Filed:
    """`mark`: which round, set and leaf the workbook was made for."""

    mark: str
    rows: tuple[FiledRow, ...]


def read_column_file(path: Path) -> Filed:
    """Read a workbook that `documents.column_sheet` wrote. InputFault when it is none, damaged or too large."""
    rows = _rows(path)
    mark = rows[0][0] if rows and rows[0] else ""
    heads = [at for at, row in enumerate(rows[:20]) if row and row[0] == KEY_HEADING]
    if not mark or not heads:
        raise InputFault(NOT_OURS)
    names = rows[heads[0]]
    found = []
    for line, row in enumerate(rows[heads[0] + 1 :], start=heads[0] + 2):
        cells = {name: row[at] if at < len(row) else "" for at, name in enumerate(names) if at and name}
        if any(cells.values()):
            found.append(FiledRow(line, row[0] if row else "", cells))
    return Filed(mark, tuple(found))


def _rows(path: Path) -> list[list[str]]:
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                raise InputFault("Tệp giải nén ra quá lớn, không phải bảng chấm theo cột.")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=_MOST_ROWS + 1)
    except (zipfile.BadZipFile, CalamineError, ZipError, OSError, ValueError, IndexError) as error:
        raise InputFault(
            "Không mở được tệp: tệp hỏng, có mật khẩu, hoặc không phải .xlsx. Hãy lưu lại rồi nộp."
        ) from error
    if len(rows) > _MOST_ROWS:
        raise InputFault(f"Tệp có hơn {_MOST_ROWS} dòng, không phải bảng chấm theo cột.")
    return [[cell_text(cell) for cell in row] for row in rows]


def cell_text(cell: object) -> str:
    """A cell as people write it here: a number with a decimal comma, so that 0,125 is never read as thousands."""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, int | float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0").replace(".", ",")
    return "" if cell is None else str(cell).strip()
