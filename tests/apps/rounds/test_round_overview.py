"""Where units stand: the sums kept, what is missing and from whom, in the same number of queries for few and for many."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, PROVINCE, ARound, make_round

from parindex.assessment.rounds.checks import open_disputes, open_requests, unappraised, unscored
from parindex.assessment.rounds.listing import history, rounds_in_full, rounds_of, windows_said
from parindex.assessment.rounds.models import Dispute, Remark, Round, RoundUnit, StepScore, StepTotal
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.overview import Standing, standings
from parindex.assessment.rounds.reading import asked_leaves, set_of
from parindex.assessment.rounds.setting_windows import extend_window
from parindex.assessment.rounds.states import OUTSIDE, SCORING_STEPS, State, Step
from parindex.assessment.rounds.totals import counted, stands_of
from parindex.assessment.rounds.waiting import APPRAISER, COUNCIL, SURVEY, UNIT, Waiting
from parindex.organisations.models import User
from parindex.organisations.queries import today


def score(a_round: ARound, unit: str, step: Step, leaf: str, points: str = "1", state: str = "scored") -> None:
    of, block = a_round.of[unit], a_round.blocks[a_round.of[unit].block]
    StepScore.objects.create(
        of=of,
        block=block,
        step=step.value,
        leaf=leaf,
        value={"points": points},
        state=state,
        points=points if state == "scored" else "",
        by=a_round.people["quan-tri"],
        at=datetime.now(UTC),
    )
    for at, total in counted(set_of(block), unit, stands_of(of, block)).items():
        StepTotal.objects.update_or_create(of=of, step=at.value, defaults=total.fields())


def stands(a_round: ARound, unit: str) -> Standing:
    row = RoundUnit.objects.get(pk=a_round.of[unit].pk)
    return standings(a_round.round, (row,))[0]


def test_a_unit_that_nobody_scored_waits_for_itself_the_appraisers_and_the_survey(a_round: ARound) -> None:
    found = stands(a_round, HEALTH)
    assert (found.state, found.moved, found.alone) == (State.SELF_SCORING, None, frozenset())
    assert found.waiting == (
        Waiting(UNIT, Step.SELF, 3),
        Waiting(APPRAISER, Step.FIRST, 1),
        Waiting(SURVEY, Step.FIRST, 1),
    )
    assert set(found.totals) == set(SCORING_STEPS)
    assert (found.totals[Step.COUNCIL].points, found.totals[Step.COUNCIL].max_points) == (Decimal(0), Decimal(11))
    assert stands(a_round, BUILDING).totals[Step.SELF].max_points == Decimal(12), "2.1 is asked of it"


def test_the_sums_of_every_step_stand_side_by_side(a_round: ARound) -> None:
    score(a_round, HEALTH, Step.SELF, "1.1", "3.2")
    score(a_round, HEALTH, Step.FIRST, "1.1", "2.5")
    score(a_round, HEALTH, Step.FIRST, "1.3.2", "0.5")
    found = stands(a_round, HEALTH)
    sums = {step: (total.points, total.scored_max_points) for step, total in found.totals.items()}
    assert sums == {
        Step.SELF: (Decimal("3.2"), Decimal(4)),
        Step.FIRST: (Decimal("3.0"), Decimal(5)),
        Step.SECOND: (Decimal("3.0"), Decimal(5)),
        Step.COUNCIL: (Decimal("3.0"), Decimal(5)),
    }


@pytest.mark.parametrize(
    ("state", "waiting"),
    [
        (State.SUBMITTED, (Waiting(APPRAISER, Step.FIRST, 3), Waiting(SURVEY, Step.FIRST, 1))),
        (State.FIRST_APPRAISAL, (Waiting(APPRAISER, Step.FIRST, 3), Waiting(SURVEY, Step.FIRST, 1))),
        (State.EXPLAINING, (Waiting(UNIT, Step.EXPLANATION, 1), Waiting(SURVEY, Step.FIRST, 1))),
        (State.SECOND_APPRAISAL, (Waiting(APPRAISER, Step.SECOND, 2), Waiting(SURVEY, Step.FIRST, 1))),
        (State.COUNCIL, (Waiting(SURVEY, Step.FIRST, 1),)),
        (State.FINAL, (Waiting(SURVEY, Step.FIRST, 1),)),
        (State.ANNOUNCED, ()),
    ],
)
def test_what_is_missing_follows_the_state(a_round: ARound, state: State, waiting: tuple[Waiting, ...]) -> None:
    score(a_round, HEALTH, Step.FIRST, "1.1")
    for leaf, kind in (("1.1", Remark.REQUEST), ("1.1", Remark.EXPLANATION), ("1.2", Remark.REQUEST)):
        Remark.objects.create(
            of=a_round.of[HEALTH],
            leaf=leaf,
            step=Step.FIRST.value,
            kind=kind,
            text="Nêu căn cứ",
            by=a_round.people["tham-dinh"],
            at=datetime.now(UTC),
        )
    a_round.stand(HEALTH, state)
    assert stands(a_round, HEALTH).waiting == waiting


def test_an_open_dispute_waits_for_the_council_and_a_survey_result_for_nobody(a_round: ARound) -> None:
    Dispute.objects.create(
        of=a_round.of[HEALTH],
        block=a_round.blocks["so"],
        leaf="1.1",
        reason="Không nhất trí",
        by=a_round.people["tham-dinh"],
        at=datetime.now(UTC),
    )
    a_round.stand(HEALTH, State.COUNCIL)
    score(a_round, HEALTH, Step.FIRST, "2.2")
    assert stands(a_round, HEALTH).waiting == (Waiting(COUNCIL, Step.COUNCIL, 1),)


def _scattered(a_round: ARound, chance: random.Random) -> None:
    """Random states, scores of every step, requests, answers and disputes."""
    for unit, of in a_round.of.items():
        a_round.stand(unit, chance.choice(list(State)))
        block = a_round.blocks[of.block]
        for leaf in asked_leaves(set_of(block), unit):
            for step in SCORING_STEPS:
                if chance.random() < 0.4:
                    score(
                        a_round,
                        unit,
                        step,
                        leaf.code,
                        state=chance.choice(("scored", "scored", "excluded", "not_scored")),
                    )
            for kind in chance.choices((Remark.REQUEST, Remark.EXPLANATION, Remark.NOTE), k=chance.randrange(4)):
                Remark.objects.create(
                    of=of,
                    leaf=leaf.code,
                    step=Step.FIRST.value,
                    kind=kind,
                    text="lời",
                    withdrawn=kind == Remark.REQUEST and chance.random() < 0.3,
                    by=a_round.people["tham-dinh"],
                    at=datetime.now(UTC),
                )
            if chance.random() < 0.2:
                Dispute.objects.create(
                    of=of,
                    block=block,
                    leaf=leaf.code,
                    reason="lời",
                    by=a_round.people["tham-dinh"],
                    at=datetime.now(UTC),
                )


def _one_by_one(a_round: ARound, of: RoundUnit) -> set[tuple[str, Step, int]]:
    """What a unit waits for, asked leaf by leaf of the checks that a move goes by."""
    state = State(of.state)
    if state in OUTSIDE:
        return set()
    asked = asked_leaves(set_of(a_round.blocks[of.block]), of.unit_id)
    rows = StepScore.objects.filter(of=of).exclude(state="not_scored")
    spoken = set(rows.values_list("leaf", flat=True))
    silent = {
        who: sum(leaf.scored_by == who and leaf.code not in spoken for leaf in asked) for who in (APPRAISER, SURVEY)
    }
    found = {(SURVEY, Step.FIRST, silent[SURVEY])} if state is not State.ANNOUNCED else set()
    if state is State.SELF_SCORING:
        found |= {(UNIT, Step.SELF, len(unscored(of, Step.SELF, (UNIT,)))), (APPRAISER, Step.FIRST, silent[APPRAISER])}
    elif state in (State.SUBMITTED, State.FIRST_APPRAISAL):
        found.add((APPRAISER, Step.FIRST, len(unappraised(of, Step.FIRST))))
    elif state is State.EXPLAINING:
        found.add((UNIT, Step.EXPLANATION, len(open_requests(of))))
    elif state is State.SECOND_APPRAISAL:
        found.add((APPRAISER, Step.SECOND, len(unappraised(of, Step.SECOND))))
    if state not in (State.SELF_SCORING, State.FINAL, State.ANNOUNCED):
        found.add((COUNCIL, Step.COUNCIL, len(open_disputes(of))))
    return {one for one in found if one[2]}


@pytest.mark.parametrize("seed", range(8))
def test_what_is_counted_at_once_is_what_the_checks_find_one_by_one(a_round: ARound, seed: int) -> None:
    _scattered(a_round, random.Random(seed))
    rows = tuple(RoundUnit.objects.filter(round=a_round.round))
    for row, found in zip(rows, standings(a_round.round, rows), strict=True):
        assert {(one.who, one.step, one.leaves) for one in found.waiting} == _one_by_one(a_round, row), row


def _queries(run: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as said:
        run()
    return len(said)


def test_few_and_many_units_take_as_many_queries(admin: User) -> None:
    a_round = make_round(admin, more=60)
    a_round.stand(HEALTH, State.SECOND_APPRAISAL)
    rows = tuple(RoundUnit.objects.filter(round=a_round.round))
    few = tuple(row for row in rows if row.unit_id in (HEALTH, COMMUNE))
    assert len(rows) == 64
    assert _queries(lambda: standings(a_round.round, rows)) == _queries(lambda: standings(a_round.round, few)) <= 10


def test_the_last_move_and_who_confirmed_alone_are_shown(a_round: ARound) -> None:
    for leaf in ("1.1", "1.2"):
        score(a_round, COMMUNE, Step.SELF, leaf)
    StepScore.objects.update(by=a_round.people["mot-nguoi.xa-a"])
    move(by=a_round.people["mot-nguoi.xa-a"], of=a_round.of[COMMUNE].pk, name="submit", alone=True)
    found = stands(a_round, COMMUNE)
    assert found.alone == {Step.SELF}
    assert found.moved is not None
    assert (found.moved.name, found.span) == ("submit", None)


def test_an_extension_shows_as_the_units_own_window(a_round: ARound) -> None:
    closes = today() + timedelta(days=60)
    extend_window(
        by=a_round.people["thuong-truc"],
        round=a_round.round.id,
        unit=HEALTH,
        step=Step.SELF,
        closes=closes,
        reason="Chờ số liệu",
    )
    own, other = stands(a_round, HEALTH).span, stands(a_round, BUILDING).span
    assert own
    assert other
    assert (own.closes, own.extension, other.extension) == (closes, "Chờ số liệu", "")
    said = windows_said(a_round.round.id, (BUILDING,))
    assert len(said) == len(Step), "an extension of another unit is not told"
    assert windows_said(a_round.round.id, (HEALTH,))[0].unit == HEALTH


def test_the_history_has_every_move_of_the_units_asked_about_newest_first(a_round: ARound) -> None:
    for unit in (HEALTH, BUILDING):
        of = a_round.stand(unit, State.SUBMITTED)
        move(by=a_round.people["thuong-truc"], of=of.pk, name="unlock", reason=f"Lý do {unit}")
    assert [one.unit for one in history(a_round.round.id, a_round.of)] == [BUILDING, HEALTH]
    (one,) = history(a_round.round.id, (HEALTH,))
    assert (one.name, one.came_from, one.went_to) == ("unlock", State.SUBMITTED, State.SELF_SCORING)
    assert (one.reason, one.by, one.alone) == (f"Lý do {HEALTH}", "Người thuong-truc", False)


def test_rounds_are_listed_newest_first_with_where_their_units_are(a_round: ARound) -> None:
    a_round.stand(HEALTH, State.FINAL)
    older = Round.objects.create(
        id="dot-2020",
        title="Đợt 2020",
        period="2020",
        by=a_round.people["quan-tri"],
        at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    RoundUnit.objects.create(round=older, unit_id=HEALTH, block="so", state=State.ANNOUNCED.value)
    assert [one.id for one in rounds_of((HEALTH,))] == ["2021", "dot-2020"]
    assert [one.id for one in rounds_of((COMMUNE,))] == ["2021"]
    assert rounds_of((PROVINCE,)) == ()
    whole = rounds_of()[0]
    assert whole.units == 4
    assert list(whole.states.items()) == [(State.SELF_SCORING, 3), (State.FINAL, 1)]


def test_a_round_in_full_has_its_blocks_sets_units_and_windows(a_round: ARound) -> None:
    (one,) = rounds_in_full()
    assert [(block.code, block.set_id, block.units) for block in one.blocks] == [
        ("so", "bo-dot-so-2021", (HOME_AFFAIRS, HEALTH, BUILDING)),
        ("xa", "bo-dot-xa-2021", (COMMUNE,)),
    ]
    assert set(one.windows) == set(Step)
    assert one.windows[Step.SELF].opens < date.max
