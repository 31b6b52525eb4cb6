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
    s_requests, l_requests           supplement requests known to each
    tells_*              whether the lenient source (`s_tells_*`: the strict one) fills a column at all
    n_x, u_x, f_x        ordinals of days, as `calendars.with_days` counts them
"""

from parindex.measures.reconciliation.calendars import plain_weekdays, with_days
from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.dossiers.logs import log_relations
from parindex.measures.reconciliation.dossiers.tells import tells_relations
from parindex.measures.reconciliation.model import TwoSources

_DAYS = {
    "received": "p.s.received",
    "l_received": "p.l.received",
    "filed": "p.s.filed",
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
    WHEN 'working_hour' THEN NULL ELSE p.u_{side}_last - p.n_{row}received END"""


def _stated() -> str:
    return f"""
        SELECT *, s.ended IS NULL AS open, CAST(s.judged_due AS DATE) AS due_on, CAST(l.judged_due AS DATE) AS l_due_on,
            CAST(s.due AS DATE) AS stated_on, CAST(l.due AS DATE) AS l_stated_on,
            coalesce(CAST(s.ended AS DATE), s_as_of) AS end_on,
            coalesce(l.result_signed, s.result_signed) AS signed_on,
            coalesce(l.extended_to, s.extended_to) AS extended_on,
            {_LAST.format(side="s")} AS s_last_on, {_LAST.format(side="l")} AS l_last_on
        FROM pairs
    """


def _real() -> str:
    """A date of the strict side that is not its end may be the real one: what it judges by is another."""
    own = "CASE WHEN CAST(s.finished AS DATE) < end_on THEN CAST(s.finished AS DATE) END"
    return (
        f"SELECT *, coalesce(signed_on, CAST(coalesce(l.finished, l.returned) AS DATE), {own}) AS real_on FROM stated"
    )


def _measured() -> str:
    return f"""
        SELECT p.*, (p.f_stated - p.f_received) - (p.n_stated - p.n_received) AS closed, p.f_l_due - p.f_due AS gap,
            p.n_stated - p.n_received AS counted,
            {plain_weekdays("p.s.received", "p.stated_on")} AS plain,
            {_LIMIT.format(side="s", row="")} AS limit_days, {_LIMIT.format(side="l", row="l_")} AS l_limit_days
        FROM dated AS p
    """


def evidence(two: TwoSources) -> Relations:
    """The relations after `pairs`, the last one `evidence`."""
    return (
        ("stated", _stated()),
        ("real", _real()),
        ("dated", with_days("real", _DAYS)),
        ("measured", _measured()),
        *log_relations(two, "measured"),
        *tells_relations(two),
        (
            "evidence",
            """
            SELECT p.*, g.* EXCLUDE (pair), t.*, TIME '15:00' AS handed_over_after,
                n_received - n_filed >= 2 OR (n_received - n_filed = 1 AND CAST(s.received AS TIME) > CAST(s.filed AS TIME))
                    AS accepted_late, c.open_ordinal - p.f_stated AS closed_gain
            FROM measured AS p LEFT JOIN logs AS g ON g.pair = p.pair LEFT JOIN recon_day AS c ON c.calendar = p.calendar
                AND c.working AND p.closed > 0
                AND c.ordinal = p.n_stated + least(p.closed, coalesce(p.limit_days, g.published, p.counted + p.gap) - p.counted)
            JOIN tells AS t ON t.of_left = NOT p.s_is_left
            """,
        ),
    )
