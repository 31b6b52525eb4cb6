"""Procedures made public in time, their inner processes, their reviews; services online and by post."""

from datetime import date, datetime
from typing import Any

import pytest
from measure_rows import Office

from parindex.measures.catalogue import MEASURES

Row = dict[str, Any]
LAST = date(2021, 12, 31)
MONDAY = date(2021, 5, 10)  # no holiday near
LISTED: Row = {"online_level": "none", "postal": False}


@pytest.mark.parametrize(
    ("effective", "between", "fine"),
    [(date(2021, 5, 17), 5, 1), (date(2021, 5, 16), 4, 0), (date(2021, 5, 14), 4, 0), (date(2021, 5, 9), -1, 0)],
)
def test_a_procedure_is_decided_five_working_days_before_its_rule_takes_effect(
    office: Office, effective: date, between: int, fine: int
) -> None:
    office.put("procedures", LISTED | {"code": "P1", "published": MONDAY, "basis_effective": effective})
    (row,) = office.listed("procedures.decided_in_time")
    assert (row["days_between"], row["num"], row["den"]) == (between, fine, 1)


def test_a_procedure_whose_rule_has_no_date_is_listed_but_not_judged(office: Office) -> None:
    office.put("procedures", LISTED | {"published": MONDAY}, LISTED | {"published": date(2020, 9, 4)})
    assert office.parts("procedures.decided_in_time") == (0, 0)
    assert office.keys("procedures.decided_in_time") == ["k001"]


@pytest.mark.parametrize(
    ("on_database", "as_of", "status", "expected"),
    [
        (date(2021, 5, 14), LAST, "early", (1, 1)),
        (date(2021, 5, 17), LAST, "on_time", (1, 1)),
        (date(2021, 5, 18), LAST, "late", (0, 1)),
        (None, date(2021, 5, 17), "pending", (0, 0)),
        (None, date(2021, 5, 18), "overdue", (0, 1)),
        (date(2021, 5, 14), date(2021, 5, 13), "pending", (0, 0)),
    ],
)
def test_a_procedure_is_on_the_national_database_five_working_days_after_its_decision(
    office: Office, on_database: date | None, as_of: date, status: str, expected: tuple[int, int]
) -> None:
    old = LISTED | {"published": date(2020, 9, 4), "on_database": date(2020, 9, 7)}
    office.put("procedures", LISTED | {"published": MONDAY, "on_database": on_database}, old)
    (row,) = office.listed("procedures.on_database_in_time", as_of=as_of)
    assert row["status"] == status
    assert office.parts("procedures.on_database_in_time", as_of=as_of) == expected


def test_procedures_in_force_are_posted_and_have_their_processes(office: Office) -> None:
    full = {"at_counter": LAST, "process_document": "1502/QĐ", "process_date": LAST, "e_process": True}
    office.put(
        "procedures",
        LISTED | full,
        LISTED | full | {"at_counter": None, "process_date": None, "e_process": False},
        LISTED,
        LISTED | full | {"valid_to": LAST},
        LISTED | full | {"valid_from": date(2022, 1, 1)},
    )
    assert office.parts("procedures.at_counter") == (1, 3)
    assert office.parts("procedures.with_process") == (2, 3)
    assert office.parts("procedures.with_e_process") == (1, 3)
    day_before = date(2021, 12, 30)
    assert office.parts("procedures.at_counter", as_of=day_before) == (0, 4)
    assert office.parts("procedures.with_process", as_of=day_before) == (1, 4)


def test_the_hours_of_a_process_are_those_of_its_published_limit(office: Office) -> None:
    office.put(
        "procedures",
        *(LISTED | {"days": 5, "process_hours": hours} for hours in (40, 39, 41)),
        LISTED | {"days": 0, "process_hours": 4},  # handled at once: nothing to compare with
        LISTED | {"days": 5},
    )
    assert office.parts("procedures.process_fits") == (1, 3)
    assert [row["published_hours"] for row in office.listed("procedures.process_fits")] == [40, 40, 40]
    assert office.parts("procedures.process_fits", facts={"procedure_day_hours": "7.8"}) == (1, 3)


REVIEW: Row = {"year": 2021, "planned": date(2021, 9, 30), "reviewed": date(2021, 9, 30), "proposal": True}


def test_reviews_are_done_by_the_day_of_the_plan(office: Office) -> None:
    office.put(
        "procedure_reviews",
        REVIEW,
        REVIEW | {"reviewed": date(2021, 10, 1)},
        REVIEW | {"reviewed": None},
        REVIEW | {"planned": date(2022, 1, 1), "reviewed": None},
    )
    assert [row["status"] for row in office.listed("procedure_reviews.done_by_plan")] == ["on_time", "late", "overdue"]
    assert office.parts("procedure_reviews.done_by_plan") == (1, 3)


def test_proposals_wait_for_their_decision(office: Office) -> None:
    office.put(
        "procedure_reviews",
        REVIEW | {"approved": date(2021, 10, 29)},
        REVIEW | {"approved": date(2022, 1, 4)},
        REVIEW,
        REVIEW | {"proposal": False},
    )
    assert office.parts("procedure_reviews.approved") == (1, 3)


def test_costs_are_summed_over_proposals(office: Office) -> None:
    office.put(
        "procedure_reviews",
        REVIEW | {"cost_before": 1000, "cost_after": 900},
        REVIEW | {"cost_before": 9000, "cost_after": 4500},
        REVIEW | {"cost_before": 5000},
        REVIEW | {"proposal": None, "cost_before": 5000, "cost_after": 5000},
    )
    assert office.parts("procedure_reviews.cost_saved") == (4600, 10000)
    assert office.listed("procedure_reviews.cost_saved", costing=True) == []


@pytest.mark.parametrize(("day", "value"), [(LAST, None), (date(2022, 1, 1), "30"), (date(2022, 12, 31), "30")])
def test_the_aim_of_the_plan_is_that_of_its_year(day: date, value: str | None) -> None:
    target = MEASURES["procedure_reviews.reviewed"].target
    assert target is not None
    step = target.on(day)
    assert (step.value if step else None) == value
    beyond = target.on(date(2023, 1, 1))
    assert beyond is not None
    assert beyond.value == ""


def came(procedure: str, channel: str = "direct", back: str = "direct") -> Row:
    return {"procedure": procedure, "received": datetime(2021, 5, 4, 8), "channel": channel, "return_channel": back}


@pytest.fixture
def services(office: Office) -> Office:
    """Three procedures online and by post: one used that way, one only at the counter, one not at all."""
    offered = {"online_level": "4", "postal": True}
    office.put("procedures", *(offered | {"code": code} for code in ("A", "B", "C")), LISTED | {"code": "D"})
    return office.put(
        "dossiers", came("A", "online"), came("A", "postal"), came("B"), came("B", back="postal"), came("D", "online")
    )


def test_both_denominators_of_services_used_are_there(services: Office) -> None:
    assert services.parts("online_services.used") == (1, 3)
    assert services.parts("online_services.used_of_live") == (1, 2)
    assert services.parts("postal_services.used") == (2, 3)
    assert services.parts("postal_services.used_of_live") == (2, 2)
    assert services.parts("online_services.used_of_live", "2021-Q1") == (0, 0)


def test_dossiers_are_counted_over_the_procedures_offered_that_way(services: Office) -> None:
    assert services.parts("online_services.dossiers_online") == (1, 4)
    assert services.parts("postal_services.dossiers_postal") == (2, 4)
    assert services.parts("online_services.dossiers_online", "2021-Q1") == (0, 0)


def test_what_is_offered_is_a_share_of_all_procedures(services: Office) -> None:
    assert services.parts("online_services.offered") == (3, 4)
    assert services.parts("postal_services.offered") == (3, 4)
    assert services.keys("online_services.offered", costing=True) == ["k004"]


def test_shares_of_services_used_never_read_the_totals_typed_in(services: Office) -> None:
    services.put("online_services", {"year": 2021, "procedure": "C", "level": "4", "dossiers": 9, "online": 9})
    assert services.parts("online_services.used") == (1, 3)
    for service in ("online_services", "postal_services"):
        for name in ("used", "used_of_live", "offered"):
            assert service not in MEASURES[f"{service}.{name}"].registers


ONLINE: Row = {"year": 2021, "level": "4", "target": 50, "dossiers": 10}


def test_a_service_meets_its_target_at_just_that_share(office: Office) -> None:
    office.put(
        "online_services",
        *(ONLINE | {"online": online} for online in (4, 5, 6)),
        ONLINE | {"online": None},
        ONLINE | {"online": 0, "dossiers": 0},
        ONLINE | {"online": 9, "target": None},
        ONLINE | {"online": 9, "year": 2022},
    )
    assert office.parts("online_services.target_met") == (2, 3)


@pytest.mark.parametrize(
    ("offered_from", "offered_to", "counted"),
    [
        (None, None, 1),
        (LAST, None, 1),
        (date(2022, 1, 1), None, 0),
        (None, date(2021, 1, 2), 1),
        (None, date(2021, 1, 1), 0),
    ],
)
def test_a_service_counts_when_it_was_offered_in_the_period(
    office: Office, offered_from: date | None, offered_to: date | None, counted: int
) -> None:
    between = {"offered_from": offered_from, "offered_to": offered_to}
    office.put("online_services", ONLINE | between | {"online": 5, "payable": True, "paid_online": True})
    office.put("postal_services", {"year": 2021, "target": 10, "dossiers": 10, "received": 1} | between)
    assert office.parts("online_services.target_met") == (counted, counted)
    assert office.parts("online_services.paid_online") == (counted, counted)
    assert office.parts("postal_services.target_met") == (counted, counted)


def test_only_services_with_something_to_pay_are_asked_about_payment(office: Office) -> None:
    office.put(
        "online_services",
        *(
            ONLINE | {"payable": payable, "paid_online": paid}
            for payable in (True, False, None)
            for paid in (True, None)
        ),
    )
    assert office.parts("online_services.paid_online") == (1, 2)


def test_no_dossier_is_excused_by_work_and_a_reason_together(office: Office) -> None:
    told = {"communicated": date(2021, 4, 20), "reason": "Người dân nộp trực tiếp"}
    unused = ONLINE | {"online": 0}
    office.put(
        "online_services",
        unused | told,
        unused | told | {"reason": None},
        unused | told | {"communicated": None},
        ONLINE | {"online": 1},
        ONLINE | {"online": None},
    )
    none = {"year": 2021, "received": 0}
    office.put("postal_services", none | told, none, none | told | {"returned": 2}, {"year": 2021} | told)
    assert office.parts("online_services.unused_explained") == (1, 3)
    assert office.parts("postal_services.unused_explained") == (1, 2)


def test_a_procedure_by_post_counts_its_busier_way(office: Office) -> None:
    row = {"year": 2021, "target": 10, "dossiers": 100}
    office.put(
        "postal_services",
        row | {"received": 4, "returned": 10},
        row | {"received": 9, "returned": 9},
        row | {"received": 10},
        row,
    )
    assert office.parts("postal_services.target_met") == (2, 3)
    assert [row["by_post"] for row in office.listed("postal_services.target_met")] == [10, 9, 10]
