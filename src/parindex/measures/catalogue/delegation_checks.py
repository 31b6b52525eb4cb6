"""Checks of delegated tasks: done as planned, what was found mended, the yearly report sent (4.3)."""

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Nội dung 4.3: kiểm tra định kỳ nhiệm vụ đã phân cấp, báo cáo năm về UBND tỉnh",)

DONE = Measure(
    code="delegation_checks.done",
    title="Tỷ lệ nhiệm vụ phân cấp được kiểm tra theo kế hoạch",
    thing="nhiệm vụ phân cấp phải kiểm tra",
    registers=("delegation_checks",),
    counted=f"""
        SELECT *, CAST(coalesce(done <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "done")} AS status
        FROM delegation_checks WHERE {counted_when_due("due", "done")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period/checked", "Cuộc kiểm tra có hạn trong kỳ và đã đến hạn; đạt khi đã kiểm tra, kể cả sau hạn."
    ),
    basis=_BASIS,
    target=percent_target(
        "delegation_checks.done",
        "100",
        source="Mức thường dùng: hoàn thành kế hoạch kiểm tra; cần xác nhận",
        confirmed=False,
    ),
)

FIXED = Measure(
    code="delegation_checks.fixed",
    title="Tỷ lệ hạn chế phát hiện qua kiểm tra phân cấp đã khắc phục",
    thing="cuộc kiểm tra phân cấp",
    amount="hạn chế",
    registers=("delegation_checks",),
    counted="""
        SELECT *, coalesce(fixed, 0) AS num, coalesce(found, 0) AS den, coalesce(found, 0) - coalesce(fixed, 0) AS left_over
        FROM delegation_checks WHERE done BETWEEN $first AND least($last, $as_of)
    """,
    added=(added("left_over", "Chưa khắc phục", ColumnType.INTEGER),),
    policy=Policy("checked_in_period/findings", "Cuộc kiểm tra trong kỳ; số hạn chế đã khắc phục trên số phát hiện."),
    basis=_BASIS,
    target=percent_target(
        "delegation_checks.fixed", "100", source="Mức thường dùng: khắc phục hết; cần xác nhận", confirmed=False
    ),
)

REPORTED = Measure(
    code="delegation_checks.reported",
    title="Tỷ lệ nhiệm vụ phân cấp có báo cáo năm đúng hạn",
    thing="nhiệm vụ phân cấp phải báo cáo",
    registers=("delegation_checks",),
    counted=f"""
        SELECT *, CAST(coalesce(reported <= report_due AND reported <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("report_due", "reported")} AS status
        FROM delegation_checks WHERE {counted_when_due("report_due", "reported")}
    """,
    added=(STATUS,),
    policy=Policy(
        "report_due_in_period/day",
        "Nhiệm vụ có hạn báo cáo năm trong kỳ và đã đến hạn; đúng hạn khi ngày báo cáo không sau hạn.",
    ),
    basis=_BASIS,
    target=percent_target("delegation_checks.reported", "100", source="Báo cáo năm đầy đủ, đúng hạn"),
)

MEASURES = (DONE, FIXED, REPORTED)
