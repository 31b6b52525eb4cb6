"""How much of what was planned has been done (1.1)."""

from parindex.measures.columns import counted_when_due
from parindex.measures.measure import Measure, Policy

DONE = Measure(
    code="plan_items.done",
    title="Tỷ lệ nhiệm vụ trong kế hoạch đã hoàn thành",
    thing="nhiệm vụ trong kế hoạch",
    registers=("plan_items",),
    counted=f"""
        SELECT *, CAST(coalesce(done <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM plan_items WHERE {counted_when_due("due", "done")}
    """,
    policy=Policy("due_in_period", "Nhiệm vụ có thời hạn trong kỳ và đã đến hạn; tính hoàn thành theo ngày ghi nhận."),
    basis=("Hình dạng tiêu chí 1.1.4, Quyết định 1880/QĐ-UBND (Cà Mau, 2013)",),
)
