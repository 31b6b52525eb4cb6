"""One-stop dossiers by status (3.2), judged by the due moment in the source's own file, by calendar day.

Words: early = finished before the due day; on time = on it; late (trễ hạn) = finished after it; overdue (quá hạn) =
still open past it; pending = open in time. A dossier without a due date is in none of them. Finished after the as-of
day counts as open. Dossiers belong to the period in which they were accepted (ngày tiếp nhận).
"""

from parindex.measures.columns import STATUS
from parindex.measures.dossier_rows import JUDGED, POLICY
from parindex.measures.measure import Measure


def _count(name: str, title: str, condition: str, *, fault: bool = False) -> Measure:
    return Measure(
        code=f"dossiers.{name}",
        title=title,
        thing="hồ sơ",
        registers=("dossiers",),
        counted=f"SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({JUDGED}) WHERE {condition}",
        added=(STATUS,),
        policy=POLICY,
        is_count=True,
        costs="num > 0" if fault else "FALSE",
    )


def _rate(name: str, title: str, numerator: str, denominator: str, basis: str) -> Measure:
    return Measure(
        code=f"dossiers.{name}",
        title=title,
        thing="hồ sơ",
        registers=("dossiers",),
        counted=f"""
            SELECT *, CAST({numerator} AS INTEGER) AS num, 1 AS den FROM ({JUDGED}) WHERE {denominator}
        """,
        added=(STATUS,),
        policy=POLICY,
        basis=(basis,),
    )


MEASURES = (
    _count("received", "Số hồ sơ tiếp nhận", "TRUE"),
    _count("early", "Số hồ sơ giải quyết trước hạn", "status = 'early'"),
    _count("on_time", "Số hồ sơ giải quyết đúng hạn (trong ngày hẹn trả)", "status = 'on_time'"),
    _count("late", "Số hồ sơ giải quyết trễ hạn", "status = 'late'", fault=True),
    _count("pending", "Số hồ sơ đang giải quyết, còn trong hạn", "status = 'pending'"),
    _count("overdue", "Số hồ sơ đang giải quyết, đã quá hạn", "status = 'overdue'", fault=True),
    _rate(
        "rate_completed",
        "Tỷ lệ hồ sơ đã giải quyết trước hạn và đúng hạn",
        "status IN ('early', 'on_time')",
        "status IN ('early', 'on_time', 'late')",
        "Cách tính thường dùng trong bộ tiêu chí CCHC: (trước hạn + đúng hạn) / đã giải quyết",
    ),
    _rate(
        "rate_received",
        "Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn trên số tiếp nhận",
        "status IN ('early', 'on_time')",
        "TRUE",
        "Cách tính trong một số báo cáo năm: (trước hạn + đúng hạn) / tiếp nhận",
    ),
    _rate(
        "rate_766",
        "Tỷ lệ hồ sơ đúng hạn, gồm hồ sơ đang giải quyết còn trong hạn",
        "status IN ('early', 'on_time', 'pending')",
        "TRUE",
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022, nhóm tiến độ giải quyết",
    ),
    _rate(
        "rate_online",
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "channel = 'online'",
        "channel IS NOT NULL",
        "Hồ sơ trực tuyến / (trực tuyến + trực tiếp + bưu chính công ích), không tính kỳ trước chuyển sang",
    ),
)
