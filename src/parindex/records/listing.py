"""Reading rows back: for lists on screen, and for the few callers that need them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from parindex.records.engine import parquet_literal
from parindex.records.schema import ColumnType, Register
from parindex.records.text import fold


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list shows: `words` are looked for in every text column, letter case and accents aside."""

    units: Sequence[str]
    source: str | None = None
    words: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Listed:
    """One page of rows, as dictionaries by column, and how many there are in all."""

    rows: tuple[dict[str, Any], ...]
    total: int


def all_rows(connection: duckdb.DuckDBPyConnection, file: Path) -> tuple[dict[str, Any], ...]:
    """Every row of a batch or of current rows, in the order of the file."""
    cursor = connection.execute(f"SELECT * FROM read_parquet({parquet_literal(file)})")
    columns = [column[0] for column in cursor.description or ()]
    return tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())


def _folded(column: str) -> str:
    """A column as `fold` would give it: strip_accents leaves đ alone."""
    return f"replace(strip_accents(lower(CAST({column} AS VARCHAR))), 'đ', 'd')"


def list_rows(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    file: Path,
    wanted: Filter,
    *,
    limit: int,
    offset: int = 0,
) -> Listed:
    """One page of a register's current rows. Unknown sort columns fall back to the key."""
    where, parameters = ["state = 'present'", "list_contains($units, unit)"], {"units": list(wanted.units)}
    values: dict[str, Any] = dict(parameters)
    if wanted.source:
        where.append("source = $source")
        values["source"] = wanted.source
    searched = [c.name for c in register.columns if not c.personal and c.type in _TEXTUAL]
    for number, word in enumerate(fold(wanted.words).split()[:8]):
        where.append("(" + " OR ".join(f"contains({_folded(name)}, $word{number})" for name in searched) + ")")
        values[f"word{number}"] = word
    columns = {column.name for column in register.columns if not column.personal}
    order = f"{wanted.sort} {'DESC' if wanted.descending else 'ASC'} NULLS LAST, " if wanted.sort in columns else ""
    sql = f"FROM read_parquet({parquet_literal(file)}) WHERE {' AND '.join(where)}"
    counted = connection.execute(f"SELECT count(*) {sql}", values).fetchone()
    cursor = connection.execute(
        f"SELECT * {sql} ORDER BY {order}source, key LIMIT {int(limit)} OFFSET {int(offset)}", values
    )
    names = [column[0] for column in cursor.description or ()]
    return Listed(tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall()), counted[0] if counted else 0)


def one_row(
    connection: duckdb.DuckDBPyConnection, file: Path, *, source: str, key: str, units: Sequence[str]
) -> dict[str, Any] | None:
    """The current row of a source with a key, if the units include its own."""
    cursor = connection.execute(
        f"SELECT * FROM read_parquet({parquet_literal(file)})"
        " WHERE source = $source AND key = $key AND list_contains($units, unit)",
        {"source": source, "key": key, "units": list(units)},
    )
    names = [column[0] for column in cursor.description or ()]
    found = cursor.fetchone()
    return dict(zip(names, found, strict=True)) if found else None


_TEXTUAL = {ColumnType.TEXT, ColumnType.CODE, ColumnType.CHOICE}
