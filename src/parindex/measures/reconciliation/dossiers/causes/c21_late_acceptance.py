"""C21: an online dossier accepted later than the working hours allowed for that, with time running from the filing."""

from parindex.measures.facts import held
from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import clock, day, sentence

ALLOWED = held("dossiers.reception_hours", "CAST(s.filed AS DATE)")

LATE_ACCEPTANCE = Cause(
    code="C21",
    name="LATE_ACCEPTANCE",
    title="Quá hạn tiếp nhận bị tính vào quá hạn giải quyết",
    kind="due",
    holds="CASE WHEN coalesce(s.channel, l.channel) IS DISTINCT FROM 'online' OR coalesce(gap, 0) <= 0 THEN FALSE"
    " WHEN s.filed IS NULL AND l.filed IS NULL THEN CASE WHEN tells_filed OR s_tells_filed THEN FALSE END"
    " ELSE accepted_late END",
    gain="gap",
    evidence=sentence(
        "Hồ sơ trực tuyến nộp lúc ",
        f"={clock('coalesce(s.filed, l.filed)')}",
        ", tiếp nhận lúc ",
        f"={clock('greatest(s.received, l.received)')}",
        ", quá thời gian cho phép để tiếp nhận; bên tính trễ hạn tính hạn ",
        f"={day('due_on')}",
        " từ ngày nộp, bên kia tính hạn ",
        f"={day('l_due_on')}",
        " từ ngày tiếp nhận.",
    ),
    proposal="Đề nghị tách quá hạn tiếp nhận khỏi quá hạn giải quyết; hạn giải quyết tính từ ngày tiếp nhận.",
    lacking="Không nguồn nào ghi ngày nộp của hồ sơ trực tuyến.",
)
