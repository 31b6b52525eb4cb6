"""Evaluations of officials (5.5): done in time, quota of "xuất sắc" kept, class as the score says.

The last day of the period evaluated decides which decree judges: until 2025 NĐ 90/2020 and 48/2023, from 2026 NĐ 335/2025.
"""

from datetime import date

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.deadlines import day_of_year
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.registers.staff_evaluations import CLASSES
from parindex.records.schema import Column, ColumnType

_90, _335 = "Nghị định số 90/2020/NĐ-CP, 48/2023/NĐ-CP", "Nghị định số 335/2025/NĐ-CP"
_NEW = date(2026, 1, 1)

LAST_DAY = Fact(
    name="staff_evaluations.last_day",
    title="Ngày cuối cùng để đánh giá, xếp loại năm (tháng-ngày)",
    unit="tháng-ngày",
    steps=(
        Step(value="12-14", source=f"{_90}: trước ngày 15/12; cần xác nhận", confirmed=False),
        Step(
            value="", valid_from=_NEW, source=f"{_335}: đánh giá theo tháng, quý; hạn ghi ở từng dòng", confirmed=False
        ),
    ),
)
QUOTA = Fact(
    name="staff_evaluations.excellent_quota",
    title="Tỷ lệ tối đa “hoàn thành xuất sắc” so với “hoàn thành tốt”",
    unit="%",
    steps=(
        Step(value="20", source=f"{_90}; cần xác nhận", confirmed=False),
        Step(value="20", valid_from=_NEW, source=f"{_335}: trong cùng đơn vị, cùng nhóm"),
    ),
)
QUOTA_GROUP = Fact(
    name="staff_evaluations.quota_group",
    title="Phạm vi tính tỷ lệ “hoàn thành xuất sắc”",
    steps=(
        Step(value="unit", source=f"{_90}: tính theo từng đơn vị; cần xác nhận", confirmed=False),
        Step(value="unit_group", valid_from=_NEW, source=_335),
    ),
    choices=(("unit", "Từng đơn vị"), ("unit_group", "Từng nhóm trong đơn vị")),
)


def _edge(name: str, title: str, points: str) -> Fact:
    return Fact(
        name=f"staff_evaluations.{name}_from",
        title=f"Điểm từ đó xếp loại {title}",
        unit="điểm",
        steps=(Step(value=points, valid_from=_NEW, source=_335),),
    )


EDGES = (
    _edge("excellent", "hoàn thành xuất sắc", "90"),
    _edge("good", "hoàn thành tốt", "70"),
    _edge("completed", "hoàn thành", "50"),
)
_DUE = f"coalesce(due, {day_of_year(LAST_DAY.name, 'year(ended)', 'ended')})"

ON_TIME = Measure(
    code="staff_evaluations.on_time",
    title="Tỷ lệ công chức, viên chức được đánh giá, xếp loại đúng hạn",
    thing="người phải đánh giá",
    registers=("staff_evaluations",),
    counted=f"""
        SELECT *, CAST(coalesce(evaluated <= $as_of AND evaluated <= coalesce(judged_due, evaluated), FALSE) AS INTEGER)
            AS num, 1 AS den, {deadline_status("judged_due", "evaluated")} AS status
        FROM (SELECT *, {_DUE} AS judged_due FROM staff_evaluations)
        WHERE {counted_when_due("coalesce(judged_due, ended)", "evaluated")}
    """,
    added=(added("judged_due", "Hạn được xét", ColumnType.DATE), STATUS),
    policy=Policy(
        "due_in_period/decree_of_period_end/day",
        "Người phải đánh giá có hạn trong kỳ và đã đến hạn; hạn ghi ở dòng, không ghi thì theo nghị định có hiệu lực tại "
        "ngày cuối kỳ đánh giá; không rõ hạn thì xét theo ngày cuối kỳ và chỉ hỏi đã đánh giá hay chưa.",
    ),
    basis=(_90, _335),
    facts=(LAST_DAY,),
    target=percent_target("staff_evaluations.on_time", "100", source="Mọi người được đánh giá, xếp loại theo quy định"),
)

_GROUP = f"CASE WHEN {held(QUOTA_GROUP.name, 'ended', 'value')} = 'unit_group' THEN staff_group ELSE '' END"

WITHIN_QUOTA = Measure(
    code="staff_evaluations.within_quota",
    title="Tỷ lệ đơn vị, nhóm có số “hoàn thành xuất sắc” trong mức cho phép",
    thing="đơn vị, nhóm trong một kỳ đánh giá",
    registers=("staff_evaluations",),
    counted=f"""
        SELECT *, CAST(coalesce(excellent * 100 <= quota * good, FALSE) AS INTEGER) AS num,
            CAST(quota IS NOT NULL AS INTEGER) AS den,
            CASE WHEN quota IS NOT NULL THEN CASE WHEN num = 1 THEN 'met' ELSE 'unmet' END END AS status
        FROM (
            SELECT min(key) AS key, unit, period, ended, max(quota_of) AS quota, count(*) AS people,
                count(*) FILTER (classification = 'excellent') AS excellent, count(*) FILTER (classification = 'good') AS good,
                nullif(in_group, '') AS staff_group
            FROM (
                SELECT *, {_GROUP} AS in_group, {held(QUOTA.name, "ended")} AS quota_of FROM staff_evaluations
                WHERE ended BETWEEN $first AND $last AND evaluated <= $as_of
            ) GROUP BY unit, period, ended, in_group
        )
    """,
    added=(
        added("people", "Số người được xếp loại", ColumnType.INTEGER),
        added("excellent", "Hoàn thành xuất sắc", ColumnType.INTEGER),
        added("good", "Hoàn thành tốt", ColumnType.INTEGER),
        added("quota", "Mức cho phép (%)", ColumnType.DECIMAL),
        STATUS,
    ),
    policy=Policy(
        "period_end_in_window/quota_of_period_end",
        "Kỳ đánh giá kết thúc trong kỳ, người đã xếp loại; số xuất sắc không quá tỷ lệ cho phép của số hoàn thành tốt "
        "trong cùng đơn vị (từ năm 2026: cùng đơn vị, cùng nhóm).",
    ),
    basis=(_90, _335),
    facts=(QUOTA, QUOTA_GROUP),
    target=percent_target("staff_evaluations.within_quota", "100", source="Không đơn vị nào vượt mức cho phép"),
)

CONSISTENT = Measure(
    code="staff_evaluations.consistent",
    title="Tỷ lệ xếp loại phù hợp với điểm đánh giá",
    thing="người được xếp loại theo điểm",
    registers=("staff_evaluations",),
    counted=f"""
        SELECT * EXCLUDE (a, b, c), CAST(coalesce(classification = by_score
                OR (by_score = 'excellent' AND classification = 'good'), FALSE) AS INTEGER) AS num,
            CAST(by_score IS NOT NULL AS INTEGER) AS den
        FROM (
            SELECT *, CASE WHEN score IS NULL OR a IS NULL OR b IS NULL OR c IS NULL THEN NULL WHEN score >= a THEN 'excellent'
                WHEN score >= b THEN 'good' WHEN score >= c THEN 'completed' ELSE 'failed' END AS by_score
            FROM (
                SELECT *, {", ".join(f"{held(edge.name, 'ended')} AS {at}" for edge, at in zip(EDGES, "abc", strict=True))}
                FROM staff_evaluations WHERE ended BETWEEN $first AND $last AND evaluated <= $as_of
            )
        ) WHERE a IS NOT NULL
    """,
    added=(Column(name="by_score", title="Mức theo điểm", type=ColumnType.CHOICE, choices=CLASSES),),
    policy=Policy(
        "period_end_in_window/score",
        "Kỳ đánh giá kết thúc trong kỳ, từ khi xếp loại theo điểm (01/01/2026); điểm xuất sắc mà xếp hoàn thành tốt vì hết "
        "mức cho phép vẫn là phù hợp; người chưa có điểm thì liệt kê nhưng không tính.",
    ),
    basis=(_335,),
    facts=EDGES,
    target=percent_target("staff_evaluations.consistent", "100", source=_335),
)

MEASURES = (ON_TIME, WITHIN_QUOTA, CONSISTENT)
