"""Every assigned task of one list with its status as that list counts, by day.

A task given back or passed on by the as-of day is `stopped`, one without a deadline `no_due`. The due day is the granted
one when `current` is counted and a document stands behind it; on the as-of day itself work is still in time, unless it is
the last day of the window.
"""

from parindex.measures.columns import deadline_status
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.counting import DUES, Counting
from parindex.measures.reconciliation.question import rows_of_source, spelled, units_sql

ENDS = {"finished": "submitted", "returned": "accepted"}
_WORDS = {"finished": "ngày đơn vị báo cáo kết quả", "returned": "ngày bên giao xác nhận hoàn thành"}
ASSIGNER = Counting(end="returned", due="current")  # as the assigning office counts, unless it says otherwise
_GRANTED = "CASE WHEN extension IS NOT NULL AND extended_to > due THEN extended_to ELSE due END"


def counting_text(counting: Counting) -> str:
    """How a list counts, in a sentence."""
    return f"Lấy {_WORDS[counting.end]}, so với {DUES[counting.due]}, theo ngày"


def judged(scope: Scope, counting: Counting, rows: str | None, *, moved: str | None = None) -> str:
    """SELECT of the list's tasks, as `comparison` says. In question: due in the window, or without a deadline given in it."""
    done = ENDS[counting.end]
    due = _GRANTED if counting.due == "current" else "due"
    sql = f"""
        SELECT * EXCLUDE (due_day), list_contains({units_sql(scope)}, unit) AND assigned <= $as_of
                AND coalesce(due BETWEEN $first AND $last OR due_day BETWEEN $first AND $last,
                    assigned BETWEEN $first AND $last) AS asked,
            CASE WHEN coalesce(returned <= $as_of, FALSE) THEN 'stopped' ELSE {deadline_status("due_day", done)} END AS status,
            CAST(due_day AS TIMESTAMP) + INTERVAL 86399 SECOND AS judged_due,
            CASE WHEN {done} <= $as_of THEN CAST({done} AS TIMESTAMP) END AS ended
        FROM (SELECT *, {due} AS due_day FROM ({rows_of_source(scope, "assigned_tasks", rows)}))
    """
    return spelled(sql, scope)
