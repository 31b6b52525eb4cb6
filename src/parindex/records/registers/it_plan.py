"""Tasks of the plan for information technology and digital government (7.1), one row a task."""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

IT_PLAN = Register(
    name="it_plan",
    title="Kế hoạch ứng dụng công nghệ thông tin",
    criterion="7.1",
    key=("year", "code"),
    listed=("code", "content", "unit", "product", "due", "done", "year"),
    columns=(
        Column(name="year", title="Năm", type=ColumnType.INTEGER, required=True, synonyms=("Năm kế hoạch",)),
        Column(name="code", title="TT", type=ColumnType.CODE, required=True, synonyms=("Mã", "Số thứ tự", "STT")),
        Column(name="content", title="Nội dung", required=True, synonyms=("Nhiệm vụ", "Nội dung nhiệm vụ")),
        unit_column("Đơn vị chủ trì", "Phòng chủ trì"),
        basis_column("Kế hoạch", "Số kế hoạch"),
        Column(name="product", title="Sản phẩm", synonyms=("Kết quả", "Kết quả, sản phẩm")),
        Column(
            name="budget",
            title="Kinh phí (triệu đồng)",
            type=ColumnType.DECIMAL,
            synonyms=("Kinh phí", "Dự toán"),
        ),
        Column(name="due", title="Thời hạn", type=ColumnType.DATE, required=True, synonyms=("Hạn hoàn thành", "Hạn")),
        Column(name="done", title="Ngày hoàn thành", type=ColumnType.DATE, synonyms=("Hoàn thành",)),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="negative",
            column="budget",
            holds="budget IS NULL OR budget >= 0",
            message="Kinh phí không thể âm.",
        ),
    ),
)
