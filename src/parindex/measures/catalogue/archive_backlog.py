"""How much of the archive backlog has been arranged (1.7), in metres of shelf."""

from parindex.measures.columns import added
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

PROCESSED = Measure(
    code="archive_backlog.processed",
    title="Tỷ lệ tài liệu tồn đọng, tích đống đã chỉnh lý",
    thing="khối tài liệu",
    amount="mét giá",
    registers=("archive_backlog",),
    counted="""
        SELECT *, processed AS num, total AS den,
            total - processed AS remaining
        FROM archive_backlog
        WHERE inventory <= $as_of
    """,
    added=(added("remaining", "Còn lại (mét giá)", ColumnType.DECIMAL),),
    policy=Policy("inventory/metres", "Tính theo mét giá; tổng số chốt theo ngày kiểm kê, lấy đến ngày cuối kỳ."),
    basis=("Nghị định số 30/2020/NĐ-CP về công tác văn thư",),
)
