"""C09: the limit set up in the software is not the published one at the day of reception."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

RIGHT = "coalesce(published, l_limit_days)"
_FROM_DUE = f"(limit_days IS NULL AND plain < {RIGHT})"

DURATION_CONFIG = Cause(
    code="C09",
    name="DURATION_CONFIG",
    title="Thời hạn cấu hình khác quyết định công bố",
    kind="due",
    holds=f"CASE WHEN limit_days < {RIGHT} OR {_FROM_DUE} THEN TRUE WHEN {RIGHT} IS NULL AND gap > 0 THEN NULL ELSE FALSE END",
    gain=f"CASE WHEN limit_days < {RIGHT} THEN {RIGHT} - limit_days ELSE {RIGHT} - (f_stated - f_received) END",
    evidence=sentence(
        "Bên tính trễ hạn tính ",
        "=coalesce(limit_days, counted)",
        " ngày làm việc; ",
        "=CASE WHEN published IS NOT NULL THEN concat('danh mục công bố tại ngày tiếp nhận là ', published, ' ngày',"
        " coalesce(concat(' (', published_by, ')'), '')) ELSE concat('bên kia tính ', l_limit_days, ' ngày') END",
        "; hạn xét ",
        f"={day('due_on')}",
        ", hạn bên kia ",
        f"={day('l_due_on')}",
        ".",
    ),
    proposal="Đề nghị cấu hình lại thời hạn của thủ tục theo quyết định công bố có hiệu lực tại ngày tiếp nhận.",
    lacking="Không có thời hạn công bố của thủ tục (danh mục thủ tục hành chính) tại ngày tiếp nhận.",
)
