"""What the tests of the causes read for the few reports about which two lists differ.

Beside what `comparison` gives: `due_on`, `l_due_on` the due days, `last_due` the later one, `gap` working days between them,
0 unless the lenient one is later; `sent_on` when the report went out, by the lenient list, else by the strict one; `end_on`
when the strict list has it, or its as-of day; `other_receiver`, `other_period`: of a report that the lenient list lacks,
whom it names instead for the same report, or which period; `tells_*`: whether either list fills a column at all.
"""

from parindex.measures.reconciliation.calendars import days_of
from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.reconciliation.question import whole_source

_DAYS = {"due": "p.due_on", "l_due": "p.l_due_on"}
_TOLD = ("sent", "document", "channel", "cut_to")


def _instead(column: str, same: str) -> str:
    """The report of the other list that differs in one column only, and has no partner of its own."""
    return f"""
        SELECT d.pair, min(o.{column}) AS other_{column} FROM stated AS d JOIN others AS o
            ON o.of_left <> d.s_is_left AND lower(o.kind) = lower(d.s.kind) AND o.unit = d.s.unit
            AND lower(o.{same}) = lower(d.s.{same}) AND lower(o.{column}) <> lower(d.s.{column})
            AND (o.due = d.s.due OR o.document = d.s.document)
        WHERE d.l_missing GROUP BY d.pair
    """


def evidence(two: TwoSources) -> Relations:
    """The relations after `pairs`, the last one `evidence`."""
    sides = (("TRUE", two.left, two.right), ("FALSE", two.right, two.left))
    rows = {left: (whole_source(mine, "reports"), whole_source(other, "reports")) for left, mine, other in sides}
    others = " UNION ALL ".join(
        f"SELECT {left} AS of_left, kind, period, receiver, unit, due, document, sent FROM ({mine})"
        f" WHERE lower(key) NOT IN (SELECT lower(key) FROM ({other}))"
        for left, (mine, other) in rows.items()
    )
    told = ", ".join(f"coalesce(bool_or({name} IS NOT NULL), FALSE) AS tells_{name}" for name in _TOLD)
    return (
        (
            "stated",
            """
            SELECT *, CAST(s.judged_due AS DATE) AS due_on, CAST(l.judged_due AS DATE) AS l_due_on,
                greatest(CAST(s.judged_due AS DATE), CAST(l.judged_due AS DATE)) AS last_due,
                coalesce(l.sent, s.sent) AS sent_on, coalesce(CAST(s.ended AS DATE), s_as_of) AS end_on
            FROM pairs
            """,
        ),
        ("dated", days_of("stated", _DAYS)),
        ("others", others),
        ("receivers", _instead("receiver", "period")),
        ("periods", _instead("period", "receiver")),
        ("told", f"SELECT {told} FROM ({' UNION ALL '.join(mine for mine, _ in rows.values())})"),
        (
            "evidence",
            """
            SELECT d.*, t.*, r.other_receiver, p.other_period,
                CASE WHEN l_due_on > due_on THEN u_l_due - n_due ELSE 0 END AS gap
            FROM dated AS d JOIN stated AS e ON e.pair = d.pair LEFT JOIN receivers AS r ON r.pair = d.pair
                LEFT JOIN periods AS p ON p.pair = d.pair, told AS t
            """,
        ),
    )
