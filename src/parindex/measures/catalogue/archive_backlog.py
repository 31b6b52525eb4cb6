"""How much of the archive backlog has been arranged (1.7), in metres of shelf, and handed over to the historical archive."""

from parindex.measures.columns import added
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

# An inventory every year: each stock counts once, as it was found last.
_NEWEST = """
        QUALIFY row_number() OVER (PARTITION BY unit, lower(fonds), lower("years") ORDER BY inventory DESC, key DESC) = 1"""

PROCESSED = Measure(
    code="archive_backlog.processed",
    title="Tỷ lệ tài liệu tồn đọng, tích đống đã chỉnh lý",
    thing="khối tài liệu",
    amount="mét giá",
    registers=("archive_backlog",),
    counted=f"""
        SELECT *, processed AS num, total AS den,
            total - processed AS remaining
        FROM archive_backlog
        WHERE inventory <= $as_of{_NEWEST}
    """,
    added=(added("remaining", "Còn lại (mét giá)", ColumnType.DECIMAL),),
    policy=Policy(
        "inventory/metres",
        "Tính theo mét giá; tổng số chốt theo ngày kiểm kê, lấy đến ngày cuối kỳ; mỗi khối lấy lần kiểm kê mới nhất.",
    ),
    basis=("Nghị định số 30/2020/NĐ-CP về công tác văn thư",),
)

HANDED_OVER = Measure(
    code="archive_backlog.handed_over",
    title="Tỷ lệ tài liệu đã chỉnh lý, giữ lại được giao nộp lưu trữ lịch sử",
    thing="khối tài liệu",
    amount="mét giá",
    registers=("archive_backlog",),
    counted=f"""
        SELECT *, coalesce(handed, 0) AS num,
            CASE WHEN EXISTS (SELECT 1 FROM archive_backlog WHERE handed IS NOT NULL)
                THEN processed - coalesce(destroyed, 0) ELSE 0 END AS den
        FROM archive_backlog
        WHERE inventory <= $as_of{_NEWEST}
    """,
    added=(
        added("destroyed", "Đã tiêu hủy (mét giá)", ColumnType.DECIMAL),
        added("handed", "Đã giao nộp lưu trữ lịch sử (mét giá)", ColumnType.DECIMAL),
    ),
    policy=Policy(
        "inventory/kept_metres",
        "Tính theo mét giá; số đã giao nộp trên số đã chỉnh lý trừ số đã tiêu hủy; sổ chưa ghi số đã giao nộp nào thì chưa tính.",
    ),
    basis=("Luật Lưu trữ năm 2011; từ 01/7/2025: Luật Lưu trữ số 33/2024/QH15",),
)

MEASURES = (PROCESSED, HANDED_OVER)
