"""Inspections, communication, initiatives (1.3 to 1.5): what is counted, what is not, and on which day."""

from datetime import date
from typing import Any

import pytest
from measure_rows import Office

LAST = date(2021, 12, 31)
CHECK: dict[str, Any] = {"plan": "20/KH", "due": date(2021, 6, 30), "checked": date(2021, 6, 24)}


def test_a_planned_unit_counts_when_due_and_is_met_when_checked_even_late(office: Office) -> None:
    office.put(
        "inspections",
        CHECK,
        CHECK | {"unit": "b", "checked": date(2021, 7, 5)},
        CHECK | {"unit": "c", "checked": None},
        CHECK | {"plan": "đột xuất", "kind": "sudden", "checked": None},
        CHECK | {"plan": "năm sau", "due": date(2022, 1, 1), "checked": None},
    )
    assert office.parts("inspections.checked") == (2, 3)
    assert [row["status"] for row in office.listed("inspections.checked")] == ["early", "late", "overdue"]


def test_shares_are_of_every_unit_under_the_one_asked_about(office: Office) -> None:
    office.put(
        "inspections",
        CHECK | {"unit": "b"},
        CHECK | {"unit": "b", "plan": "lần hai", "due": LAST, "checked": None},
        CHECK | {"unit": "c", "plan": "đột xuất", "kind": "sudden"},
        CHECK | {"unit": "a", "plan": "cấp trên"},
    )
    units = ("a", "b", "c")  # the office asked about comes first and is not under itself
    assert office.parts("inspections.planned_share", units=units) == (1, 2)
    assert office.parts("inspections.checked_share", units=units) == (2, 2)
    assert [row["unit"] for row in office.listed("inspections.planned_share", costing=True, units=units)] == ["c"]
    assert office.keys("inspections.planned_share", units=units) == ["c", "k001"]


def test_a_unit_without_units_under_it_has_no_share(office: Office) -> None:
    office.put("inspections", CHECK)
    assert office.figure("inspections.checked_share", units=("a",)).value is None


def test_a_check_after_the_as_of_day_has_not_happened(office: Office) -> None:
    office.put("inspections", CHECK | {"unit": "b"})
    assert office.parts("inspections.checked_share", as_of=date(2021, 6, 23)) == (0, 2)
    assert office.parts("inspections.checked_share", as_of=date(2021, 6, 24)) == (1, 2)


def test_findings_are_summed_and_not_averaged(office: Office) -> None:
    concluded = CHECK | {"concluded": date(2021, 7, 2)}
    office.put(
        "inspections",
        concluded | {"findings": 1, "fixed": 1, "fixed_on": date(2021, 7, 20)},
        concluded | {"unit": "b", "findings": 9, "fixed": 3},
        concluded | {"unit": "c", "findings": 0},
    )
    assert office.parts("inspections.resolved") == (4, 10)
    assert [row["left_over"] for row in office.listed("inspections.resolved")] == [0, 6, 0]
    assert office.parts("inspections.resolved", as_of=date(2021, 7, 19)) == (3, 10)
    assert office.parts("inspections.resolved", as_of=date(2021, 7, 1)) == (0, 0)


@pytest.mark.parametrize(
    ("fixed_on", "expected"), [(date(2021, 8, 31), (1, 1)), (date(2021, 9, 1), (0, 1)), (None, (0, 1))]
)
def test_faults_are_mended_in_time_when_the_last_is_mended_by_the_day_set(
    office: Office, fixed_on: date | None, expected: tuple[int, int]
) -> None:
    office.put("inspections", CHECK | {"findings": 2, "fix_due": date(2021, 8, 31), "fixed_on": fixed_on})
    assert office.parts("inspections.resolved_on_time") == expected


def test_a_check_that_found_nothing_has_nothing_to_mend(office: Office) -> None:
    office.put("inspections", CHECK | {"findings": 0, "fix_due": date(2021, 8, 31)})
    assert office.parts("inspections.resolved_on_time") == (0, 0)


PIECE: dict[str, Any] = {"kind": "news", "due": date(2021, 3, 31), "done": date(2021, 3, 15), "medium": "website"}


def test_the_plan_of_communication_is_done_piece_by_piece(office: Office) -> None:
    office.put(
        "communications",
        PIECE,
        PIECE | {"done": date(2021, 4, 9)},
        PIECE | {"done": None},
        PIECE | {"due": None},  # outside the plan
    )
    assert office.parts("communications.done") == (2, 3)
    assert [row["status"] for row in office.listed("communications.done")] == ["early", "late", "overdue"]


def test_what_came_out_is_counted_by_the_day_it_came_out(office: Office) -> None:
    office.put(
        "communications",
        PIECE,
        PIECE | {"kind": "article", "due": None},
        PIECE | {"kind": "leaflet", "medium": "print", "quantity": 2000},
        PIECE | {"medium": "press"},
        PIECE | {"done": date(2022, 1, 1)},
        PIECE | {"done": None},
    )
    assert office.parts("communications.products") == (4, None)
    assert office.keys("communications.website_articles") == ["k001", "k002"]
    assert office.parts("communications.website_articles", "2021-Q2") == (0, None)
    assert office.listed("communications.products", costing=True) == []


IDEA: dict[str, Any] = {"year": 2021, "result": "recognised", "decided": date(2021, 11, 24), "first_in_province": False}


def test_an_initiative_is_recognised_on_the_day_of_its_decision(office: Office) -> None:
    office.put(
        "initiatives",
        IDEA,
        IDEA | {"first_in_province": True},
        IDEA | {"result": "refused"},
        IDEA | {"result": None, "decided": None},
        IDEA | {"decided": date(2022, 1, 4), "first_in_province": True},
    )
    assert office.parts("initiatives.recognised") == (2, None)
    assert office.parts("initiatives.first_in_province") == (1, None)
    assert office.parts("initiatives.share_recognised") == (2, 3)
    assert office.parts("initiatives.recognised", "2022") == (1, None)
    assert office.parts("initiatives.recognised", as_of=date(2021, 11, 23)) == (0, None)
