"""Petitions against a clerk who counts working days on his fingers, and the edges one by one."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_rows import Office
from tests.conftest import COSTLY

from parindex.worktime.calendar import shipped_calendar

CALENDAR = shipped_calendar()
YEAR_END = date(2021, 12, 31)
MONDAY = date(2021, 3, 1)
Row = dict[str, Any]


def working_days_later(day: date, count: int) -> date:
    """The day on which the `count`th working day after `day` falls."""
    while count:
        day += timedelta(days=1)
        count -= CALENDAR.is_working_day(day)
    return day


def used(begun: date, until: date) -> int:
    """Working days after `begun`, up to `until`; negative when it lies before."""
    if until < begun:
        return -used(until, begun)
    days = (begun + timedelta(days=number) for number in range(1, (until - begun).days + 1))
    return sum(CALENDAR.is_working_day(day) for day in days)


def state(row: Row, as_of: date, *, restarts: bool = True) -> str:
    """The state of a petition, told as the portal's description tells it."""
    begun, waiting = row["received"], False
    if row["transferred"] and row["transferred"] <= as_of:
        begun = max(begun, row["transferred"])
    if restarts and row["supplemented"] and row["supplemented"] <= as_of:
        begun = max(begun, row["supplemented"])
    elif restarts and row["supplement_asked"] and row["supplement_asked"] <= as_of:
        waiting = True
    refused = row["refused"] is not None and row["refused"] <= as_of
    answered = row["answered"] is not None and row["answered"] <= as_of
    allowed = 2 if refused else 15
    if refused or answered:
        days = used(begun, row["refused"] if refused else row["answered"])
        return "late" if days > allowed else "on_time" if days == allowed else "early"
    if waiting:
        return "suspended"
    return "pending" if used(begun, as_of) <= allowed else "overdue"


near = st.integers(0, 45).map(lambda shift: MONDAY + timedelta(days=shift))
maybe = st.none() | near
petitions = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("behaviour", "rules")),
        "received": near,
        "transferred": maybe,
        "refused": st.none() | maybe,
        "supplement_asked": st.none() | maybe,
        "supplemented": st.none() | maybe,
        "answered": maybe,
        "published": maybe,
        "rating": st.sampled_from((None, None, "like", "dislike")),
        "refiled": st.sampled_from((None, None, None, "P9")),
    }
)


@COSTLY
@given(given_rows=st.lists(petitions, max_size=8), as_of=near, restarts=st.booleans())
def test_states_are_those_of_a_clerk_with_a_calendar(
    office: Office, given_rows: list[Row], as_of: date, restarts: bool
) -> None:
    office.put("petitions", *given_rows)
    asked: Row = {"as_of": as_of, "facts": {"petition_supplement": "restart" if restarts else "ignore"}}
    there = [row for row in given_rows if row["received"] <= as_of]
    states = [state(row, as_of, restarts=restarts) for row in there]
    assert [row["status"] for row in office.listed("petitions.on_time", **asked)] == states
    in_time = [one in {"early", "on_time", "pending", "suspended"} for one in states]
    assert office.parts("petitions.on_time", **asked) == (sum(in_time), len(there))
    for kind, code in (("behaviour", "petitions.on_time_behaviour"), ("rules", "petitions.on_time_rules")):
        good = [fine for fine, row in zip(in_time, there, strict=True) if row["kind"] == kind]
        assert office.parts(code, **asked) == (sum(good), len(good))
    content = [
        row["rating"] != "dislike" and row["refiled"] is None and one not in {"late", "overdue"}
        for row, one in zip(there, states, strict=True)
    ]
    assert office.parts("petitions.satisfied", **asked) == (sum(content), len(there))
    answered = [
        one
        for row, one in zip(there, states, strict=True)
        if row["answered"] and row["answered"] <= as_of and not (row["refused"] and row["refused"] <= as_of)
    ]
    in_time_answers = sum(one in {"early", "on_time"} for one in answered)
    assert office.parts("petitions.answered_on_time", **asked) == (in_time_answers, len(answered))


@pytest.mark.parametrize(("days", "status"), [(14, "early"), (15, "on_time"), (16, "late")])
def test_an_answer_on_the_fifteenth_working_day_is_in_time_and_on_the_sixteenth_late(
    office: Office, days: int, status: str
) -> None:
    office.put("petitions", {"received": MONDAY, "answered": working_days_later(MONDAY, days)})
    (row,) = office.listed("petitions.answered_on_time")
    assert (row["status"], row["used"], row["num"]) == (status, days, int(status != "late"))


@pytest.mark.parametrize(("days", "status"), [(15, "pending"), (16, "overdue")])
def test_an_open_petition_is_in_time_through_the_fifteenth_working_day(office: Office, days: int, status: str) -> None:
    office.put("petitions", {"received": MONDAY})
    (row,) = office.listed("petitions.on_time", as_of=working_days_later(MONDAY, days))
    assert (row["status"], row["num"], row["den"]) == (status, int(status == "pending"), 1)


@pytest.mark.parametrize(("days", "fine"), [(2, 1), (3, 0)])
def test_a_petition_is_passed_back_within_two_working_days_of_its_coming(office: Office, days: int, fine: int) -> None:
    office.put("petitions", {"received": MONDAY, "refused": working_days_later(MONDAY, days)})
    assert office.parts("petitions.on_time") == (fine, 1)
    assert office.parts("petitions.answered_on_time") == (0, 0)


def test_the_clock_begins_anew_with_a_transfer(office: Office) -> None:
    sent_on = working_days_later(MONDAY, 10)
    office.put("petitions", {"received": MONDAY, "transferred": sent_on, "answered": working_days_later(sent_on, 15)})
    assert office.parts("petitions.on_time") == (1, 1)


def test_whether_a_supplement_restarts_the_clock_is_a_local_fact(office: Office) -> None:
    asked, given_on = working_days_later(MONDAY, 4), working_days_later(MONDAY, 9)
    office.put(
        "petitions",
        {
            "received": MONDAY,
            "supplement_asked": asked,
            "supplemented": given_on,
            "answered": working_days_later(given_on, 12),
        },
    )
    assert office.parts("petitions.on_time") == (1, 1)
    assert office.parts("petitions.on_time", facts={"petition_supplement": "ignore"}) == (0, 1)


def test_a_holiday_is_not_a_working_day(office: Office) -> None:
    before_tet = date(2021, 2, 9)  # the last working day before the Tết of 2021
    first_after = working_days_later(before_tet, 1)
    assert first_after == date(2021, 2, 17)
    office.put("petitions", {"received": before_tet, "answered": first_after})
    (row,) = office.listed("petitions.answered_on_time")
    assert row["used"] == 1


def test_a_limit_of_the_workspace_is_the_one_that_holds(office: Office) -> None:
    office.put("petitions", {"received": MONDAY, "answered": working_days_later(MONDAY, 12)})
    assert office.parts("petitions.answered_on_time", facts={"petition_answer_days": "10"}) == (0, 1)
    assert office.parts("petitions.answered_on_time", facts={"petition_answer_days": ""}) == (0, 0)


def test_each_petition_that_disappoints_is_taken_off_once(office: Office) -> None:
    late = {"received": MONDAY, "answered": working_days_later(MONDAY, 20)}
    office.put(
        "petitions",
        late | {"rating": "dislike", "refiled": "P2"},
        {"received": MONDAY, "answered": MONDAY, "rating": "like"},
        {"received": MONDAY, "answered": MONDAY},
    )
    assert office.parts("petitions.satisfied") == (2, 3)
    (row,) = office.listed("petitions.satisfied", costing=True)
    assert row["complaint"] == "không hài lòng, gửi lại, trễ hạn"


@pytest.mark.parametrize(
    ("published_after", "as_of_after", "expected"),
    [(2, 9, (1, 1)), (3, 9, (0, 1)), (None, 2, (0, 0)), (None, 3, (0, 1)), (5, 2, (0, 0)), (5, 4, (0, 1))],
)
def test_results_are_published_within_two_working_days_of_the_answer(
    office: Office, published_after: int | None, as_of_after: int, expected: tuple[int, int]
) -> None:
    published = None if published_after is None else working_days_later(MONDAY, published_after)
    office.put("petitions", {"received": MONDAY, "answered": MONDAY, "published": published})
    as_of = working_days_later(MONDAY, as_of_after)
    assert office.parts("petitions.published_on_time", as_of=as_of) == expected


@pytest.mark.parametrize(("days", "fine"), [(5, 1), (6, 0)])
def test_a_supplement_is_asked_for_within_five_working_days(office: Office, days: int, fine: int) -> None:
    moved = working_days_later(MONDAY, 3)
    office.put(
        "petitions",
        {"received": MONDAY, "supplement_asked": working_days_later(MONDAY, days)},
        {"received": MONDAY, "transferred": moved, "supplement_asked": working_days_later(moved, days)},
        {"received": MONDAY},
    )
    assert office.parts("petitions.supplement_on_time") == (2 * fine, 2)


def test_a_petition_belongs_to_the_period_in_which_it_was_filed(office: Office) -> None:
    office.put("petitions", {"received": YEAR_END, "answered": date(2022, 1, 4)})
    assert office.parts("petitions.on_time") == (1, 1)
    assert office.parts("petitions.on_time", "2022") == (0, 0)
    assert office.parts("petitions.answered_on_time") == (0, 0)  # not yet answered when the year ended


def test_without_any_petition_there_is_nothing_to_divide(office: Office) -> None:
    assert office.figure("petitions.on_time").value is None
    assert office.figure("petitions.satisfied").value is None
