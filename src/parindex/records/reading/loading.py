"""Text files into the engine: the one place that names the options of its CSV reader."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from parindex.records.engine import Connection, literal, path_literal

MOMENT_MARK = "\x02"  # before an ISO moment of a workbook: the engine writes it as people do, faster than a loop here
_SEPARATOR = "\x1f"  # in files of our own: no cell of an office holds it, and if one does it is quoted
_AT_ONCE = 5_000  # rows
_OWN_LINE = 20_000_000  # bytes a row may have in a file that we wrote ourselves


def load_text(
    connection: Connection, schema: str, path: Path, *, width: int, separator: str, own: bool = False
) -> None:
    """Make `{schema}.raw` of a CSV file, every cell as text, empty cells NULL, rows in order.

    `own`: we wrote the file (line ends are \\n). duckdb.Error when a row does not have exactly `width` cells, a quote
    is not closed, or a byte is not UTF-8.
    """
    cells = "*"
    if own:
        cells = ", ".join(f"{_written_out(f'cell_{place}')} AS cell_{place}" for place in range(width))
    columns = ", ".join(f"'cell_{place}': 'VARCHAR'" for place in range(width))
    ours = f", new_line = '\\n', max_line_size = {_OWN_LINE}, buffer_size = {4 * _OWN_LINE}" if own else ""
    connection.execute(f"DROP TABLE IF EXISTS {schema}.raw")
    connection.execute(
        f"CREATE TABLE {schema}.raw AS SELECT {cells} FROM read_csv({path_literal(path)}, columns = {{{columns}}},"
        f" header = false, auto_detect = false, delim = {literal(separator)}, quote = '\"', escape = '\"',"
        f" comment = '', compression = 'none', strict_mode = true{ours})"
    )


def _written_out(cell: str) -> str:
    """A marked moment as dd/MM/yyyy, with its time when it has one, to the nearest second; any other cell as it is."""
    near = f"date_trunc('second', TRY_CAST(substr({cell}, 2) AS TIMESTAMP) + INTERVAL 500 MILLISECOND)"
    full = f"strftime({near}, '%d/%m/%Y %H:%M:%S')"
    bare = f"regexp_replace({full}, '( 00:00)?:00$', '')"
    return f"CASE WHEN starts_with({cell}, '{MOMENT_MARK}') THEN coalesce({bare}, {cell}) ELSE {cell} END"


def load_rows(connection: Connection, schema: str, folder: Path, rows: Iterable[Sequence[str]], *, width: int) -> None:
    """Make `{schema}.raw` of rows that all have `width` cells (at least two: a lone empty cell would be no line)."""
    own, waiting = folder / "rows.csv", iter(rows)
    with own.open("w", encoding="utf-8", newline="") as file:
        while rows_now := list(islice(waiting, _AT_ONCE)):
            file.write(_as_lines(rows_now, width))
    load_text(connection, schema, own, width=width, separator=_SEPARATOR, own=True)
    own.unlink()


def _as_lines(rows: Sequence[Sequence[str]], width: int) -> str:
    """The rows as lines. Joined as they are when no cell holds a mark of ours: ten times faster than asking each cell."""
    text = "\n".join(map(_SEPARATOR.join, rows))
    marks = text.count(_SEPARATOR) - len(rows) * (width - 1), text.count("\n") - len(rows) + 1
    at_start = text.startswith("\ufeff")  # of a file, it would be taken for a mark and lost
    if marks == (0, 0) and '"' not in text and "\r" not in text and not at_start:
        return text + "\n"
    quoted = io.StringIO(newline="")
    csv.writer(quoted, delimiter=_SEPARATOR, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return quoted.getvalue()
