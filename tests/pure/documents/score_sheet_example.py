"""A small score sheet with every kind of row; figures of the department's year 2021, points illustrative."""

from datetime import date
from decimal import Decimal

from parindex.documents.score_sheet import ScoreSheet, ScoreSheetRow

D = Decimal
RULE = "Tỷ lệ hoàn thành đúng hạn × 3 điểm; dưới 80%: 0 điểm."

ROWS = (
    ScoreSheetRow(kind="area", code="1", name="Công tác chỉ đạo điều hành CCHC", max_points=D("8"), points=D("6.28"),
                  lost=D("0.72")),
    ScoreSheetRow(kind="criterion", code="1.1", name="Kế hoạch CCHC", max_points=D("3"), points=D("2"), lost=D("0"),
                  state="Chấm một phần"),
    ScoreSheetRow(kind="leaf", code="1.1.1", name="Ban hành kế hoạch CCHC năm", max_points=D("2"), points=D("2"),
                  lost=D("0"), rule="Ban hành trước 31/12 của năm trước: 2 điểm; ban hành sau: 0 điểm.",
                  explanation="Ban hành đúng hạn: 2 điểm (tối đa).", grade="Tự chấm có minh chứng", state="Đã chấm"),
    ScoreSheetRow(kind="leaf", code="1.1.2", name="Chất lượng kế hoạch", max_points=D("1"), points=None, lost=None,
                  rule="Đạt yêu cầu: 1 điểm; không đạt yêu cầu: 0 điểm.",
                  explanation="Chưa chấm: cơ quan thẩm định chấm.", state="Chưa chấm"),
    ScoreSheetRow(kind="leaf", code="1.2", name="Thực hiện chế độ báo cáo CCHC", max_points=D("2"), points=D("1.75"),
                  lost=D("0.25"), figure="1", rule="Từ 2 điểm, mỗi báo cáo trễ hạn trừ 0,25 điểm; không dưới 0 điểm.",
                  explanation="01 báo cáo trễ hạn: trừ 0,25 điểm; còn 1,75 điểm, mất 0,25 điểm.",
                  grade="Tính từ số liệu", state="Đã chấm"),
    ScoreSheetRow(kind="leaf", code="1.6", name="Thực hiện các nhiệm vụ được UBND Tỉnh, Chủ tịch UBND Tỉnh giao",
                  max_points=D("3"), points=D("2.97"), lost=D("0.03"), figure="86/87 = 98,85%", rule=RULE,
                  explanation="86/87 = 98,85%; 98,85% × 3 điểm = 2,97 điểm, mất 0,03 điểm.", grade="Tính từ số liệu",
                  state="Đã chấm"),
    ScoreSheetRow(kind="leaf", code="1.10", name="=SUM(A1:A9) là tên do người dùng nhập", max_points=D("2"),
                  points=D("1.56"), lost=D("0.44"), figure="195/250 = 78%", rule="@thử", explanation="+78%",
                  grade="Số tổng hợp có văn bản", state="Đã chấm"),
)  # fmt: skip
SHEET = ScoreSheet(
    unit_name="Sở Lao động – Thương binh và Xã hội",
    year=2021,
    set_title="Bộ tiêu chí mẫu xác định Chỉ số cải cách hành chính cấp sở năm 2021 (minh họa)",
    illustrative=True,
    as_of=date(2021, 12, 31),
    rows=ROWS,
    points=D("8.28"),
    max_points=D("10"),
    scored_max_points=D("9"),
    index_percent=D("82.80"),
    index_so_far=D("92.00"),
    unscored=1,
)
