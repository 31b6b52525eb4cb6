"""C08: the software's calendar lacks a public holiday or a day off in exchange."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

_OWN = "coalesce(limit_days, CASE WHEN l_pauses = 0 THEN n_l_stated - n_l_received END, published, l_limit_days)"
_LIMIT = f"CASE WHEN s_pauses > 0 AND plain > {_OWN} THEN {_OWN} + s_pause ELSE {_OWN} END"
_COUNTED = "(f_stated - f_received)"

CALENDAR = Cause(
    code="C08",
    name="CALENDAR",
    title="Lịch phần mềm thiếu ngày nghỉ lễ, ngày nghỉ bù",
    holds=f"CASE WHEN {_LIMIT} IS NULL OR plain IS NULL THEN CASE WHEN gap > 0 THEN NULL ELSE FALSE END"
    f" ELSE coalesce({_COUNTED} < {_LIMIT} AND {_LIMIT} <= plain, FALSE) END",
    gain=f"{_LIMIT} - {_COUNTED}",
    evidence=sentence(
        "Từ sau ngày ",
        f"={day('s.received')}",
        " đến hạn ",
        f"={day('stated_on')}",
        " chỉ có ",
        f"={_COUNTED}",
        " ngày làm việc theo lịch nhà nước, thiếu ",
        f"={_LIMIT} - {_COUNTED}",
        " ngày so với thời hạn ",
        f"={_LIMIT}",
        " ngày: ngày nghỉ lễ, nghỉ bù bị tính là ngày làm việc.",
    ),
    proposal="Đề nghị cập nhật ngày nghỉ lễ, ngày nghỉ hoán đổi vào lịch của phần mềm và tính lại hạn.",
    lacking="Không rõ thời hạn của thủ tục để đếm lại ngày làm việc.",
)
