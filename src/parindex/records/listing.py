"""Reading rows back: for lists on screen, and for the few callers that need them all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from parindex.records.conditions import Condition, conditions_sql
from parindex.records.engine import copy_to_parquet, literal, name, new_name, path_literal, scalar
from parindex.records.schema import Register
from parindex.records.searching import rows_with
from parindex.records.text import fold


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


def _order(register: Register, wanted: Filter) -> str:
    """The order asked for; rows of one value, and all rows when none is asked for, as the file has them: by source, key."""
    columns = {column.name for column in register.columns if not column.personal} | {"source"}
    if wanted.sort not in columns:
        return "file_row_number"
    return f"{name(wanted.sort)} {'DESC' if wanted.descending else 'ASC'} NULLS LAST, file_row_number"


@contextmanager
def _matching(
    connection: duckdb.DuckDBPyConnection, register: Register, file: Path, wanted: Filter
) -> Iterator[tuple[str, dict[str, Any]]]:
    """FROM and WHERE of the rows that the filter lets through, with the parameters; `file_row_number` is among the
    columns. Words are looked for once, whatever is asked of the rows found."""
    units = ", ".join(literal(unit) for unit in wanted.units) or "NULL"
    base = {"state": "= 'present'", "unit": f"IN ({units})"}
    if wanted.source:
        base["source"] = f"= {literal(wanted.source)}"
    own, values = conditions_sql(register, wanted.conditions)
    every = f"read_parquet({path_literal(file)}, file_row_number = true)"
    words = fold(wanted.words).split()
    if not words:
        where = [*(f"{column} {test}" for column, test in base.items()), *own]
        yield f"FROM {every} WHERE {' AND '.join(where)}", values
        return
    found = new_name("found")
    relation, holds = rows_with(connection, register, file, words)
    kept = " AND ".join(f"{name(f'kept {column}')} {test}" for column, test in base.items())
    connection.execute(f"CREATE TEMP TABLE {found} AS SELECT n AS file_row_number {relation} WHERE {kept} AND {holds}")
    try:
        if own or wanted.sort:
            also = "".join(f" AND {test}" for test in own)
            yield f"FROM {every} WHERE file_row_number IN (SELECT file_row_number FROM {found}){also}", values
        else:
            yield f"FROM {found}", values
    finally:
        connection.execute(f"DROP TABLE {found}")


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
    with _matching(connection, register, file, wanted) as (matching, values):
        total = scalar(connection, f"SELECT count(*) {matching}", values)
        page = connection.execute(
            f"SELECT file_row_number {matching} ORDER BY {_order(register, wanted)}"
            f" LIMIT {int(limit)} OFFSET {int(offset)}",
            values,
        ).fetchall()
    return Listed(_rows_numbered(connection, file, [row[0] for row in page], columns), total)


def count_rows(connection: duckdb.DuckDBPyConnection, register: Register, file: Path, wanted: Filter) -> int:
    """How many rows the filter lets through."""
    with _matching(connection, register, file, wanted) as (matching, values):
        return scalar(connection, f"SELECT count(*) {matching}", values)


def write_narrowed(
    connection: duckdb.DuckDBPyConnection, register: Register, file: Path, wanted: Filter, into: Path
) -> None:
    """The rows that the filter lets through as a file of current rows: what an export of the list is made from."""
    with _matching(connection, register, file, wanted) as (matching, values):
        every = f"read_parquet({path_literal(file)}, file_row_number = true)"
        kept = f"file_row_number IN (SELECT file_row_number {matching})"
        sql = f"SELECT * EXCLUDE (file_row_number) FROM {every} WHERE {kept} ORDER BY file_row_number"
        copy_to_parquet(connection, sql, into, values)


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
