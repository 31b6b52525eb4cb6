"""Reading rows back: for lists on screen, and for the few callers that need them all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from parindex.accents import fold
from parindex.records.conditions import Condition, conditions_sql
from parindex.records.engine import copy_to_parquet, literal, name, new_name, path_literal, scalar
from parindex.records.schema import ColumnType, Register
from parindex.records.searching import find_rows, is_found

_LAST_FIRST = "file_row_number DESC"
_AS_TEXT = {ColumnType.TEXT, ColumnType.CODE}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list shows: `words` are looked for in every text column, letter case and accents aside; `conditions` all
    hold. `sort`: a column, or `source`."""

    units: Sequence[str]
    source: str | None = None
    words: str = ""
    sort: str = ""
    descending: bool = False
    conditions: Sequence[Condition] = ()


@dataclass(frozen=True)
class Listed:
    """One page of rows, as dictionaries by column, and how many there are in all."""

    rows: tuple[dict[str, Any], ...]
    total: int


def all_rows(connection: duckdb.DuckDBPyConnection, file: Path) -> tuple[dict[str, Any], ...]:
    """Every row of a batch or of current rows, in the order of the file."""
    cursor = connection.execute(f"SELECT * FROM read_parquet({path_literal(file)})")
    columns = [column[0] for column in cursor.description or ()]
    return tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())


def _order(connection: duckdb.DuckDBPyConnection, register: Register, file: Path, wanted: Filter) -> str:
    """The order asked for; rows of one value, and all rows when none is asked for, as the file has them: by source, key.

    Rows of one source therefore stand by their key already.
    """
    columns = {column.name for column in register.columns if not column.personal} | {"source"}
    if wanted.sort not in columns:
        return "file_row_number"
    way = "DESC" if wanted.descending else "ASC"
    if (*register.key, *register.key_year) == (wanted.sort,) and register.column(wanted.sort).type in _AS_TEXT:
        every = f"read_parquet({path_literal(file)})"
        if wanted.source or scalar(connection, f"SELECT max(source) IS NOT DISTINCT FROM min(source) FROM {every}"):
            return _LAST_FIRST if wanted.descending else "file_row_number"
    return f"{name(wanted.sort)} {way} NULLS LAST, file_row_number"


@dataclass(frozen=True)
class _Matching:
    """FROM and WHERE of the rows that a filter lets through, with the parameters; `file_row_number` is among the columns.
    `known`: how many they are, where that is known."""

    sql: str
    values: dict[str, Any]
    known: int | None = None

    def total(self, connection: duckdb.DuckDBPyConnection) -> int:
        """How many rows."""
        return scalar(connection, f"SELECT count(*) {self.sql}", self.values) if self.known is None else self.known


@contextmanager
def _matching(
    connection: duckdb.DuckDBPyConnection, register: Register, file: Path, wanted: Filter
) -> Iterator[_Matching]:
    """The rows that the filter lets through. Words are looked for once, whatever is asked of the rows found."""
    units = ", ".join(literal(unit) for unit in wanted.units) or "NULL"
    base = {"state": "= 'present'", "unit": f"IN ({units})"}
    if wanted.source:
        base["source"] = f"= {literal(wanted.source)}"
    own, values = conditions_sql(register, wanted.conditions)
    every = f"FROM read_parquet({path_literal(file)}, file_row_number = true) WHERE"
    words = fold(wanted.words).split()
    if not words:
        yield _Matching(
            f"{every} {' AND '.join([*(f'{column} {test}' for column, test in base.items()), *own])}", values
        )
        return
    found = new_name("found")
    try:
        many = find_rows(connection, register, file, words, base, found)
        yield _Matching(f"{every} {' AND '.join([is_found(found), *own])}", values, None if own else many)
    finally:
        connection.execute(f"RESET VARIABLE {found}")


def list_rows(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    file: Path,
    wanted: Filter,
    *,
    limit: int,
    offset: int = 0,
    columns: Sequence[str] | None = None,
) -> Listed:
    """One page of a register's current rows. Unknown sort columns fall back to source and key.

    First the numbers of the page's rows are found in the few columns that decide; then only those rows are read, with
    `columns` besides source and key (None: all).
    """
    with _matching(connection, register, file, wanted) as matching:
        total, order = matching.total(connection), _order(connection, register, file, wanted)
        if backwards := order == _LAST_FIRST:  # the rows of the file are quicker counted from its beginning
            end = max(total - offset, 0)
            offset = max(end - limit, 0)
            limit, order = end - offset, "file_row_number"
        page = connection.execute(
            f"SELECT file_row_number {matching.sql} ORDER BY {order} LIMIT {int(limit)} OFFSET {int(offset)}",
            matching.values,
        ).fetchall()
    numbers = [row[0] for row in (reversed(page) if backwards else page)]
    return Listed(_rows_numbered(connection, file, numbers, columns), total)


def count_rows(connection: duckdb.DuckDBPyConnection, register: Register, file: Path, wanted: Filter) -> int:
    """How many rows the filter lets through."""
    with _matching(connection, register, file, wanted) as matching:
        return matching.total(connection)


def write_narrowed(
    connection: duckdb.DuckDBPyConnection, register: Register, file: Path, wanted: Filter, into: Path
) -> None:
    """The rows that the filter lets through as a file of current rows: what an export of the list is made from."""
    with _matching(connection, register, file, wanted) as matching:
        every = f"read_parquet({path_literal(file)}, file_row_number = true)"
        kept = f"file_row_number IN (SELECT file_row_number {matching.sql})"
        sql = f"SELECT * EXCLUDE (file_row_number) FROM {every} WHERE {kept} ORDER BY file_row_number"
        copy_to_parquet(connection, sql, into, matching.values)


def _rows_numbered(
    connection: duckdb.DuckDBPyConnection, file: Path, numbers: Sequence[int], columns: Sequence[str] | None
) -> tuple[dict[str, Any], ...]:
    """The rows of the file with these numbers, in the order of the numbers."""
    if not numbers:
        return ()
    wanted = ", ".join(str(int(number)) for number in numbers)
    kept = ["file_row_number", *dict.fromkeys(("source", "key", *columns))] if columns is not None else []
    shown = ", ".join(map(name, kept)) or "*"
    cursor = connection.execute(
        f"SELECT {shown} FROM read_parquet({path_literal(file)}, file_row_number = true)"
        f" WHERE file_row_number IN ({wanted}) AND file_row_number BETWEEN {min(numbers)} AND {max(numbers)}"
    )
    names = [column[0] for column in cursor.description or ()]
    rows = {row["file_row_number"]: row for row in (dict(zip(names, row, strict=True)) for row in cursor.fetchall())}
    found = [rows[number] for number in numbers]
    for row in found:
        del row["file_row_number"]
    return tuple(found)


def one_row(
    connection: duckdb.DuckDBPyConnection, file: Path, *, source: str, key: str, units: Sequence[str]
) -> dict[str, Any] | None:
    """The current row of a source with a key, if the units include its own."""
    cursor = connection.execute(
        f"SELECT * FROM read_parquet({path_literal(file)})"
        " WHERE source = $source AND key = $key AND list_contains($units, unit)",
        {"source": source, "key": key, "units": list(units)},
    )
    names = [column[0] for column in cursor.description or ()]
    found = cursor.fetchone()
    return dict(zip(names, found, strict=True)) if found else None
