"""The statuses of both sources once more, as a clerk would work them out: one dossier after the other, no SQL."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from tests.pure.measures.reconciliation.generator_course import CLOSED, LAW

from parindex.measures.reconciliation.counting import Counting
from parindex.worktime.calendar import WorkingCalendar

Row = Mapping[str, Any]
WHOLE_DAY = {(0, 0), (23, 59), (17, 0)}  # clock times of a due moment that say no more than the day; hours end at 17:00
MISSING = "missing"


def calendar_of(unit: str) -> WorkingCalendar:
    """Unit c was closed for three weeks."""
    return CLOSED if unit == "c" else LAW


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def pauses_of(row: Row, log: Iterable[Row]) -> list[tuple[date, date | None]]:
    """From the log of the row's own source, or else the one supplement of the row."""
    own = [one for one in log if one["source"] == row["source"] and one["dossier"] == row["code"]]
    if own:
        return sorted((one["began"].date(), _day(one.get("ended"))) for one in own)
    asked = row.get("supplement_asked")
    return [(asked.date(), _day(row.get("supplemented")))] if asked else []


def due_of(row: Row, counting: Counting, log: Iterable[Row]) -> datetime | None:
    """The due moment by which the source judges the row."""
    due: datetime | None = row.get("due")
    if due is None:
        return None
    if due.time() == time(0):  # a bare date is over at the end of its day
        due = datetime.combine(due, time(23, 59, 59))
    calendar = calendar_of(row["unit"])
    if counting.pauses == "added" and row.get("days"):
        stood = 0
        for asked, came in pauses_of(row, log):
            days = calendar.working_days(asked, came) if came else 0
            stood += days - calendar.is_working_day(asked) if came else 0
        counted = calendar.nth_working_day_after(row["received"].date(), row["days"])
        for _ in range(stood):
            counted = calendar.nth_working_day_after(counted, 1)
        if stood and due.date() < counted:
            due = datetime.combine(calendar.nth_working_day_after(due.date(), stood), time(17))
    until, given = _day(row.get("extended_to")), _day(row.get("extended_on"))
    if counting.due == "current" and until and until > due.date() and (given is None or given <= due.date()):
        due = datetime.combine(until, time(17))
    return due


def _ended(row: Row, counting: Counting, as_of: date) -> datetime | None:
    end: datetime | None = row.get("refused") or row.get(counting.end)
    return end if end is not None and end.date() <= as_of else None


def status(row: Row, counting: Counting, as_of: date, log: Iterable[Row] = ()) -> str:
    """Early, on time, late, pending, overdue, suspended, no_due, withdrawn or stopped."""
    gone = row.get("closed")
    if row.get("stage") in {"withdrawn", "stopped"} and (gone is None or gone.date() <= as_of):
        return str(row["stage"])
    due = due_of(row, counting, log)
    if due is None:
        return "no_due"
    end = _ended(row, counting, as_of)
    reached = end or datetime.combine(as_of, time(23, 59, 59))
    written = (due.hour, due.minute) not in WHOLE_DAY
    if counting.granularity == "minute" or (counting.granularity == "as_written" and written):
        behind = reached.replace(second=0) > due.replace(second=0)
    else:
        behind = reached.date() > due.date()
    if end is None:
        asked, came = row.get("supplement_asked"), row.get("supplemented")
        waits = asked is not None and asked.date() <= as_of and (came is None or came.date() > as_of)
        if waits and asked.date() <= due.date():
            return "suspended"
        return "overdue" if behind else "pending"
    if end.date() < due.date():
        return "early"
    return "late" if behind else "on_time"


def counts(statuses: Iterable[str]) -> dict[str, int]:
    """How many of each, those that are not there left out."""
    return dict(Counter(one for one in statuses if one != MISSING))
