"""One-stop dossiers (3.2): one row a dossier, per source. Columns follow the exports of one-stop software.

Sources of the names: integration fields of the national service portal (mã hồ sơ, ngày nộp, ngày tiếp nhận, ngày hẹn
trả, ngày kết thúc xử lý, ngày trả, kênh thực hiện: 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích; trạng thái 1-10).
Personal columns are read so that the file imports as it is, and dropped.
"""

from parindex.records.dossier_words import APPLICANTS, CHANNELS, DURATIONS, LEVELS, PAID, STAGES, SYNCED
from parindex.records.schema import Check, Column, ColumnType, Register, unit_column

M, D, B = ColumnType.MOMENT, ColumnType.DATE, ColumnType.BOOLEAN
_DROPPED = "Được đọc rồi bỏ ngay, không lưu vào hệ thống"

_FIRST = (
    Column(
        name="code",
        title="Mã hồ sơ",
        type=ColumnType.CODE,
        required=True,
        synonyms=("Số hồ sơ", "MaHoSo", "Mã số hồ sơ", "Số biên nhận"),
    ),
    Column(
        name="procedure",
        title="Mã TTHC",
        type=ColumnType.CODE,
        required=True,
        synonyms=("Mã thủ tục", "Mã thủ tục hành chính", "MaTTHC"),
    ),
    Column(
        name="procedure_name",
        title="Tên TTHC",
        synonyms=("Tên thủ tục", "Tên thủ tục hành chính", "TenTTHC", "Thủ tục"),
    ),
    Column(name="field", title="Lĩnh vực", synonyms=("Tên lĩnh vực", "TenLinhVuc")),
    unit_column("Đơn vị xử lý", "Phòng xử lý", "Đơn vị giải quyết", "DonViXuLy", "Cơ quan xử lý"),
    Column(
        name="applicant",
        title="Chủ hồ sơ",
        personal=True,
        synonyms=("Người nộp", "Tên người nộp", "Họ tên người nộp", "Tổ chức, cá nhân nộp", "ChuHoSo"),
        hint=_DROPPED,
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
        synonyms=("Kênh trả kết quả", "Hình thức trả", "HinhThucTra"),
    ),
)
_CLOCK = (
    Column(name="filed", title="Ngày nộp", type=M, synonyms=("Ngày nộp hồ sơ", "NgayNopHoSo")),
    Column(
        name="received",
        title="Ngày tiếp nhận",
        type=M,
        synonyms=("Ngày nhận", "NgayTiepNhan", "Thời điểm tiếp nhận"),
        hint="Chỉ để trống khi hồ sơ đã nộp mà chưa được tiếp nhận hoặc bị từ chối tiếp nhận",
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
            "ThoiGianThucHien",
        ),
        hint="Nếu không tính theo ngày làm việc, ghi loại ở cột Loại thời hạn",
    ),
    Column(
        name="due",
        title="Ngày hẹn trả",
        type=M,
        synonyms=("Hạn trả", "Hạn trả kết quả", "NgayHenTra", "Hạn xử lý", "Hạn giải quyết"),
    ),
    Column(
        name="supplement_asked",
        title="Ngày yêu cầu bổ sung",
        type=M,
        synonyms=("Yêu cầu bổ sung", "NgayYeuCauBoSung"),
        hint="Lần gần nhất; mọi lần ghi ở sổ Tạm dừng của hồ sơ",
    ),
    Column(name="supplemented", title="Ngày bổ sung", type=M, synonyms=("Ngày công dân bổ sung", "NgayBoSung")),
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
    Column(
        name="state_text",
        title="Trạng thái",
        synonyms=("Tình trạng", "Trạng thái hồ sơ", "TenTrangThai", "Tên trạng thái"),
        hint="Lời của phần mềm; được hiểu theo danh mục trạng thái khi cột Mã trạng thái trống",
    ),
    Column(name="note", title="Ghi chú"),
)
_IDENTITY = (
    Column(
        name="other_code",
        title="Mã hồ sơ khác",
        type=ColumnType.CODE,
        synonyms=("Mã hồ sơ quốc gia", "Mã hồ sơ cổng DVC", "MaHoSoKhac"),
    ),
    Column(name="field_code", title="Mã lĩnh vực", type=ColumnType.CODE, synonyms=("MaLinhVuc",)),
    Column(name="case_name", title="Trường hợp", synonyms=("TruongHop", "Trường hợp giải quyết")),
    Column(
        name="level",
        title="Mức độ dịch vụ",
        type=ColumnType.CHOICE,
        choices=LEVELS,
        synonyms=("Mức độ", "MucDo", "Mức độ DVC"),
    ),
    Column(name="filed_where", title="Nơi nộp", synonyms=("NoiNopHoSo", "Nơi nộp hồ sơ", "Cổng nộp")),
    Column(
        name="receiving_unit",
        title="Đơn vị tiếp nhận",
        synonyms=("Nơi tiếp nhận", "DonViTiepNhan", "Cơ quan tiếp nhận"),
    ),
    Column(name="returning_unit", title="Đơn vị trả kết quả", synonyms=("Nơi trả kết quả", "DonViTraKetQua")),
    Column(
        name="applicant_kind",
        title="Loại đối tượng",
        type=ColumnType.CHOICE,
        choices=APPLICANTS,
        synonyms=("LoaiDoiTuong", "Đối tượng"),
    ),
    Column(
        name="applicant_id",
        title="Số định danh",
        personal=True,
        synonyms=("CCCD", "CMND", "Số CCCD", "Mã số thuế", "Mã đối tượng", "Số định danh cá nhân"),
        hint=_DROPPED,
    ),
    Column(
        name="applicant_phone",
        title="Số điện thoại",
        personal=True,
        synonyms=("Điện thoại", "SĐT", "Số điện thoại người nộp"),
        hint=_DROPPED,
    ),
    Column(
        name="applicant_address",
        title="Địa chỉ người nộp",
        personal=True,
        synonyms=("Địa chỉ", "Thư điện tử", "Email", "Địa chỉ chủ hồ sơ"),
        hint=_DROPPED,
    ),
    Column(name="place", title="Địa bàn", synonyms=("DiaBan", "Huyện, xã", "Địa bàn cư trú")),
    Column(
        name="elsewhere",
        title="Nộp phi địa giới",
        type=B,
        synonyms=("Phi địa giới", "Đơn vị phi địa giới", "Phi địa giới hành chính"),
    ),
)
_COURSE = (
    Column(
        name="stage",
        title="Mã trạng thái",
        type=ColumnType.CHOICE,
        choices=STAGES,
        synonyms=("TrangThaiHoSo", "TrangThai", "Trạng thái (mã)", "Trạng thái chuẩn hóa"),
        hint="Mã tích hợp 1-10 hoặc lời tương ứng; cột Trạng thái giữ nguyên lời của phần mềm",
    ),
    Column(
        name="duration_kind",
        title="Loại thời hạn",
        type=ColumnType.CHOICE,
        choices=DURATIONS,
        synonyms=("Loại thời gian", "Đơn vị thời gian", "LoaiThoiGian", "Loại thời gian thực hiện"),
    ),
    Column(name="reception_due", title="Hạn tiếp nhận", type=M, synonyms=("HanTiepNhan",)),
    Column(name="supplement_due", title="Thời hạn bổ sung", type=M, synonyms=("Hạn bổ sung", "ThoiHanBoSung")),
    Column(
        name="supplement_count",
        title="Số lần yêu cầu bổ sung",
        type=ColumnType.INTEGER,
        synonyms=("Số lần bổ sung", "SoLanBoSung"),
    ),
    Column(name="supplement_reason", title="Lý do bổ sung", synonyms=("LyDoBoSung", "Nội dung bổ sung")),
    Column(name="supplement_state", title="Trạng thái bổ sung", synonyms=("TrangThaiBoSung",)),
    Column(name="refused", title="Ngày từ chối", type=M, synonyms=("NgayTuChoi", "Ngày từ chối hồ sơ")),
    Column(name="refusal_reason", title="Lý do từ chối", synonyms=("LyDoTuChoi",)),
    Column(
        name="closed",
        title="Ngày dừng, rút hồ sơ",
        type=M,
        synonyms=("Ngày rút hồ sơ", "Ngày dừng xử lý", "Ngày rút", "Ngày dừng"),
    ),
    Column(name="closing_reason", title="Lý do dừng, rút, xóa", synonyms=("Lý do xóa", "Lý do rút", "Lý do dừng")),
    Column(name="extended_on", title="Ngày xin lỗi, gia hạn", type=D, synonyms=("Ngày xin lỗi", "Ngày gia hạn")),
    Column(name="extension_reason", title="Lý do gia hạn", synonyms=("Lý do hẹn lại", "Lý do xin lỗi")),
    Column(name="step", title="Bước hiện tại", synonyms=("BuocHienTai", "Bước xử lý")),
    Column(name="handler", title="Người đang xử lý", synonyms=("Người xử lý", "Cán bộ xử lý", "NguoiXuLy")),
    Column(
        name="step_due",
        title="Hạn xử lý của cá nhân",
        type=M,
        synonyms=("NgayHenTraCaNhan", "Hạn cá nhân", "Ngày hẹn trả cá nhân"),
    ),
    Column(
        name="created_at",
        title="Thời điểm nhập vào phần mềm",
        type=M,
        synonyms=("Ngày tạo", "NgayTao", "Ngày nhập máy", "Thời điểm tạo"),
    ),
)
_DIGITAL = (
    Column(
        name="payable",
        title="Có nghĩa vụ tài chính",
        type=B,
        synonyms=("Có phí, lệ phí", "Phải thanh toán", "Có thu phí"),
    ),
    Column(name="fee", title="Phí, lệ phí (đồng)", type=ColumnType.INTEGER, synonyms=("Phí lệ phí", "Lệ phí", "Phí")),
    Column(
        name="paid_online",
        title="Thanh toán trực tuyến",
        type=ColumnType.CHOICE,
        choices=PAID,
        synonyms=("DuocThanhToanTrucTuyen", "Được thanh toán trực tuyến"),
    ),
    Column(
        name="has_digital_parts",
        title="Có thành phần phải số hóa",
        type=B,
        synonyms=("HoSoCoThanhPhanSoHoa", "Có thành phần số hóa", "Hồ sơ có thành phần số hóa"),
    ),
    Column(name="digitised", title="Đã số hóa", type=B, synonyms=("DuocSoHoa", "Được số hóa")),
    Column(
        name="reused",
        title="Tái sử dụng dữ liệu",
        type=B,
        synonyms=("DuocLayTuKhoDMQG", "Lấy từ kho quốc gia", "Khai thác, sử dụng lại"),
    ),
    Column(
        name="personal_store",
        title="Lưu kho dữ liệu điện tử của người nộp",
        type=B,
        synonyms=("Kho dữ liệu cá nhân", "Kho quản lý dữ liệu điện tử cá nhân"),
    ),
    Column(
        name="population_data",
        title="Khai thác CSDL dân cư",
        type=B,
        synonyms=("Khai thác dữ liệu dân cư", "CSDL quốc gia về dân cư"),
    ),
    Column(
        name="vneid",
        title="Tài khoản xác thực VNeID",
        type=B,
        synonyms=("TaiKhoanDuocXacThucVoiVNeID", "VNeID", "Xác thực VNeID"),
    ),
    Column(
        name="result_due",
        title="Kết quả là giấy tờ",
        type=B,
        synonyms=("Có giấy tờ kết quả", "Phải trả giấy tờ"),
        hint="Không: thủ tục không trả giấy tờ, không tính khi đếm kết quả điện tử",
    ),
    Column(
        name="e_result",
        title="Có kết quả điện tử",
        type=B,
        synonyms=("Kết quả điện tử", "Kết quả ký số", "Cấp kết quả điện tử"),
    ),
    Column(name="result_issuer", title="Cơ quan ban hành kết quả", synonyms=("Cơ quan ký kết quả", "Cơ quan ban hành")),
    Column(name="result_link", title="Đường dẫn kết quả", synonyms=("Link kết quả", "Liên kết kết quả")),
    Column(
        name="synced",
        title="Trạng thái đồng bộ",
        type=ColumnType.CHOICE,
        choices=SYNCED,
        synonyms=("TrangThaiDongBo", "Đồng bộ"),
    ),
)

DOSSIERS = Register(
    name="dossiers",
    title="Hồ sơ giải quyết thủ tục hành chính",
    criterion="3.2",
    key=("code",),
    listed=("code", "procedure", "unit", "channel", "received", "due", "finished", "state_text"),
    columns=(*_FIRST, *_CLOCK, *_IDENTITY, *_COURSE, *_DIGITAL),
    checks=(
        Check(
            code="not_received",
            column="received",
            holds="received IS NOT NULL OR (filed IS NOT NULL AND finished IS NULL AND returned IS NULL)",
            message="Thiếu ngày tiếp nhận. Chỉ để trống khi hồ sơ đã có ngày nộp mà chưa được tiếp nhận, "
            "chưa kết thúc; hãy ghi ngày tiếp nhận.",
        ),
        Check(
            code="before_filed",
            column="received",
            holds="received >= filed OR CAST(received AS DATE) >= CAST(filed AS DATE)",
            message="Ngày tiếp nhận trước ngày nộp; hãy xem lại hai ngày này.",
        ),
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
        Check(
            code="before_asked",
            column="supplemented",
            holds="CAST(supplemented AS DATE) >= CAST(supplement_asked AS DATE)",
            message="Ngày bổ sung trước ngày yêu cầu bổ sung; hãy xem lại hai ngày này.",
        ),
        Check(
            code="bad_count",
            column="supplement_count",
            holds="supplement_count >= 0 AND (supplement_asked IS NULL OR supplement_count > 0)",
            message="Số lần yêu cầu bổ sung không khớp: có ngày yêu cầu bổ sung thì ít nhất là 1, không có số âm.",
        ),
        Check(
            code="bad_fee",
            column="fee",
            holds="fee >= 0",
            message="Phí, lệ phí không thể âm; hãy ghi số tiền theo đồng.",
        ),
    ),
)
