"""What the tests of causes read, for the few dossiers about which two sources differ.

Each step is a relation; the last, `evidence`, has for every difference, beside what `comparison` gives:

    open                 the strict side has not ended it
    due_on, l_due_on     the day by which each side judges; `stated_on`, `l_stated_on`: the due day in each file
    end_on               the day on which the strict side ended it, or its as-of day
    signed_on            when the result was signed, by whichever side tells it
    real_on              when the result really was there: signed, else the lenient list's end, else the strict one's other date
    closed               days in it on which the unit was closed and time stood; `closed_gain` how far they move the due day
    gap                  working days (local closures not left out) from the strict due day to the lenient one; NULL without both
    limit_days           the strict row's limit in working days; `l_limit_days`, `published` the lenient's, the published one
    counted              working days from reception to the strict stated due day; `plain` Mondays to Fridays there
    s_pause, l_pause, l_only_pause   working days inside the pauses of each side, and inside the lenient's only
    accepted_late        it was filed online and accepted after more working hours than are allowed
    handed_over_after    the time of its day of reception after which a dossier is handed over on the next day
    s_requests, l_requests           supplement requests known to each
    tells_*              whether the lenient source (`s_tells_*`: the strict one) fills a column at all
    knows_unit, knows_procedure      whether the lenient source has any dossier of the strict row's unit, of its procedure
    n_x, u_x, f_x        ordinals of days, as `calendars.days_of` counts them
"""

from parindex.measures.reconciliation.calendars import days_of, plain_weekdays
from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.dossiers.logs import log_relations
from parindex.measures.reconciliation.dossiers.reception import handed_over_after, reception_relations
from parindex.measures.reconciliation.dossiers.tells import tells_relations
from parindex.measures.reconciliation.model import TwoSources

_DAYS = {
    "received": "p.s.received",
    "l_received": "p.l.received",
    "filed": "coalesce(p.s.filed, p.l.filed)",
    "created": "p.s.created_at",
    "stated": "p.stated_on",
    "l_stated": "p.l_stated_on",
    "due": "p.due_on",
    "l_due": "p.l_due_on",
    "end": "p.end_on",
    "extended": "p.extended_on",
    "s_last": "p.s_last_on",
    "l_last": "p.l_last_on",
}
_LAST = """CASE {side}.duration_kind WHEN 'day' THEN CAST({side}.received AS DATE) + CAST(least({side}.days, 36500) AS INTEGER)
    WHEN 'month' THEN CAST({side}.received + to_months(CAST(least({side}.days, 1200) AS INTEGER)) AS DATE) END"""
_LIMIT = """CASE coalesce(p.{side}.duration_kind, 'working_day') WHEN 'working_day' THEN p.{side}.days
    WHEN 'working_hour' THEN NULL ELSE d.u_{side}_last - d.n_{row}received END"""


def _stated() -> str:
    """With the day of the real result: a date of the strict side that is not its end may be it, what it judges by is another."""
    own = "CASE WHEN CAST(s.finished AS DATE) < end_on THEN CAST(s.finished AS DATE) END"
    return f"""
        SELECT *, coalesce(signed_on, CAST(coalesce(l.finished, l.returned, l.refused) AS DATE), {own}) AS real_on
        FROM (
            SELECT *, s.ended IS NULL AS open, CAST(s.judged_due AS DATE) AS due_on, CAST(l.judged_due AS DATE) AS l_due_on,
                CAST(s.due AS DATE) AS stated_on, CAST(l.due AS DATE) AS l_stated_on,
                coalesce(CAST(s.ended AS DATE), s_as_of) AS end_on,
                coalesce(l.result_signed, s.result_signed) AS signed_on,
                coalesce(l.extended_to, s.extended_to) AS extended_on,
                {_LAST.format(side="s")} AS s_last_on, {_LAST.format(side="l")} AS l_last_on
            FROM pairs
        )
    """


def _measured() -> str:
    """What is counted in working days, by pair."""
    return f"""
        SELECT d.*, (f_stated - f_received) - (n_stated - n_received) AS closed, f_l_due - f_due AS gap,
            n_stated - n_received AS counted, {plain_weekdays("p.s.received", "p.stated_on")} AS plain,
            {_LIMIT.format(side="s", row="")} AS limit_days, {_LIMIT.format(side="l", row="l_")} AS l_limit_days
        FROM dated AS d JOIN stated AS p ON p.pair = d.pair
    """


def evidence(two: TwoSources) -> Relations:
    """The relations after `pairs`, the last one `evidence`: narrow ones by pair."""
    return (
        ("stated", _stated()),
        ("dated", days_of("stated", _DAYS)),
        ("measured", _measured()),
        *log_relations(two, "stated"),
        *reception_relations("stated"),
        *tells_relations(two),
        (
            "evidence",
            f"""
            SELECT m.*, g.* EXCLUDE (pair), t.* EXCLUDE (of_left, known_units, known_procedures),
                coalesce(list_contains(t.known_units, p.s.unit), TRUE) AS knows_unit,
                coalesce(list_contains(t.known_procedures, p.s.procedure), TRUE) AS knows_procedure,
                {handed_over_after("p.s.received")} AS handed_over_after,
                coalesce(a.accepted_late, FALSE) AS accepted_late, c.open_ordinal - m.f_stated AS closed_gain
            FROM stated AS p JOIN measured AS m ON m.pair = p.pair JOIN logs AS g ON g.pair = p.pair
                LEFT JOIN recon_day AS c ON c.calendar = p.calendar AND c.working AND m.closed > 0
                    AND c.ordinal = m.n_stated
                        + least(m.closed, coalesce(m.limit_days, g.published, m.counted + m.gap) - m.counted)
                LEFT JOIN accepted AS a ON a.pair = p.pair JOIN tells AS t ON t.of_left = NOT p.s_is_left
            """,
        ),
    )
