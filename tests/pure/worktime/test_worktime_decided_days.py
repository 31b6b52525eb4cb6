"""Days as they are decided: by whom, when, for how much of the day; hours by period; closures; what was known when."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from parindex.errors import InputFault
from parindex.worktime.calendar import WorkingCalendar, calendar_from, shipped_calendar, shipped_days
from parindex.worktime.days import CalendarDay, DayKind, LocalClosure
from parindex.worktime.due import due_moment
from parindex.worktime.hours import OfficeHours, five_days, hours_table, sessions_from_text

HOLIDAY, LIEU, WORKED = DayKind.PUBLIC_HOLIDAY, DayKind.SUBSTITUTE_DAY, DayKind.SWAPPED_WORKDAY
MONDAY, SATURDAY = date(2021, 6, 7), date(2021, 6, 12)


def day(on: date, kind: DayKind, **more) -> CalendarDay:
    return CalendarDay(day=on, kind=kind, name="Ngày thử", **more)


def with_days(*days: CalendarDay, hours=(), closures=()) -> WorkingCalendar:
    return calendar_from([*shipped_days(), *days], hours, closures)


def hours(text: str, **more) -> OfficeHours:
    return OfficeHours(name="x", title="X", week=five_days(sessions_from_text(text)), **more)


def test_the_shipped_calendar_is_made_of_the_shipped_days() -> None:
    assert calendar_from(shipped_days()) == shipped_calendar()
    assert (shipped_calendar().first_year, shipped_calendar().last_year) == (2020, 2027)


def test_every_shipped_day_names_its_document() -> None:
    assert [one.day for one in shipped_days() if not one.document] == []
    assert {one.scope for one in shipped_days()} == {"national"}


def test_a_swap_that_was_decided_late_is_not_in_the_calendar_known_before() -> None:
    known = shipped_calendar().known_on(date(2025, 12, 24))
    assert known.is_working_day(date(2026, 1, 2))
    assert not known.is_working_day(date(2026, 1, 10))
    assert not known.is_working_day(date(2026, 1, 1))
    assert shipped_calendar().known_on(date(2025, 12, 25)) == shipped_calendar()


def test_a_due_date_printed_before_the_swap_was_announced_comes_out_again() -> None:
    received = datetime(2025, 12, 22, 9, 0)
    printed = shipped_calendar().known_on(received.date())
    assert due_moment(received, days=8, calendar=printed) == datetime(2026, 1, 2, 17, 0)
    assert due_moment(received, days=8, calendar=shipped_calendar()) == datetime(2026, 1, 5, 17, 0)


def test_a_year_whose_days_were_announced_later_is_incomplete_as_known_before() -> None:
    assert shipped_calendar().known_on(date(2024, 12, 2)).incomplete_years == {2025, 2027}
    assert shipped_calendar().known_on(date(2024, 12, 3)).incomplete_years == {2027}


def test_a_closure_stays_in_a_calendar_as_it_was_known() -> None:
    shut = LocalClosure(first=MONDAY, last=MONDAY, reason="Bão", clock_stopped=True)
    closed = calendar_from(shipped_days(), closures=[shut])
    assert not closed.known_on(date(2020, 1, 1)).is_working_day(MONDAY)


def test_the_narrower_scope_then_the_later_decision_holds() -> None:
    national = day(MONDAY, HOLIDAY, announced=date(2021, 6, 1))
    province = day(MONDAY, DayKind.ORDINARY, scope="province", announced=date(2021, 5, 1))
    assert not with_days(national).is_working_day(MONDAY)
    assert with_days(province, national).is_working_day(MONDAY)
    back = day(MONDAY, DayKind.ORDINARY, announced=date(2021, 6, 2))
    assert with_days(back, national).is_working_day(MONDAY)
    assert not with_days(back, national).known_on(date(2021, 6, 1)).is_working_day(MONDAY)


def test_a_half_day_is_a_working_day_that_closes_early() -> None:
    half = with_days(day(date(2021, 6, 9), DayKind.HALF_DAY, sessions=sessions_from_text("07:00-11:30")))
    assert half.is_working_day(date(2021, 6, 9))
    assert due_moment(datetime(2021, 6, 7, 9), days=2, calendar=half) == datetime(2021, 6, 9, 11, 30)
    assert due_moment(datetime(2021, 6, 9, 10), days=0, hours=Decimal(2), calendar=half) == datetime(2021, 6, 10, 7, 30)


def test_a_half_day_on_a_day_of_rest_makes_no_work() -> None:
    half = with_days(day(SATURDAY, DayKind.HALF_DAY, sessions=sessions_from_text("07:00-11:30")))
    assert not half.is_working_day(SATURDAY)
    assert half.sessions_on(SATURDAY) == ()


def test_a_saturday_worked_has_the_usual_hours_or_its_own() -> None:
    usual = with_days(day(SATURDAY, WORKED))
    morning = with_days(day(SATURDAY, WORKED, sessions=sessions_from_text("07:30-11:30")))
    assert due_moment(datetime(2021, 6, 11, 9), days=1, calendar=usual) == datetime(2021, 6, 12, 17, 0)
    assert due_moment(datetime(2021, 6, 11, 9), days=1, calendar=morning) == datetime(2021, 6, 12, 11, 30)


def test_hours_change_on_the_day_of_their_decision() -> None:
    winter = hours("07:30-12:00, 13:00-16:30", valid_from=date(2021, 6, 9), valid_to=date(2021, 6, 10))
    changed = with_days(hours=[hours_table("gio_8"), winter])
    closes = [changed.sessions_on(date(2021, 6, n))[-1][1] for n in (8, 9, 10, 11)]
    assert closes == [time(17, 0), time(16, 30), time(16, 30), time(17, 0)]


def test_the_last_table_given_holds_and_where_none_does_the_usual_eight_hours_do() -> None:
    only = hours("08:00-12:00", valid_from=date(2021, 6, 9))
    assert with_days(hours=[only]).sessions_on(date(2021, 6, 8)) == hours_table("gio_8").usual
    both = with_days(hours=[only, hours("09:00-12:00", valid_from=date(2021, 6, 10))])
    assert both.sessions_on(date(2021, 6, 10))[0][0] == time(9, 0)


def test_an_office_that_counts_saturday_mornings_has_six_days_a_week() -> None:
    six = OfficeHours(
        name="x", title="X", week=five_days(sessions_from_text("07:00-11:00"), sessions_from_text("07:00-11:00"))
    )
    assert with_days(hours=[six]).working_days(MONDAY, date(2021, 6, 13)) == 6


def test_eight_and_a_half_hours_are_one_day_where_the_table_says_so() -> None:
    received = datetime(2021, 6, 7, 7, 0)
    long_day = shipped_calendar().with_hours(hours_table("gio_8_5"))
    assert due_moment(received, days=5, policy="r_hour", calendar=long_day) == datetime(2021, 6, 11, 17, 0)
    forty = due_moment(received, days=0, hours=Decimal(40), policy="r_hour", calendar=long_day)
    assert forty == datetime(2021, 6, 11, 14, 30)  # 40 hours are four such days and six hours: 4,5 and 1,5 from 13:00


def test_only_a_closure_that_stops_the_clock_changes_due_dates() -> None:
    shut = {
        "first": date(2021, 6, 8),
        "last": date(2021, 6, 9),
        "reason": "Giãn cách xã hội",
        "document": "QĐ 1/QĐ-UBND",
    }
    received = datetime(2021, 6, 7, 9, 0)
    going = with_days(closures=[LocalClosure(**shut)])
    stopped = with_days(closures=[LocalClosure(**shut, clock_stopped=True)])
    assert due_moment(received, days=1, calendar=going) == datetime(2021, 6, 8, 17, 0)
    assert due_moment(received, days=1, calendar=stopped) == datetime(2021, 6, 10, 17, 0)
    assert going.receiving_on(date(2021, 6, 8)) == () != going.sessions_on(date(2021, 6, 8))
    assert going.receiving_on(date(2021, 6, 10)) != ()


def test_a_closure_that_only_stops_the_clock_still_makes_no_hours_to_receive_in() -> None:
    stopped = with_days(
        closures=[LocalClosure(first=MONDAY, last=MONDAY, reason="Bão", no_reception=False, clock_stopped=True)]
    )
    assert stopped.receiving_on(MONDAY) == ()


def test_a_closure_takes_a_worked_saturday_too() -> None:
    storm = LocalClosure(first=SATURDAY, last=SATURDAY, reason="Bão", clock_stopped=True)
    assert not with_days(day(SATURDAY, WORKED), closures=[storm]).is_working_day(SATURDAY)


def test_reception_on_saturday_does_not_make_saturday_count() -> None:
    counter = shipped_calendar().with_hours(hours_table("gio_8_nhan_sang_thu_bay"))
    assert counter.receiving_on(SATURDAY) == sessions_from_text("07:00-11:30")
    assert counter.working_days(MONDAY, date(2021, 6, 13)) == 5
    assert counter.receiving_on(date(2021, 9, 2)) == ()


def test_a_calendar_needs_the_statutory_days_of_some_year_and_covers_only_an_unbroken_run() -> None:
    with pytest.raises(InputFault, match="chưa có ngày lễ nào"):
        calendar_from([day(SATURDAY, WORKED)])
    two = calendar_from([*shipped_days(), day(date(2030, 1, 1), HOLIDAY)])
    assert two.last_year == 2027
    more = calendar_from([*shipped_days(), day(date(2028, 1, 1), HOLIDAY)], incomplete_years=[2028, 2040])
    assert (more.last_year, more.incomplete_years) == (2028, frozenset({2028}))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: day(MONDAY, HOLIDAY, scope="xã"), "phạm vi “xã” không có"),
        (lambda: day(MONDAY, DayKind.HALF_DAY), "phải ghi giờ"),
        (lambda: day(MONDAY, HOLIDAY, sessions=sessions_from_text("07:00-11:30")), "không ghi giờ riêng"),
        (lambda: LocalClosure(first=SATURDAY, last=MONDAY, reason="Bão"), "trước ngày đầu 12/06/2021"),
    ],
)
def test_a_decision_without_sense_is_refused(make, words: str) -> None:
    with pytest.raises(InputFault, match=words):
        make()
