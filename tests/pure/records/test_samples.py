"""Every register's two sample files: rows as they should be, which all land, and rows with a fault each, which do not."""

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from import_kit import Imported, read

from parindex.accents import fold
from parindex.records.registers import REGISTERS
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.template import DATA_SHEET, write_template
from parindex.shipped import shipped_folder

RIGHT = shipped_folder("examples") / "mau-so"
WRONG = Path(__file__).parents[2] / "samples"
EXPECTED = "Lỗi mong đợi"
OFFICE = "so-ldtbxh"

each_register = pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)


def unit_names() -> dict[str, str]:
    """The units of the example by id, name and abbreviation."""
    with (shipped_folder("examples") / "dong-thap-2021" / "don-vi.csv").open(encoding="utf-8", newline="") as file:
        units = list(csv.DictReader(file))
    return {fold(unit[word]): unit["id"] for unit in units for word in ("id", "name", "abbreviation") if unit[word]}


def sample(folder: Path, register: Register) -> list[list[str]]:
    """The file's rows, its header first."""
    path = folder / f"{register.name}.csv"
    assert path.is_file(), (
        f"Sổ {register.name} chưa có tệp mẫu {path.parent.name}/{path.name}: mỗi sổ cần hai tệp, examples/mau-so (dòng đúng) "
        f"và tests/samples (dòng sai, cột cuối “{EXPECTED}”)."
    )
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def taken_whole(found: Imported, count: int) -> None:
    prepared = found.prepared
    assert [(error.row, error.column, error.value, error.code) for error in prepared.errors] == []
    assert prepared.raw.header.unknown == ()
    assert (prepared.read, prepared.accepted, prepared.skipped) == (count, count, prepared.raw.header.row)


@each_register
def test_the_right_rows_all_land_and_every_column_is_known(register: Register, tmp_path: Path) -> None:
    head, *rows = sample(RIGHT, register)
    assert set(head) <= {column.title for column in register.columns}, "tiêu đề của tệp mẫu phải là tên cột của sổ"
    assert len(rows) >= 8
    copy = tmp_path / f"{register.name}.csv"
    copy.write_bytes((RIGHT / f"{register.name}.csv").read_bytes())
    found = read(copy, register, unit=OFFICE, names=unit_names())
    taken_whole(found, len(rows))
    assert {row["unit"] for row in found.rows} <= set(unit_names().values())


@each_register
def test_the_right_rows_show_every_column_at_least_once(register: Register) -> None:
    head, *rows = sample(RIGHT, register)
    empty = [title for place, title in enumerate(head) if not any(row[place] for row in rows)]
    absent = {column.title for column in register.columns} - set(head)
    assert (empty, absent) == ([], set())


def typed_in(column: Column, text: str) -> Any:
    """What a person's spreadsheet makes of the text in a cell of the template."""
    if not text:
        return None
    if column.type is ColumnType.DATE:
        return datetime.strptime(text, "%d/%m/%Y")
    if column.type is ColumnType.MOMENT:
        return datetime.strptime(text, "%d/%m/%Y %H:%M" if ":" in text else "%d/%m/%Y")
    if column.type is ColumnType.INTEGER:
        return int(text.replace(".", ""))
    if column.type is ColumnType.DECIMAL:
        return Decimal(text.replace(".", "").replace(",", "."))
    return text


@pytest.mark.dear(3)
@each_register
def test_the_template_filled_with_the_right_rows_lands_too(register: Register, tmp_path: Path) -> None:
    head, *rows = sample(RIGHT, register)
    path = tmp_path / f"{register.name}.xlsx"
    write_template(register, path)
    book = openpyxl.load_workbook(path)
    sheet = book[DATA_SHEET]
    places = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    by_title = {column.title: column for column in register.columns}
    for number, row in enumerate(rows, start=2):
        for title, text in zip(head, row, strict=True):
            sheet.cell(number, places[title], typed_in(by_title[title], text))
    book.save(path)
    taken_whole(read(path, register, unit=OFFICE, names=unit_names()), len(rows))


@each_register
def test_each_wrong_row_is_refused_for_just_the_reason_named(register: Register, tmp_path: Path) -> None:
    head, *rows = sample(WRONG, register)
    assert head[-1] == EXPECTED
    copy = tmp_path / f"{register.name}.csv"
    copy.write_bytes((WRONG / f"{register.name}.csv").read_bytes())
    found = read(copy, register, unit=OFFICE, names=unit_names()).prepared
    codes: dict[int, list[str]] = {number: [] for number in range(2, len(rows) + 2)}
    for error in found.errors:
        codes[error.row].append(error.code)
    expected = {number: sorted(row[-1].split()) for number, row in enumerate(rows, start=2)}
    assert {number: sorted(given) for number, given in codes.items()} == expected
    assert found.raw.header.unknown == (EXPECTED,)


@each_register
def test_the_wrong_rows_try_every_check_and_some_mistakes_of_typing(register: Register) -> None:
    _, *rows = sample(WRONG, register)
    tried = {code for row in rows for code in row[-1].split()}
    checks = {check.code for check in register.checks}
    assert checks - tried == set(), "mỗi điều kiện của sổ cần một dòng sai"
    assert tried - checks, "cần cả những lỗi gõ thường gặp, không chỉ điều kiện giữa các ô"
