"""Working days for the tests of causes: a table of days by calendar, and joins that count between days.

`recon_day(calendar, day, working, ordinal, open_ordinal, closes)`: `calendar` is a number, of which `calendar_sql` has the one
of a unit; `ordinal` counts working days up to and including the day, `open_ordinal` the same as if no unit had been closed
locally, `closes` is when a working day ends.

`recon_hours(day, before, spans)`, of calendar 0: the office hours before the day, and those of the day as begin, end, begin,
end…, all in microseconds.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import lru_cache

from parindex.measures.measure import Scope
from parindex.records.engine import Connection, literal
from parindex.worktime.calendar import WorkingCalendar, calendar_from

_EPOCH = date(1970, 1, 1)
_Day = tuple[int, int, int, int, int, int]


@lru_cache(maxsize=64)
def _rows(calendar: WorkingCalendar) -> tuple[_Day, ...]:
    """Day since 1970, whether it is worked, both ordinals, the minute of closing (0 on a day off), whether it would be
    worked without local closures.
    """
    years = range(calendar.first_year, calendar.last_year + 1)
    plain = calendar if not calendar.closures else calendar_from(calendar.days, calendar.hours, (), years=years)
    found, ordinal, open_ordinal = [], 0, 0
    day = date(calendar.first_year, 1, 1)
    while day.year <= calendar.last_year:
        sessions = calendar.sessions_on(day)
        works = bool(sessions)
        ordinal += works
        opened = plain.is_working_day(day)
        open_ordinal += opened
        closes = max((closing.hour * 60 + closing.minute for _, closing in sessions), default=0)
        found.append(((day - _EPOCH).days, int(works), ordinal, open_ordinal, closes, int(opened)))
        day += timedelta(days=1)
    return tuple(found)


def _numbered(scope: Scope) -> dict[WorkingCalendar, int]:
    """The calendars that there are by number, 0 that of every unit not named: many units have one in common."""
    own = [scope.calendars[unit] for unit in sorted(scope.calendars)]
    return {calendar: number for number, calendar in enumerate(dict.fromkeys((scope.calendar, *own)))}


def calendar_sql(scope: Scope, unit: str) -> str:
    """SQL: the number of a unit's calendar."""
    numbers = _numbered(scope)
    named: dict[int, list[str]] = {}
    for one, calendar in scope.calendars.items():
        if number := numbers[calendar]:
            named.setdefault(number, []).append(literal(one))
    cases = " ".join(f"WHEN {unit} IN ({', '.join(units)}) THEN {number}" for number, units in named.items())
    return f"CASE {cases} ELSE 0 END" if named else "0"


@lru_cache(maxsize=64)
def _columns(calendar: WorkingCalendar) -> tuple[str, ...]:
    """The columns of `_rows` as texts of lists: the engine reads them sooner than lists of numbers."""
    return tuple(str(list(column)) for column in list(zip(*_rows(calendar), strict=True))[:-1])


@lru_cache(maxsize=16)
def _hours(calendar: WorkingCalendar) -> tuple[str, str]:
    """The office hours before each day of the calendar, and those of the day, as texts of lists."""
    before, spans, worked = [], [], 0
    day = date(calendar.first_year, 1, 1)
    while day.year <= calendar.last_year:
        hours = [_micros(clock) for session in calendar.sessions_on(day) for clock in session]
        before.append(worked)
        spans.append(hours)
        worked += sum(hours[1::2]) - sum(hours[::2])
        day += timedelta(days=1)
    return str(before), str(spans)


def _micros(clock: time) -> int:
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1_000_000 + clock.microsecond


def make_days(connection: Connection, scope: Scope) -> None:
    """Put `recon_day` on the connection."""
    for calendar, number in _numbered(scope).items():
        into = "INSERT INTO recon_day" if number else "CREATE OR REPLACE TEMP TABLE recon_day AS"
        connection.execute(
            f"""
            {into} SELECT {number} AS calendar, DATE '1970-01-01' + day AS day, working = 1 AS working, ordinal, open_ordinal,
                CAST(TIMESTAMP '1970-01-01' + to_minutes(closes) AS TIME) AS closes
            FROM (SELECT unnest(CAST($1 AS INTEGER[])) AS day, unnest(CAST($2 AS INTEGER[])) AS working,
                unnest(CAST($3 AS INTEGER[])) AS ordinal, unnest(CAST($4 AS INTEGER[])) AS open_ordinal,
                unnest(CAST($5 AS INTEGER[])) AS closes)
            """,
            _columns(calendar),
        )


def make_hours(connection: Connection, scope: Scope) -> None:
    """Put `recon_hours` on the connection."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE recon_hours AS
        SELECT DATE '1970-01-01' + day AS day, before, spans
        FROM (SELECT unnest(CAST($1 AS INTEGER[])) AS day, unnest(CAST($2 AS BIGINT[])) AS before,
            unnest(CAST($3 AS BIGINT[][])) AS spans)
        """,
        (_columns(scope.calendar)[0], *_hours(scope.calendar)),
    )


def hours_until(moment: str, found: str) -> str:
    """SQL: microseconds of office hours from the calendar's first day to a moment, whose day of `recon_hours` is `found`."""
    clock = f"(epoch_us(CAST({moment} AS TIMESTAMP)) % 86400000000)"
    spent = f"greatest(0, least({clock}, {found}.spans[2 * n]) - {found}.spans[2 * n - 1])"
    return f"({found}.before + coalesce(list_sum([{spent} for n in range(1, len({found}.spans) // 2 + 1)]), 0))"


def days_of(relation: str, days: Mapping[str, str]) -> str:
    """SELECT (pair, …) of a relation `p` with `pair` and `calendar`: for each name → SQL of a day the columns `n_{name}` (its
    ordinal), `u_{name}` (the next working day's when it is off) and `f_{name}` (without local closures).
    """
    asked = ", ".join(f"CAST({day} AS DATE) AS on_{name}" for name, day in days.items())
    columns = ", ".join(
        f"d_{name}.ordinal AS n_{name}, d_{name}.ordinal + CAST(NOT d_{name}.working AS INTEGER) AS u_{name},"
        f" d_{name}.open_ordinal AS f_{name}"
        for name in days
    )
    joined = " ".join(
        f"LEFT JOIN recon_day AS d_{name} ON d_{name}.calendar = a.calendar AND d_{name}.day = a.on_{name}"
        for name in days
    )
    return f"SELECT a.pair, {columns} FROM (SELECT p.pair, p.calendar, {asked} FROM {relation} AS p) AS a {joined}"


def plain_weekdays(first: str, last: str) -> str:
    """SQL: Mondays to Fridays after a day and not after another, as software without a table of holidays counts."""

    def up_to(day: str) -> str:
        since = f"(CAST({day} AS DATE) - DATE '1970-01-05')"
        return f"({since} // 7 * 5 + least({since} % 7 + 1, 5))"

    return f"({up_to(last)} - {up_to(first)})"


class Days:
    """The working days of the same calendars for Python: how far a due moment moves."""

    def __init__(self, scope: Scope) -> None:
        self._calendars = tuple(_numbered(scope))
        self._rows: dict[int, tuple[_Day, ...]] = {}  # of those that somebody asked about

    def calendar(self, number: int) -> WorkingCalendar:
        """The calendar with a number."""
        return self._calendars[number]

    def _of(self, calendar: int, day: date) -> _Day | None:
        if calendar not in self._rows:
            self._rows[calendar] = _rows(self._calendars[calendar])
        rows = self._rows[calendar]
        at = (day - _EPOCH).days - rows[0][0]
        return rows[at] if 0 <= at < len(rows) else None

    def missing(self, calendar: int, due: date, end: date) -> int | None:
        """Working days, local closures not left out, by which the due day must move so that `end` is not after it; 0 when it
        is not. None outside the calendar's years.
        """
        if end <= due:
            return 0
        first, last = self._of(calendar, due), self._of(calendar, end)
        if first is None or last is None:
            return None
        return max(last[3] + (1 - last[5]) - first[3], 1)
