"""Periodic reports in two lists: the sender's, by the day of sending, and the receiving office's, by the day it had them.

`Counting.end` is `finished` for the day of sending and `returned` for the day on which letter and software entry were both
there: the reporting regime asks for both in time (Công văn số 581/BNV-CCHC).
"""

from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.counting import OWNER
from parindex.measures.reconciliation.reports.causes import CAUSES
from parindex.measures.reconciliation.reports.evidence import evidence
from parindex.measures.reconciliation.reports.sides import RECEIVER, counting_text, judged

__all__ = ["RECEIVER", "REPORTS"]

REPORTS = Comparison(
    name="reports",
    titled=("kind", "period", "receiver"),
    register="reports",
    title="Báo cáo định kỳ",
    thing="báo cáo",
    judged=judged,
    evidence=evidence,
    causes=CAUSES,
    group="kind",
    group_title="kind",
    shown=("kind", "period", "receiver", "cut_from", "cut_to", "sent", "entered", "channel", "document"),
    countings=(OWNER, RECEIVER),
    counting_text=counting_text,
    itself=True,
    alike={"Loại báo cáo": "kind", "Hạn gửi": "due"},
)
