"""Procedures reviewed in the year, and reviews that proposed a simplification (3.3)."""

from datetime import date

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.facts import Fact, Step
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Nghị định số 63/2010/NĐ-CP về kiểm soát thủ tục hành chính, được sửa đổi, bổ sung",)
_IN_FORCE = """
    SELECT * FROM procedures
    WHERE (valid_from IS NULL OR valid_from <= $as_of) AND (valid_to IS NULL OR valid_to > $as_of)
"""


def _target(measure: str, percent: str) -> Fact:
    """The aim of the plan for 2022; other years have their own plans."""
    plan = "Kế hoạch cải thiện Chỉ số CCHC năm 2022 của Sở Lao động – Thương binh và Xã hội tỉnh Đồng Tháp, mục 3.3"
    return Fact(
        name=f"target.{measure}",
        title="Mục tiêu",
        unit="%",
        steps=(
            Step(value=percent, valid_from=date(2022, 1, 1), source=plan),
            Step(value="", valid_from=date(2023, 1, 1), source="Theo kế hoạch của từng năm"),
        ),
    )


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
    target=_target("procedure_reviews.reviewed", "30"),
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
    target=_target("procedure_reviews.with_proposal", "10"),
)

DONE_BY_PLAN = Measure(
    code="procedure_reviews.done_by_plan",
    title="Tỷ lệ thủ tục hành chính được rà soát đúng hạn theo kế hoạch",
    thing="thủ tục trong kế hoạch rà soát",
    registers=("procedure_reviews",),
    counted=f"""
        SELECT *, CAST(coalesce(reviewed <= planned AND reviewed <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("planned", "reviewed")} AS status
        FROM procedure_reviews WHERE {counted_when_due("planned", "reviewed")}
    """,
    added=(added("planned", "Hạn rà soát", ColumnType.DATE), STATUS),
    policy=Policy("planned_in_period/day", "Thủ tục có hạn rà soát trong kỳ và đã đến hạn; so theo ngày."),
    basis=_BASIS,
)

APPROVED = Measure(
    code="procedure_reviews.approved",
    title="Tỷ lệ phương án đơn giản hóa thủ tục hành chính được thông qua",
    thing="phương án đơn giản hóa",
    registers=("procedure_reviews",),
    counted="""
        SELECT *, CAST(coalesce(approved <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM procedure_reviews
        WHERE reviewed BETWEEN $first AND least($last, $as_of) AND proposal IS TRUE
    """,
    added=(
        added("approved_by", "Quyết định thông qua phương án"),
        added("approved", "Ngày thông qua phương án", ColumnType.DATE),
    ),
    policy=Policy(
        "reviewed_in_period/approved", "Phương án của thủ tục rà soát xong trong kỳ; đạt khi đã được thông qua."
    ),
    basis=_BASIS,
)

COST_SAVED = Measure(
    code="procedure_reviews.cost_saved",
    title="Tỷ lệ chi phí tuân thủ thủ tục hành chính cắt giảm theo phương án",
    thing="phương án có tính chi phí",
    amount="đồng",
    registers=("procedure_reviews",),
    counted="""
        SELECT *, cost_before - cost_after AS num, cost_before AS den
        FROM procedure_reviews
        WHERE reviewed BETWEEN $first AND least($last, $as_of) AND proposal IS TRUE
            AND cost_before IS NOT NULL AND cost_after IS NOT NULL
    """,
    costs="FALSE",
    added=(
        added("cost_before", "Chi phí tuân thủ trước (đồng/năm)", ColumnType.DECIMAL),
        added("cost_after", "Chi phí tuân thủ sau (đồng/năm)", ColumnType.DECIMAL),
    ),
    policy=Policy(
        "reviewed_in_period/cost",
        "Phương án của thủ tục rà soát xong trong kỳ có ghi cả chi phí trước và sau; chi phí cắt giảm trên chi phí trước.",
    ),
    basis=_BASIS,
)

MEASURES = (REVIEWED, WITH_PROPOSAL, DONE_BY_PLAN, APPROVED, COST_SAVED)
