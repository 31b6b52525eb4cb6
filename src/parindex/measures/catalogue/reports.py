"""Periodic reports sent in time (1.2). A report is late when it was sent after the day it was due."""

from parindex.measures.columns import counted_when_due
from parindex.measures.measure import Measure, Policy

_POLICY = Policy(
    "due_in_period/day",
    "Báo cáo có hạn gửi trong kỳ và đã đến hạn; đúng hạn khi ngày gửi không sau hạn, so theo ngày.",
)
_BASIS = ("Công văn 581/BNV-CCHC: mỗi báo cáo có một hạn gửi do cơ quan nhận ấn định",)
_DUE = f"""
    SELECT *, coalesce(sent <= due AND sent <= $as_of, FALSE) AS in_time
    FROM reports WHERE {counted_when_due("due", "sent")}
"""

ON_TIME = Measure(
    code="reports.on_time",
    title="Tỷ lệ báo cáo gửi đúng hạn",
    thing="báo cáo",
    registers=("reports",),
    counted=f"SELECT *, CAST(in_time AS INTEGER) AS num, 1 AS den FROM ({_DUE})",
    policy=_POLICY,
    basis=_BASIS,
)

LATE = Measure(
    code="reports.late",
    title="Số báo cáo gửi trễ hạn hoặc không gửi",
    thing="báo cáo",
    registers=("reports",),
    counted=f"SELECT *, CAST(NOT in_time AS INTEGER) AS num, CAST(NULL AS INTEGER) AS den FROM ({_DUE})",
    policy=_POLICY,
    basis=_BASIS,
    is_count=True,
    costs="num > 0",
)
