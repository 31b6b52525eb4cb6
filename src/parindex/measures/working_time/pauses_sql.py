"""What pauses and an extension do to the due moment: only for dossiers that have pauses, one row a stretch.

A stretch moves the due moment if it began before it, and so did all stretches before: the due moment never comes back.
So the chain is a running sum (PAUSE) or a running maximum (RESTART) cut off at the first stretch that is late.
"""

from parindex.measures.working_time.due_sql import Ctes, based, computed
from parindex.measures.working_time.lookups import looked_up, moment_after, stage, worked_until
from parindex.worktime.clock import DossierClock

BY_KEY = "OVER (PARTITION BY key ORDER BY wt_opened ROWS BETWEEN UNBOUNDED PRECEDING AND {})"


def paused(pauses: str, clock: DossierClock, as_of: str, ctes: Ctes) -> str:
    """One row a dossier with pauses: both due moments, the end by request, and what its pauses were."""
    ctes.append(("wt_p_in", f"SELECT * FROM wt_in WHERE key IN (SELECT key FROM {pauses})"))
    base = based("wt_p_in", clock, ctes, "wt_p")
    ctes.append(("wt_p_asked", _asked(base, pauses, clock, as_of)))
    worked = {"wt_base_worked": worked_until("r.wt_base"), "wt_first_worked": worked_until("r.wt_base")}
    ctes.append(("wt_p_known", looked_up("wt_p_asked", "r.wt_calendar", "r.wt_base", worked)))
    _stretches(pauses, clock, as_of, ctes)
    first = _chain("wt_p_rows", clock, ctes, "wt_p_first")
    ctes.append(("wt_p_then", _then(first, clock)))
    worked = {"wt_base_worked": worked_until("r.wt_base")}
    second = (
        "(SELECT * EXCLUDE (wt_base_worked) REPLACE (wt_extended_to AS wt_base) FROM wt_p_then WHERE wt_fault IS NULL)"
    )
    ctes.append(("wt_p_extended", looked_up(second, "r.wt_calendar", "r.wt_extended_to", worked)))
    ctes.append(
        (
            "wt_p_rest",
            "SELECT s.* REPLACE (e.wt_base AS wt_base, e.wt_base_worked AS wt_base_worked)"
            " FROM wt_p_rows AS s JOIN wt_p_extended AS e ON s.key = e.key AND s.wt_opened > e.wt_split",
        )
    )
    rest = _chain("wt_p_rest", clock, ctes, "wt_p_second")
    ctes.append(("wt_paused", _collected(rest, clock)))
    return "wt_paused"


def _asked(base: str, pauses: str, clock: DossierClock, as_of: str) -> str:
    """Adds the supplement requests up to the end, the second one, and the open one that counts as the end."""
    asked = f"p.kind = 'supplement' AND epoch_us(p.opened) <= coalesce(b.wt_ended, {as_of})"
    opened = f"p.kind = 'supplement' AND epoch_us(p.opened) <= {as_of} AND (p.closed IS NULL OR epoch_us(p.closed) > {as_of})"
    ends = clock.pauses == "END_AT_REQUEST"
    second = "list_sort(wt_all_asked)[2]" if ends else "NULL"
    request = "CASE WHEN wt_ended IS NULL THEN wt_open END" if ends else "NULL"
    return f"""
        SELECT b.*, len(wt_all_asked) AS wt_requests, CAST({second} AS BIGINT) AS wt_second_request,
            CAST({request} AS BIGINT) AS wt_request_end
        FROM {base} AS b JOIN (
            SELECT p.key, coalesce(list(DISTINCT epoch_us(p.opened)) FILTER ({asked}), []) AS wt_all_asked,
                min(epoch_us(p.opened)) FILTER ({opened}) AS wt_open
            FROM {pauses} AS p JOIN {base} AS b ON p.key = b.key GROUP BY p.key
        ) AS a ON b.key = a.key
    """


def _stretches(pauses: str, clock: DossierClock, as_of: str, ctes: Ctes) -> None:
    """`wt_p_rows`: pauses cut to the dossier's time, overlaps joined, with the working time of each."""
    kinds = ", ".join(f"'{kind}'" for kind in clock.stopping) or "NULL"
    cut = f"coalesce(b.wt_ended, b.wt_request_end, {as_of})"
    live = "b.wt_ended IS NULL AND b.wt_request_end IS NULL"
    closed = f"least(coalesce(epoch_us(p.closed), {cut}), {cut})"
    running = f"{live} AND epoch_us(p.opened) <= {cut} AND (p.closed IS NULL OR epoch_us(p.closed) > {cut})"
    before = BY_KEY.format("1 PRECEDING")
    ctes.append(
        (
            "wt_p_cut",
            f"SELECT b.key, greatest(epoch_us(p.opened), coalesce(b.wt_start, b.wt_received)) AS wt_opened,"
            f" {closed} AS wt_closed, {running} AS wt_running"
            f" FROM {pauses} AS p JOIN wt_p_known AS b ON p.key = b.key WHERE p.opened IS NOT NULL AND coalesce(p.kind, 'other') IN ({kinds})",
        )
    )
    ctes.append(
        (
            "wt_p_joined",
            f"""
            SELECT key, min(wt_opened) AS wt_opened, max(wt_closed) AS wt_closed, bool_or(wt_running) AS wt_running FROM (
                SELECT *, count(*) FILTER (wt_apart) {BY_KEY.format("CURRENT ROW")} AS wt_group FROM (
                    SELECT *, coalesce(wt_opened > max(wt_closed) {before}, TRUE) AS wt_apart FROM wt_p_cut
                    WHERE wt_opened < wt_closed OR (wt_opened = wt_closed AND wt_running)
                )
            ) GROUP BY key, wt_group
            """,
        )
    )
    known = (
        "SELECT b.*, s.wt_opened, s.wt_closed, s.wt_running FROM wt_p_joined AS s JOIN wt_p_known AS b ON s.key = b.key"
    )
    opened = {"wt_opened_worked": worked_until("r.wt_opened")}
    closed_columns = {
        "wt_closed_nth": "found.nth",
        "wt_closed_worth": "found.worth",
        "wt_closed_worked": worked_until("r.wt_closed"),
    }
    ctes.append(("wt_p_opened", looked_up(f"({known})", "r.wt_calendar", "r.wt_opened", opened)))
    ctes.append(("wt_p_closed", looked_up("wt_p_opened", "r.wt_calendar", "r.wt_closed", closed_columns)))
    ctes.append(("wt_p_rows", "SELECT *, wt_closed_worked - wt_opened_worked AS wt_lasted FROM wt_p_closed"))


def _chain(rows: str, clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """Adds wt_after, the due moment after each stretch from wt_base on, and whether the stretch counts."""
    now = BY_KEY.format("CURRENT ROW")
    if not clock.adds_pauses:
        after = f"SELECT *, wt_base AS wt_after FROM {rows}"
    elif clock.pauses != "RESTART":
        summed = f"(SELECT *, sum(wt_lasted) {now} AS wt_sum FROM {rows})"
        worked = "CASE WHEN r.wt_sum > 0 THEN r.wt_base_worked + CAST(r.wt_sum AS BIGINT) END"
        lost = f"bool_or(wt_lasted IS NULL OR (wt_sum > 0 AND wt_base_worked IS NULL)) {now}"
        moved = moment_after(summed, "r.wt_calendar", worked, "wt_moved", "r.wt_base")
        after = f"SELECT *, CASE WHEN {lost} THEN NULL ELSE wt_moved END AS wt_after FROM ({moved})"
    else:
        again = _restarted(rows, clock, ctes, prefix)
        lost = f"bool_or(wt_due IS NULL) {now}"
        after = f"SELECT *, CASE WHEN {lost} THEN NULL ELSE greatest(wt_base, max(wt_due) {now}) END AS wt_after FROM {again}"
    ctes.append((f"{prefix}_after", after))
    then = "coalesce(lag(wt_after) OVER (PARTITION BY key ORDER BY wt_opened), wt_base)"
    in_time = f"coalesce({stage(clock, 'wt_opened')} <= {stage(clock, then)}, TRUE)"
    ctes.append(
        (
            prefix,
            f"SELECT *, bool_and(wt_in_time) {now} AS wt_counts"
            f" FROM (SELECT *, {in_time} AS wt_in_time FROM {prefix}_after)",
        )
    )
    return prefix


def _restarted(rows: str, clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """Adds wt_due: the whole limit again, from the end of each stretch."""
    if clock.computes:
        from_the_end = (
            f"(SELECT * REPLACE (wt_closed AS wt_start, wt_closed_nth AS wt_nth, wt_closed_worth AS wt_worth,"
            f" wt_closed_worked AS wt_start_worked) FROM {rows})"
        )
        return computed(from_the_end, clock.due, ctes, f"{prefix}_again")
    lasted = "wt_first_worked - wt_start_worked"
    whole = f"(SELECT *, CASE WHEN {lasted} < 0 THEN 0 ELSE {lasted} END AS wt_whole FROM {rows})"
    worked = "CASE WHEN r.wt_whole > 0 THEN r.wt_closed_worked + r.wt_whole END"
    ctes.append(
        (
            f"{prefix}_again",
            moment_after(whole, "r.wt_calendar", worked, "wt_due", "CASE WHEN r.wt_whole = 0 THEN r.wt_closed END"),
        )
    )
    return f"{prefix}_again"


def _then(first: str, clock: DossierClock) -> str:
    """The due moment after all stretches, and whether the extension is accepted against the one that held then."""
    known = "(r.wt_extended_on IS NULL OR r.wt_opened <= r.wt_extended_on)"
    return f"""
        SELECT *, {extension_fault(clock, "wt_then")} AS wt_fault, coalesce(wt_extended_on, wt_then) AS wt_split FROM (
            SELECT k.*, coalesce(c.late, 0) AS wt_late, coalesce(c.running, FALSE) AS wt_running,
                coalesce(c.lasted, CASE WHEN c.n IS NULL THEN 0 END) AS wt_paused,
                CASE WHEN c.lost OR k.wt_base IS NULL THEN NULL ELSE coalesce(c.due, k.wt_base) END AS wt_original,
                CASE WHEN c.lost OR k.wt_base IS NULL THEN NULL ELSE coalesce(c.due_then, k.wt_base) END AS wt_then
            FROM wt_p_known AS k LEFT JOIN (
                SELECT r.key, count(*) AS n, count(*) FILTER (NOT r.wt_counts) AS late, bool_or(r.wt_running) AS running,
                    bool_or(r.wt_counts AND r.wt_after IS NULL) AS lost,
                    CAST(CASE WHEN bool_or(r.wt_lasted IS NULL) THEN NULL ELSE sum(r.wt_lasted) END AS BIGINT) AS lasted,
                    max(r.wt_after) FILTER (r.wt_counts) AS due,
                    max(r.wt_after) FILTER (r.wt_counts AND {known}) AS due_then
                FROM {first} AS r GROUP BY r.key
            ) AS c ON k.key = c.key
        )
    """


def _collected(rest: str, clock: DossierClock) -> str:
    """Both due moments and the pauses of each dossier, by the clock's choice of the one that judges."""
    late = "CASE WHEN t.wt_fault IS NULL THEN coalesce(c.late, 0) ELSE t.wt_late END"
    return f"""
        SELECT t.key, t.wt_original, t.wt_requests, t.wt_second_request, t.wt_request_end, t.wt_running, t.wt_paused,
            nullif(t.wt_fault, '') AS wt_fault, TRUE AS wt_has_pauses,
            {late if clock.extension == "current" else "t.wt_late"} AS wt_late_pauses,
            CASE WHEN t.wt_fault IS NOT NULL THEN t.wt_original WHEN c.lost THEN NULL
                ELSE coalesce(c.due, t.wt_extended_to) END AS wt_current
        FROM wt_p_then AS t LEFT JOIN (
            SELECT key, count(*) FILTER (NOT wt_counts) AS late, bool_or(wt_counts AND wt_after IS NULL) AS lost,
                max(wt_after) FILTER (wt_counts) AS due
            FROM {rest} GROUP BY key
        ) AS c ON t.key = c.key
    """


def extension_fault(clock: DossierClock, then: str) -> str:
    """NULL: the extension is accepted; '' : there is none; else why it does not move the due moment."""
    none_allowed = "TRUE" if clock.extensions_allowed < 1 else "FALSE"
    return f"""CASE
        WHEN wt_extended_to IS NULL OR {then} IS NULL THEN ''
        WHEN {none_allowed} THEN 'extra'
        WHEN {stage(clock, "wt_extended_on")} > {stage(clock, then)} THEN 'after_due'
        WHEN {stage(clock, "wt_extended_to")} <= {stage(clock, then)} THEN 'not_later' END"""
