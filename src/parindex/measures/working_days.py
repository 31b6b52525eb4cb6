"""Working days as a relation, so that a measure can count them: one row a day, numbered along working days."""

from collections.abc import Iterable
from datetime import date

from parindex.worktime.calendar import WorkingCalendar


def _days(days: Iterable[date]) -> str:
    return ", ".join(f"DATE '{day}'" for day in sorted(days)) or "DATE '0001-01-01'"


def working_days_sql(calendar: WorkingCalendar) -> str:
    """A relation `working_days(day, working, ordinal)` over all years of the calendar.

    `ordinal` counts the working days up to and including the day: ordinal(b) - ordinal(a) is how many lie after a and
    not after b, which is how a deadline in working days is counted.
    """
    first, beyond = date(calendar.first_year, 1, 1), date(calendar.last_year + 1, 1, 1)
    return f"""
        SELECT day, working, CAST(sum(CAST(working AS INTEGER)) OVER (ORDER BY day) AS INTEGER) AS ordinal FROM (
            SELECT CAST(day AS DATE) AS day, (isodow(day) < 6 AND CAST(day AS DATE) NOT IN ({_days(calendar.days_off)}))
                OR CAST(day AS DATE) IN ({_days(calendar.worked_saturdays)}) AS working
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
