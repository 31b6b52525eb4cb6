"""What a plan promised: one row an item, as in the annex of an improvement plan (1.1 and the plan itself).

Each quarter the units say how an item stands (Kế hoạch cải thiện: "hằng quý rà soát từng chỉ tiêu"): four columns of words.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

STANDS = (
    Choice(value="not_started", title="Chưa thực hiện", synonyms=("Chưa",)),
    Choice(value="doing", title="Đang thực hiện", synonyms=("Đang", "Trong hạn")),
    Choice(value="done", title="Đã hoàn thành", synonyms=("Hoàn thành", "Xong")),
    Choice(value="behind", title="Chậm tiến độ", synonyms=("Chậm", "Trễ hạn", "Quá hạn")),
)
QUARTERS = tuple(
    Column(
        name=f"quarter_{number}",
        title=f"Tình trạng quý {roman}",
        type=ColumnType.CHOICE,
        choices=STANDS,
        synonyms=(f"Quý {roman}", f"Kết quả quý {roman}"),
    )
    for number, roman in enumerate(("I", "II", "III", "IV"), start=1)
)

PLAN_ITEMS = Register(
    name="plan_items",
    title="Nhiệm vụ trong kế hoạch",
    criterion="1.1",
    key=("plan", "code"),
    key_year=("year", "issued", "due"),
    listed=("code", "content", "lead", "action", "due", "done", "plan"),
    columns=(
        Column(
            name="plan",
            title="Kế hoạch",
            required=True,
            synonyms=("Tên kế hoạch", "Số kế hoạch"),
            hint="Ví dụ: Kế hoạch CCHC năm 2021",
        ),
        Column(
            name="year",
            title="Năm kế hoạch",
            type=ColumnType.INTEGER,
            synonyms=("Năm",),
            hint="Để trống thì lấy năm của thời hạn",
        ),
        Column(
            name="issued",
            title="Ngày ban hành kế hoạch",
            type=ColumnType.DATE,
            synonyms=("Ngày ban hành", "Ngày kế hoạch"),
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
        *QUARTERS,
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="before_plan",
            column="due",
            holds="due IS NULL OR issued IS NULL OR due >= issued",
            message="Thời hạn trước ngày ban hành kế hoạch; hãy xem lại hai ngày này.",
        ),
    ),
)
