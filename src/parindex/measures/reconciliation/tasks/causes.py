"""Why two lists of assigned tasks differ: a short list in its fixed order, the most specific evidence first.

What people say of such lists (đã báo cáo mà chưa được xác nhận, xin gia hạn mà phần mềm chưa ghi, văn bản đến muộn trên phần
mềm); no document numbers these causes.
"""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.words import written_day as _day

_IN_TIME = (
    "CASE WHEN two_reports OR (reported_on IS NULL AND NOT tells_submitted) THEN NULL ELSE coalesce({}, FALSE) END"
)
_DONE = "reported_on <= last_due OR l.status = 'late'"  # late and ended in one list, open in the other: not confirmed either
_NO_DAY = (
    "Ngày đơn vị báo cáo kết quả: hai danh sách ghi hai ngày khác nhau, hoặc không ghi; cần văn bản báo cáo có ngày."
)


ONE_SIDED = Cause(
    code="T06",
    name="ONE_SIDED",
    title="Chỉ có ở một danh sách",
    holds="l_missing OR l_outside",
    evidence="CASE WHEN l_missing THEN 'Mã ' || s.code || ' không có ở danh sách kia.' ELSE 'Danh sách kia ghi nhiệm vụ '"
    " || s.code || ' cho đơn vị ' || coalesce(l.unit, '(trống)') || ', ngoài phạm vi đang xét.' END",
    proposal="Đề nghị đồng bộ danh sách nhiệm vụ, hoặc thống nhất mã và đơn vị chủ trì của nhiệm vụ này.",
)
GIVEN_BACK = Cause(
    code="T05",
    name="GIVEN_BACK",
    title="Đã trả lại hoặc chuyển đơn vị khác",
    holds="coalesce(l.status = 'stopped', FALSE)",
    evidence=f"'Đã trả lại, chuyển ngày ' || {_day('l.returned')} || '; bên tính trễ hạn chưa ghi.'",
    proposal="Đề nghị ghi ngày trả lại, chuyển nhiệm vụ theo văn bản đồng ý của bên giao.",
)
NO_DUE = Cause(
    code="T07",
    name="NO_DUE",
    title="Nhiệm vụ không thời hạn",
    holds="coalesce(l.status = 'no_due', FALSE)",
    evidence=f"'Danh sách này ghi hạn ' || {_day('due_on')} || ', danh sách kia ghi không có thời hạn.'",
    proposal="Đề nghị đối chiếu văn bản giao để thống nhất nhiệm vụ có thời hạn hay không.",
)
EXTENSION = Cause(
    code="T03",
    name="EXTENSION",
    title="Gia hạn chưa được ghi nhận",
    holds="CASE WHEN gap > 0 AND l.extended_to IS NULL AND NOT tells_extended_to THEN NULL"
    " ELSE coalesce(gap > 0 AND l.extension IS NOT NULL AND l.extended_to > l.due AND l.extended_to = l_due_on, FALSE) END",
    gain="gap - written",
    evidence=f"'Được gia hạn đến ' || {_day('l.extended_to')} || ' theo ' || l.extension || '; bên tính trễ hạn xét hạn '"
    f" || {_day('due_on')} || '.'",
    proposal="Đề nghị cập nhật hạn sau gia hạn theo văn bản cho gia hạn.",
    lacking="Văn bản cho gia hạn: không danh sách nào ghi cột này.",
)
CAME_LATE = Cause(
    code="T08",
    name="CAME_LATE",
    title="Nhiệm vụ đến muộn trên phần mềm",
    holds="CASE WHEN came_on IS NULL AND NOT tells_received THEN NULL"
    " ELSE coalesce(came_on > due_on OR (waited > 0 AND gap = waited), FALSE) END",
    gain="waited",
    evidence=f"'Văn bản giao ngày ' || {_day('s.assigned')} || ', phần mềm ghi nhận ngày ' || {_day('came_on')}"
    f" || '; hạn ' || {_day('due_on')} || '.'",
    proposal="Đề nghị xét hạn từ ngày nhiệm vụ đến phần mềm, hoặc ghi lại hạn cho phù hợp.",
    lacking="Ngày nhận trên phần mềm: không danh sách nào ghi cột này.",
)
NOT_CONFIRMED = Cause(
    code="T01",
    name="NOT_CONFIRMED",
    title="Đã báo cáo, bên kia chưa ghi nhận hoàn thành",
    holds=f"CASE WHEN s.ended IS NOT NULL THEN FALSE ELSE {_IN_TIME.format(_DONE)} END",
    end="reported_on",
    evidence=f"'Báo cáo kết quả ngày ' || {_day('reported_on')} || ', hạn ' || {_day('last_due')}"
    " || '; bên tính trễ hạn chưa ghi hoàn thành.'",
    proposal="Đề nghị xác nhận hoàn thành theo ngày báo cáo kết quả, hoặc nêu rõ nội dung chưa đạt.",
    lacking=_NO_DAY,
)
CONFIRMED_LATE = Cause(
    code="T02",
    name="CONFIRMED_LATE",
    title="Báo cáo trong hạn, được xác nhận sau hạn",
    holds="CASE WHEN s.ended IS NULL THEN FALSE"
    f" ELSE {_IN_TIME.format('reported_on <= last_due AND reported_on < CAST(s.ended AS DATE)')} END",
    end="reported_on",
    evidence=f"'Báo cáo kết quả ngày ' || {_day('reported_on')} || ', hạn ' || {_day('last_due')}"
    f" || '; ghi hoàn thành ngày ' || {_day('s.ended')} || '.'",
    proposal="Đề nghị xét hạn theo ngày đơn vị báo cáo kết quả, không theo ngày xác nhận.",
    lacking=_NO_DAY,
)
DUE_DIFFERS = Cause(
    code="T04",
    name="DUE_DIFFERS",
    title="Hạn ghi khác nhau",
    holds="coalesce(written > 0 AND gap > 0 AND (gap <> waited OR waited IS NULL), FALSE)",
    gain="written",
    evidence=f"'Hạn ghi ' || {_day('s.due')} || ' ở bên tính trễ hạn, ' || {_day('l.due')} || ' ở bên kia.'",
    proposal="Đề nghị đối chiếu văn bản giao và ghi lại hạn cho đúng.",
)
REALLY_LATE = Cause(
    code="T09",
    name="REALLY_LATE",
    title="Thật sự trễ hạn",
    holds="TRUE",
    evidence=f"'Không có nguyên nhân nào khác; hạn ' || {_day('due_on')} || ', '"
    f" || coalesce('hoàn thành ngày ' || {_day('s.ended')}, 'chưa hoàn thành') || '.'",
    proposal="Đề nghị đơn vị xác nhận trễ hạn và nêu lý do.",
)
CAUSES = (
    ONE_SIDED,
    GIVEN_BACK,
    NO_DUE,
    EXTENSION,
    CAME_LATE,
    NOT_CONFIRMED,
    CONFIRMED_LATE,
    DUE_DIFFERS,
    REALLY_LATE,
)
