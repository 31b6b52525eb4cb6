"""Quality of service in procedures, group 3 of the set of QĐ 766/QĐ-TTg: online services and online payment."""

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.measures.quality_766 import BASIS_766, FULL_MARKS, IN_PERIOD
from parindex.records.registers.dossiers import DOSSIERS
from parindex.records.schema import ColumnType

PAID_CODES = Fact(
    name="dossiers.paid_online_codes",
    title="Mã của cột Thanh toán trực tuyến được tính là đã thanh toán trực tuyến",
    steps=(
        Step(
            value="1,2",
            source="Trường DuocThanhToanTrucTuyen nhận mã 1 và 2; nghĩa riêng của từng mã cần xác nhận",
            confirmed=False,
        ),
    ),
    choices=(("1,2", "Mã 1 và mã 2"), ("1", "Chỉ mã 1")),
)
IN_FORCE = "(valid_from IS NULL OR valid_from <= $as_of) AND (valid_to IS NULL OR valid_to > $as_of)"
_ONLINE = "coalesce(online_level IN ('3', '4', 'partial', 'full'), FALSE)"
_PAID = f"coalesce(paid_online <> '0' AND contains({held('dossiers.paid_online_codes', '$as_of', 'value')}, paid_online), FALSE)"
_DOSSIERS = added("dossiers_this_way", "Số hồ sơ trong kỳ", ColumnType.INTEGER)


ONLINE_PROCEDURES = Measure(
    code="service_766.online_procedures",
    title="766 – 3.1: Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến",
    thing="thủ tục",
    registers=("procedures",),
    counted=f"SELECT *, CAST({_ONLINE} AS INTEGER) AS num, 1 AS den FROM procedures WHERE {IN_FORCE}",
    policy=Policy(
        "in_force/online",
        "Thủ tục còn hiệu lực tại ngày tính; cung cấp mức độ 3, 4 (từ 15/8/2022: một phần, toàn trình) / tổng số thủ tục.",
    ),
    basis=BASIS_766,
    target=percent_target("service_766.online_procedures", "80", source=FULL_MARKS),
)
WITH_DOSSIERS = Measure(
    code="service_766.online_with_dossiers",
    title="766 – 3.2: Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ trực tuyến",
    thing="dịch vụ công trực tuyến",
    registers=("procedures", "dossiers"),
    counted=f"""
        SELECT p.*, coalesce(d.dossiers, 0) AS dossiers_this_way,
            CAST(coalesce(d.dossiers, 0) > 0 AS INTEGER) AS num, 1 AS den
        FROM procedures AS p LEFT JOIN (
            SELECT procedure, count(*) AS dossiers FROM dossiers WHERE {IN_PERIOD} AND channel = 'online' GROUP BY procedure
        ) AS d ON d.procedure = p.code
        WHERE {_ONLINE} AND {IN_FORCE}
    """,
    added=(_DOSSIERS,),
    policy=Policy(
        "in_force/online/dossier_in_period",
        "Dịch vụ công trực tuyến còn hiệu lực tại ngày tính; có ít nhất một hồ sơ trực tuyến tiếp nhận trong kỳ.",
    ),
    basis=BASIS_766,
)
WITH_E_RESULT = Measure(
    code="service_766.online_with_e_result",
    title="766 – 3.3: Tỷ lệ hồ sơ trực tuyến có kết quả điện tử, nhân tỷ lệ đồng bộ",
    thing="hồ sơ trực tuyến",
    registers=("dossiers",),
    counted=f"""
        WITH sent AS (
            SELECT count(synced) AS known, count(*) FILTER (synced = 'yes') AS synced_ones FROM dossiers WHERE {IN_PERIOD}
        )
        SELECT dossiers.*, CAST(coalesce(e_result, FALSE) AS INTEGER) * synced_ones AS num,
            CAST(e_result IS NOT NULL AS INTEGER) * known AS den
        FROM dossiers, sent WHERE {IN_PERIOD} AND channel = 'online' AND CAST(finished AS DATE) <= $as_of
            AND coalesce(result_due, TRUE)
    """,
    added=(DOSSIERS.column("e_result"),),
    policy=Policy(
        "accepted_in_period/online_finished/e_result_times_synced",
        "Hồ sơ trực tuyến tiếp nhận trong kỳ, đã xong và phải trả giấy tờ: (hồ sơ có kết quả điện tử / tổng) × (hồ sơ đã "
        "đồng bộ / hồ sơ tiếp nhận trong kỳ có ghi trạng thái đồng bộ); mỗi hồ sơ góp số hồ sơ đồng bộ vào tử số, số hồ "
        "sơ tiếp nhận vào mẫu số; chưa ghi nhận thì liệt kê nhưng không tính.",
    ),
    basis=BASIS_766,
    target=percent_target("service_766.online_with_e_result", "50", source=FULL_MARKS),
)
PAYABLE = Measure(
    code="service_766.payable_online",
    title="766 – 3.5: Tỷ lệ thủ tục có nghĩa vụ tài chính đã thanh toán trực tuyến được",
    thing="thủ tục có nghĩa vụ tài chính",
    registers=("procedures", "dossiers"),
    counted=f"""
        SELECT p.*, d.paid AS dossiers_this_way, CAST(d.paid > 0 AS INTEGER) AS num, 1 AS den
        FROM procedures AS p JOIN (
            SELECT procedure, count(*) FILTER ({_PAID}) AS paid FROM dossiers WHERE {IN_PERIOD} AND payable
            GROUP BY procedure
        ) AS d ON d.procedure = p.code
        WHERE {IN_FORCE}
    """,
    added=(_DOSSIERS,),
    policy=Policy(
        "in_force/payable/paid_online_in_period",
        "Thủ tục còn hiệu lực có hồ sơ mang nghĩa vụ tài chính tiếp nhận trong kỳ; đạt khi có ít nhất một hồ sơ thanh toán "
        "trực tuyến.",
    ),
    basis=BASIS_766,
    target=percent_target("service_766.payable_online", "80", source=FULL_MARKS),
    facts=(PAID_CODES,),
)
PAID = Measure(
    code="service_766.paid_online",
    title="766 – 3.6: Tỷ lệ hồ sơ thanh toán trực tuyến",
    thing="hồ sơ có nghĩa vụ tài chính",
    registers=("dossiers",),
    counted=f"""
        SELECT *, CAST({_PAID} AS INTEGER) AS num, 1 AS den FROM dossiers WHERE {IN_PERIOD} AND payable
    """,
    added=(DOSSIERS.column("paid_online"),),
    policy=Policy(
        "accepted_in_period/payable/paid_online",
        "Hồ sơ tiếp nhận trong kỳ có nghĩa vụ tài chính; thanh toán trực tuyến theo mã của tệp.",
    ),
    basis=BASIS_766,
    facts=(PAID_CODES,),
)

MEASURES = (ONLINE_PROCEDURES, WITH_DOSSIERS, WITH_E_RESULT, PAYABLE, PAID)
