"""Reads of the calendar: what is in force for a unit, the shipped days with the workspace's own over them."""

from collections.abc import Collection, Iterable
from datetime import date

from parindex.organisations.calendar_models import (
    CalendarDayRow,
    CalendarRow,
    CalendarYearRow,
    LocalClosureRow,
    OfficeHoursRow,
)
from parindex.organisations.queries import all_units_ever
from parindex.worktime.calendar import INCOMPLETE_YEARS, WorkingCalendar, calendar_from, shipped_calendar, shipped_days
from parindex.worktime.days import CalendarDay, DayKind, LocalClosure
from parindex.worktime.hours import OfficeHours, sessions_from_text

EVERYBODY = ""
_SHIPPED_YEARS = frozenset(range(shipped_calendar().first_year, shipped_calendar().last_year + 1))


def day_of(row: CalendarDayRow) -> CalendarDay:
    """The decision that a row says."""
    return CalendarDay(
        day=row.day,
        kind=DayKind(row.kind),
        name=row.name,
        document=row.document,
        scope="unit" if row.unit_id else "province",
        announced=row.announced,
        sessions=sessions_from_text(row.sessions),
    )


def hours_of(row: OfficeHoursRow) -> OfficeHours:
    """The table of hours that a row says, named after its number."""
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
        self.years = list(CalendarYearRow.objects.filter(withdrawn=False))
        self.complete = frozenset(row.year for row in self.years)
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

    def held_days(self, unit: str) -> dict[date, CalendarDayRow]:
        """The row that holds for each day: of those that reach the unit the nearest, of one unit's the newest."""
        near = {at: place for place, at in enumerate(self.line(unit))}
        reaching = [row for row in self.days if (row.unit_id or EVERYBODY) in near]
        reaching.sort(key=lambda row: (near[row.unit_id or EVERYBODY], row.pk))
        return {row.day: row for row in reaching}

    def of(self, unit: str) -> WorkingCalendar:
        """The calendar of a unit: for each day the nearest decision, of the tables of hours the nearest."""
        near = {at: place for place, at in enumerate(self.line(unit))}
        hours = [row for row in self.hours if (row.unit_id or EVERYBODY) in near]
        hours.sort(key=lambda row: (near[row.unit_id or EVERYBODY], row.valid_from))
        shut = [row for row in self.closures if (row.unit_id or EVERYBODY) in near]
        return calendar_from(
            [*shipped_days(), *(day_of(row) for row in self.held_days(unit).values())],
            [hours_of(row) for row in hours],
            [_closure(row) for row in shut],
            incomplete_years=INCOMPLETE_YEARS - self.complete,
            years=_SHIPPED_YEARS | self.complete,
        )


def unit_calendars(units: Collection[str]) -> dict[str, WorkingCalendar]:
    """Calendars by unit id; "" is everybody's, which units that are not named share."""
    own = OwnCalendar()
    wanted = [unit for unit in units if own.units & set(own.line(unit))]
    return {unit: own.of(unit) for unit in (EVERYBODY, *wanted)}
