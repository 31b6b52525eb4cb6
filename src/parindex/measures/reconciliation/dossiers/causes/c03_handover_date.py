"""C03: one side takes the day of handing over for the day on which the work was done."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

IN_TIME = "real_on <= greatest(due_on, l_due_on)"
# a signature before the day on which both sources ended it is no other end
ENDED_APART = "coalesce(CAST(coalesce(l.finished, l.returned, l.refused) AS DATE) < end_on, l_missing)"
# a paper, a signature or a handing over tells when the result was there; an end that one list states alone does not
PROVED = (
    "(signed_on IS NOT NULL OR l.returned IS NOT NULL OR l.refused IS NOT NULL OR l.result IS NOT NULL OR s.result IS NOT NULL"
    " OR CAST(s.finished AS DATE) < end_on)"
)
UNPROVED = "Ngày kết thúc chỉ do một bên ghi; chưa có văn bản kết quả, ngày ký hoặc ngày trả kết quả để đối chiếu."
DUE_THAT_WAS_KEPT = (
    f"CASE WHEN real_on <= due_on THEN {day('due_on')} ELSE concat({day('l_due_on')}, ' (bên kia xét)') END"
)
HANDED_OVER = (
    f"coalesce(NOT open AND end_on > due_on AND real_on < end_on AND real_on <= due_on AND {ENDED_APART}"
    " AND (CAST(l.returned AS DATE) = end_on"
    " OR (CAST(s.finished AS DATE) < end_on AND CAST(s.returned AS DATE) = end_on)), FALSE)"
)

HANDOVER_DATE = Cause(
    code="C03",
    name="HANDOVER_DATE",
    title="Lấy ngày trả kết quả làm ngày kết thúc",
    holds=HANDED_OVER,
    end="real_on",
    evidence=sentence(
        "Xử lý xong ngày ",
        f"={day('real_on')}",
        ", hạn ",
        f"={day('due_on')}",
        "; bên tính trễ hạn lấy ngày ",
        f"={day('end_on')}",
        ", là ngày trả kết quả cho người nộp.",
    ),
    proposal="Đề nghị xét hạn theo ngày kết thúc xử lý (ngày có kết quả), không theo ngày người nộp đến nhận.",
)
