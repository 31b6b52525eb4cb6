"""Office hours: named tables, what they refuse, and how people write them."""

from datetime import date, time

import pytest

from parindex.errors import InputFault
from parindex.worktime.hours import (
    HOURS_TABLES,
    OfficeHours,
    five_days,
    hours_table,
    minute_of,
    sessions_from_text,
    sessions_text,
)

MORNING, AFTERNOON = (time(7, 0), time(11, 30)), (time(13, 30), time(17, 0))


@pytest.mark.parametrize(
    ("name", "minutes"), [("gio_8", 480), ("gio_8_nghi_11h", 480), ("gio_8_5", 510), ("gio_8_nhan_sang_thu_bay", 480)]
)
def test_a_named_table_works_as_long_a_day_as_its_title_says(name: str, minutes: int) -> None:
    table = hours_table(name)
    assert [sum(minute_of(closes) - minute_of(opens) for opens, closes in day) for day in table.week] == [
        minutes
    ] * 5 + [0, 0]
    assert table.day_minutes == minutes
    assert table.title.startswith(f"{minutes / 60:g}".replace(".", ","))


def test_every_named_table_says_where_it_comes_from_and_that_it_is_to_be_confirmed() -> None:
    assert all("cần xác nhận" in table.document for table in HOURS_TABLES.values())


def test_an_unknown_table_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(InputFault, match=r"“gio_9”.*gio_8, gio_8_nghi_11h, gio_8_5"):
        hours_table("gio_9")


def test_a_counter_receives_on_saturday_morning_although_saturday_is_not_worked() -> None:
    table = hours_table("gio_8_nhan_sang_thu_bay")
    assert table.receives(5) == (MORNING,)
    assert table.week[5] == ()
    assert hours_table("gio_8").receives(5) == ()


@pytest.mark.parametrize(
    "text", ["07:00-11:30, 13:30-17:00", "7:00 – 11:30; 13:30–17:00", "7h-11h30,13h30-17h", "07:00-11:30,13g30-17g"]
)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert sessions_from_text(text) == (MORNING, AFTERNOON)


@pytest.mark.parametrize("text", ["", "  ", "nghỉ", "Nghỉ"])
def test_no_hours_is_a_day_of_rest(text: str) -> None:
    assert sessions_from_text(text) == ()
    assert sessions_text(()) == "nghỉ"


def test_hours_written_out_are_read_back() -> None:
    assert sessions_text((MORNING, AFTERNOON)) == "07:00–11:30, 13:30–17:00"
    assert sessions_from_text(sessions_text((MORNING, AFTERNOON))) == (MORNING, AFTERNOON)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sáng", "không đọc được"),
        ("07:00", "không đọc được"),
        ("07:00-25:00", "không có trên đồng hồ"),
        ("07:61-08:00", "không có trên đồng hồ"),
        ("11:30-07:00", "theo thứ tự"),
        ("07:00-07:00", "theo thứ tự"),
        ("07:00-11:30, 11:00-17:00", "không chồng nhau"),
        ("13:30-17:00, 07:00-11:30", "theo thứ tự"),
    ],
)
def test_hours_that_make_no_sense_are_refused(text: str, words: str) -> None:
    with pytest.raises(InputFault, match=words):
        sessions_from_text(text)


def table(**changes) -> OfficeHours:
    return OfficeHours(**({"name": "x", "title": "X", "week": five_days((MORNING,))} | changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"week": ((MORNING,),) * 5}, "đủ bảy ngày"),
        ({"receiving": ((MORNING,),) * 6}, "đủ bảy ngày"),
        ({"week": ((),) * 7}, "ít nhất một ngày"),
        ({"day_minutes": 0}, "ít nhất một ngày"),
        ({"week": five_days(((time(7, 0, 30), time(11, 30)),))}, "tròn phút"),
        ({"valid_from": date(2021, 5, 2), "valid_to": date(2021, 5, 1)}, "hết hiệu lực 01/05/2021 trước"),
    ],
)
def test_a_table_without_sense_is_refused(changes, words: str) -> None:
    with pytest.raises(InputFault, match=words):
        table(**changes)


def test_both_ends_of_a_period_are_in_force() -> None:
    held = table(valid_from=date(2021, 5, 1), valid_to=date(2021, 5, 3))
    assert [held.holds_on(date(2021, 4, 30) if n == 0 else date(2021, 5, n)) for n in range(5)] == [
        False, True, True, True, False,
    ]  # fmt: skip
