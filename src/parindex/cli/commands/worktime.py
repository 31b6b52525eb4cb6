"""`worktime`: due moments and working days by the shipped calendar. Needs no workspace."""

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation

from parindex.cli.loading import day, moment
from parindex.cli.options import command, group
from parindex.cli.result import Result
from parindex.errors import InputFault
from parindex.worktime.calendar import WorkingCalendar, shipped_calendar
from parindex.worktime.due import POLICIES, due_moment


def _hours(text: str) -> Decimal:
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise InputFault(f"Số giờ “{text}” không đọc được; hãy ghi ví dụ 4 hoặc 2,5.") from error
    if not hours.is_finite() or hours < 0:
        raise InputFault("Số giờ không thể âm.")
    return hours


def _incomplete(calendar: WorkingCalendar, *days: date) -> tuple[str, ...]:
    """What to know when the calendar of a year is not announced in full yet."""
    years = sorted({day.year for day in days} & calendar.incomplete_years)
    return tuple(
        f"Lịch năm {year} chưa đủ: ngày nghỉ Tết và ngày liền kề chưa công bố; kết quả sẽ đổi." for year in years
    )


def _noted(notices: tuple[str, ...]) -> dict[str, list[str]]:
    return {"notices": list(notices)} if notices else {}


def _due(args: argparse.Namespace) -> Result:
    calendar, received = shipped_calendar(), moment(args.received)
    due = due_moment(received, days=args.days, hours=_hours(args.hours), policy=args.policy, calendar=calendar)
    notices = _incomplete(calendar, received.date(), due.date())
    text = f"Hạn: {due:%H:%M ngày %d/%m/%Y} (cách tính: {POLICIES[args.policy].title})"
    data = {"due": due.isoformat(timespec="seconds"), "policy": args.policy, **_noted(notices)}
    return Result(data, "\n".join([text, *notices]))


def _days(args: argparse.Namespace) -> Result:
    calendar, first, last = shipped_calendar(), day(args.first), day(args.last)
    count = calendar.working_days(first, last)
    notices = _incomplete(calendar, first, last)
    text = f"{count} ngày làm việc từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}, tính cả hai đầu."
    return Result({"working_days": count, **_noted(notices)}, "\n".join([text, *notices]))


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands."""
    inner = group(parsers, "worktime", "lịch làm việc: tính hạn, đếm ngày làm việc")
    due = command(inner, "due", _due, "tính thời điểm đến hạn")
    due.add_argument("--received", required=True, metavar="T", help="thời điểm tiếp nhận, ví dụ 2021-04-12T16:00")
    due.add_argument("--days", required=True, type=int, metavar="N", help="số ngày làm việc")
    due.add_argument("--hours", default="0", metavar="H", help="số giờ làm việc cộng thêm")
    due.add_argument("--policy", default="legal", choices=sorted(POLICIES), help="cách tính (mặc định legal)")
    days = command(inner, "days", _days, "đếm ngày làm việc, tính cả hai đầu")
    days.add_argument("--from", dest="first", required=True, metavar="D", help="từ ngày")
    days.add_argument("--to", dest="last", required=True, metavar="D", help="đến ngày")
