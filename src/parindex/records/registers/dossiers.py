"""One-stop dossiers (3.2): one row a dossier, per source. Columns follow the exports of one-stop software.

Sources of the names: integration fields of the national service portal (mã hồ sơ, ngày nộp, ngày tiếp nhận, ngày hẹn
trả, ngày kết thúc xử lý, ngày trả, kênh thực hiện: 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích).
The applicant is a personal column: read so that the file imports as it is, and dropped.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column

CHANNELS = (
    Choice(value="direct", title="Trực tiếp", synonyms=("1", "Tại quầy", "Nộp trực tiếp")),
    Choice(value="online", title="Trực tuyến", synonyms=("2", "Qua mạng", "Nộp trực tuyến")),
    Choice(value="postal", title="Bưu chính công ích", synonyms=("3", "BCCI", "Bưu chính", "Bưu điện")),
)
M, D = ColumnType.MOMENT, ColumnType.DATE

DOSSIERS = Register(
    name="dossiers",
    title="Hồ sơ giải quyết thủ tục hành chính",
    criterion="3.2",
    key=("code",),
    listed=("code", "procedure", "unit", "channel", "received", "due", "finished", "state_text"),
    columns=(
        Column(
            name="code",
            title="Mã hồ sơ",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Số hồ sơ", "MaHoSo", "Mã số hồ sơ"),
        ),
        Column(
            name="procedure",
            title="Mã TTHC",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã thủ tục", "Mã thủ tục hành chính", "MaTTHC"),
        ),
        Column(name="procedure_name", title="Tên TTHC", synonyms=("Tên thủ tục", "Tên thủ tục hành chính")),
        Column(name="field", title="Lĩnh vực"),
        unit_column("Đơn vị xử lý", "Phòng xử lý", "Đơn vị giải quyết"),
        Column(
            name="applicant",
            title="Chủ hồ sơ",
            personal=True,
            synonyms=("Người nộp", "Tên người nộp", "Họ tên người nộp", "Tổ chức, cá nhân nộp"),
            hint="Được đọc rồi bỏ ngay, không lưu vào hệ thống",
        ),
        Column(
            name="channel",
            title="Kênh thực hiện",
            type=ColumnType.CHOICE,
            choices=CHANNELS,
            synonyms=("Hình thức nộp", "Hình thức tiếp nhận", "KenhThucHien"),
        ),
        Column(
            name="return_channel",
            title="Hình thức trả kết quả",
            type=ColumnType.CHOICE,
            choices=CHANNELS,
            synonyms=("Kênh trả kết quả", "Hình thức trả"),
        ),
        Column(name="filed", title="Ngày nộp", type=M, synonyms=("Ngày nộp hồ sơ", "NgayNopHoSo")),
        Column(
            name="received",
            title="Ngày tiếp nhận",
            type=M,
            required=True,
            synonyms=("Ngày nhận", "NgayTiepNhan", "Thời điểm tiếp nhận"),
        ),
        Column(
            name="days",
            title="Thời hạn giải quyết (ngày làm việc)",
            type=ColumnType.INTEGER,
            synonyms=(
                "Thời gian giải quyết",
                "Số ngày giải quyết",
                "Thời hạn giải quyết",
                "Thời gian thực hiện",
            ),
        ),
        Column(
            name="due",
            title="Ngày hẹn trả",
            type=M,
            synonyms=("Hạn trả", "Hạn trả kết quả", "NgayHenTra", "Hạn xử lý", "Hạn giải quyết"),
        ),
        Column(name="supplement_asked", title="Ngày yêu cầu bổ sung", type=M, synonyms=("Yêu cầu bổ sung",)),
        Column(name="supplemented", title="Ngày bổ sung", type=M, synonyms=("Ngày công dân bổ sung",)),
        Column(name="extended_to", title="Gia hạn đến", type=D, synonyms=("Ngày hẹn lại", "Gia hạn")),
        Column(name="apology", title="Văn bản xin lỗi", synonyms=("Số văn bản xin lỗi",)),
        Column(
            name="finished",
            title="Ngày kết thúc xử lý",
            type=M,
            synonyms=("Ngày kết thúc", "NgayKetThucXuLy", "Ngày có kết quả", "Ngày hoàn thành"),
        ),
        Column(name="returned", title="Ngày trả kết quả", type=M, synonyms=("Ngày trả", "NgayTra")),
        Column(name="result", title="Số văn bản kết quả", synonyms=("Số ký hiệu kết quả", "Số quyết định")),
        Column(name="result_signed", title="Ngày ký kết quả", type=D, synonyms=("Ngày ký",)),
        Column(name="state_text", title="Trạng thái", synonyms=("Tình trạng", "Trạng thái hồ sơ")),
        Column(name="note", title="Ghi chú"),
    ),
    checks=(
        Check(
            code="before_received",
            column="finished",
            holds="finished IS NULL OR CAST(finished AS DATE) >= CAST(received AS DATE)",
            message="Ngày kết thúc xử lý trước ngày tiếp nhận; hãy xem lại hai ngày này.",
        ),
        Check(
            code="before_received",
            column="due",
            holds="due IS NULL OR CAST(due AS DATE) >= CAST(received AS DATE)",
            message="Ngày hẹn trả trước ngày tiếp nhận; hãy xem lại hai ngày này.",
        ),
        Check(
            code="not_positive",
            column="days",
            holds="days > 0",
            message="Thời hạn giải quyết phải lớn hơn 0.",
        ),
    ),
)
