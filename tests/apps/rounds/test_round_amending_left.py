"""A set amended after units left the round: they are passed by, and what they adopted elsewhere stands."""

from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, DEPARTMENTS, HEALTH, HOME_AFFAIRS, PERIOD, SET_OF_DEPARTMENTS, ARound
from tests.apps.rounds.test_round_amending import AMENDED, amend, newest, pairs_of, scored

from parindex.assessment.models import Adoption
from parindex.assessment.rounds.amended import unread_amendment
from parindex.assessment.rounds.amending import amend_block, plan_amendment
from parindex.assessment.rounds.joining import cancel_round
from parindex.assessment.rounds.models import Round, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.opening import open_round
from parindex.assessment.rounds.overview import standings
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent
from parindex.organisations.rights import NotAllowed

__all__ = ["scored"]
OTHER, OTHER_SET = "khac", SET_OF_DEPARTMENTS.replace("id: bo-dot-so-2021", "id: bo-khac")


def leave(a_round: ARound, unit: str = HEALTH) -> RoundUnit:
    move(by=a_round.people["thuong-truc"], of=a_round.of[unit].pk, name="withdraw", reason="Chuyển sang đợt khác")
    return a_round.of[unit]


def elsewhere(a_round: ARound) -> Round:
    """Another round of the period, by another set, with the one unit that left."""
    order = {"title": "Đợt khác", "period": PERIOD, "blocks": {"so": ("Khối sở", OTHER_SET)}, "units": {HEALTH: "so"}}
    return open_round(by=a_round.people["quan-tri"], round=OTHER, **order)  # type: ignore[arg-type]


def adopted() -> Adoption | None:
    return Adoption.objects.filter(unit=HEALTH, period=PERIOD).order_by("version").last()


def test_a_unit_that_left_keeps_the_set_of_the_round_that_assesses_it(scored: ARound) -> None:
    leave(scored)
    elsewhere(scored)
    made = amend(scored)
    held = adopted()
    assert held is not None and (held.set_id, held.version) == ("bo-khac", 2)
    assert not newest(scored, HEALTH, made)
    assert set(AuditEvent.objects.latest("number").payload["carried"]) == {HOME_AFFAIRS, BUILDING}


def test_the_plan_passes_by_who_left(scored: ARound) -> None:
    leave(scored)
    plan = plan_amendment(round=PERIOD, block="so", document=AMENDED, pairs=pairs_of(scored))
    assert [one.of.unit_id for one in plan.units] == [HOME_AFFAIRS, BUILDING]


def test_a_result_of_a_unit_that_left_hinders_no_amendment(scored: ARound) -> None:
    scored.stand(HEALTH, State.FINAL)
    leave(scored)
    assert amend(scored).version == 2


def test_a_cancelled_round_is_not_amended(scored: ARound) -> None:
    cancel_round(by=scored.people["thuong-truc"], round=PERIOD, reason="Mở nhầm")
    rows = StepScore.objects.count(), Adoption.objects.count(), AuditEvent.objects.count()
    with pytest.raises(InputFault, match="đã bị hủy"):
        amend(scored)
    with pytest.raises(InputFault, match="đã bị hủy"):
        plan_amendment(round=PERIOD, block="so", document=AMENDED, pairs=pairs_of(scored))
    assert (StepScore.objects.count(), Adoption.objects.count(), AuditEvent.objects.count()) == rows
    assert RoundBlock.objects.filter(code="so").count() == 1


@pytest.mark.parametrize("who", ["nguoi-xem", "tham-dinh", f"lanh-dao.{HEALTH}"])
def test_a_block_that_everybody_left_is_nobody_elses_to_amend(scored: ARound, who: str) -> None:
    for unit in DEPARTMENTS:
        leave(scored, unit)
    with pytest.raises(NotAllowed):
        amend(scored, by=scored.people[who])


def test_a_unit_is_told_of_the_round_that_assesses_it_alone(scored: ARound) -> None:
    amend(scored)
    told = unread_amendment(HEALTH, PERIOD)
    assert told is not None and told.round == PERIOD
    leave(scored)
    assert unread_amendment(HEALTH, PERIOD) is None
    elsewhere(scored)
    assert unread_amendment(HEALTH, PERIOD) is None
    given: dict[str, Any] = {"round": OTHER, "block": "so", "reason": "QĐ 5", "seen": 1, "pairs": {"1.1": "1.1"}}
    document = OTHER_SET.replace("id: bo-khac", "id: bo-khac-sd1").replace("name: Kế hoạch", "name: Kế hoạch năm")
    amend_block(by=scored.people["quan-tri"], document=document, **given)
    told = unread_amendment(HEALTH, PERIOD)
    assert told is not None and told.round == OTHER


def test_a_step_of_which_nothing_came_along_has_said_nothing(scored: ARound) -> None:
    units = [scored.of[unit] for unit in (HOME_AFFAIRS, HEALTH)]
    before = {one.unit: one.spoke for one in standings(scored.round, units)}
    assert before == {HOME_AFFAIRS: {Step.SELF}, HEALTH: {Step.SELF}}
    amend(scored)
    after = {one.unit: one.spoke for one in standings(scored.round, units)}
    assert after == {HOME_AFFAIRS: set(), HEALTH: {Step.SELF}}
