"""Tasks given by the province, done early or on time (1.6). Judged by the unit's own submission date."""

from parindex.measures.measure import Measure, Policy

ON_TIME = Measure(
    code="assigned_tasks.on_time",
    title="Tỷ lệ nhiệm vụ được giao hoàn thành sớm và đúng hạn",
    thing="nhiệm vụ được giao",
    registers=("assigned_tasks",),
    counted="""
        SELECT *, CAST(coalesce(submitted <= due AND submitted <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            CASE WHEN submitted <= $as_of AND submitted < due THEN 'early'
                 WHEN submitted <= $as_of AND submitted = due THEN 'on_time'
                 WHEN submitted <= $as_of THEN 'late'
                 ELSE 'overdue' END AS status
        FROM assigned_tasks
        WHERE due BETWEEN $first AND $last AND (due <= $as_of OR submitted <= $as_of)
    """,
    policy=Policy(
        "due_in_period/submitted/day",
        "Nhiệm vụ có hạn trong kỳ và đã đến hạn; so ngày đơn vị hoàn thành với hạn, theo ngày; "
        "nhiệm vụ không có thời hạn không tính.",
    ),
)
