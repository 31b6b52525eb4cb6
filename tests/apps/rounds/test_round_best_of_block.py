"""What is proposed against the best of a block: compared are the units that are assessed, on leaves that are asked of them."""

from collections.abc import Mapping

import pytest
from tests.apps.rounds.a_round import (
    BUILDING,
    HEALTH,
    HOME_AFFAIRS,
    PERIOD,
    SET_OF_DEPARTMENTS,
    ARound,
    make_round,
)

from parindex.assessment.models import Figure
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.proposals import proposals
from parindex.assessment.rounds.reading import set_of
from parindex.organisations.models import User

LEAF = "1.1"
DOCUMENT = SET_OF_DEPARTMENTS.replace("rule: {shape: proportional}", "rule: {shape: best_of_block}")


def points(a_round: ARound, *units: str) -> Mapping[str, str]:
    block = a_round.blocks["so"]
    found = proposals(block, set_of(block), units, PERIOD, (LEAF,))[LEAF]
    return {unit: one.points for unit, one in found.items()}


def numbers(unit: str, in_time: str | None) -> None:
    """How many of ten tasks were in time; None: nobody knows."""
    rows = Figure.objects.filter(unit=unit, measure="assigned_tasks.on_time")
    if in_time is None:
        rows.delete()
    else:
        rows.update(numerator=in_time)


def leave(a_round: ARound, unit: str) -> None:
    move(by=a_round.people["thuong-truc"], of=a_round.of[unit].pk, name="withdraw", reason="Chưa đủ năm")


@pytest.fixture
def compared(admin: User) -> ARound:
    return make_round(admin, document=DOCUMENT)


def test_the_best_unit_has_all_points_and_the_others_their_share(compared: ARound) -> None:
    numbers(BUILDING, "10")
    assert points(compared, HEALTH, BUILDING) == {HEALTH: "3.2", BUILDING: "4"}


def test_nothing_is_proposed_before_every_unit_has_a_figure(compared: ARound) -> None:
    numbers(BUILDING, None)
    assert points(compared, HEALTH, HOME_AFFAIRS) == {}


def test_a_unit_that_left_neither_holds_the_others_up_nor_sets_the_best(compared: ARound) -> None:
    numbers(BUILDING, None)
    leave(compared, BUILDING)
    assert points(compared, HEALTH, HOME_AFFAIRS) == {HEALTH: "4", HOME_AFFAIRS: "4"}


def test_a_unit_that_left_sets_no_best_and_gets_no_proposal(compared: ARound) -> None:
    numbers(BUILDING, "10")
    leave(compared, BUILDING)
    assert points(compared, HEALTH, BUILDING) == {HEALTH: "4"}


@pytest.mark.parametrize("in_time", [None, "10"])
def test_a_unit_that_the_leaf_is_not_asked_of_is_not_compared(admin: User, in_time: str | None) -> None:
    a_round = make_round(admin, document=DOCUMENT.replace('codes: ["2.1"]', 'codes: ["1.1"]'))
    numbers(HEALTH, in_time)
    assert points(a_round, HEALTH, BUILDING, HOME_AFFAIRS) == {BUILDING: "4", HOME_AFFAIRS: "4"}
