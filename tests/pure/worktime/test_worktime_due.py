"""Due moments under the three policies, against the reference's example and a minute-by-minute twin."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL

from parindex.errors import InputFault
from parindex.worktime.calendar import shipped_calendar
from parindex.worktime.due import POLICIES, add_working_time, due_moment

CALENDAR = shipped_calendar()
MINUTE = timedelta(minutes=1)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 10, 31)).map(lambda m: m.replace(second=0, microsecond=0))


def due(received: datetime, days: int, policy: str = "legal", hours: str = "0") -> datetime:
    return due_moment(received, days=days, hours=Decimal(hours), policy=policy, calendar=CALENDAR)


def in_session(minute: datetime) -> bool:
    """Whether the minute that begins now is worked."""
    return CALENDAR.is_working_day(minute.date()) and (
        time(7, 0) <= minute.time() < time(11, 30) or time(13, 30) <= minute.time() < time(17, 0)
    )


def naive_hours(start: datetime, minutes: int) -> datetime:
    """Walk the clock one minute at a time; the due moment is the end of the last minute worked."""
    while minutes:
        minutes -= in_session(start)
        start += MINUTE
    return start


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("r_day", datetime(2021, 6, 10, 16, 15)),
        ("r_hour", datetime(2021, 6, 10, 16, 0)),
        ("legal", datetime(2021, 6, 10, 17, 0)),
    ],
)
def test_monday_16_00_and_three_days_is_the_example_of_the_reference(policy: str, expected: datetime) -> None:
    monday = datetime(2021, 6, 7, 16, 0)
    assert monday.weekday() == 0
    assert due(monday, 3, policy) == expected


def test_the_law_is_the_default() -> None:
    assert due_moment(datetime(2021, 6, 7, 8, 0), days=1, calendar=CALENDAR) == datetime(2021, 6, 8, 17, 0)


def test_the_day_of_reception_is_not_counted_however_early_it_was() -> None:
    assert due(datetime(2021, 6, 7, 0, 1), 1) == due(datetime(2021, 6, 7, 23, 59), 1)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        (datetime(2021, 4, 15, 8, 0), 5, date(2021, 4, 23)),  # Giỗ Tổ 21/4 in between
        (datetime(2021, 2, 8, 8, 0), 2, date(2021, 2, 17)),  # five days of Tết
        (datetime(2021, 8, 31, 9, 0), 5, date(2021, 9, 9)),  # 02-03/9
        (datetime(2021, 12, 1, 8, 0), 5, date(2021, 12, 8)),
        (datetime(2021, 6, 5, 9, 0), 1, date(2021, 6, 7)),  # received on a Saturday
        (datetime(2026, 8, 21, 9, 0), 1, date(2026, 8, 22)),  # a Saturday worked
    ],
)
def test_days_off_do_not_count_towards_the_limit(received: datetime, days: int, expected: date) -> None:
    assert due(received, days).date() == expected


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (time(16, 0), time(16, 15)),
        (time(16, 0, 30), time(16, 15)),
        (time(16, 14, 59), time(16, 15)),
        (time(16, 15), time(16, 30)),
        (time(11, 29), time(11, 30)),
        (time(22, 10), time(22, 15)),
    ],
)
def test_r_day_keeps_the_clock_time_and_goes_up_to_the_next_quarter_strictly_after(clock: time, expected: time) -> None:
    result = due(datetime.combine(date(2021, 6, 7), clock), 3, "r_day")
    assert result == datetime.combine(date(2021, 6, 10), expected)


def test_r_day_just_before_midnight_falls_on_the_next_day() -> None:
    assert due(datetime(2021, 6, 7, 23, 50), 1, "r_day") == datetime(2021, 6, 9, 0, 0)


@pytest.mark.parametrize(
    ("received", "same_as"),
    [
        (datetime(2021, 6, 7, 5, 0), datetime(2021, 6, 7, 7, 0)),
        (datetime(2021, 6, 7, 12, 0), datetime(2021, 6, 7, 13, 30)),
        (datetime(2021, 6, 7, 11, 30), datetime(2021, 6, 7, 13, 30)),
        (datetime(2021, 6, 7, 18, 0), datetime(2021, 6, 8, 7, 0)),
        (datetime(2021, 6, 4, 17, 0), datetime(2021, 6, 7, 7, 0)),
        (datetime(2021, 2, 13, 9, 0), datetime(2021, 2, 17, 7, 0)),
    ],
)
def test_r_hour_moves_a_start_outside_hours_to_the_next_session(received: datetime, same_as: datetime) -> None:
    assert due(received, 2, "r_hour") == due(same_as, 2, "r_hour")


def test_r_hour_from_the_first_minute_of_a_day_ends_with_that_same_day() -> None:
    assert due(datetime(2021, 6, 7, 7, 0), 1, "r_hour") == datetime(2021, 6, 7, 17, 0)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("legal", datetime(2021, 6, 9, 11, 0)),  # Tuesday 17:00, then four hours of Wednesday morning
        ("r_day", datetime(2021, 6, 9, 8, 30)),  # Tuesday 14:20, 2 h 40 that day, 1 h 20 the next: 08:20, up to 08:30
        ("r_hour", datetime(2021, 6, 9, 8, 20)),
    ],
)
def test_hours_are_working_hours_after_the_days(policy: str, expected: datetime) -> None:
    assert due(datetime(2021, 6, 7, 14, 20), 1, policy, "4") == expected


def test_hours_alone_run_from_reception() -> None:
    assert due(datetime(2021, 6, 7, 10, 0), 0, "legal", "8") == datetime(2021, 6, 8, 10, 0)
    assert due(datetime(2021, 6, 5, 10, 0), 0, "legal", "8") == datetime(2021, 6, 7, 17, 0)


def test_half_an_hour_is_written_as_a_decimal() -> None:
    assert due(datetime(2021, 6, 7, 11, 15), 0, "r_hour", "0.5") == datetime(2021, 6, 7, 13, 45)


@pytest.mark.parametrize(("days", "hours"), [(-1, "0"), (0, "0"), (1, "-2"), (1, "NaN"), (1, "Infinity")])
def test_an_empty_or_negative_allowance_is_refused(days: int, hours: str) -> None:
    with pytest.raises(InputFault, match="phải lớn hơn 0"):
        due(datetime(2021, 6, 7, 8, 0), days, "legal", hours)


@pytest.mark.parametrize(("hours", "words"), [("0.0001", "không tròn giây"), ("1E+999999", "quá lớn")])
def test_hours_that_no_clock_can_show_are_refused(hours: str, words: str) -> None:
    with pytest.raises(InputFault, match=words):
        due(datetime(2021, 6, 7, 8, 0), 1, "legal", hours)


def test_an_unknown_policy_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(InputFault, match=r"“fast”.*legal, r_day, r_hour"):
        due(datetime(2021, 6, 7, 8, 0), 1, "fast")


@pytest.mark.parametrize("policy", ["legal", "r_day", "r_hour"])
@pytest.mark.parametrize("received", [datetime(2019, 12, 31, 8), datetime(2027, 12, 30, 8), datetime(9999, 12, 31, 23)])
def test_a_due_moment_outside_the_calendar_is_refused(received: datetime, policy: str) -> None:
    with pytest.raises(InputFault, match="Lịch làm việc chưa có năm"):
        due(received, 5, policy)


def test_every_policy_has_a_title_and_a_source_to_print() -> None:
    assert list(POLICIES) == ["legal", "r_day", "r_hour"]
    for name, policy in POLICIES.items():
        assert policy.name == name
        assert policy.title
        assert policy.source


@settings(max_examples=60 if FULL else 15)
@given(MOMENTS, st.integers(1, 12 * 60))
def test_consuming_hours_agrees_with_a_minute_by_minute_walk(start: datetime, minutes: int) -> None:
    assert add_working_time(start, minutes * MINUTE, CALENDAR) == naive_hours(start, minutes)


@settings(max_examples=30 if FULL else 15)
@given(MOMENTS, st.integers(1, 8))
def test_r_hour_agrees_with_a_minute_by_minute_walk(start: datetime, days: int) -> None:
    assert due(start, days, "r_hour") == naive_hours(start, days * 8 * 60)


@given(MOMENTS, st.integers(1, 60))
def test_software_never_gives_a_later_day_than_the_law_for_a_dossier_received_in_hours(m: datetime, days: int) -> None:
    if in_session(m):
        legal = due(m, days)
        assert due(m, days, "r_day").date() == legal.date()
        assert due(m, days, "r_hour") <= legal


@given(MOMENTS, MOMENTS, st.integers(1, 40), st.sampled_from(["legal", "r_day", "r_hour"]))
def test_what_is_received_later_is_never_due_earlier(a: datetime, b: datetime, days: int, policy: str) -> None:
    first, second = sorted([a, b])
    if policy == "r_day" and due(first, days, "legal").date() == due(second, days, "legal").date():
        return  # r_day keeps the clock: Saturday 22:00 comes out after Sunday 08:00, a known oddity of the software
    assert due(first, days, policy) <= due(second, days, policy)


@given(MOMENTS, st.integers(1, 40))
def test_the_legal_moment_ends_a_working_day(m: datetime, days: int) -> None:
    moment = due(m, days)
    assert moment.time() == time(17, 0)
    assert CALENDAR.working_days(m.date() + timedelta(days=1), moment.date()) == days
