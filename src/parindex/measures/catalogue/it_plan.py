"""How much of the plan for information technology has been done (7.1)."""

from parindex.measures.columns import STATUS, counted_when_due, deadline_status
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy

DONE = Measure(
    code="it_plan.done",
    title="Tỷ lệ nhiệm vụ ứng dụng công nghệ thông tin đã hoàn thành",
    thing="nhiệm vụ công nghệ thông tin",
    registers=("it_plan",),
    counted=f"""
        SELECT *, CAST(coalesce(done <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "done")} AS status
        FROM it_plan WHERE {counted_when_due("due", "done")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period",
        "Nhiệm vụ có thời hạn trong kỳ và đã đến hạn; đạt khi đã hoàn thành đến ngày tính, kể cả sau hạn.",
    ),
    basis=("Nội dung 7.1: ứng dụng công nghệ thông tin",),
    target=percent_target(
        "it_plan.done",
        "100",
        source="Kế hoạch cải thiện chỉ số năm 2022, mục 7.1: thực hiện 100% kế hoạch công nghệ thông tin",
    ),
)

MEASURES = (DONE,)
