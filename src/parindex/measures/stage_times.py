"""Where the time of dossiers goes (7.2): working minutes and lateness of each step, from the log of steps.

A mean is a sum divided by a count, kept exact; means of units are never averaged. Lateness at reception stands apart
from lateness in handling.
"""

from dataclasses import dataclass
from fractions import Fraction

from parindex.errors import InputFault
from parindex.measures.compute import Rows
from parindex.measures.dossier_status import make_ready
from parindex.measures.measure import Scope
from parindex.measures.relations import parameters, register_sql
from parindex.measures.working_time import end_of_day, judged_sql, with_missing_columns
from parindex.records.engine import Connection
from parindex.records.registers import REGISTERS
from parindex.worktime.clock import DossierClock

_COLUMNS = (*(column.name for column in REGISTERS["dossier_steps"].columns), "key", "received", "ended")
_CLOCK = DossierClock(granularity="MINUTE")
_SEEN = "CAST(ended AS DATE) <= $as_of"
STEP_CELLS = {
    "count": ("Số bước", "TRUE"),
    "finished": ("Đã xong", _SEEN),
    "late": ("Trễ hạn của bước", "status = 'late'"),
    "overdue": ("Đang quá hạn của bước", "status = 'overdue'"),
}
"""What a line counts of its kind of steps: the column's title, and SQL over steps with a status."""


@dataclass(frozen=True, kw_only=True)
class StageTime:
    """One unit's (or all units') steps of one kind: how many, how long, how many past their own due moment."""

    unit: str
    kind: str
    count: int  # steps begun in the window
    finished: int
    minutes: int  # working minutes of the finished ones
    due: int  # steps that have a due moment
    late: int  # finished after it
    overdue: int  # still open past it

    @property
    def mean(self) -> Fraction | None:
        """Mean working minutes of a finished step, exact; None while none is finished."""
        return Fraction(self.minutes, self.finished) if self.finished else None


def _begun(scope: Scope) -> str:
    """SELECT of the steps begun in the window, as `judged_sql` reads them."""
    return f"""
        SELECT *, started AS received, finished AS ended {with_missing_columns(_COLUMNS)}
        FROM ({register_sql(scope, "dossier_steps")})
        WHERE CAST(started AS DATE) BETWEEN $first AND least($last, $as_of)
    """


def stage_times(connection: Connection, scope: Scope, *, units: bool = True) -> tuple[StageTime, ...]:
    """Times of the steps begun in the window, to the minute, by unit (unless not `units`) and kind, in that order."""
    make_ready(connection, scope)
    counts = ", ".join(f"count(*) FILTER ({STEP_CELLS[cell][1]})" for cell in ("late", "overdue"))
    sql = f"""
        WITH steps_in AS ({_begun(scope)})
        SELECT {"unit" if units else "''"} AS whose, kind, count(*), count(*) FILTER ({_SEEN}),
            coalesce(sum(worked_minutes) FILTER ({_SEEN}), 0), count(*) FILTER (due IS NOT NULL), {counts}
        FROM ({judged_sql("steps_in", _CLOCK, end_of_day("$as_of"))}) GROUP BY whose, kind ORDER BY whose, kind
    """
    found = connection.execute(sql, parameters(scope, sql)).fetchall()
    return tuple(
        StageTime(
            unit=row[0] or "",
            kind=row[1],
            count=row[2],
            finished=row[3],
            minutes=int(row[4]),
            due=row[5],
            late=row[6],
            overdue=row[7],
        )
        for row in found
    )


def stage_rows(
    connection: Connection, scope: Scope, *, kind: str, cell: str, limit: int | None = None, offset: int = 0
) -> Rows:
    """The steps behind a number of the lines of a kind, by the same query as the number. InputFault for another cell."""
    if cell not in STEP_CELLS:
        raise InputFault(f"Bảng các bước không có cột “{cell}”; các cột: {', '.join(STEP_CELLS)}.")
    make_ready(connection, scope)
    sql = f"""
        WITH steps_in AS ({_begun(scope)})
        SELECT * FROM ({judged_sql("steps_in", _CLOCK, end_of_day("$as_of"))})
        WHERE kind = $kind AND {STEP_CELLS[cell][1]} ORDER BY key
    """
    values = parameters(scope, sql) | {"kind": kind}
    counted = f"SELECT count(*) FROM ({sql})"
    total = connection.execute(counted, values).fetchone()
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    cursor = connection.execute(sql + page, values)
    columns = tuple(column[0] for column in cursor.description or ())
    return Rows(columns, tuple(cursor.fetchall()), total[0] if total else 0)
