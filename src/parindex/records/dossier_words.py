"""The words of a dossier's choices: channels, levels, durations, and its stage with the integration codes 1 to 10.

Source: public source of a provincial integration service (codes 1 Mới đăng ký … 10 Đã trả kết quả) and the classes of
provincial dashboards. Refusing after reception has no code of its own there: `refused` stands for it.
"""

from parindex.records.schema import Choice

STAGES = (
    Choice(
        value="draft",
        title="Mới đăng ký",
        synonyms=("1", "Mới nộp", "Chờ tiếp nhận", "Chưa tiếp nhận", "Lưu nháp", "Mới gửi"),
    ),
    Choice(value="accepted", title="Được tiếp nhận", synonyms=("2", "Đã tiếp nhận", "Mới tiếp nhận", "Tiếp nhận")),
    Choice(
        value="refused_at_reception",
        title="Không được tiếp nhận",
        synonyms=("3", "Từ chối tiếp nhận", "Không tiếp nhận"),
    ),
    Choice(
        value="in_progress",
        title="Đang xử lý",
        synonyms=(
            "4",
            "Đang giải quyết",
            "Đang thụ lý",
            "Chờ xử lý",
            "Đang thẩm định",
            "Chờ phê duyệt",
            "Chờ ký duyệt",
            "Đang trình ký",
        ),
    ),
    Choice(
        value="supplement",
        title="Yêu cầu bổ sung giấy tờ",
        synonyms=(
            "5",
            "Yêu cầu bổ sung",
            "Chờ bổ sung",
            "Chờ bổ sung hồ sơ",
            "Bổ sung hồ sơ",
            "Tạm dừng chờ bổ sung",
            "Tạm dừng bổ sung điều kiện",
        ),
    ),
    Choice(
        value="fee",
        title="Yêu cầu thực hiện nghĩa vụ tài chính",
        synonyms=(
            "6",
            "Chờ thực hiện nghĩa vụ tài chính",
            "Nghĩa vụ tài chính",
            "Chờ nộp phí",
            "Chờ thanh toán",
            "Chờ nộp lệ phí",
        ),
    ),
    Choice(
        value="withdrawn",
        title="Công dân yêu cầu rút hồ sơ",
        synonyms=("7", "Rút hồ sơ", "Đã rút", "Xin rút", "Đã rút hồ sơ", "Công dân rút hồ sơ"),
    ),
    Choice(
        value="stopped",
        title="Dừng xử lý",
        synonyms=("8", "Dừng giải quyết", "Đã dừng", "Đã dừng xử lý", "Đã hủy", "Hủy hồ sơ"),
    ),
    Choice(value="refused", title="Từ chối giải quyết", synonyms=("Từ chối", "Đã từ chối", "Trả lại hồ sơ")),
    Choice(
        value="completed",
        title="Đã xử lý xong",
        synonyms=(
            "9",
            "Đã giải quyết",
            "Đã giải quyết xong",
            "Đã có kết quả",
            "Hoàn thành",
            "Chờ trả kết quả",
            "Đã hoàn thành",
        ),
    ),
    Choice(value="returned", title="Đã trả kết quả", synonyms=("10", "Đã trả", "Đã trả kết quả cho công dân")),
)

CHANNELS = (
    Choice(value="direct", title="Trực tiếp", synonyms=("1", "Tại quầy", "Nộp trực tiếp")),
    Choice(value="online", title="Trực tuyến", synonyms=("2", "Qua mạng", "Nộp trực tuyến")),
    Choice(value="postal", title="Bưu chính công ích", synonyms=("3", "BCCI", "Bưu chính", "Bưu điện")),
)
LEVELS = (
    Choice(value="2", title="Mức độ 2", synonyms=("2", "Mức 2")),
    Choice(value="3", title="Mức độ 3", synonyms=("3", "Mức 3")),
    Choice(value="4", title="Mức độ 4", synonyms=("4", "Mức 4")),
    Choice(value="partial", title="Một phần", synonyms=("DVC một phần", "Dịch vụ công một phần")),
    Choice(value="full", title="Toàn trình", synonyms=("DVC toàn trình", "Dịch vụ công toàn trình")),
)
APPLICANTS = (
    Choice(value="citizen", title="Cá nhân", synonyms=("Công dân", "Người dân")),
    Choice(value="business", title="Doanh nghiệp", synonyms=("Hộ kinh doanh", "Hợp tác xã")),
    Choice(value="organisation", title="Tổ chức", synonyms=("Cơ quan, tổ chức", "Cơ quan nhà nước")),
)
DURATIONS = (
    Choice(value="working_day", title="Ngày làm việc", synonyms=("NLV", "Ngày LV")),
    Choice(value="day", title="Ngày", synonyms=("Ngày theo lịch", "Ngày dương lịch")),
    Choice(value="working_hour", title="Giờ làm việc", synonyms=("Giờ", "Giờ LV")),
    Choice(value="month", title="Tháng"),
)
PAID = (
    Choice(value="0", title="Không thanh toán trực tuyến", synonyms=("Không", "Chưa thanh toán")),
    Choice(value="1", title="Mã 1: có thanh toán trực tuyến", synonyms=("Có", "x", "Đã thanh toán trực tuyến")),
    Choice(value="2", title="Mã 2: có thanh toán trực tuyến"),
)
SYNCED = (
    Choice(value="yes", title="Đã đồng bộ", synonyms=("1", "Thành công", "Có", "Đồng bộ thành công")),
    Choice(value="no", title="Chưa đồng bộ", synonyms=("0", "Không", "Chờ đồng bộ")),
    Choice(value="failed", title="Đồng bộ lỗi", synonyms=("2", "Lỗi", "Thất bại", "Đồng bộ thất bại")),
)
