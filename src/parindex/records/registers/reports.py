"""Periodic reports that the office owes (1.2). Due dates are those the receiving office set, never computed here."""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column

REPORTS = Register(
    name="reports",
    title="Sổ theo dõi báo cáo định kỳ",
    criterion="1.2",
    key=("kind", "period", "receiver"),
    listed=("kind", "period", "receiver", "unit", "due", "sent", "document"),
    columns=(
        Column(name="kind", title="Loại báo cáo", required=True, synonyms=("Tên báo cáo", "Báo cáo")),
        Column(name="period", title="Kỳ", required=True, synonyms=("Kỳ báo cáo",)),
        Column(name="receiver", title="Cơ quan nhận", required=True, synonyms=("Nơi nhận", "Gửi")),
        unit_column("Đơn vị soạn"),
        Column(name="due", title="Hạn gửi", type=ColumnType.DATE, required=True, synonyms=("Thời hạn", "Hạn")),
        Column(name="sent", title="Ngày gửi", type=ColumnType.DATE, synonyms=("Ngày gửi báo cáo",)),
        Column(name="document", title="Số, ký hiệu", synonyms=("Số ký hiệu", "Số văn bản")),
        Column(name="note", title="Ghi chú"),
    ),
    checks=(
        Check(
            code="document_missing",
            column="document",
            holds="sent IS NULL OR document IS NOT NULL",
            message="Đã có ngày gửi thì cần số, ký hiệu văn bản; hãy ghi số của báo cáo đã gửi.",
        ),
    ),
)
