"""Tasks given by the provincial People's Committee and its chairman (1.6).

Two closing dates are kept: when the unit submitted and when the assigning office accepted; they are the usual dispute.
"""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column

ASSIGNED_TASKS = Register(
    name="assigned_tasks",
    title="Nhiệm vụ UBND Tỉnh, Chủ tịch UBND Tỉnh giao",
    criterion="1.6",
    key=("code",),
    listed=("code", "task", "unit", "assigned", "due", "submitted", "accepted"),
    columns=(
        Column(
            name="code",
            title="Mã nhiệm vụ",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã số nhiệm vụ", "Mã NV"),
        ),
        Column(name="assigned_by", title="Văn bản giao", required=True, synonyms=("Số văn bản giao",)),
        Column(
            name="assigned",
            title="Ngày giao",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Ngày văn bản",),
        ),
        Column(name="task", title="Nội dung nhiệm vụ", required=True, synonyms=("Nội dung", "Nhiệm vụ")),
        unit_column("Đơn vị chủ trì", "Phòng chủ trì", "Đơn vị xử lý"),
        Column(
            name="due",
            title="Hạn hoàn thành",
            type=ColumnType.DATE,
            synonyms=("Hạn xử lý", "Thời hạn hoàn thành", "Hạn"),
            hint="Để trống khi văn bản không nêu thời hạn",
        ),
        Column(
            name="submitted",
            title="Ngày hoàn thành",
            type=ColumnType.DATE,
            synonyms=("Ngày báo cáo kết quả", "Ngày đơn vị báo cáo"),
        ),
        Column(name="accepted", title="Ngày xác nhận", type=ColumnType.DATE, synonyms=("Ngày VP UBND xác nhận",)),
        Column(name="result", title="Văn bản kết quả", synonyms=("Số văn bản kết quả", "Sản phẩm")),
        Column(name="note", title="Ghi chú"),
    ),
    checks=(
        Check(
            code="before_assigned",
            column="submitted",
            holds="submitted IS NULL OR submitted >= assigned",
            message="Ngày hoàn thành trước ngày giao; hãy xem lại hai ngày này.",
        ),
        Check(
            code="before_assigned",
            column="due",
            holds="due IS NULL OR due >= assigned",
            message="Hạn hoàn thành trước ngày giao; hãy xem lại hai ngày này.",
        ),
    ),
)
