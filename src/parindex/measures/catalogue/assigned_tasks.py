"""Tasks given by the province, done early or on time (1.6). Judged by the unit's own submission date."""

from parindex.measures.columns import STATUS, counted_when_due, deadline_status
from parindex.measures.measure import Measure, Policy

ON_TIME = Measure(
    code="assigned_tasks.on_time",
    title="Tỷ lệ nhiệm vụ được giao hoàn thành sớm và đúng hạn",
    thing="nhiệm vụ được giao",
    registers=("assigned_tasks",),
    added=(STATUS,),
    counted=f"""
        SELECT *, CAST(coalesce(submitted <= due AND submitted <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "submitted")} AS status
        FROM assigned_tasks WHERE {counted_when_due("due", "submitted")}
    """,
    policy=Policy(
        "due_in_period/submitted/day",
        "Nhiệm vụ có hạn trong kỳ và đã đến hạn; so ngày đơn vị hoàn thành với hạn, theo ngày; "
        "nhiệm vụ không có thời hạn không tính.",
    ),
)
