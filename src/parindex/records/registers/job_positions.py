"""Posts of the approved job-position project and the people placed in them (5.1), one row a post and day of count."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

GROUPS = (
    Choice(value="leader", title="Lãnh đạo, quản lý", synonyms=("Lãnh đạo", "Quản lý")),
    Choice(value="professional", title="Nghiệp vụ chuyên ngành", synonyms=("Chuyên ngành", "Chuyên môn")),
    Choice(value="shared", title="Nghiệp vụ chuyên môn dùng chung", synonyms=("Dùng chung", "Chuyên môn dùng chung")),
    Choice(value="support", title="Hỗ trợ, phục vụ", synonyms=("Hỗ trợ", "Phục vụ")),
)
_NUMBER = ColumnType.INTEGER

JOB_POSITIONS = Register(
    name="job_positions",
    title="Vị trí việc làm",
    criterion="5.1",
    key=("unit", "position", "counted"),
    listed=("position", "unit", "position_group", "counted", "places", "placed", "approved", "basis"),
    columns=(
        unit_column("Phòng, đơn vị", "Tên phòng"),
        Column(name="position", title="Vị trí việc làm", required=True, synonyms=("Tên vị trí việc làm", "Tên vị trí")),
        Column(
            name="position_group",
            title="Nhóm vị trí",
            type=ColumnType.CHOICE,
            choices=GROUPS,
            required=True,
            synonyms=("Nhóm vị trí việc làm", "Nhóm"),
        ),
        Column(
            name="counted",
            title="Ngày thống kê",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Tính đến ngày", "Ngày chốt số liệu"),
        ),
        basis_column("Quyết định phê duyệt đề án", "Đề án vị trí việc làm", "Số quyết định phê duyệt"),
        Column(name="approved", title="Ngày phê duyệt", type=ColumnType.DATE, synonyms=("Ngày phê duyệt đề án",)),
        Column(
            name="places",
            title="Số người theo đề án",
            type=_NUMBER,
            required=True,
            synonyms=("Số lượng theo đề án", "Biên chế theo đề án"),
        ),
        Column(
            name="placed",
            title="Số người đã bố trí",
            type=_NUMBER,
            required=True,
            synonyms=("Đã bố trí", "Số lượng bố trí"),
            hint="Chỉ tính người đáp ứng tiêu chuẩn của vị trí",
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="negative",
            column="placed",
            holds="places >= 0 AND placed >= 0",
            message="Số người không thể âm.",
        ),
        Check(
            code="decision_missing",
            column="basis",
            holds="approved IS NULL OR basis IS NOT NULL",
            message="Đã có ngày phê duyệt thì cần số quyết định phê duyệt đề án; hãy ghi số, ngày quyết định.",
        ),
    ),
)
