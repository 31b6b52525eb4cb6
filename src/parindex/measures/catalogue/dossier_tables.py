"""The official table against the dossiers (3.2): lines whose counts are those that the rows give, and the differences.

The line's own period is the window and its last day the as-of day; a dossier is judged by the due date in the file.
"""

from parindex.measures.columns import added
from parindex.measures.dossier_rows import folded
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_FINISHED, _DUE, _RECEIVED = "CAST(d.finished AS DATE)", "CAST(d.due AS DATE)", "CAST(d.received AS DATE)"
_DONE = f"{_FINISHED} BETWEEN t.from_day AND t.to_day"
_OPEN = f"coalesce({_FINISHED} > t.to_day, TRUE)"
COMPARED = ("received", "resolved", "late", "open", "overdue")
_COUNTED = f"""
    SELECT t.*,
        count(d.code) AS received_counted,
        count(d.code) FILTER ({_DONE}) AS resolved_counted,
        count(d.code) FILTER ({_DONE} AND {_FINISHED} > {_DUE}) AS late_counted,
        count(d.code) FILTER ({_OPEN}) AS open_counted,
        count(d.code) FILTER ({_OPEN} AND {_DUE} < t.to_day) AS overdue_counted
    FROM dossier_tables AS t LEFT JOIN dossiers AS d
        ON {_RECEIVED} <= t.to_day AND coalesce({_FINISHED} >= t.from_day, TRUE)
        AND (d.unit = t.unit OR t.unit NOT IN (SELECT o.unit FROM dossiers AS o WHERE o.unit IS NOT NULL))
        AND CASE WHEN t.procedure IS NOT NULL THEN d.procedure = t.procedure
            ELSE {folded("d.field")} = {folded("t.line")} END
    WHERE t.to_day BETWEEN $first AND least($last, $as_of)
    GROUP BY ALL
"""
_TITLES = {
    "received": "Tiếp nhận",
    "resolved": "Đã giải quyết",
    "late": "Giải quyết quá hạn",
    "open": "Đang giải quyết",
    "overdue": "Đang quá hạn",
}

AGREES = Measure(
    code="dossier_tables.agrees",
    title="Tỷ lệ dòng báo cáo tình hình giải quyết hồ sơ khớp với số tính từ hồ sơ",
    thing="dòng báo cáo",
    registers=("dossier_tables", "dossiers"),
    counted=f"""
        SELECT *, {", ".join(f"coalesce({one}, 0) - {one}_counted AS {one}_difference" for one in COMPARED)},
            CAST({" AND ".join(f"coalesce({one}, 0) = {one}_counted" for one in COMPARED)} AS INTEGER) AS num, 1 AS den
        FROM ({_COUNTED})
    """,
    added=tuple(
        added(f"{one}_difference", f"{_TITLES[one]}: báo cáo trừ hồ sơ", ColumnType.INTEGER) for one in COMPARED
    ),
    policy=Policy(
        "line_ends_in_period/due_in_file/day",
        "Dòng báo cáo có ngày cuối trong kỳ; so số tiếp nhận (gồm kỳ trước chuyển sang), đã giải quyết, quá hạn, đang "
        "giải quyết với số đếm từ hồ sơ của cùng đơn vị, lĩnh vực (hoặc thủ tục) và khoảng ngày của dòng; xét theo ngày "
        "hẹn trả ghi trong tệp, theo ngày.",
    ),
    basis=("Biểu II.06 Thông tư số 02/2017/TT-VPCP; Thông tư số 01/2020/TT-VPCP (số biểu cần xác nhận)",),
)

MEASURES = (AGREES,)
