"""Requests for an explanation of what the set does not ask of the unit: none is made, and none holds the unit up."""

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, SET_OF_DEPARTMENTS, ARound
from tests.apps.rounds.test_round_amending import amend, pairs_of

from parindex.assessment.rounds.checks import open_requests, unappraised
from parindex.assessment.rounds.column import column_of
from parindex.assessment.rounds.models import Remark
from parindex.assessment.rounds.overview import standings
from parindex.assessment.rounds.reading import block_in_force
from parindex.assessment.rounds.remarks import ask_explanation, explain
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.waiting import APPRAISER, UNIT
from parindex.errors import InputFault

OUTSIDE = "2.1"  # not asked of the department of health
# from now on the plan is not asked of the department of building either
WITHOUT_PLAN = SET_OF_DEPARTMENTS.replace("id: bo-dot-so-2021", "id: bo-dot-so-2021-sd1").replace(
    'exclusions: [{units: [so-y-te], codes: ["2.1"]}]',
    'exclusions: [{units: [so-y-te], codes: ["2.1"]}, {units: [so-xay-dung], codes: ["1.3.1"]}]',
)


def asked_for(a_round: ARound, *leaves: str, unit: str = BUILDING) -> int:
    """The appraiser asks the unit to explain the leaves; the unit's number."""
    of = a_round.stand(unit, State.FIRST_APPRAISAL)
    for leaf in leaves:
        ask_explanation(by=a_round.people["tham-dinh"], of=of.pk, leaf=leaf, text="Vì sao?")
    return of.pk


def waits_for(a_round: ARound, unit: str, who: str, step: Step) -> int:
    (standing,) = standings(a_round.round, [a_round.of[unit]])
    return sum(one.leaves for one in standing.waiting if (one.who, one.step) == (who, step))


def test_no_explanation_is_asked_for_of_a_leaf_that_nobody_scores_of_the_unit(a_round: ARound) -> None:
    with pytest.raises(InputFault, match=r"Tiêu chí 2\.1 không chấm cho đơn vị này"):
        asked_for(a_round, OUTSIDE, unit=HEALTH)
    assert not Remark.objects.exists()
    asked_for(a_round, OUTSIDE)  # another department is asked it


def test_nor_is_one_given(a_round: ARound) -> None:
    of, office = a_round.stand(HEALTH, State.EXPLAINING), a_round.people[f"van-phong.{HEALTH}"]
    with pytest.raises(InputFault, match="không có gì phải giải trình"):
        explain(by=office, of=of.pk, leaf=OUTSIDE, text="Do thiên tai")
    assert not Remark.objects.exists()


def test_a_request_holds_nobody_up_once_an_amended_set_does_not_ask_the_leaf_of_the_unit(a_round: ARound) -> None:
    asked_for(a_round, "1.1", "1.3.1")
    amend(a_round, document=WITHOUT_PLAN, pairs=pairs_of(a_round, WITHOUT_PLAN))
    of = a_round.stand(BUILDING, State.EXPLAINING)
    assert open_requests(of) == ("1.1",)
    assert waits_for(a_round, BUILDING, UNIT, Step.EXPLANATION) == 1
    of = a_round.stand(BUILDING, State.SECOND_APPRAISAL)
    assert unappraised(of, Step.SECOND) == ("1.1",)
    assert waits_for(a_round, BUILDING, APPRAISER, Step.SECOND) == 1
    column = column_of(block_in_force("2021", "so"), "1.3.1", [of], "2021")
    assert [(row.left_out, row.asked) for row in column.rows] == [(True, False)]


def test_a_request_written_before_it_was_refused_holds_nobody_up_either(a_round: ARound) -> None:
    of, by = a_round.stand(HEALTH, State.SECOND_APPRAISAL), a_round.people["tham-dinh"]
    Remark.objects.create(
        of=of, leaf=OUTSIDE, step="first", kind=Remark.REQUEST, text="Vì sao?", by=by, at=a_round.round.at
    )
    assert unappraised(of, Step.SECOND) == () == open_requests(of)
    assert waits_for(a_round, HEALTH, APPRAISER, Step.SECOND) == 0
