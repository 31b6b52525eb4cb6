"""What the logs of pauses and steps and the list of procedures say of the dossiers about which two sources differ."""

from parindex.measures.measure import Scope
from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.dossiers.pauses import IN_ONE_TEXT, logged_or_own, rows_of_side
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.reconciliation.question import has_rows, whole_source

NO_STEPS = """SELECT NULL AS dossier, NULL AS kind, NULL AS unit, NULL AS name, CAST(NULL AS TIMESTAMP) AS due,
    CAST(NULL AS TIMESTAMP) AS finished WHERE FALSE"""


def _steps(two: TwoSources) -> str:
    parts = [
        f"SELECT {left} AS is_left, dossier, kind, unit, name, due, finished FROM ({whole_source(scope, 'dossier_steps')})"
        for left, scope in (("TRUE", two.left), ("FALSE", two.right))
        if has_rows(scope, "dossier_steps")
    ]
    return " UNION ALL ".join(parts) or f"SELECT TRUE AS is_left, * FROM ({NO_STEPS})"


def _procedures(two: TwoSources) -> str:
    """The published limits, the left source's list first."""

    def listed(order: int, scope: Scope) -> str:
        return (
            f"SELECT {order} AS place, code, days, published_by, valid_from, valid_to"
            f" FROM ({whole_source(scope, 'procedures')}) WHERE days IS NOT NULL"
        )

    parts = [listed(order, scope) for order, scope in enumerate((two.left, two.right)) if has_rows(scope, "procedures")]
    nothing = """SELECT 0 AS place, NULL AS code, CAST(NULL AS INTEGER) AS days, NULL AS published_by,
        CAST(NULL AS DATE) AS valid_from, CAST(NULL AS DATE) AS valid_to WHERE FALSE"""
    return " UNION ALL ".join(parts) or nothing


def _pause_relations(two: TwoSources, relation: str) -> Relations:
    """Relations that end in `waits`, `pause_sums` and `pause_facts`, by pair."""
    return (
        ("left_rows", rows_of_side(relation, left=True)),
        ("right_rows", rows_of_side(relation, left=False)),
        (
            "all_pauses",
            f"SELECT TRUE AS is_left, * FROM ({logged_or_own(two.left, 'left_rows')})"
            f" UNION ALL SELECT FALSE, * FROM ({logged_or_own(two.right, 'right_rows')})",
        ),
        ("waits", f"SELECT key AS pair, {IN_ONE_TEXT} AS waits FROM all_pauses GROUP BY key"),
        (
            "known_pauses",
            f"""
            SELECT r.pair, p.is_left = r.s_is_left AS strict, p.kind, p.began, p.ended, p.recorded, p.document, r.calendar,
                CAST(p.began AS DATE) AS from_day, least(CAST(coalesce(p.ended, r.end_on) AS DATE), r.end_on) AS to_day
            FROM all_pauses AS p JOIN {relation} AS r ON r.pair = p.key
            WHERE CAST(p.began AS DATE) <= coalesce(greatest(r.due_on, r.l_due_on), r.end_on)
            """,
        ),
        (
            "paused_days",
            """
            SELECT p.pair, w.day, bool_or(p.strict) AS in_strict, bool_or(NOT p.strict) AS in_lenient
            FROM known_pauses AS p JOIN recon_day AS w ON w.calendar = p.calendar AND w.working
                AND w.day > p.from_day AND w.day <= p.to_day
            GROUP BY p.pair, w.day
            """,
        ),
        (
            "pause_sums",
            """
            SELECT pair, count(*) FILTER (in_strict) AS s_pause, count(*) FILTER (in_lenient) AS l_pause,
                count(*) FILTER (in_lenient AND NOT in_strict) AS l_only_pause
            FROM paused_days GROUP BY pair
            """,
        ),
        (
            "pause_facts",
            """
            SELECT pair, count(*) FILTER (strict AND kind = 'supplement') AS s_logged_requests,
                count(*) FILTER (NOT strict AND kind = 'supplement') AS l_logged_requests,
                count(*) FILTER (strict) AS s_pauses, count(*) FILTER (NOT strict) AS l_pauses,
                min(began) FILTER (NOT strict) AS l_began, max(ended) FILTER (NOT strict) AS l_answered,
                max(ended) FILTER (strict) AS s_answered, bool_or(NOT strict AND ended IS NULL) AS l_waits,
                min(document) FILTER (NOT strict) AS l_document
            FROM known_pauses GROUP BY pair
            """,
        ),
    )


def _step_relations(two: TwoSources, relation: str) -> Relations:
    """Relations that end in `step_facts`, by pair."""
    return (
        ("all_steps", _steps(two)),
        (
            "step_facts",
            f"""
            SELECT r.pair, count(*) AS steps, bool_or(CAST(t.due AS DATE) = r.due_on) AS due_is_step,
                coalesce(sum(greatest(d_end.ordinal - d_due.ordinal, 0)) FILTER (
                    t.finished > t.due AND (t.kind = 'transfer' OR t.unit IS DISTINCT FROM r.s.unit)), 0) AS handed_late,
                min(t.name) FILTER (t.finished > t.due OR CAST(t.due AS DATE) = r.due_on) AS late_step
            FROM all_steps AS t JOIN {relation} AS r
                    ON lower(t.dossier) = lower(CASE WHEN t.is_left = r.s_is_left THEN r.s.code ELSE r.l.code END)
                LEFT JOIN recon_day AS d_due ON d_due.calendar = r.calendar AND d_due.day = CAST(t.due AS DATE)
                LEFT JOIN recon_day AS d_end ON d_end.calendar = r.calendar AND d_end.day = CAST(t.finished AS DATE)
            GROUP BY r.pair
            """,
        ),
    )


def _limit_relations(two: TwoSources, relation: str) -> Relations:
    """Relations that end in `published_limits`, by pair."""
    return (
        ("limits", _procedures(two)),
        (
            "published_limits",
            f"""
            SELECT r.pair, arg_min(m.days, m.place) AS published, arg_min(m.published_by, m.place) AS published_by
            FROM {relation} AS r JOIN limits AS m ON lower(m.code) = lower(r.s.procedure)
                AND CAST(r.s.received AS DATE) >= coalesce(m.valid_from, DATE '1900-01-01')
                AND CAST(r.s.received AS DATE) < coalesce(m.valid_to, DATE '9999-12-31')
            GROUP BY r.pair
            """,
        ),
    )


def log_relations(two: TwoSources, relation: str) -> Relations:
    """Relations that end in `logs(pair, …)`, a row a difference of the relation."""
    return (
        *_pause_relations(two, relation),
        *_step_relations(two, relation),
        *_limit_relations(two, relation),
        (
            "logs",
            f"""
            SELECT r.pair, coalesce(s.s_pause, 0) AS s_pause, coalesce(s.l_pause, 0) AS l_pause,
                coalesce(s.l_only_pause, 0) AS l_only_pause,
                greatest(coalesce(f.s_logged_requests, 0), coalesce(r.s.supplement_count, 0)) AS s_requests,
                greatest(coalesce(f.l_logged_requests, 0), coalesce(r.l.supplement_count, 0)) AS l_requests,
                coalesce(f.s_pauses, 0) AS s_pauses, coalesce(f.l_pauses, 0) AS l_pauses,
                f.l_began, f.l_answered, f.s_answered, coalesce(f.l_waits, FALSE) AS l_waits, f.l_document,
                coalesce(t.steps, 0) AS steps, coalesce(t.due_is_step, FALSE) AS due_is_step,
                coalesce(t.handed_late, 0) AS handed_late, t.late_step, m.published, m.published_by,
                a.ordinal AS n_answered, w.waits
            FROM {relation} AS r LEFT JOIN pause_sums AS s ON s.pair = r.pair LEFT JOIN pause_facts AS f ON f.pair = r.pair
                LEFT JOIN step_facts AS t ON t.pair = r.pair LEFT JOIN published_limits AS m ON m.pair = r.pair
                LEFT JOIN waits AS w ON w.pair = r.pair
                LEFT JOIN recon_day AS a ON a.calendar = r.calendar AND a.day = CAST(coalesce(f.l_answered, f.s_answered) AS DATE)
            """,
        ),
    )
