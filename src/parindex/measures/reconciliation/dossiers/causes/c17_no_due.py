"""C17: one source has no due date; the other computed one from the longest limit."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

NO_DUE = Cause(
    code="C17",
    name="NO_DUE",
    title="Không có ngày hẹn trả",
    holds="coalesce(l.due IS NULL AND l.status = 'no_due', FALSE)",
    evidence=sentence(
        "Bên không tính trễ hạn không ghi ngày hẹn trả; bên kia xét theo hạn ",
        f"={day('due_on')}",
        " (",
        "=coalesce(CAST(counted AS VARCHAR), '…')",
        " ngày làm việc sau ngày tiếp nhận ",
        f"={day('s.received')}",
        ").",
    ),
    proposal="Đề nghị ghi ngày hẹn trả theo giấy tiếp nhận và hẹn trả kết quả; không tự tính hạn theo thời hạn tối đa.",
)
