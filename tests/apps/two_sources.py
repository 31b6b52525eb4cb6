"""Two small sources of dossiers that differ in known ways, and the question that compares them."""

from parindex.assessment.reconciliation_asked import Asked

HEAD = (
    "Mã hồ sơ;Mã TTHC;Đơn vị xử lý;Ngày tiếp nhận;Thời hạn giải quyết (ngày làm việc);Ngày hẹn trả;"
    "Ngày kết thúc xử lý;Ngày trả kết quả;Số văn bản kết quả;Ngày ký kết quả;Trạng thái"
)
_RECEIVED = "1.001;phong-a;01/03/2021 08:00;5;08/03/2021 17:00"
_DONE, _OPEN = "Đã trả kết quả", "Đang xử lý"
LEFT = (
    f"H-1;{_RECEIVED};04/03/2021 10:00;05/03/2021 08:00;1/QĐ;04/03/2021;{_DONE}",
    f"H-2;{_RECEIVED};05/03/2021 10:00;08/03/2021 08:00;2/QĐ;05/03/2021;{_DONE}",
    f"H-3;{_RECEIVED};05/03/2021 10:00;08/03/2021 08:00;3/QĐ;05/03/2021;{_DONE}",
    f"H-4;{_RECEIVED};12/03/2021 10:00;15/03/2021 08:00;4/QĐ;12/03/2021;{_DONE}",
    f"000.00.19.H20-210301-0005;{_RECEIVED};05/03/2021 10:00;08/03/2021 08:00;5/QĐ;05/03/2021;{_DONE}",
)
RIGHT = (
    f"H-1;{_RECEIVED};;;1/QĐ;04/03/2021;{_OPEN}",  # finished on paper, never closed
    f"H-2;{_RECEIVED};10/03/2021 10:00;10/03/2021 10:00;2/QĐ;05/03/2021;{_DONE}",  # closed after the result
    f"H-3;{_RECEIVED};05/03/2021 10:00;08/03/2021 08:00;3/QĐ;05/03/2021;{_DONE}",  # the same
    f"H-4;{_RECEIVED};12/03/2021 10:00;15/03/2021 08:00;4/QĐ;12/03/2021;{_DONE}",  # late in both
    f"000.00.19.H20-210301-OOO5;{_RECEIVED};05/03/2021 10:00;08/03/2021 08:00;5/QĐ;05/03/2021;{_DONE}",  # letters O
)
ASKED = Asked(kind="dossiers", left="so", right="mot_cua", unit="so", period="2021")
BROKEN = ("000.00.19.H20-210301-0005", "000.00.19.H20-210301-OOO5")
