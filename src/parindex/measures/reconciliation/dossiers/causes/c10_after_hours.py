"""C10: received late in the day or on a day off; the sources begin to count on different days."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import clock, day, sentence

_LIMIT = "coalesce(l_limit_days, published)"
# the lenient side begins a day later than the strict one, whatever else either adds to its limit
_NEXT_DAY = (
    f"coalesce(n_l_stated - n_l_received - 1 IN ({_LIMIT}, {_LIMIT} + l_pause)"
    f" AND counted IN (coalesce(limit_days, {_LIMIT}), coalesce(limit_days, {_LIMIT}) + s_pause),"
    " n_l_stated - n_l_received = counted + 1)"
)
_AFTER = "(u_received > n_received OR CAST(s.received AS TIME) > handed_over_after)"

AFTER_HOURS = Cause(
    code="C10",
    name="AFTER_HOURS",
    title="Tiếp nhận cuối ngày, ngoài giờ",
    holds=f"CASE WHEN coalesce(gap, 0) <= 0 OR NOT {_NEXT_DAY} THEN FALSE"
    f" WHEN {_AFTER} THEN TRUE"
    " WHEN CAST(s.received AS TIME) = TIME '00:00' AND gap = 1 THEN NULL ELSE FALSE END",
    gain="1",
    evidence=sentence(
        "Tiếp nhận lúc ",
        f"={clock('s.received')}",
        "=CASE WHEN u_received > n_received THEN ' (ngày nghỉ)' ELSE concat(' (sau ', strftime(DATE '2000-01-01' +"
        " handed_over_after, '%H:%M'), ')') END",
        "; bên tính trễ hạn tính từ ngày ấy, hạn ",
        f"={day('due_on')}",
        "; bên kia tính từ ngày làm việc sau, hạn ",
        f"={day('l_due_on')}",
        ".",
    ),
    proposal="Đề nghị thống nhất thời điểm bắt đầu tính hạn của hồ sơ tiếp nhận cuối ngày, ngoài giờ theo quy chế một cửa.",
    lacking="Không ghi giờ tiếp nhận.",
)
