"""How far pauses and an extension move the due moment, over pieces of pauses in order.

A stretch counts if it began before the due moment that held then, and so did all before it: the due moment never comes
back. So the result stands where the first late piece found it, or behind the last piece. That is a running sum of working
time (PAUSE) or a running maximum (RESTART), without walking.
"""

from parindex.measures.working_time.due_sql import Ctes, computed
from parindex.measures.working_time.lookups import looked_up, moment_after, stage, worked_until
from parindex.worktime.clock import DossierClock


def in_order(until: str) -> str:
    """The window over a dossier's pieces from the first one."""
    return f"OVER (PARTITION BY wt_pid ORDER BY wt_opened ROWS BETWEEN UNBOUNDED PRECEDING AND {until})"


def extension_fault(clock: DossierClock, then: str) -> str:
    """NULL: the extension is accepted; '' : there is none; else why it does not move the due moment."""
    none_allowed = "TRUE" if clock.extensions_allowed < 1 else "FALSE"
    return f"""CASE
        WHEN wt_extended_to IS NULL OR {then} IS NULL THEN ''
        WHEN {none_allowed} THEN 'extra'
        WHEN {stage(clock, "wt_extended_on")} > {stage(clock, then)} THEN 'after_due'
        WHEN {stage(clock, "wt_extended_to")} <= {stage(clock, then)} THEN 'not_later' END"""


def chained(pieces: str, clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """One row a dossier: `due` behind the pieces that count, `due_then` when the extension was given, `late` stretches."""
    if not clock.adds_pauses:
        ctes.append((f"{prefix}_before", f"SELECT *, wt_base AS wt_before, wt_base AS wt_again FROM {pieces}"))
        return _by_moments(clock, ctes, prefix)
    if clock.pauses != "RESTART":
        return _by_sums(pieces, clock, ctes, prefix)
    again = _restarted(pieces, clock, ctes, prefix)
    # only the end of a stretch starts the limit again, not the end of a pause inside it
    due = "CASE WHEN wt_last THEN wt_due END"
    before = f"greatest(wt_base, max({due}) {in_order('1 PRECEDING')})"
    ctes.append((f"{prefix}_before", f"SELECT *, {before} AS wt_before, {due} AS wt_again FROM {again}"))
    return _by_moments(clock, ctes, prefix)


def _timed(relation: str, clock: DossierClock) -> str:
    in_time = f"NOT wt_apart OR coalesce({stage(clock, 'wt_opened')} <= {stage(clock, 'wt_before')}, TRUE)"
    known = "wt_extended_on IS NULL OR wt_stretch_opened <= wt_extended_on"
    return f"(SELECT *, {in_time} AS wt_in_time, {known} AS wt_before_letter FROM {relation})"


_LATE = """count(*) FILTER (wt_apart) + min(wt_stretches_before)
        - coalesce(min(wt_stretches_before) FILTER (NOT wt_in_time), count(*) FILTER (wt_apart) + min(wt_stretches_before))"""


def _by_sums(pieces: str, clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """PAUSE: the working time of the pieces that count is added to the due moment without pauses."""
    worked = "CASE WHEN r.wt_sum_before > 0 THEN r.wt_base_worked + r.wt_sum_before END"
    ctes.append((f"{prefix}_before", moment_after(pieces, "r.wt_calendar", worked, "wt_before", "r.wt_base")))
    ctes.append(
        (
            f"{prefix}_sum",
            f"""
            SELECT *, least(wt_counted, wt_lettered) AS wt_counted_then FROM (
                SELECT wt_pid, any_value(wt_calendar) AS wt_calendar, any_value(wt_base) AS wt_base,
                    any_value(wt_base_worked) AS wt_base_worked, {_LATE} AS late,
                    bool_or(wt_lasted IS NULL AND wt_in_time) AS lost,
                    CAST(coalesce(min(wt_sum_before) FILTER (NOT wt_in_time), max(wt_sum_before + wt_lasted)) AS BIGINT)
                        AS wt_counted,
                    CAST(coalesce(max(wt_sum_before + wt_lasted) FILTER (wt_before_letter), 0) AS BIGINT) AS wt_lettered
                FROM {_timed(f"{prefix}_before", clock)} GROUP BY wt_pid
            )
            """,
        )
    )
    relation = f"{prefix}_sum"
    for name, sum_of in (("due", "wt_counted"), ("due_then", "wt_counted_then")):
        worked = f"CASE WHEN r.{sum_of} > 0 THEN r.wt_base_worked + r.{sum_of} END"
        ctes.append((f"{prefix}_{name}", moment_after(relation, "r.wt_calendar", worked, name, "r.wt_base")))
        relation = f"{prefix}_{name}"
    ctes.append((prefix, f"SELECT wt_pid, late, lost, due, due_then FROM {relation}"))
    return prefix


def _by_moments(clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """RESTART: the latest of the due moments that the pieces that count led to. Also where pauses move nothing."""
    ctes.append(
        (
            prefix,
            f"""
            SELECT wt_pid, late, lost, due, least(due, greatest(wt_base, due_lettered)) AS due_then FROM (
                SELECT wt_pid, any_value(wt_base) AS wt_base, {_LATE} AS late,
                    bool_or(wt_again IS NULL AND wt_last AND wt_in_time) AS lost,
                    coalesce(min(wt_before) FILTER (NOT wt_in_time), greatest(any_value(wt_base), max(wt_again))) AS due,
                    max(wt_again) FILTER (wt_before_letter) AS due_lettered
                FROM {_timed(f"{prefix}_before", clock)} GROUP BY wt_pid
            )
            """,
        )
    )
    return prefix


def _restarted(pieces: str, clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """Adds wt_due: the whole limit again, from the end of each piece."""
    if clock.computes:
        from_the_end = (
            "(SELECT * EXCLUDE (wt_start_worked), wt_closed AS wt_start, wt_closed_nth AS wt_nth, wt_closed_worth AS wt_worth,"
            f" wt_closed_worked AS wt_start_worked FROM {pieces})"
        )
        return computed(from_the_end, clock.due, ctes, f"{prefix}_again")
    lasted = "wt_first_worked - wt_start_worked"
    whole = f"(SELECT *, CASE WHEN {lasted} < 0 THEN 0 ELSE {lasted} END AS wt_whole FROM {pieces})"
    worked = "CASE WHEN r.wt_whole > 0 THEN r.wt_closed_worked + r.wt_whole END"
    unmoved = "CASE WHEN r.wt_whole = 0 THEN r.wt_closed END"
    ctes.append((f"{prefix}_again", moment_after(whole, "r.wt_calendar", worked, "wt_due", unmoved)))
    return f"{prefix}_again"


def extended(first: str, clock: DossierClock, ctes: Ctes) -> None:
    """`wt_p_then`: whether the extension is accepted; `wt_p_rest`: the pieces after an accepted one, from its new date on."""
    lasted = "SELECT wt_pid, CASE WHEN count(wt_lasted) = count(*) THEN sum(wt_lasted) END AS lasted FROM wt_p_pieces GROUP BY 1"
    known = "CASE WHEN c.lost OR k.wt_base IS NULL THEN NULL ELSE coalesce({}, k.wt_base) END"
    ctes.append(
        (
            "wt_p_then",
            f"""
            SELECT *, {extension_fault(clock, "wt_then")} AS wt_fault, coalesce(wt_extended_on, wt_then) AS wt_split FROM (
                SELECT k.*, coalesce(c.late, 0) AS wt_late, CASE WHEN c.wt_pid IS NULL THEN 0 ELSE l.lasted END AS wt_paused,
                    {known.format("c.due")} AS wt_original, {known.format("c.due_then")} AS wt_then
                FROM wt_p_known AS k LEFT JOIN {first} AS c ON k.wt_pid = c.wt_pid
                    LEFT JOIN ({lasted}) AS l ON k.wt_pid = l.wt_pid
            )
            """,
        )
    )
    accepted = "(SELECT wt_pid, wt_calendar, wt_extended_to, wt_split FROM wt_p_then WHERE wt_fault IS NULL)"
    worked = {"wt_extended_worked": worked_until("r.wt_extended_to")}
    ctes.append(("wt_p_extended", looked_up(accepted, "r.wt_calendar", "r.wt_extended_to", worked)))
    # pieces after the letter: sums begin anew with the first of them
    anew = "{0} - min({0}) OVER (PARTITION BY s.wt_pid) AS {0}"
    ctes.append(
        (
            "wt_p_rest",
            "SELECT s.* REPLACE (e.wt_extended_to AS wt_base, e.wt_extended_worked AS wt_base_worked,"
            f" {anew.format('wt_sum_before')})"
            " FROM wt_p_pieces AS s JOIN wt_p_extended AS e ON s.wt_pid = e.wt_pid AND s.wt_stretch_opened > e.wt_split",
        )
    )


def collected(rest: str, clock: DossierClock) -> str:
    """Both due moments and the pauses of each dossier, by the clock's choice of the one that judges."""
    late = "CASE WHEN t.wt_fault IS NULL THEN coalesce(c.late, 0) ELSE t.wt_late END"
    return f"""
        SELECT t.key, t.wt_original, t.wt_requests, t.wt_second_request, t.wt_request_end, t.wt_running,
            CAST(t.wt_paused AS BIGINT) AS wt_paused, nullif(t.wt_fault, '') AS wt_fault, TRUE AS wt_has_pauses,
            {late if clock.extension == "current" else "t.wt_late"} AS wt_late_pauses,
            CASE WHEN t.wt_fault IS NOT NULL THEN t.wt_original WHEN c.lost THEN NULL
                ELSE coalesce(c.due, t.wt_extended_to) END AS wt_current
        FROM wt_p_then AS t LEFT JOIN {rest} AS c ON t.wt_pid = c.wt_pid
    """
