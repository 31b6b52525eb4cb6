"""An axis of working time: nights, weekends, holidays and closures are folded away, and long quiet stretches cut short."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.hours import Sessions, minute_of

_ONE_DAY = timedelta(days=1)
_NEAR = 2  # working days on each side of a moment that always stand in full
_QUIET = 8  # a run of more working days than this without any moment is cut
_CUT_WORTH = 960  # minutes of room that a cut takes, whatever it hides
_MOST_LABELS = 6  # that stand beside each other at 390 px
_MARGIN = Fraction(2)  # percent of the drawing left free at each end


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a working day; `label` is "" where there is no room, `folded` after days that do not count."""

    share: Fraction
    label: str
    folded: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """Working days left out of the drawing: where, and how many."""

    first: Fraction
    last: Fraction
    days: int


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    sessions: Sessions
    minutes: int


def _minutes(sessions: Sessions) -> int:
    return sum(minute_of(closes) - minute_of(opens) for opens, closes in sessions)


class WorkingAxis:
    """From the day of the first moment to that of the last, in percent of the drawing's width.

    Raises InputFault for a moment outside the calendar's years, ValueError without any moment.
    """

    def __init__(self, calendar: WorkingCalendar, moments: Iterable[datetime]) -> None:
        days = sorted({moment.date() for moment in moments})
        if not days:
            raise ValueError("an axis needs a moment")
        self._days = _working_days(calendar, days[0], days[-1])
        shown = _shown(self._days, days)
        self._begins: dict[date, Fraction] = {}
        self._worth: dict[date, Fraction] = {}
        self.cuts: list[Cut] = []
        runs = _runs(self._days, shown)
        whole = sum(_CUT_WORTH if cut else one[0].minutes for one, cut in runs) or 1
        scale, at = (100 - 2 * _MARGIN) / whole, _MARGIN
        for run, cut in runs:
            room = (_CUT_WORTH if cut else run[0].minutes) * scale
            if cut:
                self.cuts.append(Cut(at, at + room, len(run)))
            for number, one in enumerate(run):
                self._begins[one.day] = at + room * number / len(run)
                self._worth[one.day] = room / len(run)
            at += room
        self._end = at
        self.ticks = self._ticks(shown)

    def share(self, moment: datetime) -> Fraction:
        """Where a moment stands, from 0 to 100; one outside working hours stands where the next ones begin."""
        for one in self._days:
            if one.day > moment.date():
                return self._begins[one.day]
            if one.day == moment.date():
                now = Fraction(minute_of(moment.time()))
                gone = sum(
                    max(min(now, Fraction(minute_of(closes))) - minute_of(opens), Fraction(0))
                    for opens, closes in one.sessions
                )
                return self._begins[one.day] + self._worth[one.day] * gone / (one.minutes or 1)
        return self._end

    def _ticks(self, shown: set[date]) -> tuple[Tick, ...]:
        every = [one for one in self._days if one.day in shown]
        step = max(1, -(-len(every) // _MOST_LABELS))
        found, before = [], None
        for number, one in enumerate(every):
            label = f"{one.day:%d/%m}" if number % step == 0 else ""
            found.append(Tick(self._begins[one.day], label, before is not None and one.day - before > _ONE_DAY))
            before = one.day
        return tuple(found)


def _working_days(calendar: WorkingCalendar, first: date, last: date) -> list[_Day]:
    found = []
    day = first
    while day <= last:
        sessions = calendar.sessions_on(day)
        if sessions:
            found.append(_Day(day, sessions, _minutes(sessions)))
        day += _ONE_DAY
    return found


def _shown(days: list[_Day], moments: list[date]) -> set[date]:
    """The days that stand in full: those near a moment, and every run too short to be cut."""
    near = set()
    for moment in moments:
        at = next((number for number, one in enumerate(days) if one.day >= moment), len(days) - 1)
        near |= {days[number].day for number in range(max(at - _NEAR, 0), min(at + _NEAR, len(days) - 1) + 1)}
    shown, quiet = set(near), list[date]()
    for one in [*days, None]:
        if one is not None and one.day not in near:
            quiet.append(one.day)
            continue
        if len(quiet) <= _QUIET:
            shown |= set(quiet)
        quiet = []
    return shown


def _runs(days: list[_Day], shown: set[date]) -> list[tuple[list[_Day], bool]]:
    """Days one by one, and each cut as one run."""
    runs: list[tuple[list[_Day], bool]] = []
    for one in days:
        cut = one.day not in shown
        if cut and runs and runs[-1][1]:
            runs[-1][0].append(one)
        else:
            runs.append(([one], cut))
    return runs
