"""Overdue at reception (3.2): an online dossier that nobody accepted, refused or asked about in eight working hours.

Apart from overdue in handling: time for handling runs only from acceptance. In a provincial review of 2025 there were
more of these than of any other kind.
"""

from datetime import date

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.measures.working_days import OFFICE_SECONDS, office_seconds
from parindex.records.schema import ColumnType

_ND45 = "Nghị định số 45/2020/NĐ-CP (8 giờ làm việc, theo rà soát công bố năm 2025 của tỉnh Gia Lai); cần xác nhận điều khoản"
HOURS = Fact(
    name="dossiers.reception_hours",
    title="Thời hạn tiếp nhận hoặc trả lời hồ sơ trực tuyến",
    unit="giờ làm việc",
    steps=(Step(value="8", valid_from=date(2020, 5, 22), source=_ND45, confirmed=False),),
)
_POLICY = Policy(
    "filed_in_period/reception_hours/minute",
    "Hồ sơ trực tuyến nộp trong kỳ; tính giờ làm việc từ lúc nộp đến lúc tiếp nhận, từ chối hoặc yêu cầu bổ sung (chưa "
    "có thì đến hết ngày tính); quá số giờ quy định là quá hạn tiếp nhận, không tính vào quá hạn giải quyết.",
)
_SEEN = "CASE WHEN {0} < CAST($as_of AS TIMESTAMP) + INTERVAL 1 DAY THEN {0} END"
_LISTED = f"""
    WITH {OFFICE_SECONDS}, filed_online AS (
        SELECT *, least({_SEEN.format("received")}, {_SEEN.format("refused")}, {_SEEN.format("supplement_asked")})
                AS answered,
            {held("dossiers.reception_hours", "CAST(filed AS DATE)")} AS hours_allowed
        FROM dossiers WHERE channel = 'online' AND CAST(filed AS DATE) BETWEEN $first AND least($last, $as_of)
    ), timed AS (
        SELECT *, {office_seconds("coalesce(answered, CAST($as_of AS TIMESTAMP) + INTERVAL 86399 SECOND)")}
            - {office_seconds("filed")} AS waited
        FROM filed_online
    )
    SELECT *, CAST(waited / 60 AS BIGINT) AS waited_minutes, coalesce(waited > hours_allowed * 3600, FALSE) AS too_late
    FROM timed
"""
_ADDED = (
    added("filed", "Ngày nộp", ColumnType.MOMENT),
    added("answered", "Được trả lời lúc", ColumnType.MOMENT),
    added("waited_minutes", "Số phút làm việc đã chờ", ColumnType.INTEGER),
)

OVERDUE = Measure(
    code="dossiers.reception_overdue",
    title="Số hồ sơ trực tuyến quá hạn tiếp nhận",
    thing="hồ sơ trực tuyến",
    registers=("dossiers",),
    counted=f"SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({_LISTED}) WHERE too_late",
    added=_ADDED,
    policy=_POLICY,
    basis=("Nghị định số 45/2020/NĐ-CP",),
    facts=(HOURS,),
    is_count=True,
    costs="num > 0",
)
IN_TIME = Measure(
    code="dossiers.reception_on_time",
    title="Tỷ lệ hồ sơ trực tuyến được tiếp nhận, trả lời đúng hạn",
    thing="hồ sơ trực tuyến",
    registers=("dossiers",),
    counted=f"""
        SELECT *, CAST(NOT too_late AS INTEGER) AS num, CAST(hours_allowed IS NOT NULL AND waited IS NOT NULL AS INTEGER)
            AS den
        FROM ({_LISTED})
        WHERE too_late OR answered IS NOT NULL
    """,
    added=_ADDED,
    policy=Policy(
        _POLICY.name + "/answered_or_late",
        _POLICY.text + " Hồ sơ chưa trả lời nhưng còn trong hạn chưa đưa vào.",
    ),
    basis=("Nghị định số 45/2020/NĐ-CP",),
    facts=(HOURS,),
)

MEASURES = (OVERDUE, IN_TIME)
