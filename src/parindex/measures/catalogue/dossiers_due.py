"""The two readings of a due date that was moved (3.2): the first appointment, and the one in force after extension.

An office that counts by the new date and a province that counts by the first one see different dossiers late.
"""

from parindex.measures.columns import STATUS, added
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_LOCAL = "Mỗi hồ sơ chỉ hẹn lại một lần, thông báo trước khi hết hạn; chưa đọc toàn văn, cần xác nhận"
NOTICE = Fact(
    name="dossiers.extension_notice_days",
    title="Văn bản xin lỗi, hẹn lại gửi trước ngày hẹn trả ít nhất",
    unit="ngày",
    steps=(Step(value="1", source=_LOCAL, confirmed=False),),
)

# When the file overwrote the first due date with the new one, the first one comes back from the working days allowed.
_DUES = f"""
    SELECT *, CASE WHEN extended_to IS NULL OR CAST(due AS DATE) <> extended_to THEN CAST(due AS DATE)
            WHEN coalesce(duration_kind, 'working_day') = 'working_day' THEN (
                SELECT min(later.day) FROM working_days AS here, working_days AS later
                WHERE here.day = CAST(received AS DATE) AND later.ordinal = here.ordinal + days) END AS due_original,
        CASE WHEN extended_to > CAST(due AS DATE)
            AND coalesce(extended_on + CAST({held("dossiers.extension_notice_days", "CAST(received AS DATE)")} AS INTEGER)
                <= CAST(due AS DATE), TRUE)
            THEN extended_to ELSE CAST(due AS DATE) END AS due_current
    FROM dossiers WHERE CAST(received AS DATE) BETWEEN $first AND least($last, $as_of)
        AND CAST(finished AS DATE) <= $as_of AND due IS NOT NULL
"""


def _rate(name: str, title: str, due: str, policy: Policy) -> Measure:
    finished = "CAST(finished AS DATE)"
    return Measure(
        code=f"dossiers.{name}",
        title=title,
        thing="hồ sơ",
        registers=("dossiers",),
        counted=f"""
            SELECT *, CASE WHEN {due} IS NULL THEN 'no_due' WHEN {finished} < {due} THEN 'early'
                    WHEN {finished} = {due} THEN 'on_time' ELSE 'late' END AS status,
                CAST(coalesce({finished} <= {due}, FALSE) AS INTEGER) AS num, CAST({due} IS NOT NULL AS INTEGER) AS den
            FROM ({_DUES})
        """,
        added=(
            STATUS,
            added("due_original", "Ngày hẹn trả đầu tiên", ColumnType.DATE),
            added("due_current", "Ngày hẹn trả sau gia hạn", ColumnType.DATE),
        ),
        policy=policy,
        facts=(NOTICE,),
    )


ORIGINAL = _rate(
    "on_time_original_due",
    "Tỷ lệ hồ sơ đã giải quyết đúng hạn theo ngày hẹn trả đầu tiên",
    "due_original",
    Policy(
        "accepted_in_period/due_original/day",
        "Hồ sơ tiếp nhận trong kỳ, đã giải quyết; so với ngày hẹn trả đầu tiên, không tính gia hạn. Khi tệp đã ghi đè "
        "ngày hẹn lại lên ngày hẹn trả thì tính lại hạn đầu từ thời hạn giải quyết theo ngày làm việc; không tính lại "
        "được thì liệt kê nhưng không tính.",
    ),
)
CURRENT = _rate(
    "on_time_current_due",
    "Tỷ lệ hồ sơ đã giải quyết đúng hạn theo ngày hẹn trả sau gia hạn",
    "due_current",
    Policy(
        "accepted_in_period/due_current/day",
        "Hồ sơ tiếp nhận trong kỳ, đã giải quyết; so với ngày hẹn trả sau khi gia hạn. Ngày hẹn lại chỉ được tính khi "
        "sau ngày hẹn trả đầu và thông báo kịp trước hạn.",
    ),
)

MEASURES = (ORIGINAL, CURRENT)
