"""Yearly review of procedures (3.3): which were planned and reviewed, and what simplification was proposed and approved."""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

D, N = ColumnType.DATE, ColumnType.INTEGER

PROCEDURE_REVIEWS = Register(
    name="procedure_reviews",
    title="Rà soát, đánh giá thủ tục hành chính",
    criterion="3.3",
    key=("year", "procedure"),
    listed=("procedure", "procedure_name", "unit", "reviewed", "proposal", "document"),
    columns=(
        Column(name="year", title="Năm", type=N, required=True, synonyms=("Năm rà soát",)),
        Column(
            name="procedure",
            title="Mã TTHC",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã thủ tục", "Mã số TTHC"),
        ),
        Column(name="procedure_name", title="Tên TTHC", synonyms=("Tên thủ tục", "Tên thủ tục hành chính")),
        unit_column("Đơn vị rà soát"),
        Column(name="plan", title="Kế hoạch rà soát", synonyms=("Số kế hoạch rà soát", "Kế hoạch")),
        Column(name="plan_date", title="Ngày kế hoạch rà soát", type=D, synonyms=("Ngày kế hoạch",)),
        Column(name="planned", title="Hạn rà soát", type=D, synonyms=("Thời hạn rà soát",)),
        Column(name="reviewed", title="Ngày hoàn thành rà soát", type=D, synonyms=("Ngày rà soát",)),
        Column(
            name="proposal",
            title="Có phương án đơn giản hóa",
            type=ColumnType.BOOLEAN,
            synonyms=("Có kiến nghị", "Kiến nghị đơn giản hóa"),
        ),
        Column(name="proposal_text", title="Nội dung kiến nghị", synonyms=("Phương án đơn giản hóa",)),
        Column(name="saved_days", title="Số ngày cắt giảm", type=N, synonyms=("Thời gian cắt giảm",)),
        Column(name="saved_papers", title="Số giấy tờ cắt giảm", type=N, synonyms=("Giấy tờ cắt giảm",)),
        Column(
            name="cost_before",
            title="Chi phí tuân thủ trước (đồng/năm)",
            type=ColumnType.DECIMAL,
            synonyms=("Chi phí trước", "Chi phí tuân thủ hiện tại"),
        ),
        Column(
            name="cost_after",
            title="Chi phí tuân thủ sau (đồng/năm)",
            type=ColumnType.DECIMAL,
            synonyms=("Chi phí sau", "Chi phí tuân thủ sau đơn giản hóa"),
        ),
        Column(name="document", title="Văn bản", synonyms=("Số văn bản",), hint="Báo cáo, tờ trình kết quả rà soát"),
        Column(
            name="approved_by",
            title="Quyết định thông qua phương án",
            synonyms=("Quyết định thông qua", "Số quyết định thông qua"),
        ),
        Column(name="approved", title="Ngày thông qua phương án", type=D, synonyms=("Ngày thông qua",)),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="not_reviewed",
            column="proposal",
            holds="proposal IS DISTINCT FROM TRUE OR reviewed IS NOT NULL",
            message="Có phương án đơn giản hóa thì cần ngày hoàn thành rà soát.",
        ),
        Check(
            code="no_proposal",
            column="approved",
            holds="approved IS NULL OR (proposal IS TRUE AND approved >= reviewed)",
            message="Chỉ thông qua được phương án đơn giản hóa đã rà soát xong; hãy xem lại ngày thông qua.",
        ),
        Check(
            code="decision_missing",
            column="approved_by",
            holds="approved IS NULL OR approved_by IS NOT NULL",
            message="Đã thông qua phương án thì cần số quyết định.",
        ),
        Check(
            code="cost_not_lower",
            column="cost_after",
            holds="cost_after IS NULL OR (cost_after >= 0 AND cost_after <= coalesce(cost_before, -1))",
            message="Chi phí sau đơn giản hóa phải từ 0 đến chi phí trước; hãy ghi cả hai số.",
        ),
        Check(
            code="negative",
            column="saved_days",
            holds="coalesce(saved_days, 0) >= 0 AND coalesce(saved_papers, 0) >= 0",
            message="Số ngày, số giấy tờ cắt giảm không thể âm.",
        ),
    ),
)
