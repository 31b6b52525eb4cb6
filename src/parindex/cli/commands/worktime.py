"""`worktime`: due moments and working days by the shipped calendar. Needs no workspace."""

import argparse
from decimal import Decimal, InvalidOperation

from parindex.cli.loading import day, moment
from parindex.cli.options import command, group
from parindex.cli.result import Result
from parindex.errors import InputFault
from parindex.worktime.calendar import shipped_calendar
from parindex.worktime.due import POLICIES, due_moment


def _hours(text: str) -> Decimal:
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise InputFault(f"Số giờ “{text}” không đọc được; hãy ghi ví dụ 4 hoặc 2,5.") from error
    if not hours.is_finite() or hours < 0:
        raise InputFault("Số giờ không thể âm.")
    return hours


def _due(args: argparse.Namespace) -> Result:
    due = due_moment(
        moment(args.received),
        days=args.days,
        hours=_hours(args.hours),
        policy=args.policy,
        calendar=shipped_calendar(),
    )
    text = f"Hạn: {due:%H:%M ngày %d/%m/%Y} (cách tính: {POLICIES[args.policy].title})"
    return Result({"due": due.isoformat(timespec="seconds"), "policy": args.policy}, text)


def _days(args: argparse.Namespace) -> Result:
    first, last = day(args.first), day(args.last)
    count = shipped_calendar().working_days(first, last)
    return Result(
        {"working_days": count}, f"{count} ngày làm việc từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}, tính cả hai đầu."
    )


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
