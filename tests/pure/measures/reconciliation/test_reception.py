"""Accepted late, or late in the day: by the working hours and the hour of the day that the dated facts say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, codes, compared

from parindex.measures.facts import Step
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.model import Difference
from parindex.records.registers import REGISTERS

pytestmark = pytest.mark.dear(3)

DONE = {"finished": at(16), "returned": at(16), "result_signed": date(2021, 3, 16), "channel": "online"}


def online(filed: object, received: object, left_due: int, right_due: int, right: Mapping[str, object] = {}) -> Case:
    """Filed and accepted then; done in time by the left due day only."""
    both = {**DONE, "filed": filed, "received": received, "created_at": received}
    return Case({**both, "due": at(left_due, 17)}, {**both, "due": at(right_due, 17)} | right)


CASES = {
    "thứ Bảy": online(at(6), at(8, 16), 16, 15),  # seven working hours
    "hai ngày": online(at(5, 15), at(9, 9), 16, 15),
    "một nguồn ghi ngày nộp": online(at(5, 15), at(9, 9), 16, 15, {"filed": None}),
    "sáu giờ": online(at(8, 14), at(9, 10), 17, 15),
    "15 giờ 30": online(at(8, 15, 30), at(8, 15, 30), 16, 15),
}
FACTS = ("dossiers.reception_hours", "dossiers.handover_hour")


def found(folder: Path, steps: Mapping[str, str]) -> dict[str, Difference]:
    """The cases compared in an office with its own values of facts."""
    office = Office(folder, folder)

    def with_steps(scope: Scope) -> Scope:
        local = {name: [Step(value=value, valid_from=date(2020, 6, 1), source="QĐ")] for name, value in steps.items()}
        return replace(scope, facts={name: fact.with_local(local.get(name, ())) for name, fact in scope.facts.items()})

    right = office.scope(sources=dict.fromkeys(REGISTERS, "mot_cua") | {"procedures": "so"})
    published = [{"code": "P1", "days": 5}]
    scopes = {"left": with_steps(office.scope()), "right": with_steps(right)}
    return by_name(compared(office, CASES, procedures=published, **scopes))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Difference]:
    return found(tmp_path_factory.mktemp("chung"), {})


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Difference]:
    return found(tmp_path_factory.mktemp("riêng"), {"dossiers.reception_hours": "4", "dossiers.handover_hour": "16"})


def test_what_was_accepted_within_the_working_hours_allowed_is_not_accepted_late(
    shipped: dict[str, Difference],
) -> None:
    assert "C21" not in codes(shipped["thứ Bảy"])
    assert "C21" not in codes(shipped["sáu giờ"])


def test_more_working_hours_than_allowed_are_c21(shipped: dict[str, Difference]) -> None:
    assert shipped["hai ngày"].cause == "C21"


def test_the_day_of_filing_may_stand_in_either_source(shipped: dict[str, Difference]) -> None:
    one = shipped["một nguồn ghi ngày nộp"]
    assert one.cause == "C21"
    assert "15:00 ngày 05/03/2021" in one.evidence[0].text


def test_an_office_with_fewer_hours_of_its_own_has_more_accepted_late(local: dict[str, Difference]) -> None:
    assert "C21" in codes(local["sáu giờ"])
    assert "C21" in codes(local["thứ Bảy"])


def test_the_hour_of_handing_over_is_the_one_in_force(
    shipped: dict[str, Difference], local: dict[str, Difference]
) -> None:
    assert shipped["15 giờ 30"].cause == "C10"
    assert "sau 15:00" in shipped["15 giờ 30"].evidence[0].text
    assert "C10" not in codes(local["15 giờ 30"])


def test_neither_limit_is_taken_for_certain(office: Office) -> None:
    for name in FACTS:
        assert not any(step.confirmed for step in office.scope().facts[name].steps)
