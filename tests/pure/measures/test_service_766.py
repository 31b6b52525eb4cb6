"""The set of QĐ 766/QĐ-TTg: each definition at its edges, by hand."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from measure_rows import Office

T = datetime
BASE: dict[str, Any] = {"procedure": "P1", "received": T(2021, 3, 1, 8), "due": T(2021, 3, 10, 17), "unit": "a"}


def put(office: Office, *rows: dict[str, Any]) -> Office:
    return office.put(
        "dossiers", *(BASE | row | {"code": f"H{n}", "key": f"H{n}"} for n, row in enumerate(rows, start=1))
    )


ENDS: list[tuple[dict[str, Any], str]] = [
    ({"finished": T(2021, 3, 10, 18)}, "on_time"),
    ({"finished": T(2021, 3, 11)}, "late"),
    ({"finished": T(2021, 3, 9), "returned": T(2021, 3, 20)}, "early"),  # processed before returned
    ({"returned": T(2021, 3, 20)}, "late"),  # nothing else is known
    ({"refused": T(2021, 3, 9)}, "early"),
    ({"stage": "stopped", "closed": T(2021, 3, 11)}, "late"),
    ({"stage": "withdrawn", "closed": T(2021, 3, 10)}, "on_time"),
    ({}, "overdue"),
    ({"due": T(2022, 1, 5)}, "pending"),
    ({"supplement_asked": T(2021, 3, 9)}, "early"),  # an open request is the end
    ({"supplement_asked": T(2021, 3, 11)}, "late"),
    ({"supplement_asked": T(2021, 3, 9), "supplement_count": 2}, "overdue"),  # the second request
    ({"due": None, "days": 3, "finished": T(2021, 3, 4)}, "on_time"),
    ({"due": None, "days": 3, "finished": T(2021, 3, 5)}, "late"),
    ({"due": None, "days": 3, "finished": T(2021, 3, 8), "supplement_asked": T(2021, 3, 2),
      "supplemented": T(2021, 3, 4)}, "on_time"),  # two working days of supplement come off
    ({"due": None, "days": 1, "duration_kind": "month", "finished": T(2021, 4, 1)}, "on_time"),
    ({"due": None, "days": 1, "duration_kind": "month", "finished": T(2021, 4, 2)}, "late"),
    ({"due": None, "days": 4, "duration_kind": "day", "finished": T(2021, 3, 5)}, "on_time"),
    ({"due": None, "days": 16, "duration_kind": "working_hour", "finished": T(2021, 3, 4)}, "late"),
    ({"due": None, "finished": T(2021, 3, 4)}, "on_time"),  # by the procedure's own limit of five
    ({"due": None, "finished": T(2021, 3, 4), "procedure": "P9"}, "no_due"),
]  # fmt: skip


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory, empty_registers: Path) -> dict[str, dict[str, Any]]:
    """What the figure lists of all these dossiers side by side, by key."""
    office = Office(tmp_path_factory.mktemp("766"), empty_registers)
    office.put("procedures", {"code": "P1", "key": "P1", "name": "a", "days": 5})
    return {row["key"]: row for row in put(office, *(row for row, _ in ENDS)).listed("service_766.on_time")}


@pytest.mark.parametrize(("number", "status"), [(n, status) for n, (_, status) in enumerate(ENDS, start=1)])
def test_in_time_is_judged_by_the_ends_of_the_set(ends: dict[str, dict[str, Any]], number: int, status: str) -> None:
    found = ends[f"H{number}"]
    assert found["status"] == status, ENDS[number - 1]
    assert (found["num"], found["den"]) == (int(status in {"early", "on_time", "pending"}), 1)


def test_what_ended_before_the_period_or_was_never_accepted_is_not_in_it(office: Office) -> None:
    put(
        office,
        {"received": T(2020, 12, 1), "finished": T(2020, 12, 31)},
        {"received": T(2020, 12, 1), "due": T(2021, 1, 5), "finished": T(2021, 1, 4)},
        {"received": None, "filed": T(2021, 3, 1), "stage": "refused_at_reception"},
        {"received": T(2022, 1, 1)},
    )
    assert office.keys("service_766.on_time") == ["H2"]


def test_mean_handling_time_is_a_sum_and_a_count_without_the_supplement(office: Office) -> None:
    put(
        office,
        {"finished": T(2021, 3, 4)},  # three working days
        {"finished": T(2021, 3, 8), "supplement_asked": T(2021, 3, 2), "supplemented": T(2021, 3, 4)},  # five less two
        {},
    )
    assert office.parts("service_766.handling_days") == (6, None)
    assert office.parts("service_766.handled") == (2, None)


def test_synchronised_is_over_the_greater_of_reported_and_received(office: Office) -> None:
    put(office, {"synced": "yes"}, {"synced": "no"}, {"synced": None})
    assert office.parts("service_766.synced") == (1, 2)
    line = {
        "from_day": date(2021, 1, 1),
        "to_day": date(2021, 12, 31),
        "line": "x",
        "online": 4,
        "direct": 1,
        "unit": "a",
    }
    office.put("dossier_tables", line)
    assert office.parts("service_766.synced") == (1, 4)  # five reported, three received: two more below the bar


def test_online_results_are_multiplied_by_the_share_synchronised_exactly(office: Office) -> None:
    online = {"channel": "online", "finished": T(2021, 3, 9)}
    put(
        office,
        online | {"e_result": True, "synced": "yes"},
        online | {"e_result": False, "synced": "yes"},
        online | {"e_result": True, "result_due": False, "synced": "no"},
        online | {"e_result": None},
        {"synced": "yes"},
    )
    assert office.parts("service_766.online_with_e_result") == (1 * 3, 2 * 4)  # 1/2 × 3/4
    assert office.keys("service_766.online_with_e_result") == ["H1", "H2", "H4"]


def procedures(office: Office) -> None:
    levels = {"P1": "4", "P2": "none", "P3": "full", "P4": "3"}
    rows = [{"code": code, "key": code, "name": code, "online_level": level} for code, level in levels.items()]
    rows[3]["valid_to"] = date(2021, 6, 30)
    office.put("procedures", *rows)


def test_online_procedures_and_those_used(office: Office) -> None:
    procedures(office)
    put(office, {"channel": "online", "procedure": "P1"}, {"channel": "direct", "procedure": "P3"})
    assert office.parts("service_766.online_procedures") == (2, 3)
    assert office.parts("service_766.online_with_dossiers") == (1, 2)


@pytest.mark.parametrize(("codes", "paid"), [("1,2", 2), ("1", 1)])
def test_paid_online_follows_the_codes_that_the_workspace_takes(office: Office, codes: str, paid: int) -> None:
    procedures(office)
    put(
        office,
        {"payable": True, "paid_online": "1", "procedure": "P1"},
        {"payable": True, "paid_online": "2", "procedure": "P3"},
        {"payable": True, "paid_online": "0", "procedure": "P3"},
        {"payable": True},
        {"payable": False, "paid_online": "1"},
    )
    facts = {"dossiers.paid_online_codes": codes}
    assert office.parts("service_766.paid_online", facts=facts) == (paid, 4)
    assert office.parts("service_766.payable_online", facts=facts) == (paid, 2)


@pytest.mark.parametrize(
    ("code", "flag", "among"),
    [
        ("service_766.e_result", "e_result", {"finished": T(2021, 3, 9)}),
        ("service_766.digitised", "digitised", {}),
        ("service_766.reused", "reused", {}),
        ("service_766.personal_store", "personal_store", {"finished": T(2021, 3, 9)}),
        ("service_766.population_data", "population_data", {"applicant_kind": "citizen"}),
    ],
)
def test_a_flag_left_empty_is_listed_and_not_counted(
    office: Office, code: str, flag: str, among: dict[str, Any]
) -> None:
    left_out = {
        "service_766.e_result": {"result_due": False},
        "service_766.digitised": {"has_digital_parts": False},
        "service_766.reused": {"has_digital_parts": False},
        "service_766.personal_store": {"finished": T(2022, 1, 1)},
        "service_766.population_data": {"applicant_kind": "business"},
    }[code]
    put(office, among | {flag: True}, among | {flag: False}, among, among | {flag: True} | left_out)
    assert office.parts(code) == (1, 2)
    assert office.keys(code) == ["H1", "H2", "H3"]
