"""The short road: dossiers that nothing held up. No pause, no extension, a limit in whole working days.

Most dossiers are so. The same rules as `judged_sql`, of which this is what remains for them: with a limit in days, law and
software count by days, so that tables of days are enough, which stay in the processor's cache.
"""

from collections.abc import Callable

from parindex.measures.working_time.due_sql import QUARTER_US, Ctes, based
from parindex.measures.working_time.judged import status_case
from parindex.measures.working_time.lookups import DAY_US, date_at, end_of_day_us, nth_at
from parindex.worktime.clock import DossierClock


def settles(clock: DossierClock) -> str:
    """SQL over rows of `plain_sql`: whether no pause could change the status. Never NULL.

    Pauses never bring a due moment forward: a dossier that ended before the day of its first one stays early, if the
    calendar's years have room for as much working time again. Where pauses add nothing, nothing that ended changes.
    """
    if clock.pauses == "END_AT_REQUEST":
        return "FALSE"
    if not clock.adds_pauses:
        return "wt_end IS NOT NULL"
    most = (
        {"legal": "2 * wt_worked - wt_begun", "r_day": "2 * wt_worked - wt_begun"}
        if clock.reception == "stamped"
        else {}
    )
    most["r_hour"] = "wt_start_worked + 2 * wt_days * wt_worth"
    if clock.pauses == "PAUSE" and clock.due in most:
        return f"coalesce(wt_end // {DAY_US} < wt_judged // {DAY_US} AND {most[clock.due]} <= wt_whole, FALSE)"
    return "FALSE"


def plain_sql(source: str, clock: DossierClock, as_of: str, word: Callable[[str], str]) -> str:
    """SELECT: the plain rows of `source` with `wt_class`, what `word` writes for their status.

    `source` has `wt_calendar` (the calendar's number), `wt_whole` (all its working time), received, due, days, ended and
    suspended; `as_of` as `judged_sql`.
    """
    now = f"epoch_us(CAST({as_of} AS TIMESTAMP))"
    ctes: Ctes = []
    relation = _based(source, clock, ctes)
    ctes.append(
        (
            "wt_plain",
            f"SELECT *, epoch_us(ended) AS wt_end, wt_base AS wt_judged, FALSE AS wt_runs, 0 AS late_pauses FROM {relation}",
        )
    )
    text = ", ".join(f"{name} AS NOT MATERIALIZED ({query})" for name, query in ctes)
    return f"WITH {text} SELECT *, {status_case(clock, now, word)} AS wt_class FROM wt_plain"


def _based(source: str, clock: DossierClock, ctes: Ctes) -> str:
    """The relation with wt_base, the due moment."""
    if clock.reception == "stamped" and clock.due == "file":
        return f"(SELECT *, {end_of_day_us('epoch_us(due)')} AS wt_base FROM {source})"
    if clock.reception == "stamped" and clock.due in {"legal", "r_day"}:
        day = "(CAST(r.received AS DATE) - DATE '1970-01-01')"
        rounded = f"((last.midnight + epoch_us(r.received) % {DAY_US}) // {QUARTER_US} + 1) * {QUARTER_US}"
        reached = {"legal": "last.closing", "r_day": rounded}[clock.due]
        wanted = nth_at("r.wt_calendar", "r.wt_nth + r.days")
        return (
            f"(SELECT r.*, {reached} AS wt_base, last.closing_worked AS wt_worked FROM"
            f" (SELECT r.*, first.nth AS wt_nth, first.begun_worked AS wt_begun FROM {source} AS r"
            f" JOIN worktime_date AS first ON first.date = {date_at('r.wt_calendar', day)}) AS r"
            f" JOIN worktime_nth AS last ON last.nth = {wanted})"
        )
    columns = (
        "epoch_us(received) AS wt_received, CAST(days AS BIGINT) AS wt_days, CAST(0 AS BIGINT) AS wt_hours,"
        " epoch_us(due) AS wt_file_due"
    )
    ctes.append(("wt_whole", f"SELECT *, {columns} FROM {source}"))
    return based("wt_whole", clock, ctes, "wt_m")
