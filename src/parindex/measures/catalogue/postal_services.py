"""What was planned and reported of procedures by public post (7.4): targets met, reasons given for no dossier."""

from parindex.measures.columns import added
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Quyết định số 45/2016/QĐ-TTg",)
_OFFERED = """year = $year AND (offered_from IS NULL OR offered_from <= least($last, $as_of))
    AND (offered_to IS NULL OR offered_to > $first)"""

TARGET_MET = Measure(
    code="postal_services.target_met",
    title="Tỷ lệ thủ tục đạt chỉ tiêu hồ sơ qua bưu chính công ích",
    thing="thủ tục có chỉ tiêu",
    registers=("postal_services",),
    counted=f"""
        SELECT *, CAST(by_post * 100 >= target * dossiers AS INTEGER) AS num, 1 AS den FROM (
            SELECT *, greatest(coalesce(received, 0), coalesce(returned, 0)) AS by_post
            FROM postal_services
            WHERE {_OFFERED} AND target IS NOT NULL AND dossiers > 0 AND coalesce(received, returned) IS NOT NULL
        )
    """,
    added=(added("by_post", "Số hồ sơ qua bưu chính", ColumnType.INTEGER),),
    policy=Policy(
        "plan_year/reported_totals",
        "Thủ tục của năm có chỉ tiêu và có phát sinh hồ sơ; theo số tổng hợp ghi trong sổ, lấy số lớn hơn của nhận và trả qua "
        "bưu chính.",
    ),
    basis=_BASIS,
)

UNUSED_EXPLAINED = Measure(
    code="postal_services.unused_explained",
    title="Tỷ lệ thủ tục chưa có hồ sơ qua bưu chính đã tuyên truyền và nêu lý do",
    thing="thủ tục chưa có hồ sơ qua bưu chính",
    registers=("postal_services",),
    counted=f"""
        SELECT *, CAST(reason IS NOT NULL AND coalesce(communicated <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM postal_services
        WHERE {_OFFERED} AND coalesce(received, 0) + coalesce(returned, 0) = 0 AND coalesce(received, returned) IS NOT NULL
    """,
    added=(added("communicated", "Ngày tuyên truyền", ColumnType.DATE),),
    policy=Policy(
        "plan_year/unused",
        "Thủ tục của năm ghi số hồ sơ nhận và trả qua bưu chính bằng 0; đạt khi đã tuyên truyền và nêu lý do.",
    ),
    basis=_BASIS,
)

MEASURES = (TARGET_MET, UNUSED_EXPLAINED)
