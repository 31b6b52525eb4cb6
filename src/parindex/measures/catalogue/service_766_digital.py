"""Quality of service in procedures, group 4 of the set of QĐ 766/QĐ-TTg: results and papers in digital form.

A flag that the export leaves empty is not a "no": such dossiers are listed and not counted.
"""

from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy
from parindex.measures.quality_766 import BASIS_766, FULL_MARKS, IN_PERIOD
from parindex.records.registers.dossiers import DOSSIERS

_FINISHED = "CAST(finished AS DATE) <= $as_of"


def _share(name: str, number: str, title: str, among: str, words: str, target: str = "") -> Measure:
    code = f"service_766.{name}"
    return Measure(
        code=code,
        title=f"766 – {number}: {title}",
        thing="hồ sơ",
        registers=("dossiers",),
        counted=f"""
            SELECT *, CAST(coalesce({name}, FALSE) AS INTEGER) AS num, CAST({name} IS NOT NULL AS INTEGER) AS den
            FROM dossiers WHERE {IN_PERIOD} AND {among}
        """,
        added=(DOSSIERS.column(name),),
        policy=Policy(
            f"accepted_in_period/{name}",
            f"Hồ sơ tiếp nhận trong kỳ, {words}; chưa ghi nhận thì liệt kê nhưng không tính.",
        ),
        basis=BASIS_766,
        target=percent_target(code, target, source=FULL_MARKS) if target else None,
    )


MEASURES = (
    _share(
        "e_result",
        "4.1",
        "Tỷ lệ hồ sơ cấp kết quả điện tử",
        f"{_FINISHED} AND coalesce(result_due, TRUE)",
        "đã xong và phải trả giấy tờ",
    ),
    _share(
        "digitised",
        "4.2",
        "Tỷ lệ hồ sơ số hóa thành phần hồ sơ",
        "coalesce(has_digital_parts, TRUE)",
        "có thành phần phải số hóa",
        "80",
    ),
    _share(
        "reused",
        "4.3",
        "Tỷ lệ hồ sơ khai thác, sử dụng lại dữ liệu đã số hóa",
        "coalesce(has_digital_parts, TRUE)",
        "có thành phần phải số hóa",
        "80",
    ),
    _share(
        "personal_store",
        "4.4",
        "Tỷ lệ hồ sơ có kết quả lưu kho dữ liệu điện tử của người nộp",
        _FINISHED,
        "đã xong",
    ),
    _share(
        "population_data",
        "4.5",
        "Tỷ lệ hồ sơ khai thác Cơ sở dữ liệu quốc gia về dân cư",
        "applicant_kind IS NOT DISTINCT FROM 'citizen'",
        "của cá nhân",
    ),
)
