"""Folding batches into the current rows: the newest row per source and key, none ever dropped for being withdrawn."""

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from parindex.records.engine import Connection, copy_to_parquet, name, path_literal, scalar
from parindex.records.inline import rows_sql
from parindex.records.schema import Register
from parindex.records.typing_rows import canonical_columns

Rows = Path | str  # a Parquet file, or the text of a few rows (`inline.rows_text`)
_tables = itertools.count(1)


def _shaped(connection: Connection, register: Register, rows: str, batch: str = "batch") -> str:
    """The rows of a query with the number in `batch`, in the register's present columns: one that they do not have yet is NULL,
    another is left out.
    """
    there = {row[0] for row in connection.execute(f"DESCRIBE FROM {rows}").fetchall()}
    columns = [
        f"CAST({name(column) if column in there else 'NULL'} AS {kind}) AS {name(column)}"
        for column, kind in canonical_columns(register).items()
    ]
    return f"SELECT {', '.join(columns)}, CAST({batch} AS BIGINT) AS batch FROM {rows}"


def _files(connection: Connection, register: Register, files: Sequence[tuple[int, Path]]) -> str:
    """The rows of all files, read as one however many there are; two batches may have brought the same file."""
    paths = ", ".join(dict.fromkeys(path_literal(path) for _, path in files))
    numbers = ", ".join(f"({path_literal(path)}, {int(ordinal)})" for ordinal, path in files)
    return _shaped(
        connection,
        register,
        f"read_parquet([{paths}], union_by_name = true, filename = '_file')"
        f" JOIN (VALUES {numbers}) AS brought(_file, batch) USING (_file)",
        batch="brought.batch",  # a folded file that is given as a batch has one of its own
    )


def _inline(connection: Connection, register: Register, texts: Sequence[tuple[int, str]]) -> str:
    """The rows of all texts, in one table of the connection."""
    table = f"inline_{next(_tables)}"
    columns = [
        f"CAST({name(column)} AS {kind}) AS {name(column)}" for column, kind in canonical_columns(register).items()
    ]
    connection.execute(
        f"CREATE TEMP TABLE {table} AS SELECT {', '.join(columns)}, CAST(batch AS BIGINT) AS batch"
        f" FROM ({rows_sql(register, texts)})"
    )
    return f"SELECT * FROM {table}"


def _empty(register: Register) -> str:
    columns = [f"CAST(NULL AS {kind}) AS {name(column)}" for column, kind in canonical_columns(register).items()]
    return f"SELECT {', '.join(columns)}, CAST(NULL AS BIGINT) AS batch WHERE false"


def _all_rows(connection: Connection, register: Register, batches: Sequence[tuple[int, Rows]]) -> str:
    """The rows of all batches with their ordinals, as one query."""
    parts = []
    if files := [(ordinal, rows) for ordinal, rows in batches if isinstance(rows, Path)]:
        parts.append(_files(connection, register, files))
    if texts := [(ordinal, rows) for ordinal, rows in batches if isinstance(rows, str)]:
        parts.append(_inline(connection, register, texts))
    return " UNION ALL ".join(parts) if parts else _empty(register)


def _newest(rows: str) -> str:
    return f"SELECT * FROM ({rows}) QUALIFY row_number() OVER (PARTITION BY source, key ORDER BY batch DESC, row) = 1"


def newest_rows(connection: Connection, register: Register, batches: Sequence[tuple[int, Rows]]) -> str:
    """SELECT of the newest row per (source, key) of (ordinal, rows) batches in the register's present columns, with `batch`."""
    match batches:
        case [(ordinal, Path() as file)]:  # as a rule there is one, and no key comes twice in it
            rows = f"read_parquet({path_literal(file)})"
            if not scalar(connection, f"SELECT count(*) - count(DISTINCT hash(source, key)) FROM {rows}"):
                return _shaped(connection, register, rows, batch=str(int(ordinal)))
    return _newest(_all_rows(connection, register, batches))


def fold_batches(
    connection: Connection,
    register: Register,
    batches: Sequence[tuple[int, Rows]],
    into: Path,
    *,
    previous: Path | None = None,
) -> None:
    """Write the newest row per (source, key) of (ordinal, rows) batches, sorted by source and key.

    The highest ordinal wins. `previous`: the result of an earlier fold that these batches continue; only its rows of
    keys that they name are looked at again. Rows with state `withdrawn` stay, so that readers see who left: ask for
    `state = 'present'`. The file is written beside `into` and renamed; InputFault when that fails.
    """
    new = _all_rows(connection, register, batches)
    if previous is None:
        query = _newest(new)
    else:
        old = _shaped(connection, register, f"read_parquet({path_literal(previous)})")
        query = (
            f"WITH new AS ({new}), old AS ({old}), touched AS (SELECT DISTINCT source, key FROM new)"
            f" SELECT * FROM old ANTI JOIN touched USING (source, key) UNION ALL BY NAME "
            + _newest("SELECT * FROM new UNION ALL SELECT * FROM old SEMI JOIN touched USING (source, key)")
        )
    copy_to_parquet(connection, f"SELECT * FROM ({query}) ORDER BY source, key", into, paged=True)


def versions(
    connection: Connection, register: Register, batches: Sequence[tuple[int, Rows]], *, source: str, key: str
) -> tuple[dict[str, Any], ...]:
    """What each of the batches said of one row, newest first; `batch` says which."""
    cursor = connection.execute(
        f"SELECT * FROM ({_all_rows(connection, register, batches)}) WHERE source = $source AND key = $key"
        " ORDER BY batch DESC",
        {"source": source, "key": key},
    )
    columns = [column[0] for column in cursor.description or ()]
    return tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
