"""C13: a step of the process, or the hand-over between agencies, was late; not the dossier."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

_STEP_DUE = "(due_is_step OR coalesce(CAST(s.step_due AS DATE) = due_on, FALSE)) AND coalesce(gap, 0) > 0"

STEP_LATE = Cause(
    code="C13",
    name="STEP_LATE",
    title="Trễ ở một bước, không phải cả hồ sơ",
    holds=f"CASE WHEN {_STEP_DUE} OR handed_late > 0 THEN TRUE"
    " WHEN gap > 0 AND NOT tells_steps AND NOT s_tells_steps AND s.step_due IS NULL THEN NULL ELSE FALSE END",
    gain=f"CASE WHEN {_STEP_DUE} THEN gap ELSE handed_late END",
    evidence=sentence(
        f"=CASE WHEN {_STEP_DUE} THEN concat('Hạn ', {day('due_on')}, ' mà bên tính trễ hạn xét là hạn của bước',"
        f" coalesce(' “' || nullif(late_step, '') || '”', ''), '; hạn của cả hồ sơ là ', {day('l_due_on')})"
        " ELSE concat('Các bước ở cơ quan khác hoặc khâu chuyển hồ sơ', coalesce(' (“' || nullif(late_step, '') || '”)', ''),"
        " ' trễ ', handed_late, ' ngày làm việc') END",
        ".",
    ),
    proposal="Đề nghị xét hạn theo ngày hẹn trả của cả hồ sơ; trễ của từng bước, từng cơ quan được theo dõi riêng.",
    lacking="Không nguồn nào có sổ bước xử lý của hồ sơ.",
)
