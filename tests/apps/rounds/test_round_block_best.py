"""Against the best of a block without a measure: units give their own amounts, the block's best follows from them."""

from fractions import Fraction
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, SET_OF_DEPARTMENTS, ARound, make_round

from parindex.assessment.rounds.block_best import block_amounts
from parindex.assessment.rounds.consistency import BEST
from parindex.assessment.rounds.consistency_reading import doubtful
from parindex.assessment.rounds.models import StepScore
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.scoring import accept_proposals, save_score
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import User

LEAF = "1.1"
DOCUMENT = SET_OF_DEPARTMENTS.replace("rule: {shape: proportional}", "rule: {shape: best_of_block}").replace(
    "        measure: assigned_tasks.on_time\n", ""
)


@pytest.fixture
def compared(admin: User) -> ARound:
    return make_round(admin, document=DOCUMENT)


def give(a_round: ARound, unit: str, value: dict[str, Any], note: str = "sổ theo dõi") -> StepScore:
    by = a_round.people[f"van-phong.{unit}"]
    of = a_round.of[unit].pk
    seen = StepScore.objects.filter(of=of, leaf=LEAF, replaced_by__isnull=True).values_list("pk", flat=True).first()
    return save_score(by=by, of=of, step=Step.SELF, leaf=LEAF, value=value, note=note, seen=seen)


def appraise(a_round: ARound, unit: str) -> tuple[str, ...]:
    of = a_round.stand(unit, State.FIRST_APPRAISAL).pk
    return accept_proposals(by=a_round.people["tham-dinh"], of=of, step=Step.FIRST)


def test_a_unit_gives_its_own_amount_and_the_best_so_far_is_taken_from_the_block(compared: ARound) -> None:
    assert give(compared, BUILDING, {"amount": "20"}).value == {"amount": "20", "best": "20"}
    row = give(compared, HEALTH, {"amount": "10"})
    assert (row.value, row.points) == ({"amount": "10", "best": "20"}, "2")


def test_who_has_not_given_an_amount_is_named_until_all_have(compared: ARound) -> None:
    give(compared, BUILDING, {"amount": "20"})
    block = compared.blocks["so"]
    found = block_amounts(block, set_of(block), (LEAF,))[LEAF]
    assert (found.best, found.leaders, set(found.missing)) == (Fraction(20), (BUILDING,), {HEALTH, HOME_AFFAIRS})


def test_a_best_that_the_blocks_amounts_contradict_needs_words(compared: ARound) -> None:
    give(compared, BUILDING, {"amount": "20"})
    with pytest.raises(InputFault, match="số cao nhất là 20"):
        give(compared, HEALTH, {"amount": "10", "best": "10"}, note="")
    assert give(compared, HEALTH, {"amount": "10", "best": "10"}, note="số cũ sai").points == "4"


def test_contradictory_full_marks_are_not_accepted_in_one_go(compared: ARound) -> None:
    for unit, amount in ((HEALTH, "10"), (HOME_AFFAIRS, "5"), (BUILDING, "20")):
        give(compared, unit, {"amount": amount})
    assert LEAF not in appraise(compared, HEALTH), "10 of 10 although another unit has 20"
    assert LEAF in appraise(compared, BUILDING)


def test_nothing_is_accepted_while_an_amount_of_the_block_is_missing(compared: ARound) -> None:
    give(compared, BUILDING, {"amount": "20"})
    assert LEAF not in appraise(compared, BUILDING)


def test_an_appraiser_gets_the_blocks_best_without_typing_it(compared: ARound) -> None:
    for unit, amount in ((HEALTH, "10"), (HOME_AFFAIRS, "5"), (BUILDING, "20")):
        give(compared, unit, {"amount": amount})
    of = compared.stand(HEALTH, State.FIRST_APPRAISAL).pk
    row = save_score(
        by=compared.people["tham-dinh"],
        of=of,
        step=Step.FIRST,
        leaf=LEAF,
        value={"amount": "10"},
        note="theo số của khối",
        seen=None,
    )
    assert row.points == "2"


def test_unequal_bests_of_a_block_are_listed(compared: ARound) -> None:
    units = (HEALTH, BUILDING)
    give(compared, HEALTH, {"amount": "10"})
    assert not doubtful(compared.blocks["so"], Step.SELF, units)
    give(compared, BUILDING, {"amount": "20"})
    (found,) = doubtful(compared.blocks["so"], Step.SELF, units)
    assert found.finding.units[0].unit == HEALTH
    assert getattr(found.finding, "kinds", ()) == (BEST,)
