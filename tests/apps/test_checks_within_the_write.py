"""What a write is checked against is read inside its transaction, so that two writers cannot pass each other's checks."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from small_set import SET
from tests.apps.rounds.a_round import PERIOD, ARound, make_round

from parindex.assessment import set_documents
from parindex.assessment.rounds import fields
from parindex.organisations import lineage_actions
from parindex.organisations.lineage import LineageFact, LineageKind
from parindex.organisations.models import User


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], list[bool]]:
    """inside(module, name): whether each call of the function was inside a further transaction."""

    def watch(module: Any, name: str) -> list[bool]:
        seen, own, outside = [], getattr(module, name), len(connection.savepoint_ids)

        def call(*args: Any, **more: Any) -> Any:
            seen.append(len(connection.savepoint_ids) > outside)
            return own(*args, **more)

        monkeypatch.setattr(module, name, call)
        return seen

    return watch


def test_a_decision_is_checked_inside(admin: User, units: object, inside: Callable[..., list[bool]]) -> None:
    seen = [inside(lineage_actions, name) for name in ("unit_facts", "lineage_lines")]
    fact = LineageFact(
        kind=LineageKind.MERGE, came_from="phong-a", became="phong-b", effective=date(2025, 3, 1), decision="QĐ 1"
    )
    lineage_actions.reorganise(by=admin, lines=[fact])
    assert seen == [[True], [True]]


def test_a_set_is_compared_with_the_newest_inside(
    admin: User, units: object, inside: Callable[..., list[bool]]
) -> None:
    seen = inside(set_documents, "check_editor")
    set_documents.save_set(by=admin, unit="so", code="so-2027", document=SET, seen=None, saved="soạn")
    assert seen == [True]


@pytest.fixture
def a_round(admin: User) -> ARound:
    return make_round(admin)


def test_a_field_is_given_out_inside(a_round: ARound, inside: Callable[..., list[bool]]) -> None:
    seen = inside(fields, "block_in_force")
    fields.assign_field(by=a_round.people["quan-tri"], round=PERIOD, block="so", code="1.1", appraiser="tham-dinh")
    assert seen == [True]
