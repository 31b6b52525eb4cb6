"""The batch: the good rows of one import in canonical form, the same bytes for the same rows."""

from pathlib import Path

from parindex.records.engine import Connection, copy_to_parquet, literal, name
from parindex.records.prepared import Prepared
from parindex.records.typing_rows import canonical_columns


def write_batch(connection: Connection, prepared: Prepared, into: Path) -> None:
    """Write the import's good rows as Parquet (zstd), ordered by key, in the columns of `canonical_columns`.

    `row` is the row in the file, from 1. InputFault when `into` cannot be written; it is then as it was.
    """
    register = prepared.register
    values = {"source": literal(prepared.source), "key": "batch_key", "state": "'present'"}
    columns = ", ".join(
        f"CAST({values.get(column, name(column))} AS {kind}) AS {name(column)}"
        for column, kind in canonical_columns(register).items()
    )
    copy_to_parquet(connection, f"SELECT {columns} FROM {prepared.raw.schema}.keyed ORDER BY key", into)
