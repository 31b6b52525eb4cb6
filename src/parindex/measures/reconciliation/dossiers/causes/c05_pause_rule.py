"""C05: both know of the pause, and count it by different rules: added, started again, taken for the end."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

_LIMIT = "coalesce(limit_days, l_limit_days, published)"
_BOTH = "s_pauses > 0 AND l_pauses > 0"
_OTHER = "coalesce(l_limit_days, published, limit_days)"
_RULES = "[{0}, {0} + s_pause, {0} + l_pause, n_answered - n_received + {0}]"
_BY_RULES = (
    f"list_contains({_RULES.format(_LIMIT)}, n_due - n_received)"
    f" AND list_contains({_RULES.format(_OTHER)}[2:], n_l_due - n_received)"
)

PAUSE_RULE = Cause(
    code="C05",
    name="PAUSE_RULE",
    title="Tính thời gian bổ sung theo quy tắc khác nhau",
    holds=f"CASE WHEN NOT ({_BOTH}) THEN FALSE WHEN l.status = 'suspended' THEN TRUE WHEN coalesce(gap, 0) <= 0 THEN FALSE"
    f" WHEN {_LIMIT} IS NULL THEN CASE WHEN gap IN (s_pause, l_pause) THEN TRUE END ELSE coalesce({_BY_RULES}, FALSE) END",
    gain="CASE WHEN l.status = 'suspended' THEN greatest(s_pause, l_pause)"
    f" ELSE gap - coalesce(greatest({_OTHER} - {_LIMIT}, 0), 0) END",
    evidence=sentence(
        "Cả hai bên ghi yêu cầu bổ sung (",
        f"={day('l_began')}",
        "=CASE WHEN l_waits THEN ', còn chờ' ELSE concat(' – ', " + day("l_answered") + ") END",
        "); bên tính trễ hạn xét hạn ",
        f"={day('due_on')}",
        ", bên kia xét hạn ",
        f"={day('l_due_on')}",
        ", chênh ",
        "=coalesce(gap, greatest(s_pause, l_pause))",
        " ngày làm việc.",
    ),
    proposal="Đề nghị thống nhất quy tắc: thời gian chờ bổ sung được cộng vào hạn, hay tính lại từ đầu theo "
    "pháp luật chuyên ngành.",
    lacking="Không rõ thời hạn của thủ tục để tính lại hạn theo từng quy tắc tạm dừng.",
)
