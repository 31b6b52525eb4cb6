"""Checks of what was delegated to other levels and units (4.3): one row a delegated task, receiver and year."""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

_DAY, _NUMBER = ColumnType.DATE, ColumnType.INTEGER

DELEGATION_CHECKS = Register(
    name="delegation_checks",
    title="Kiểm tra nhiệm vụ đã phân cấp",
    criterion="4.3",
    key=("year", "task", "receiver"),
    listed=("task", "receiver", "unit", "due", "done", "found", "fixed", "reported"),
    columns=(
        Column(name="year", title="Năm", type=_NUMBER, required=True, synonyms=("Năm kế hoạch", "Năm kiểm tra")),
        Column(
            name="task",
            title="Nhiệm vụ phân cấp",
            required=True,
            synonyms=("Nội dung phân cấp", "Nhiệm vụ đã phân cấp", "Nhiệm vụ"),
        ),
        Column(
            name="receiver",
            title="Cơ quan được phân cấp",
            required=True,
            synonyms=("Đơn vị được phân cấp", "Nơi được phân cấp", "Đơn vị được kiểm tra"),
        ),
        unit_column("Đơn vị kiểm tra", "Đơn vị theo dõi", "Phòng kiểm tra"),
        basis_column("Văn bản phân cấp", "Quyết định phân cấp"),
        Column(name="due", title="Hạn kiểm tra", type=_DAY, required=True, synonyms=("Kế hoạch kiểm tra", "Hạn")),
        Column(name="done", title="Ngày kiểm tra", type=_DAY, synonyms=("Ngày hoàn thành kiểm tra", "Đã kiểm tra")),
        Column(name="found", title="Số hạn chế phát hiện", type=_NUMBER, synonyms=("Hạn chế", "Số sai sót")),
        Column(name="fixed", title="Số hạn chế đã khắc phục", type=_NUMBER, synonyms=("Đã khắc phục",)),
        Column(
            name="report_due",
            title="Hạn báo cáo năm",
            type=_DAY,
            synonyms=("Hạn báo cáo UBND tỉnh", "Hạn báo cáo"),
            hint="Hạn gửi báo cáo năm về UBND tỉnh",
        ),
        Column(
            name="reported", title="Ngày báo cáo năm", type=_DAY, synonyms=("Ngày báo cáo UBND tỉnh", "Ngày báo cáo")
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="findings_missing",
            column="found",
            holds="done IS NULL OR found IS NOT NULL",
            message="Đã kiểm tra thì cần số hạn chế phát hiện; hãy ghi 0 nếu không có.",
        ),
        Check(
            code="more_than_found",
            column="fixed",
            holds="coalesce(fixed, 0) <= coalesce(found, 0)",
            message="Số đã khắc phục lớn hơn số phát hiện; hãy xem lại hai số này.",
        ),
        Check(
            code="negative",
            column="found",
            holds="coalesce(found, 0) >= 0 AND coalesce(fixed, 0) >= 0",
            message="Số hạn chế không thể âm.",
        ),
    ),
)
