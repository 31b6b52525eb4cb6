"""Periodic reports that the office owes (1.2). Due dates are those the receiving office set, never computed here.

A report goes through the document axis and is typed into the reporting software: both dates are kept. Which reports of
administrative reform a year asks for at all is known to the measures (`measures.expected_reports`).
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

REGIMES = (
    Choice(value="cchc", title="Cải cách hành chính định kỳ", synonyms=("CCHC", "Cải cách hành chính")),
    Choice(value="ksthc", title="Kiểm soát thủ tục hành chính", synonyms=("KSTTHC", "Kiểm soát TTHC")),
    Choice(value="law", title="Thi hành pháp luật, văn bản QPPL", synonyms=("Theo dõi thi hành pháp luật",)),
    Choice(value="other", title="Báo cáo khác", synonyms=("Khác", "Chuyên đề")),
)
CHANNELS = (
    Choice(value="axis", title="Trục liên thông văn bản", synonyms=("Trục liên thông", "Phần mềm quản lý văn bản")),
    Choice(value="software", title="Phần mềm báo cáo", synonyms=("Hệ thống báo cáo", "Phần mềm")),
    Choice(value="both", title="Trục liên thông và phần mềm báo cáo", synonyms=("Cả hai",)),
    Choice(value="mail", title="Thư điện tử công vụ", synonyms=("Email", "Thư điện tử")),
    Choice(value="paper", title="Bản giấy", synonyms=("Giấy", "Bưu điện")),
)
D = ColumnType.DATE

REPORTS = Register(
    name="reports",
    title="Sổ theo dõi báo cáo định kỳ",
    criterion="1.2",
    key=("kind", "period", "receiver"),
    key_year=("due",),
    listed=("kind", "period", "receiver", "unit", "due", "sent", "document"),
    columns=(
        Column(name="kind", title="Loại báo cáo", required=True, synonyms=("Tên báo cáo", "Báo cáo")),
        Column(
            name="regime",
            title="Chế độ báo cáo",
            type=ColumnType.CHOICE,
            choices=REGIMES,
            synonyms=("Lĩnh vực báo cáo",),
            hint="Để trống thì nhận ra báo cáo CCHC theo tên",
        ),
        Column(name="period", title="Kỳ", required=True, synonyms=("Kỳ báo cáo",), hint="Ví dụ: Quý I, 6 tháng, Năm"),
        Column(name="cut_from", title="Số liệu từ ngày", type=D, synonyms=("Chốt số liệu từ", "Từ ngày")),
        Column(name="cut_to", title="Số liệu đến ngày", type=D, synonyms=("Chốt số liệu đến", "Đến ngày", "Ngày chốt")),
        Column(name="receiver", title="Cơ quan nhận", required=True, synonyms=("Nơi nhận", "Gửi")),
        unit_column("Đơn vị soạn"),
        Column(name="due", title="Hạn gửi", type=D, required=True, synonyms=("Thời hạn", "Hạn")),
        Column(name="sent", title="Ngày gửi", type=D, synonyms=("Ngày gửi báo cáo",)),
        Column(name="document", title="Số, ký hiệu", synonyms=("Số ký hiệu", "Số văn bản")),
        Column(
            name="channel",
            title="Kênh gửi",
            type=ColumnType.CHOICE,
            choices=CHANNELS,
            synonyms=("Hình thức gửi", "Kênh"),
        ),
        Column(
            name="entered",
            title="Ngày nhập phần mềm",
            type=D,
            synonyms=("Ngày nhập lên phần mềm", "Ngày cập nhật phần mềm"),
            hint="Ngày phần mềm báo cáo ghi nhận; để trống khi không phải nhập",
        ),
        Column(
            name="complete",
            title="Đủ nội dung theo đề cương",
            type=ColumnType.BOOLEAN,
            synonyms=("Đủ nội dung", "Kiểm tra nội dung"),
        ),
        responsible_column("Người phụ trách", "Người soạn"),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="document_missing",
            column="document",
            holds="sent IS NULL OR document IS NOT NULL",
            message="Đã có ngày gửi thì cần số, ký hiệu văn bản; hãy ghi số của báo cáo đã gửi.",
        ),
        Check(
            code="wrong_order",
            column="cut_to",
            holds="cut_to IS NULL OR cut_from IS NULL OR cut_to >= cut_from",
            message="Ngày cuối của số liệu trước ngày đầu; hãy xem lại hai ngày này.",
        ),
        Check(
            code="wrong_order",
            column="due",
            holds="cut_to IS NULL OR due >= cut_to",
            message="Hạn gửi trước ngày chốt số liệu; hãy xem lại hai ngày này.",
        ),
    ),
)
