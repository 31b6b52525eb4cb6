"""Recruitments that kept the rules (5.3); any violation costs."""

from parindex.measures.checklist import checklist_measures

MEASURES = checklist_measures(
    "recruitments",
    "tuyển dụng",
    ("conditions", "qualification", "procedure"),
    "Nội dung 5.3: tuyển dụng công chức, viên chức đúng quy trình, quy định",
)
