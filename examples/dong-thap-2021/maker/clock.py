"""Working days and working hours of the example, and what the province's software believed about them."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from parindex.worktime.calendar import WorkingCalendar, calendar_from, shipped_calendar, shipped_days
from parindex.worktime.days import LocalClosure
from parindex.worktime.due import due_moment

LAW = shipped_calendar()
# The one-stop software's own table lacked these days off of 2021 (illustrative): cause C08.
UNKNOWN_TO_SOFTWARE = frozenset(
    {date(2021, 2, 15), date(2021, 2, 16), date(2021, 4, 30), date(2021, 5, 3), date(2021, 9, 2), date(2021, 9, 3)}
)
SOFTWARE = replace(LAW, days_off=LAW.days_off - UNKNOWN_TO_SOFTWARE)
# A notice of the department stopped the procedures that need a visit (illustrative): cause C18.
CLOSURE = (date(2021, 7, 19), date(2021, 8, 6))
CLOSED = calendar_from(
    shipped_days(),
    closures=[
        LocalClosure(first=CLOSURE[0], last=CLOSURE[1], reason="thông báo của Sở (minh họa)", clock_stopped=True)
    ],
)
EXPORTED = date(2021, 12, 31)
OPENED = datetime(2021, 1, 1)


def working_days(first: date, last: date) -> list[date]:
    """The working days from `first` to `last`, both counted."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if LAW.is_working_day(day)]


def before(day: date, n: int = 1) -> date:
    """The n-th working day before `day`."""
    while n:
        day -= timedelta(days=1)
        n -= LAW.is_working_day(day)
    return day


def after(day: date, n: int = 1) -> date:
    """The n-th working day after `day`."""
    return LAW.nth_working_day_after(day, n)


def legal_due(received: datetime, days: int, calendar: WorkingCalendar = LAW) -> datetime:
    """The due moment that the department prints on the slip."""
    return due_moment(received, days=days, calendar=calendar)


def software_due(received: datetime, days: int) -> datetime:
    """The due moment that the province's software works out, with its own table of days off."""
    return due_moment(received, days=days, policy="r_day", calendar=SOFTWARE)


def at_work(rng: random.Random, day: date, earliest: datetime = OPENED, until: time = time(16, 58)) -> datetime:
    """A minute of working hours on `day`, after `earliest` and before `until`; ValueError when there is none."""
    minutes = [time(n // 60, n % 60) for n in range(7 * 60 + 10, 17 * 60) if not 11 * 60 + 25 <= n < 13 * 60 + 35]
    choice = [m for clock in minutes if clock < until and (m := datetime.combine(day, clock)) > earliest]
    if not choice:
        raise ValueError(f"no working minute left on {day} between {earliest} and {until}")
    return choice[int(rng.random() * len(choice))]


def seconds(rng: random.Random, moment: datetime) -> datetime:
    """The same minute, as software logs it: with seconds."""
    return moment + timedelta(seconds=int(rng.random() * 59))
