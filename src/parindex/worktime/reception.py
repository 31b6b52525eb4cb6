"""From when a dossier's time runs, when it came in outside the hours of the counter or late in the day."""

from datetime import date, datetime, timedelta

from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.clock import DossierClock


def clock_start(received: datetime, clock: DossierClock, calendar: WorkingCalendar) -> datetime:
    """The moment from which time is counted, by the clock's rule for reception.

    `session`: a moment outside the hours of reception goes to the next session (a moment at closing time is inside).
    `handover`: moreover, what comes after `handover_after` is handed over at the beginning of the next working day.
    """
    if clock.reception == "stamped":
        return received
    start = _next_session(received, calendar)
    if clock.reception == "handover" and start.time() > clock.handover_after:
        day = calendar.nth_working_day_after(start.date(), 1)
        return datetime.combine(day, calendar.sessions_on(day)[0][0])
    return start


def _next_session(received: datetime, calendar: WorkingCalendar) -> datetime:
    day: date = received.date()
    while True:
        for opens, closes in calendar.receiving_on(day):
            if received <= datetime.combine(day, closes):
                return max(received, datetime.combine(day, opens))
        day += timedelta(days=1)
