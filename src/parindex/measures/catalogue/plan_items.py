"""How much of what was planned has been done (1.1), whether the plan came in time, whether each quarter was looked at."""

from parindex.measures.columns import STATUS, added, counted_when_due
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

ISSUED_BY = Fact(
    name="plan_issued_by",
    title="Hạn ban hành kế hoạch CCHC năm",
    steps=(Step(value="january", source="Mức thường gặp: trong tháng đầu của năm; cần xác nhận", confirmed=False),),
    choices=(("december", "Ngày 31/12 năm trước"), ("january", "Ngày 31/01 của năm")),
)
_OF_YEAR = """
    SELECT *, coalesce(year, CAST(date_part('year', due) AS INTEGER)) AS plan_year FROM plan_items
"""

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
    target=percent_target(
        "plan_items.done", "100", source="Mức thường dùng: hoàn thành toàn bộ kế hoạch; cần xác nhận", confirmed=False
    ),
)

ISSUED_IN_TIME = Measure(
    code="plan_items.issued_in_time",
    title="Tỷ lệ kế hoạch năm ban hành đúng thời gian",
    thing="kế hoạch",
    registers=("plan_items",),
    counted=f"""
        SELECT *, CASE WHEN issued IS NULL THEN 'no_due' WHEN issued <= issue_due THEN 'met' ELSE 'unmet' END AS status,
            CAST(coalesce(issued <= issue_due, FALSE) AS INTEGER) AS num,
            CAST(issued IS NOT NULL AND issue_due IS NOT NULL AS INTEGER) AS den
        FROM (
            SELECT *, CASE {held(ISSUED_BY.name, "make_date(plan_year, 1, 1)", "value")}
                WHEN 'december' THEN make_date(plan_year - 1, 12, 31)
                WHEN 'january' THEN make_date(plan_year, 1, 31) END AS issue_due
            FROM (
                SELECT min(key) AS key, min(row) AS row, min(unit) AS unit, plan, min(code) AS code,
                    plan AS content, min(CASE WHEN issued <= $as_of THEN issued END) AS issued, min(plan_year) AS plan_year
                FROM ({_OF_YEAR}) GROUP BY plan, coalesce(year, date_part('year', coalesce(issued, due)))
            ) WHERE plan_year = $year
        )
    """,
    added=(
        added("issued", "Ngày ban hành kế hoạch", ColumnType.DATE),
        added("issue_due", "Hạn ban hành", ColumnType.DATE),
        STATUS,
    ),
    policy=Policy(
        "plan_of_year/issued",
        "Kế hoạch của năm; đúng thời gian khi ngày ban hành không sau hạn; chưa ghi ngày ban hành thì liệt kê nhưng chưa tính.",
    ),
    facts=(ISSUED_BY,),
)

_QUARTERS = ", ".join(
    f"({number}, make_date($year, {3 * number - 2}, 1), CAST(make_date($year, {3 * number}, 1) + INTERVAL 1 MONTH"
    " - INTERVAL 1 DAY AS DATE))"
    for number in (1, 2, 3, 4)
)
_STAND = "CASE number WHEN 1 THEN quarter_1 WHEN 2 THEN quarter_2 WHEN 3 THEN quarter_3 WHEN 4 THEN quarter_4 END"

QUARTERS_REVIEWED = Measure(
    code="plan_items.quarters_reviewed",
    title="Tỷ lệ nhiệm vụ trong kế hoạch được rà soát hằng quý",
    thing="nhiệm vụ trong kế hoạch",
    amount="lượt rà soát",
    registers=("plan_items",),
    counted=f"""
        WITH quarters(number, begins, ends) AS (VALUES {_QUARTERS}),
        looked AS (
            SELECT items.key, count(*) AS den, count({_STAND}) AS num,
                string_agg(CASE WHEN {_STAND} IS NULL THEN 'quý ' || number END, ', ' ORDER BY number) AS missing
            FROM ({_OF_YEAR}) AS items JOIN quarters ON begins >= $first AND ends <= least($last, $as_of)
                AND coalesce(done >= begins, TRUE)
            WHERE plan_year = $year AND due IS NOT NULL
            GROUP BY items.key
        )
        SELECT items.*, looked.num, looked.missing, CASE WHEN kept THEN looked.den ELSE 0 END AS den
        FROM plan_items AS items JOIN looked USING (key), (
            SELECT coalesce(bool_or(coalesce(quarter_1, quarter_2, quarter_3, quarter_4) IS NOT NULL), FALSE) AS kept
            FROM plan_items
        )
    """,
    added=(added("missing", "Quý chưa rà soát"),),
    policy=Policy(
        "quarters_ended_in_period",
        "Mỗi nhiệm vụ có thời hạn, mỗi quý đã qua trong kỳ là một lượt; đạt khi có tình trạng của quý; quý sau khi nhiệm vụ đã "
        "hoàn thành không phải rà soát nữa; sổ chưa ghi tình trạng quý nào thì liệt kê nhưng chưa tính.",
    ),
    basis=("Kế hoạch cải thiện Chỉ số CCHC: hằng quý rà soát từng chỉ tiêu, từng điểm số",),
)

MEASURES = (DONE, ISSUED_IN_TIME, QUARTERS_REVIEWED)
