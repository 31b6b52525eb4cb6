"""The rows behind one source's counts in a comparison, as that source counts them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from parindex.assessment.reconciling import Compared, side_scope
from parindex.ledger.workspace import workspace
from parindex.measures.reconciliation.calendars import make_days
from parindex.records.engine import connect, literal


@dataclass(frozen=True)
class CountedRows:
    """A page of the rows, and how many there are. A row has key, unit, status, due, judged_due and ended."""

    rows: tuple[Mapping[str, Any], ...]
    total: int


def rows_counted(
    compared: Compared, side: Literal["left", "right"], status: str, *, limit: int, offset: int
) -> CountedRows:
    """The rows that the question asks one source for, of one status ("": of any), by key. It reads the source whole."""
    left = side == "left"
    asked = compared.asked
    source = asked.left if left else asked.right
    counting = compared.left_counting if left else compared.right_counting
    scope = side_scope(compared.question, compared.comparison, source)
    judged = compared.comparison.judged(scope, counting, None)
    which = f" AND status = {literal(status)}" if status else ""
    with connect(workspace().temporary) as connection:
        make_days(connection, scope)
        cursor = connection.execute(
            "SELECT key, unit, status, due, judged_due, ended, count(*) OVER () AS total"
            f" FROM ({judged}) WHERE asked{which} ORDER BY key LIMIT {limit:d} OFFSET {offset:d}"
        )
        names = [column[0] for column in cursor.description or ()]
        rows = tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return CountedRows(rows, rows[0]["total"] if rows else 0)
