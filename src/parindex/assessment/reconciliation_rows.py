"""The rows behind one source's counts in a comparison, as that source counts them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from parindex.assessment.reconciliation_rates import moved_rows
from parindex.assessment.reconciling import Compared, side_scope
from parindex.ledger.workspace import workspace
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.model import MISSING
from parindex.measures.reconciliation.question import whole_source
from parindex.records.engine import connect, literal

Side = Literal["left", "right"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class CountedRows:
    """A page of the rows, and how many there are. A row has key, unit, status, due, judged_due, ended and what titles it."""

    rows: tuple[Row, ...]
    total: int


def _of_side(compared: Compared, side: Side) -> tuple[Scope, Counting]:
    """What one source is read over, and how it counts."""
    left = side == "left"
    source = compared.asked.left if left else compared.asked.right
    counting = compared.left_counting if left else compared.right_counting
    return side_scope(compared.question, compared.comparison, source), counting


def _read(compared: Compared, side: Side, sql: str, wanted: str | None = None, **given: Any) -> tuple[Row, ...]:
    """Rows of `judged`, what the source has counted; `wanted`: SELECT of the numbers of the only rows wanted."""
    scope, counting = _of_side(compared, side)
    with connect(workspace().temporary) as connection:
        compared.comparison.make_ready(connection, scope)
        if wanted:
            connection.execute(f"CREATE TEMP TABLE wanted_rows AS {wanted}")
        judged = compared.comparison.judged(scope, counting, "wanted_rows" if wanted else None)
        cursor = connection.execute(f"WITH judged AS ({judged}) {sql}", given)
        names = [column[0] for column in cursor.description or ()]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _named(compared: Compared) -> str:
    """The columns of `judged` that a row is called by."""
    return ", ".join(("key", *compared.comparison.titled))


def rows_named(compared: Compared, side: Side, keys: Collection[str]) -> dict[str, Row]:
    """What rows of a source are called by, key → columns. Where their codes say it nothing is read."""
    if not compared.comparison.titled or not keys:
        return {key: {} for key in keys}
    scope, _ = _of_side(compared, side)
    whole = whole_source(scope, compared.comparison.register, numbered=True)
    wanted = f"SELECT file_row_number FROM ({whole}) WHERE key IN ({', '.join(map(literal, keys))})"
    rows = _read(compared, side, f"SELECT {_named(compared)} FROM judged ORDER BY key", wanted)
    return {row["key"]: row for row in rows}


def rows_counted(
    compared: Compared, side: Side, statuses: Collection[str], *, limit: int, offset: int, after: bool = False
) -> CountedRows:
    """The rows that the question asks one source for, of some statuses (none: of any), by key. It reads the source whole.

    `after`: with what the decisions make of them, as the counts after the decisions have them.
    """
    moved = moved_rows(compared.found, side, compared.excused) if after else {}
    which = f" AND now IN ({', '.join(map(literal, statuses))})" if statuses else ""
    rows = _read(
        compared,
        side,
        f"SELECT {_named(compared)}, unit, now AS status, due, judged_due, ended, count(*) OVER () AS total FROM"
        " (SELECT judged.*, coalesce(moved.other, status) AS now FROM judged"
        " LEFT JOIN (SELECT unnest($own) AS own, unnest($other) AS other) AS moved ON key = own)"
        f" WHERE asked AND now <> {literal(MISSING)}{which} ORDER BY key LIMIT {limit:d} OFFSET {offset:d}",
        own=list(moved) or [""],
        other=[other for _, other in moved.values()] or [""],
    )
    return CountedRows(rows, rows[0]["total"] if rows else 0)


def row_counted(compared: Compared, side: Side, codes: Collection[str]) -> Row | None:
    """The row of a source with one of the codes, case aside, as it counts it, whatever the other source makes of it; None
    when it is not asked for.
    """
    scope, _ = _of_side(compared, side)
    named = ", ".join(f"lower({literal(code)})" for code in codes)
    whole = whole_source(scope, compared.comparison.register, numbered=True)
    wanted = f"SELECT file_row_number FROM ({whole}) WHERE lower(key) IN ({named})"
    found = _read(compared, side, "SELECT * FROM judged WHERE asked ORDER BY key", wanted)
    return found[0] if found else None
