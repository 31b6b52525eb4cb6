"""The vectorised clock in cases made by hand, and what its tables hold."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.pure.measures.working_time.working_time_rows import judged
from tests.pure.worktime.naive_clock import minute

from parindex.measures.working_time import (
    SOURCE_COLUMNS,
    DossierClock,
    calendar_tables,
    end_of_day,
    judged_sql,
    with_missing_columns,
)
from parindex.records.engine import connect, scalar
from parindex.worktime.calendar import calendar_from, shipped_calendar
from parindex.worktime.days import CalendarDay, DayKind
from parindex.worktime.hours import OfficeHours, five_days, hours_table, sessions_from_text

AS_OF = datetime(2021, 6, 30, 17, 0)


@pytest.fixture
def connection(tmp_path):
    with connect(tmp_path) as made:
        yield made


def at(day, hour=0, minute_=0):
    return datetime(2021, 6, day, hour, minute_)


def put(connection, pauses=(), **facts):
    """One dossier, received on Monday 07/06/2021 at 16:00 with three days, and its pauses."""
    row = {"key": "a", "received": at(7, 16), "days": 3} | facts
    columns = ", ".join(f"CAST($value_{name} AS {SOURCE_COLUMNS[name]}) AS {name}" for name in row)
    connection.execute(
        f"CREATE OR REPLACE TABLE one AS SELECT {columns}{with_missing_columns(row)}",
        {f"value_{name}": value for name, value in row.items()},
    )
    connection.execute("CREATE OR REPLACE TABLE stops (key VARCHAR, kind VARCHAR, opened TIMESTAMP, closed TIMESTAMP)")
    for opened, closed in pauses:
        connection.execute("INSERT INTO stops VALUES ('a', 'supplement', ?, ?)", [opened, closed])


def row(connection, clock, as_of=AS_OF):
    cursor = connection.execute(judged_sql("one", clock, f"TIMESTAMP '{as_of}'", pauses="stops"))
    (found,) = cursor.fetchall()
    return dict(zip([column[0] for column in cursor.description], found, strict=True))


@pytest.mark.parametrize(("policy", "due"), [("legal", at(10, 17)), ("r_day", at(10, 16, 15)), ("r_hour", at(10, 16))])
def test_monday_16_00_and_three_days_is_the_example_of_the_reference(connection, policy, due):
    calendar_tables(connection, {"": shipped_calendar()})
    put(connection, ended=at(10, 16, 30))
    found = row(connection, DossierClock(due=policy, granularity="MINUTE"))
    assert (found["due_original"], found["status"]) == (due, "on_time" if policy == "legal" else "late")


def test_a_finish_at_17_30_on_a_17_00_due_is_late_without_any_working_minute(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    put(connection, ended=at(10, 17, 30))
    found = row(connection, DossierClock(due="legal", granularity="MINUTE"))
    assert (found["status"], found["late_minutes"]) == ("late", 0)


def test_a_stretch_that_began_before_the_letter_is_no_news_to_the_letter(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    overlapping = [(at(8, 7), at(10, 7)), (at(9, 7), at(14, 17))]
    put(connection, overlapping, extended_to=at(22, 17), extended_on=at(8, 12), extensions=1)
    found = row(connection, DossierClock(due="legal", extension="current"))
    assert (found["due_original"], found["due_current"]) == (at(17, 17), at(22, 17))


def test_only_the_end_of_a_whole_stretch_starts_the_limit_again(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    put(connection, [(at(8, 7), at(12, 22)), (at(12, 12), at(13, 8))], days=1)
    found = row(connection, DossierClock(due="r_day", pauses="RESTART"))
    assert found["due_original"] == at(14, 8, 15)  # from Sunday 08:00, not from Saturday 22:00 inside it


def test_limits_that_no_calendar_holds_give_no_due_moment_and_no_error(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    for policy in ("legal", "r_day", "r_hour"):
        for days, hours in ((2_000_000_000, None), (None, 9_000_000), (-1, 8), (3, -1), (0, 0), (None, None)):
            put(connection, days=days, hours=hours)
            assert row(connection, DossierClock(due=policy))["status"] == "no_due"


def test_a_reception_outside_the_years_has_no_computed_due_moment_but_keeps_the_one_in_its_file(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    put(connection, received=datetime(2019, 5, 6, 8), due=datetime(2019, 5, 9), ended=datetime(2019, 5, 8))
    filed, computed = row(connection, DossierClock()), row(connection, DossierClock(due="legal"))
    assert (filed["status"], filed["worked_minutes"]) == ("early", None)
    assert (computed["status"], computed["due_original"]) == ("no_due", None)


def test_empty_moments_and_pauses_without_a_beginning_are_no_error(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    put(connection, [(None, at(9, 9))], received=None, due=at(9), ended=at(8))
    assert row(connection, DossierClock())["status"] == "early"
    assert row(connection, DossierClock(due="legal"))["status"] == "no_due"
    assert row(connection, DossierClock(due="legal", reception="handover"))["clock_start"] is None


def test_each_unit_has_its_own_calendar_and_the_others_the_default(connection):
    long_day = shipped_calendar().with_hours(hours_table("gio_8_5"))
    calendar_tables(connection, {"": shipped_calendar(), "phong-a": long_day})
    due = {}
    for unit in ("phong-a", "phong-b", None):
        put(connection, unit=unit, received=at(7, 7), days=0, hours=8)
        due[unit] = row(connection, DossierClock(due="r_hour"))["due_original"]
    assert due == {"phong-a": at(7, 16, 30), "phong-b": at(7, 17), None: at(7, 17)}


def test_without_a_default_calendar_a_unit_that_is_not_named_has_no_due_moment(connection):
    calendar_tables(connection, {"phong-a": shipped_calendar()})
    for unit, status in (("phong-a", "overdue"), ("phong-b", "no_due")):
        put(connection, unit=unit)
        assert row(connection, DossierClock(due="legal"))["status"] == status


def test_calendars_of_different_years_stand_side_by_side(connection):
    day = CalendarDay(day=date(2019, 1, 1), kind=DayKind.PUBLIC_HOLIDAY, name="Tết Dương lịch")
    calendar_tables(connection, {"": shipped_calendar(), "cu": calendar_from([day])})
    for unit, status in (("cu", "early"), ("moi", "no_due")):
        put(connection, unit=unit, received=datetime(2019, 5, 6, 8), ended=datetime(2019, 5, 7))
        assert row(connection, DossierClock(due="legal"))["status"] == status


def test_hours_that_begin_at_odd_minutes_are_exact(connection):
    odd = OfficeHours(name="le", title="Lẻ phút", week=five_days(sessions_from_text("07:10-11:25, 13:05-16:50")))
    calendar_tables(connection, {"": shipped_calendar().with_hours(odd)})
    put(connection, ended=at(11, 7, 12))
    found = row(connection, DossierClock(due="legal"))
    assert (found["due_original"], found["late_minutes"]) == (at(10, 16, 50), 2)


def test_equal_calendars_are_not_made_again_and_others_are(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE worktime_unit AS SELECT 'x' AS unit, CAST(0 AS BIGINT) AS calendar"
    )
    calendar_tables(connection, {"": shipped_calendar()})
    assert scalar(connection, "SELECT count(*) FROM worktime_unit") == 1
    calendar_tables(
        connection, {"": replace(shipped_calendar(), days_off=shipped_calendar().days_off | {date(2021, 6, 8)})}
    )
    assert scalar(connection, "SELECT count(*) FROM worktime_unit") == 0
    put(connection)
    assert row(connection, DossierClock(due="legal"))["due_original"] == at(11, 17)


def test_the_last_second_of_a_day_sees_the_whole_day(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    put(connection, ended=at(10, 23, 30))
    sql = judged_sql("one", DossierClock(due="legal"), end_of_day("$as_of"), minutes=False)
    asked = f"SELECT status FROM ({sql})"
    assert connection.execute(asked, {"as_of": date(2021, 6, 10)}).fetchall() == [("on_time",)]
    assert connection.execute(asked, {"as_of": date(2021, 6, 9)}).fetchall() == [("pending",)]


def test_all_columns_of_the_source_come_out_again_and_no_scratch(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    put(connection)
    names = set(row(connection, DossierClock(due="legal")))
    assert set(SOURCE_COLUMNS) < names
    assert [name for name in names if name.startswith("wt_")] == []


def test_an_empty_source_gives_no_rows(connection):
    calendar_tables(connection, {"": shipped_calendar()})
    connection.execute("CREATE TABLE pauses (key VARCHAR, kind VARCHAR, opened TIMESTAMP, closed TIMESTAMP)")
    columns = ", ".join(f"{name} {kind}" for name, kind in SOURCE_COLUMNS.items() if name != "hours")
    connection.execute(f"CREATE TABLE dossiers ({columns}, minutes INTEGER)")
    assert judged(connection, DossierClock(due="legal"), AS_OF) == {}
    assert minute(None) is None
