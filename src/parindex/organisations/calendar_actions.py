"""Writes of the calendar: a day, the hours of a week, a closure, a year that is complete. Each names its document."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.db import models, transaction

from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.calendar_models import (
    CalendarDayRow,
    CalendarRow,
    CalendarYearRow,
    LocalClosureRow,
    OfficeHoursRow,
)
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today, unit_facts
from parindex.organisations.rights import check_may, check_rules
from parindex.organisations.roles import Right
from parindex.organisations.signals import rules_changed
from parindex.worktime.calendar import shipped_calendar, shipped_days
from parindex.worktime.days import DAY_KINDS, CalendarDay, DayKind
from parindex.worktime.hours import WEEKDAYS, OfficeHours, sessions_from_text

_Row = TypeVar("_Row", bound=CalendarRow)
SATURDAY = 5
SHIPPED_YEARS = shipped_calendar().first_year, shipped_calendar().last_year
LAST_YEAR = 2100
FIXED_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
_WORDS = {
    "name": "tên của ngày",
    "title": "tên khung giờ",
    "reason": "lý do đóng cửa",
    "document": "văn bản căn cứ",
    "sessions": "giờ làm việc",
}
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


def _check_words(row: CalendarRow) -> None:
    """Refuse texts that are missing or longer than their column."""
    for name, title in _WORDS.items():
        text = getattr(row, name, None)
        if text is None:
            continue
        if not text and name != "sessions":
            raise InputFault(f"Cần ghi {title}.")
        longest = getattr(row._meta.get_field(name), "max_length", None)
        if longest and len(text) > longest:
            raise InputFault(f"Ô {title} dài quá {longest} ký tự; hãy rút gọn.")


def _saved(by: User, row: _Row, action: str, replaced: Sequence[str], told: Mapping[str, object]) -> _Row:
    """Write a row; of the rows in force for the same unit, one with the same `replaced` gives way to it.

    A row that says what one in force says already is not written again.
    """
    _check_words(row)
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    rows: models.QuerySet[_Row] = type(row)._default_manager.all()
    standing = rows.filter(**values).first()
    if standing is not None:
        return standing
    with transaction.atomic():
        if replaced:
            rows.filter(**{name: values[name] for name in ("unit", "withdrawn", *replaced)}).update(withdrawn=True)
        row.save()
        _told(by, row, action, {**told, "document": row.document, "row": row.pk})
    rules_changed.send_robust(sender=type(row))
    return row


def _told(by: User, row: CalendarRow, action: str, payload: Mapping[str, object]) -> None:
    audit.record(by=by, action=action, unit=row.unit_id or "", subject=str(row), payload=payload)


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
    if day.year < SHIPPED_YEARS[0]:
        raise InputFault(f"Lịch bắt đầu từ năm {SHIPPED_YEARS[0]}; hãy xem lại ngày {day:%d/%m/%Y}.")
    row = CalendarDayRow(
        unit_id=unit,
        day=day,
        kind=kind,
        name=name.strip(),
        document=document.strip(),
        announced=announced,
        sessions=sessions.strip(),
    )
    return _saved(by, row, "calendar.day_saved", ("day",), {"day": day.isoformat(), "kind": kind})


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
    row = OfficeHoursRow(
        unit_id=unit,
        title=title.strip(),
        week=list(week),
        receiving=list(receiving),
        day_minutes=day_minutes,
        valid_from=valid_from,
        document=document.strip(),
    )
    return _saved(by, row, "calendar.hours_saved", ("valid_from",), {"week": list(week)})


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
    row = LocalClosureRow(
        unit_id=unit,
        first=first,
        last=last,
        reason=reason.strip(),
        document=document.strip(),
        no_reception=no_reception,
        clock_stopped=clock_stopped,
    )
    told = {"first": first.isoformat(), "last": last.isoformat(), "clock_stopped": clock_stopped}
    return _saved(by, row, "calendar.closure_saved", (), told)


def _fixed_holidays_missing(year: int) -> list[str]:
    """The holidays with a fixed date that nobody has entered for everybody (Bộ luật Lao động 2019, Điều 112)."""
    entered = CalendarDayRow.objects.filter(
        day__year=year, unit=None, kind=DayKind.PUBLIC_HOLIDAY, withdrawn=False
    ).values_list("day", flat=True)
    known = {one.day for one in shipped_days() if one.kind == DayKind.PUBLIC_HOLIDAY} | set(entered)
    return [f"{day:%d/%m}" for day in (date(year, *one) for one in FIXED_HOLIDAYS) if day not in known]


def complete_calendar_year(*, by: User, year: int, document: str) -> CalendarYearRow:
    """Say that all days off of a year are announced and entered; for years after the shipped calendar too.

    InputFault when a year between is not covered yet, or holidays with a fixed date are missing.
    """
    _check(by, None, document)
    first, last = SHIPPED_YEARS
    if not first <= year <= LAST_YEAR:
        raise InputFault(f"Năm {year} ngoài khoảng lịch; hãy ghi năm từ {first} đến {LAST_YEAR}.")
    declared = set(CalendarYearRow.objects.filter(withdrawn=False).values_list("year", flat=True))
    if between := [one for one in range(last + 1, year) if one not in declared]:
        raise InputFault(f"Lịch phải liền năm: hãy ghi ngày nghỉ và đánh dấu đủ cho năm {between[0]} trước năm {year}.")
    if missing := _fixed_holidays_missing(year):
        raise InputFault(
            f"Năm {year} còn thiếu ngày lễ {', '.join(missing)}; hãy ghi đủ ngày nghỉ của năm rồi đánh dấu lại."
        )
    row = CalendarYearRow(year=year, document=document.strip())
    return _saved(by, row, "calendar.year_completed", ("year",), {})


def withdraw_calendar_row(*, by: User, kind: str, number: int, reason: str) -> None:
    """Take a row out of force; it stays in the log. InputFault when there is none such in force."""
    row = ROWS[kind].objects.filter(pk=number, withdrawn=False).first() if kind in ROWS else None
    if row is None:
        raise InputFault("Không có mục lịch này, hoặc đã được rút trước đó; hãy tải lại trang.")
    _check(by, row.unit_id, reason)
    with transaction.atomic():
        row.withdrawn = True
        row.save(update_fields=["withdrawn"])
        _told(by, row, "calendar.row_withdrawn", {"kind": kind, "row": number, "reason": reason})
    rules_changed.send_robust(sender=type(row))
