"""How dossiers run beside the statuses (3.2): waiting, without a due date, carried over, handed over late, extended.

The words and the windows differ from report to report; each figure prints its own.
"""

from parindex.measures.columns import STATUS, added
from parindex.measures.dossier_rows import ENDED, ENDED_FACTS, JUDGED, POLICY, STATED
from parindex.measures.measure import Measure, Policy

_IN_PERIOD = "received_on BETWEEN $first AND least($last, $as_of)"
# Open when the window begins: not ended before it, whatever became of it since.
CARRIED = "(received_on < $first AND coalesce(CAST(ended_at AS DATE) >= $first, ended_as IS NULL))"

NO_DUE = Measure(
    code="dossiers.no_due",
    title="Số hồ sơ không có ngày hẹn trả",
    thing="hồ sơ",
    registers=("dossiers",),
    counted=f"SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({JUDGED}) WHERE status = 'no_due'",
    added=(STATUS,),
    policy=POLICY,
    is_count=True,
    costs="num > 0",
)
SUSPENDED = Measure(
    code="dossiers.suspended",
    title="Số hồ sơ đang tạm dừng, chờ người nộp",
    thing="hồ sơ",
    registers=("dossiers",),
    counted=f"""
        SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({STATED})
        WHERE {_IN_PERIOD} AND waiting
    """,
    added=(added("stage_now", "Giai đoạn"),),
    policy=Policy(
        "accepted_in_period/waiting_on_day",
        "Hồ sơ tiếp nhận trong kỳ, chưa kết thúc tại ngày tính và đang chờ bổ sung hoặc chờ thực hiện nghĩa vụ tài "
        "chính (ngày yêu cầu đã có, ngày bổ sung chưa có; không có ngày thì theo trạng thái trong tệp).",
    ),
    facts=ENDED_FACTS,
    is_count=True,
    costs="FALSE",
)
CARRIED_OVER = Measure(
    code="dossiers.carried_over",
    title="Số hồ sơ từ kỳ trước chuyển sang",
    thing="hồ sơ",
    registers=("dossiers",),
    counted=f"""
        SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({STATED})
        WHERE {CARRIED} AND ended_as IS DISTINCT FROM 'refused_at_reception'
    """,
    added=(ENDED,),
    policy=Policy(
        "open_on_first_day",
        "Hồ sơ tiếp nhận trước kỳ và chưa kết thúc trước ngày đầu kỳ.",
    ),
    facts=ENDED_FACTS,
    is_count=True,
    costs="FALSE",
)
_BAD = """(CASE WHEN ended_as IS NULL THEN due IS NULL OR CAST(due AS DATE) < $as_of
    ELSE due IS NULL OR ended_at IS NULL OR CAST(ended_at AS DATE) > CAST(due AS DATE) END)"""
WORKLOAD = Measure(
    code="dossiers.rate_workload",
    title="Tỷ lệ hồ sơ không trễ, không quá hạn trên toàn bộ hồ sơ phải giải quyết",
    thing="hồ sơ",
    registers=("dossiers",),
    counted=f"""
        SELECT *, CASE WHEN ended_as IS NULL THEN CASE WHEN due IS NULL THEN 'no_due'
                WHEN CAST(due AS DATE) >= $as_of THEN 'pending' ELSE 'overdue' END
            WHEN due IS NULL THEN 'no_due' WHEN CAST(ended_at AS DATE) < CAST(due AS DATE) THEN 'early'
            WHEN CAST(ended_at AS DATE) = CAST(due AS DATE) THEN 'on_time' ELSE 'late' END AS status,
            CAST(NOT {_BAD} AS INTEGER) AS num, 1 AS den
        FROM ({STATED}) WHERE ({_IN_PERIOD} OR {CARRIED}) AND coalesce(ended_counts, 'timed') = 'timed'
            AND ended_as IS DISTINCT FROM 'refused_at_reception'
    """,
    added=(STATUS,),
    policy=Policy(
        "accepted_or_carried_over/due_in_file/day",
        "100% trừ (trễ hạn + đang giải quyết quá hạn) / (tiếp nhận trong kỳ + kỳ trước chuyển sang); xong là chuyển kết "
        "quả ra quầy, không phải lúc người dân nhận; hồ sơ không có ngày hẹn trả nằm trong mẫu số, không tính vào số đạt; "
        "hồ sơ rút, dừng không tính.",
    ),
    basis=("Thông báo “Cách tính thống kê tình hình xử lý hồ sơ theo tháng”, Cổng một cửa điện tử tỉnh Gia Lai",),
    facts=ENDED_FACTS,
)
RETURNED_LATE = Measure(
    code="dossiers.returned_late",
    title="Số hồ sơ trả kết quả sau ngày hẹn trả",
    thing="hồ sơ",
    registers=("dossiers",),
    counted=f"""
        SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({JUDGED})
        WHERE CAST(returned AS DATE) <= $as_of AND CAST(returned AS DATE) > CAST(due AS DATE)
    """,
    added=(STATUS,),
    policy=Policy(
        "accepted_in_period/handed_over/day",
        "Hồ sơ tiếp nhận trong kỳ, người dân nhận kết quả sau ngày hẹn trả, theo ngày; khác với trễ hạn, vì hạn xét "
        "theo ngày kết thúc xử lý.",
    ),
    is_count=True,
    costs="FALSE",
)

MEASURES = (NO_DUE, SUSPENDED, CARRIED_OVER, WORKLOAD, RETURNED_LATE)
