"""What the tests of the importer share: a connection, small registers, files as offices make them."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from parindex.accents import fold
from parindex.records.engine import Connection, connect
from parindex.records.importing import Prepared, prepare, write_batch
from parindex.records.listing import all_rows
from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column

UNITS = {
    fold(word): unit
    for unit, words in {
        "phong-ldvl": ("phong-ldvl", "Phòng Lao động – Việc làm – Bảo hiểm", "P.LĐVL"),
        "van-phong": ("van-phong", "Văn phòng Sở", "VP"),
    }.items()
    for word in words
}

SAMPLE = Register(
    name="sample",
    title="Sổ thử",
    criterion="0",
    key=("code",),
    columns=(
        Column(name="code", title="Mã", type=ColumnType.CODE, required=True, synonyms=("Mã số",)),
        Column(name="title", title="Tên gọi"),
        unit_column("Đơn vị"),
        Column(name="person", title="Người nộp", personal=True),
        Column(name="day", title="Ngày", type=ColumnType.DATE),
        Column(name="moment", title="Thời điểm", type=ColumnType.MOMENT),
        Column(name="count", title="Số lượng", type=ColumnType.INTEGER),
        Column(name="length", title="Số mét", type=ColumnType.DECIMAL),
        Column(
            name="kind",
            title="Loại",
            type=ColumnType.CHOICE,
            choices=(
                Choice(value="direct", title="Trực tiếp", synonyms=("1",)),
                Choice(value="online", title="Trực tuyến"),
            ),
        ),
        Column(name="agreed", title="Đồng ý", type=ColumnType.BOOLEAN),
    ),
    checks=(
        Check(code="negative", column="count", holds="count >= 0", message="Số lượng không thể âm."),
        Check(
            code="too_early",
            column="moment",
            holds="moment IS NULL OR day IS NULL OR CAST(moment AS DATE) >= day",
            message="Thời điểm trước ngày.",
        ),
    ),
)
TITLES = [column.title for column in SAMPLE.columns]


@dataclass(frozen=True)
class Imported:
    """The result of an import and the rows of its batch."""

    prepared: Prepared
    rows: tuple[dict[str, Any], ...]

    def codes(self) -> list[tuple[int, str]]:
        """(row, code) of each error, in the order given."""
        return [(error.row, error.code) for error in self.prepared.errors]

    def column(self, name: str) -> list[Any]:
        """The batch's values of one column."""
        return [row[name] for row in self.rows]


@contextmanager
def connection(folder: Path) -> Iterator[Connection]:
    """A connection whose temporary files lie in `folder`."""
    place = folder / "tạm"
    place.mkdir(exist_ok=True)
    with connect(place) as made:
        yield made


def read(
    path: Path,
    register: Register = SAMPLE,
    *,
    source: str = "so",
    unit: str | None = "so-x",
    names: Mapping[str, str] = UNITS,
    current: Path | None = None,
    **more: Any,
) -> Imported:
    """Import a file and read its batch back."""
    with connection(path.parent) as con:
        prepared = prepare(con, register, path, source=source, unit=unit, unit_names=names, current=current, **more)
        batch = path.parent / f"{path.stem}.batch.parquet"
        write_batch(con, prepared, batch)
        rows = all_rows(con, batch)
    assert prepared.read == prepared.accepted + prepared.updated + prepared.unchanged + prepared.rejected
    assert len(rows) == prepared.read - prepared.rejected
    return Imported(prepared, rows)


def write_csv(path: Path, rows: Sequence[Sequence[str]], *, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A CSV file of the rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def write_xlsx(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    merges: Sequence[tuple[int, int, int, int]] = (),
    formulas: Mapping[tuple[int, int], str] | None = None,
    before: Sequence[str] = (),
) -> Path:
    """A workbook of the rows; dates become real dates; `before`: names of sheets that stand first."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    for name in before:
        book.add_worksheet(name).write_string(0, 0, "Trang khác")
    sheet = book.add_worksheet("Số liệu")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if hasattr(value, "year"):
                sheet.write_datetime(number, place, value, day)
            elif value is not None and value != "":
                sheet.write(number, place, value)
    for top, left, bottom, right in merges:
        sheet.merge_range(top, left, bottom, right, rows[top][left])
    for (row, column), formula in (formulas or {}).items():
        sheet.write_formula(row, column, formula, None, 7)
    book.close()
    return path


def sample_row(code: str, **values: Any) -> list[Any]:
    """A row of SAMPLE: columns not named stay empty."""
    given = {"code": code, **values}
    return [given.get(column.name, "") for column in SAMPLE.columns]
