"""Disciplinary cases decided in the window, together and by form (5.2): counts of faults."""

from parindex.measures.measure import Measure, Policy
from parindex.records.registers.staff_discipline import FORMS

_POLICY = Policy("decided_in_period", "Vụ việc có quyết định kỷ luật trong kỳ; mỗi vụ việc tính một lần.")


def _count(name: str, title: str, condition: str) -> Measure:
    return Measure(
        code=f"staff_discipline.{name}",
        title=title,
        thing="vụ việc kỷ luật",
        registers=("staff_discipline",),
        counted=f"""
            SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM staff_discipline
            WHERE decided BETWEEN $first AND least($last, $as_of) AND {condition}
        """,
        policy=_POLICY,
        basis=("Nội dung 5.2: quản lý, sử dụng cán bộ, công chức, viên chức",),
        is_count=True,
        costs="num > 0",
    )


MEASURES = (
    _count("cases", "Số vụ việc công chức, viên chức bị kỷ luật", "TRUE"),
    *(
        _count(form.value, f"Số vụ việc kỷ luật hình thức {form.title.lower()}", f"form = '{form.value}'")
        for form in FORMS
    ),
)
