"""Where a value comes from, and whether a target is met: the same words on screens and in documents."""

GRADE_WORDS = {
    "computed": "Tính từ số liệu",
    "entered_total": "Số tổng hợp có văn bản",
    "judgement": "Tự chấm có minh chứng",
}
TARGET_WORDS = {
    "met": "Đạt mục tiêu",
    "unmet": "Chưa đạt mục tiêu",
    "no_target": "Chưa có mục tiêu",
    "no_figure": "Chưa có số liệu",
}
