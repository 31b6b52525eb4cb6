"""What the tests of the causes read for the few tasks about which two lists differ.

Beside what `comparison` gives: `due_on`, `l_due_on` the days by which each side judges; `last_due` the later one;
`reported_on` when the unit reported, by the lenient list, else by the strict one; `two_reports`: the lists give two days of
which only one is in time; `came_on` when the task came in on the software; `waited` working days from the assignment to
then, `gap` working days between the due days, `written` between those that the lists gave at first, 0 unless the lenient
one is later; `tells_*`: whether either list fills a column at all.
"""

from parindex.measures.reconciliation.calendars import days_of
from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.reconciliation.question import whole_source

_DAYS = {
    "due": "p.due_on",
    "l_due": "p.l_due_on",
    "stated": "p.s.due",
    "l_stated": "p.l.due",
    "given": "p.s.assigned",
    "came": "p.came_on",
}
_TOLD = ("submitted", "received", "extended_to")


def evidence(two: TwoSources) -> Relations:
    """The relations after `pairs`, the last one `evidence`."""
    rows = " UNION ALL ".join(whole_source(scope, "assigned_tasks") for scope in (two.left, two.right))
    told = ", ".join(f"coalesce(bool_or({name} IS NOT NULL), FALSE) AS tells_{name}" for name in _TOLD)
    return (
        (
            "stated",
            """
            SELECT *, CAST(s.judged_due AS DATE) AS due_on, CAST(l.judged_due AS DATE) AS l_due_on,
                greatest(CAST(s.judged_due AS DATE), CAST(l.judged_due AS DATE)) AS last_due,
                coalesce(l.submitted, s.submitted, CAST(l.ended AS DATE)) AS reported_on,
                coalesce(s.received, l.received) AS came_on
            FROM pairs
            """,
        ),
        ("dated", days_of("stated", _DAYS)),
        ("told", f"SELECT {told} FROM ({rows})"),
        (
            "evidence",
            """
            SELECT d.*, t.*, n_came - n_given AS waited,
                CASE WHEN l_due_on > due_on THEN u_l_due - n_due ELSE 0 END AS gap,
                CASE WHEN l.due > s.due THEN u_l_stated - n_stated ELSE 0 END AS written,
                coalesce((l.submitted <= last_due) <> (s.submitted <= last_due), FALSE) AS two_reports
            FROM dated AS d JOIN stated AS p ON p.pair = d.pair, told AS t
            """,
        ),
    )
