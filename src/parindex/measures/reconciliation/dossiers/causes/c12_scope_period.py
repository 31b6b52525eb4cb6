"""C12: the sources count the dossier in different periods, or were looked at on different days."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

OTHER_WINDOW = (
    "l_outside AND l_named"
    " AND NOT coalesce(CAST(l.received AS DATE) BETWEEN l_first AND least(l_last, l_as_of), FALSE)"
    " AND l.received IS NOT NULL"
)
_EARLIER_LOOK = "l_as_of < s_as_of AND coalesce(l.status IN ('pending', 'suspended'), FALSE) AND due_on >= l_as_of"
_NOT_YET = "l_missing AND CAST(s.received AS DATE) > l_as_of"

SCOPE_PERIOD = Cause(
    code="C12",
    name="SCOPE_PERIOD",
    title="Khác kỳ tổng hợp hoặc ngày chốt số liệu",
    holds=f"coalesce(({OTHER_WINDOW}) OR ({_EARLIER_LOOK}) OR ({_NOT_YET}), FALSE)",
    evidence=sentence(
        "Bên tính trễ hạn ghi tiếp nhận ngày ",
        f"={day('s.received')}",
        ", chốt số liệu ngày ",
        f"={day('s_as_of')}",
        "; bên kia ghi tiếp nhận ngày ",
        f"={day('l.received')}",
        ", chốt ngày ",
        f"={day('l_as_of')}",
        ", kỳ từ ",
        f"={day('l_first')}",
        " đến ",
        f"={day('l_last')}",
        ".",
    ),
    proposal="Đề nghị thống nhất hồ sơ tính vào kỳ nào (theo ngày tiếp nhận) và cùng một ngày chốt số liệu.",
)
