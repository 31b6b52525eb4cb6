"""Text files into the engine: the one place that names the options of its CSV reader."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from parindex.records.engine import Connection, literal, path_literal

_OWN_LINE = 20_000_000  # bytes a row may have in a file that we wrote ourselves


def load_text(
    connection: Connection, schema: str, path: Path, *, width: int, separator: str, own: bool = False
) -> None:
    """Make `{schema}.raw` of a CSV file, every cell as text, empty cells NULL, rows in order.

    `own`: we wrote the file (line ends are \\n). duckdb.Error when a row does not have exactly `width` cells, a quote
    is not closed, or a byte is not UTF-8.
    """
    columns = ", ".join(f"'cell_{place}': 'VARCHAR'" for place in range(width))
    ours = f", new_line = '\\n', max_line_size = {_OWN_LINE}, buffer_size = {4 * _OWN_LINE}" if own else ""
    connection.execute(f"DROP TABLE IF EXISTS {schema}.raw")
    connection.execute(
        f"CREATE TABLE {schema}.raw AS SELECT * FROM read_csv({path_literal(path)}, columns = {{{columns}}},"
        f" header = false, auto_detect = false, delim = {literal(separator)}, quote = '\"', escape = '\"',"
        f" comment = '', compression = 'none', strict_mode = true{ours})"
    )


def load_rows(connection: Connection, schema: str, folder: Path, rows: Iterable[Sequence[str]], *, width: int) -> None:
    """Make `{schema}.raw` of rows that all have `width` cells (at least two: a lone empty cell would be no line)."""
    own = folder / "rows.csv"
    with own.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    load_text(connection, schema, own, width=width, separator=",", own=True)
    own.unlink()
