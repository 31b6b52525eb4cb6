"""What rows say, as digests: whether a row still says what it said when somebody decided something of it."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from parindex.records.engine import Connection, name, path_literal
from parindex.records.schema import Register
from parindex.records.typing_rows import kept_columns

UNSAID = frozenset(("note",))  # a remark decides nothing: the row says the same with another one


def row_digests(
    connection: Connection, register: Register, file: Path, *, source: str, keys: Collection[str]
) -> dict[str, str]:
    """SHA-256 of the filled cells of each row of the source with one of the keys; no entry where there is no such row.

    An empty cell adds nothing, so that a column which the register gets later changes no digest.
    """
    columns = sorted(column.name for column in kept_columns(register) if column.name not in UNSAID)
    wanted = ", ".join(name(column) for column in columns)
    found = connection.execute(
        f"SELECT key, {wanted} FROM read_parquet({path_literal(file)})"
        " WHERE source = $source AND state = 'present' AND list_contains($keys, key)",
        {"source": source, "keys": list(keys)},
    ).fetchall()
    digests = {}
    for key, *cells in found:
        said = (f"{column}={cell}" for column, cell in zip(columns, cells, strict=True) if cell is not None)
        digests[str(key)] = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
    return digests
