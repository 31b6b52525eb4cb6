"""The calendar that ships with the program, against the counts and examples of its sources."""

import csv
from datetime import date, time, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.errors import InputFault
from parindex.worktime.calendar import WorkingCalendar, shipped_calendar

CALENDAR = shipped_calendar()
COVERED = st.dates(date(2020, 1, 1), date(2027, 12, 31))


def naive_is_working(day: date) -> bool:
    """Read straight from the file, row by row, without the class under test."""
    text = files("parindex.worktime").joinpath("holidays.csv").read_text(encoding="utf-8")
    kind = None
    for line in text.splitlines():
        if line.startswith(day.isoformat() + ","):
            kind = line.split(",")[2]
    if kind == "swapped_workday":
        return True
    return kind is None and day.isoweekday() <= 5


@pytest.mark.parametrize(
    ("year", "count"),
    [(2020, 252), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 250), (2026, 249)],
)
def test_each_year_has_the_working_days_that_the_notices_leave(year: int, count: int) -> None:
    assert CALENDAR.working_days(date(year, 1, 1), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2026, 4, 24), 2, date(2026, 4, 29)),
        (date(2026, 4, 24), 3, date(2026, 5, 4)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2026, 8, 27), 1, date(2026, 8, 28)),
        (date(2026, 8, 27), 2, date(2026, 9, 3)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2021, 8, 31), 2, date(2021, 9, 6)),
        (date(2021, 2, 9), 1, date(2021, 2, 17)),
        (date(2021, 4, 20), 0, date(2021, 4, 20)),
    ],
)
def test_counting_forward_skips_days_off_and_uses_worked_saturdays(day: date, n: int, expected: date) -> None:
    assert CALENDAR.nth_working_day_after(day, n) == expected


@pytest.mark.parametrize(
    "day",
    [date(2021, 2, 16), date(2021, 4, 21), date(2021, 5, 3), date(2021, 9, 3), date(2026, 1, 2), date(2026, 11, 24)],
)
def test_lieu_swapped_and_new_days_off_are_not_worked(day: date) -> None:
    assert not CALENDAR.is_working_day(day)


@pytest.mark.parametrize("day", [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)])
def test_a_saturday_worked_in_exchange_is_a_working_day(day: date) -> None:
    assert day.weekday() == 5
    assert CALENDAR.is_working_day(day)


def test_both_ends_are_counted() -> None:
    assert CALENDAR.working_days(date(2021, 4, 20), date(2021, 4, 20)) == 1
    assert CALENDAR.working_days(date(2021, 4, 21), date(2021, 4, 21)) == 0
    assert CALENDAR.working_days(date(2021, 4, 20), date(2021, 4, 22)) == 2


def test_the_last_day_before_the_first_is_the_users_mistake() -> None:
    with pytest.raises(InputFault, match="01/05/2021 trước ngày đầu 02/05/2021"):
        CALENDAR.working_days(date(2021, 5, 2), date(2021, 5, 1))


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2028, 1, 1), date.min, date.max])
def test_a_year_outside_the_calendar_is_named_in_the_refusal(day: date) -> None:
    with pytest.raises(InputFault, match=f"chưa có năm {day.year}.*2020–2027"):
        CALENDAR.is_working_day(day)
    with pytest.raises(InputFault, match=f"chưa có năm {day.year}"):
        CALENDAR.nth_working_day_after(day, 1)
    with pytest.raises(InputFault, match=f"chưa có năm {day.year}"):
        CALENDAR.working_days(day, day)


def test_walking_out_of_the_calendar_is_refused_and_not_guessed() -> None:
    with pytest.raises(InputFault, match="chưa có năm 2028"):
        CALENDAR.nth_working_day_after(date(2027, 12, 30), 2)
    with pytest.raises(InputFault, match="chưa có năm 2999"):
        CALENDAR.working_days(date(2021, 1, 1), date(2999, 1, 1))


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(InputFault, match="từ 0 trở lên, đang là -1"):
        CALENDAR.nth_working_day_after(date(2021, 1, 4), -1)


def test_2027_says_that_it_is_incomplete_and_no_other_year_does() -> None:
    assert CALENDAR.incomplete_years == {2027}


def test_a_working_day_in_this_calendar_is_eight_hours() -> None:
    minutes = [(b.hour - a.hour) * 60 + b.minute - a.minute for a, b in CALENDAR.sessions]
    assert sum(minutes) == 8 * 60
    assert CALENDAR.sessions[0][0] == time(7, 0)
    assert CALENDAR.sessions[-1][1] == time(17, 0)


def test_a_calendar_cannot_be_changed_once_made() -> None:
    with pytest.raises(AttributeError):
        CALENDAR.first_year = 1990  # type: ignore[misc]


def test_a_calendar_is_a_value_that_anyone_can_make() -> None:
    one_week = WorkingCalendar(
        days_off=frozenset({date(2030, 1, 1)}), worked_saturdays=frozenset(), first_year=2030, last_year=2030
    )
    assert one_week.working_days(date(2030, 1, 1), date(2030, 1, 7)) == 4


def test_the_file_has_one_row_a_date_and_only_known_kinds() -> None:
    text = files("parindex.worktime").joinpath("holidays.csv").read_text(encoding="utf-8")
    rows = [*csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))]
    dates = [row["date"] for row in rows]
    assert dates == sorted(set(dates))
    assert {row["kind"] for row in rows} == {"public_holiday", "substitute_day", "swapped_workday"}


def test_every_swap_names_the_day_it_is_exchanged_for_and_that_day_is_in_the_file() -> None:
    text = files("parindex.worktime").joinpath("holidays.csv").read_text(encoding="utf-8")
    rows = [*csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))]
    kinds = {row["date"]: row["kind"] for row in rows}
    swaps = [row for row in rows if "hoán đổi" in row["name"]]
    assert len(swaps) == 8
    for row in swaps:
        d, m, y = row["name"].rstrip(")")[-10:].split("/")
        other = {"substitute_day": "swapped_workday", "swapped_workday": "substitute_day"}[row["kind"]]
        assert kinds[f"{y}-{m}-{d}"] == other


def test_substitute_days_are_weekdays() -> None:
    text = files("parindex.worktime").joinpath("holidays.csv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if ",substitute_day," in line:
            assert date.fromisoformat(line[:10]).weekday() < 5


@given(COVERED)
def test_every_day_agrees_with_a_naive_reading_of_the_file(day: date) -> None:
    assert CALENDAR.is_working_day(day) == naive_is_working(day)


@given(st.dates(date(2020, 1, 1), date(2027, 6, 30)), st.integers(1, 120))
def test_between_a_day_and_its_nth_successor_lie_exactly_n_working_days(day: date, n: int) -> None:
    last = CALENDAR.nth_working_day_after(day, n)
    assert CALENDAR.is_working_day(last)
    assert CALENDAR.working_days(day + timedelta(days=1), last) == n


@given(COVERED, COVERED, COVERED)
def test_counts_of_adjoining_stretches_add_up(a: date, b: date, c: date) -> None:
    first, middle, last = sorted([a, b, c])
    if middle == last:
        return
    whole = CALENDAR.working_days(first, last)
    assert whole == CALENDAR.working_days(first, middle) + CALENDAR.working_days(middle + timedelta(days=1), last)
