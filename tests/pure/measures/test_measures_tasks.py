"""Assigned tasks beyond the plain case: extensions, two closing dates, tasks given back; and plans through the year."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_rows import Office

Row = dict[str, Any]
LAST = date(2021, 12, 31)
DUE = date(2021, 6, 30)
TASK: Row = {"assigned": date(2021, 6, 1), "due": DUE}
EXTENDED = TASK | {"extension": "260/UBND", "extended_to": date(2021, 7, 31)}

near = st.integers(-3, 3).map(lambda shift: DUE + timedelta(days=shift))
tasks = st.fixed_dictionaries(
    {
        "assigned": st.just(date(2021, 6, 1)),
        "due": st.none() | near,
        "extension": st.sampled_from((None, "260/UBND")),
        "extended_to": st.none() | near,
        "submitted": st.none() | near,
        "accepted": st.none() | near,
        "returned": st.none() | st.none() | near,
    }
)


@given(given_rows=st.lists(tasks, max_size=8), as_of=near, original=st.booleans())
def test_tasks_are_judged_as_a_clerk_would(office: Office, given_rows: list[Row], as_of: date, original: bool) -> None:
    office.put("assigned_tasks", *given_rows)
    asked: Row = {"as_of": as_of, "facts": {"assigned_task_due": "original" if original else "current"}}
    states: dict[str, list[str]] = {"submitted": [], "accepted": []}
    apart = 0
    for row in given_rows:
        back = row["returned"] is not None and row["returned"] <= as_of
        apart += back or row["due"] is None
        due = row["due"] if original or row["extension"] is None else row["extended_to"] or row["due"]
        if back or due is None:
            continue
        for day, found in states.items():
            done = row[day] if row[day] is not None and row[day] <= as_of else None
            if done is not None:
                found.append("late" if done > due else "on_time" if done == due else "early")
            elif due < as_of:
                found.append("overdue")
    for day, code in (("submitted", "assigned_tasks.on_time"), ("accepted", "assigned_tasks.accepted_on_time")):
        assert [row["status"] for row in office.listed(code, **asked)] == states[day]
        good = sum(one in {"early", "on_time"} for one in states[day])
        kept = day == "submitted" or any(row["accepted"] for row in given_rows)
        assert office.parts(code, **asked) == (good, len(states[day]) if kept else 0)
    assert office.parts("assigned_tasks.late", **asked) == (states["submitted"].count("late"), None)
    assert office.parts("assigned_tasks.overdue", **asked) == (states["submitted"].count("overdue"), None)
    assert office.parts("assigned_tasks.not_counted", **asked) == (apart, None)


def test_an_extension_granted_in_writing_moves_the_day(office: Office) -> None:
    late_in_july = EXTENDED | {"submitted": date(2021, 7, 31)}
    office.put("assigned_tasks", late_in_july, late_in_july | {"extension": None})
    assert [row["status"] for row in office.listed("assigned_tasks.on_time")] == ["on_time", "late"]
    assert office.parts("assigned_tasks.on_time", facts={"assigned_task_due": "original"}) == (0, 2)


def test_a_task_extended_into_the_next_year_belongs_to_the_next_year(office: Office) -> None:
    office.put("assigned_tasks", EXTENDED | {"extended_to": date(2022, 1, 10)})
    assert office.parts("assigned_tasks.on_time") == (0, 0)
    assert office.parts("assigned_tasks.on_time", "2022") == (0, 1)


def test_the_two_closing_dates_give_two_figures(office: Office) -> None:
    office.put("assigned_tasks", TASK | {"submitted": DUE, "accepted": date(2021, 7, 2)})
    assert office.parts("assigned_tasks.on_time") == (1, 1)
    assert office.parts("assigned_tasks.accepted_on_time") == (0, 1)


def test_what_is_in_no_rate_is_listed_with_the_reason(office: Office) -> None:
    office.put(
        "assigned_tasks",
        TASK | {"due": None},
        TASK | {"returned": date(2021, 6, 10)},
        TASK | {"returned": date(2022, 1, 5)},  # not given back yet when the year ended
        TASK | {"assigned": date(2020, 12, 31), "due": None},
    )
    listed = [(row["key"], row["reason"]) for row in office.listed("assigned_tasks.not_counted")]
    assert listed == [("k001", "không có thời hạn"), ("k002", "trả lại, chuyển")]
    assert office.keys("assigned_tasks.on_time") == ["k003"]
    assert office.listed("assigned_tasks.not_counted", costing=True) == []


ITEM: Row = {"plan": "Kế hoạch CCHC", "code": "1.1", "due": date(2021, 11, 30)}


@pytest.mark.parametrize(
    ("issued", "january", "december"),
    [
        (date(2020, 12, 31), (1, 1), (1, 1)),
        (date(2021, 1, 1), (1, 1), (0, 1)),
        (date(2021, 1, 31), (1, 1), (0, 1)),
        (date(2021, 2, 1), (0, 1), (0, 1)),
        (None, (0, 0), (0, 0)),
    ],
)
def test_a_plan_is_issued_by_the_day_that_the_local_fact_names(
    office: Office, issued: date | None, january: tuple[int, int], december: tuple[int, int]
) -> None:
    office.put("plan_items", ITEM | {"issued": issued}, ITEM | {"code": "1.2", "issued": issued})
    assert office.parts("plan_items.issued_in_time") == january
    assert office.parts("plan_items.issued_in_time", facts={"plan_issued_by": "december"}) == december
    (row,) = office.listed("plan_items.issued_in_time")
    assert (row["plan"], row["key"]) == ("Kế hoạch CCHC", "k001")
    assert row["status"] == ("no_due" if issued is None else "met" if january[0] else "unmet")


def test_each_plan_is_one_and_belongs_to_its_year(office: Office) -> None:
    office.put(
        "plan_items",
        ITEM | {"issued": date(2021, 1, 15)},
        ITEM | {"plan": "Kế hoạch rà soát", "issued": date(2021, 3, 1), "year": 2021, "due": None},
        ITEM | {"plan": "Kế hoạch năm sau", "issued": date(2021, 12, 1), "due": date(2022, 6, 1)},
    )
    assert office.parts("plan_items.issued_in_time") == (1, 2)
    assert office.parts("plan_items.issued_in_time", "2022") == (1, 1)


def test_every_quarter_that_is_over_asks_how_each_item_stands(office: Office) -> None:
    office.put(
        "plan_items",
        ITEM | {"quarter_1": "doing", "quarter_2": "behind", "quarter_4": "done"},
        ITEM | {"code": "1.2", "quarter_1": "done", "done": date(2021, 3, 31)},  # done: later quarters do not ask
        ITEM | {"code": "1.3", "done": date(2021, 4, 1)},
        ITEM | {"code": "1", "due": None},  # a heading
    )
    assert office.parts("plan_items.quarters_reviewed") == (4, 7)
    assert [row["missing"] for row in office.listed("plan_items.quarters_reviewed")] == ["quý 3", None, "quý 1, quý 2"]
    assert office.parts("plan_items.quarters_reviewed", "2021-Q2") == (1, 2)
    assert office.parts("plan_items.quarters_reviewed", as_of=date(2021, 3, 30)) == (0, 0)
    assert office.parts("plan_items.quarters_reviewed", as_of=date(2021, 3, 31)) == (2, 3)


def test_what_a_register_never_says_is_not_known_and_not_unmet(office: Office) -> None:
    office.put("assigned_tasks", TASK | {"submitted": DUE})
    office.put("plan_items", ITEM)
    office.put("archive_backlog", {"inventory": LAST, "total": 5, "processed": 5})
    office.put("procedures", {"published": date(2021, 3, 1)})
    silent = ("assigned_tasks.accepted_on_time", "plan_items.quarters_reviewed", "archive_backlog.handed_over")
    public = ("on_database_in_time", "at_counter", "with_process", "with_e_process")
    for code in (*silent, *(f"procedures.{name}" for name in public)):
        assert len(office.listed(code)) == 1, code
        assert office.parts(code) == (0, 0), code
        assert office.listed(code, costing=True) == [], code


def test_what_was_kept_of_the_backlog_is_handed_over_by_the_metre(office: Office) -> None:
    office.put(
        "archive_backlog",
        {"fonds": "A", "inventory": LAST, "total": 20, "processed": 10, "destroyed": 2, "handed": 4},
        {"fonds": "B", "inventory": LAST, "total": 5, "processed": 5},
        {"fonds": "C", "inventory": date(2022, 1, 1), "total": 5, "processed": 5, "handed": 5},
    )
    assert office.parts("archive_backlog.handed_over") == (4, 13)
    assert office.parts("archive_backlog.processed") == (15, 25)


def test_a_stock_counted_every_year_counts_once_as_it_was_found_last(office: Office) -> None:
    office.put(
        "archive_backlog",
        {"fonds": "Hồ sơ A", "inventory": date(2020, 12, 31), "total": 20, "processed": 4, "handed": 0},
        {"fonds": "hồ sơ A", "inventory": LAST, "total": 16, "processed": 10, "handed": 7},
        {"fonds": "Hồ sơ B", "inventory": date(2020, 12, 31), "total": 5, "processed": 5, "handed": 0},
    )
    assert office.parts("archive_backlog.processed") == (15, 21)
    assert office.parts("archive_backlog.handed_over") == (7, 15)
    assert office.parts("archive_backlog.processed", "2020") == (9, 25)


def test_a_plan_of_the_same_name_is_another_plan_every_year(office: Office) -> None:
    office.put(
        "plan_items",
        ITEM | {"issued": date(2021, 1, 15)},
        ITEM | {"issued": date(2022, 3, 1), "due": date(2022, 6, 1)},
    )
    assert office.parts("plan_items.issued_in_time") == (1, 1)
    assert office.parts("plan_items.issued_in_time", "2022") == (0, 1)
