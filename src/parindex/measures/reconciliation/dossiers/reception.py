"""When a dossier was accepted: too late for an online one, or too late in the day to be handed over that day."""

from parindex.measures.dossier_rows import RULES_FROM
from parindex.measures.facts import Fact, Step, held
from parindex.measures.reconciliation.calendars import hours_until
from parindex.measures.reconciliation.comparison import Relations

HANDOVER = Fact(
    name="dossiers.handover_hour",
    title="Hồ sơ tiếp nhận sau giờ này thì chuyển xử lý vào ngày làm việc tiếp theo",
    unit="giờ",
    steps=(
        Step(
            value="15",
            valid_from=RULES_FROM[0],
            source="Nghị định số 61/2018/NĐ-CP, Điều 18; chưa đọc toàn văn, cần xác nhận",
            confirmed=False,
        ),
    ),
)
_HOURS = held("dossiers.reception_hours", "CAST(filed AS DATE)")


def handed_over_after(received: str) -> str:
    """SQL: the time of day after which what came in on that day is handed over on the next one."""
    hour = held(HANDOVER.name, f"CAST({received} AS DATE)")
    return f"TIME '00:00' + to_minutes(least(CAST({hour} * 60 AS BIGINT), 1439))"


def reception_relations(relation: str) -> Relations:
    """Relations that end in `accepted(pair, accepted_late)`: of those filed online before they were accepted, whether that
    took more working hours than are allowed, counted as the measures of reception count.
    """
    took = f"{hours_until('accepted', 'b')} - {hours_until('filed', 'a')}"
    return (
        (
            "accepted",
            f"""
            SELECT pair, coalesce({took} > {_HOURS} * 3600000000, FALSE) AS accepted_late
            FROM (
                SELECT pair, coalesce(s.filed, l.filed) AS filed, greatest(s.received, l.received) AS accepted
                FROM {relation} WHERE coalesce(s.channel, l.channel, 'online') = 'online'
            ) LEFT JOIN recon_hours AS a ON a.day = CAST(filed AS DATE)
                LEFT JOIN recon_hours AS b ON b.day = CAST(accepted AS DATE)
            WHERE accepted > filed
            """,
        ),
    )
