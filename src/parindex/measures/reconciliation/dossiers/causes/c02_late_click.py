"""C02: closed in the software after the real result."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.causes.c03_handover_date import ENDED_APART, HANDED_OVER, IN_TIME
from parindex.measures.reconciliation.dossiers.words import clock, day, sentence

LATE_CLICK = Cause(
    code="C02",
    name="LATE_CLICK",
    title="Bấm kết thúc trên phần mềm muộn hơn kết quả thật",
    holds=f"coalesce(NOT open AND end_on > due_on AND real_on < end_on AND {IN_TIME} AND {ENDED_APART}"
    f" AND NOT {HANDED_OVER}, FALSE)",
    end="real_on",
    evidence=sentence(
        "Kết quả có ngày ",
        f"={day('real_on')}",
        "=CASE WHEN coalesce(l.result, s.result) IS NOT NULL THEN concat(' (', coalesce(l.result, s.result), ')') ELSE '' END",
        ", hạn ",
        f"={day('due_on')}",
        "; bên tính trễ hạn ghi kết thúc ",
        f"={clock('s.ended')}",
        ".",
    ),
    proposal="Đề nghị điều chỉnh ngày kết thúc xử lý trên phần mềm theo ngày ký kết quả.",
)
