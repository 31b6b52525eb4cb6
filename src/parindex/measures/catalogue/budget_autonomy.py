"""Agencies that run their own budget (6.1, 6.2): money saved, spending rules, reports in time, added income."""

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.deadlines import day_of_year
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Nghị định số 130/2005/NĐ-CP, được sửa đổi bởi Nghị định số 117/2013/NĐ-CP",)
REPORT_DAY = Fact(
    name="budget_autonomy.report_day",
    title="Hạn báo cáo tự chủ kinh phí, vào năm sau (tháng-ngày)",
    unit="tháng-ngày",
    steps=(Step(value="01-31", source=f"{_BASIS[0]}; hạn cần xác nhận", confirmed=False),),
)
MOST_INCOME = Fact(
    name="budget_autonomy.most_added_income",
    title="Thu nhập tăng thêm tối đa so với quỹ lương ngạch bậc, chức vụ",
    unit="lần",
    steps=(Step(value="1", source=f"{_BASIS[0]}; cần xác nhận", confirmed=False),),
)

SAVED = Measure(
    code="budget_autonomy.saved",
    title="Tỷ lệ kinh phí quản lý hành chính tiết kiệm được",
    thing="đơn vị tự chủ kinh phí",
    amount="triệu đồng",
    registers=("budget_autonomy",),
    counted="SELECT *, saved AS num, assigned AS den FROM budget_autonomy WHERE year = $year",
    costs="saved = 0",
    policy=Policy("budget_year/summed", "Kinh phí của năm ngân sách; cộng các đơn vị rồi chia."),
    basis=_BASIS,
)

RULES_ISSUED = Measure(
    code="budget_autonomy.rules_issued",
    title="Tỷ lệ đơn vị ban hành quy chế chi tiêu nội bộ",
    thing="đơn vị tự chủ kinh phí",
    registers=("budget_autonomy",),
    counted="""
        SELECT *, CAST(coalesce(rules_issued <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM budget_autonomy WHERE year = $year
    """,
    policy=Policy("budget_year/issued", "Đơn vị của năm ngân sách; có ngày ban hành quy chế đến ngày tính."),
    basis=_BASIS,
    target=percent_target("budget_autonomy.rules_issued", "100", source="Mọi đơn vị tự chủ phải có quy chế"),
)

_DUE = f"coalesce(report_due, {day_of_year(REPORT_DAY.name, '(year + 1)', '$as_of')})"
REPORTED = Measure(
    code="budget_autonomy.reported",
    title="Tỷ lệ báo cáo thực hiện tự chủ kinh phí đúng hạn",
    thing="báo cáo năm của đơn vị",
    registers=("budget_autonomy",),
    counted=f"""
        SELECT *, CAST(coalesce(reported <= judged_due AND reported <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("judged_due", "reported")} AS status
        FROM (SELECT *, {_DUE} AS judged_due FROM budget_autonomy) WHERE {counted_when_due("judged_due", "reported")}
    """,
    added=(added("judged_due", "Hạn được xét", ColumnType.DATE), STATUS),
    policy=Policy(
        "due_in_period/day",
        "Báo cáo có hạn trong kỳ (thường là báo cáo của năm trước) và đã đến hạn; hạn ghi ở dòng, không ghi thì theo hạn chung.",
    ),
    basis=_BASIS,
    facts=(REPORT_DAY,),
    target=percent_target("budget_autonomy.reported", "100", source="Báo cáo đầy đủ, đúng hạn"),
)

ADDED_INCOME = Measure(
    code="budget_autonomy.added_income",
    title="Thu nhập tăng thêm so với quỹ lương ngạch bậc, chức vụ",
    thing="đơn vị tự chủ kinh phí",
    amount="triệu đồng",
    registers=("budget_autonomy",),
    counted=f"""
        SELECT *, coalesce(added_income, 0) AS num, salary_fund AS den,
            coalesce(added_income > salary_fund * {held(MOST_INCOME.name, "$as_of")}, FALSE) AS over_limit
        FROM budget_autonomy WHERE year = $year AND salary_fund > 0
    """,
    added=(added("over_limit", "Vượt mức tối đa", ColumnType.BOOLEAN),),
    costs="over_limit OR num = 0",
    may_exceed=True,
    policy=Policy(
        "budget_year/summed",
        "Đơn vị có ghi quỹ lương của năm ngân sách; cộng các đơn vị rồi chia, không tính trung bình.",
    ),
    basis=_BASIS,
    facts=(MOST_INCOME,),
)

MEASURES = (SAVED, RULES_ISSUED, REPORTED, ADDED_INCOME)
