"""Workbooks (.xlsx): the first sheet with the register's header, merged cells filled down, formulas refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from parindex.errors import InputFault
from parindex.records.engine import Connection, scratch
from parindex.records.reading.cells import MOMENTS, cell_text, column_texts, sheet_dates
from parindex.records.reading.choices import ReadingChoices
from parindex.records.reading.headers import HEAD_ROWS, Candidate, accepted, best_candidate, needed
from parindex.records.reading.loading import load_rows
from parindex.records.reading.merged_heads import Merges, with_groups_spread
from parindex.records.reading.package import Package, SheetFacts, cell_address, damaged, inspect, other_sheets
from parindex.records.reading.plain_sheet import read_plain
from parindex.records.reading.raw import LONGEST_CELL, CellFault, Header, RawTable, SheetDates
from parindex.records.reading.totals import is_total_label
from parindex.records.schema import Register

_MOST_FILLED = 5_000_000  # cells that merged ranges may fill: no real sheet comes near
Grid = list[list[Any]]


@dataclass(frozen=True)
class _Sheet:
    name: str
    grid: Grid
    merges: Merges
    facts: SheetFacts
    head: list[list[str]]
    candidate: Candidate | None


def _sheet(
    register: Register, sheet: CalamineSheet, facts: SheetFacts, unit: str | None, choices: ReadingChoices
) -> _Sheet:
    grid = sheet.to_python(skip_empty_area=False)
    for (row, column), error in facts.errors.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = error  # the reader leaves error cells blank; a blank would hide them
    merges = sheet.merged_cell_ranges or []
    head = with_groups_spread([[cell_text(value) for value in row] for row in grid[:HEAD_ROWS]], merges)
    candidate = best_candidate(register, head, unit=unit, choices=choices)
    return _Sheet(sheet.name, grid, merges, facts, head, candidate)


def _chosen(
    register: Register, book: CalamineWorkbook, package: Package, unit: str | None, choices: ReadingChoices
) -> _Sheet:
    """The first visible sheet whose header has every needed column; failing that, the one that names most."""
    best: _Sheet | None = None
    for about in book.sheets_metadata:
        if about.visible is not SheetVisibleEnum.Visible or about.name not in package.sheets:
            continue
        sheet = _sheet(register, book.get_sheet_by_name(about.name), package.sheets[about.name], unit, choices)
        if sheet.candidate and not sheet.candidate.missing:
            return sheet
        if best is None or _rank(sheet) > _rank(best):
            best = sheet
    if best is None:
        raise InputFault("Sổ tính không có trang tính nào đang hiện; hãy bỏ ẩn trang có số liệu rồi lưu lại.")
    return best


def _rank(sheet: _Sheet) -> tuple[int, int]:
    return sheet.candidate.rank if sheet.candidate else (0, 0)


def _fill_down(sheet: _Sheet, header: Header) -> None:
    """A cell merged over several data rows counts for each of them."""
    filled = 0
    for (top, left), (bottom, _) in sheet.merges:
        if top <= header.row or bottom == top or top >= len(sheet.grid) or left >= len(sheet.grid[top]):
            continue
        last = min(bottom, len(sheet.grid) - 1)
        filled += last - top
        if filled > _MOST_FILLED:
            raise InputFault("Trang tính có quá nhiều ô gộp chồng lên nhau; hãy bỏ gộp ô rồi lưu lại.")
        for row in range(top + 1, last + 1):
            sheet.grid[row][left] = sheet.grid[top][left]


def _check_formulas(register: Register, sheet: _Sheet, header: Header, unit: str | None) -> None:
    """Only a total row may hold formulas: elsewhere we would read the value that was last stored, right or wrong."""
    must = [header.cells[name] for name in needed(register, unit) if name in header.cells]
    for row, column in sheet.facts.formulas:
        cells = sheet.grid[row] if row < len(sheet.grid) else []
        first = next((cell_text(cell) for cell in cells if cell != ""), "")
        incomplete = any(place >= len(cells) or cells[place] == "" for place in must)
        if row > header.row and is_total_label(first) and incomplete:
            continue
        raise InputFault(
            f"Trang “{sheet.name}”, ô {cell_address(row, column)} là công thức. Hãy sao chép rồi dán dạng giá trị "
            "(Paste Special → Values) cho các ô có công thức, lưu lại và nhập lại; "
            "công thức chỉ được có ở dòng tổng cộng."
        )


def _check_lengths(columns: Sequence[Sequence[str]], first: int) -> None:
    for place, texts in enumerate(columns):
        longest = max(texts, key=len)
        if len(longest) > LONGEST_CELL:
            address = cell_address(first + texts.index(longest), place)
            raise InputFault(f"Ô {address} dài quá 32.767 ký tự; hãy rút gọn ô này rồi nhập lại.")


def _texts(
    register: Register,
    sheet: _Sheet,
    header: Header,
    from_1904: bool,
    faults: list[CellFault],
    dates: dict[int, SheetDates],
    real: set[int],
) -> Iterator[Sequence[str]]:
    """Every row of the sheet as text, at least two cells wide. What its real dates say is noted in `dates`, where there
    are any in `real`."""
    first = header.row + 1
    body = sheet.grid[first:]
    types = {place: register.column(name) for name, place in header.cells.items()}
    columns = []
    for place in range(len(sheet.grid[0])):
        values, column = [row[place] for row in body], types.get(place)
        if column and column.type in MOMENTS and (found := sheet_dates(values, from_1904=from_1904)):
            dates[place] = found
        if column and column.type in MOMENTS and set(map(type, values)) != {str}:
            real.add(place)
        columns.append(column_texts(values, column, from_1904=from_1904, place=place, first=first, faults=faults))
    _check_lengths(columns, first)
    if len(columns) == 1:
        columns.append([""] * len(columns[0]))
    above = ([cell_text(value) for value in row] + [""] * (len(columns) - len(row)) for row in sheet.grid[:first])
    return chain(above, zip(*columns, strict=True))


def _opened(
    path: Path, register: Register, package: Package, unit: str | None, choices: ReadingChoices
) -> tuple[_Sheet, list[str]]:
    """The sheet to read and the names of the others. Whatever the reader stumbles over is the file's damage."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            return _chosen(register, book, package, unit, choices), book.sheet_names
    except InputFault:
        raise
    except BaseException as fault:
        # The reader is written in Rust; its panics do not derive from Exception.
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        raise damaged(path, "không đọc được trang tính") from fault


def read_workbook(
    connection: Connection, schema: str, register: Register, path: Path, *, unit: str | None, choices: ReadingChoices
) -> RawTable:
    """A workbook's sheet as raw text. InputFault when it is damaged, has macros, formulas in data, or no header."""
    with scratch(connection) as folder:
        plain = read_plain(connection, schema, register, path, folder, unit=unit, choices=choices)
    return plain or _read_any(connection, schema, register, path, unit, choices)


def _read_any(
    connection: Connection, schema: str, register: Register, path: Path, unit: str | None, choices: ReadingChoices
) -> RawTable:
    package = inspect(path)
    sheet, names = _opened(path, register, package, unit, choices)
    header = accepted(register, sheet.candidate, sheet.head)
    _check_formulas(register, sheet, header, unit)
    _fill_down(sheet, header)
    faults: list[CellFault] = []
    dates: dict[int, SheetDates] = {}
    real: set[int] = set()
    width = max(len(sheet.grid[0]), 2)
    if len(sheet.grid) <= header.row + 1:
        raise InputFault(f"Trang “{sheet.name}” chỉ có dòng tiêu đề, chưa có dòng số liệu nào.")
    with scratch(connection) as folder:
        rows = _texts(register, sheet, header, package.from_1904, faults, dates, real)
        load_rows(connection, schema, folder, rows, width=width)
    return RawTable(
        schema=schema,
        header=header,
        width=width,
        quoted=False,
        faults=tuple(faults),
        notices=other_sheets(sheet.name, names),
        sheet_dates=dates,
        real_dates=frozenset(real),
    )
