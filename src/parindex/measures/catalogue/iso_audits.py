"""Keeping the quality system alive: internal audits, what was planned, corrective actions closed in time (7.5)."""

from parindex.measures.columns import STATUS, counted_when_due, deadline_status
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy

_BASIS = ("Quyết định số 19/2014/QĐ-TTg; TCVN ISO 9001:2015", "Thông tư số 26/2014/TT-BKHCN")

INTERNAL_AUDITS = Measure(
    code="iso_audits.internal_audits",
    title="Số lần đánh giá nội bộ ISO trong kỳ",
    thing="lần đánh giá nội bộ",
    registers=("iso_audits",),
    counted="""
        SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM iso_audits
        WHERE kind = 'audit' AND done BETWEEN $first AND least($last, $as_of)
    """,
    policy=Policy("done_in_period", "Lần đánh giá nội bộ hoàn thành trong kỳ; mỗi năm phải có ít nhất một lần."),
    basis=_BASIS,
    is_count=True,
    costs="FALSE",
)

PLANNED_DONE = Measure(
    code="iso_audits.planned_done",
    title="Tỷ lệ đánh giá nội bộ, xem xét của lãnh đạo ISO thực hiện theo kế hoạch",
    thing="lần đánh giá, xem xét",
    registers=("iso_audits",),
    counted=f"""
        SELECT *, CAST(coalesce(done <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "done")} AS status
        FROM iso_audits WHERE kind IN ('audit', 'review') AND {counted_when_due("due", "done")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period", "Lần đánh giá, xem xét có ngày kế hoạch trong kỳ và đã đến; đạt khi đã làm, kể cả sau."
    ),
    basis=_BASIS,
    target=percent_target(
        "iso_audits.planned_done",
        "100",
        source="Kế hoạch cải thiện chỉ số năm 2022, mục 7.5: đánh giá nội bộ hằng năm theo kế hoạch",
    ),
)

CORRECTED = Measure(
    code="iso_audits.corrected",
    title="Tỷ lệ hành động khắc phục ISO hoàn thành đúng hạn",
    thing="hành động khắc phục",
    registers=("iso_audits",),
    counted=f"""
        SELECT *, CAST(coalesce(done <= due AND done <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "done")} AS status
        FROM iso_audits WHERE kind = 'action' AND {counted_when_due("due", "done")}
    """,
    added=(STATUS,),
    policy=Policy(
        "due_in_period/day", "Hành động khắc phục có hạn trong kỳ và đã đến hạn; đạt khi hoàn thành không sau hạn."
    ),
    basis=_BASIS,
    target=percent_target(
        "iso_audits.corrected", "100", source="Mức thường dùng: khắc phục hết, đúng hạn; cần xác nhận", confirmed=False
    ),
)

MEASURES = (INTERNAL_AUDITS, PLANNED_DONE, CORRECTED)
