"""The training plan (5.6): lines whose quota was met, the weakest line, and people over all lines.

Percentages of lines are never averaged: the weakest line speaks for itself, people are summed.
"""

from parindex.measures.columns import added
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Nghị định số 101/2017/NĐ-CP về đào tạo, bồi dưỡng cán bộ, công chức, viên chức",)
_SOURCE = "Kế hoạch cải thiện chỉ số năm 2022, mục 5.6: hoàn thành 100% kế hoạch đề ra"
_SHORT = added("short", "Còn thiếu", ColumnType.INTEGER)

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
    added=(_SHORT,),
    policy=Policy("plan_year/lines", "Nội dung của kế hoạch năm; đạt khi số người hoàn thành không ít hơn chỉ tiêu."),
    basis=_BASIS,
    target=percent_target("training.completed", "100", source=_SOURCE),
)

LOWEST_LINE = Measure(
    code="training.lowest_line",
    title="Tỷ lệ hoàn thành của nội dung đào tạo, bồi dưỡng thấp nhất",
    thing="nội dung đào tạo, bồi dưỡng",
    amount="người",
    registers=("training",),
    counted="""
        SELECT *, CASE WHEN lowest THEN least(completed, quota) ELSE 0 END AS num,
            CASE WHEN lowest THEN quota ELSE 0 END AS den, greatest(quota - completed, 0) AS short
        FROM (
            SELECT *, row_number() OVER (ORDER BY least(completed, quota) / quota, key) = 1 AS lowest
            FROM training WHERE year = $year AND quota > 0
        )
    """,
    added=(_SHORT, added("lowest", "Thấp nhất", ColumnType.BOOLEAN)),
    costs="short > 0",
    policy=Policy(
        "plan_year/lowest_line",
        "Nội dung của kế hoạch năm; lấy nội dung có tỷ lệ người hoàn thành trên chỉ tiêu thấp nhất, không tính trung bình.",
    ),
    basis=_BASIS,
    target=percent_target("training.lowest_line", "100", source=_SOURCE),
)

PEOPLE = Measure(
    code="training.people",
    title="Tỷ lệ người hoàn thành đào tạo, bồi dưỡng so với chỉ tiêu",
    thing="nội dung đào tạo, bồi dưỡng",
    amount="người",
    registers=("training",),
    counted="""
        SELECT *, least(completed, quota) AS num, quota AS den, greatest(quota - completed, 0) AS short
        FROM training WHERE year = $year
    """,
    added=(_SHORT,),
    policy=Policy(
        "plan_year/people",
        "Nội dung của kế hoạch năm; cộng số người rồi chia, người vượt chỉ tiêu ở một nội dung không bù cho nội dung khác.",
    ),
    basis=_BASIS,
    target=percent_target("training.people", "100", source=_SOURCE),
)

MEASURES = (COMPLETED, LOWEST_LINE, PEOPLE)
