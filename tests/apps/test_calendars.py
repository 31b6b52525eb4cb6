"""The workspace's own calendar: days, hours, closures over the shipped ones, for a unit and those below it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from parindex.errors import InputFault
from parindex.organisations.calendar_actions import (
    complete_calendar_year,
    save_calendar_day,
    save_closure,
    save_office_hours,
    withdraw_calendar_row,
)
from parindex.organisations.calendar_models import CalendarDayRow
from parindex.organisations.calendars import OwnCalendar, unit_calendars
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role
from parindex.worktime.calendar import shipped_calendar
from parindex.worktime.due import due_moment

Person = Callable[[Role, str], User]
DOCUMENT = "Quyết định số 12/QĐ-UBND ngày 01/3/2021"
MONDAY, SATURDAY = date(2021, 3, 8), date(2021, 3, 13)
EIGHT = ["07:00-11:30, 13:30-17:00"] * 5 + ["", ""]


def off(admin: User, day: date = MONDAY, **more: Any) -> CalendarDayRow:
    given = {"kind": "substitute_day", "name": "Nghỉ", "document": DOCUMENT} | more
    return save_calendar_day(by=admin, day=day, **given)


def test_without_rows_of_its_own_every_unit_has_the_shipped_calendar(units: object) -> None:
    assert unit_calendars(["so", "phong-a"]) == {"": shipped_calendar()}


def test_a_day_for_everybody_holds_for_every_unit(admin: User, units: object) -> None:
    off(admin)
    calendars = unit_calendars(["so", "phong-a"])
    assert not calendars[""].is_working_day(MONDAY)
    assert not OwnCalendar().of("phong-khac").is_working_day(MONDAY)


def test_a_day_of_a_unit_holds_for_those_below_it_and_nobody_else(admin: User, units: object) -> None:
    off(admin, unit="so")
    calendars = unit_calendars(["so", "phong-a", "phong-khac"])
    assert [calendars.get(unit, calendars[""]).is_working_day(MONDAY) for unit in ("so", "phong-a", "phong-khac")] == [
        False,
        False,
        True,
    ]
    assert "phong-khac" not in calendars


def test_the_nearest_decision_about_a_day_holds(admin: User, units: object) -> None:
    off(admin, unit="so", announced=date(2021, 3, 1))
    save_calendar_day(
        by=admin, day=MONDAY, kind="ordinary", name="Vẫn làm việc", document=DOCUMENT, unit="phong-a",
        announced=date(2021, 2, 1),
    )  # fmt: skip
    assert OwnCalendar().of("phong-a").is_working_day(MONDAY)
    assert not OwnCalendar().of("phong-b").is_working_day(MONDAY)


def test_a_second_row_for_the_same_day_replaces_the_first(admin: User, units: object) -> None:
    off(admin)
    save_calendar_day(by=admin, day=MONDAY, kind="ordinary", name="Không nghỉ nữa", document=DOCUMENT)
    assert OwnCalendar().of("so").is_working_day(MONDAY)
    assert CalendarDayRow.objects.filter(withdrawn=False).count() == 1


def test_a_saturday_worked_counts_and_has_the_hours_of_an_ordinary_day(admin: User, units: object) -> None:
    save_calendar_day(by=admin, day=SATURDAY, kind="swapped_workday", name="Làm bù", document=DOCUMENT)
    calendar = OwnCalendar().of("so")
    assert calendar.is_working_day(SATURDAY)
    assert calendar.sessions_on(SATURDAY) == calendar.sessions_on(MONDAY)


def test_hours_hold_from_their_day_on(admin: User, units: object) -> None:
    save_office_hours(
        by=admin, title="Mùa hè", week=["07:00-12:00, 13:00-16:00"] * 5 + ["", ""], valid_from=date(2021, 4, 16),
        document=DOCUMENT, unit="so",
    )  # fmt: skip
    calendar = OwnCalendar().of("phong-a")
    due = [
        due_moment(datetime(2021, month, 20, 8), days=1, policy="legal", calendar=calendar).hour
        if month == 4
        else due_moment(datetime(2021, month, 10, 8), days=1, policy="legal", calendar=calendar).hour
        for month in (3, 4)
    ]
    assert due == [17, 16]
    assert OwnCalendar().of("phong-khac").hours == shipped_calendar().hours


@pytest.mark.parametrize(("stopped", "due_day"), [(True, 15), (False, 9)])
def test_a_closure_moves_due_dates_only_when_its_decision_stops_the_clock(
    stopped: bool, due_day: int, admin: User, units: object
) -> None:
    save_closure(
        by=admin, first=date(2021, 3, 8), last=date(2021, 3, 12), reason="Giãn cách", document=DOCUMENT, unit="so",
        clock_stopped=stopped,
    )  # fmt: skip
    calendar = OwnCalendar().of("so")
    due = due_moment(datetime(2021, 3, 5, 9), days=2 if not stopped else 1, policy="legal", calendar=calendar)
    assert due.day == due_day
    assert calendar.receiving_on(MONDAY) == ()


def test_a_year_whose_days_are_all_announced_is_complete(admin: User, units: object) -> None:
    assert 2027 in OwnCalendar().of("so").incomplete_years
    complete_calendar_year(by=admin, year=2027, document=DOCUMENT)
    assert OwnCalendar().of("so").incomplete_years == frozenset()


def holidays(admin: User, year: int) -> None:
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
        save_calendar_day(by=admin, day=date(year, month, day), kind="public_holiday", name="Lễ", document=DOCUMENT)


def test_a_holiday_typed_for_a_year_to_come_leaves_the_calendar_as_it_is(admin: User, units: object) -> None:
    save_calendar_day(by=admin, day=date(2028, 1, 3), kind="public_holiday", name="Lễ", document=DOCUMENT)
    calendar = OwnCalendar().of("so")
    assert (calendar.first_year, calendar.last_year) == (2020, 2027)
    assert calendar.is_working_day(MONDAY)
    with pytest.raises(InputFault, match="chưa có năm 2028"):
        calendar.is_working_day(date(2028, 1, 4))


def test_years_to_come_are_opened_one_after_another_once_their_days_are_entered(admin: User, units: object) -> None:
    holidays(admin, 2029)
    with pytest.raises(InputFault, match="năm 2028 trước"):
        complete_calendar_year(by=admin, year=2029, document=DOCUMENT)
    with pytest.raises(InputFault, match="còn thiếu ngày lễ 01/01, 30/04, 01/05, 02/09"):
        complete_calendar_year(by=admin, year=2028, document=DOCUMENT)
    holidays(admin, 2028)
    for year in (2028, 2029):
        complete_calendar_year(by=admin, year=year, document=DOCUMENT)
    calendar = OwnCalendar().of("so")
    assert calendar.last_year == 2029
    assert not calendar.is_working_day(date(2028, 5, 1))
    assert calendar.incomplete_years == {2027}


@pytest.mark.parametrize(
    "write",
    [
        off,
        lambda by: save_office_hours(by=by, title="Giờ", week=EIGHT, valid_from=MONDAY, document=DOCUMENT, unit="so"),
        lambda by: save_closure(by=by, first=MONDAY, last=SATURDAY, reason="Giãn cách", document=DOCUMENT),
        lambda by: complete_calendar_year(by=by, year=2027, document=DOCUMENT),
    ],
)
def test_what_is_said_already_is_not_written_again(write: Callable[[User], Any], admin: User, units: object) -> None:
    first, events = write(admin), AuditEvent.objects.count()
    assert write(admin).pk == first.pk
    assert AuditEvent.objects.count() == events


def test_the_newest_row_of_the_nearest_unit_is_the_one_that_holds(admin: User, units: object) -> None:
    own = off(admin, unit="so")
    whole = off(admin)
    calendar = OwnCalendar()
    assert calendar.held_days("so") == calendar.held_days("phong-a") == {MONDAY: own}
    assert calendar.held_days("phong-khac") == {MONDAY: whole}


def test_a_withdrawn_row_no_longer_holds_and_stays_in_the_log(admin: User, units: object) -> None:
    row = off(admin)
    withdraw_calendar_row(by=admin, kind="ngay", number=row.pk, reason="Nhập nhầm")
    assert OwnCalendar().of("so").is_working_day(MONDAY)
    assert CalendarDayRow.objects.get(pk=row.pk).withdrawn
    last = AuditEvent.objects.order_by("-number").first()
    assert last is not None
    assert (last.action, last.payload["reason"]) == ("calendar.row_withdrawn", "Nhập nhầm")
    with pytest.raises(InputFault, match="đã được rút"):
        withdraw_calendar_row(by=admin, kind="ngay", number=row.pk, reason="Lần nữa")


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda by: save_calendar_day(by=by, day=MONDAY, kind="le", name="x", document=DOCUMENT), "loại ngày"),
        (
            lambda by: save_calendar_day(by=by, day=MONDAY, kind="swapped_workday", name="x", document=DOCUMENT),
            "Thứ Bảy",
        ),
        (lambda by: off(by, SATURDAY), "cuối tuần"),
        (lambda by: off(by, announced=date(2021, 4, 1)), "sau ngày nghỉ"),
        (lambda by: off(by, unit="khong-co"), "Không có đơn vị"),
        (lambda by: save_calendar_day(by=by, day=MONDAY, kind="half_day", name="x", document=DOCUMENT), "phải ghi giờ"),
        (lambda by: save_calendar_day(by=by, day=MONDAY, kind="ordinary", name="x", document=" "), "văn bản căn cứ"),
        (
            lambda by: save_closure(by=by, first=SATURDAY, last=MONDAY, reason="x", document=DOCUMENT),
            "trước ngày đầu",
        ),
        (
            lambda by: save_closure(by=by, first=MONDAY, last=date(2023, 1, 1), reason="x", document=DOCUMENT),
            "dài hơn một năm",
        ),
        (
            lambda by: save_closure(by=by, first=MONDAY, last=SATURDAY, reason="", document=DOCUMENT),
            "lý do đóng cửa",
        ),
        (
            lambda by: save_office_hours(
                by=by, title="x", week=["7 giờ", *EIGHT[1:]], valid_from=MONDAY, document=DOCUMENT
            ),
            "Thứ hai: Giờ làm việc",
        ),
        (
            lambda by: save_office_hours(by=by, title="x", week=[""] * 7, valid_from=MONDAY, document=DOCUMENT),
            "ít nhất một ngày",
        ),
        (lambda by: off(by, date(2018, 4, 30)), "bắt đầu từ năm 2020"),
        (lambda by: off(by, name="x" * 201), "dài quá 200 ký tự"),
        (lambda by: off(by, name=" "), "Cần ghi tên của ngày"),
        (lambda by: complete_calendar_year(by=by, year=1999, document=DOCUMENT), "ngoài khoảng lịch"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    write: Callable[[User], object], words: str, admin: User, units: object
) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(InputFault, match=words):
        write(admin)
    assert AuditEvent.objects.count() == events
    assert unit_calendars([]) == {"": shipped_calendar()}


def test_only_those_who_write_rules_maintain_the_calendar(make_person: Person, admin: User) -> None:
    for role in Role:
        person = make_person(role, "tinh")
        if role in {Role.SECRETARIAT, Role.ADMINISTRATOR}:
            off(person)
            off(person, unit="so")
        else:
            with pytest.raises(NotAllowed):
                off(person)
            with pytest.raises(NotAllowed):
                off(person, unit="so")


def test_who_writes_rules_for_one_office_does_not_for_all(make_person: Person) -> None:
    secretary = make_person(Role.SECRETARIAT, "so")
    off(secretary, unit="phong-a")
    for unit in (None, "tinh", "so-khac"):
        with pytest.raises(NotAllowed):
            off(secretary, unit=unit)
