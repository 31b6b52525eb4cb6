"""Calendars as tables: time cut into slots so short that each is worked as a whole or not at all.

Within a slot the working time up to a moment is linear: `cum`, plus the moment itself in a worked slot. So working time
is one join on a dense integer, and the moment when so much working time has passed is another. All in microseconds since
1970, local time.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from parindex.records.engine import Connection, scalar
from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.hours import Sessions, minute_of

MINUTES_A_DAY = 1440
MICROS_A_MINUTE = 60_000_000
EPOCH = date(1970, 1, 1)
LONGEST_SLOT = 30  # minutes; sessions that begin and end on the half hour need no shorter ones


@dataclass(frozen=True)
class _Day:
    """A day of a calendar, counted from 1970."""

    calendar: int
    day: int
    working: Sessions
    receiving: Sessions
    worth: int | None  # minutes that one day of a limit is worth; None outside the calendar's years


def _days(number: int, calendar: WorkingCalendar, years: range) -> list[_Day]:
    day, found = date(years[0], 1, 1), []
    while day.year <= years[-1]:
        if calendar.first_year <= day.year <= calendar.last_year:
            worth = calendar.hours_on(day).day_minutes
            found.append(_Day(number, (day - EPOCH).days, calendar.sessions_on(day), calendar.receiving_on(day), worth))
        else:
            found.append(_Day(number, (day - EPOCH).days, (), (), None))
        day += timedelta(days=1)
    return found


def _slot_minutes(days: list[_Day]) -> int:
    edges = {minute_of(clock) for one in days for pair in (*one.working, *one.receiving) for clock in pair}
    return math.gcd(LONGEST_SLOT, *edges)


def _session_rows(days: list[_Day], length: int, first: int, *, receiving: bool) -> list[list[int]]:
    """Sessions as (calendar, day, first slot, slot after the last), slots counted from the first day."""
    rows = []
    for one in days:
        midnight = (one.day - first) * (MINUTES_A_DAY // length)
        for opens, closes in one.receiving if receiving else one.working:
            at = (minute_of(opens) // length, minute_of(closes) // length)
            rows.append([one.calendar, one.day, midnight + at[0], midnight + at[1]])
    return rows


def _objects(calendars: Mapping[str, WorkingCalendar]) -> Iterable[WorkingCalendar]:
    """Each object once: many units share one, and a hash goes through all its days."""
    return {id(calendar): calendar for calendar in calendars.values()}.values()


def distinct(calendars: Mapping[str, WorkingCalendar]) -> tuple[WorkingCalendar, ...]:
    """The calendars, each once, at the place that is its number in the tables."""
    return tuple(dict.fromkeys(_objects(calendars)))


def calendar_tables(connection: Connection, calendars: Mapping[str, WorkingCalendar]) -> None:
    """Make the TEMP tables and macros `worktime_*`; the key "" is the calendar of every unit not named.

    Nothing is done when they are there already for equal calendars.
    """
    numbers = {calendar: number for number, calendar in enumerate(distinct(calendars))}
    hashes = {id(calendar): hash(calendar) for calendar in _objects(calendars)}
    made = hash(tuple(sorted((unit, hashes[id(calendar)]) for unit, calendar in calendars.items())))
    if _is_there(connection, made):
        return
    years = range(min(one.first_year for one in numbers), max(one.last_year for one in numbers) + 1)
    days = [day for calendar, number in numbers.items() for day in _days(number, calendar, years)]
    length, first = _slot_minutes(days), days[0].day
    _make_days(connection, days, length, first)
    slots_a_day = MINUTES_A_DAY // length
    _make_slots(connection, slots_a_day)
    units = [[unit, str(numbers[calendar])] for unit, calendar in calendars.items() if unit]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE worktime_unit AS SELECT row[1] AS unit, CAST(row[2] AS BIGINT) AS calendar"
        " FROM (SELECT unnest(CAST($rows AS VARCHAR[][])) AS row)",
        {"rows": units},
    )
    for name, value in {
        "made": made,
        "calendars": len(numbers),
        "slot_us": length * MICROS_A_MINUTE,
        "slots": len(days) // len(numbers) * slots_a_day,
        "first_slot": first * slots_a_day,
        "days": len(days) // len(numbers),
        "first_day": first,
        "nths": scalar(connection, "SELECT max(nth) FROM worktime_day") + 1,
        "worked": scalar(connection, "SELECT max(before) FROM worktime_cut") + 1,
        "default": numbers[calendars[""]] if "" in calendars else "NULL",
    }.items():
        connection.execute(f"CREATE OR REPLACE TEMP MACRO worktime_{name}() AS CAST({value} AS BIGINT)")
    # unlike the hash above the same in every process
    digest = hashlib.sha256(repr((days, units)).encode()).hexdigest()
    connection.execute(f"CREATE OR REPLACE TEMP MACRO worktime_digest() AS '{digest}'")
    _make_lookups(connection)
    # a join with one row keeps the engine from writing an expression out again wherever its column is used
    connection.execute("CREATE OR REPLACE TEMP TABLE worktime_once AS SELECT TRUE AS once")


def _is_there(connection: Connection, made: int) -> bool:
    # the last thing made; there are few tables, and thousands of functions
    known = scalar(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'worktime_once'")
    return bool(known) and scalar(connection, "SELECT worktime_made()") == made


def _make_days(connection: Connection, days: list[_Day], length: int, first: int) -> None:
    for name, receiving in (("worktime_session", False), ("worktime_reception", True)):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT row[1] AS calendar, row[2] AS day, row[3] AS opens,"
            " row[4] AS closes FROM (SELECT unnest(CAST($rows AS BIGINT[][])) AS row)",
            {"rows": _session_rows(days, length, first, receiving=receiving)},
        )
    # nth: how many working days there were up to and including the day; opens_next: when the next working day opens
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE worktime_day AS
        WITH days AS (
            SELECT row[1] AS calendar, row[2] AS day, row[3] AS worth FROM (SELECT unnest(CAST($rows AS BIGINT[][])) AS row)
        ), held AS (
            SELECT calendar, day, min(opens) AS opens, max(closes) AS closes FROM worktime_session GROUP BY ALL
        )
        SELECT calendar, day, worth * $minute AS worth, opens, closes,
            count(opens) OVER (PARTITION BY calendar ORDER BY day) AS nth,
            min(opens) OVER (
                PARTITION BY calendar ORDER BY day ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
            ) AS opens_next
        FROM days LEFT JOIN held USING (calendar, day)
        """,
        {"rows": [[one.calendar, one.day, one.worth] for one in days], "minute": MICROS_A_MINUTE},
    )


def _make_slots(connection: Connection, slots_a_day: int) -> None:
    """`worktime_cut`: every slot with whether it is worked, and how many worked slots lie before it."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE worktime_cut AS
        WITH slots AS (
            SELECT calendar, day, unnest(range((day - first) * {slots_a_day}, (day - first + 1) * {slots_a_day})) AS slot
            FROM worktime_day, (SELECT min(day) AS first FROM worktime_day)
        ),
        worked AS (SELECT calendar, unnest(range(opens, closes)) AS slot, TRUE AS works FROM worktime_session),
        receiving AS (SELECT calendar, unnest(range(opens, closes)) AS slot, TRUE AS receives FROM worktime_reception),
        shut AS (SELECT DISTINCT calendar, closes AS slot, TRUE AS shuts FROM worktime_reception)
        SELECT calendar, day, slot, coalesce(works, FALSE) AS works, coalesce(receives, FALSE) AS receives,
            coalesce(shuts, FALSE) AS shuts,
            count(works) OVER (PARTITION BY calendar ORDER BY slot ROWS UNBOUNDED PRECEDING) - CAST(works IS NOT NULL AS BIGINT)
                AS before,
            min(CASE WHEN receives THEN slot END) OVER (
                PARTITION BY calendar ORDER BY slot ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
            ) AS next_reception
        FROM slots LEFT JOIN worked USING (calendar, slot) LEFT JOIN receiving USING (calendar, slot)
            LEFT JOIN shut USING (calendar, slot)
        """
    )


def _make_lookups(connection: Connection) -> None:
    """The four tables that queries join, each on one integer without gaps that the calendar's number is part of.

    Every key has a row and one more stands for "none", so that queries need no outer join: only then does the engine find
    rows by address. `cum` is negative just in worked slots, where working time grows with the moment.
    """
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE worktime_slot AS
        SELECT c.calendar * worktime_slots() + slot AS slot,
            CASE WHEN worth IS NOT NULL THEN before * worktime_slot_us()
                - CASE WHEN works THEN (slot + worktime_first_slot()) * worktime_slot_us() ELSE 0 END END AS cum,
            CASE WHEN worth IS NOT NULL THEN nth END AS nth, worth, receives, shuts,
            (next_reception + worktime_first_slot()) * worktime_slot_us() AS next_reception,
            (opens_next + worktime_first_slot()) * worktime_slot_us() AS opens_next
        FROM worktime_cut AS c JOIN worktime_day AS d ON c.calendar = d.calendar AND c.day = d.day
        UNION ALL SELECT worktime_calendars() * worktime_slots(), NULL, NULL, NULL, FALSE, FALSE, NULL, NULL
        ORDER BY 1;
        CREATE OR REPLACE TEMP TABLE worktime_date AS
        SELECT d.calendar * worktime_days() + d.day - worktime_first_day() AS date,
            CASE WHEN worth IS NOT NULL THEN nth END AS nth, c.before * worktime_slot_us() AS begun_worked
        FROM worktime_day AS d JOIN worktime_cut AS c ON c.calendar = d.calendar
            AND c.slot = (d.day - worktime_first_day()) * (86400000000 // worktime_slot_us())
        UNION ALL SELECT worktime_calendars() * worktime_days(), NULL, NULL ORDER BY 1;
        CREATE OR REPLACE TEMP TABLE worktime_worked AS
        SELECT unnest(range(worktime_calendars() * worktime_worked() + 1)) AS worked, CAST(NULL AS BIGINT) AS off;
        UPDATE worktime_worked SET off = (c.slot + worktime_first_slot() - c.before) * worktime_slot_us()
        FROM worktime_cut AS c WHERE c.works AND worked = c.calendar * worktime_worked() + c.before;
        CREATE OR REPLACE TEMP TABLE worktime_nth AS
        SELECT all_nths.nth, midnight, closing, closing_worked
        FROM (SELECT unnest(range(worktime_calendars() * worktime_nths() + 1)) AS nth) AS all_nths LEFT JOIN (
            SELECT d.calendar * worktime_nths() + nth AS nth, d.day * 86400000000 AS midnight,
                (closes + worktime_first_slot()) * worktime_slot_us() AS closing,
                (c.before + 1) * worktime_slot_us() AS closing_worked
            FROM worktime_day AS d JOIN worktime_cut AS c ON c.calendar = d.calendar AND c.slot = d.closes - 1
            WHERE opens IS NOT NULL
        ) AS worked ON all_nths.nth = worked.nth ORDER BY 1;
        CREATE OR REPLACE TEMP TABLE worktime_whole AS
        SELECT calendar, CAST(count(*) FILTER (works) * worktime_slot_us() AS BIGINT) AS worked
        FROM worktime_cut GROUP BY calendar;
        DROP TABLE worktime_cut; DROP TABLE worktime_session; DROP TABLE worktime_reception
        """
    )
