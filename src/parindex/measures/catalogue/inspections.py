"""Inspections of administrative reform (1.3): how many units, and whether what was found was mended, and in time."""

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Kế hoạch kiểm tra CCHC hằng năm của cơ quan",)
_PLANNED = "kind IS DISTINCT FROM 'sudden'"

CHECKED = Measure(
    code="inspections.checked",
    title="Tỷ lệ phòng, đơn vị đã được kiểm tra theo kế hoạch kiểm tra CCHC",
    thing="phòng, đơn vị trong kế hoạch kiểm tra",
    registers=("inspections",),
    counted=f"""
        SELECT *, CAST(coalesce(checked <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "checked")} AS status
        FROM inspections WHERE {_PLANNED} AND {counted_when_due("due", "checked")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period/checked",
        "Phòng, đơn vị có hạn kiểm tra trong kỳ và đã đến hạn, không tính kiểm tra đột xuất; đạt khi đã kiểm tra.",
    ),
    basis=_BASIS,
    target=percent_target(
        "inspections.checked",
        "100",
        source="Mức thường dùng: hoàn thành kế hoạch kiểm tra; cần xác nhận",
        confirmed=False,
    ),
)


def _share(name: str, title: str, done: str, policy: Policy) -> Measure:
    """A share of all units under the one asked about, which is the first of the scope's units and not under itself."""
    return Measure(
        code=f"inspections.{name}",
        title=title,
        thing="phòng, đơn vị trực thuộc",
        registers=("inspections",),
        counted=f"""
            WITH planned AS (
                SELECT * FROM inspections WHERE {done}
                QUALIFY row_number() OVER (PARTITION BY unit ORDER BY due, key) = 1
            ), subordinate AS (SELECT unnest(list_slice($units, 2, len($units))) AS unit)
            SELECT planned.* EXCLUDE (key, unit), coalesce(planned.key, subordinate.unit) AS key, subordinate.unit AS unit,
                CAST(planned.key IS NOT NULL AS INTEGER) AS num, 1 AS den
            FROM subordinate LEFT JOIN planned USING (unit)
            WHERE EXISTS (SELECT 1 FROM inspections)
        """,
        policy=policy,
        basis=_BASIS,
        target=percent_target(
            f"inspections.{name}",
            "30",
            source="Mức thường gặp trong bộ tiêu chí cấp sở; cần xác nhận",
            confirmed=False,
        ),
    )


PLANNED_SHARE = _share(
    "planned_share",
    "Tỷ lệ phòng, đơn vị trực thuộc có trong kế hoạch kiểm tra CCHC",
    f"{_PLANNED} AND due BETWEEN $first AND $last",
    Policy(
        "all_subordinate/planned",
        "Mọi phòng, đơn vị trực thuộc tại ngày tính; đạt khi có trong kế hoạch kiểm tra với hạn trong kỳ.",
    ),
)

CHECKED_SHARE = _share(
    "checked_share",
    "Tỷ lệ phòng, đơn vị trực thuộc được kiểm tra CCHC",
    "checked BETWEEN $first AND least($last, $as_of)",
    Policy(
        "all_subordinate/checked",
        "Mọi phòng, đơn vị trực thuộc tại ngày tính; đạt khi được kiểm tra trong kỳ, kể cả đột xuất.",
    ),
)

RESOLVED = Measure(
    code="inspections.resolved",
    title="Tỷ lệ vấn đề phát hiện qua kiểm tra CCHC đã khắc phục",
    thing="cuộc kiểm tra có kết luận",
    amount="vấn đề",
    registers=("inspections",),
    counted="""
        SELECT *, CASE WHEN coalesce(fixed_on <= $as_of, TRUE) THEN coalesce(fixed, 0) ELSE 0 END AS num,
            coalesce(findings, 0) AS den, greatest(coalesce(findings, 0) - coalesce(fixed, 0), 0) AS left_over
        FROM inspections WHERE concluded BETWEEN $first AND least($last, $as_of)
    """,
    added=(added("left_over", "Chưa khắc phục", ColumnType.INTEGER),),
    policy=Policy(
        "concluded_in_period/findings",
        "Cuộc kiểm tra kết luận trong kỳ; số vấn đề đã khắc phục trên số vấn đề phát hiện.",
    ),
    basis=_BASIS,
    target=percent_target(
        "inspections.resolved", "100", source="Mức thường dùng: khắc phục hết; cần xác nhận", confirmed=False
    ),
)

RESOLVED_ON_TIME = Measure(
    code="inspections.resolved_on_time",
    title="Tỷ lệ cuộc kiểm tra CCHC được khắc phục xong đúng hạn",
    thing="cuộc kiểm tra có vấn đề phải khắc phục",
    registers=("inspections",),
    counted=f"""
        SELECT *, CAST(coalesce(fixed_on <= fix_due AND fixed_on <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("fix_due", "fixed_on")} AS status
        FROM inspections WHERE coalesce(findings, 0) > 0 AND {counted_when_due("fix_due", "fixed_on")}
    """,
    added=(added("fixed_on", "Ngày khắc phục xong", ColumnType.DATE), STATUS),
    policy=Policy(
        "fix_due_in_period/day",
        "Cuộc kiểm tra có vấn đề phát hiện và hạn khắc phục trong kỳ, đã đến hạn; đạt khi mọi vấn đề khắc phục xong không sau "
        "hạn.",
    ),
    basis=_BASIS,
)

MEASURES = (CHECKED, PLANNED_SHARE, CHECKED_SHARE, RESOLVED, RESOLVED_ON_TIME)
