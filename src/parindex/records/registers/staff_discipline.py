"""Disciplinary cases (5.2), one row a case under its code. The person's name is read, then dropped."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

FORMS = (
    Choice(value="reprimand", title="Khiển trách"),
    Choice(value="warning", title="Cảnh cáo"),
    Choice(value="salary", title="Hạ bậc lương"),
    Choice(value="demotion", title="Giáng chức"),
    Choice(value="removal", title="Cách chức"),
    Choice(value="dismissal", title="Buộc thôi việc", synonyms=("Thôi việc",)),
)
STAFF = (
    Choice(value="civil", title="Công chức", synonyms=("Cán bộ, công chức", "Cán bộ")),
    Choice(value="service", title="Viên chức"),
    Choice(value="contract", title="Người lao động", synonyms=("Hợp đồng", "Lao động hợp đồng")),
)

STAFF_DISCIPLINE = Register(
    name="staff_discipline",
    title="Kỷ luật công chức, viên chức",
    criterion="5.2",
    key=("code",),
    key_year=("decided",),
    listed=("code", "unit", "staff", "form", "decided", "basis", "fault"),
    columns=(
        Column(name="code", title="Mã vụ việc", type=ColumnType.CODE, required=True, synonyms=("Số vụ việc", "Mã số")),
        unit_column("Phòng, đơn vị", "Đơn vị công tác"),
        Column(
            name="person",
            title="Họ và tên",
            personal=True,
            synonyms=("Họ tên", "Người bị kỷ luật"),
            hint="Được đọc rồi bỏ ngay, không lưu vào hệ thống",
        ),
        Column(
            name="staff", title="Đối tượng", type=ColumnType.CHOICE, choices=STAFF, required=True, synonyms=("Loại",)
        ),
        Column(
            name="fault",
            title="Hành vi vi phạm",
            required=True,
            synonyms=("Nội dung vi phạm", "Vi phạm", "Lý do kỷ luật"),
            hint="Không ghi tên người",
        ),
        Column(name="found", title="Ngày phát hiện", type=ColumnType.DATE, synonyms=("Ngày phát hiện vi phạm",)),
        Column(
            name="form",
            title="Hình thức kỷ luật",
            type=ColumnType.CHOICE,
            choices=FORMS,
            required=True,
            synonyms=("Hình thức",),
        ),
        Column(
            name="decided",
            title="Ngày quyết định",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Ngày quyết định kỷ luật", "Ngày ký"),
        ),
        Column(
            name="basis",
            title="Quyết định kỷ luật",
            required=True,
            synonyms=("Số quyết định", "Văn bản căn cứ"),
            hint="Số, ký hiệu quyết định",
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="before_found",
            column="decided",
            holds="found IS NULL OR decided >= found",
            message="Ngày quyết định kỷ luật trước ngày phát hiện; hãy xem lại hai ngày này.",
        ),
    ),
)
