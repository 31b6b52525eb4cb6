"""C01: the result was issued or handed over, and the dossier was never closed in the software."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.causes.c02_late_click import CLOSED_AFTERWARDS
from parindex.measures.reconciliation.dossiers.causes.c03_handover_date import DUE_THAT_WAS_KEPT, PROVED
from parindex.measures.reconciliation.dossiers.words import day, sentence

# in time by either due day, or late in the other list too, which only has ended it
_NOT_CLOSED = (
    f"coalesce(open AND NOT {CLOSED_AFTERWARDS} AND real_on < end_on"
    " AND (real_on <= greatest(due_on, l_due_on) OR l.status = 'late')"
    " AND NOT coalesce(l.ended IS NULL AND NOT l_missing, FALSE), FALSE)"
)

NOT_CLOSED = Cause(
    code="C01",
    name="NOT_CLOSED",
    title="Đã có kết quả nhưng chưa kết thúc trên phần mềm",
    holds=f"CASE WHEN NOT {_NOT_CLOSED} THEN FALSE WHEN {PROVED} THEN TRUE END",
    end="real_on",
    evidence=sentence(
        "Kết quả có ngày ",
        f"={day('real_on')}",
        "=CASE WHEN coalesce(l.result, s.result) IS NOT NULL THEN concat(' (', coalesce(l.result, s.result), ')') ELSE '' END",
        f"=CASE WHEN l.returned IS NOT NULL THEN concat(', trả ngày ', {day('l.returned')}) ELSE '' END",
        "; hạn ",
        f"=CASE WHEN real_on <= greatest(due_on, l_due_on) THEN {DUE_THAT_WAS_KEPT} ELSE {day('due_on')} END",
        "; bên tính trễ hạn ",
        "=CASE WHEN s.returned IS NOT NULL THEN concat('chỉ ghi ngày trả kết quả ', " + day("s.returned") + ","
        " ', không ghi ngày kết thúc xử lý') ELSE concat('vẫn ghi “', coalesce(s.state_text, s.stage, 'đang xử lý'), '”') END",
        " đến ngày ",
        f"={day('end_on')}",
        ".",
    ),
    proposal="Đề nghị cập nhật kết thúc hồ sơ trên phần mềm theo ngày ký kết quả, kèm văn bản kết quả và sổ giao nhận.",
    lacking="Chỉ một bên ghi đã kết thúc; chưa có văn bản kết quả, ngày ký hoặc ngày trả kết quả để đối chiếu.",
)
