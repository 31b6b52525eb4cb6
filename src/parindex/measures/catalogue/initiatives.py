"""Initiatives in administrative reform (1.5): how many were recognised, what share, which are new to the province."""

from parindex.measures.columns import added
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Nghị định số 13/2012/NĐ-CP ban hành Điều lệ Sáng kiến",)
_DECIDED = (
    added("decided", "Ngày quyết định", ColumnType.DATE),
    added("document", "Quyết định công nhận"),
)


def _count(name: str, title: str, condition: str, words: str) -> Measure:
    return Measure(
        code=f"initiatives.{name}",
        title=title,
        thing="sáng kiến",
        registers=("initiatives",),
        counted=f"""
            SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM initiatives
            WHERE result = 'recognised' AND decided BETWEEN $first AND least($last, $as_of) AND ({condition})
        """,
        added=_DECIDED,
        policy=Policy("decided_in_period", words),
        basis=_BASIS,
        is_count=True,
        costs="FALSE",
    )


RECOGNISED = _count(
    "recognised",
    "Số sáng kiến, giải pháp mới trong CCHC được công nhận",
    "TRUE",
    "Sáng kiến được công nhận bằng quyết định ban hành trong kỳ.",
)
FIRST_IN_PROVINCE = _count(
    "first_in_province",
    "Số sáng kiến CCHC được công nhận lần đầu áp dụng trong tỉnh",
    "first_in_province IS TRUE",
    "Sáng kiến được công nhận trong kỳ và lần đầu áp dụng trong tỉnh.",
)

SHARE_RECOGNISED = Measure(
    code="initiatives.share_recognised",
    title="Tỷ lệ sáng kiến CCHC đề nghị được công nhận",
    thing="sáng kiến đã có kết quả xét",
    registers=("initiatives",),
    counted="""
        SELECT *, CAST(result = 'recognised' AS INTEGER) AS num, 1 AS den FROM initiatives
        WHERE result IS NOT NULL AND decided BETWEEN $first AND least($last, $as_of)
    """,
    added=_DECIDED,
    policy=Policy("decided_in_period/decided", "Sáng kiến có kết quả xét trong kỳ; đang chờ xét thì chưa tính."),
    basis=_BASIS,
)

MEASURES = (RECOGNISED, SHARE_RECOGNISED, FIRST_IN_PROVINCE)
