"""Tasks given by the provincial People's Committee and its chairman (1.6).

Two closing dates are kept: when the unit submitted and when the assigning office accepted; they are the usual dispute. So
are two due dates: the original one, and the one granted when an extension was asked for.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

CLASSES = (
    Choice(value="early", title="Hoàn thành trước hạn", synonyms=("Trước hạn", "Sớm hạn")),
    Choice(value="on_time", title="Hoàn thành đúng hạn", synonyms=("Đúng hạn",)),
    Choice(value="late", title="Hoàn thành trễ hạn", synonyms=("Trễ hạn", "Quá hạn hoàn thành")),
    Choice(value="running", title="Đang thực hiện trong hạn", synonyms=("Đang thực hiện", "Trong hạn")),
    Choice(value="overdue", title="Đang thực hiện quá hạn", synonyms=("Quá hạn", "Chưa hoàn thành quá hạn")),
    Choice(value="no_due", title="Không thời hạn", synonyms=("Không có thời hạn", "Thường xuyên")),
    Choice(value="returned", title="Trả lại, chuyển đơn vị khác", synonyms=("Trả lại", "Chuyển", "Trả lại/chuyển")),
)
D = ColumnType.DATE


def _after_assigned(column: str, words: str) -> Check:
    return Check(
        code="before_assigned",
        column=column,
        holds=f"{column} IS NULL OR {column} >= assigned",
        message=f"{words} trước ngày giao; hãy xem lại hai ngày này.",
    )


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
            type=D,
            required=True,
            synonyms=("Ngày văn bản",),
        ),
        Column(name="task", title="Nội dung nhiệm vụ", required=True, synonyms=("Nội dung", "Nhiệm vụ")),
        unit_column("Đơn vị chủ trì", "Phòng chủ trì", "Đơn vị xử lý"),
        Column(name="partners", title="Đơn vị phối hợp", synonyms=("Phối hợp", "Cơ quan phối hợp")),
        Column(
            name="received",
            title="Ngày nhận trên phần mềm",
            type=D,
            synonyms=("Ngày tiếp nhận", "Ngày nhận"),
        ),
        Column(
            name="due",
            title="Hạn hoàn thành",
            type=D,
            synonyms=("Hạn xử lý", "Thời hạn hoàn thành", "Hạn"),
            hint="Để trống khi văn bản không nêu thời hạn",
        ),
        Column(name="extension_asked", title="Ngày xin gia hạn", type=D, synonyms=("Xin gia hạn",)),
        Column(
            name="extension",
            title="Văn bản cho gia hạn",
            synonyms=("Số văn bản gia hạn", "Văn bản đồng ý gia hạn"),
        ),
        Column(
            name="extended_to",
            title="Hạn sau gia hạn",
            type=D,
            synonyms=("Gia hạn đến", "Hạn mới"),
            hint="Chỉ ghi khi người giao đã đồng ý bằng văn bản",
        ),
        Column(name="progress", title="Tiến độ (%)", type=ColumnType.INTEGER, synonyms=("Tiến độ", "% hoàn thành")),
        Column(
            name="submitted",
            title="Ngày hoàn thành",
            type=D,
            synonyms=("Ngày báo cáo kết quả", "Ngày đơn vị báo cáo", "Ngày gửi kết quả"),
        ),
        Column(
            name="accepted",
            title="Ngày xác nhận",
            type=D,
            synonyms=("Ngày VP UBND xác nhận", "Ngày người giao xác nhận"),
        ),
        Column(name="result", title="Văn bản kết quả", synonyms=("Số văn bản kết quả", "Sản phẩm")),
        Column(
            name="returned",
            title="Ngày trả lại, chuyển",
            type=D,
            synonyms=("Ngày trả lại", "Ngày chuyển đơn vị khác"),
            hint="Khi người giao đồng ý chuyển nhiệm vụ cho cơ quan khác",
        ),
        Column(
            name="classification",
            title="Phân loại trên phần mềm",
            type=ColumnType.CHOICE,
            choices=CLASSES,
            synonyms=("Phân loại", "Trạng thái", "Tình trạng"),
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        _after_assigned("submitted", "Ngày hoàn thành"),
        _after_assigned("due", "Hạn hoàn thành"),
        _after_assigned("returned", "Ngày trả lại, chuyển"),
        Check(
            code="accepted_before_submitted",
            column="accepted",
            holds="accepted IS NULL OR submitted IS NULL OR accepted >= submitted",
            message="Ngày xác nhận trước ngày đơn vị hoàn thành; hãy xem lại hai ngày này.",
        ),
        Check(
            code="extension_missing",
            column="extension",
            holds="extended_to IS NULL OR extension IS NOT NULL",
            message="Có hạn sau gia hạn thì cần số văn bản cho gia hạn.",
        ),
        Check(
            code="not_extended",
            column="extended_to",
            holds="extended_to IS NULL OR due IS NULL OR extended_to > due",
            message="Hạn sau gia hạn phải sau hạn đầu; hãy xem lại hai ngày này.",
        ),
        Check(
            code="not_percent",
            column="progress",
            holds="progress BETWEEN 0 AND 100",
            message="Tiến độ từ 0 đến 100 (%).",
        ),
    ),
)
