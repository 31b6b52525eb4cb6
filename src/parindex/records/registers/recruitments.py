"""Recruitments (5.3), one row a person recruited, under the code of the case; the name is read, then dropped."""

from parindex.records.checklist_columns import condition_column
from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

METHODS = (
    Choice(value="examination", title="Thi tuyển"),
    Choice(value="selection", title="Xét tuyển"),
    Choice(value="reception", title="Tiếp nhận", synonyms=("Tiếp nhận không qua thi", "Xét tiếp nhận")),
)
_DAY = ColumnType.DATE

RECRUITMENTS = Register(
    name="recruitments",
    title="Tuyển dụng công chức, viên chức",
    criterion="5.3",
    key=("code",),
    key_year=("decided",),
    listed=("code", "post", "unit", "method", "decided", "decision", "procedure", "violation"),
    columns=(
        Column(
            name="code",
            title="Mã trường hợp",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã hồ sơ tuyển dụng", "Mã số"),
        ),
        unit_column("Đơn vị tuyển dụng", "Phòng, đơn vị"),
        Column(
            name="person",
            title="Họ và tên",
            personal=True,
            synonyms=("Họ tên", "Người trúng tuyển"),
            hint="Được đọc rồi bỏ ngay, không lưu vào hệ thống",
        ),
        Column(name="post", title="Vị trí tuyển dụng", required=True, synonyms=("Vị trí việc làm", "Vị trí dự tuyển")),
        Column(
            name="method",
            title="Hình thức tuyển dụng",
            type=ColumnType.CHOICE,
            choices=METHODS,
            required=True,
            synonyms=("Hình thức",),
        ),
        basis_column("Kế hoạch tuyển dụng", "Số kế hoạch tuyển dụng"),
        Column(name="announced", title="Ngày thông báo tuyển dụng", type=_DAY, synonyms=("Ngày thông báo",)),
        Column(name="examined", title="Ngày thi, xét tuyển", type=_DAY, synonyms=("Ngày thi tuyển", "Ngày xét tuyển")),
        Column(name="approved", title="Ngày công nhận kết quả", type=_DAY, synonyms=("Ngày phê duyệt kết quả",)),
        Column(
            name="decided",
            title="Ngày quyết định tuyển dụng",
            type=_DAY,
            required=True,
            synonyms=("Ngày quyết định", "Ngày ký quyết định"),
        ),
        Column(name="decision", title="Quyết định tuyển dụng", required=True, synonyms=("Số quyết định", "Quyết định")),
        condition_column("conditions", "Điều kiện dự tuyển", "Đủ điều kiện dự tuyển"),
        condition_column("qualification", "Trình độ theo vị trí", "Trình độ", "Văn bằng, chứng chỉ"),
        condition_column("procedure", "Trình tự, thủ tục", "Đúng trình tự", "Quy trình"),
        Column(name="violation", title="Sai phạm phát hiện", synonyms=("Sai phạm", "Vi phạm")),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="steps_out_of_order",
            column="decided",
            holds="decided >= coalesce(announced, decided) AND decided >= coalesce(examined, decided)"
            " AND decided >= coalesce(approved, decided)",
            message="Ngày quyết định tuyển dụng trước một bước của quy trình; hãy xem lại các ngày của dòng này.",
        ),
    ),
)
