"""Unsorted archive records (1.7), in metres of shelf (mét giá). The total is frozen by its inventory date."""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column

ARCHIVE_BACKLOG = Register(
    name="archive_backlog",
    title="Tài liệu tồn đọng, tích đống",
    criterion="1.7",
    key=("unit", "fonds", "years"),
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
            name="inventory",
            title="Ngày kiểm kê",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Ngày chốt số liệu",),
        ),
        Column(
            name="total",
            title="Tổng số (mét giá)",
            type=ColumnType.DECIMAL,
            required=True,
            synonyms=("Tổng số mét giá", "Tổng số"),
        ),
        Column(
            name="processed",
            title="Đã chỉnh lý (mét giá)",
            type=ColumnType.DECIMAL,
            required=True,
            synonyms=("Đã xử lý", "Đã chỉnh lý"),
        ),
        Column(name="note", title="Ghi chú"),
    ),
    checks=(
        Check(
            code="more_than_total",
            column="processed",
            holds="processed <= total",
            message="Số mét đã chỉnh lý lớn hơn tổng số; hãy xem lại hai số này.",
        ),
        Check(code="negative", column="processed", holds="processed >= 0", message="Số mét giá không thể âm."),
    ),
)
