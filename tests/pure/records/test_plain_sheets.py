"""The faster road for large workbooks: it takes what is plainly written, and then equals the other road cell by cell."""

import datetime as dt
import random
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from import_kit import SAMPLE, TITLES, UNITS, connection, sample_row, write_xlsx
from mutations import as_workbook, mutated_package, mutated_table
from tests.conftest import FULL

from parindex.errors import InputFault
from parindex.records.engine import new_schema
from parindex.records.importing import ReadingChoices, prepare
from parindex.records.reading import plain_sheet
from parindex.records.reading.choices import NO_CHOICES
from parindex.records.reading.plain_sheet import read_plain
from parindex.records.reading.raw import RawTable
from parindex.records.reading.workbook import read_workbook
from parindex.shipped import shipped_folder

Seen = tuple[Any, ...]


def content(con: Any, schema: str, raw: RawTable) -> Seen:
    """All that later steps see of a file that was read."""
    first = raw.first_row - 1
    cells = ", ".join(f"nullif(cell_{place}, '')" for place in range(len(raw.header.keys)))
    rows = con.execute(f"SELECT rowid, {cells} FROM {schema}.raw WHERE rowid >= {first} ORDER BY rowid").fetchall()
    faults = sorted((fault.row, fault.cell, fault.code) for fault in raw.faults)
    while rows and not any(rows[-1][1:]):
        rows.pop()
    return rows, raw.header.cells, raw.header.row, faults, raw.notices, dict(raw.sheet_dates)


def by_plain_road(path: Path) -> Seen | None:
    with connection(path.parent) as con:
        schema = new_schema(con)
        raw = read_plain(con, schema, SAMPLE, path, unit="x", choices=NO_CHOICES)
        left = {row[0] for row in con.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        assert left == ({"raw"} if raw else set())
        return content(con, schema, raw) if raw else None


def by_other_road(path: Path) -> Seen:
    with connection(path.parent) as con:
        schema = new_schema(con)
        return content(con, schema, read_workbook(con, schema, SAMPLE, path, unit="x", choices=NO_CHOICES))


ROWS: list[list[Any]] = [
    sample_row(
        "007", title=" Sở  Nội vụ & <b> \"x\" 'y'\nhai dòng ", day=dt.date(2021, 3, 5), count=1670, length=12.345
    ),
    sample_row(12, title=0.1, moment=dt.datetime(2021, 3, 5, 14, 30, 15), agreed=True, count=-3),
    sample_row(1.1, day=44260, moment=44260.5, title=44260, length=1e-7, count=10**14),
    sample_row(dt.date(2021, 2, 3), title=dt.datetime(2021, 3, 5, 8, 5), agreed=False),
    [],
    sample_row("A", day="05/03/2021", moment="25/03/2021", title="=1+1"),
    sample_row("B", day=dt.date(2021, 12, 31), moment=dt.datetime(2021, 3, 5), title="#N/A"),
    sample_row("", title="Tổng cộng", count=9),
]


def with_openpyxl(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    for line in sheet.iter_rows():
        for cell in line:
            if cell.data_type == "f":
                cell.value, cell.data_type = str(cell.value), "s"
    book.save(path)
    return path


def streamed(path: Path, rows: list[list[Any]]) -> Path:
    """Inline strings, as streaming writers have them."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(number, place, value, day)
            elif value != "":
                sheet.write(number, place, value)
    book.close()
    return path


@pytest.mark.parametrize("write", [write_xlsx, streamed])
@pytest.mark.parametrize("above", [[], [["SỔ NĂM 2021"], [], ["ghi ngày", dt.date(2021, 1, 4)]]])
@pytest.mark.parametrize("times", [1, 9])
def test_both_roads_read_the_same(tmp_path: Path, write: Any, above: list[list[Any]], times: int) -> None:
    path = write(tmp_path / "a.xlsx", [*above, TITLES, *ROWS * times])
    plain = by_plain_road(path)
    assert plain is not None
    assert plain == by_other_road(path)


def test_letters_written_as_numbers_are_left_to_the_other_road_and_plain_letters_are_not(tmp_path: Path) -> None:
    assert by_plain_road(with_openpyxl(tmp_path / "a.xlsx", [TITLES, *ROWS])) is None
    names = [column.name for column in SAMPLE.columns]
    ascii_rows = [
        [cell.encode("ascii", "ignore").decode() if isinstance(cell, str) else cell for cell in row] for row in ROWS
    ]
    path = with_openpyxl(tmp_path / "a.xlsx", [names, *ascii_rows])
    assert by_plain_road(path) == by_other_road(path) is not None


def test_a_large_workbook_takes_the_plain_road_and_lands_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [TITLES, *ROWS])
    found = []
    for threshold in (0, 10**12):
        monkeypatch.setattr(plain_sheet, "PLAIN_FROM", threshold)
        with connection(tmp_path) as con:
            one = prepare(con, SAMPLE, path, source="so", unit="so-x", unit_names=UNITS, current=None)
            found.append((one.errors, one.accepted, one.rejected, one.skipped, one.headers, one.questions, one.notices))
    assert found[0] == found[1]


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    into = path.with_name("b.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new, 1)
            target.writestr(name, data)
    return into


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"</sheetData>", b'<row r="90"><c r="A90"><f>1+1</f><v>2</v></c></row></sheetData>'),
        (SHEET, b"</sheetData>", b'<row r="2"><c r="A2"><v>2</v></c></row></sheetData>'),
        (SHEET, b'<c r="A2"', b'<c r="A9"'),
        (SHEET, b'<c r="A2"', b'<c r="XFD2"'),
        (SHEET, b'<c r="A2"', b"<c r='A2'"),
        (SHEET, b"</sheetData>", b'<row r="9000000"><c r="A9000000"><v>2</v></c></row></sheetData>'),
        (SHEET, b"</row>", b"<c/></row>"),
        (SHEET, b"<sheetData>", b"<sheetData><!-- x -->"),
        (SHEET, b'encoding="UTF-8"', b'encoding="latin-1"'),
        (STRINGS, b"<t>007</t>", b"<r><t>00</t></r><r><t>7</t></r>"),
        (STRINGS, b"<t>007</t>", b"<t>&#48;07</t>"),
        (STRINGS, b"<t>007</t>", b"<t>_x0041_</t>"),
        (STRINGS, b"<t>007</t>", b"<t>\xff</t>"),
        ("xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"'),
        ("xl/styles.xml", b'formatCode="dd/mm/yyyy"', b'formatCode="[h]:mm"'),
    ],
)
def test_what_is_not_plain_is_left_to_the_other_road(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    path = rewritten(write_xlsx(tmp_path / "a.xlsx", [TITLES, *ROWS]), part, old, new)
    assert by_plain_road(path) is None


def test_merged_data_cells_are_left_to_the_other_road_and_merged_titles_are_not(tmp_path: Path) -> None:
    rows = [["SỔ"], TITLES, *ROWS]
    assert by_plain_road(write_xlsx(tmp_path / "a.xlsx", rows, merges=[(2, 1, 3, 1)])) is None
    titled = write_xlsx(tmp_path / "a.xlsx", rows, merges=[(0, 0, 0, 5)])
    assert by_plain_road(titled) == by_other_road(titled) is not None


def test_a_header_that_lacks_a_column_is_left_to_the_other_road(tmp_path: Path) -> None:
    assert by_plain_road(write_xlsx(tmp_path / "a.xlsx", [["Tên gọi", "Ngày"], ["một", "05/03/2021"]])) is None


def test_choices_count_on_the_plain_road_too(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["Ký hiệu", "Tên gọi"], ["A", "một"]])
    with connection(tmp_path) as con:
        schema = new_schema(con)
        choices = ReadingChoices(columns={"ky hieu": "code"})
        raw = read_plain(con, schema, SAMPLE, path, unit="x", choices=choices)
        assert raw is not None
        assert raw.header.cells == {"code": 0, "title": 1}


def test_the_workbooks_of_the_example_read_the_same_where_they_are_plain(tmp_path: Path) -> None:
    for path in sorted((shipped_folder("examples") / "dong-thap-2021").glob("*.xlsx")):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        plain = by_plain_road(copy)
        assert plain is None or plain == by_other_road(copy)


@pytest.mark.parametrize("part", range(4))
def test_random_workbooks_read_the_same_or_are_left_alone(tmp_path: Path, part: int) -> None:
    chance, plainly = random.Random(part), 0
    table = [TITLES, *([str(cell) for cell in row] for row in ROWS[5:] * 3)]
    for number in range(200 if FULL else 8):
        path = tmp_path / "a.xlsx"
        data = as_workbook(mutated_table(table, chance), chance)
        path.write_bytes(mutated_package(data, chance) if number % 2 else data)
        try:
            plain = by_plain_road(path)
        except InputFault:
            continue
        if plain is not None:
            plainly += 1
            assert plain == by_other_road(path), number
    assert plainly
