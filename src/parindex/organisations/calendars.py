"""Reads of the calendar: what is in force for a unit, the shipped days with the workspace's own over them."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from parindex.organisations.calendar_models import (
    CalendarDayRow,
    CalendarRow,
    CalendarYearRow,
    LocalClosureRow,
    OfficeHoursRow,
)
from parindex.organisations.queries import all_units_ever
from parindex.worktime.calendar import INCOMPLETE_YEARS, WorkingCalendar, calendar_from, shipped_days
from parindex.worktime.days import CalendarDay, DayKind, LocalClosure
from parindex.worktime.hours import OfficeHours, sessions_from_text

EVERYBODY = ""


def _day(row: CalendarDayRow) -> CalendarDay:
    return CalendarDay(
        day=row.day,
        kind=DayKind(row.kind),
        name=row.name,
        document=row.document,
        scope="unit" if row.unit_id else "province",
        announced=row.announced,
        sessions=sessions_from_text(row.sessions),
    )


def _hours(row: OfficeHoursRow) -> OfficeHours:
    return OfficeHours(
        name=f"gio_{row.pk}",
        title=row.title,
        week=tuple(sessions_from_text(text) for text in row.week),
        receiving=tuple(sessions_from_text(text) for text in row.receiving),
        day_minutes=row.day_minutes,
        valid_from=row.valid_from,
        document=row.document,
    )


def _closure(row: LocalClosureRow) -> LocalClosure:
    return LocalClosure(
        first=row.first,
        last=row.last,
        reason=row.reason,
        document=row.document,
        no_reception=row.no_reception,
        clock_stopped=row.clock_stopped,
    )


class OwnCalendar:
    """The workspace's rows in force, read once; asked for the calendar of one unit after another."""

    def __init__(self) -> None:
        self.days = list(CalendarDayRow.objects.filter(withdrawn=False))
        self.hours = list(OfficeHoursRow.objects.filter(withdrawn=False))
        self.closures = list(LocalClosureRow.objects.filter(withdrawn=False))
        self.complete = frozenset(CalendarYearRow.objects.filter(withdrawn=False).values_list("year", flat=True))
        self._tree = all_units_ever()

    @property
    def units(self) -> frozenset[str]:
        """Units that have any row of their own."""
        rows: Iterable[CalendarRow] = (*self.days, *self.hours, *self.closures)
        return frozenset(row.unit_id for row in rows if row.unit_id)

    def line(self, unit: str) -> tuple[str, ...]:
        """Whose rows hold for the unit, the farthest first: everybody's, those of the units over it, its own."""
        over = [fact.id for fact in self._tree.above(unit)] if unit in self._tree.by_id else []
        return (EVERYBODY, *reversed(over))

    def of(self, unit: str) -> WorkingCalendar:
        """The calendar of a unit: for each day the nearest decision, of the tables of hours the nearest."""
        line = self.line(unit)
        near = {at: place for place, at in enumerate(line)}
        held: dict[object, CalendarDayRow] = {}
        for row in self.days:
            place = near.get(row.unit_id or EVERYBODY, -1)
            if place >= 0 and (row.day not in held or place >= near[held[row.day].unit_id or EVERYBODY]):
                held[row.day] = row
        hours = [row for row in self.hours if (row.unit_id or EVERYBODY) in near]
        hours.sort(key=lambda row: (near[row.unit_id or EVERYBODY], row.valid_from))
        shut = [row for row in self.closures if (row.unit_id or EVERYBODY) in near]
        calendar = calendar_from(
            [*shipped_days(), *(_day(row) for row in held.values())],
            [_hours(row) for row in hours],
            [_closure(row) for row in shut],
            incomplete_years=INCOMPLETE_YEARS - self.complete,
        )
        return replace(calendar, last_year=max(calendar.last_year, *self.complete, 0))


def unit_calendars(units: Collection[str]) -> dict[str, WorkingCalendar]:
    """Calendars by unit id; "" is everybody's, which units that are not named share."""
    own = OwnCalendar()
    wanted = [unit for unit in units if own.units & set(own.line(unit))]
    return {unit: own.of(unit) for unit in (EVERYBODY, *wanted)}


def unit_calendar(unit: str) -> WorkingCalendar:
    """The calendar of one unit."""
    return OwnCalendar().of(unit)
