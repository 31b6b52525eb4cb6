"""The naive twin of the benchmarks of scale: every dossier of the base judged by itself, as the screen explains it."""

from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from benchmarks.scale_data import AS_OF, calendar_of, make_base
from parindex.records.engine import connect
from parindex.worktime.clock import DossierClock
from parindex.worktime.dossier import Dossier, Extension
from parindex.worktime.dossier_clock import judge
from parindex.worktime.pauses import Pause

Row = dict[str, Any]
AS_OF_MOMENT = datetime.combine(AS_OF, time(23, 59, 59))


def base_rows(folder: Path) -> list[Row]:
    """The dossiers of the base with their pauses, in the order of their ids."""
    with connect(folder) as connection:
        make_base(connection)
        cursor = connection.execute("FROM base_dossiers ORDER BY id")
        names = [column[0] for column in cursor.description or ()]
        rows: list[Row] = [dict(zip(names, row, strict=True)) | {"pauses": []} for row in cursor.fetchall()]
        for number, kind, began, ended in connection.execute(
            "SELECT id, kind, began, ended FROM base_pauses"
        ).fetchall():
            rows[number]["pauses"].append(Pause(opened=began, closed=ended, kind=kind))
    return rows


def _seen(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment <= now else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time()) if day else None


def status_of(row: Row, clock: DossierClock, now: datetime = AS_OF_MOMENT) -> str:
    """One dossier's status."""
    ended = _seen(row["refused"], now) or _seen(row["finished"], now)
    until, given = _midnight(row["extended_to"]), _midnight(row["extended_on"])
    dossier = Dossier(
        received=row["received"],
        days=row["days"],
        due=row["due"],
        extensions=(Extension(until=until, given=given),) if until else (),
        pauses=tuple(row["pauses"]),
        ended=ended,
        suspended=ended is None and row["state_text"] == "Chờ bổ sung hồ sơ",
    )
    return judge(dossier, clock, calendar_of(row["unit"]), now).status


def statuses(rows: list[Row], clock: DossierClock) -> list[str]:
    """Each dossier's status, in order."""
    return [status_of(row, clock) for row in rows]


def table(rows: list[Row], found: list[str], axes: tuple[str, ...], copies: int) -> Counter[tuple[Any, ...]]:
    """How many of each group, channel and status there are in so many copies of the base."""
    counted: Counter[tuple[Any, ...]] = Counter()
    for row, status in zip(rows, found, strict=True):
        group = (row["received"].date().replace(day=1) if axis == "month" else row[axis] for axis in axes)
        counted[(*group, row["channel"], status)] += copies
    return counted
