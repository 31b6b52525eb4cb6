"""Writes of the calendar: a day, the hours of a week, a closure, a year that is complete. Each names its document."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Model

from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.calendar_models import (
    CalendarDayRow,
    CalendarYearRow,
    LocalClosureRow,
    OfficeHoursRow,
)
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today, unit_facts
from parindex.organisations.rights import check_may, check_rules
from parindex.organisations.roles import Right
from parindex.organisations.signals import rules_changed
from parindex.worktime.days import DAY_KINDS, CalendarDay, DayKind
from parindex.worktime.hours import WEEKDAYS, OfficeHours, sessions_from_text

SATURDAY = 5
LONGEST_CLOSURE = timedelta(days=366)
ROWS: Mapping[str, type[CalendarDayRow] | type[OfficeHoursRow] | type[LocalClosureRow] | type[CalendarYearRow]] = {
    "ngay": CalendarDayRow,
    "gio": OfficeHoursRow,
    "dong-cua": LocalClosureRow,
    "nam": CalendarYearRow,
}


def _check(by: User, unit: str | None, document: str) -> None:
    """The right to write rules for the unit (for everybody when none is named), and that a document is named."""
    tree = all_units_ever()
    if unit is None:
        check_rules(by, tree=tree, on=today())
    else:
        check_may(by, Right.RULES, unit, tree=tree, on=today())
    if unit is not None and unit not in {fact.id for fact in unit_facts()}:
        raise InputFault(f"Không có đơn vị “{unit}”; xem danh sách bằng `parindex units list`.")
    if not document.strip():
        raise InputFault("Cần nêu văn bản căn cứ (số, ký hiệu, ngày, cơ quan ban hành).")


def _told(by: User, row: Model, action: str, unit: str | None, payload: Mapping[str, object]) -> None:
    audit.record(by=by, action=action, unit=unit or "", subject=str(row), payload=payload)


def save_calendar_day(
    *,
    by: User,
    day: date,
    kind: str,
    name: str,
    document: str,
    unit: str | None = None,
    announced: date | None = None,
    sessions: str = "",
) -> CalendarDayRow:
    """A day off, a Saturday worked, a half day. A later row for the same day and unit replaces the one before.

    InputFault: a swapped workday that is no Saturday, a substitute day on a weekend, a half day without hours.
    """
    _check(by, unit, document)
    if kind not in DAY_KINDS:
        raise InputFault(f"Không có loại ngày “{kind}”; hãy chọn một trong: {', '.join(DAY_KINDS)}.")
    if kind == DayKind.SWAPPED_WORKDAY and day.weekday() != SATURDAY:
        raise InputFault(f"Ngày làm bù {day:%d/%m/%Y} không phải Thứ Bảy; hãy xem lại ngày.")
    if kind == DayKind.SUBSTITUTE_DAY and day.weekday() >= SATURDAY:
        raise InputFault(f"Ngày nghỉ bù {day:%d/%m/%Y} rơi vào cuối tuần, vốn đã nghỉ; hãy xem lại ngày.")
    if announced and announced > day:
        raise InputFault(f"Ngày ban hành {announced:%d/%m/%Y} sau ngày nghỉ {day:%d/%m/%Y}; hãy xem lại hai ngày.")
    CalendarDay(day=day, kind=DayKind(kind), name=name, sessions=sessions_from_text(sessions))  # refuses what cannot be
    with transaction.atomic():
        CalendarDayRow.objects.filter(day=day, unit=unit, withdrawn=False).update(withdrawn=True)
        row = CalendarDayRow.objects.create(
            unit_id=unit,
            day=day,
            kind=kind,
            name=name.strip(),
            document=document.strip(),
            announced=announced,
            sessions=sessions.strip(),
        )
        facts = {"day": day.isoformat(), "kind": kind, "document": document, "row": row.pk}
        _told(by, row, "calendar.day_saved", unit, facts)
    rules_changed.send_robust(sender=CalendarDayRow)
    return row


def save_office_hours(
    *,
    by: User,
    title: str,
    week: Sequence[str],
    valid_from: date,
    document: str,
    unit: str | None = None,
    receiving: Sequence[str] = (),
    day_minutes: int = 480,
) -> OfficeHoursRow:
    """The hours of a week, Monday to Sunday, from a day on, as text: `07:00-11:30, 13:30-17:00`, "" for a day of rest.

    InputFault: hours that cannot be read or overlap, a week without any hour.
    """
    _check(by, unit, document)
    for place, text in enumerate((*week, *receiving)):
        try:
            sessions_from_text(text)
        except InputFault as fault:
            raise InputFault(f"{WEEKDAYS[place % len(WEEKDAYS)].capitalize()}: {fault}") from fault
    OfficeHours(
        name="mới",
        title=title,
        week=tuple(sessions_from_text(text) for text in week),
        receiving=tuple(sessions_from_text(text) for text in receiving),
        day_minutes=day_minutes,
        valid_from=valid_from,
    )
    with transaction.atomic():
        OfficeHoursRow.objects.filter(unit=unit, valid_from=valid_from, withdrawn=False).update(withdrawn=True)
        row = OfficeHoursRow.objects.create(
            unit_id=unit,
            title=title.strip(),
            week=list(week),
            receiving=list(receiving),
            day_minutes=day_minutes,
            valid_from=valid_from,
            document=document.strip(),
        )
        _told(by, row, "calendar.hours_saved", unit, {"week": list(week), "document": document, "row": row.pk})
    rules_changed.send_robust(sender=OfficeHoursRow)
    return row


def save_closure(
    *,
    by: User,
    first: date,
    last: date,
    reason: str,
    document: str,
    unit: str | None = None,
    no_reception: bool = True,
    clock_stopped: bool = False,
) -> LocalClosureRow:
    """Days on which the office was closed. `clock_stopped` only when the document says that deadlines wait."""
    _check(by, unit, document)
    if last < first:
        raise InputFault(f"Ngày cuối {last:%d/%m/%Y} trước ngày đầu {first:%d/%m/%Y}; hãy đổi lại hai ngày này.")
    if last - first > LONGEST_CLOSURE:
        raise InputFault("Đợt đóng cửa dài hơn một năm; hãy ghi từng đợt theo văn bản.")
    if not reason.strip():
        raise InputFault("Cần ghi lý do đóng cửa, ví dụ giãn cách xã hội theo Chỉ thị 16.")
    with transaction.atomic():
        row = LocalClosureRow.objects.create(
            unit_id=unit,
            first=first,
            last=last,
            reason=reason.strip(),
            document=document.strip(),
            no_reception=no_reception,
            clock_stopped=clock_stopped,
        )
        facts = {"first": first.isoformat(), "last": last.isoformat(), "clock_stopped": clock_stopped, "row": row.pk}
        _told(by, row, "calendar.closure_saved", unit, facts | {"document": document})
    rules_changed.send_robust(sender=LocalClosureRow)
    return row


def complete_calendar_year(*, by: User, year: int, document: str) -> CalendarYearRow:
    """Say that all days off of a year are announced and entered; for years after the shipped calendar too."""
    _check(by, None, document)
    if not 2020 <= year <= 2100:
        raise InputFault(f"Năm {year} ngoài khoảng lịch; hãy ghi năm từ 2020.")
    with transaction.atomic():
        CalendarYearRow.objects.filter(year=year, withdrawn=False).update(withdrawn=True)
        row = CalendarYearRow.objects.create(year=year, document=document.strip())
        _told(by, row, "calendar.year_completed", None, {"document": document})
    rules_changed.send_robust(sender=CalendarYearRow)
    return row


def withdraw_calendar_row(*, by: User, kind: str, number: int, reason: str) -> None:
    """Take a row out of force; it stays in the log. InputFault when there is none such in force."""
    row = ROWS[kind].objects.filter(pk=number, withdrawn=False).first() if kind in ROWS else None
    if row is None:
        raise InputFault("Không có mục lịch này, hoặc đã được rút trước đó; hãy tải lại trang.")
    unit = row.unit_id
    _check(by, unit, reason)
    with transaction.atomic():
        row.withdrawn = True
        row.save(update_fields=["withdrawn"])
        _told(by, row, "calendar.row_withdrawn", unit, {"kind": kind, "row": number, "reason": reason})
    rules_changed.send_robust(sender=type(row))
