"""`worktime`: due moments, working days and days off by the shipped calendar, or by a unit's own in the workspace."""

import argparse
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from parindex.cli.loading import day, moment, open_workspace
from parindex.cli.options import command, group
from parindex.cli.result import Result, text_table
from parindex.errors import InputFault
from parindex.worktime.calendar import WorkingCalendar, shipped_calendar
from parindex.worktime.clock import PAUSE_KINDS, PAUSE_RULES, RECEPTIONS, DossierClock
from parindex.worktime.days import DAY_KINDS
from parindex.worktime.dossier import Dossier, Judgement
from parindex.worktime.dossier_clock import judge
from parindex.worktime.due import POLICIES, due_moment
from parindex.worktime.hours import DEFAULT_HOURS, HOURS_TABLES, WEEKDAYS, hours_table
from parindex.worktime.pauses import Pause

NEVER = datetime(9999, 12, 31)


def _hours(text: str) -> Decimal:
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise InputFault(f"Số giờ “{text}” không đọc được; hãy ghi ví dụ 4 hoặc 2,5.") from error
    if not hours.is_finite() or hours < 0:
        raise InputFault("Số giờ không thể âm.")
    return hours


def _pause(text: str) -> Pause:
    span, kind = text, "supplement"
    head, colon, last = text.rpartition(":")
    if colon and last.isalpha():
        span, kind = head, last
    begins, dots, ends = span.partition("..")
    if not dots or kind not in PAUSE_KINDS:
        raise InputFault(
            f"Lần tạm dừng “{text}” không đọc được; hãy ghi TỪ..ĐẾN[:loại], ví dụ 2021-04-13T09:00..2021-04-14T09:00:fee; "
            f"loại: {', '.join(PAUSE_KINDS)}."
        )
    opened, closed = moment(begins), moment(ends)
    if closed < opened:
        raise InputFault(f"Lần tạm dừng “{text}” kết thúc trước khi bắt đầu; hãy đổi lại hai thời điểm.")
    return Pause(opened=opened, closed=closed, kind=kind)


def _calendar(args: argparse.Namespace) -> WorkingCalendar:
    calendar = _of_unit(args) if args.unit else shipped_calendar()
    if args.known_on:
        calendar = calendar.known_on(day(args.known_on))
    if args.hours_table or not args.unit:
        calendar = calendar.with_hours(hours_table(args.hours_table or DEFAULT_HOURS.name))
    return calendar


def _of_unit(args: argparse.Namespace) -> WorkingCalendar:
    """The unit's calendar with the days, hours and closures that the workspace keeps for it."""
    open_workspace(args)
    from parindex.organisations.calendars import OwnCalendar
    from parindex.organisations.queries import unit_names

    if args.unit not in unit_names().values():
        raise InputFault(f"Không có đơn vị “{args.unit}”; xem danh sách bằng `parindex units list`.")
    return OwnCalendar().of(args.unit)


def _by_which(args: argparse.Namespace) -> str:
    """Whose calendar was used, in words: a workspace may keep another than the shipped one."""
    if args.unit:
        return f"Theo lịch của đơn vị {args.unit} trong không gian làm việc."
    return "Theo lịch kèm phần mềm; thêm --unit ĐƠN_VỊ để dùng lịch đã ghi trong không gian làm việc."


def _incomplete(calendar: WorkingCalendar, *days: date) -> tuple[str, ...]:
    """What to know when the calendar of a year is not announced in full yet."""
    years = sorted({day.year for day in days} & calendar.incomplete_years)
    return tuple(
        f"Lịch năm {year} chưa đủ: ngày nghỉ Tết và ngày liền kề chưa công bố; kết quả sẽ đổi." for year in years
    )


def _noted(notices: tuple[str, ...]) -> dict[str, list[str]]:
    return {"notices": list(notices)} if notices else {}


def _reckoned(args: argparse.Namespace, calendar: WorkingCalendar, received: datetime, hours: Decimal) -> Judgement:
    """The same limit with the pauses and the rule for reception, step by step."""
    clock = DossierClock(due=args.policy, pauses=args.pause_rule, reception=args.reception)
    dossier = Dossier(received=received, days=args.days, hours=hours, pauses=tuple(map(_pause, args.pause)))
    last = max((pause.closed or pause.opened for pause in dossier.pauses), default=received)
    return judge(dossier, clock, calendar, max(last, received))


def _due(args: argparse.Namespace) -> Result:
    calendar, received, hours = _calendar(args), moment(args.received), _hours(args.hours)
    due = due_moment(received, days=args.days, hours=hours, policy=args.policy, calendar=calendar)
    steps: list[str] = []
    if args.pause or args.reception != "stamped":
        reckoned = _reckoned(args, calendar, received, hours)
        if reckoned.judged_due is None:
            raise InputFault(f"Không tính được hạn: {reckoned.steps[-2].text}")
        due = reckoned.judged_due
        steps = [step.text for step in reckoned.steps[:-1]]
    notices = _incomplete(calendar, received.date(), due.date())
    text = f"Hạn: {due:%H:%M ngày %d/%m/%Y} (cách tính: {POLICIES[args.policy].title})"
    data = {"due": due.isoformat(timespec="seconds"), "policy": args.policy, **_noted(notices)}
    if steps:
        data["steps"] = steps
    return Result(data, "\n".join([text, *(f"– {step}" for step in steps), *notices, _by_which(args)]))


def _days(args: argparse.Namespace) -> Result:
    calendar, first, last = _calendar(args), day(args.first), day(args.last)
    count = calendar.working_days(first, last)
    notices = _incomplete(calendar, first, last)
    text = f"{count} ngày làm việc từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}, tính cả hai đầu."
    return Result({"working_days": count, **_noted(notices)}, "\n".join([text, *notices, _by_which(args)]))


def _year(args: argparse.Namespace) -> Result:
    calendar = _calendar(args)
    if not 1 <= args.year <= NEVER.year:
        raise InputFault(f"Không có năm {args.year}.")
    first, last = date(args.year, 1, 1), date(args.year, 12, 31)
    count = calendar.working_days(first, last)
    decided = [calendar.decisions[on] for on in sorted(calendar.decisions) if on.year == args.year]
    notices = _incomplete(calendar, first)
    rows = [
        {
            "date": one.day,
            "name": one.name,
            "kind": one.kind.value,
            "document": one.document,
            "announced": one.announced,
        }
        for one in decided
    ]
    cells = [
        (f"{one.day:%d/%m/%Y}", WEEKDAYS[one.day.weekday()], DAY_KINDS[one.kind], one.name, one.document)
        for one in decided
    ]
    table = text_table(("Ngày", "Thứ", "Loại", "Tên", "Văn bản"), cells)
    text = f"Năm {args.year}: {count} ngày làm việc."
    data = {"year": args.year, "working_days": count, "days": rows, **_noted(notices)}
    return Result(data, "\n".join([text, "", table, *notices, _by_which(args)]))


def _calendar_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", metavar="U", help="theo lịch của đơn vị trong không gian làm việc")
    parser.add_argument(
        "--hours-table",
        metavar="NAME",
        help="bảng giờ làm việc (mặc định: của đơn vị khi có --unit, không thì gio_8): "
        + "; ".join(f"{name} = {one.title}" for name, one in HOURS_TABLES.items()),
    )
    parser.add_argument(
        "--known-on", metavar="D", help="lịch như đã biết vào ngày D (bỏ các quyết định ban hành sau đó)"
    )


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "worktime", text)
    due = command(inner, "due", _due, "tính thời điểm đến hạn")
    due.add_argument("--received", required=True, metavar="T", help="thời điểm tiếp nhận, ví dụ 2021-04-12T16:00")
    due.add_argument("--days", required=True, type=int, metavar="N", help="số ngày làm việc")
    due.add_argument("--hours", default="0", metavar="H", help="số giờ làm việc cộng thêm")
    due.add_argument("--policy", default="legal", choices=sorted(POLICIES), help="cách tính (mặc định legal)")
    due.add_argument(
        "--pause",
        action="append",
        default=[],
        metavar="TỪ..ĐẾN[:LOẠI]",
        help="một lần tạm dừng, ghi lại được nhiều lần; loại: supplement (mặc định), fee, other",
    )
    due.add_argument(
        "--pause-rule",
        default="PAUSE",
        choices=[rule for rule in PAUSE_RULES if rule != "END_AT_REQUEST"],
        help="PAUSE: cộng thời gian tạm dừng vào hạn; RESTART: tính lại từ đầu khi hết tạm dừng",
    )
    due.add_argument(
        "--reception",
        default="stamped",
        choices=list(RECEPTIONS),
        help="; ".join(f"{name}: {text}" for name, text in RECEPTIONS.items()),
    )
    _calendar_options(due)
    days = command(inner, "days", _days, "đếm ngày làm việc, tính cả hai đầu")
    days.add_argument("--from", dest="first", required=True, metavar="D", help="từ ngày")
    days.add_argument("--to", dest="last", required=True, metavar="D", help="đến ngày")
    _calendar_options(days)
    year = command(inner, "calendar", _year, "ngày nghỉ và ngày làm bù của một năm, kèm văn bản")
    year.add_argument("--year", required=True, type=int, metavar="Y", help="năm")
    _calendar_options(year)
