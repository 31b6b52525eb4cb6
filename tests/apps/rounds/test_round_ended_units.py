"""A unit that ends inside the year of an open round stays in it: readable, in the hands of its heir, settled by a transition."""

from datetime import UTC, date, datetime

import pytest
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, PERIOD, PROVINCE, ARound
from tests.apps.rounds.reorganised import DAY, DECISION, ended

from parindex.assessment.rounds.belonging import home_units
from parindex.assessment.rounds.models import Move, RoundUnit, StepScore
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.reading import round_tree, round_unit
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.standing import standing_of
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.touched import rounds_touched
from parindex.assessment.rounds.writing import Writer
from parindex.errors import InputFault
from parindex.organisations.gone import KeptTree, gone_of, with_gone
from parindex.organisations.lineage import LineageFact, LineageKind
from parindex.organisations.lineage_queries import lineage_lines
from parindex.organisations.models import AuditEvent, Membership
from parindex.organisations.queries import unit_facts, unit_tree
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Right

LEVEL = {"level": "in_time"}


def score(a_round: ARound, who: str, unit: str = HEALTH, step: Step = Step.SELF) -> StepScore:
    return save_score(
        by=a_round.people[who],
        of=a_round.of[unit].pk,
        step=step,
        leaf="1.3.1",
        value=LEVEL,
        note="Kế hoạch số 5/KH",
        seen=None,
    )


def test_a_unit_that_was_merged_stays_in_the_tree_of_its_round_under_its_heir(a_round: ARound) -> None:
    ended(a_round, HEALTH, BUILDING)
    tree = round_tree(a_round.round)
    assert [fact.id for fact in tree.above(HEALTH)] == [HEALTH, BUILDING, PROVINCE]
    how = gone_of(tree, HEALTH)
    assert how is not None
    assert (how.last, how.heirs, how.decision) == (date(2021, 6, 30), (BUILDING,), DECISION)
    assert gone_of(tree, BUILDING) is None
    assert HEALTH not in unit_tree(tree.day).by_id


def test_a_unit_divided_or_closed_stays_under_whom_it_stood(a_round: ARound) -> None:
    ended(a_round, HEALTH, BUILDING, HOME_AFFAIRS)
    ended(a_round, COMMUNE)
    tree = round_tree(a_round.round)
    assert [fact.id for fact in tree.above(HEALTH)] == [HEALTH, PROVINCE]
    divided, closed = gone_of(tree, HEALTH), gone_of(tree, COMMUNE)
    assert divided is not None
    assert closed is not None
    assert (divided.heirs, closed.heirs) == ((BUILDING, HOME_AFFAIRS), ())


def test_heirs_of_heirs_are_followed(a_round: ARound) -> None:
    ended(a_round, HEALTH, BUILDING)
    ended(a_round, BUILDING, HOME_AFFAIRS, day=date(2021, 10, 1))
    tree = round_tree(a_round.round)
    assert [fact.id for fact in tree.above(HEALTH)] == [HEALTH, BUILDING, HOME_AFFAIRS, PROVINCE]
    assert {HEALTH, BUILDING, HOME_AFFAIRS} <= home_units(HEALTH, tree)


def test_a_tree_without_such_units_is_the_same_tree(a_round: ARound) -> None:
    tree = unit_tree(date(2021, 12, 31))
    assert with_gone(tree, (HEALTH, "khong-co"), unit_facts(), lineage_lines()) is tree
    assert not isinstance(round_tree(a_round.round), KeptTree)


def test_people_of_the_heir_write_for_it_and_nobody_of_the_heir_appraises_it(a_round: ARound) -> None:
    ended(a_round, HEALTH, BUILDING)
    assert score(a_round, f"van-phong.{BUILDING}").points == "2"
    with pytest.raises(NotAllowed):
        score(a_round, f"van-phong.{HOME_AFFAIRS}")
    person = a_round.people[f"lanh-dao.{BUILDING}"]
    Membership.objects.create(user=person, unit_id=PROVINCE, role="appraiser", valid_from=date(2020, 1, 1))
    a_round.stand(HEALTH, State.FIRST_APPRAISAL)
    with pytest.raises(NotAllowed, match="thuộc"):
        score(a_round, f"lanh-dao.{BUILDING}", step=Step.FIRST)
    assert score(a_round, "tham-dinh", step=Step.FIRST).points == "2"
    with pytest.raises(NotAllowed):
        score(a_round, "tham-dinh-y-te", step=Step.FIRST)


def test_its_own_people_may_still_write_for_it(a_round: ARound) -> None:
    ended(a_round, HEALTH, BUILDING)
    by = Writer(standing_of(a_round.people[f"van-phong.{HEALTH}"], round_unit(a_round.of[HEALTH].pk)))
    assert by.may(Right.ENTER)
    assert by.own == HEALTH


@pytest.mark.parametrize(("name", "state"), [("conclude", State.COUNCIL), ("announce", State.FINAL)])
def test_the_result_of_a_unit_that_is_no_more_is_neither_concluded_nor_announced(
    a_round: ARound, name: str, state: State
) -> None:
    ended(a_round, HEALTH, BUILDING)
    of = a_round.stand(HEALTH, state)
    with pytest.raises(InputFault, match="đã kết thúc hoạt động ngày 30/06/2021"):
        move(by=a_round.people["quan-tri"], of=of.pk, name=name, document="QĐ số 1")
    assert RoundUnit.objects.get(pk=of.pk).state == state.value


def test_the_secretariat_hands_it_to_the_heir_with_a_reason_and_an_audit_row(a_round: ARound) -> None:
    ended(a_round, HEALTH, BUILDING)
    score(a_round, f"van-phong.{BUILDING}")
    of = a_round.of[HEALTH]
    with pytest.raises(InputFault, match="Cần ghi lý do"):
        move(by=a_round.people["thuong-truc"], of=of.pk, name="succeed")
    row = move(by=a_round.people["thuong-truc"], of=of.pk, name="succeed", reason="Theo QĐ số 9")
    assert (row.went_to, row.reason) == (State.SUCCEEDED.value, "Theo QĐ số 9")
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.unit) == ("round.succeed", HEALTH)
    assert StepScore.objects.filter(of=of).exists(), "what was written stays"
    with pytest.raises(NotAllowed):
        move(by=a_round.people[f"lanh-dao.{BUILDING}"], of=of.pk, name="join", reason="x")


def test_a_unit_without_an_heir_in_the_round_is_not_handed_on(a_round: ARound) -> None:
    by = a_round.people["thuong-truc"]
    with pytest.raises(InputFault, match="Chưa có quyết định sáp nhập"):
        move(by=by, of=a_round.of[HEALTH].pk, name="succeed", reason="Theo QĐ số 9")
    ended(a_round, HEALTH, BUILDING)
    a_round.stand(BUILDING, State.OUT)
    with pytest.raises(InputFault, match=f"Đơn vị kế thừa “Đơn vị {BUILDING}” chưa được chấm trong đợt này"):
        move(by=by, of=a_round.of[HEALTH].pk, name="succeed", reason="Theo QĐ số 9")
    assert not Move.objects.exists()
    assert move(by=by, of=a_round.of[HEALTH].pk, name="withdraw", reason="Sáp nhập").went_to == State.OUT.value


def test_a_reorganisation_says_which_rounds_it_touches(a_round: ARound) -> None:
    def line(kind: LineageKind, unit: str, heir: str | None, day: date = DAY) -> LineageFact:
        return LineageFact(kind=kind, came_from=unit, became=heir, effective=day, decision=DECISION)

    merged = line(LineageKind.MERGE, HEALTH, BUILDING)
    (found,) = rounds_touched([merged, line(LineageKind.MERGE, "phong-y", BUILDING)])
    assert (found.unit, found.round, found.period) == (HEALTH, PERIOD, PERIOD)
    assert "Đợt đánh giá năm 2021" in str(found)
    assert rounds_touched([line(LineageKind.MERGE, HEALTH, BUILDING, date(2022, 1, 1))]) == (), "after the year"
    assert rounds_touched([line(LineageKind.RENAME, HEALTH, HEALTH)]) == ()
    a_round.stand(HEALTH, State.ANNOUNCED)
    assert rounds_touched([merged]) == ()


def test_what_was_written_before_the_merger_keeps_its_writer(a_round: ARound) -> None:
    held = score(a_round, f"van-phong.{HEALTH}")
    ended(a_round, HEALTH, BUILDING)
    held.refresh_from_db()
    assert held.by == a_round.people[f"van-phong.{HEALTH}"]
    assert held.at < datetime.now(UTC)
