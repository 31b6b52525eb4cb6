"""Deadlines that a fact sets where the row itself names none: so many working days after, or a day of the year."""

from parindex.measures.facts import held


def nth_working_day(start: str, days: str) -> str:
    """SQL: the `days`-th working day after the day `start` (expressions of type DATE and of a number), `start` for none.

    NULL when either is NULL or the day lies outside the calendar's years. The query needs `working_days`.
    """
    return (
        f"CASE WHEN {days} = 0 THEN {start} ELSE"
        f" (SELECT d.day FROM working_days AS d WHERE d.working AND d.ordinal = CAST({days} AS INTEGER)"
        f" + (SELECT w.ordinal FROM working_days AS w WHERE w.day = {start})) END"
    )


def day_of_year(fact: str, year: str, on: str) -> str:
    """SQL: the day that the fact, a month and day like "12-14" in force on the day `on`, means in the year `year`.

    NULL when the fact is not known or is no such day.
    """
    return f"CAST(try_strptime(CAST({year} AS VARCHAR) || '-' || {held(fact, on, 'value')}, '%Y-%m-%d') AS DATE)"
