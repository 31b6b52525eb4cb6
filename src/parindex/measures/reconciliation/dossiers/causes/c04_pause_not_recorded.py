"""C04: a supplement was asked for on paper or by telephone, and the software does not know."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

_SPOKEN = "regexp_matches(lower(concat_ws(' ', l.note, s.note)), 'bổ sung.*(giấy|điện thoại)|phiếu (giấy|bổ sung)')"

PAUSE_NOT_RECORDED = Cause(
    code="C04",
    name="PAUSE_NOT_RECORDED",
    title="Yêu cầu bổ sung bằng giấy, phần mềm không ghi tạm dừng",
    holds="CASE WHEN l_only_pause > 0 THEN TRUE WHEN coalesce(gap, 0) <= 0 OR l_pauses > 0 THEN FALSE"
    f" WHEN {_SPOKEN} THEN NULL WHEN tells_supplement_asked OR tells_pauses THEN FALSE ELSE NULL END",
    gain="l_only_pause",
    evidence=sentence(
        "Yêu cầu bổ sung ngày ",
        f"={day('l_began')}",
        "=CASE WHEN l_document IS NOT NULL THEN concat(' (', l_document, ')') ELSE '' END",
        "=CASE WHEN l_waits THEN ', còn chờ' ELSE concat(', bổ sung ngày ', " + day("l_answered") + ") END",
        "; bên tính trễ hạn không ghi tạm dừng: thiếu ",
        "=l_only_pause",
        " ngày làm việc trong hạn ",
        f"={day('due_on')}",
        ".",
    ),
    proposal="Đề nghị ghi nhận phiếu yêu cầu bổ sung và thời gian tạm dừng trên phần mềm, tính lại ngày hẹn trả.",
    lacking="Bên không tính trễ hạn không ghi ngày yêu cầu, ngày bổ sung hồ sơ.",
)
