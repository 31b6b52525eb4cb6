"""Lines of the training plan whose quota was met (5.6). Lines are counted, people are never averaged over them."""

from parindex.measures.columns import added
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

COMPLETED = Measure(
    code="training.completed",
    title="Tỷ lệ nội dung đào tạo, bồi dưỡng đạt chỉ tiêu",
    thing="nội dung đào tạo, bồi dưỡng",
    registers=("training",),
    counted="""
        SELECT *, CAST(completed >= quota AS INTEGER) AS num, 1 AS den, greatest(quota - completed, 0) AS short
        FROM training
        WHERE year = $year
    """,
    added=(added("short", "Còn thiếu", ColumnType.INTEGER),),
    policy=Policy("plan_year/lines", "Nội dung của kế hoạch năm; đạt khi số người hoàn thành không ít hơn chỉ tiêu."),
    basis=("Nghị định số 101/2017/NĐ-CP về đào tạo, bồi dưỡng cán bộ, công chức, viên chức",),
)
