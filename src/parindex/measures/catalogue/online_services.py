"""What was planned and reported of the services online (7.3): targets met, payment online, reasons given for no dossier.

Shares of services used are counted from procedures and dossiers, never from the totals that somebody typed in here.
"""

from datetime import date

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Nghị định số 43/2011/NĐ-CP; từ 15/8/2022: Nghị định số 42/2022/NĐ-CP",)
# The services of the year that were on offer on some day of the window, up to the as-of day.
_OFFERED = """year = $year AND (offered_from IS NULL OR offered_from <= least($last, $as_of))
    AND (offered_to IS NULL OR offered_to > $first)"""

TARGET_MET = Measure(
    code="online_services.target_met",
    title="Tỷ lệ dịch vụ công trực tuyến đạt chỉ tiêu hồ sơ trực tuyến",
    thing="dịch vụ công có chỉ tiêu",
    registers=("online_services",),
    counted=f"""
        SELECT *, CAST(online * 100 >= target * dossiers AS INTEGER) AS num, 1 AS den
        FROM online_services
        WHERE {_OFFERED} AND target IS NOT NULL AND online IS NOT NULL AND dossiers > 0
    """,
    policy=Policy(
        "plan_year/reported_totals",
        "Dịch vụ công của năm có chỉ tiêu và có phát sinh hồ sơ; theo số tổng hợp ghi trong sổ; đạt khi tỷ lệ hồ sơ trực "
        "tuyến không dưới chỉ tiêu.",
    ),
    basis=_BASIS,
)

PAID_ONLINE = Measure(
    code="online_services.paid_online",
    title="Tỷ lệ dịch vụ công có nghĩa vụ tài chính được thanh toán trực tuyến",
    thing="dịch vụ công có nghĩa vụ tài chính",
    registers=("online_services",),
    counted=f"""
        SELECT *, CAST(paid_online IS TRUE AS INTEGER) AS num, 1 AS den
        FROM online_services WHERE {_OFFERED} AND payable IS TRUE
    """,
    added=(added("paid_online", "Thanh toán trực tuyến được", ColumnType.BOOLEAN),),
    policy=Policy("plan_year/payable", "Dịch vụ công của năm có phí, lệ phí; đạt khi thanh toán trực tuyến được."),
    basis=_BASIS,
    target=Fact(
        name="target.online_services.paid_online",
        title="Mục tiêu",
        unit="%",
        steps=(
            Step(
                value="80",
                valid_from=date(2022, 8, 1),
                source="Bộ chỉ số theo Quyết định số 766/QĐ-TTg: từ 80% (áp dụng từ 01/8/2022)",
            ),
        ),
    ),
)

UNUSED_EXPLAINED = Measure(
    code="online_services.unused_explained",
    title="Tỷ lệ dịch vụ công chưa có hồ sơ trực tuyến đã tuyên truyền và nêu lý do",
    thing="dịch vụ công chưa có hồ sơ trực tuyến",
    registers=("online_services",),
    counted=f"""
        SELECT *, CAST(reason IS NOT NULL AND coalesce(communicated <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM online_services WHERE {_OFFERED} AND online = 0
    """,
    added=(added("communicated", "Ngày tuyên truyền", ColumnType.DATE),),
    policy=Policy(
        "plan_year/unused",
        "Dịch vụ công của năm ghi số hồ sơ trực tuyến bằng 0; đạt khi đã tuyên truyền và nêu lý do.",
    ),
    basis=_BASIS,
)

MEASURES = (TARGET_MET, PAID_ONLINE, UNUSED_EXPLAINED)
