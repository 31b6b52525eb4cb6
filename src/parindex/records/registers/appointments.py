"""Appointments to leading posts (5.4), one row a case under its code; the name is read, then dropped.

The checklist is the one that appraisers ask for: quy hoạch, trình độ, lý luận chính trị, tuổi, thời hạn giữ chức vụ.
"""

from parindex.records.checklist_columns import condition_column
from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

KINDS = (
    Choice(value="first", title="Bổ nhiệm", synonyms=("Bổ nhiệm lần đầu", "Bổ nhiệm mới")),
    Choice(value="again", title="Bổ nhiệm lại"),
    Choice(value="extended", title="Kéo dài thời gian giữ chức vụ", synonyms=("Kéo dài",)),
    Choice(value="moved", title="Điều động, bổ nhiệm", synonyms=("Điều động và bổ nhiệm", "Luân chuyển, bổ nhiệm")),
)
_DAY = ColumnType.DATE

APPOINTMENTS = Register(
    name="appointments",
    title="Bổ nhiệm chức vụ lãnh đạo, quản lý",
    criterion="5.4",
    key=("code",),
    key_year=("decided",),
    listed=("code", "post", "unit", "kind", "decided", "decision", "violation"),
    columns=(
        Column(
            name="code",
            title="Mã trường hợp",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã hồ sơ bổ nhiệm", "Mã số"),
        ),
        unit_column("Phòng, đơn vị", "Đơn vị công tác"),
        Column(
            name="person",
            title="Họ và tên",
            personal=True,
            synonyms=("Họ tên", "Người được bổ nhiệm"),
            hint="Được đọc rồi bỏ ngay, không lưu vào hệ thống",
        ),
        Column(name="post", title="Chức vụ bổ nhiệm", required=True, synonyms=("Chức vụ", "Vị trí bổ nhiệm")),
        Column(
            name="kind",
            title="Loại bổ nhiệm",
            type=ColumnType.CHOICE,
            choices=KINDS,
            required=True,
            synonyms=("Hình thức", "Loại"),
        ),
        basis_column("Văn bản chủ trương", "Chủ trương bổ nhiệm"),
        Column(name="agreed", title="Ngày phê duyệt chủ trương", type=_DAY, synonyms=("Ngày chủ trương",)),
        Column(name="consulted", title="Ngày lấy phiếu giới thiệu", type=_DAY, synonyms=("Ngày lấy phiếu tín nhiệm",)),
        Column(
            name="decided",
            title="Ngày quyết định bổ nhiệm",
            type=_DAY,
            required=True,
            synonyms=("Ngày quyết định", "Ngày ký quyết định"),
        ),
        Column(name="decision", title="Quyết định bổ nhiệm", required=True, synonyms=("Số quyết định", "Quyết định")),
        Column(name="until", title="Giữ chức vụ đến ngày", type=_DAY, synonyms=("Thời hạn bổ nhiệm đến",)),
        condition_column("planned", "Quy hoạch", "Trong quy hoạch"),
        condition_column("qualification", "Trình độ chuyên môn", "Trình độ"),
        condition_column("politics", "Lý luận chính trị", "Trình độ lý luận chính trị", "LLCT"),
        condition_column("age", "Tuổi bổ nhiệm", "Tuổi"),
        condition_column("term", "Thời hạn giữ chức vụ", "Thời hạn bổ nhiệm"),
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
            holds="decided >= coalesce(agreed, decided) AND decided >= coalesce(consulted, decided)",
            message="Ngày quyết định bổ nhiệm trước một bước của quy trình; hãy xem lại các ngày của dòng này.",
        ),
        Check(
            code="ends_before_decision",
            column="until",
            holds="until IS NULL OR until > decided",
            message="Ngày hết thời hạn giữ chức vụ không sau ngày quyết định; hãy xem lại hai ngày này.",
        ),
    ),
)
