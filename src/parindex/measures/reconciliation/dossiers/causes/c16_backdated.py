"""C16: received on paper and typed in later, or the day of reception was edited."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import clock, day, sentence

_MOVED = "CAST(l.received AS DATE) > CAST(s.received AS DATE) AND n_l_received > n_received"
# entered after the due day: nobody could close it in time, whatever the day of the result
_TOO_LATE = (
    "NOT open AND CAST(s.created_at AS DATE) > due_on AND real_on <= due_on AND CAST(s.created_at AS DATE) <= end_on"
)
_TYPED = "CAST(s.created_at AS DATE) > CAST(s.received AS DATE) AND n_created > n_received AND gap > 0"

BACKDATED = Cause(
    code="C16",
    name="BACKDATED",
    title="Nhập sau, sửa ngày tiếp nhận",
    holds=f"CASE WHEN {_MOVED} THEN TRUE WHEN {_TOO_LATE} THEN TRUE WHEN {_TYPED} THEN TRUE"
    " WHEN gap > 0 AND s.created_at IS NULL AND NOT s_tells_created_at AND NOT tells_created_at THEN NULL ELSE FALSE END",
    gain=f"CASE WHEN {_MOVED} THEN n_l_received - n_received WHEN {_TOO_LATE} THEN 0 ELSE least(gap, n_created - n_received) END",
    end=f"CASE WHEN {_TOO_LATE} THEN real_on END",
    evidence=sentence(
        "Bên tính trễ hạn ghi tiếp nhận ngày ",
        f"={day('s.received')}",
        f"=CASE WHEN s.created_at IS NOT NULL THEN concat(', nhập vào phần mềm lúc ', {clock('s.created_at')}) ELSE '' END",
        "; bên kia ghi tiếp nhận ngày ",
        f"={day('l.received')}",
        ".",
    ),
    proposal="Đề nghị đối chiếu giấy tiếp nhận và hẹn trả, sửa ngày tiếp nhận theo giấy và tính lại hạn.",
    lacking="Không nguồn nào ghi thời điểm nhập vào phần mềm.",
)
