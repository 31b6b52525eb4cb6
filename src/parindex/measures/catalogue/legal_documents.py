"""Legal documents on schedule (2.1), by the full procedure (2.2), and reviewed."""

from datetime import date

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_LAWS = (
    "Luật Ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi, bổ sung năm 2020)",
    "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 (từ 01/4/2025)",
)
DONE_BY = Fact(
    name="legal_document_done",
    title="Văn bản QPPL coi là đúng tiến độ theo ngày nào",
    steps=(Step(value="submitted", source="Sở soạn thảo, trình; cần xác nhận theo bộ tiêu chí", confirmed=False),),
    choices=(("submitted", "Ngày trình"), ("issued", "Ngày ban hành")),
)
POSTING_DAYS = Fact(
    name="legal_posting_days",
    title="Số ngày đăng tải dự thảo văn bản QPPL để lấy ý kiến, ít nhất",
    unit="ngày",
    steps=(
        Step(value="30", source=f"{_LAWS[0]}; cần xác nhận", confirmed=False),
        Step(value="20", valid_from=date(2025, 4, 1), source=f"{_LAWS[1]}; cần xác nhận", confirmed=False),
    ),
)

ON_SCHEDULE = Measure(
    code="legal_documents.on_schedule",
    title="Tỷ lệ văn bản quy phạm pháp luật xây dựng đúng tiến độ",
    thing="văn bản trong chương trình",
    registers=("legal_documents",),
    counted=f"""
        SELECT *, CAST(coalesce(finished <= due AND finished <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "finished")} AS status
        FROM (
            SELECT *, CASE WHEN {held(DONE_BY.name, "due", "value")} = 'issued' THEN issued ELSE submitted END AS finished
            FROM legal_documents
        ) WHERE {counted_when_due("due", "finished")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period/day",
        "Văn bản có thời hạn theo chương trình trong kỳ và đã đến hạn; so ngày trình (hoặc ngày ban hành, theo quy định "
        "của địa phương) với thời hạn, theo ngày.",
    ),
    basis=_LAWS,
    facts=(DONE_BY,),
)

_LENGTH = "date_diff('day', posted_from, posted_to)"
# Each step that the procedure asks for and the row does not show, in words.
_MISSING = f"""concat_ws(', ',
    CASE WHEN needs_proposal AND (proposed IS NULL OR proposed > submitted) THEN 'đề nghị xây dựng' END,
    CASE WHEN shortened IS NOT TRUE AND (posted_from IS NULL OR posted_to IS NULL) THEN 'đăng lấy ý kiến' END,
    CASE WHEN shortened IS NOT TRUE AND {_LENGTH} < {held(POSTING_DAYS.name, "posted_from")}
        THEN 'lấy ý kiến chưa đủ ngày' END,
    CASE WHEN shortened IS NOT TRUE AND comments IS NULL THEN 'tổng hợp, giải trình ý kiến' END,
    CASE WHEN posted_to > appraisal_sent THEN 'gửi thẩm định khi chưa hết thời gian lấy ý kiến' END,
    CASE WHEN appraised IS NULL OR appraisal IS NULL THEN 'báo cáo thẩm định' END,
    CASE WHEN appraised > submitted THEN 'trình trước khi thẩm định' END,
    CASE WHEN submitted IS NULL THEN 'tờ trình' END,
    CASE WHEN effective IS NULL THEN 'ngày có hiệu lực' END,
    CASE WHEN effective <= $as_of AND coalesce(gazetted > $as_of, TRUE) THEN 'đăng Công báo' END)"""

FULL_PROCEDURE = Measure(
    code="legal_documents.full_procedure",
    title="Tỷ lệ văn bản quy phạm pháp luật ban hành đúng trình tự, thủ tục",
    thing="văn bản đã ban hành",
    registers=("legal_documents",),
    counted=f"""
        SELECT *, CAST(missing = '' AS INTEGER) AS num, 1 AS den FROM (
            SELECT *, {_MISSING} AS missing FROM legal_documents WHERE issued BETWEEN $first AND least($last, $as_of)
        )
    """,
    added=(added("missing", "Bước còn thiếu"),),
    policy=Policy(
        "issued_in_period/all_steps",
        "Văn bản ban hành trong kỳ; đúng khi đủ các bước: đề nghị xây dựng (khi phải lập), đăng lấy ý kiến đủ ngày và giải "
        "trình ý kiến (trừ trình tự rút gọn), thẩm định trước khi trình, ngày có hiệu lực, đăng Công báo.",
    ),
    basis=_LAWS,
    facts=(POSTING_DAYS,),
)

POSTED_LONG_ENOUGH = Measure(
    code="legal_documents.posted_long_enough",
    title="Tỷ lệ dự thảo văn bản quy phạm pháp luật đăng lấy ý kiến đủ số ngày",
    thing="dự thảo văn bản",
    registers=("legal_documents",),
    counted=f"""
        SELECT *, CAST(coalesce(posted_days >= days_needed, FALSE) AS INTEGER) AS num,
            CAST(days_needed IS NOT NULL AS INTEGER) AS den
        FROM (
            SELECT *, {_LENGTH} AS posted_days, {held(POSTING_DAYS.name, "posted_from")} AS days_needed
            FROM legal_documents
            WHERE posted_to BETWEEN $first AND least($last, $as_of) AND shortened IS NOT TRUE
        )
    """,
    added=(
        added("posted_days", "Số ngày đăng", ColumnType.INTEGER),
        added("days_needed", "Số ngày phải đăng", ColumnType.INTEGER),
    ),
    policy=Policy(
        "posting_ended_in_period/days",
        "Dự thảo hết thời gian lấy ý kiến trong kỳ, trừ trình tự rút gọn; ngày bắt đầu đăng không tính; số ngày phải đăng theo "
        "luật có hiệu lực tại ngày bắt đầu đăng.",
    ),
    basis=_LAWS,
    facts=(POSTING_DAYS,),
)

EFFECT_WITH_HIGHER = Measure(
    code="legal_documents.effect_with_higher",
    title="Tỷ lệ văn bản quy định chi tiết có hiệu lực cùng văn bản được quy định chi tiết",
    thing="văn bản quy định chi tiết",
    registers=("legal_documents",),
    counted="""
        SELECT *, CAST(coalesce(effective <= higher_effective, FALSE) AS INTEGER) AS num, 1 AS den
        FROM legal_documents
        WHERE higher_effective BETWEEN $first AND least($last, $as_of)
    """,
    policy=Policy(
        "higher_effective_in_period",
        "Văn bản được quy định chi tiết có hiệu lực trong kỳ; đạt khi văn bản quy định chi tiết có hiệu lực không sau ngày đó; "
        "chưa ban hành là chưa đạt.",
    ),
    basis=_LAWS,
)

REVIEWED = Measure(
    code="legal_documents.reviewed",
    title="Tỷ lệ văn bản quy phạm pháp luật rà soát đúng hạn",
    thing="văn bản phải rà soát",
    registers=("legal_documents",),
    counted=f"""
        SELECT *, CAST(coalesce(reviewed <= review_due AND reviewed <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("review_due", "reviewed")} AS status
        FROM legal_documents WHERE {counted_when_due("review_due", "reviewed")}
    """,
    added=(added("review_due", "Hạn rà soát", ColumnType.DATE), STATUS),
    policy=Policy("review_due_in_period/day", "Văn bản có hạn rà soát trong kỳ và đã đến hạn; so theo ngày."),
    basis=_LAWS,
)

REVIEW_HANDLED = Measure(
    code="legal_documents.review_handled",
    title="Tỷ lệ văn bản cần xử lý sau rà soát đã được xử lý",
    thing="văn bản cần xử lý sau rà soát",
    registers=("legal_documents",),
    counted="""
        SELECT *, CAST(coalesce(review_handled <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM legal_documents
        WHERE reviewed BETWEEN $first AND least($last, $as_of) AND review_result IN ('amend', 'replace', 'abolish')
    """,
    added=(
        added("review_result", "Kết quả rà soát"),
        added("review_handled", "Ngày xử lý sau rà soát", ColumnType.DATE),
    ),
    policy=Policy(
        "reviewed_in_period/handled",
        "Văn bản rà soát xong trong kỳ có kết quả là sửa đổi, thay thế hoặc bãi bỏ; đạt khi đã xử lý.",
    ),
    basis=_LAWS,
)

MEASURES = (ON_SCHEDULE, FULL_PROCEDURE, POSTED_LONG_ENOUGH, EFFECT_WITH_HIGHER, REVIEWED, REVIEW_HANDLED)
