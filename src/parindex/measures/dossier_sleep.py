"""Dossiers judged one by one, with the days on which time itself changes what was said of them.

What is pending turns overdue on a day that its due moment tells. By a date in the row or in its pauses that lies ahead, or by
a pause that runs, a status may change otherwise: then the row wakes, to be judged again. All others sleep.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from parindex.measures.dossier_counts import STATUSES, Tally
from parindex.measures.dossier_nodes import DAYS, NEVER
from parindex.measures.facts import BEGINNING, END
from parindex.measures.measure import Scope
from parindex.measures.period import Period
from parindex.measures.working_time.lookups import DAY_US, END_OF_DAY_US, stage
from parindex.records.engine import Connection
from parindex.worktime.clock import DossierClock

_MOMENTS = ("finished", "refused", "returned", "closed", "supplement_asked", "supplemented")
_DATES = ("received", "extended_on", *_MOMENTS)
_ALWAYS = Period(code="", first=BEGINNING, last=END, title="")
_SEEN = (
    "key, place, code, wt_calendar, meant, received, days, duration_kind, due, extended_to, extended_on, finished, returned,"
    " closed, refused, supplement_asked, supplemented"
)


def resting_on(day: date) -> str:
    """SQL over rows: whether a row is at rest on a day, as it is on every later one: ended, no date ahead. Never NULL."""
    ahead = " AND ".join(f"coalesce(CAST({moment} AS DATE) <= DATE '{day}', TRUE)" for moment in _MOMENTS)
    return (
        f"(coalesce(CAST(received AS DATE) <= DATE '{day}', FALSE) AND (finished IS NOT NULL OR refused IS NOT NULL)"
        f" AND {ahead})"
    )


class _OneByOne(Tally):
    """The statuses of some rows, whatever the window."""

    def judge(self) -> None:
        """Make TEMP TABLE `judged_rows(key, status, over, ended_on, due_us)`: those received by the day, of the scope's units."""
        self._put_held_up()
        names = ", ".join(f"'{status}'" for status in STATUSES)
        self._run(
            f"CREATE OR REPLACE TEMP TABLE judged_seen AS SELECT {_SEEN}, aside, wt_class, ended, wt_judged"
            f" FROM ({self._judged_plainly(0)})"
        )
        self._run(
            f"CREATE OR REPLACE TEMP TABLE judged_rows AS SELECT key, [{names}][wt_class // 2 + 1] AS status,"
            " ended IS NOT NULL AS over, CAST(ended AS DATE) AS ended_on, wt_judged AS due_us FROM judged_seen WHERE NOT aside"
        )
        seen = _SEEN.replace("key,", "key AS row_key,", 1)
        self._put_aside(f"SELECT {seen} FROM judged_seen WHERE aside", ", row_key, CAST(ended_at AS DATE) AS ended_on")
        for judged in self._closely():
            self._run(
                "INSERT INTO judged_rows SELECT row_key, coalesce(apart, status), over, ended_on, epoch_us(judged_due)"
                f" FROM ({judged})"
            )


def _next(moments: tuple[str, ...], day: date) -> str:
    """SQL: the first day after the given one among some moments; NULL when there is none."""
    ahead = [f"CASE WHEN CAST({moment} AS DATE) > DATE '{day}' THEN CAST({moment} AS DATE) END" for moment in moments]
    return f"least({', '.join(ahead)})"


def _steady(scope: Scope, root: date) -> str:
    """SQL: whether what waits now goes on waiting, as long as its calendar has days."""
    reaches = all(
        one.last_year > (root + timedelta(days=DAYS)).year for one in (scope.calendar, *scope.calendars.values())
    )
    return "coalesce(j.status = 'suspended', FALSE) AND extended_to IS NULL" if reaches else "FALSE"


def judged_one_by_one(
    connection: Connection, scope: Scope, clock: DossierClock, rows: Mapping[str, str], root: date
) -> str:
    """SELECT of the rows of a relation with what is said of them on the scope's day.

    `rows`: a relation for the dossiers, and one for their pauses where there is a log. Added: status (NULL: not counted), over,
    ended_on, and in days from the root's: `turns`, when what is pending is overdue; `wakes`, when it is to be judged again.
    Both are `NEVER` when that is more than `DAYS` after the root's. Needs the tables of the connection to itself.
    """
    _OneByOne(connection, replace(scope, period=_ALWAYS), clock, "workload", (), rows=rows).judge()
    day, waits = scope.as_of, "supplement_asked IS NOT NULL AND supplemented IS NULL"
    ahead, pauses = "NULL", ""
    if "dossier_pauses" in rows:
        waits, ahead = f"({waits} OR coalesce(p.runs, FALSE))", "p.ahead"
        pauses = (
            f" LEFT JOIN (SELECT dossier, min({_next(('began', 'ended'), day)}) AS ahead, bool_or(ended IS NULL) AS runs"
            f" FROM {rows['dossier_pauses']} GROUP BY dossier) AS p ON r.code = p.dossier"
        )
    unsteady = f"{waits} AND NOT {resting_on(day)} AND NOT ({_steady(scope, root)})"
    runs = f"CASE WHEN {unsteady} THEN DATE '{day + timedelta(days=1)}' END"
    wakes = f"CAST(least({_next(_DATES, day)}, {ahead}, {runs}) AS DATE) - DATE '{root}'"
    last = f"(due_us // {DAY_US} * {DAY_US} + {END_OF_DAY_US})"  # the end of the due day
    turns = (
        f"CASE WHEN status = 'pending' THEN CAST(make_timestamp(due_us) AS DATE) - DATE '{root}'"
        f" + CAST({stage(clock, last)} <= {stage(clock, 'due_us')} AS INTEGER) END"
    )
    return (
        f"SELECT r.*, j.status, j.over, j.ended_on, CAST(least(coalesce({turns}, {NEVER}), {NEVER}) AS INTEGER) AS turns,"
        f" CAST(least(coalesce({wakes}, {NEVER}), {NEVER}) AS INTEGER) AS wakes"
        f" FROM {rows['dossiers']} AS r LEFT JOIN judged_rows AS j USING (key){pauses}"
    )
