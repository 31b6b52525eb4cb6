"""The 31 items of the annex with the names of the plan of 2022; what to do is worded for these tests."""

from parindex.plans.draft import AnnexItem

OFFICE = "Văn phòng Sở"
ALL = "Các phòng chuyên môn, đơn vị trực thuộc Sở"
FIELD = (
    "Các phòng chuyên môn: Giáo dục nghề nghiệp; Lao động – Việc làm – Bảo hiểm; Người có công; Bảo trợ và Phòng, chống "
    "tệ nạn xã hội; Trẻ em và Bình đẳng giới; Trung tâm Dịch vụ việc làm"
)
FINANCE = "Phòng Tài chính – Kế toán Sở"
PLANNING = (
    "Ban hành kế hoạch CCHC trong tháng 01; gửi đủ 09 báo cáo trước hạn ít nhất 02 ngày; kiểm tra CCHC ít nhất 30% số "
    "phòng, đơn vị trực thuộc"
)
DRAFTING = "Lập tiến độ cho từng dự thảo văn bản QPPL, lấy ý kiến và gửi thẩm định đúng quy trình"

_ROWS = (
    ("1", "Công tác chỉ đạo điều hành CCHC"),
    ("1.1", "Kế hoạch CCHC", OFFICE, PLANNING, ALL),
    ("1.2", "Thực hiện chế độ báo cáo CCHC", OFFICE, PLANNING, ALL),
    ("1.3", "Công tác kiểm tra CCHC", OFFICE, PLANNING, ALL),
    ("1.4", "Công tác tuyên truyền CCHC", OFFICE, "Mỗi tháng đăng ít nhất 02 tin, bài về CCHC trên Trang thông tin "
     "điện tử của Sở", ALL),
    ("1.5", "Sáng kiến, giải pháp mới trong CCHC", OFFICE, "Mỗi phòng đăng ký một sáng kiến, trình công nhận trước "
     "tháng 10", ALL),
    ("1.6", "Thực hiện các nhiệm vụ được UBND Tỉnh, Chủ tịch UBND Tỉnh giao", OFFICE, "Nhắc việc trước hạn 05 ngày; "
     "100% nhiệm vụ hoàn thành đúng hạn trên phần mềm", ALL),
    ("1.7", "Văn thư lưu trữ", OFFICE, "Lập danh mục hồ sơ năm 2022; chỉnh lý xong phần tài liệu từ trước năm 2015 còn "
     "lại theo từng quý", ALL),
    ("2", "Cải cách thể chế"),
    ("2.1", "Tiến độ xây dựng văn bản QPPL theo quy định", ALL, DRAFTING, ALL),
    ("2.2", "Tuân thủ quy trình, thủ tục xây dựng văn bản QPPL theo quy định", ALL, DRAFTING, ALL),
    ("3", "Cải cách thủ tục hành chính"),
    ("3.1", "Cập nhật, công bố, công khai TTHC", FIELD, "Trình công bố TTHC mới, sửa đổi trong thời hạn quy định", OFFICE),
    ("3.2", "Thực hiện cơ chế một cửa, một cửa liên thông", FIELD, "Đối chiếu hằng tuần sổ theo dõi của Sở với phần mềm "
     "một cửa điện tử; kết thúc hồ sơ trên phần mềm trong ngày có kết quả", OFFICE),
    ("3.3", "Thực hiện kiểm soát TTHC", FIELD, "Rà soát ít nhất 30% TTHC thuộc thẩm quyền; ít nhất 10% TTHC đã rà soát "
     "có kiến nghị đơn giản hóa", OFFICE),
    ("3.4", "Công tác tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức đối với TTHC thuộc thẩm quyền giải quyết",
     FIELD, "Trả lời mọi phản ánh, kiến nghị trong thời hạn, công khai kết quả", OFFICE),
    ("4", "Cải cách tổ chức bộ máy hành chính nhà nước"),
    ("4.1", "Thực hiện quy định của UBND Tỉnh và hướng dẫn của các bộ, ngành về tổ chức bộ máy", OFFICE,
     "Trình phương án bố trí lại cấp phó của Văn phòng Sở và Phòng Lao động – Việc làm – Bảo hiểm trong quý II", ALL),
    ("4.2", "Thực hiện quy định về sử dụng biên chế được cấp có thẩm quyền giao", OFFICE,
     "Sử dụng không vượt biên chế và số người làm việc được giao", ALL),
    ("4.3", "Thực hiện phân cấp quản lý", "Các phòng chuyên môn", "Kiểm tra việc thực hiện nhiệm vụ đã phân cấp ít nhất "
     "một lần trong năm, báo cáo UBND Tỉnh", ALL),
    ("5", "Cải cách chế độ công vụ"),
    ("5.1", "Thực hiện cơ cấu công chức, viên chức theo vị trí việc làm", OFFICE, "Rà soát đề án vị trí việc làm trong "
     "quý III", ALL),
    ("5.2", "Công tác quản lý, sử dụng đội ngũ cán bộ, công chức, viên chức", OFFICE, "Bố trí đúng vị trí việc làm; "
     "không để xảy ra vi phạm phải xử lý kỷ luật", ALL),
    ("5.3", "Thực hiện quy định về tuyển dụng công chức, viên chức tại cơ quan, đơn vị trực thuộc", OFFICE,
     "Kiểm tra hồ sơ tuyển dụng của đơn vị trực thuộc trước khi công nhận kết quả", ALL),
    ("5.4", "Thực hiện quy định về bổ nhiệm vị trí lãnh đạo tại các cơ quan hành chính", OFFICE,
     "Đối chiếu tiêu chuẩn từng trường hợp trước khi trình bổ nhiệm, bổ nhiệm lại", ALL),
    ("5.5", "Đánh giá, xếp loại chất lượng công chức, viên chức, người lao động", OFFICE,
     "Đánh giá hằng quý gắn với kết quả thực hiện nhiệm vụ, xong trước ngày 20/12", ALL),
    ("5.6", "Thực hiện kế hoạch đào tạo, bồi dưỡng công chức, viên chức", OFFICE, "Hoàn thành 100% kế hoạch; bố trí bù "
     "các lớp chưa đạt của năm 2021 trong 6 tháng đầu năm", ALL),
    ("6", "Cải cách tài chính công"),
    ("6.1", "Thực hiện và báo cáo thực hiện cơ chế tự chủ, tự chịu trách nhiệm về sử dụng kinh phí quản lý hành chính "
     "tại Sở và các đơn vị trực thuộc", FINANCE, "", ALL),
    ("6.2", "Thực hiện tiết kiệm kinh phí hành chính, tăng thu nhập trong cơ quan", FINANCE, "", ALL),
    ("6.3", "Thực hiện chuyển đổi đơn vị sự nghiệp công lập trực thuộc do ngân sách bảo đảm chi thường xuyên sang đơn vị "
     "sự nghiệp trực thuộc tự bảo đảm một phần chi thường xuyên hoặc tự bảo đảm chi thường xuyên", ALL, "", ALL),
    ("6.4", "Thực hiện quy định về phân phối kết quả tài chính hoặc sử dụng kinh phí tiết kiệm chi thường xuyên trong "
     "năm tại các đơn vị sự nghiệp công lập", "Các đơn vị trực thuộc Sở", "", ALL),
    ("7", "Xây dựng phát triển chính quyền điện tử, chính quyền số"),
    ("7.1", "Ứng dụng công nghệ thông tin của tỉnh", OFFICE, "Hoàn thành 100% nhiệm vụ công nghệ thông tin; ký số văn "
     "bản điện tử đi; cập nhật Trang thông tin điện tử theo quy định", ALL),
    ("7.2", "Vận hành phần mềm một cửa điện tử đúng quy trình", ALL, "Cập nhật đủ các bước xử lý trên phần mềm trong "
     "ngày phát sinh", OFFICE),
    ("7.3", "Cung cấp dịch vụ công trực tuyến", FIELD, "Chọn 20 TTHC có nhiều hồ sơ để hướng dẫn nộp trực tuyến tại nơi "
     "tiếp nhận", OFFICE),
    ("7.4", "Thực hiện tiếp nhận hồ sơ, trả kết quả giải quyết TTHC qua dịch vụ bưu chính công ích", FIELD,
     "Ký thỏa thuận với bưu điện tỉnh; giới thiệu dịch vụ trong giấy hẹn trả kết quả", OFFICE),
    ("7.5", "Áp dụng, duy trì và cải tiến và tự công bố Hệ thống quản lý chất lượng theo tiêu chuẩn ISO 9001:2015 trong "
     "hoạt động của cơ quan", OFFICE, "Đánh giá nội bộ trong quý III; sửa quy trình khi TTHC thay đổi, công bố lại", ALL),
)  # fmt: skip

ANNEX = tuple(
    AnnexItem(code=row[0], content=row[1], is_area=True)
    if len(row) == 2
    else AnnexItem(code=row[0], content=row[1], lead=row[2], action=row[3], partners=row[4])
    for row in _ROWS
)
