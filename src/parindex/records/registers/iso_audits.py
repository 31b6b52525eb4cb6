"""Keeping the quality system ISO 9001:2015 alive (7.5): internal audits, management reviews, corrective actions, one row each."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

KINDS = (
    Choice(value="audit", title="Đánh giá nội bộ", synonyms=("Đánh giá",)),
    Choice(value="review", title="Xem xét của lãnh đạo", synonyms=("Họp xem xét",)),
    Choice(value="action", title="Hành động khắc phục", synonyms=("Khắc phục", "Điểm không phù hợp")),
)

ISO_AUDITS = Register(
    name="iso_audits",
    title="Đánh giá nội bộ và hành động khắc phục ISO",
    criterion="7.5",
    key=("code",),
    key_year=("raised", "due"),
    listed=("code", "kind", "content", "unit", "raised", "due", "done"),
    columns=(
        Column(name="code", title="Mã", type=ColumnType.CODE, required=True, synonyms=("Số phiếu", "Mã số")),
        Column(
            name="kind", title="Loại việc", type=ColumnType.CHOICE, choices=KINDS, required=True, synonyms=("Loại",)
        ),
        Column(name="content", title="Nội dung", required=True, synonyms=("Phạm vi", "Nội dung, phạm vi", "Phát hiện")),
        unit_column("Đơn vị được đánh giá", "Đơn vị khắc phục"),
        Column(
            name="audit",
            title="Mã đợt đánh giá",
            type=ColumnType.CODE,
            synonyms=("Thuộc đợt đánh giá",),
            hint="Với hành động khắc phục: đợt đánh giá đã phát hiện",
        ),
        basis_column("Kế hoạch đánh giá", "Số kế hoạch"),
        Column(name="raised", title="Ngày phát hiện", type=ColumnType.DATE, synonyms=("Ngày lập phiếu",)),
        Column(
            name="due",
            title="Thời hạn",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Ngày theo kế hoạch", "Hạn khắc phục", "Hạn"),
        ),
        Column(name="done", title="Ngày hoàn thành", type=ColumnType.DATE, synonyms=("Ngày đánh giá", "Ngày đóng")),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="raised_missing",
            column="raised",
            holds="kind <> 'action' OR raised IS NOT NULL",
            message="Hành động khắc phục cần ngày phát hiện; hãy ghi ngày lập phiếu.",
        ),
        Check(
            code="before_raised",
            column="done",
            holds="done IS NULL OR raised IS NULL OR done >= raised",
            message="Ngày hoàn thành trước ngày phát hiện; hãy xem lại hai ngày này.",
        ),
    ),
)
