"""The batch: the good rows of one import in canonical form, the same bytes for the same rows."""

from pathlib import Path

from parindex.records.engine import Connection, copy_to_parquet, literal, name
from parindex.records.prepared import Prepared
from parindex.records.typing_rows import absent_columns, canonical_columns


def write_batch(connection: Connection, prepared: Prepared, into: Path) -> None:
    """Write the import's good rows as Parquet (zstd), ordered by key, in the columns of `canonical_columns`.

    `row` is the row in the file, from 1. InputFault when `into` cannot be written; it is then as it was.
    """
    register, everywhere = prepared.register, {"source": literal(prepared.source), "state": "'present'"}
    everywhere |= {column.name: "NULL" for column in absent_columns(prepared.raw, register)}
    told = {"key": "batch_key"}
    sorted_first, columns = [], []
    for column, kind in canonical_columns(register).items():
        if column in everywhere:  # what is the same in every row need not go through the sort
            columns.append(f"CAST({everywhere[column]} AS {kind}) AS {name(column)}")
        else:
            columns.append(name(column))
            sorted_first.append(f"CAST({told.get(column, name(column))} AS {kind}) AS {name(column)}")
    ordered = f"SELECT {', '.join(sorted_first)} FROM {prepared.raw.schema}.keyed ORDER BY key"
    copy_to_parquet(connection, f"SELECT {', '.join(columns)} FROM ({ordered})", into)
