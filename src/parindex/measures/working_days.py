"""Working days as a relation, so that a measure can count them: one row a day, numbered along working days."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.hours import Sessions

_NEVER = "DATE '0001-01-01'"


def _days(calendar: WorkingCalendar) -> Iterator[date]:
    day, last = date(calendar.first_year, 1, 1), date(calendar.last_year, 12, 31)
    while day <= last:
        yield day
        day += timedelta(days=1)


@lru_cache(maxsize=16)
def _exceptions(calendar: WorkingCalendar) -> tuple[str, str]:
    """Days that are not as Monday to Friday say: those off, those worked, as lists of SQL dates."""
    off: list[str] = []
    worked: list[str] = []
    for day in _days(calendar):
        counts = calendar.is_working_day(day)
        if counts != (day.weekday() < 5):
            (worked if counts else off).append(f"DATE '{day}'")
    return ", ".join(off) or _NEVER, ", ".join(worked) or _NEVER


def _list(sessions: Sessions) -> str:
    inner = ", ".join(f"{{'opens': TIME '{opens}', 'closes': TIME '{closes}'}}" for opens, closes in sessions)
    return f"CAST([{inner}] AS STRUCT(opens TIME, closes TIME)[])"


@lru_cache(maxsize=16)
def _sessions(calendar: WorkingCalendar) -> str:
    """SQL: the office hours of a day that is worked, as a case for each run of days with the same hours."""
    runs: list[tuple[date, date, Sessions]] = []
    for day in _days(calendar):
        if calendar.is_working_day(day):
            hours = calendar.sessions_on(day)
            if runs and runs[-1][2] == hours:
                runs[-1] = (runs[-1][0], day, hours)
            else:
                runs.append((day, day, hours))
    cases = " ".join(f"WHEN day BETWEEN DATE '{a}' AND DATE '{b}' THEN {_list(hours)}" for a, b, hours in runs)
    return f"CASE WHEN NOT working THEN NULL {cases} END"


def working_days_sql(calendar: WorkingCalendar) -> str:
    """A relation `working_days(day, working, ordinal, sessions)` over all years of the calendar.

    `ordinal` counts the working days up to and including the day: ordinal(b) - ordinal(a) is how many lie after a and
    not after b, which is how a deadline in working days is counted. `sessions` are the office hours of a working day.
    """
    off, worked = _exceptions(calendar)
    first, beyond = date(calendar.first_year, 1, 1), date(calendar.last_year + 1, 1, 1)
    return f"""
        SELECT day, working, CAST(sum(CAST(working AS INTEGER)) OVER (ORDER BY day) AS INTEGER) AS ordinal,
            {_sessions(calendar)} AS sessions FROM (
            SELECT CAST(day AS DATE) AS day, (isodow(day) < 6 AND CAST(day AS DATE) NOT IN ({off}))
                OR CAST(day AS DATE) IN ({worked}) AS working
            FROM range(TIMESTAMP '{first}', TIMESTAMP '{beyond}', INTERVAL 1 DAY) AS days(day)
        )
    """


def working_days_after(first: str, last: str) -> str:
    """SQL: how many working days lie after the day `first` and not after the day `last` (SQL expressions of type DATE).

    Negative when `last` is before `first`; NULL when either is NULL or outside the calendar's years.
    """
    return (
        f"((SELECT w.ordinal FROM working_days AS w WHERE w.day = {last})"
        f" - (SELECT w.ordinal FROM working_days AS w WHERE w.day = {first}))"
    )


# To stand among the relations of a query that asks for `office_seconds`.
OFFICE_SECONDS = """office_seconds AS (
    SELECT day, sessions, coalesce(sum(seconds) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
        AS before FROM (
        SELECT day, sessions, coalesce((
            SELECT sum(epoch(day + one.closes) - epoch(day + one.opens)) FROM unnest(sessions) AS spans(one)), 0) AS seconds
        FROM working_days
    )
)"""


def office_seconds(moment: str) -> str:
    """SQL: the seconds of office hours from the calendar's first day to a moment; NULL outside its years.

    The difference of two is the working time between them.
    """
    return (
        "(SELECT o.before + coalesce((SELECT sum(greatest(0,"
        f" epoch(least({moment}, o.day + one.closes)) - epoch(o.day + one.opens))) FROM unnest(o.sessions) AS spans(one)), 0)"
        f" FROM office_seconds AS o WHERE o.day = CAST({moment} AS DATE))"
    )
