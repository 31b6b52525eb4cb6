"""When a dossier is due: three ways of counting, each named, each with its source.

Law and software disagree about the hour: received Monday 16:00 with three working days, the law says Thursday to the
end of the day, one-stop software says Thursday 16:15 or 16:00. Moments are local and carry no zone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from parindex.errors import InputFault
from parindex.worktime.calendar import WorkingCalendar

QUARTER = timedelta(minutes=15)
MOST_HOURS = 1_000_000
MOST_DAYS = 100_000


@dataclass(frozen=True, kw_only=True)
class DuePolicy:
    """A way of counting: `compute(received, days, hours, calendar)` gives the due moment."""

    name: str
    title: str
    source: str
    compute: Callable[[datetime, int, timedelta, WorkingCalendar], datetime]


def due_moment(
    received: datetime,
    *,
    days: int,
    hours: Decimal = Decimal(0),
    policy: str = "legal",
    calendar: WorkingCalendar,
) -> datetime:
    """The due moment of what was accepted at `received`, allowed `days` working days and `hours` working hours.

    `received` is local time without a zone. InputFault: an unknown policy, a negative or empty allowance, hours that
    are not whole seconds, a date outside the calendar's years.
    """
    if policy not in POLICIES:
        raise InputFault(f"Không có cách tính hạn “{policy}”; hãy chọn một trong: {', '.join(POLICIES)}.")
    if days < 0 or not hours.is_finite() or hours < 0 or (days == 0 and hours == 0):
        raise InputFault(f"Thời hạn phải lớn hơn 0, đang là {days} ngày và {hours} giờ làm việc.")
    if hours > MOST_HOURS or days > MOST_DAYS:
        raise InputFault(f"Thời hạn {days} ngày và {hours} giờ làm việc quá lớn; hãy xem lại.")
    seconds = hours * 3600
    if seconds != seconds.to_integral_value():
        raise InputFault(f"Số giờ làm việc {hours} không tròn giây; hãy ghi ví dụ 1.5 (một giờ rưỡi).")
    return POLICIES[policy].compute(received, days, timedelta(seconds=int(seconds)), calendar)


def add_working_time(start: datetime, amount: timedelta, calendar: WorkingCalendar) -> datetime:
    """The moment when `amount` of working time has passed, counted through the sessions of working days.

    A start outside the sessions moves to the next one. An amount that a session uses up exactly ends with that session.
    """
    day = start.date()
    while True:
        for opens, closes in calendar.sessions_on(day):
            begin, end = max(start, datetime.combine(day, opens)), datetime.combine(day, closes)
            if begin >= end:
                continue
            if amount <= end - begin:
                return begin + amount
            amount -= end - begin
        day += timedelta(days=1)


def working_time_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> timedelta:
    """The working time from `start` to `end`; nothing when `end` is not after `start`."""
    day, total = start.date(), timedelta()
    while day <= end.date() and start < end:
        for opens, closes in calendar.sessions_on(day):
            inside = min(end, datetime.combine(day, closes)) - max(start, datetime.combine(day, opens))
            total += max(inside, timedelta())
        day += timedelta(days=1)
    return total


def _legal(received: datetime, days: int, hours: timedelta, calendar: WorkingCalendar) -> datetime:
    """End of hours on the k-th working day strictly after the day of reception; hours are counted on from there."""
    moment = received
    if days:
        last = calendar.nth_working_day_after(received.date(), days)
        moment = datetime.combine(last, calendar.sessions_on(last)[-1][1])
    return add_working_time(moment, hours, calendar) if hours else moment


def _r_day(received: datetime, days: int, hours: timedelta, calendar: WorkingCalendar) -> datetime:
    """Keeps the clock time of reception, then goes up to the next quarter hour, strictly after."""
    moment = datetime.combine(calendar.nth_working_day_after(received.date(), days), received.time())
    if hours:
        moment = add_working_time(moment, hours, calendar)
    midnight = datetime.combine(moment.date(), datetime.min.time())
    return midnight + ((moment - midnight) // QUARTER + 1) * QUARTER


def _r_hour(received: datetime, days: int, hours: timedelta, calendar: WorkingCalendar) -> datetime:
    """A day is worth what the table of hours says (eight hours as a rule); all hours are used up through the sessions."""
    calendar.is_working_day(received.date())  # a date outside the years is refused, whatever its hours
    worth = timedelta(minutes=calendar.hours_on(received.date()).day_minutes)
    return add_working_time(received, days * worth + hours, calendar)


POLICIES = {
    policy.name: policy
    for policy in (
        DuePolicy(
            name="legal",
            title="Theo luật: hết giờ làm việc của ngày làm việc thứ k sau ngày tiếp nhận",
            source="Bộ luật Dân sự 2015, Điều 147, 148 (không tính ngày đầu; kết thúc vào cuối ngày cuối cùng)",
            compute=_legal,
        ),
        DuePolicy(
            name="r_day",
            title="Phần mềm: cộng k ngày làm việc, giữ giờ tiếp nhận, lên một phần tư giờ kế tiếp",
            source="Cách tính của phần mềm một cửa nguồn mở OpenCPS (mô tả hành vi)",
            compute=_r_day,
        ),
        DuePolicy(
            name="r_hour",
            title="Phần mềm: đổi ngày ra giờ (thường một ngày là 8 giờ), trừ dần theo buổi sáng, buổi chiều",
            source="Cách tính của phần mềm một cửa nguồn mở OpenCPS (mô tả hành vi)",
            compute=_r_hour,
        ),
    )
}
