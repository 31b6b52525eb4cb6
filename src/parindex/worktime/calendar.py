"""The working calendar: which days count, the hours of each, when the counter receives, and who decided it when.

Sources: holidays.csv beside this file (SOURCES.md says which document stands behind which year). A workspace puts its
own days, hours and closures over the shipped ones with `calendar_from`.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources import files

from parindex.errors import InputFault
from parindex.worktime.days import OFF, CalendarDay, DayKind, LocalClosure, in_force
from parindex.worktime.hours import DEFAULT_HOURS, OfficeHours, Sessions

ONE_DAY = timedelta(days=1)
INCOMPLETE_YEARS = frozenset({2027})  # of the shipped file: not all days were announced when it was made


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """Days off, Saturdays worked and office hours, for the years `first_year` to `last_year`.

    `hours` are tables with their periods: of those in force on a day the last one holds. `days` and `closures` are the
    decisions behind the days. Years in `incomplete_years` lack days that were not announced when the data were made. A
    question about a date of any other year raises InputFault.
    """

    days_off: frozenset[date]
    worked_saturdays: frozenset[date]
    first_year: int
    last_year: int
    hours: tuple[OfficeHours, ...] = (DEFAULT_HOURS,)
    incomplete_years: frozenset[int] = frozenset()
    days: tuple[CalendarDay, ...] = ()
    closures: tuple[LocalClosure, ...] = ()

    def hours_on(self, day: date) -> OfficeHours:
        """The table of hours in force on a day: the last one given, else the usual eight hours."""
        return next((table for table in reversed(self.hours) if table.holds_on(day)), DEFAULT_HOURS)

    @property
    def sessions(self) -> Sessions:
        """The hours of an ordinary day under the first table."""
        return (self.hours or (DEFAULT_HOURS,))[0].usual

    @cached_property
    def decisions(self) -> Mapping[date, CalendarDay]:
        """The decision that holds for each day that is not as its weekday says."""
        return in_force(self.days)

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts: a weekday with hours except days off, and the Saturdays worked in exchange."""
        if not self.first_year <= day.year <= self.last_year:
            raise InputFault(
                f"Lịch làm việc chưa có năm {day.year} (ngày {day:%d/%m/%Y}); "
                f"lịch hiện có các năm {self.first_year}–{self.last_year}. Hãy xem lại ngày đã nhập."
            )
        found = self._working.get(day)
        if found is None:
            found = day in self.worked_saturdays or (
                day not in self.days_off and bool(self.hours_on(day).week[day.weekday()])
            )
            self._working[day] = found
        return found

    @cached_property
    def _working(self) -> dict[date, bool]:
        """What `is_working_day` has found out: at most the days of the years."""
        return {}

    @cached_property
    def _sessions(self) -> dict[date, Sessions]:
        """What `sessions_on` has found out."""
        return {}

    def sessions_on(self, day: date) -> Sessions:
        """The hours that count on a day, in order; none on a day off."""
        found = self._sessions.get(day)
        if found is None:
            found = self._sessions[day] = self._looked_up(day)
        return found

    def _looked_up(self, day: date) -> Sessions:
        if not self.is_working_day(day):
            return ()
        decided = self.decisions.get(day)
        if decided is not None and decided.sessions:
            return decided.sessions
        table = self.hours_on(day)
        return table.usual if day in self.worked_saturdays else table.week[day.weekday()]

    def receiving_on(self, day: date) -> Sessions:
        """The hours when dossiers can be handed in on a day: its working hours, and a counter's own on other days."""
        if any(one.no_reception and one.first <= day <= one.last for one in self.closures):
            return ()
        own = self.sessions_on(day)
        if day in self.days_off or day in self.worked_saturdays or day in self.decisions:
            return own
        return self.hours_on(day).receives(day.weekday())

    def working_days(self, first: date, last: date) -> int:
        """How many working days from `first` to `last`, both counted. InputFault when `last` is before `first`."""
        if last < first:
            raise InputFault(f"Ngày cuối {last:%d/%m/%Y} trước ngày đầu {first:%d/%m/%Y}; hãy đổi lại hai ngày này.")
        self.is_working_day(last)  # a far-off year is refused before it is walked to
        return sum(1 for day in _days(first, last) if self.is_working_day(day))

    def nth_working_day_after(self, day: date, n: int) -> date:
        """The n-th working day strictly after `day` (n >= 1); `day` itself when n is 0."""
        if n < 0:
            raise InputFault(f"Số ngày làm việc phải từ 0 trở lên, đang là {n}.")
        self.is_working_day(day)  # refuses a date outside the years, also when n is 0
        while n > 0:
            day += ONE_DAY
            n -= self.is_working_day(day)
        return day

    def with_hours(self, *hours: OfficeHours) -> "WorkingCalendar":
        """The same days with other tables of hours."""
        return replace(self, hours=hours)

    def known_on(self, day: date) -> "WorkingCalendar":
        """The calendar as it was known on a day, without what was decided later: a date printed then comes out again.

        A year whose statutory days were announced later is incomplete in it.
        """
        days = tuple(one for one in self.days if one.known_on(day))
        if days == self.days:
            return self
        later = {one.day.year for one in self.days if one not in days and one.kind == DayKind.PUBLIC_HOLIDAY}
        whole, then = _off_and_worked(self.days, self.closures), _off_and_worked(days, self.closures)
        return replace(
            self,
            days_off=(self.days_off - whole[0]) | then[0],
            worked_saturdays=(self.worked_saturdays - whole[1]) | then[1],
            days=days,
            incomplete_years=self.incomplete_years | later,
        )


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _off_and_worked(
    days: Iterable[CalendarDay], closures: Iterable[LocalClosure]
) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and Saturdays worked that the decisions make; a closure counts only if it stops the clock."""
    held = in_force(days)
    closed = frozenset(day for one in closures if one.clock_stopped for day in one.days())
    off = frozenset(day for day, one in held.items() if one.kind in OFF)
    worked = frozenset(day for day, one in held.items() if one.kind == DayKind.SWAPPED_WORKDAY)
    return off | closed, worked - closed


def calendar_from(
    days: Iterable[CalendarDay],
    hours: Iterable[OfficeHours] = (),
    closures: Iterable[LocalClosure] = (),
    *,
    incomplete_years: Iterable[int] = INCOMPLETE_YEARS,
    years: Iterable[int] | None = None,
) -> WorkingCalendar:
    """The calendar that the decisions make, for the unbroken run of `years` (default: those with statutory days).

    Give the shipped days too: `calendar_from([*shipped_days(), *own], …)`. Without `hours`, or on a day for which none
    is in force, a day has the usual eight hours.
    """
    decisions, shut = tuple(days), tuple(closures)
    if years is None:
        years = {one.day.year for one in decisions if one.kind == DayKind.PUBLIC_HOLIDAY}
    covered = frozenset(years)
    if not covered:
        raise InputFault("Lịch làm việc chưa có ngày lễ nào; hãy nhập ngày lễ của ít nhất một năm.")
    first = last = min(covered)
    while last + 1 in covered:
        last += 1
    off, worked = _off_and_worked(decisions, shut)
    return WorkingCalendar(
        days_off=off,
        worked_saturdays=worked,
        first_year=first,
        last_year=last,
        hours=tuple(hours) or (DEFAULT_HOURS,),
        incomplete_years=frozenset(incomplete_years) & frozenset(range(first, last + 1)),
        days=decisions,
        closures=shut,
    )


@cache
def shipped_days() -> tuple[CalendarDay, ...]:
    """The national days 2020-2027 that come with the program, each with its document."""
    text = files("parindex.worktime").joinpath("holidays.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        CalendarDay(
            day=date.fromisoformat(row["date"]),
            kind=DayKind(row["kind"]),
            name=row["name"],
            document=row["doc_no"],
            announced=date.fromisoformat(row["announced"]) if row["announced"] else None,
        )
        for row in rows
    )


@cache
def shipped_calendar() -> WorkingCalendar:
    """The national calendar 2020-2027 that comes with the program; 2027 is incomplete."""
    return calendar_from(shipped_days())
