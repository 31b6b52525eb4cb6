"""Templates that people fill in, and exports that come back unchanged."""

import csv
import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from import_kit import SAMPLE, TITLES, UNITS, connection, read, sample_row, write_csv
from test_import_property import good_rows, typed
from test_samples import unit_names
from tests.conftest import FULL, some

from parindex.errors import InputFault
from parindex.records.exporting import export_rows
from parindex.records.folding import fold_batches
from parindex.records.importing import Prepared, prepare, write_batch, write_error_sheet
from parindex.records.listing import all_rows
from parindex.records.registers import REGISTERS
from parindex.records.schema import Choice, Column, ColumnType, Register
from parindex.records.template import GUIDE_COLUMNS, example_row, write_template

NAMES = unit_names()
FILLED = [
    sample_row("007", title="=1+1", day="05/03/2021", moment="05/03/2021 08:10:05", count="1.670", length="12,345"),
    sample_row("-8", title="'=x", moment="05/03/2021", kind="Trực tuyến", agreed="Có", unit="VP"),
    sample_row("+9", title="@tên", count="900000000000000017", length="12345678901234,5", agreed="Không"),
    sample_row("H|1", title='Công ty "ABC"; Cao Lãnh, Đồng Tháp', unit="P.LĐVL", kind="Trực tiếp"),
]


def current(folder: Path, rows: list[list[Any]], source: str = "so", register: Register = SAMPLE) -> Path:
    """The current rows after one import."""
    path = write_csv(folder / f"{source}.csv", [TITLES, *rows])
    found = read(path, register, source=source)
    assert not found.prepared.errors
    with connection(folder) as con:
        fold_batches(con, register, [(1, folder / f"{source}.batch.parquet")], folder / f"{source}.now.parquet")
    return folder / f"{source}.now.parquet"


def export(folder: Path, now: Path, name: str, **more: Any) -> tuple[int, Path]:
    with connection(folder) as con:
        return export_rows(con, SAMPLE, now, folder / name, **more), folder / name


@pytest.mark.parametrize("name", ["ra.csv", "ra.xlsx"])
def test_what_is_exported_can_be_imported_and_is_unchanged(tmp_path: Path, name: str) -> None:
    now = current(tmp_path, FILLED)
    count, path = export(tmp_path, now, name)
    assert count == len(FILLED)
    again = read(path, current=now).prepared
    assert (again.errors, again.unchanged, again.accepted, again.updated) == ((), len(FILLED), 0, 0)


@settings(max_examples=8 if FULL else 4)
@given(rows=good_rows())
def test_any_rows_survive_the_way_out_and_back(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    now = current(tmp_path, [typed(row) for row in rows])
    for name in ("ra.csv", "ra.xlsx"):
        _, path = export(tmp_path, now, name)
        again = read(path, current=now).prepared
        assert (again.errors, again.unchanged) == ((), len(rows)), name


def test_a_csv_export_opens_in_a_spreadsheet_and_runs_nothing(tmp_path: Path) -> None:
    _, path = export(tmp_path, current(tmp_path, FILLED), "ra.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == [
        column.title for column in sorted(SAMPLE.columns, key=lambda c: c.name != "unit") if not column.personal
    ]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert {row[1] for row in rows} == {"007", "'-8", "'+9", "H|1"}
    assert "12345678901234,5" in rows[0] or any("12345678901234,5" in row for row in rows)


def test_a_sheet_export_has_real_dates_and_no_formulas(tmp_path: Path) -> None:
    _, path = export(tmp_path, current(tmp_path, FILLED), "ra.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    values = [cell.value for cell in cells]
    assert dt.datetime(2021, 3, 5, 8, 10, 5) in values
    assert {"=1+1", "Trực tuyến", "Có", 1670, "007"} <= set(values)


def test_a_parquet_export_keeps_the_canonical_columns(tmp_path: Path) -> None:
    now = current(tmp_path, FILLED)
    count, path = export(tmp_path, now, "ra.parquet")
    with connection(tmp_path) as con:
        assert all_rows(con, path) == all_rows(con, now)
    assert count == len(FILLED)


def test_only_the_sources_asked_for_are_exported_and_several_are_told_apart(tmp_path: Path) -> None:
    first = current(tmp_path, FILLED[:2])
    second = current(tmp_path, FILLED[:1], source="mot_cua")
    both = tmp_path / "both.parquet"
    with connection(tmp_path) as con:
        fold_batches(con, SAMPLE, [(1, first), (2, second)], both)
    assert export(tmp_path, both, "một.csv", sources=["mot_cua"])[0] == 1
    assert export(tmp_path, both, "không.csv", sources=[])[0] == 0
    assert export(tmp_path, both, "đơn vị.csv", units=["van-phong"])[0] == 1
    count, path = export(tmp_path, both, "cả hai.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert (count, head[0]) == (3, "Nguồn")
    assert [row[0] for row in rows] == ["mot_cua", "so", "so"]


def test_withdrawn_rows_are_not_exported(tmp_path: Path) -> None:
    now = current(tmp_path, FILLED)
    with connection(tmp_path) as con:
        con.execute(
            f"COPY (SELECT * REPLACE (CASE WHEN key = '007' THEN 'withdrawn' ELSE state END AS state)"
            f" FROM read_parquet('{now}')) TO '{tmp_path}/less.parquet' (FORMAT parquet)"
        )
    assert export(tmp_path, tmp_path / "less.parquet", "ra.csv")[0] == len(FILLED) - 1


def test_other_suffixes_and_unwritable_places_are_refused(tmp_path: Path) -> None:
    now = current(tmp_path, FILLED)
    with pytest.raises(InputFault, match=r"\.xlsx, \.csv hoặc \.parquet"):
        export(tmp_path, now, "ra.ods")
    for name in ("ra.csv", "ra.xlsx", "ra.parquet"):
        with pytest.raises(InputFault, match="Không ghi được"):
            export(tmp_path, now, f"không có/{name}")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Register], openpyxl.Workbook]:
    """template(register): its template as it opens, written once."""
    folder = tmp_path_factory.mktemp("mẫu")

    @cache
    def opened(name: str) -> openpyxl.Workbook:
        path = folder / f"{name} [1].xlsx"
        write_template(REGISTERS[name], path)
        return openpyxl.load_workbook(path)

    return lambda register: opened(register.name)


@pytest.mark.dear(3)
@pytest.mark.parametrize("register", REGISTERS.values(), ids=list(REGISTERS))
def test_a_template_has_every_column_and_explains_it(
    template: Callable[[Register], openpyxl.Workbook], register: Register
) -> None:
    book = template(register)
    sheet, guide = book.worksheets[0], book["Hướng dẫn"]
    must = ({one.name for one in register.columns if one.required} | set(register.key)) - {register.unit_column}
    heads = [f"{one.title} *" if one.name in must and not one.personal else one.title for one in register.columns]
    assert [cell.value for cell in sheet[1]] == heads
    rows = [[cell.value for cell in row] for row in guide.iter_rows()]
    top = next(number for number, row in enumerate(rows) if tuple(row) == GUIDE_COLUMNS)
    explained = {str(row[0]): row for row in rows[top + 1 :]}
    assert list(explained) == [column.title for column in register.columns]
    told = " ".join(str(row[0]) for row in rows[:top])
    assert register.title in told
    assert register.note in told
    assert all(check.message.partition("{")[0] in told for check in register.checks)
    for column in register.columns:
        needed = column.required or column.name in register.key
        assert explained[column.title][2] == ("Bắt buộc" if needed and column.name != "unit" else "Không")
        for choice in column.choices:
            assert choice.title in explained[column.title][3]


@pytest.mark.dear(3)
@pytest.mark.parametrize("register", REGISTERS.values(), ids=list(REGISTERS))
def test_a_template_offers_the_allowed_words(
    template: Callable[[Register], openpyxl.Workbook], register: Register
) -> None:
    book = template(register)
    listed = [column for column in register.columns if column.choices or column.type is ColumnType.BOOLEAN]
    rules = book.worksheets[0].data_validations.dataValidation
    assert len(rules) == len(listed)
    for column, rule in zip(listed, rules, strict=True):
        name, cells = rule.formula1.lstrip("=").split("!")
        words = [row[0].value for row in book[name.strip("'")][cells.replace("$", "")]]
        assert words == ([choice.title for choice in column.choices] or ["Có", "Không"])


def test_a_template_offers_the_names_of_units_when_given(tmp_path: Path) -> None:
    names = [f"Phòng chuyên môn, nghiệp vụ số {number} – tên dài" for number in range(300)]
    write_template(SAMPLE, tmp_path / "mẫu.xlsx", units=names)
    book = openpyxl.load_workbook(tmp_path / "mẫu.xlsx")
    (rule,) = [rule for rule in book.worksheets[0].data_validations.dataValidation if str(rule.sqref).startswith("C2")]
    sheet, cells = rule.formula1.lstrip("=").split("!")
    assert [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]] == names


def test_a_register_with_more_lists_than_letters_keeps_them_apart(tmp_path: Path) -> None:
    columns = [
        Column(
            name=f"c{number}",
            title=f"Cột {number}",
            type=ColumnType.CHOICE,
            choices=[Choice(value=str(n), title=f"Giá trị {number}-{n} " + "x" * 60) for n in range(8)],
        )
        for number in range(60)
    ]
    wide = Register(name="wide", title="Rộng", criterion="0", key=("c0",), columns=columns)
    write_template(wide, tmp_path / "mẫu.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mẫu.xlsx")
    rules = book.worksheets[0].data_validations.dataValidation
    assert len(rules) == 60
    for column, rule in zip(columns, rules, strict=True):
        sheet, cells = rule.formula1.lstrip("=").split("!")
        words = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
        assert words == [choice.title for choice in column.choices]


def test_the_example_of_the_guide_is_a_row_that_could_be_imported(tmp_path: Path) -> None:
    for register in (REGISTERS["reports"], REGISTERS["dossiers"]):
        row = example_row(register)
        assert all(row[name] for name in register.key)
        assert not [column.name for column in register.columns if column.personal and column.name in row]
        write_template(register, tmp_path / "mẫu.xlsx")
        guide = openpyxl.load_workbook(tmp_path / "mẫu.xlsx")["Hướng dẫn"]
        shown = [line[5].value or "" for line in guide.iter_rows() if len(line) > 5]
        assert row[register.key[0]] in shown


def test_a_register_without_a_sample_file_has_no_example() -> None:
    assert example_row(SAMPLE) == {}


def _sample_of(register: Register) -> Path:
    return Path(__file__).parents[3] / "examples" / "mau-so" / f"{register.name}.csv"


@pytest.mark.parametrize("register", [REGISTERS[name] for name in some(REGISTERS)], ids=some(REGISTERS))
def test_rows_of_every_register_survive_the_way_out_and_back(tmp_path: Path, register: Register) -> None:
    with connection(tmp_path) as con:

        def taken(path: Path, now: Path | None) -> Prepared:
            return prepare(con, register, path, source="so", unit="so-x", unit_names=NAMES, current=now)

        found = taken(_sample_of(register), None)
        assert found.accepted
        write_batch(con, found, tmp_path / "a.parquet")
        fold_batches(con, register, [(1, tmp_path / "a.parquet")], tmp_path / "now.parquet")
        for name in ("ra.csv", "ra.xlsx"):
            assert export_rows(con, register, tmp_path / "now.parquet", tmp_path / name) == found.accepted
            again = taken(tmp_path / name, tmp_path / "now.parquet")
            assert (again.errors, again.questions, again.unchanged) == ((), (), found.accepted), name


@pytest.mark.parametrize("register", [REGISTERS[name] for name in some(REGISTERS)], ids=some(REGISTERS))
def test_the_error_sheet_of_every_register_comes_back_with_the_same_faults(tmp_path: Path, register: Register) -> None:
    with _sample_of(register).open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    wrong = [[cell + "?" * 5000 if cell else cell for cell in row] for row in rows[:3]]
    path = write_csv(tmp_path / "a.csv", [head, *rows[3:], *wrong])
    with connection(tmp_path) as con:

        def taken(path: Path) -> Prepared:
            return prepare(con, register, path, source="so", unit="so-x", unit_names=NAMES, current=None)

        found = taken(path)
        assert found.rejected >= len(wrong)
        write_error_sheet(con, found, tmp_path / "lỗi.xlsx")
        again = taken(tmp_path / "lỗi.xlsx")
    assert again.rejected == found.rejected
    assert [(e.column, e.code) for e in again.errors] == [(e.column, e.code) for e in found.errors]


def test_a_filled_template_imports_without_a_fault(tmp_path: Path) -> None:
    write_template(SAMPLE, tmp_path / "mẫu.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mẫu.xlsx")
    sheet = book.worksheets[0]
    for place, value in enumerate(
        ["007", "một", "VP", "Ông A", dt.date(2021, 3, 5), None, 5, 2.5, "Trực tiếp", "Có"], 1
    ):
        sheet.cell(2, place).value = value
    book.save(tmp_path / "đầy.xlsx")
    found = read(tmp_path / "đầy.xlsx")
    assert not found.prepared.errors
    assert (found.rows[0]["key"], found.rows[0]["day"], found.rows[0]["agreed"]) == ("007", dt.date(2021, 3, 5), True)


def test_an_untouched_template_is_refused_as_empty(tmp_path: Path) -> None:
    write_template(SAMPLE, tmp_path / "mẫu.xlsx")
    with connection(tmp_path) as con, pytest.raises(InputFault, match="chưa có dòng số liệu"):
        prepare(con, SAMPLE, tmp_path / "mẫu.xlsx", source="so", unit="x", unit_names=UNITS, current=None)


def test_a_template_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    write_template(SAMPLE, tmp_path / "a.xlsx")
    write_template(SAMPLE, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
