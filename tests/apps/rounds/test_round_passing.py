"""How units passed their own steps: alone, or locked by the deadline; which steps spoke; what is missing beside extras."""

from datetime import UTC, datetime, timedelta

from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, ARound, make_round, with_extras

from parindex.assessment.rounds.deadlines import pass_deadlines
from parindex.assessment.rounds.models import Move, RoundUnit, StepScore, Window
from parindex.assessment.rounds.overview import Standing, standings
from parindex.assessment.rounds.passing import LOCKED, confirmed_alone
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.waiting import APPRAISER, UNIT, Waiting
from parindex.organisations.models import User
from parindex.organisations.queries import today


def score(a_round: ARound, unit: str, step: Step, leaf: str, *, state: str = "scored") -> None:
    of = a_round.of[unit]
    StepScore.objects.create(
        of=of,
        block=a_round.blocks[of.block],
        step=step.value,
        leaf=leaf,
        value={"points": "1"},
        state=state,
        points="1" if state == "scored" else "",
        by=a_round.people["quan-tri"],
        at=datetime.now(UTC),
    )


def stands(a_round: ARound, unit: str) -> Standing:
    return standings(a_round.round, (RoundUnit.objects.get(pk=a_round.of[unit].pk),))[0]


def test_a_sum_of_a_step_that_said_nothing_is_told_apart_from_one_that_spoke(a_round: ARound) -> None:
    score(a_round, HEALTH, Step.SELF, "1.1")
    score(a_round, HEALTH, Step.FIRST, "1.1", state="not_scored")
    assert stands(a_round, HEALTH).spoke == {Step.SELF}
    score(a_round, HEALTH, Step.SECOND, "1.2")
    assert stands(a_round, HEALTH).spoke == {Step.SELF, Step.SECOND}
    assert stands(a_round, BUILDING).spoke == frozenset()


def test_lines_of_bonus_and_penalty_points_do_not_stand_for_leaves_that_are_missing(admin: User) -> None:
    made = make_round(admin, document=with_extras())
    score(made, BUILDING, Step.SELF, "T1")
    assert stands(made, BUILDING).waiting[0] == Waiting(UNIT, Step.SELF, 4)
    made.stand(BUILDING, State.FIRST_APPRAISAL)
    score(made, BUILDING, Step.FIRST, "P1")
    assert stands(made, BUILDING).waiting[0] == Waiting(APPRAISER, Step.FIRST, 5)


def test_what_the_deadline_locked_unscored_is_counted_until_it_was_appraised(a_round: ARound) -> None:
    score(a_round, HEALTH, Step.SELF, "1.1")
    Window.objects.filter(step="self").update(closes=today() - timedelta(days=1))
    pass_deadlines(by="hết hạn")
    found = stands(a_round, HEALTH)
    assert found.locked and found.waiting[0] == Waiting(LOCKED, Step.SELF, 2)
    a_round.stand(HEALTH, State.EXPLAINING)
    assert LOCKED not in [one.who for one in stands(a_round, HEALTH).waiting]
    Move.objects.all().delete()
    a_round.stand(HEALTH, State.SUBMITTED)
    found = stands(a_round, HEALTH)
    assert not found.locked and found.waiting[0].who == APPRAISER


def test_a_step_confirmed_alone_stays_marked_and_one_that_was_sent_again_by_two_is_not(a_round: ARound) -> None:
    def moved(name: str, before: State, after: State, *, alone: bool = False) -> frozenset[Step]:
        Move.objects.create(
            of=a_round.of[COMMUNE],
            name=name,
            came_from=before.value,
            went_to=after.value,
            alone=alone,
            by=a_round.people["quan-tri"],
            at=datetime.now(UTC),
        )
        alone_now = stands(a_round, COMMUNE).alone
        number = a_round.of[COMMUNE].pk
        assert confirmed_alone([number]).get(number, frozenset()) == alone_now
        return alone_now

    assert moved("submit", State.SELF_SCORING, State.SUBMITTED, alone=True) == {Step.SELF}
    assert moved("unlock", State.SUBMITTED, State.SELF_SCORING) == frozenset()
    assert moved("submit", State.SELF_SCORING, State.SUBMITTED) == frozenset()
    assert moved("ask_explanation", State.FIRST_APPRAISAL, State.EXPLAINING) == frozenset()
    assert moved("explain", State.EXPLAINING, State.SECOND_APPRAISAL, alone=True) == {Step.EXPLANATION}
    assert moved("to_council", State.SECOND_APPRAISAL, State.COUNCIL) == {Step.EXPLANATION}
