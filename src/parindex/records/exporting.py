"""Current rows as a file for people (.xlsx, .csv) or tools (.parquet). What comes out can be imported again."""

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from parindex.errors import InputFault
from parindex.records.engine import Connection, copy_to_parquet, name, path_literal, scalar, written_beside
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.sheets import DATE_FORM, HEADER, LAST_ROW, MOMENT_FORM, workbook, write_text
from parindex.records.typing_rows import kept_columns

_SOURCE_TITLE = "Nguồn"
_RUNS_AS_FORMULA = re.compile(r"'*[=+\-@]")
_MOST_DIGITS = 10**15  # beyond this a sheet's numbers lose digits


def displayed(column: Column) -> Callable[[Any], Any]:
    """From a stored value to the one that people see: titles for choices, Có and Không."""
    if column.type is ColumnType.CHOICE:
        titles = {choice.value: choice.title for choice in column.choices}
        return lambda value: titles.get(value, value)
    if column.type is ColumnType.BOOLEAN:
        return lambda value: "Có" if value else "Không"
    return lambda value: value


def written(value: Any) -> str:
    """A value in Vietnamese writing."""
    match value:
        case None:
            return ""
        case dt.datetime():
            if value.time() == dt.time():
                return f"{value:%d/%m/%Y}"
            return f"{value:%d/%m/%Y %H:%M:%S}" if value.second else f"{value:%d/%m/%Y %H:%M}"
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case Decimal():
            whole, _, part = f"{value:f}".partition(".")
            return f"{whole},{part.rstrip('0')}" if part.strip("0") else whole
        case _:
            return str(value)


def _guarded(value: Any) -> str:
    """The same as the importer reads it back from CSV."""
    text = written(value)
    return f"'{text}" if isinstance(value, str) and _RUNS_AS_FORMULA.match(text) else text


def _rows(connection: Connection, columns: Sequence[str], table: str, parameters: Any) -> Iterator[tuple[Any, ...]]:
    selected = ", ".join(name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {selected} {table} ORDER BY source, key", parameters)
        while found := cursor.fetchmany(10_000):
            yield from found


def _write_csv(into: Path, titles: Sequence[str], rows: Iterator[list[Any]]) -> None:
    with written_beside(into) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(titles)
        writer.writerows([_guarded(value) for value in row] for row in rows)


def _write_sheet(into: Path, register: Register, titles: Sequence[str], rows: Iterator[list[Any]]) -> None:
    with workbook(into, streaming=True) as book:
        head, day = book.add_format(HEADER), book.add_format({"num_format": DATE_FORM})
        moment = book.add_format({"num_format": MOMENT_FORM})
        sheet = book.add_worksheet("Số liệu")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(titles) - 1, 20)
        for place, title in enumerate(titles):
            write_text(sheet, 0, place, title, head)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                match value:
                    case None:
                        continue
                    case dt.date():
                        sheet.write_datetime(number, place, value, moment if isinstance(value, dt.datetime) else day)
                    case int() if abs(value) < _MOST_DIGITS:
                        sheet.write_number(number, place, value)
                    case Decimal() if abs(value) * 10_000 < _MOST_DIGITS:
                        sheet.write_number(number, place, value)
                    case str():
                        write_text(sheet, number, place, value)
                    case _:
                        write_text(sheet, number, place, written(value))


def _in_force(current: Path, sources: Sequence[str] | None, units: Sequence[str] | None) -> tuple[str, dict[str, Any]]:
    """FROM and WHERE of the rows to export, with their parameters."""
    table = f"FROM read_parquet({path_literal(current)}) WHERE state = 'present'"
    parameters: dict[str, Any] = {}
    if sources is not None:
        table += " AND list_contains($sources::VARCHAR[], source)"
        parameters["sources"] = list(sources)
    if units is not None:
        table += " AND list_contains($units::VARCHAR[], unit)"
        parameters["units"] = list(units)
    return table, parameters


def export_rows(
    connection: Connection,
    register: Register,
    current: Path,
    into: Path,
    *,
    sources: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
) -> int:
    """Write the rows in force, of all sources and units or of those named, to .xlsx, .csv or .parquet; returns how many.

    Sheets and CSV carry titles, a sheet's text never runs as a formula, CSV guards such text with an apostrophe that
    the importer takes off again. Parquet carries the canonical columns. InputFault for any other suffix, and for more
    rows than a sheet holds.
    """
    suffix = into.suffix.lower()
    if suffix not in (".xlsx", ".csv", ".parquet"):
        raise InputFault(f"Không xuất được ra tệp đuôi “{suffix or into.name}”; hãy dùng .xlsx, .csv hoặc .parquet.")
    table, parameters = _in_force(current, sources, units)
    count = scalar(connection, f"SELECT count(*) {table}", parameters)
    if suffix == ".parquet":
        copy_to_parquet(connection, f"SELECT * {table} ORDER BY source, key", into, parameters)
        return count
    if suffix == ".xlsx" and count > LAST_ROW:
        raise InputFault(f"Có {count} dòng, nhiều hơn một trang tính chứa được; hãy xuất ra .csv.")
    columns = kept_columns(register)
    several = scalar(connection, f"SELECT count(DISTINCT source) {table}", parameters) > 1
    titles = [*([_SOURCE_TITLE] if several else []), *(column.title for column in columns)]
    wanted = [*(["source"] if several else []), *(column.name for column in columns)]
    shown: list[Callable[[Any], Any]] = [*([str] if several else []), *(displayed(column) for column in columns)]
    rows = (
        [None if value is None else show(value) for show, value in zip(shown, row, strict=True)]
        for row in _rows(connection, wanted, table, parameters)
    )
    if suffix == ".csv":
        _write_csv(into, titles, rows)
    else:
        _write_sheet(into, register, titles, rows)
    return count
