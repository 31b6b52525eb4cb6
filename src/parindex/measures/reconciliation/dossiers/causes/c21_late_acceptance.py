"""C21: an online dossier accepted later than the working hours allowed for that, with time running from the filing."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import clock, day, sentence

_CHANNEL = "coalesce(s.channel, l.channel)"

LATE_ACCEPTANCE = Cause(
    code="C21",
    name="LATE_ACCEPTANCE",
    title="Quá hạn tiếp nhận bị tính vào quá hạn giải quyết",
    holds="CASE WHEN coalesce(gap, 0) <= 0 THEN FALSE"
    f" WHEN {_CHANNEL} IS NULL AND NOT (tells_channel OR s_tells_channel) THEN CASE WHEN accepted_late THEN NULL ELSE FALSE END"
    f" WHEN {_CHANNEL} IS DISTINCT FROM 'online' THEN FALSE"
    " WHEN s.filed IS NULL AND l.filed IS NULL THEN CASE WHEN tells_filed OR s_tells_filed THEN FALSE END"
    " ELSE accepted_late END",
    gain="least(gap, greatest(n_received, n_l_received) - n_filed)",
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
    lacking="Không nguồn nào ghi ngày nộp, kênh nộp của hồ sơ.",
)
