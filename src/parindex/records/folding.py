"""Folding batches into the current rows: the newest row per source and key, none ever dropped for being withdrawn."""

from collections.abc import Sequence
from pathlib import Path

from parindex.records.engine import Connection, copy_to_parquet, name, path_literal
from parindex.records.schema import Register
from parindex.records.typing_rows import canonical_columns


def _canonical(connection: Connection, register: Register, file: Path, batch: int | None) -> str:
    """The file's rows in the register's present columns: a column it does not have yet is NULL, another is left out.

    `batch`: the ordinal its rows get; None when the file carries one.
    """
    there = {row[0] for row in connection.execute(f"DESCRIBE FROM read_parquet({path_literal(file)})").fetchall()}
    columns = [
        f"CAST({name(column) if column in there else 'NULL'} AS {kind}) AS {name(column)}"
        for column, kind in canonical_columns(register).items()
    ]
    ordinal = "batch" if batch is None else str(int(batch))
    return f"SELECT {', '.join(columns)}, CAST({ordinal} AS BIGINT) AS batch FROM read_parquet({path_literal(file)})"


def _empty(register: Register) -> str:
    columns = [f"CAST(NULL AS {kind}) AS {name(column)}" for column, kind in canonical_columns(register).items()]
    return f"SELECT {', '.join(columns)}, CAST(NULL AS BIGINT) AS batch WHERE false"


def _newest(rows: str) -> str:
    return f"SELECT * FROM ({rows}) QUALIFY row_number() OVER (PARTITION BY source, key ORDER BY batch DESC, row) = 1"


def fold_batches(
    connection: Connection,
    register: Register,
    batches: Sequence[tuple[int, Path]],
    into: Path,
    *,
    previous: Path | None = None,
) -> None:
    """Write the newest row per (source, key) of (ordinal, Parquet) batches, sorted by source and key.

    The highest ordinal wins. `previous`: the result of an earlier fold that these batches continue; only its rows of
    keys that they name are looked at again. Rows with state `withdrawn` stay, so that readers see who left: ask for
    `state = 'present'`. The file is written beside `into` and renamed; InputFault when that fails.
    """
    parts = [_canonical(connection, register, file, ordinal) for ordinal, file in batches]
    new = " UNION ALL ".join(parts) if parts else _empty(register)
    if previous is None:
        query = _newest(new)
    else:
        old = _canonical(connection, register, previous, None)
        query = (
            f"WITH new AS ({new}), old AS ({old}), touched AS (SELECT DISTINCT source, key FROM new)"
            f" SELECT * FROM old ANTI JOIN touched USING (source, key) UNION ALL BY NAME "
            + _newest("SELECT * FROM new UNION ALL SELECT * FROM old SEMI JOIN touched USING (source, key)")
        )
    copy_to_parquet(connection, f"SELECT * FROM ({query}) ORDER BY source, key", into)
