"""Appointments that kept the standards of the post and the procedure (5.4); any violation costs."""

from parindex.measures.checklist import checklist_measures

MEASURES = checklist_measures(
    "appointments",
    "bổ nhiệm",
    ("planned", "qualification", "politics", "age", "term", "procedure"),
    "Nội dung 5.4: bổ nhiệm vị trí lãnh đạo đúng tiêu chuẩn, quy định",
)
