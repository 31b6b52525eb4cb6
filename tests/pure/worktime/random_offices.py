"""Random calendars and dossiers, drawn twice over: as plain lists for the naive walk, and as the program's own values."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from tests.pure.worktime.naive_clock import DAY, EPOCH, Spec, Table

from parindex.worktime.calendar import WorkingCalendar, calendar_from
from parindex.worktime.clock import DossierClock
from parindex.worktime.days import CalendarDay, DayKind, LocalClosure
from parindex.worktime.dossier import Dossier, Extension
from parindex.worktime.hours import OfficeHours, Sessions
from parindex.worktime.pauses import Pause

WEEKS = (
    [(420, 690), (810, 1020)],
    [(420, 690), (780, 1020)],
    [(435, 660), (780, 975)],
    [(480, 720)],
    [(420, 660), (660, 720), (810, 1020)],
)
FIRST = date(2030, 3, 1)


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _sessions(minutes: list[tuple[int, int]]) -> Sessions:
    return tuple((_clock(a), _clock(b)) for a, b in minutes)


def random_spec(rng: random.Random) -> Spec:
    """Days off in runs, Saturdays worked, half days, tables of hours one after the other, closures of every kind."""
    spec = Spec(off={date(2030, 1, 1), date(2031, 1, 1)})
    for n in range(150):
        day = FIRST + timedelta(days=n)
        if rng.random() < 0.07:
            spec.off |= {day + timedelta(days=k) for k in range(rng.choice([1, 1, 2, 4]))}
        elif day.weekday() == 5 and rng.random() < 0.2:
            spec.worked[day] = rng.choice([None, None, [(420, 690)]])
        elif rng.random() < 0.08:
            spec.half[day] = rng.choice([[(420, 690)], [(810, 1020)], [(450, 600), (630, 690)]])
    spec.off -= set(spec.worked) | set(spec.half)
    start = EPOCH
    while rng.random() < 0.6 and start < date(2030, 6, 1):
        end = start + timedelta(days=rng.randrange(40, 120))
        weekday = rng.choice(WEEKS)
        saturday = rng.choice([[], [], [], [(420, 690)]])
        receiving = None
        if rng.random() < 0.5:
            receiving = [[(max(weekday[0][0] - 30, 0), weekday[-1][1])]] * 5 + [[(420, 690)], []]
        table = Table(start, end, [weekday] * 5 + [saturday, []], receiving, rng.choice([480, 510, 465]))
        spec.tables.append(table)
        start = end + timedelta(days=rng.choice([1, 1, 10, -5]))
    for _ in range(rng.choice([0, 0, 1, 2])):
        first = FIRST + timedelta(days=rng.randrange(100))
        last = first + timedelta(days=rng.randrange(6))
        spec.closures.append((first, last, rng.random() < 0.7, rng.random() < 0.5))
    return spec


def calendar_of(spec: Spec) -> WorkingCalendar:
    """The program's calendar of the same days. A weekday off is a holiday or a day in lieu; the file does not care."""
    kinds = [DayKind.PUBLIC_HOLIDAY, DayKind.SUBSTITUTE_DAY]
    days = [CalendarDay(day=day, kind=kinds[day.day % 2 if day.day > 1 else 0], name="nghỉ") for day in spec.off]
    days += [
        CalendarDay(day=day, kind=DayKind.SWAPPED_WORKDAY, name="làm bù", sessions=_sessions(own or []))
        for day, own in spec.worked.items()
    ]
    days += [
        CalendarDay(day=day, kind=DayKind.HALF_DAY, name="nửa ngày", sessions=_sessions(own))
        for day, own in spec.half.items()
    ]
    hours = [
        OfficeHours(
            name=f"bang_{n}",
            title=f"Bảng {n}",
            week=tuple(_sessions(day) for day in table.week),
            receiving=tuple(_sessions(day) for day in table.receiving or ()),
            day_minutes=table.worth,
            valid_from=table.first,
            valid_to=table.last,
        )
        for n, table in enumerate(spec.tables)
    ]
    closures = [
        LocalClosure(first=first, last=last, reason="đóng cửa", no_reception=shut, clock_stopped=stopped)
        for first, last, shut, stopped in spec.closures
    ]
    return calendar_from(days, hours, closures)


def _moment(rng: random.Random, first: int, span: int) -> int:
    """A minute of some day, more often one at which something happens."""
    day = (first // DAY + rng.randrange(max(span // DAY, 1))) * DAY
    clock = rng.choice([0, 419, 420, 421, 600, 689, 690, 700, 810, 899, 900, 901, 1019, 1020, 1050, 1320, None, None])
    return day + (rng.randrange(DAY) if clock is None else clock)


def random_dossier(rng: random.Random, as_of: int) -> dict[str, Any]:
    """A dossier as minutes: limits, a file's due date, pauses that overlap, run on or come late, an extension."""
    received = _moment(rng, (FIRST - EPOCH).days * DAY, 60 * DAY)
    pauses = []
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3, 4])):
        opened = _moment(rng, received, 16 * DAY)
        if pauses and pauses[-1][1] is not None and rng.random() < 0.4:
            opened = rng.choice([pauses[-1][1], (pauses[-1][0] + pauses[-1][1]) // 2])  # touching, or overlapping
        closed = None if rng.random() < 0.25 else opened + rng.choice([0, 30, 240, DAY, 3 * DAY, 9 * DAY])
        pauses.append((opened, closed, rng.choice(["supplement", "supplement", "fee", "other"])))
    if rng.random() < 0.05:
        pauses.append((as_of, None, "fee"))
    extended = rng.random() < 0.4
    given = _moment(rng, received, 12 * DAY) if extended and rng.random() < 0.7 else None
    if given is not None and pauses and rng.random() < 0.5:
        given = rng.choice(pauses)[0] + rng.choice([-1, 0, 1, 300])  # while a pause runs
    limited = rng.random() < 0.9
    return {
        "received": received,
        "days": rng.choice([None, 0, 1, 2, 3, 5, 8]) if limited else None,
        "minutes": rng.choice([None, 0, 0, 30, 90, 480, 1000]) if limited else None,
        "due": None if rng.random() < 0.1 else _moment(rng, received + DAY, 12 * DAY),
        "until": _moment(rng, received, 25 * DAY) if extended else None,
        "given": given,
        "letters": rng.choice([1, 1, 2]) if extended else 0,
        "pauses": pauses,
        "ended": None if rng.random() < 0.3 else received + rng.randrange(rng.choice([5, 12, 25]) * DAY),
        "suspended": rng.random() < 0.1,
    }


def moment(minutes: int | None) -> datetime | None:
    """The datetime of a minute."""
    return None if minutes is None else datetime.combine(EPOCH, time(0)) + timedelta(minutes=minutes)


def hours_of(dossier: dict[str, Any]) -> Decimal | None:
    """The limit's minutes as hours; 30 and 90 minutes are exact, 1000 minutes is not and goes to whole seconds."""
    return None if dossier["minutes"] is None else Decimal(dossier["minutes"]) / 60


def dossier_of(raw: dict[str, Any]) -> Dossier:
    """The program's dossier of the same minutes."""
    extensions = [Extension(until=moment(raw["until"]), given=moment(raw["given"]))] if raw["until"] is not None else []
    extensions += [Extension(until=datetime(2030, 9, 1), given=datetime(2030, 8, 30))] * (raw["letters"] - 1)
    return Dossier(
        received=moment(raw["received"]),
        days=raw["days"],
        hours=hours_of(raw),
        due=moment(raw["due"]),
        extensions=tuple(extensions),
        pauses=tuple(Pause(opened=moment(a), closed=moment(b), kind=kind) for a, b, kind in raw["pauses"]),
        ended=moment(raw["ended"]),
        suspended=raw["suspended"],
    )


def all_clocks() -> list[DossierClock]:
    """Every combination of the choices."""
    return [
        DossierClock(
            due=due, pauses=pauses, extension=extension, granularity=granularity, reception=reception, file_pauses=adds
        )
        for due, adds in (("file", False), ("file", True), ("legal", False), ("r_day", False), ("r_hour", False))
        for pauses in ("PAUSE", "RESTART", "END_AT_REQUEST")
        for extension in ("original", "current")
        for granularity in ("DAY", "MINUTE")
        for reception in ("stamped", "session", "handover")
    ]
