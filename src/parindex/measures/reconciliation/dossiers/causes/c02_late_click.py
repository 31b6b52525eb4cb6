"""C02: closed in the software after the real result."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.causes.c03_handover_date import (
    DUE_THAT_WAS_KEPT,
    ENDED_APART,
    HANDED_OVER,
    IN_TIME,
    PROVED,
    UNPROVED,
)
from parindex.measures.reconciliation.dossiers.words import clock, day, sentence

# closed when the as-of day had passed: still open on that day, closed late all the same
CLOSED_AFTERWARDS = "coalesce(open AND CAST(s.finished AS DATE) > s_as_of, FALSE)"
_CLICKED = (
    f"coalesce((NOT open OR {CLOSED_AFTERWARDS}) AND end_on > due_on AND real_on < end_on AND {IN_TIME} AND {ENDED_APART}"
    f" AND NOT {HANDED_OVER}, FALSE)"
)

LATE_CLICK = Cause(
    code="C02",
    name="LATE_CLICK",
    title="Bấm kết thúc trên phần mềm muộn hơn kết quả thật",
    holds=f"CASE WHEN NOT {_CLICKED} THEN FALSE WHEN {PROVED} THEN TRUE END",
    end="real_on",
    evidence=sentence(
        "Kết quả có ngày ",
        f"={day('real_on')}",
        "=CASE WHEN coalesce(l.result, s.result) IS NOT NULL THEN concat(' (', coalesce(l.result, s.result), ')') ELSE '' END",
        ", hạn ",
        f"={DUE_THAT_WAS_KEPT}",
        "; bên tính trễ hạn ghi kết thúc ",
        f"={clock('coalesce(s.ended, s.finished)')}",
        ".",
    ),
    proposal="Đề nghị điều chỉnh ngày kết thúc xử lý trên phần mềm theo ngày ký kết quả.",
    lacking=UNPROVED,
)
