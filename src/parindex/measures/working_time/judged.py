"""The query that judges every dossier of a relation: due moments, status, minutes."""

from collections.abc import Callable, Iterable

from parindex.measures.working_time.due_chain_sql import extension_fault
from parindex.measures.working_time.due_sql import Ctes, based
from parindex.measures.working_time.lookups import (
    DAY_US,
    MINUTE_US,
    end_of_day_us,
    looked_up,
    stage,
    stamp,
    worked_until,
)
from parindex.measures.working_time.pauses_sql import paused
from parindex.records.engine import literal
from parindex.worktime.clock import DossierClock

SOURCE_COLUMNS = {
    "key": "VARCHAR",
    "unit": "VARCHAR",
    "received": "TIMESTAMP",
    "days": "INTEGER",
    "hours": "DECIMAL(9, 2)",
    "due": "TIMESTAMP",
    "extended_to": "TIMESTAMP",
    "extended_on": "TIMESTAMP",
    "extensions": "INTEGER",
    "ended": "TIMESTAMP",
    "suspended": "BOOLEAN",
}
MOST_DAYS, MOST_HOURS = 100_000, 1_000_000  # longer limits lie outside every calendar


def end_of_day(day: str) -> str:
    """SQL: the last second of a day (an SQL expression of type DATE)."""
    return f"(CAST({day} AS TIMESTAMP) + INTERVAL 86399 SECOND)"


def with_missing_columns(columns: Iterable[str]) -> str:
    """SQL: the columns that `judged_sql` reads and a relation does not have, as NULLs, each with a comma before it."""
    there = frozenset(columns)
    return "".join(f", CAST(NULL AS {kind}) AS {name}" for name, kind in SOURCE_COLUMNS.items() if name not in there)


def judged_sql(
    source: str,
    clock: DossierClock,
    as_of: str,
    *,
    pauses: str | None = None,
    minutes: bool = True,
    calendar: str | None = None,
) -> str:
    """SELECT: the rows of `source` with the columns that the package's docstring lists.

    `calendar`: a column of the source that has the calendar's number already, so that no unit is looked up.
    """
    now = f"epoch_us(CAST({as_of} AS TIMESTAMP))"
    ctes: Ctes = [("wt_in", _in(source, now, calendar))]
    relation = based("wt_in", clock, ctes, "wt_m")
    if pauses is not None:
        with_pauses = paused(pauses, clock, now, ctes)
        joined = f"SELECT r.*, p.* EXCLUDE (key) FROM {relation} AS r LEFT JOIN {with_pauses} AS p ON r.key = p.key"
        ctes.append(("wt_all", joined))
    ctes.append(("wt_dues", _dues("wt_all" if pauses is not None else relation, clock, now, pauses is not None)))
    ctes.append(("wt_status", _status(clock, now)))
    last = "wt_status"
    if minutes:
        ctes.append(
            ("wt_stop", looked_up(last, "r.wt_calendar", "r.wt_until", {"wt_stop_worked": worked_until("r.wt_until")}))
        )
        behind = "CASE WHEN r.status IN ('late', 'overdue') THEN r.wt_behind END"
        last = "wt_minutes"
        ctes.append(
            (last, looked_up("wt_stop", "r.wt_calendar", behind, {"wt_behind_worked": worked_until("r.wt_behind")}))
        )
    # wt_in is read more than once: as a stream each time, since all dossiers together may not fit into memory
    text = ", ".join(f"{name} AS {'NOT MATERIALIZED ' * (name == 'wt_in')}({query})" for name, query in ctes)
    return f"WITH {text} SELECT COLUMNS(lambda c: NOT starts_with(c, 'wt_')){_minutes() if minutes else ''} FROM {last}"


def first_due_sql(source: str, clock: DossierClock) -> str:
    """SELECT (key, due_original) of the rows of `source`: the first due moment without pauses, which is all that is asked."""
    ctes: Ctes = [("wt_in", _in(source, "CAST(NULL AS BIGINT)", None))]
    relation = based("wt_in", clock, ctes, "wt_m")
    text = ", ".join(f"{name} AS ({query})" for name, query in ctes)
    return f"WITH {text} SELECT key, {stamp('wt_base')} AS due_original FROM {relation}"


def _in(source: str, now: str, calendar: str | None) -> str:
    """The source's columns as integers; what ends after the as-of moment has not ended yet."""
    limit = "CASE WHEN s.days < 0 OR s.hours < 0 THEN 0 ELSE {} END"
    days = limit.format(f"least(coalesce(s.days, 0), {MOST_DAYS})")
    hours = limit.format(f"CAST(round(least(coalesce(s.hours, 0), {MOST_HOURS}) * 3600) AS BIGINT) * 1000000")
    number = f"s.{calendar}" if calendar else "coalesce(u.calendar, worktime_default())"
    units = "" if calendar else "LEFT JOIN worktime_unit AS u ON s.unit = u.unit"
    return f"""
        SELECT s.*, {number} AS wt_calendar, epoch_us(s.received) AS wt_received,
            {days} AS wt_days, {hours} AS wt_hours, epoch_us(s.due) AS wt_file_due,
            CASE WHEN epoch_us(s.ended) <= {now} THEN epoch_us(s.ended) END AS wt_ended,
            {end_of_day_us("epoch_us(s.extended_to)")} AS wt_extended_to, epoch_us(s.extended_on) AS wt_extended_on
        FROM {source} AS s {units}
    """


def _dues(relation: str, clock: DossierClock, now: str, has_pauses: bool) -> str:
    """Both due moments of every dossier, and the end; dossiers without pauses come straight from the limit."""
    unpaused = extension_fault(clock, "wt_base")
    current = "CASE WHEN wt_own_fault IS NULL THEN wt_extended_to ELSE wt_base END"
    judged = "wt_now" if clock.extension == "current" else "wt_first"
    if has_pauses:
        first = "CASE WHEN wt_has_pauses THEN wt_original ELSE wt_base END"
        then = f"CASE WHEN wt_has_pauses THEN wt_current ELSE {current} END"
        fault = "CASE WHEN wt_has_pauses THEN wt_fault ELSE nullif(wt_own_fault, '') END"
        columns = """coalesce(wt_ended, wt_request_end) AS wt_end, coalesce(wt_requests, 0) AS requests,
            coalesce(wt_late_pauses, 0) AS late_pauses, coalesce(wt_running, FALSE) AS wt_runs,
            wt_second_request AS wt_second, CASE WHEN wt_has_pauses THEN wt_paused ELSE 0 END AS wt_paused_us"""
    else:
        first, then, fault = "wt_base", current, "nullif(wt_own_fault, '')"
        columns = """wt_ended AS wt_end, CAST(0 AS BIGINT) AS requests, CAST(0 AS BIGINT) AS late_pauses, FALSE AS wt_runs,
            CAST(NULL AS BIGINT) AS wt_second, CAST(0 AS BIGINT) AS wt_paused_us"""
    extra = f"CASE WHEN wt_first IS NOT NULL AND extensions > {clock.extensions_allowed} THEN 'extra' END"
    return f"""
        SELECT * EXCLUDE (once), {judged} AS wt_judged, coalesce(wt_end, {now}) AS wt_until,
            coalesce(wt_why_not, {extra}) AS extension_fault
        FROM (
            SELECT *, {first} AS wt_first, {then} AS wt_now, {fault} AS wt_why_not, {columns}
            FROM (SELECT r.*, {unpaused} AS wt_own_fault FROM {relation} AS r, worktime_once)
        ), worktime_once
    """


def status_case(clock: DossierClock, now: str, word: Callable[[str], str] = literal) -> str:
    """SQL: the class of time of a dossier, by wt_end, wt_judged, wt_runs, late_pauses, suspended; `word` writes it."""
    return f"""CASE
                WHEN wt_judged IS NULL THEN {word("no_due")}
                WHEN wt_end // {DAY_US} < wt_judged // {DAY_US} THEN {word("early")}
                WHEN {stage(clock, "wt_end")} <= {stage(clock, "wt_judged")} THEN {word("on_time")}
                WHEN wt_end IS NOT NULL THEN {word("late")}
                WHEN wt_runs AND late_pauses = 0 OR suspended AND NOT wt_runs THEN {word("suspended")}
                WHEN {stage(clock, now)} <= {stage(clock, "wt_judged")} THEN {word("pending")}
                ELSE {word("overdue")} END"""


def _status(clock: DossierClock, now: str) -> str:
    return f"""
        SELECT *, {stamp("coalesce(wt_start, wt_received)")} AS clock_start, {stamp("wt_first")} AS due_original,
            {stamp("wt_now")} AS due_current, {stamp("wt_judged")} AS judged_due,
            least(wt_judged, wt_second) AS wt_behind, CASE
                WHEN wt_second IS NOT NULL AND wt_ended IS NULL THEN 'overdue'
                WHEN wt_second IS NOT NULL THEN 'late'
                ELSE {status_case(clock, now)} END AS status
        FROM wt_dues
    """


def _minutes() -> str:
    late = "wt_stop_worked - wt_behind_worked"
    return f""",
        CASE WHEN wt_stop_worked - wt_start_worked - wt_paused_us > 0
            THEN (wt_stop_worked - wt_start_worked - wt_paused_us) // {MINUTE_US}
            WHEN wt_stop_worked - wt_start_worked - wt_paused_us <= 0 THEN 0 END AS worked_minutes,
        wt_paused_us // {MINUTE_US} AS paused_minutes,
        CASE WHEN wt_behind IS NULL THEN NULL WHEN status NOT IN ('late', 'overdue') THEN 0
            WHEN {late} > 0 THEN ({late}) // {MINUTE_US} WHEN {late} <= 0 THEN 0 END AS late_minutes"""
