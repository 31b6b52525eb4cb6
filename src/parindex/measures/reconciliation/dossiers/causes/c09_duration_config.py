"""C09: the limit set up in the software is not the published one at the day of reception."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

RIGHT = "coalesce(published, l_limit_days)"
_FROM_DUE = f"(limit_days IS NULL AND plain < {RIGHT})"

# days of the calendar against working days: the same number, another due day
_KIND = "coalesce({side}.duration_kind, 'working_day')"
_OTHER_DAYS = (
    f"coalesce(gap > 0 AND {_KIND.format(side='s')} <> {_KIND.format(side='l')} AND s.days IS NOT NULL"
    " AND NOT l_missing, FALSE)"
)
_SAID = "concat({side}.days, CASE " + _KIND + " WHEN 'day' THEN ' ngày' WHEN 'month' THEN ' tháng'"
_SAID += " WHEN 'working_hour' THEN ' giờ làm việc' ELSE ' ngày làm việc' END)"
_THEIRS = (
    f"CASE WHEN {_OTHER_DAYS} THEN {_SAID.format(side='s')}"
    " ELSE concat(coalesce(limit_days, counted), ' ngày làm việc') END"
)
_OURS = (
    f"CASE WHEN {_OTHER_DAYS} THEN concat('bên kia tính ', {_SAID.format(side='l')}) WHEN published IS NOT NULL"
    " THEN concat('danh mục công bố tại ngày tiếp nhận là ', published, ' ngày',"
    " coalesce(' (' || nullif(published_by, '') || ')', ''))"
    " ELSE concat('bên kia tính ', l_limit_days, ' ngày') END"
)

DURATION_CONFIG = Cause(
    code="C09",
    name="DURATION_CONFIG",
    title="Thời hạn cấu hình khác quyết định công bố",
    holds=f"CASE WHEN limit_days < {RIGHT} OR {_FROM_DUE} OR {_OTHER_DAYS} THEN TRUE"
    f" WHEN {RIGHT} IS NULL AND gap > 0 THEN NULL ELSE FALSE END",
    gain=f"CASE WHEN limit_days < {RIGHT} THEN {RIGHT} - limit_days WHEN {_FROM_DUE} THEN {RIGHT} - (f_stated - f_received)"
    " ELSE gap END",
    evidence=sentence(
        "Bên tính trễ hạn tính ",
        f"={_THEIRS}",
        "; ",
        f"={_OURS}",
        "; hạn xét ",
        f"={day('due_on')}",
        ", hạn bên kia ",
        f"={day('l_due_on')}",
        ".",
    ),
    proposal="Đề nghị cấu hình lại thời hạn của thủ tục theo quyết định công bố có hiệu lực tại ngày tiếp nhận.",
    lacking="Không có thời hạn công bố của thủ tục (danh mục thủ tục hành chính) tại ngày tiếp nhận.",
)
