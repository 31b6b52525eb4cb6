"""What a plan promised: one row an item, as in the annex of an improvement plan (1.1 and the plan itself)."""

from parindex.records.schema import Column, ColumnType, Register, unit_column

PLAN_ITEMS = Register(
    name="plan_items",
    title="Nhiệm vụ trong kế hoạch",
    criterion="1.1",
    key=("plan", "code"),
    listed=("code", "content", "lead", "action", "due", "done", "plan"),
    columns=(
        Column(
            name="plan",
            title="Kế hoạch",
            required=True,
            synonyms=("Tên kế hoạch", "Số kế hoạch"),
            hint="Ví dụ: Kế hoạch CCHC năm 2021",
        ),
        Column(name="code", title="TT", type=ColumnType.CODE, required=True, synonyms=("Mã", "Số thứ tự", "STT")),
        Column(name="content", title="Nội dung", required=True, synonyms=("Nội dung nhiệm vụ", "Nhiệm vụ")),
        unit_column("Đơn vị theo dõi"),
        Column(name="lead", title="Đơn vị thực hiện", synonyms=("Chủ trì", "Đơn vị chủ trì")),
        Column(
            name="action",
            title="Mục tiêu/giải pháp thực hiện",
            synonyms=("Mục tiêu, giải pháp", "Giải pháp", "Mục tiêu/Giải pháp"),
        ),
        Column(name="partners", title="Phối hợp thực hiện", synonyms=("Phối hợp", "Đơn vị phối hợp")),
        Column(name="product", title="Sản phẩm"),
        Column(name="due", title="Thời hạn", type=ColumnType.DATE, synonyms=("Hạn hoàn thành", "Hạn")),
        Column(name="done", title="Ngày hoàn thành", type=ColumnType.DATE, synonyms=("Hoàn thành",)),
        Column(name="note", title="Ghi chú"),
    ),
)
