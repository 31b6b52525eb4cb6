"""`worktime`: the values that the calendar's own reference gives, on the command line."""

import os
import subprocess
import sys

import pytest

WORKING_DAYS = {2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249}


@pytest.mark.parametrize(("year", "days"), WORKING_DAYS.items())
def test_a_year_has_as_many_working_days_as_the_decisions_leave(parindex, year, days):
    ran = parindex("worktime", "days", "--from", f"{year}-01-01", "--to", f"{year}-12-31", "--json")
    assert ran.data == {"working_days": days}


def test_both_ends_are_counted(parindex):
    assert (
        parindex("worktime", "days", "--from", "2021-04-12", "--to", "12/04/2021", "--json").data["working_days"] == 1
    )


def test_a_holiday_alone_counts_nothing(parindex):
    assert (
        parindex("worktime", "days", "--from", "2021-04-21", "--to", "2021-04-21", "--json").data["working_days"] == 0
    )


@pytest.mark.parametrize(
    ("policy", "due"),
    [("legal", "2021-04-15T17:00:00"), ("r_day", "2021-04-15T16:15:00"), ("r_hour", "2021-04-15T16:00:00")],
)
def test_monday_at_four_and_three_days_is_thursday_by_three_policies(parindex, policy, due):
    ran = parindex("worktime", "due", "--received", "2021-04-12T16:00", "--days", 3, "--policy", policy, "--json")
    assert ran.data == {"due": due, "policy": policy}


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-04-24T08:00", 3, "2026-05-04T17:00:00"),
        ("2025-12-31T08:00", 1, "2026-01-05T17:00:00"),
        ("2026-08-27T08:00", 2, "2026-09-03T17:00:00"),
        ("2026-08-21T08:00", 1, "2026-08-22T17:00:00"),
        ("2021-04-20T08:00", 1, "2021-04-22T17:00:00"),
    ],
)
def test_holidays_swapped_days_and_a_worked_saturday_move_the_due_moment(parindex, received, days, due):
    ran = parindex("worktime", "due", "--received", received, "--days", days, "--json")
    assert ran.data == {"due": due, "policy": "legal"}


def test_hours_are_counted_on_from_the_end_of_the_days(parindex):
    ran = parindex("worktime", "due", "--received", "2021-04-12T16:00", "--days", 1, "--hours", "4", "--json")
    assert ran.data["due"].startswith("2021-04-14T")


def test_a_moment_with_a_zone_is_brought_to_vietnam_time(parindex):
    there = parindex(
        "worktime", "due", "--received", "2021-04-12T09:00+00:00", "--days", 3, "--policy", "r_day", "--json"
    )
    assert there.data["due"] == "2021-04-15T16:15:00"


def test_without_json_a_person_reads_a_sentence(parindex):
    ran = parindex("worktime", "due", "--received", "12/04/2021 16:00", "--days", 3, fresh=True)
    assert ran.out.startswith("Hạn: 17:00 ngày 15/04/2021")
    assert ran.err == ""


@pytest.mark.parametrize(
    ("received", "days", "more"),
    [
        ("2021-13-12T16:00", "3", ()),
        ("0001-01-01T00:00+14:00", "3", ()),
        ("2021-04-12T16:00", "0", ()),
        ("2021-04-12T16:00", "ba", ()),
        ("2021-04-12T16:00", "99999999999", ()),
        ("2021-04-12T16:00", "3", ("--hours", "một")),
        ("2021-04-12T16:00", "3", ("--hours", "1e999999")),
        ("2021-04-12T16:00", "3", ("--policy", "như mọi khi")),
        ("2031-04-12T16:00", "3", ()),
    ],
)
def test_what_cannot_be_counted_is_refused(parindex, received, days, more):
    parindex("worktime", "due", "--received", received, "--days", days, *more, "--json").refused()


@pytest.mark.parametrize(
    ("first", "last"), [("2021-12-31", "2021-01-01"), ("2019-12-31", "2020-01-03"), ("2021-02-30", "2021-03-01")]
)
def test_days_that_are_turned_round_unknown_or_no_days_are_refused(parindex, first, last):
    parindex("worktime", "days", "--from", first, "--to", last, "--json").refused()


def test_a_year_whose_holidays_are_not_all_announced_says_so(parindex):
    due = parindex("worktime", "due", "--received", "2027-02-01T10:00", "--days", "5", "--json")
    assert "2027" in due.data["notices"][0]
    counted = parindex("worktime", "days", "--from", "2027-01-01", "--to", "2027-12-31", "--json")
    assert "chưa công bố" in counted.data["notices"][0]


def test_named_hours_change_the_end_of_the_day_and_what_a_day_is_worth(parindex):
    asked = ("worktime", "due", "--received", "2021-06-07T07:00", "--days", 0, "--hours", 8, "--json")
    assert parindex(*asked).data["due"] == "2021-06-07T17:00:00"
    assert parindex(*asked, "--hours-table", "gio_8_5").data["due"] == "2021-06-07T16:30:00"
    parindex(*asked, "--hours-table", "gio_9").refused()


@pytest.mark.parametrize(("rule", "due"), [("PAUSE", "2021-06-14T17:00:00"), ("RESTART", "2021-06-14T17:00:00")])
def test_pauses_move_the_due_moment_by_their_rule_and_the_steps_are_told(parindex, rule, due):
    ran = parindex(
        "worktime", "due", "--received", "2021-06-07T16:00", "--days", 3, "--pause-rule", rule,
        "--pause", "2021-06-08T07:00..2021-06-08T17:00", "--pause", "09/06/2021 07:00..09/06/2021 17:00:fee", "--json",
    )  # fmt: skip
    assert (ran.data["due"], ran.data["policy"]) == (due, "legal")
    assert [("tính lại" in step) for step in ran.data["steps"]] == [False, False, rule == "RESTART", rule == "RESTART"]


@pytest.mark.parametrize(
    "pause",
    ["2021-06-08T07:00", "2021-06-08T07:00..2021-06-07T07:00", "2021-06-08T07:00..2021-06-08T08:00:lunch", ".."],
)
def test_a_pause_that_cannot_be_read_is_refused(parindex, pause):
    parindex("worktime", "due", "--received", "2021-06-07T16:00", "--days", 3, "--pause", pause).refused()


def test_reception_late_in_the_day_is_counted_from_the_next_morning_when_asked(parindex):
    asked = ("worktime", "due", "--received", "2021-06-07T16:00", "--days", 1, "--json")
    assert parindex(*asked).data["due"] == "2021-06-08T17:00:00"
    assert parindex(*asked, "--reception", "handover").data["due"] == "2021-06-09T17:00:00"


def test_a_year_lists_its_days_off_and_swaps_with_their_documents(parindex):
    ran = parindex("worktime", "calendar", "--year", 2026, "--json")
    days = {day["date"]: day for day in ran.data["days"]}
    assert ran.data["working_days"] == 249
    assert days["2026-01-02"] == {
        "date": "2026-01-02", "name": "Nghỉ hoán đổi (làm bù 10/01/2026)", "kind": "substitute_day",
        "document": "CV 12729/VPCP-KGVX", "announced": "2025-12-25",
    }  # fmt: skip
    assert days["2026-01-10"]["kind"] == "swapped_workday"
    told = parindex("worktime", "calendar", "--year", 2026).out
    assert "Năm 2026: 249 ngày làm việc." in told
    assert "thứ Bảy" in told
    parindex("worktime", "calendar", "--year", 2031).refused()


def test_the_calendar_as_it_was_known_before_a_swap_was_decided(parindex):
    asked = ("worktime", "days", "--from", "2026-01-01", "--to", "2026-01-04", "--json")
    assert parindex(*asked).data["working_days"] == 0
    assert parindex(*asked, "--known-on", "2025-12-24").data["working_days"] == 1


def test_a_units_own_calendar_is_used_when_it_is_named_and_the_text_says_whose(parindex, demo_copy):
    closed = """
import django; django.setup()
from datetime import date
from parindex.organisations.calendar_actions import save_closure
from parindex.organisations.queries import person
save_closure(by=person(None), first=date(2021, 7, 12), last=date(2021, 7, 16), reason="Giãn cách",
             document="Quyết định số 1", unit="ncc", clock_stopped=True)
"""
    environment = {**os.environ, "PARINDEX_WORKSPACE": str(demo_copy), "DJANGO_SETTINGS_MODULE": "parindex.settings"}
    subprocess.run([sys.executable, "-c", closed], env=environment, check=True, timeout=400)
    asked = ("worktime", "days", "--from", "2021-07-12", "--to", "2021-07-23")
    days = {
        unit: parindex(*asked, "--unit", unit, "--json", workspace=demo_copy).data["working_days"]
        for unit in ("ncc", "so-ldtbxh")
    }
    assert days == {"ncc": 5, "so-ldtbxh": 10}
    assert "lịch của đơn vị ncc" in parindex(*asked, "--unit", "ncc", workspace=demo_copy).out
    assert "Theo lịch kèm phần mềm" in parindex(*asked, workspace=demo_copy).out
    assert "units list" in parindex(*asked, "--unit", "khong-co", workspace=demo_copy).refused()
