"""The due moment of each differing dossier recomputed under every policy, by the SQL that judges all dossiers.

The limit is the strict row's, else the lenient's, else the published one; pauses are those that either source knows, those of
one day taken once; the extension is the one that either source has.
"""

from parindex.measures.reconciliation.dossiers.pauses import logged_or_own, rows_of_side
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.working_time import DossierClock, end_of_day, judged_sql

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


def _rows(two: TwoSources) -> list[tuple[str, str]]:
    """What is judged: each dossier bare, with the published limit, and with its pauses and its extension."""
    pairs = "recon_evidence"
    sides = [("of_left", rows_of_side(pairs, left=True)), ("of_right", rows_of_side(pairs, left=False))]
    left, right = logged_or_own(two.left, "of_left"), logged_or_own(two.right, "of_right")
    both = f"SELECT * FROM ({left}) UNION ALL SELECT * FROM ({right})"
    limits = "coalesce(limit_days, l_limit_days, published)"
    return [
        *sides,
        (
            "told",
            f"""
            SELECT pair, s.unit AS unit, CAST(s.received AS TIMESTAMP) AS received, {limits} AS days, published,
                CASE WHEN s.duration_kind = 'working_hour' THEN CAST(s.days AS DECIMAL(9, 2)) END AS hours,
                CAST(s.due AS TIMESTAMP) AS due, CAST(extended_on AS TIMESTAMP) AS extended_to,
                CAST(coalesce(l.extended_on, s.extended_on) AS TIMESTAMP) AS extended_on,
                CAST(extended_on IS NOT NULL AS INTEGER) AS extensions, CAST(s.ended AS TIMESTAMP) AS ended, FALSE AS suspended
            FROM recon_evidence
            """,
        ),
        ("bare", "SELECT * REPLACE (CAST(NULL AS TIMESTAMP) AS extended_to, 0 AS extensions), pair AS key FROM told"),
        (
            "legally",
            "SELECT *, 'all|' || pair AS key FROM told UNION ALL SELECT * REPLACE ('bare|' || pair AS key) FROM bare"
            " UNION ALL SELECT * REPLACE ('published|' || pair AS key, CAST(published AS INTEGER) AS days,"
            " CAST(NULL AS DECIMAL(9, 2)) AS hours) FROM bare",
        ),
        (
            "waits",
            "SELECT DISTINCT ON (key, kind, CAST(began AS DATE)) key, kind, began AS opened, ended AS closed"
            f" FROM ({both}) ORDER BY key, kind, CAST(began AS DATE), ended DESC NULLS LAST",
        ),
        ("waits_of_all", "SELECT * REPLACE ('all|' || key AS key) FROM waits"),
    ]


def dues(two: TwoSources) -> str:
    """SELECT (pair, due_…) over the table `recon_evidence`, a row a difference; NULL where a policy has nothing to count."""
    as_of = end_of_day(f"DATE '{max(two.left.as_of, two.right.as_of)}'")

    def judged(source: str, clock: DossierClock, pauses: str | None = None) -> str:
        return judged_sql(source, clock, as_of, pauses=pauses, minutes=False)

    relations = [
        *_rows(two),
        ("by_law", judged("legally", DossierClock(due="legal"), "waits_of_all")),
        ("anew", judged("bare", DossierClock(due="legal", pauses="RESTART"), "waits")),
        ("by_day", judged("bare", DossierClock(due="r_day"))),
        ("by_hour", judged("bare", DossierClock(due="r_hour"))),
    ]
    chain = ", ".join(f"{name} AS MATERIALIZED ({query})" for name, query in relations)
    return f"""
        WITH {chain}
        SELECT t.pair, b.due_original AS due_legal, p.due_original AS due_published, d.due_original AS due_r_day,
            h.due_original AS due_r_hour, a.due_original AS due_pause, n.due_original AS due_restart,
            b.due_original AS due_end_at_request, a.due_current AS due_current
        FROM told AS t JOIN by_law AS b ON b.key = 'bare|' || t.pair JOIN by_law AS p ON p.key = 'published|' || t.pair
            JOIN by_law AS a ON a.key = 'all|' || t.pair JOIN anew AS n ON n.key = t.pair
            JOIN by_day AS d ON d.key = t.pair JOIN by_hour AS h ON h.key = t.pair
    """
