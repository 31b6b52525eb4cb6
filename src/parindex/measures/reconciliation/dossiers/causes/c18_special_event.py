"""C18: a closure under a decision, an epidemic, an outage, a disaster."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

_SHORT = "coalesce(limit_days, published) - counted"
_EVENT = (
    "regexp_matches(regexp_replace(lower(concat_ws('; ', s.note, l.note, s.extension_reason, l.extension_reason)),"
    " '\\b(không|chưa)( có| do| vì| phải| bị| xảy ra| gặp)*( sự cố| thiên tai| bão| dịch bệnh)[^,.;]*', '', 'g'),"
    " 'giãn cách|covid|dịch bệnh|phong tỏa|chỉ thị 16|sự cố (phần mềm|hệ thống|mạng|đường truyền)|thiên tai"
    "|bão|lũ lụt|bất khả kháng')"
)
_SHUT = f"coalesce(closed > 0 AND coalesce({_SHORT}, gap) > 0, FALSE)"

SPECIAL_EVENT = Cause(
    code="C18",
    name="SPECIAL_EVENT",
    title="Sự kiện đặc biệt (giãn cách, sự cố, bất khả kháng)",
    holds=f"{_SHUT} OR coalesce({_EVENT} AND gap > 0, FALSE)",
    gain=f"CASE WHEN {_SHUT} THEN closed_gain ELSE gap END",
    evidence=sentence(
        f"=CASE WHEN {_SHUT} THEN concat('Từ ngày tiếp nhận ', {day('s.received')}, ' đến hạn ', {day('stated_on')}, ' có ',"
        " closed, ' ngày đơn vị tạm đóng cửa theo quyết định, thời hạn không tính') ELSE 'Ghi chú nêu sự kiện đặc biệt' END",
        "=CASE WHEN coalesce(l.note, s.note) IS NOT NULL THEN concat('; ghi chú: ', coalesce(l.note, s.note)) ELSE '' END",
        "; hạn bên kia xét là ",
        f"={day('l_due_on')}",
        ".",
    ),
    proposal="Đề nghị ghi thời gian tạm dừng theo quyết định (giãn cách, sự cố, bất khả kháng) vào lịch của phần mềm và "
    "tính lại hạn.",
)
