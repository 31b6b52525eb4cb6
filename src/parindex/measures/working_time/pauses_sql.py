"""Pauses of many dossiers: cut to each dossier's time, overlaps taken once, as pieces in order with running sums.

Only dossiers that have pauses come here; they get a dense number (`wt_pid`), so that keys are compared as text only once.
"""

from parindex.measures.working_time.due_chain_sql import chained, collected, extended, in_order
from parindex.measures.working_time.due_sql import Ctes, based
from parindex.measures.working_time.lookups import looked_up, worked_until
from parindex.worktime.clock import DossierClock


def paused(pauses: str, clock: DossierClock, as_of: str, ctes: Ctes) -> str:
    """One row a dossier with pauses: both due moments, the end by request, and what its pauses were."""
    ctes.append(("wt_p_in", f"SELECT * FROM wt_in WHERE key IN (SELECT key FROM {pauses})"))
    base = based("wt_p_in", clock, ctes, "wt_p")
    ctes.append(
        (
            "wt_p_dossier",
            "SELECT row_number() OVER () AS wt_pid, key, wt_calendar, wt_received, wt_days, wt_hours, wt_ended, wt_extended_to,"
            f" wt_extended_on, coalesce(wt_start, wt_received) AS wt_from, wt_start_worked, wt_base FROM {base}",
        )
    )
    ctes.append(
        (
            "wt_p_pauses",
            "SELECT d.wt_pid, d.wt_ended, coalesce(p.kind, 'other') AS kind, epoch_us(p.opened) AS opened,"
            f" epoch_us(p.closed) AS closed FROM {pauses} AS p JOIN wt_p_dossier AS d ON p.key = d.key"
            " WHERE p.opened IS NOT NULL",
        )
    )
    ctes.append(("wt_p_asked", _asked(clock, as_of)))
    worked = {"wt_base_worked": worked_until("r.wt_base"), "wt_first_worked": worked_until("r.wt_base")}
    ctes.append(("wt_p_known", looked_up("wt_p_asked", "r.wt_calendar", "r.wt_base", worked)))
    _pieces(clock, as_of, ctes)
    first = chained("wt_p_pieces", clock, ctes, "wt_p_first")
    extended(first, clock, ctes)
    rest = chained("wt_p_rest", clock, ctes, "wt_p_second")
    ctes.append(("wt_paused", collected(rest, clock)))
    return "wt_paused"


def _kinds(clock: DossierClock) -> str:
    return ", ".join(f"'{kind}'" for kind in clock.stopping) or "NULL"


def _asked(clock: DossierClock, as_of: str) -> str:
    """Adds the supplement requests up to the end, the second one, the open one that counts as the end, and what runs."""
    second = "list_sort(wt_all_asked)[2]" if clock.pauses == "END_AT_REQUEST" else "NULL"
    request = "CASE WHEN d.wt_ended IS NULL THEN wt_open END" if clock.pauses == "END_AT_REQUEST" else "NULL"
    supplement = "kind = 'supplement'"
    runs = f"opened <= {as_of} AND (closed IS NULL OR closed > {as_of})"
    return f"""
        SELECT d.*, len(wt_all_asked) AS wt_requests, CAST({second} AS BIGINT) AS wt_second_request,
            CAST({request} AS BIGINT) AS wt_request_end,
            wt_runs_on AND d.wt_ended IS NULL AND {request} IS NULL AND d.wt_from <= {as_of} AS wt_running
        FROM wt_p_dossier AS d JOIN (
            SELECT wt_pid, min(opened) FILTER ({supplement} AND {runs}) AS wt_open,
                list_distinct(coalesce(list(opened) FILTER ({supplement} AND opened <= coalesce(wt_ended, {as_of})), []))
                    AS wt_all_asked,
                coalesce(bool_or(kind IN ({_kinds(clock)}) AND {runs}), FALSE) AS wt_runs_on
            FROM wt_p_pauses GROUP BY wt_pid
        ) AS a ON d.wt_pid = a.wt_pid
    """


def _pieces(clock: DossierClock, as_of: str, ctes: Ctes) -> None:
    """`wt_p_pieces`: of each pause the part that no earlier one covers. A piece that stands apart begins a new stretch."""
    cut = f"coalesce(b.wt_ended, b.wt_request_end, {as_of})"
    runs = f"b.wt_ended IS NULL AND b.wt_request_end IS NULL AND (p.closed IS NULL OR p.closed > {cut})"
    ctes.append(
        (
            "wt_p_cut",
            f"SELECT * FROM (SELECT p.wt_pid, greatest(p.opened, b.wt_from) AS wt_opened,"
            f" least(coalesce(p.closed, {cut}), {cut}) AS wt_closed, {runs} AS wt_runs"
            f" FROM wt_p_pauses AS p JOIN wt_p_known AS b ON p.wt_pid = b.wt_pid WHERE p.kind IN ({_kinds(clock)}))"
            " WHERE wt_opened < wt_closed OR (wt_opened = wt_closed AND wt_runs)",
        )
    )
    ctes.append(
        (
            "wt_p_parts",
            "SELECT wt_pid, greatest(wt_opened, wt_covered) AS wt_opened, wt_closed,"
            " wt_covered IS NULL OR wt_opened > wt_covered AS wt_apart"
            f" FROM (SELECT *, max(wt_closed) {in_order('1 PRECEDING')} AS wt_covered FROM wt_p_cut)"
            " WHERE wt_covered IS NULL OR wt_closed > wt_covered",
        )
    )
    known = "(SELECT b.*, s.* EXCLUDE (wt_pid) FROM wt_p_parts AS s JOIN wt_p_known AS b ON s.wt_pid = b.wt_pid)"
    opened = {"wt_opened_worked": worked_until("r.wt_opened")}
    closed = {
        "wt_closed_nth": "found.nth",
        "wt_closed_worth": "found.worth",
        "wt_closed_worked": worked_until("r.wt_closed"),
    }
    ctes.append(("wt_p_opened", looked_up(known, "r.wt_calendar", "r.wt_opened", opened)))
    ctes.append(("wt_p_closed", looked_up("wt_p_opened", "r.wt_calendar", "r.wt_closed", closed)))
    before, now = in_order("1 PRECEDING"), in_order("CURRENT ROW")
    ctes.append(
        (
            "wt_p_pieces",
            f"""
            SELECT *, wt_closed_worked - wt_opened_worked AS wt_lasted,
                CAST(coalesce(sum(wt_closed_worked - wt_opened_worked) {before}, 0) AS BIGINT) AS wt_sum_before,
                CAST(coalesce(sum(CAST(wt_apart AS BIGINT)) {before}, 0) AS BIGINT) AS wt_stretches_before,
                max(CASE WHEN wt_apart THEN wt_opened END) {now} AS wt_stretch_opened,
                coalesce(lead(wt_apart) OVER (PARTITION BY wt_pid ORDER BY wt_opened), TRUE) AS wt_last
            FROM wt_p_closed
            """,
        )
    )
