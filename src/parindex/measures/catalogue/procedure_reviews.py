"""Procedures reviewed in the year, and reviews that proposed a simplification (3.3)."""

from parindex.measures.columns import added
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Nghị định số 63/2010/NĐ-CP về kiểm soát thủ tục hành chính, được sửa đổi, bổ sung",)
_IN_FORCE = """
    SELECT * FROM procedures
    WHERE (valid_from IS NULL OR valid_from <= $as_of) AND (valid_to IS NULL OR valid_to > $as_of)
"""

REVIEWED = Measure(
    code="procedure_reviews.reviewed",
    title="Tỷ lệ thủ tục hành chính được rà soát",
    thing="thủ tục hành chính",
    registers=("procedure_reviews", "procedures"),
    counted=f"""
        SELECT p.*, r.reviewed, r.document, CAST(r.reviewed IS NOT NULL AS INTEGER) AS num, 1 AS den
        FROM ({_IN_FORCE}) AS p LEFT JOIN (
            SELECT procedure, max(reviewed) AS reviewed, max(document) AS document
            FROM procedure_reviews WHERE reviewed BETWEEN $first AND least($last, $as_of) GROUP BY procedure
        ) AS r ON r.procedure = p.code
    """,
    added=(added("reviewed", "Ngày rà soát xong", ColumnType.DATE), added("document", "Văn bản")),
    policy=Policy("in_force/reviewed_in_period", "Thủ tục còn hiệu lực tại ngày cuối kỳ; rà soát xong trong kỳ."),
    basis=_BASIS,
)

WITH_PROPOSAL = Measure(
    code="procedure_reviews.with_proposal",
    title="Tỷ lệ thủ tục đã rà soát có phương án đơn giản hóa",
    thing="thủ tục đã rà soát",
    registers=("procedure_reviews",),
    counted="""
        SELECT *, CAST(proposal IS TRUE AS INTEGER) AS num, 1 AS den
        FROM procedure_reviews
        WHERE reviewed BETWEEN $first AND least($last, $as_of)
    """,
    policy=Policy("reviewed_in_period", "Thủ tục rà soát xong trong kỳ; có phương án đơn giản hóa được ghi nhận."),
    basis=_BASIS,
)
