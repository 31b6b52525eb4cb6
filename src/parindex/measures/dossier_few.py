"""A few dossiers judged one by one in Python: the engine takes longer to plan the whole clock's query than they take.

By the reckoning that the page of a dossier explains (`parindex.worktime.dossier_clock`). A test holds that both roads agree.
"""

from collections import defaultdict
from datetime import datetime, time
from decimal import Decimal

from parindex.measures.measure import Scope
from parindex.measures.working_time.calendar_tables import distinct
from parindex.records.engine import Connection
from parindex.worktime.clock import DossierClock
from parindex.worktime.dossier import Dossier, Extension
from parindex.worktime.dossier_clock import status_and_due
from parindex.worktime.pauses import Pause

FEW = 1000  # so many take about as long as planning
_READ = "id, wt_calendar, received, days, hours, duration_kind, due, extended_to, extended_on, ended, suspended"


def judged_few(connection: Connection, scope: Scope, clock: DossierClock) -> str | None:
    """SELECT of the rows of `counted_rest` with `status` and `judged_due`, once judged; None when the query is to judge them:
    they are many, or some have a limit in calendar days or months.
    """
    counted = connection.execute(
        "SELECT count(*), count(*) FILTER (duration_kind IN ('day', 'month')) FROM counted_rest"
    ).fetchone()
    if counted is None or counted[0] > FEW or (counted[1] and clock.computes):
        return None
    pauses = defaultdict[int, list[Pause]](list)
    for key, kind, opened, closed in connection.execute(
        "SELECT key, coalesce(kind, 'other'), opened, closed FROM counted_pauses WHERE opened IS NOT NULL"
    ).fetchall():
        pauses[key].append(Pause(opened=opened, closed=closed, kind=kind))
    calendars = distinct({"": scope.calendar, **scope.calendars})
    now, found = datetime.combine(scope.as_of, time(23, 59, 59)), []
    for row in connection.execute(f"SELECT {_READ} FROM counted_rest").fetchall():
        number, calendar, received, days, hours, kind, due, until, given, ended, suspended = row
        dossier = Dossier(
            received=received,
            days=None if kind == "working_hour" else days,
            hours=None if hours is None else Decimal(hours),
            due=due,
            extensions=(Extension(until=until, given=given),) if until else (),
            pauses=tuple(pauses[number]),
            ended=ended,
            suspended=bool(suspended),
        )
        found.append((number, *status_and_due(dossier, clock, calendars[calendar], now)))
    numbers, statuses, dues = zip(*found, strict=True) if found else ((), (), ())
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted_judged AS SELECT unnest(CAST($numbers AS BIGINT[])) AS id,"
        " unnest(CAST($statuses AS VARCHAR[])) AS status, unnest(CAST($dues AS TIMESTAMP[])) AS judged_due",
        {"numbers": list(numbers), "statuses": list(statuses), "dues": list(dues)},
    )
    return "SELECT * FROM counted_rest JOIN counted_judged USING (id)"
