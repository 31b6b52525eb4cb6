"""Every report of one list with its status as that list counts, by day; the due day is the one that the list states."""

from parindex.measures.columns import deadline_status
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.question import rows_of_source, spelled, units_sql

ENDS = {"finished": "sent", "returned": "greatest(sent, entered)"}
_WORDS = {"finished": "ngày gửi", "returned": "ngày có đủ văn bản và bản nhập phần mềm"}
RECEIVER = Counting(end="returned", due="current")  # as the receiving office counts, unless it says otherwise


def counting_text(counting: Counting) -> str:
    """How a list counts, in a sentence."""
    return f"Lấy {_WORDS[counting.end]}, so với hạn gửi ghi trong danh sách, theo ngày"


def judged(scope: Scope, counting: Counting, rows: str | None, *, moved: str | None = None) -> str:
    """SELECT of the list's reports, as `comparison` says. In question: due in the window."""
    sql = f"""
        SELECT * EXCLUDE (done), coalesce(list_contains({units_sql(scope)}, unit) AND due BETWEEN $first AND $last, FALSE)
                AS asked,
            {deadline_status("due", "done")} AS status, CAST(due AS TIMESTAMP) + INTERVAL 86399 SECOND AS judged_due,
            CASE WHEN done <= $as_of THEN CAST(done AS TIMESTAMP) END AS ended
        FROM (SELECT *, {ENDS[counting.end]} AS done FROM ({rows_of_source(scope, "reports", rows)}))
    """
    return spelled(sql, scope)
