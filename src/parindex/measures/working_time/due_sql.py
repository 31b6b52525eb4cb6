"""The due moment before pauses, for a whole relation at once, under each policy.

Every relation here has wt_calendar, wt_days, wt_hours (microseconds) and the moments it speaks of; all are BIGINT.
"""

from parindex.measures.working_time.lookups import DAY_US, end_of_day_us, looked_up, moment_after, nth_at, worked_until
from parindex.worktime.clock import DossierClock

QUARTER_US = 15 * 60_000_000
Ctes = list[tuple[str, str]]


def started(source: str, clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """Adds wt_start (NULL outside the years under a rule for reception), wt_first and where the calendar stands there."""
    names = [f"{prefix}_{step}" for step in ("session", "handed", "start")]
    at_start = {"wt_nth": "found.nth", "wt_worth": "found.worth", "wt_start_worked": worked_until("r.wt_start")}
    relation = source
    if clock.reception != "stamped":
        inside = "found.receives OR (found.shuts AND r.wt_received % worktime_slot_us() = 0)"
        session = f"CASE WHEN {inside} THEN r.wt_received ELSE found.next_reception END"
        ctes.append((names[0], looked_up(relation, "r.wt_calendar", "r.wt_received", {"wt_session": session})))
        relation = names[0]
    if clock.reception == "handover":
        limit = clock.handover_after
        after = ((limit.hour * 60 + limit.minute) * 60 + limit.second) * 1_000_000 + limit.microsecond
        handed = f"CASE WHEN r.wt_session % {DAY_US} > {after} THEN found.opens_next ELSE r.wt_session END"
        ctes.append((names[1], looked_up(relation, "r.wt_calendar", "r.wt_session", {"wt_handed": handed})))
        relation = names[1]
    moment = {"stamped": "wt_received", "session": "wt_session", "handover": "wt_handed"}[clock.reception]
    moved = f"(SELECT *, {moment} AS wt_start FROM {relation})"
    ctes.append((names[2], looked_up(moved, "r.wt_calendar", "r.wt_start", at_start)))
    return names[2]


def computed(relation: str, policy: str, ctes: Ctes, prefix: str) -> str:
    """Adds wt_due: the limit counted from wt_start by a policy. The relation has been through `looked_up` for wt_start."""
    names = [f"{prefix}_{step}" for step in ("nth", "at", "due")]
    limited = "r.wt_days + r.wt_hours > 0"
    if policy == "r_hour":
        worked = f"CASE WHEN {limited} THEN r.wt_start_worked + r.wt_days * r.wt_worth + r.wt_hours END"
        ctes.append((names[2], moment_after(relation, "r.wt_calendar", worked, "wt_due", "NULL")))
        return names[2]
    wanted = nth_at("r.wt_calendar", "CASE WHEN r.wt_days > 0 THEN r.wt_nth + r.wt_days END")
    reached = {"legal": "found.closing", "r_day": f"found.midnight + r.wt_start % {DAY_US}"}[policy]
    ctes.append(
        (
            names[0],
            f"SELECT r.*, CASE WHEN r.wt_days > 0 THEN {reached} WHEN r.wt_nth IS NOT NULL AND {limited} THEN r.wt_start END"
            " AS wt_reached,"
            " CASE WHEN r.wt_days > 0 THEN found.closing_worked ELSE r.wt_start_worked END AS wt_reached_worked"
            f" FROM {relation} AS r JOIN worktime_nth AS found ON found.nth = {wanted}",
        )
    )
    relation = names[0]
    if policy == "r_day":
        moment = "CASE WHEN r.wt_hours > 0 THEN r.wt_reached END"
        at_clock = {"wt_clock_worked": worked_until("r.wt_reached")}
        ctes.append((names[1], looked_up(relation, "r.wt_calendar", moment, at_clock)))
        relation = names[1]
    base = "r.wt_clock_worked" if policy == "r_day" else "r.wt_reached_worked"
    added = f"CASE WHEN r.wt_hours > 0 THEN {base} + r.wt_hours END"
    counted = moment_after(relation, "r.wt_calendar", added, "wt_exact", "r.wt_reached")
    rounded = f"(wt_exact // {QUARTER_US} + 1) * {QUARTER_US}" if policy == "r_day" else "wt_exact"
    scratch = "wt_reached, wt_reached_worked, wt_exact" + (", wt_clock_worked" if policy == "r_day" else "")
    ctes.append((names[2], f"SELECT * EXCLUDE ({scratch}), {rounded} AS wt_due FROM ({counted})"))
    return names[2]


def based(source: str, clock: DossierClock, ctes: Ctes, prefix: str) -> str:
    """Adds wt_start and wt_base, the due moment before pauses; NULL when there is none."""
    relation = started(source, clock, ctes, prefix)
    name = f"{prefix}_base"
    if clock.due == "file":
        due = end_of_day_us("wt_file_due")
        known = "TRUE" if clock.reception == "stamped" else "wt_start IS NOT NULL"
        ctes.append((name, f"SELECT *, CASE WHEN {known} THEN {due} END AS wt_base FROM {relation}"))
        return name
    relation = computed(relation, clock.due, ctes, prefix)
    ctes.append((name, f"SELECT * RENAME (wt_due AS wt_base) FROM {relation}"))
    return name
