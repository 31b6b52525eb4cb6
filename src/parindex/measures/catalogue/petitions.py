"""Petitions handled in time, answered to satisfaction, published in time (3.4), by the tests of the national portal.

The clock runs in working days from the filing, or from the last transfer to the unit; while a supplement is awaited it
stands still and begins anew with the supplement, unless the local fact says that supplements do not count.
"""

from parindex.measures.columns import STATUS, added
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.measures.working_days import working_days_after
from parindex.records.schema import ColumnType

_766 = "Mô tả công thức tính của Bộ chỉ số theo Quyết định số 766/QĐ-TTg, phần phản ánh, kiến nghị"


def _days(name: str, title: str, days: str) -> Fact:
    return Fact(name=name, title=title, unit="ngày làm việc", steps=(Step(value=days, source=_766),))


REFUSE_DAYS = _days("petition_refuse_days", "Hạn từ chối, chuyển trả phản ánh, kiến nghị", "2")
SUPPLEMENT_DAYS = _days("petition_supplement_days", "Hạn yêu cầu bổ sung phản ánh, kiến nghị", "5")
ANSWER_DAYS = _days("petition_answer_days", "Hạn trả lời phản ánh, kiến nghị", "15")
PUBLISH_DAYS = _days("petition_publish_days", "Hạn công khai kết quả trả lời phản ánh, kiến nghị", "2")
SUPPLEMENT = Fact(
    name="petition_supplement",
    title="Thời hạn phản ánh, kiến nghị khi có yêu cầu bổ sung",
    steps=(
        Step(
            value="restart", source="Cách đếm từ ngày bắt đầu chờ xử lý; cần xác nhận của địa phương", confirmed=False
        ),
    ),
    choices=(("restart", "Tính lại từ ngày bổ sung"), ("ignore", "Vẫn tính từ ngày gửi, ngày chuyển đến")),
)
ZERO_CASE = Fact(
    name="petition_zero_case",
    title="Khi không phát sinh phản ánh, kiến nghị",
    steps=(Step(value="full", source="Điểm trên Cổng Dịch vụ công quốc gia: mẫu số bằng 0 được điểm tối đa"),),
    choices=(("full", "Trọn điểm"), ("na", "Không tính")),
)
_BASIS = (
    "Nghị định số 20/2008/NĐ-CP, được sửa đổi, bổ sung bởi Nghị định số 48/2013/NĐ-CP và Nghị định số 92/2017/NĐ-CP",
    "Quyết định số 766/QĐ-TTg ngày 23/6/2022",
)
_ZERO = " Kỳ không phát sinh: Cổng Dịch vụ công quốc gia cho trọn điểm; điểm ở đây theo mục “không phát sinh” của bộ tiêu chí."
_STATES = """CASE WHEN used IS NULL OR allowed IS NULL THEN 'no_due'
        WHEN ended IS NOT NULL AND used < allowed THEN 'early'
        WHEN ended IS NOT NULL AND used = allowed THEN 'on_time'
        WHEN ended IS NOT NULL THEN 'late'"""
# begun: when the wait for an answer began; used: working days from there to the end, or to the as-of day while open.
_JUDGED = f"""
    SELECT *, {_STATES} WHEN waiting THEN 'suspended' WHEN used <= allowed THEN 'pending' ELSE 'overdue' END AS status
    FROM (
        SELECT *, CAST({working_days_after("begun", "coalesce(ended, $as_of)")} AS INTEGER) AS used,
            CASE WHEN refused <= $as_of THEN {held(REFUSE_DAYS.name, "received")}
                ELSE {held(ANSWER_DAYS.name, "received")} END AS allowed
        FROM (
            SELECT *, CASE WHEN refused <= $as_of THEN refused WHEN answered <= $as_of THEN answered END AS ended,
                restarts AND coalesce(supplement_asked <= $as_of AND coalesce(supplemented > $as_of, TRUE), FALSE)
                    AS waiting,
                greatest(received, CASE WHEN transferred <= $as_of THEN transferred ELSE received END,
                    CASE WHEN restarts AND supplemented <= $as_of THEN supplemented ELSE received END) AS begun
            FROM (
                SELECT *, coalesce({held(SUPPLEMENT.name, "received", "value")} = 'restart', FALSE) AS restarts
                FROM petitions WHERE received BETWEEN $first AND least($last, $as_of)
            )
        )
    )
"""
_USED = added("used", "Số ngày làm việc đã dùng", ColumnType.INTEGER)
_CLOCK = (REFUSE_DAYS, ANSWER_DAYS, SUPPLEMENT)


def _in_time(name: str, title: str, condition: str, words: str) -> Measure:
    return Measure(
        code=f"petitions.{name}",
        title=title,
        thing="phản ánh, kiến nghị",
        registers=("petitions",),
        counted=f"""
            SELECT *, CAST(status IN ('early', 'on_time', 'pending', 'suspended') AS INTEGER) AS num,
                CAST(status <> 'no_due' AS INTEGER) AS den
            FROM ({_JUDGED}) WHERE {condition}
        """,
        added=(STATUS, _USED),
        policy=Policy(
            "filed_in_period/working_days",
            f"{words} gửi đến trong kỳ; đúng hạn gồm đã xử lý trong hạn và đang xử lý còn trong hạn, đếm ngày làm việc từ "
            f"ngày gửi, ngày chuyển đến hoặc ngày bổ sung sau cùng.{_ZERO}",
        ),
        basis=_BASIS,
        facts=(*_CLOCK, ZERO_CASE),
    )


ON_TIME = _in_time("on_time", "Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn", "TRUE", "Phản ánh, kiến nghị")
ON_TIME_BEHAVIOUR = _in_time(
    "on_time_behaviour",
    "Tỷ lệ phản ánh, kiến nghị về hành vi hành chính xử lý đúng hạn",
    "kind = 'behaviour'",
    "Phản ánh, kiến nghị về hành vi hành chính",
)
ON_TIME_RULES = _in_time(
    "on_time_rules",
    "Tỷ lệ phản ánh, kiến nghị về quy định hành chính xử lý đúng hạn",
    "kind = 'rules'",
    "Phản ánh, kiến nghị về quy định hành chính",
)

ANSWERED_ON_TIME = Measure(
    code="petitions.answered_on_time",
    title="Tỷ lệ phản ánh, kiến nghị đã trả lời được trả lời đúng hạn",
    thing="phản ánh, kiến nghị đã trả lời",
    registers=("petitions",),
    counted=f"""
        SELECT *, CAST(status IN ('early', 'on_time') AS INTEGER) AS num, CAST(status <> 'no_due' AS INTEGER) AS den
        FROM ({_JUDGED}) WHERE answered <= $as_of AND coalesce(refused > $as_of, TRUE)
    """,
    added=(STATUS, _USED),
    policy=Policy(
        "filed_in_period/answered/working_days",
        "Phản ánh, kiến nghị gửi đến trong kỳ và đã trả lời; từ chối, chuyển trả không phải trả lời.",
    ),
    basis=_BASIS,
    facts=_CLOCK,
)

SATISFIED = Measure(
    code="petitions.satisfied",
    title="Tỷ lệ phản ánh, kiến nghị không bị đánh giá không hài lòng, gửi lại hoặc trễ hạn",
    thing="phản ánh, kiến nghị",
    registers=("petitions",),
    counted=f"""
        SELECT *, CAST(complaint = '' AS INTEGER) AS num, 1 AS den FROM (
            SELECT *, concat_ws(', ', CASE WHEN rating = 'dislike' THEN 'không hài lòng' END,
                CASE WHEN refiled IS NOT NULL THEN 'gửi lại' END,
                CASE WHEN status IN ('late', 'overdue') THEN 'trễ hạn' END) AS complaint
            FROM ({_JUDGED})
        )
    """,
    added=(added("complaint", "Lý do không tính"), STATUS),
    policy=Policy(
        "filed_in_period/each_once",
        "Phản ánh, kiến nghị gửi đến trong kỳ; trừ những phản ánh, kiến nghị bị đánh giá không hài lòng, phải gửi lại "
        f"hoặc trễ hạn, mỗi phản ánh, kiến nghị trừ một lần.{_ZERO}",
    ),
    basis=_BASIS,
    facts=(*_CLOCK, ZERO_CASE),
)

PUBLISHED_ON_TIME = Measure(
    code="petitions.published_on_time",
    title="Tỷ lệ kết quả trả lời phản ánh, kiến nghị được công khai đúng hạn",
    thing="kết quả trả lời",
    registers=("petitions",),
    counted=f"""
        SELECT *, CAST(status IN ('early', 'on_time') AS INTEGER) AS num,
            CAST(status NOT IN ('pending', 'no_due') AS INTEGER) AS den
        FROM (
            SELECT *, {_STATES} WHEN used <= allowed THEN 'pending' ELSE 'overdue' END AS status FROM (
                SELECT *, CASE WHEN published <= $as_of THEN published END AS ended,
                    CAST({working_days_after("answered", "least(coalesce(published, $as_of), $as_of)")} AS INTEGER) AS used,
                    {held(PUBLISH_DAYS.name, "answered")} AS allowed
                FROM petitions WHERE answered BETWEEN $first AND least($last, $as_of)
            )
        )
    """,
    added=(STATUS, _USED),
    policy=Policy(
        "answered_in_period/working_days",
        "Phản ánh, kiến nghị trả lời trong kỳ; đếm ngày làm việc từ ngày trả lời đến ngày công khai; chưa công khai mà "
        "còn trong hạn thì liệt kê nhưng chưa tính.",
    ),
    basis=_BASIS,
    facts=(PUBLISH_DAYS,),
)

SUPPLEMENT_ON_TIME = Measure(
    code="petitions.supplement_on_time",
    title="Tỷ lệ yêu cầu bổ sung phản ánh, kiến nghị đúng hạn",
    thing="yêu cầu bổ sung",
    registers=("petitions",),
    counted=f"""
        SELECT *, CAST(coalesce(used <= allowed, FALSE) AS INTEGER) AS num,
            CAST(used IS NOT NULL AND allowed IS NOT NULL AS INTEGER) AS den
        FROM (
            SELECT *, CAST({working_days_after("begun", "supplement_asked")} AS INTEGER) AS used,
                {held(SUPPLEMENT_DAYS.name, "supplement_asked")} AS allowed
            FROM (
                SELECT *, CASE WHEN transferred <= supplement_asked THEN transferred ELSE received END AS begun
                FROM petitions WHERE supplement_asked BETWEEN $first AND least($last, $as_of)
            )
        )
    """,
    added=(_USED,),
    policy=Policy(
        "asked_in_period/working_days",
        "Yêu cầu bổ sung trong kỳ; đếm ngày làm việc từ ngày gửi hoặc ngày chuyển đến tới ngày yêu cầu bổ sung.",
    ),
    basis=_BASIS,
    facts=(SUPPLEMENT_DAYS,),
)

MEASURES = (
    ON_TIME,
    ON_TIME_BEHAVIOUR,
    ON_TIME_RULES,
    ANSWERED_ON_TIME,
    SATISFIED,
    PUBLISHED_ON_TIME,
    SUPPLEMENT_ON_TIME,
)
