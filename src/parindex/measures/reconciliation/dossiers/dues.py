"""The due moment of each differing dossier recomputed under every policy, by the SQL that judges all dossiers.

The limit is the strict row's, else the lenient's, else the published one; pauses are those that either source knows, those of
one day taken once; the extension is the one that either source has.
"""

from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.dossiers.pauses import logged_or_own, rows_of_side
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.working_time import DossierClock, end_of_day, first_due_sql, judged_sql

TITLES = {
    "legal": "Theo luật, thời hạn ghi trong hồ sơ, không tính tạm dừng",
    "published": "Theo luật, thời hạn theo danh mục công bố",
    "r_day": "Như phần mềm: cộng ngày, giữ giờ tiếp nhận",
    "r_hour": "Như phần mềm: trừ dần giờ làm việc",
    "pause": "Theo luật, cộng thời gian tạm dừng",
    "restart": "Theo luật, tính lại từ đầu khi hết tạm dừng",
    "end_at_request": "Yêu cầu bổ sung đang mở coi là kết thúc (bộ chỉ số 766): hạn giữ nguyên",
    "current": "Theo luật, cộng tạm dừng và tính gia hạn",
}


def _held_up(two: TwoSources) -> list[tuple[str, str]]:
    """The pauses of each dossier by the number of its pair, and the dossiers that pauses, or an extension too, held up."""
    sides = [(name, rows_of_side("recon_stated", left=left)) for name, left in (("of_left", True), ("of_right", False))]
    left, right = logged_or_own(two.left, "of_left"), logged_or_own(two.right, "of_right")
    return [
        (
            "recon_waits",
            f"WITH {', '.join(f'{name} AS ({query})' for name, query in sides)}"
            " SELECT DISTINCT ON (key, kind, CAST(began AS DATE)) key, kind, began AS opened, ended AS closed"
            f" FROM (SELECT * FROM ({left}) UNION ALL SELECT * FROM ({right}))"
            " ORDER BY key, kind, CAST(began AS DATE), ended DESC NULLS LAST",
        ),
        ("recon_waiting", "SELECT * FROM recon_told WHERE key IN (SELECT key FROM recon_waits)"),
        ("recon_held_up", "SELECT * FROM recon_told WHERE extensions > 0 OR key IN (SELECT key FROM recon_waits)"),
    ]


_TOLD = """
    SELECT pair AS key, s.unit AS unit, CAST(s.received AS TIMESTAMP) AS received, published,
        coalesce(limit_days, l_limit_days, published) AS days,
        CASE WHEN s.duration_kind = 'working_hour' THEN CAST(s.days AS DECIMAL(9, 2)) END AS hours,
        CAST(s.due AS TIMESTAMP) AS due, CAST(extended_on AS TIMESTAMP) AS extended_to,
        CAST(coalesce(l.extended_on, s.extended_on) AS TIMESTAMP) AS extended_on,
        CAST(extended_on IS NOT NULL AS INTEGER) AS extensions, CAST(s.ended AS TIMESTAMP) AS ended, FALSE AS suspended
    FROM recon_evidence
"""
_PUBLISHED = """
    (SELECT * REPLACE (CAST(published AS INTEGER) AS days, CAST(NULL AS DECIMAL(9, 2)) AS hours) FROM recon_told)
"""
_DUES = """
    SELECT b.key AS pair, b.due_original AS due_legal, p.due_original AS due_published, d.due_original AS due_r_day,
        h.due_original AS due_r_hour, CASE WHEN a.key IS NULL THEN b.due_original ELSE a.due_original END AS due_pause,
        CASE WHEN n.key IS NULL THEN b.due_original ELSE n.due_original END AS due_restart,
        b.due_original AS due_end_at_request,
        CASE WHEN a.key IS NULL THEN b.due_original ELSE a.due_current END AS due_current
    FROM recon_by_law AS b JOIN recon_as_published AS p ON p.key = b.key JOIN recon_by_day AS d ON d.key = b.key
        JOIN recon_by_hour AS h ON h.key = b.key LEFT JOIN recon_added AS a ON a.key = b.key
        LEFT JOIN recon_anew AS n ON n.key = b.key
"""


def dues(two: TwoSources) -> Relations:
    """Tables, each of those before it, that end in `recon_dues(pair, due_…)`, a row a difference; NULL where a policy has
    nothing to count. One statement of all of them takes the engine longer to plan than to run.
    """
    as_of = end_of_day(f"DATE '{max(two.left.as_of, two.right.as_of)}'")

    def judged(source: str, clock: DossierClock) -> str:
        found = judged_sql(source, clock, as_of, pauses="recon_waits", minutes=False)
        return f"SELECT key, due_original, due_current FROM ({found})"

    return (
        ("recon_told", _TOLD),
        *_held_up(two),
        ("recon_by_law", first_due_sql("recon_told", DossierClock(due="legal"))),
        ("recon_as_published", first_due_sql(_PUBLISHED, DossierClock(due="legal"))),
        ("recon_by_day", first_due_sql("recon_told", DossierClock(due="r_day"))),
        ("recon_by_hour", first_due_sql("recon_told", DossierClock(due="r_hour"))),
        ("recon_added", judged("recon_held_up", DossierClock(due="legal"))),
        ("recon_anew", judged("recon_waiting", DossierClock(due="legal", pauses="RESTART"))),
        ("recon_dues", _DUES),
    )
