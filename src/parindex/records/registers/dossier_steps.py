"""The log of a dossier's steps (7.2): who had it from when to when, one row a step, as the internal process has them.

Form 05 of TT 01/2018/TT-VPCP (phiếu kiểm soát quá trình giải quyết hồ sơ), form 06 of TT 03/2025/TT-VPCP.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import note_column

KINDS = (
    Choice(value="reception", title="Tiếp nhận", synonyms=("Tiếp nhận hồ sơ", "Một cửa tiếp nhận")),
    Choice(value="transfer", title="Chuyển hồ sơ", synonyms=("Luân chuyển", "Phân công", "Liên thông")),
    Choice(value="handling", title="Giải quyết", synonyms=("Xử lý", "Thụ lý", "Thẩm định", "Giải quyết hồ sơ")),
    Choice(value="approval", title="Phê duyệt", synonyms=("Ký duyệt", "Trình ký", "Lãnh đạo duyệt", "Ban hành")),
    Choice(value="return", title="Trả kết quả", synonyms=("Trả KQ", "Một cửa trả kết quả")),
)

DOSSIER_STEPS = Register(
    name="dossier_steps",
    title="Các bước xử lý hồ sơ",
    criterion="7.2",
    key=("dossier", "number"),
    listed=("dossier", "number", "name", "unit", "responsible", "started", "due", "finished"),
    columns=(
        Column(
            name="dossier",
            title="Mã hồ sơ",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Số hồ sơ", "MaHoSo", "Mã số hồ sơ"),
        ),
        Column(
            name="number",
            title="Bước số",
            type=ColumnType.INTEGER,
            required=True,
            synonyms=("Số thứ tự bước", "Thứ tự", "STT bước", "Bước"),
            hint="Đánh số theo thời gian; bước làm lại là một số mới",
        ),
        Column(name="name", title="Tên bước", synonyms=("Nội dung bước", "Công việc", "TenBuoc")),
        Column(
            name="kind",
            title="Loại bước",
            type=ColumnType.CHOICE,
            choices=KINDS,
            required=True,
            synonyms=("Giai đoạn", "LoaiBuoc"),
        ),
        unit_column("Đơn vị thực hiện bước", "Đơn vị xử lý", "Phòng xử lý"),
        Column(
            name="responsible",
            title="Người xử lý",
            synonyms=("Công chức xử lý", "Người thực hiện", "Cán bộ xử lý", "NguoiXuLy"),
        ),
        Column(
            name="started",
            title="Bắt đầu",
            type=ColumnType.MOMENT,
            required=True,
            synonyms=("Ngày bắt đầu", "Thời điểm nhận", "Ngày nhận", "Ngày giao"),
        ),
        Column(
            name="due",
            title="Hạn của bước",
            type=ColumnType.MOMENT,
            synonyms=("Hạn xử lý", "NgayHenTraCaNhan", "Hạn cá nhân", "Hạn hoàn thành"),
        ),
        Column(
            name="finished",
            title="Kết thúc",
            type=ColumnType.MOMENT,
            synonyms=("Ngày kết thúc", "Thời điểm chuyển", "Ngày chuyển", "Ngày hoàn thành"),
        ),
        Column(
            name="document",
            title="Phiếu kiểm soát quá trình",
            synonyms=("Phiếu kiểm soát", "Số phiếu", "Văn bản căn cứ"),
        ),
        note_column(),
    ),
    checks=(
        Check(
            code="bad_number",
            column="number",
            holds="number > 0",
            message="Bước phải được đánh số từ 1.",
        ),
        Check(
            code="before_start",
            column="finished",
            holds="finished >= started",
            message="Bước kết thúc trước khi bắt đầu; hãy xem lại hai thời điểm này.",
        ),
        Check(
            code="due_before_start",
            column="due",
            holds="CAST(due AS DATE) >= CAST(started AS DATE)",
            message="Hạn của bước trước ngày bắt đầu bước; hãy xem lại hai ngày này.",
        ),
    ),
)
