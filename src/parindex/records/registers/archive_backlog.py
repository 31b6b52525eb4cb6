"""Unsorted archive records (1.7), in metres of shelf (mét giá). The total is frozen by its inventory date.

The total is that of the inventory's minutes and does not shrink as work goes on: what was destroyed is part of what was
processed, and what was handed over to the historical archive is part of what was kept.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

STATES = (
    Choice(value="bundled", title="Bó gói", synonyms=("Rời lẻ", "Tích đống", "Chưa chỉnh lý")),
    Choice(value="rough", title="Chỉnh lý sơ bộ", synonyms=("Sơ bộ",)),
    Choice(value="finished", title="Chỉnh lý hoàn chỉnh", synonyms=("Hoàn chỉnh",)),
)
M = ColumnType.DECIMAL

ARCHIVE_BACKLOG = Register(
    name="archive_backlog",
    title="Tài liệu tồn đọng, tích đống",
    criterion="1.7",
    key=("unit", "fonds", "years"),
    key_year=("inventory",),
    listed=("fonds", "years", "unit", "inventory", "total", "processed"),
    columns=(
        unit_column("Đơn vị", "Phòng"),
        Column(name="fonds", title="Khối tài liệu", required=True, synonyms=("Phông, khối tài liệu", "Tên khối")),
        Column(
            name="years",
            title="Giai đoạn",
            required=True,
            synonyms=("Thời gian tài liệu", "Giai đoạn tài liệu"),
        ),
        Column(
            name="condition",
            title="Tình trạng tài liệu",
            type=ColumnType.CHOICE,
            choices=STATES,
            synonyms=("Tình trạng", "Mức độ chỉnh lý"),
        ),
        Column(
            name="inventory",
            title="Ngày kiểm kê",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Ngày chốt số liệu",),
        ),
        Column(name="minutes", title="Biên bản kiểm kê", synonyms=("Số biên bản kiểm kê",)),
        Column(
            name="total",
            title="Tổng số (mét giá)",
            type=M,
            required=True,
            synonyms=("Tổng số mét giá", "Tổng số"),
            hint="Theo biên bản kiểm kê; không giảm khi đã xử lý",
        ),
        Column(
            name="processed",
            title="Đã chỉnh lý (mét giá)",
            type=M,
            required=True,
            synonyms=("Đã xử lý", "Đã chỉnh lý"),
            hint="Gồm cả phần đã loại ra tiêu hủy",
        ),
        Column(name="destroyed", title="Đã tiêu hủy (mét giá)", type=M, synonyms=("Đã tiêu hủy", "Tiêu hủy")),
        Column(
            name="destruction",
            title="Hồ sơ tiêu hủy",
            synonyms=("Quyết định tiêu hủy", "Biên bản tiêu hủy"),
            hint="Hội đồng xác định giá trị, danh mục, quyết định tiêu hủy",
        ),
        Column(
            name="handed",
            title="Đã giao nộp lưu trữ lịch sử (mét giá)",
            type=M,
            synonyms=("Đã giao nộp", "Giao nộp lưu trữ lịch sử"),
        ),
        Column(name="handover", title="Biên bản giao nộp", synonyms=("Biên bản giao nhận tài liệu",)),
        responsible_column(),
        evidence_column(),
        note_column("Lý do"),
    ),
    checks=(
        Check(
            code="more_than_total",
            column="processed",
            holds="processed <= total",
            message="Số mét đã chỉnh lý lớn hơn tổng số; hãy xem lại hai số này.",
        ),
        Check(code="negative", column="processed", holds="processed >= 0", message="Số mét giá không thể âm."),
        Check(
            code="more_than_processed",
            column="destroyed",
            holds="coalesce(destroyed, 0) >= 0 AND coalesce(handed, 0) >= 0"
            " AND coalesce(destroyed, 0) + coalesce(handed, 0) <= greatest(processed, 0)",
            message="Số mét đã tiêu hủy và đã giao nộp cộng lại lớn hơn số đã chỉnh lý, hoặc âm; hãy xem lại.",
        ),
        Check(
            code="paper_missing",
            column="destruction",
            holds="coalesce(destroyed, 0) = 0 OR destruction IS NOT NULL",
            message="Đã tiêu hủy thì cần hồ sơ tiêu hủy (hội đồng, danh mục, quyết định).",
        ),
        Check(
            code="minutes_missing",
            column="handover",
            holds="coalesce(handed, 0) = 0 OR handover IS NOT NULL",
            message="Đã giao nộp thì cần biên bản giao nộp.",
        ),
    ),
)
