"""C01: the result was issued or handed over, and the dossier was never closed in the software."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

NOT_CLOSED = Cause(
    code="C01",
    name="NOT_CLOSED",
    title="Đã có kết quả nhưng chưa kết thúc trên phần mềm",
    # in time by either due day, or late in the other list too, which only has ended it
    holds="coalesce(open AND real_on < end_on AND (real_on <= greatest(due_on, l_due_on) OR l.status = 'late')"
    " AND NOT coalesce(l.ended IS NULL AND NOT l_missing, FALSE), FALSE)",
    end="real_on",
    evidence=sentence(
        "Kết quả có ngày ",
        f"={day('real_on')}",
        "=CASE WHEN coalesce(l.result, s.result) IS NOT NULL THEN concat(' (', coalesce(l.result, s.result), ')') ELSE '' END",
        f"=CASE WHEN l.returned IS NOT NULL THEN concat(', trả ngày ', {day('l.returned')}) ELSE '' END",
        "; hạn ",
        f"={day('due_on')}",
        "; bên tính trễ hạn vẫn ghi “",
        "=coalesce(s.state_text, s.stage, 'đang xử lý')",
        "” đến ngày ",
        f"={day('end_on')}",
        ".",
    ),
    proposal="Đề nghị cập nhật kết thúc hồ sơ trên phần mềm theo ngày ký kết quả, kèm văn bản kết quả và sổ giao nhận.",
)
