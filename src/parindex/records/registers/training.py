"""Training plan (5.6): one row a line of the plan, with its quota and how many were sent, came and completed it."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

KINDS = (
    Choice(value="political", title="Lý luận chính trị", synonyms=("Chính trị",)),
    Choice(value="degree", title="Đào tạo sau đại học", synonyms=("Thạc sĩ", "Sau đại học", "Đào tạo thạc sĩ")),
    Choice(value="division_head", title="Bồi dưỡng lãnh đạo cấp phòng", synonyms=("Lãnh đạo cấp phòng",)),
    Choice(value="state_management", title="Quản lý nhà nước", synonyms=("QLNN", "Bồi dưỡng quản lý nhà nước")),
    Choice(value="professional", title="Chuyên môn, nghiệp vụ", synonyms=("Chuyên môn", "Nghiệp vụ")),
    Choice(value="it", title="Công nghệ thông tin", synonyms=("CNTT", "Tin học")),
    Choice(value="position", title="Theo vị trí việc làm", synonyms=("Vị trí việc làm",)),
)
_NUMBER = ColumnType.INTEGER

TRAINING = Register(
    name="training",
    title="Kế hoạch đào tạo, bồi dưỡng",
    criterion="5.6",
    key=("year", "line"),
    listed=("line", "kind", "year", "quota", "completed", "note"),
    columns=(
        Column(name="year", title="Năm", type=_NUMBER, required=True, synonyms=("Năm kế hoạch",)),
        Column(name="line", title="Nội dung đào tạo, bồi dưỡng", required=True, synonyms=("Nội dung", "Lớp")),
        Column(
            name="kind",
            title="Loại",
            type=ColumnType.CHOICE,
            choices=KINDS,
            required=True,
            synonyms=("Loại hình",),
        ),
        unit_column("Đơn vị chủ trì"),
        Column(name="quota", title="Chỉ tiêu (người)", type=_NUMBER, required=True, synonyms=("Chỉ tiêu", "Kế hoạch")),
        Column(name="nominated", title="Đã cử (người)", type=_NUMBER, synonyms=("Cử đi học", "Đã cử")),
        Column(name="attended", title="Tham gia (người)", type=_NUMBER, synonyms=("Tham gia", "Số người học")),
        Column(
            name="completed",
            title="Đã hoàn thành (người)",
            type=_NUMBER,
            required=True,
            synonyms=("Đã hoàn thành", "Hoàn thành", "Kết quả"),
        ),
        Column(name="finished", title="Ngày kết thúc", type=ColumnType.DATE, synonyms=("Ngày bế giảng",)),
        Column(
            name="certificate",
            title="Văn bằng, chứng chỉ",
            synonyms=("Chứng chỉ", "Số chứng chỉ", "Quyết định công nhận"),
            hint="Số quyết định cấp, công nhận; không ghi tên người",
        ),
        Column(name="basis", title="Văn bản giao chỉ tiêu", synonyms=("Căn cứ",)),
        responsible_column(),
        evidence_column(),
        note_column("Lý do"),
    ),
    checks=(
        Check(code="not_positive", column="quota", holds="quota > 0", message="Chỉ tiêu phải lớn hơn 0."),
        Check(
            code="negative",
            column="completed",
            holds="completed >= 0 AND coalesce(nominated, 0) >= 0 AND coalesce(attended, 0) >= 0",
            message="Số người không thể âm.",
        ),
        Check(
            code="more_than_attended",
            column="completed",
            holds="attended IS NULL OR completed <= attended",
            message="Số người hoàn thành lớn hơn số người tham gia; hãy xem lại hai số này.",
        ),
    ),
)
