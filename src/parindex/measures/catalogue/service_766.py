"""Quality of service in procedures, groups 1 and 2 of the set of QĐ 766/QĐ-TTg: synchronised, in time, mean time.

Definitions of the document "Mô tả công thức tính chỉ số 766" as reproduced in public code; groups 1.1 and 1.2 are the
measures of `procedures`, group 5 those of `petitions`.
"""

from parindex.measures.columns import STATUS, added
from parindex.measures.dossier_rows import ENDED_FACTS, STATED, by
from parindex.measures.measure import Measure, Policy
from parindex.measures.quality_766 import BASIS_766, IN_PERIOD
from parindex.measures.working_days import working_days_after
from parindex.records.registers.dossiers import DOSSIERS
from parindex.records.schema import ColumnType

SYNCED = Measure(
    code="service_766.synced",
    title="766 – 1.4: Tỷ lệ hồ sơ được đồng bộ lên Cổng Dịch vụ công quốc gia",
    thing="hồ sơ",
    registers=("dossiers", "dossier_tables"),
    helping=("dossier_tables",),
    counted=f"""
        WITH got AS (SELECT * FROM dossiers WHERE {IN_PERIOD}),
        reported AS (
            SELECT coalesce(sum(coalesce(online, 0) + coalesce(direct, 0) + coalesce(postal, 0)), 0)
                - (SELECT count(*) FROM got) AS more
            FROM dossier_tables WHERE from_day >= $first AND to_day <= least($last, $as_of)
        )
        SELECT *, CAST(coalesce(synced = 'yes', FALSE) AS INTEGER) AS num, CAST(synced IS NOT NULL AS INTEGER) AS den
        FROM got
        UNION ALL BY NAME
        SELECT 'báo cáo nhiều hơn' AS key, 'Báo cáo nhiều hơn số hồ sơ' AS code, '' AS procedure, 0 AS num,
            CAST(more AS INTEGER) AS den
        FROM reported WHERE more > 0
    """,
    added=(DOSSIERS.column("synced"),),
    policy=Policy(
        "accepted_in_period/synced/max_reported_received",
        "Hồ sơ đã đồng bộ / số lớn hơn giữa số hồ sơ báo cáo (trực tuyến + trực tiếp + bưu chính, các dòng báo cáo nằm "
        "trong kỳ) và số hồ sơ tiếp nhận trong kỳ; phần báo cáo nhiều hơn đứng thành một dòng riêng; hồ sơ chưa ghi "
        "trạng thái đồng bộ thì liệt kê nhưng không tính.",
    ),
    basis=BASIS_766,
)

_REQUESTS = "coalesce(supplement_count, CAST(supplement_asked IS NOT NULL AS INTEGER))"
_SUPPLEMENT = f"""CASE WHEN {by("supplemented")} THEN
    coalesce({working_days_after("CAST(supplement_asked AS DATE)", "CAST(supplemented AS DATE)")}, 0) ELSE 0 END"""
# end_on: the day that ends the dossier in this set; until_on: the same, or the as-of day while it is open.
_TIMED = f"""
    SELECT *, coalesce(end_on, $as_of) AS until_on,
        CAST({working_days_after("received_on", "coalesce(end_on, $as_of)")} - supplement_days AS INTEGER) AS used_days
    FROM (
        SELECT s.*, p.days AS limit_published, {_REQUESTS} AS requests, CAST({_SUPPLEMENT} AS INTEGER) AS supplement_days,
            CASE WHEN ended_as = 'completed' OR {by("coalesce(finished, returned)")}
                    THEN CAST(coalesce(finished, returned) AS DATE)
                WHEN ended_as IS NOT NULL THEN CAST(ended_at AS DATE)
                WHEN waiting AND {_REQUESTS} = 1 THEN CAST(supplement_asked AS DATE) END AS end_on
        FROM ({STATED}) AS s LEFT JOIN procedures AS p ON p.code = s.procedure
        WHERE received_on <= least($last, $as_of) AND ended_as IS DISTINCT FROM 'refused_at_reception'
    ) WHERE coalesce(end_on >= $first, TRUE)
"""
_LIMIT = "coalesce(days, limit_published)"
_WITHIN = f"""CASE WHEN due IS NOT NULL THEN until_on <= CAST(due AS DATE)
    WHEN {_LIMIT} IS NULL THEN NULL
    WHEN duration_kind = 'day' THEN until_on - received_on - supplement_days <= {_LIMIT}
    WHEN duration_kind = 'month'
        THEN until_on <= CAST(received_on + to_months(CAST({_LIMIT} AS INTEGER)) AS DATE) + supplement_days
    WHEN duration_kind = 'working_hour' THEN used_days <= ceil({_LIMIT} / 8.0)
    ELSE used_days <= {_LIMIT} END"""
JUDGED_766 = f"""
    SELECT *, CASE WHEN waiting AND requests > 1 THEN 'overdue'
        WHEN within IS NULL THEN 'no_due'
        WHEN end_on IS NULL THEN CASE WHEN within THEN 'pending' ELSE 'overdue' END
        WHEN NOT within THEN 'late'
        WHEN end_on < CAST(due AS DATE) THEN 'early' ELSE 'on_time' END AS status
    FROM (SELECT *, {_WITHIN} AS within FROM ({_TIMED}))
"""
_ENDS = (
    "Hồ sơ tiếp nhận trong kỳ và hồ sơ kỳ trước còn giải quyết trong kỳ; kết thúc là xử lý xong (không có thì ngày trả), từ "
    "chối, dừng, rút sau khi tiếp nhận; đang chờ bổ sung lần đầu thì lấy ngày yêu cầu bổ sung làm ngày kết thúc, yêu cầu từ "
    "lần thứ hai là quá hạn; chưa xong thì xét đến ngày tính; không có ngày hẹn trả thì so số ngày làm việc (trừ thời gian bổ "
    "sung) với thời hạn của hồ sơ hoặc của thủ tục; thiếu cả hai thì không tính đúng hạn."
)
ON_TIME = Measure(
    code="service_766.on_time",
    title="766 – 2.1: Tỷ lệ hồ sơ giải quyết đúng hạn và đang giải quyết trong hạn",
    thing="hồ sơ",
    registers=("dossiers", "procedures"),
    helping=("procedures",),
    counted=f"""
        SELECT *, CAST(status IN ('early', 'on_time', 'pending') AS INTEGER) AS num, 1 AS den FROM ({JUDGED_766})
    """,
    added=(STATUS, added("end_on", "Ngày kết thúc theo 766", ColumnType.DATE)),
    policy=Policy("handled_in_period/766_ends/day", _ENDS),
    basis=BASIS_766,
    facts=ENDED_FACTS,
)
HANDLING_DAYS = Measure(
    code="service_766.handling_days",
    title="766 – 2.2: Tổng số ngày làm việc giải quyết của hồ sơ đã xong",
    thing="hồ sơ",
    registers=("dossiers", "procedures"),
    helping=("procedures",),
    counted=f"""
        SELECT *, greatest(used_days, 0) AS num, CAST(NULL AS INTEGER) AS den
        FROM ({JUDGED_766}) WHERE ended_as = 'completed' AND end_on BETWEEN $first AND least($last, $as_of)
            AND used_days IS NOT NULL
    """,
    added=(STATUS, added("used_days", "Số ngày làm việc đã dùng", ColumnType.INTEGER)),
    policy=Policy(
        "finished_in_period/working_days_less_supplement",
        "Hồ sơ xử lý xong trong kỳ; số ngày làm việc sau ngày tiếp nhận đến ngày kết thúc xử lý, trừ thời gian chờ bổ sung. "
        "Thời gian giải quyết bình quân = tổng này / số hồ sơ xong trong kỳ, tính trên tổng, không bình quân của bình quân.",
    ),
    basis=BASIS_766,
    facts=ENDED_FACTS,
    is_count=True,
    amount="ngày làm việc",
    costs="FALSE",
)
HANDLED = Measure(
    code="service_766.handled",
    title="766 – 2.2: Số hồ sơ đã xong, mẫu số của thời gian giải quyết bình quân",
    thing="hồ sơ",
    registers=("dossiers", "procedures"),
    helping=("procedures",),
    counted=f"""
        SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den
        FROM ({JUDGED_766}) WHERE ended_as = 'completed' AND end_on BETWEEN $first AND least($last, $as_of)
            AND used_days IS NOT NULL
    """,
    added=(STATUS, added("used_days", "Số ngày làm việc đã dùng", ColumnType.INTEGER)),
    policy=Policy(
        "finished_in_period", "Hồ sơ xử lý xong trong kỳ, cùng các hồ sơ của tổng số ngày làm việc giải quyết."
    ),
    basis=BASIS_766,
    facts=ENDED_FACTS,
    is_count=True,
    costs="FALSE",
)

MEASURES = (SYNCED, ON_TIME, HANDLING_DAYS, HANDLED)
