"""Work files: opened, closed, handed over by the day that the decree sets, against a clerk who counts on a calendar."""

import calendar
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_rows import Office

from parindex.measures.catalogue import FACTS

Row = dict[str, Any]
ENDED = date(2020, 6, 30)
FILE: Row = {"year": 2020, "retention": "20", "ended": ENDED}


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def due_of(row: Row) -> date | None:
    """When a file must be handed over; None when it never must, or nobody knows."""
    if row["ended"] is None or row["ended"] < date(2020, 3, 5):
        return None
    if row["retention"] != "permanent" and int(row["retention"]) < 5:
        return None
    first = months_later(row["ended"], 3 if row["work"] == "construction" else 12)
    if row["kept_until"] is None or row["consent"] is None:
        return first
    return max(first, min(row["kept_until"], months_later(first, 24)))


days = st.dates(date(2020, 1, 15), date(2021, 3, 31))
files = st.fixed_dictionaries(
    {
        "retention": st.sampled_from(("permanent", "70", "10", "5", "3", "1")),
        "work": st.sampled_from((None, "general", "construction")),
        "ended": st.none() | days | st.just(date(2020, 2, 29)),
        "kept_until": st.none() | st.dates(date(2021, 1, 1), date(2024, 12, 31)),
        "consent": st.sampled_from((None, "45/SLĐTBXH-VP")),
        "handed": st.none() | st.dates(date(2020, 6, 1), date(2021, 12, 31)),
    }
)


@given(given_rows=st.lists(files, max_size=8), as_of=st.dates(date(2021, 1, 1), date(2021, 12, 31)))
def test_files_are_handed_over_by_the_day_a_clerk_would_write(
    office: Office, given_rows: list[Row], as_of: date
) -> None:
    office.put("case_files", *given_rows)
    expected = []
    for number, row in enumerate(given_rows, start=1):
        due, handed = due_of(row), row["handed"]
        done = handed is not None and handed <= as_of
        if row["ended"] is None or row["ended"] > as_of or due is None or due.year != 2021:
            continue
        if due < as_of or done or as_of == date(2021, 12, 31):
            expected.append((f"k{number:03}", int(done and handed <= due), due))
    found = office.listed("case_files.handed_on_time", as_of=as_of)
    assert [(row["key"], row["num"], row["due"]) for row in found] == expected


@pytest.mark.parametrize(
    ("change", "due"),
    [
        ({}, date(2021, 6, 30)),
        ({"work": "construction", "ended": date(2021, 3, 31)}, date(2021, 6, 30)),
        ({"kept_until": date(2021, 12, 30), "consent": "45/CV"}, date(2021, 12, 30)),
        ({"kept_until": date(2021, 12, 30)}, date(2021, 6, 30)),  # nobody agreed in writing
        ({"ended": date(2020, 3, 5)}, date(2021, 3, 5)),  # the decree's first day
    ],
)
def test_the_day_of_handing_over(office: Office, change: Row, due: date) -> None:
    office.put("case_files", FILE | change | {"handed": due})
    (row,) = office.listed("case_files.handed_on_time")
    assert (row["due"], row["status"], row["num"]) == (due, "on_time", 1)


def test_keeping_longer_than_two_more_years_does_not_help(office: Office) -> None:
    office.put("case_files", FILE | {"kept_until": date(2030, 1, 1), "consent": "45/CV"})
    (row,) = office.listed("case_files.handed_on_time", "2023")
    assert (row["due"], row["status"]) == (date(2023, 6, 30), "overdue")


@pytest.mark.parametrize(("retention", "counted"), [("permanent", 1), ("5", 1), ("3", 0)])
def test_only_files_kept_five_years_or_more_are_handed_over(office: Office, retention: str, counted: int) -> None:
    office.put("case_files", FILE | {"retention": retention})
    assert office.parts("case_files.handed_on_time") == (0, counted)


def test_work_that_ended_before_the_decree_is_not_judged_by_it(office: Office) -> None:
    office.put("case_files", FILE | {"ended": date(2020, 3, 4)})
    assert office.parts("case_files.handed_on_time") == (0, 0)


@pytest.mark.parametrize(("ended", "confirmed"), [(date(2025, 6, 30), True), (date(2025, 7, 1), False)])
def test_the_same_term_holds_under_the_archive_law_of_2024_until_confirmed(
    office: Office, ended: date, confirmed: bool
) -> None:
    office.put("case_files", FILE | {"ended": ended})
    (row,) = office.listed("case_files.handed_on_time", "2026")
    assert row["due"] == months_later(ended, 12)
    step = FACTS["case_file_months"].on(ended)
    assert step is not None
    assert step.confirmed is confirmed


def test_the_list_of_the_year_is_opened_file_by_file(office: Office) -> None:
    opened = {"year": 2021, "opened": date(2021, 1, 11)}
    office.put("case_files", opened, {"year": 2021}, opened | {"opened": date(2022, 1, 3)}, opened | {"year": 2020})
    assert office.parts("case_files.opened") == (1, 3)


def test_a_closed_file_counts_only_with_its_papers_and_index(office: Office) -> None:
    ended = {"ended": date(2021, 6, 30), "closed": date(2021, 7, 9)}
    office.put(
        "case_files",
        ended | {"complete": True},
        ended | {"complete": False},
        ended,
        ended | {"closed": None, "complete": True},
    )
    assert office.parts("case_files.closed_complete") == (1, 4)
    assert office.parts("case_files.closed_complete", as_of=date(2021, 7, 8)) == (0, 4)
