"""Where the time of dossiers goes (7.2): working minutes and lateness of each step, from the log of steps.

A mean is a sum divided by a count, kept exact; means of units are never averaged. Lateness at reception stands apart
from lateness in handling.
"""

from dataclasses import dataclass
from fractions import Fraction

from parindex.errors import InputFault
from parindex.measures.dossier_status import make_ready, parameters
from parindex.measures.measure import Scope
from parindex.measures.working_time import end_of_day, judged_sql, with_missing_columns
from parindex.records.engine import Connection, parquet_literal
from parindex.worktime.clock import DossierClock

# How a step's line is named: by what kind of work it is, or by its own name in the process.
STEP_NAMES = {"kind": "kind", "name": "coalesce(name, kind)"}
_COLUMNS = ("key", "unit", "received", "due", "ended")
_CLOCK = {"DAY": DossierClock(granularity="DAY"), "MINUTE": DossierClock(granularity="MINUTE")}


@dataclass(frozen=True, kw_only=True)
class StageTime:
    """One unit's (or all units') steps of one name: how many, how long, how many past their own due moment."""

    unit: str
    step: str
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


def stage_times(
    connection: Connection, scope: Scope, *, by: str = "kind", granularity: str = "MINUTE", units: bool = True
) -> tuple[StageTime, ...]:
    """Times of the steps begun in the window, by unit (unless not `units`) and step, in that order."""
    if by not in STEP_NAMES or granularity not in _CLOCK:
        raise InputFault(f"Không có cách xem bước “{by}/{granularity}”; hãy chọn kind hoặc name, DAY hoặc MINUTE.")
    make_ready(connection, scope)
    steps = f"""
        SELECT key, unit, started AS received, due, finished AS ended, kind, {STEP_NAMES[by]} AS step
            {with_missing_columns(_COLUMNS)}
        FROM read_parquet({parquet_literal(scope.files["dossier_steps"])})
        WHERE source = $source_dossier_steps AND state = 'present' AND list_contains($units, unit)
            AND CAST(started AS DATE) BETWEEN $first AND least($last, $as_of)
    """
    seen = "CAST(ended AS DATE) <= $as_of"
    sql = f"""
        WITH steps_in AS ({steps})
        SELECT {"unit" if units else "''"} AS whose, step, min(kind), count(*), count(*) FILTER ({seen}),
            coalesce(sum(worked_minutes) FILTER ({seen}), 0), count(*) FILTER (due IS NOT NULL),
            count(*) FILTER (status = 'late'), count(*) FILTER (status = 'overdue')
        FROM ({judged_sql("steps_in", _CLOCK[granularity], end_of_day("$as_of"))}) GROUP BY whose, step ORDER BY whose, step
    """
    found = connection.execute(sql, parameters(scope, sql)).fetchall()
    return tuple(
        StageTime(
            unit=row[0] or "",
            step=row[1],
            kind=row[2],
            count=row[3],
            finished=row[4],
            minutes=int(row[5]),
            due=row[6],
            late=row[7],
            overdue=row[8],
        )
        for row in found
    )
