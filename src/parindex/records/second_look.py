"""Cells that can be read one by one, and are doubted because of what the rest of their column says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parindex.records.engine import Connection, name
from parindex.records.reading.raw import RawTable


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Cells of a column that are refused with `code`. `holds`: from an SQL cell to the SQL condition."""

    column: str
    code: str
    holds: Callable[[str], str]


def take_back(connection: Connection, raw: RawTable, doubts: Sequence[Doubt]) -> None:
    """Empty the doubted values in `{schema}.typed` and mark their rows, so that they are refused like any other fault."""
    for doubt in doubts:
        connection.execute(
            f"UPDATE {raw.schema}.typed SET suspect = true, {name(doubt.column)} = NULL WHERE row IN"
            f" (SELECT rowid + 1 FROM {raw.schema}.raw"
            f" WHERE rowid >= {raw.first_row - 1} AND {doubt.holds(raw.cell(doubt.column))})"
        )
