"""Yearly review of procedures (3.3): which were reviewed, and which review proposed a simplification."""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column

PROCEDURE_REVIEWS = Register(
    name="procedure_reviews",
    title="Rà soát, đánh giá thủ tục hành chính",
    criterion="3.3",
    key=("year", "procedure"),
    listed=("procedure", "procedure_name", "unit", "reviewed", "proposal", "document"),
    columns=(
        Column(name="year", title="Năm", type=ColumnType.INTEGER, required=True, synonyms=("Năm rà soát",)),
        Column(
            name="procedure",
            title="Mã TTHC",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã thủ tục", "Mã số TTHC"),
        ),
        Column(name="procedure_name", title="Tên TTHC", synonyms=("Tên thủ tục", "Tên thủ tục hành chính")),
        unit_column("Đơn vị rà soát"),
        Column(name="planned", title="Hạn rà soát", type=ColumnType.DATE, synonyms=("Thời hạn rà soát",)),
        Column(name="reviewed", title="Ngày hoàn thành rà soát", type=ColumnType.DATE, synonyms=("Ngày rà soát",)),
        Column(
            name="proposal",
            title="Có phương án đơn giản hóa",
            type=ColumnType.BOOLEAN,
            synonyms=("Có kiến nghị", "Kiến nghị đơn giản hóa"),
        ),
        Column(name="proposal_text", title="Nội dung kiến nghị", synonyms=("Phương án đơn giản hóa",)),
        Column(name="document", title="Văn bản", synonyms=("Số văn bản",)),
        Column(name="note", title="Ghi chú"),
    ),
    checks=(
        Check(
            code="not_reviewed",
            column="proposal",
            holds="proposal IS DISTINCT FROM TRUE OR reviewed IS NOT NULL",
            message="Có phương án đơn giản hóa thì cần ngày hoàn thành rà soát.",
        ),
    ),
)
