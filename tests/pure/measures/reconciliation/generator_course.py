"""What really happened to a generated dossier, and what one of two sources gets wrong of it: the oracle of the causes.

Written from the rules alone (one-stop-deadlines, part 5): a due day is walked day by day on a calendar, once with all the
faults of the strict source and once with each of them set right. No SQL, no name of a test of the program.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from parindex.worktime.calendar import WorkingCalendar, calendar_from, shipped_calendar, shipped_days
from parindex.worktime.days import LocalClosure

LAW = shipped_calendar()
SHUT = LocalClosure(
    first=date(2021, 7, 19), last=date(2021, 8, 6), reason="giãn cách xã hội (minh họa)", clock_stopped=True
)
CLOSED = calendar_from(shipped_days(), closures=[SHUT])  # of unit c
PLAIN = replace(LAW, days_off=frozenset())  # a table of days off that nobody filled in
END_FAULTS = frozenset({"C01", "C02", "C03"})


def after(day: date, n: int) -> date:
    """The n-th working day after `day`, before it when n is negative."""
    step = timedelta(days=1 if n > 0 else -1)
    while n:
        day += step
        if LAW.is_working_day(day):
            n += 1 if n < 0 else -1
    return day


def between(first: date, last: date) -> list[date]:
    """The working days after `first` up to `last`."""
    days = [first + timedelta(days=n + 1) for n in range((last - first).days)]
    return [day for day in days if LAW.is_working_day(day)]


@dataclass(frozen=True, kw_only=True)
class Course:
    """A dossier as it was. `early_received`: the day that a source was made to say instead of that of reception."""

    filed: datetime
    received: datetime
    days: int
    wrong_days: int = 0
    unit: str = "a"
    next_day: bool = False  # came in too late in the day: time runs from the next working day
    early_received: datetime | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    restart: bool = False  # the law of this procedure starts anew after a supplement
    extended_to: date | None = None

    def due(self, wrong: frozenset[str] = frozenset()) -> date:
        """The due day as somebody reckons it who makes the faults `wrong`."""
        calendar = CLOSED if self.unit == "c" and "C18" not in wrong else LAW
        start = self.received.date()
        if "C21" in wrong:
            start = self.filed.date()
        if "C16" in wrong and self.early_received:
            start = self.early_received.date()
        if self.next_day and "C10" not in wrong:
            start = calendar.nth_working_day_after(start, 1)
        days = self.wrong_days if "C09" in wrong else self.days
        due = self._counted(start, days, PLAIN if "C08" in wrong else calendar)
        if not wrong & {"C04"}:
            for number, (asked, came) in enumerate(self.pauses):
                if self.restart and "C05" not in wrong:
                    due = self._counted(came.date(), days, calendar)
                elif not (("C20" in wrong and number) or ("C05" in wrong and not self.restart)):
                    due = self._counted(due, len(between(asked.date(), came.date())), calendar)
        if self.extended_to and "C06" not in wrong:
            due = max(due, self.extended_to)
        return due

    @staticmethod
    def _counted(start: date, n: int, calendar: WorkingCalendar) -> date:
        return calendar.nth_working_day_after(start, n)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A course, the faults of the strict side, when the work was done and when that side says so (None: still open)."""

    course: Course
    planted: frozenset[str]
    done: date
    said: date | None

    def behind(self, wrong: frozenset[str]) -> bool:
        """Whether the dossier is late or overdue for somebody who makes these faults."""
        end = self.said if wrong & END_FAULTS else self.done
        return end is None or end > self.course.due(wrong)

    @property
    def sound(self) -> bool:
        """Late with the faults, in time without them."""
        return self.behind(self.planted) and not self.behind(frozenset())

    @property
    def primaries(self) -> frozenset[str]:
        """The causes of which the first in the fixed order is primary: each alone enough, or else each indispensable."""
        enough = frozenset(one for one in self.planted if not self.behind(self.planted - {one}))
        return enough or frozenset(one for one in self.planted if self.behind(frozenset({one})))

    def edge(self, wrong: frozenset[str]) -> int:
        """Working days between the end and the due day, to tell clear cases from those where minutes decide."""
        end = (self.said if wrong & END_FAULTS else self.done) or date(2021, 12, 31)
        due = self.course.due(wrong)
        return len(between(min(end, due), max(end, due)))
