"""Contents of the web portal: what must be there, and how long after its reason it came (7.1).

NĐ 43/2011 judges what arose until 14/8/2022, NĐ 42/2022 what arose from 15/8/2022. The delays are from memory: facts.
"""

from datetime import date

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.deadlines import nth_working_day
from parindex.measures.facts import Fact, Step, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.registers.portal_content import CATEGORIES
from parindex.records.schema import ColumnType

_43, _42 = "Nghị định số 43/2011/NĐ-CP", "Nghị định số 42/2022/NĐ-CP"
_FROM_42 = date(2022, 8, 15)
_DAYS = {
    "news": "1",
    "directives": "2",
    "legal_documents": "2",
    "procedures": "5",
    "introduction": "5",
    "questions": "10",
}
DELAYS = tuple(
    Fact(
        name=f"portal_content.delay.{category.value}",
        title=f"Thời gian cập nhật tối đa trên trang thông tin điện tử: {category.title}",
        unit="ngày làm việc",
        steps=(
            Step(value=_DAYS.get(category.value, "10"), source=f"{_43}; mức cần xác nhận", confirmed=False),
            Step(
                value=_DAYS.get(category.value, "10"),
                valid_from=_FROM_42,
                source=f"{_42}; mức và ngày hiệu lực cần xác nhận",
                confirmed=False,
            ),
        ),
    )
    for category in CATEGORIES
)
_ALLOWED = """
    SELECT p.*, f.number AS allowed, f.source AS rule FROM portal_content AS p LEFT JOIN facts AS f
        ON f.name = 'portal_content.delay.' || category AND arose BETWEEN f.valid_from AND f.valid_to
"""
_JUDGED = f"""
    SELECT *, coalesce(published <= due AND published <= $as_of, FALSE) AS in_time,
        {deadline_status("due", "published")} AS status
    FROM (SELECT *, {nth_working_day("arose", "allowed")} AS due FROM ({_ALLOWED}))
    WHERE {counted_when_due("due", "published")}
"""
_ADDED = (
    added("allowed", "Số ngày làm việc cho phép", ColumnType.INTEGER),
    added("due", "Hạn cập nhật", ColumnType.DATE),
    added("rule", "Theo"),
    STATUS,
)
_POLICY = Policy(
    "due_in_period/working_days/decree_of_arising",
    "Nội dung có hạn cập nhật trong kỳ và đã đến hạn; hạn tính theo ngày làm việc sau ngày phát sinh, theo nghị định có hiệu "
    "lực tại ngày phát sinh; nội dung chưa rõ mức thì không tính.",
)

SATISFIED = Measure(
    code="portal_content.satisfied",
    title="Tỷ lệ nội dung bắt buộc trên trang thông tin điện tử được cung cấp đủ",
    thing="nội dung bắt buộc",
    registers=("portal_content",),
    counted="""
        SELECT *, CAST(coalesce(complete AND published <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM portal_content WHERE required AND arose BETWEEN $first AND least($last, $as_of)
    """,
    policy=Policy(
        "arose_in_period/complete",
        "Nội dung bắt buộc phát sinh trong kỳ; đạt khi đã đăng và đủ nội dung theo quy định.",
    ),
    basis=(_43, _42),
    target=percent_target("portal_content.satisfied", "100", source=f"Cung cấp đủ theo {_43}, {_42}"),
)

ON_TIME = Measure(
    code="portal_content.on_time",
    title="Tỷ lệ nội dung trang thông tin điện tử cập nhật đúng hạn",
    thing="nội dung trên trang",
    registers=("portal_content",),
    counted=f"SELECT *, CAST(in_time AS INTEGER) AS num, 1 AS den FROM ({_JUDGED})",
    added=_ADDED,
    policy=_POLICY,
    basis=(_43, _42),
    facts=DELAYS,
    target=percent_target("portal_content.on_time", "100", source=f"Cập nhật kịp thời theo {_43}, {_42}"),
)

LATE = Measure(
    code="portal_content.late",
    title="Số nội dung trang thông tin điện tử cập nhật trễ hạn hoặc chưa cập nhật",
    thing="nội dung trên trang",
    registers=("portal_content",),
    counted=f"SELECT *, CAST(NOT in_time AS INTEGER) AS num, CAST(NULL AS INTEGER) AS den FROM ({_JUDGED})",
    added=_ADDED,
    policy=_POLICY,
    basis=(_43, _42),
    facts=DELAYS,
    is_count=True,
    costs="num > 0",
)

MEASURES = (SATISFIED, ON_TIME, LATE)
