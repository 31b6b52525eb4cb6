"""The working calendar: which days count, and the hours of a working day.

Sources: holidays.csv beside this file (SOURCES.md says which document stands behind which year). Hours have no national
rule; 07:00-11:30 and 13:30-17:00 (8 hours) is what one-stop software ships with and what many provinces decided.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from importlib.resources import files

from parindex.errors import InputFault

ONE_DAY = timedelta(days=1)
SATURDAY = 5
OFFICE_HOURS = ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """Days off, Saturdays worked and daily sessions, for the years `first_year` to `last_year`.

    `sessions` are (start, end) pairs of local time, in order, not overlapping. Years in `incomplete_years` lack
    days that were not announced when the file was made. A question about a date of any other year raises InputFault.
    """

    days_off: frozenset[date]
    worked_saturdays: frozenset[date]
    first_year: int
    last_year: int
    sessions: tuple[tuple[time, time], ...] = OFFICE_HOURS
    incomplete_years: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday except days off, and the Saturdays worked in exchange."""
        if not self.first_year <= day.year <= self.last_year:
            raise InputFault(
                f"Lịch làm việc chưa có năm {day.year} (ngày {day:%d/%m/%Y}); "
                f"lịch đi kèm có các năm {self.first_year}–{self.last_year}. Hãy xem lại ngày đã nhập."
            )
        if day.weekday() < SATURDAY:
            return day not in self.days_off
        return day in self.worked_saturdays

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

    def closed_on(self, days: Iterable[date]) -> "WorkingCalendar":
        """The same calendar with further days off: a local closure under a decision that stops the clock."""
        closed = frozenset(days)
        return replace(self, days_off=self.days_off | closed, worked_saturdays=self.worked_saturdays - closed)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


@cache
def shipped_calendar() -> WorkingCalendar:
    """The national calendar 2020-2027 that comes with the program; 2027 is incomplete."""
    text = files("parindex.worktime").joinpath("holidays.csv").read_text(encoding="utf-8")
    rows = [*csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))]
    off = frozenset(date.fromisoformat(row["date"]) for row in rows if row["kind"] != "swapped_workday")
    worked = frozenset(date.fromisoformat(row["date"]) for row in rows if row["kind"] == "swapped_workday")
    years = {day.year for day in off}
    return WorkingCalendar(
        days_off=off,
        worked_saturdays=worked,
        first_year=min(years),
        last_year=max(years),
        incomplete_years=frozenset({2027}),
    )
