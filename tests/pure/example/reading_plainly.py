"""The example's files read as anyone would read them: csv and openpyxl, header by header, without the importer."""

import csv
import io
import unicodedata
from datetime import date, datetime
from pathlib import Path

import openpyxl

EXAMPLE = Path(__file__).parents[3] / "examples" / "dong-thap-2021"
Row = dict[str, str]


def so_rows() -> list[Row]:
    """The department's register, each code once."""
    text = (EXAMPLE / "ho-so-so.csv").read_bytes().decode("utf-8-sig")
    return [*{row["Mã hồ sơ"]: row for row in csv.DictReader(io.StringIO(text))}.values()]


def software_rows() -> list[Row]:
    """The province's export: its title and its total line left out."""
    lines = (EXAMPLE / "ho-so-mot-cua.csv").read_bytes().decode("utf-8-sig").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("MaHoSo"))
    rows = csv.DictReader(lines[start:], delimiter=";")
    return [row for row in rows if row["MaHoSo"].startswith("000.")]


def causes() -> dict[str, str]:
    """Code → planted cause."""
    text = (EXAMPLE / "nguyen-nhan-da-gai.csv").read_bytes().decode("utf-8-sig")
    return {row["code"]: row["cause"] for row in csv.DictReader(io.StringIO(text))}


def sheet_rows(name: str, first_head: str) -> list[dict[str, object]]:
    """The rows under the header of a workbook; a header of two rows is joined, an empty line or a total is left out."""
    page = openpyxl.load_workbook(EXAMPLE / name, data_only=True).worksheets[0]
    table = [[cell.value for cell in row] for row in page.iter_rows()]
    start = next(number for number, row in enumerate(table) if first_head in row)
    heads, body = table[start], table[start + 1 :]
    if body[0][0] is None:
        heads = [lower or upper for upper, lower in zip(heads, body[0], strict=True)]
        body = body[1:]
    rows: list[dict[str, object]] = [
        dict(zip(map(str, heads), row, strict=True)) for row in body if any(cell is not None for cell in row)
    ]
    return [row for row in rows if row[str(heads[0])] != "Tổng cộng"]


def moment(text: str) -> datetime | None:
    """dd/MM/yyyy HH:mm, yyyyMMddHHmmss or dd/MM/yyyy; None when empty."""
    for form in ("%d/%m/%Y %H:%M", "%Y%m%d%H%M%S", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    if text:
        raise ValueError(text)
    return None


def must(text: str) -> datetime:
    """The moment in a cell that may not be empty."""
    found = moment(text)
    assert found is not None
    return found


def day_of(cell: object) -> date | None:
    """A sheet's date, whether Excel knows that it is one or somebody typed it."""
    if isinstance(cell, datetime):
        return cell.date()
    found = moment(str(cell)) if cell else None
    return found.date() if found else None


def plain(text: object) -> str:
    """Without accents, dashes and case: how people compare names that were typed."""
    bare = unicodedata.normalize("NFD", str(text).lower().replace("đ", "d").replace("–", "-"))
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def state(due: datetime, finished: datetime | None) -> str:
    """early, on_time, late by the day; pending or overdue at the end of 2021."""
    if finished is None:
        return "pending" if due.date() > date(2021, 12, 31) else "overdue"
    if finished.date() == due.date():
        return "on_time"
    return "early" if finished.date() < due.date() else "late"
