"""What is still apart when a unit comes before the council: its own points against the last appraisal's."""

from decimal import Decimal
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, ARound

from parindex.assessment.rounds import differences
from parindex.assessment.rounds.council import raise_dispute, take_back_dispute
from parindex.assessment.rounds.differences import Apart, still_apart
from parindex.assessment.rounds.reading import blocks_in_force
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step

WHERE = {
    Step.SELF: (State.SELF_SCORING, f"van-phong.{BUILDING}"),
    Step.FIRST: (State.FIRST_APPRAISAL, "tham-dinh"),
    Step.SECOND: (State.SECOND_APPRAISAL, "tham-dinh"),
}


def score(a_round: ARound, leaf: str, **points: str) -> None:
    """score(a_round, "1.3.1", self="2", first="1"): what each step gives by hand, then the unit is before the council."""
    for step, given in points.items():
        state, who = WHERE[Step(step)]
        of, order = a_round.stand(BUILDING, state), {"leaf": leaf, "value": {"points": given}, "note": "lý do"}
        save_score(by=a_round.people[who], of=of.pk, step=Step(step), seen=None, **order)
    a_round.stand(BUILDING, State.COUNCIL)


def apart(a_round: ARound) -> tuple[Apart, ...]:
    return still_apart((a_round.of[BUILDING], a_round.of[HEALTH]), blocks_in_force(a_round.round.pk))


def test_what_the_last_appraisal_gave_otherwise_is_listed_with_all_steps(a_round: ARound) -> None:
    score(a_round, "1.3.1", self="2", first="1", second="0")
    score(a_round, "1.1", self="4", first="3")
    score(a_round, "1.2", self="1", first="0", second="1")
    score(a_round, "2.1", self="1", first="1")
    assert [(one.unit, one.leaf, one.name) for one in apart(a_round)] == [
        (BUILDING, "1.3.1", "Ban hành kế hoạch"),
        (BUILDING, "1.1", "Nhiệm vụ được giao"),
    ]
    assert apart(a_round)[0].points == {Step.SELF: Decimal(2), Step.FIRST: Decimal(1), Step.SECOND: Decimal(0)}
    assert apart(a_round)[1].points == {Step.SELF: Decimal(4), Step.FIRST: Decimal(3)}


def test_what_is_before_the_council_already_is_not_listed_until_it_is_taken_back(a_round: ARound) -> None:
    score(a_round, "1.3.1", self="2", first="1")
    person = a_round.people["tham-dinh"]
    made = raise_dispute(by=person, of=a_round.of[BUILDING].pk, leaf="1.3.1", reason="chưa rõ")
    assert apart(a_round) == ()
    take_back_dispute(by=person, dispute=made.pk, reason="đã rõ")
    assert [one.leaf for one in apart(a_round)] == ["1.3.1"]


@pytest.mark.parametrize("state", [State.FIRST_APPRAISAL, State.EXPLAINING, State.SECOND_APPRAISAL, State.FINAL])
def test_only_units_before_the_council_are_asked(a_round: ARound, state: State) -> None:
    score(a_round, "1.3.1", self="2", first="1")
    a_round.stand(BUILDING, state)
    assert apart(a_round) == ()


def test_a_long_list_ends_one_past_what_a_page_shows_and_costs_one_query(
    a_round: ARound, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    for leaf in ("1.1", "1.2", "1.3.1"):
        score(a_round, leaf, self="1", first="0")
    monkeypatch.setattr(differences, "MOST", 1)
    blocks = blocks_in_force(a_round.round.pk)
    with django_assert_num_queries(1):
        assert len(still_apart((a_round.of[BUILDING],), blocks)) == 2
