"""Why two lists of reports differ: a short list in its fixed order, the most specific evidence first.

Both dates of a report are asked for in time by Công văn số 581/BNV-CCHC; what people say beside it (trục liên thông chậm, gửi
nhầm nơi nhận, gửi lại bản thay thế) no document numbers.
"""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.words import written_day as _day

_RESENT = r"regexp_matches(lower(coalesce(s.note, '') || ' ' || coalesce(l.note, '')), 'thay thế|gửi lại|đính chính')"
_ANOTHER = f"coalesce({_RESENT} OR s.document <> l.document, FALSE)"  # the lists speak of two versions
_SENT_BEFORE = "sent_on < coalesce(s.sent, s_as_of)"  # what the strict list has of it


PERIOD = Cause(
    code="R07",
    name="PERIOD",
    title="Kỳ báo cáo ghi lệch nhau",
    holds="CASE WHEN l_missing THEN other_period IS NOT NULL AND other_receiver IS NULL"
    " WHEN gap > 0 AND NOT tells_cut_to THEN NULL"
    " ELSE coalesce(gap > 0 AND end_on <= l_due_on AND (l.cut_to <> s.cut_to OR l.cut_from <> s.cut_from), FALSE) END",
    evidence="CASE WHEN l_missing THEN 'Danh sách kia ghi báo cáo này ở kỳ “' || other_period || '”.'"
    f" ELSE 'Số liệu đến ngày ' || {_day('s.cut_to')} || ', hạn ' || {_day('due_on')} || ' ở bên tính trễ hạn; đến ngày '"
    f" || {_day('l.cut_to')} || ', hạn ' || {_day('l_due_on')} || ' ở bên kia.' END",
    proposal="Đề nghị thống nhất tên kỳ và thời gian chốt số liệu của báo cáo.",
    lacking="Thời gian chốt số liệu: không danh sách nào ghi cột này.",
)
WRONG_PLACE = Cause(
    code="R04",
    name="WRONG_PLACE",
    title="Gửi nhầm nơi nhận hoặc kênh gửi",
    holds="CASE WHEN l_missing THEN other_receiver IS NOT NULL"
    " ELSE coalesce(l.channel IN ('mail', 'paper') AND l.channel <> s.channel"
    f" AND sent_on <= due_on AND {_SENT_BEFORE}, FALSE) END",
    evidence="CASE WHEN l_missing THEN 'Danh sách kia ghi gửi đến ' || other_receiver || ', không phải ' || s.receiver || '.'"
    f" ELSE 'Gửi ngày ' || {_day('sent_on')} || ' bằng kênh khác với kênh bên nhận theo dõi.' END",
    proposal="Đề nghị ghi nhận theo ngày gửi đầu tiên, hoặc chuyển báo cáo về đúng nơi nhận.",
)
ONE_SIDED = Cause(
    code="R06",
    name="ONE_SIDED",
    title="Chỉ có ở một danh sách",
    holds="l_outside OR (l_missing AND other_receiver IS NULL AND other_period IS NULL)",
    evidence="CASE WHEN l_missing THEN '“' || s.kind || '”, ' || s.period || ' không có ở danh sách kia.'"
    " ELSE 'Danh sách kia ghi báo cáo này cho đơn vị ' || coalesce(l.unit, '(trống)') || ', hạn ' || strftime(l.due, '%d/%m/%Y')"
    " || ', ngoài phạm vi đang xét.' END",
    proposal="Đề nghị đồng bộ danh sách báo cáo phải gửi của hai bên.",
)
RESENT = Cause(
    code="R05",
    name="RESENT",
    title="Ngày gửi lại, thay thế bị tính là ngày gửi",
    holds="CASE WHEN s.sent IS NULL OR l.sent IS NULL OR l.sent >= s.sent OR l.sent > last_due THEN FALSE"
    f" WHEN {_RESENT} THEN TRUE WHEN NOT tells_document THEN NULL ELSE coalesce(s.document <> l.document, FALSE) END",
    end="l.sent",
    evidence=f"'Gửi ngày ' || {_day('l.sent')} || coalesce(', số ' || l.document, '') || '; bên tính trễ hạn ghi bản ngày '"
    f" || {_day('s.sent')} || coalesce(', số ' || s.document, '') || '.'",
    proposal="Đề nghị tính theo ngày gửi lần đầu; bản thay thế ghi riêng.",
    lacking="Số, ký hiệu của bản đã gửi: không danh sách nào ghi cột này.",
)
ENTERED_LATE = Cause(
    code="R02",
    name="ENTERED_LATE",
    title="Đã gửi văn bản, nhập phần mềm sau hạn",
    holds="coalesce(CAST(s.ended AS DATE) = s.entered AND s.entered > due_on"
    " AND sent_on <= last_due AND sent_on < s.entered, FALSE)",
    end="sent_on",
    evidence=f"'Văn bản gửi ngày ' || {_day('sent_on')} || ', nhập phần mềm ngày ' || {_day('s.entered')} || ', hạn '"
    f" || {_day('due_on')} || '.'",
    proposal="Đề nghị thống nhất xét hạn theo ngày gửi văn bản hay ngày nhập phần mềm.",
)
RECORDED_LATE = Cause(
    code="R01",
    name="RECORDED_LATE",
    title="Gửi trong hạn, bên kia ghi nhận sau",
    holds="CASE WHEN sent_on IS NULL AND NOT tells_sent THEN NULL"
    f" WHEN {_ANOTHER} THEN FALSE ELSE coalesce(sent_on <= last_due AND {_SENT_BEFORE}, FALSE) END",
    end="sent_on",
    evidence=f"'Gửi ngày ' || {_day('sent_on')} || coalesce(', số ' || l.document, '') || '; bên tính trễ hạn '"
    f" || coalesce('ghi ngày ' || {_day('s.sent')}, 'chưa ghi') || ', hạn ' || {_day('due_on')} || '.'",
    proposal="Đề nghị ghi nhận theo ngày gửi trên trục liên thông văn bản.",
    lacking="Ngày gửi: không danh sách nào ghi cột này.",
)
DUE_DIFFERS = Cause(
    code="R03",
    name="DUE_DIFFERS",
    title="Hạn gửi ghi khác nhau",
    holds="gap > 0",
    gain="gap",
    evidence=f"'Hạn ghi ' || {_day('due_on')} || ' ở bên tính trễ hạn, ' || {_day('l_due_on')} || ' ở bên kia.'",
    proposal="Đề nghị đối chiếu văn bản yêu cầu báo cáo và ghi lại hạn cho đúng.",
)
REALLY_LATE = Cause(
    code="R08",
    name="REALLY_LATE",
    title="Thật sự trễ hạn",
    holds="TRUE",
    evidence=f"'Không có nguyên nhân nào khác; hạn ' || {_day('due_on')} || ', '"
    f" || coalesce('gửi ngày ' || {_day('s.ended')}, 'chưa gửi') || '.'",
    proposal="Đề nghị đơn vị xác nhận trễ hạn và nêu lý do.",
)
CAUSES = (PERIOD, WRONG_PLACE, ONE_SIDED, RESENT, ENTERED_LATE, RECORDED_LATE, DUE_DIFFERS, REALLY_LATE)
