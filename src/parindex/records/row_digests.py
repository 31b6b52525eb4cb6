"""What rows say, as digests: whether a row still says what it said when somebody decided something of it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from parindex.records.engine import Connection, name, path_literal
from parindex.records.schema import Register
from parindex.records.typing_rows import kept_columns

UNSAID = frozenset(("note",))  # a remark decides nothing: the row says the same with another one


@dataclass(frozen=True)
class RowsSaid:
    """The digest of the rows with one key, and the days that they name."""

    digest: str
    days: tuple[date, ...]


def row_digests(
    connection: Connection,
    register: Register,
    file: Path,
    *,
    source: str,
    keys: Collection[str],
    by: str = "key",
    only: Collection[str] = (),
) -> dict[str, RowsSaid]:
    """SHA-256 of the filled cells of the rows of the source with each of the keys; no entry where there is no such row.

    `by`: the column that the keys are of, capital or small letters alike; several rows with one key give one digest. `only`:
    the columns that count; none: all. An empty cell adds nothing, so that a column which the register gets later changes no
    digest.
    """
    columns = sorted(only or {column.name for column in kept_columns(register)} - UNSAID)
    wanted = ", ".join(name(column) for column in columns)
    named = {key.lower(): key for key in keys}
    found = connection.execute(
        f"SELECT lower({name(by)}), {wanted} FROM read_parquet({path_literal(file)})"
        f" WHERE source = $source AND state = 'present' AND lower({name(by)}) IN (SELECT unnest($keys))",
        {"source": source, "keys": list(named)},
    ).fetchall()
    said: dict[str, list[str]] = {}
    days: dict[str, set[date]] = {}
    for key, *cells in found:
        filled = [(column, cell) for column, cell in zip(columns, cells, strict=True) if cell is not None]
        said.setdefault(named[key], []).append("\x1f".join(f"{column}={cell}" for column, cell in filled))
        days.setdefault(named[key], set()).update(_day(cell) for _, cell in filled if isinstance(cell, date))
    return {
        key: RowsSaid(hashlib.sha256("\x1e".join(sorted(rows)).encode()).hexdigest(), tuple(sorted(days[key])))
        for key, rows in said.items()
    }


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
