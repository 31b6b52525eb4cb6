"""C07: finished on the due day itself, late only by the clock."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import clock, day, sentence

CLOCK = Cause(
    code="C07",
    name="CLOCK",
    title="So theo giờ phút thay vì theo ngày",
    holds="coalesce(NOT l_missing AND end_on = due_on, FALSE)",
    evidence=sentence(
        "Bên tính trễ hạn so theo giờ: hạn ",
        f"={clock('s.judged_due')}",
        ", kết thúc ",
        "=CASE WHEN open THEN 'chưa ghi' ELSE " + clock("s.ended") + " END",
        ", cùng ngày; bên kia so theo ngày ",
        f"={day('l_due_on')}",
        ".",
    ),
    proposal="Đề nghị xét đúng hạn theo ngày (hết giờ làm việc của ngày hẹn trả), không theo giờ, phút tiếp nhận.",
)
