"""What keeps a unit from moving is told before the button is pressed, in the words that pressing it would give."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, PROVINCE, ARound, make_round

from parindex.assessment.rounds.models import Move, RoundUnit, StepScore
from parindex.assessment.rounds.moving import hindrances, move, transition_named, wrote_himself
from parindex.assessment.rounds.reading import all_units, round_tree, round_unit
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import TRANSITIONS, State, Step
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent, Membership, User
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Right, Role


def self_scored(a_round: ARound, unit: str, leaves: Iterable[str], by: str) -> None:
    of = a_round.of[unit]
    for leaf in leaves:
        StepScore.objects.create(
            of=of,
            block=a_round.blocks[of.block],
            step=Step.SELF.value,
            leaf=leaf,
            value={"points": "1"},
            state="scored",
            points="1",
            by=a_round.people[by],
            at=datetime.now(UTC),
        )


@pytest.mark.parametrize("name", TRANSITIONS)
@pytest.mark.parametrize("state", State)
def test_what_is_told_beforehand_is_what_pressing_gives(a_round: ARound, name: str, state: State) -> None:
    of, admin = a_round.stand(HEALTH, state), a_round.people["quan-tri"]
    told = hindrances(admin, (round_unit(of.pk),), name, round_tree(a_round.round))[of.pk]
    before = AuditEvent.objects.count()
    try:
        move(by=admin, of=of.pk, name=name, reason="Có lý do", document="QĐ số 1", alone=True)
        said = ""
    except InputFault as fault:
        said = str(fault)
    assert told == said
    assert (AuditEvent.objects.count() > before) is (said == "")


def test_looking_at_what_hinders_writes_nothing(a_round: ARound) -> None:
    self_scored(a_round, COMMUNE, ("1.1", "1.2"), "mot-nguoi.xa-a")
    before = AuditEvent.objects.count()
    told = hindrances(a_round.people["quan-tri"], tuple(a_round.of.values()), "submit", round_tree(a_round.round))
    assert told[a_round.of[COMMUNE].pk] == ""
    assert "Còn 4 mục chưa tự chấm" in told[a_round.of[BUILDING].pk]
    assert AuditEvent.objects.count() == before
    assert not Move.objects.exists()
    assert set(RoundUnit.objects.values_list("state", flat=True)) == {State.SELF_SCORING.value}


def test_nothing_chosen_hinders_nothing(a_round: ARound) -> None:
    assert hindrances(a_round.people["quan-tri"], (), "submit", round_tree(a_round.round)) == {}


def test_a_missing_right_is_told_too(a_round: ARound) -> None:
    of = a_round.of[HEALTH]
    told = hindrances(a_round.people["nguoi-xem"], (of,), "lock", round_tree(a_round.round))
    assert "không có quyền" in told[of.pk]


@pytest.mark.parametrize("name", TRANSITIONS)
def test_what_hinders_is_read_in_as_many_queries_for_twenty_units_as_for_three(admin: User, name: str) -> None:
    a_round = make_round(admin, more=20)
    way = TRANSITIONS[name]
    units = [a_round.stand(unit, way.source) for unit in (*a_round.of,)]
    for unit in (HEALTH, BUILDING):
        self_scored(a_round, unit, ("1.1", "1.2"), "quan-tri")
    by, tree = a_round.people["thuong-truc"], round_tree(a_round.round)
    said = []
    for many in (3, 20):
        with CaptureQueriesContext(connection) as queries:
            told = hindrances(by, units[:many], name, tree)
        assert len(told) == many
        said.append(len(queries))
    assert said[0] == said[1]
    assert said[0] <= 6


def test_only_what_a_second_person_confirms_asks_who_wrote_it(a_round: ARound) -> None:
    of = a_round.of[HEALTH]
    self_scored(a_round, HEALTH, ("1.1",), f"van-phong.{HEALTH}")
    writer, head = a_round.people[f"van-phong.{HEALTH}"], a_round.people[f"lanh-dao.{HEALTH}"]
    assert wrote_himself(writer, of, transition_named("submit"))
    assert not wrote_himself(head, of, transition_named("submit"))
    assert not wrote_himself(writer, of, transition_named("explain")), "a score is no explanation"
    assert not wrote_himself(writer, of, transition_named("lock"))


def test_a_score_replaced_by_another_person_was_still_written_by_the_first(a_round: ARound) -> None:
    self_scored(a_round, HEALTH, ("1.1",), f"lanh-dao.{HEALTH}")
    held = StepScore.objects.get()
    StepScore.objects.create(
        of=held.of,
        block=held.block,
        step=held.step,
        leaf=held.leaf,
        value={"points": "2"},
        state="scored",
        points="2",
        replaces=held,
        by=a_round.people[f"van-phong.{HEALTH}"],
        at=held.at,
    )
    assert wrote_himself(a_round.people[f"lanh-dao.{HEALTH}"], held.of, transition_named("submit"))


def test_the_right_over_a_round_is_the_right_over_each_of_its_units(a_round: ARound) -> None:
    tree, units = round_tree(a_round.round), all_units(a_round.round.id)
    assert units == (HOME_AFFAIRS, HEALTH, BUILDING, COMMUNE)
    check_over_all(a_round.people["thuong-truc"], Right.ROUND, units, tree)
    check_over_all(a_round.people["quan-tri"], Right.ROUND, units, tree)
    person = a_round.people["cong-chuc.so-y-te"]
    for unit in (HEALTH, HOME_AFFAIRS):
        Membership.objects.create(user=person, unit_id=unit, role=Role.SECRETARIAT.value, valid_from=today())
    check_over_all(person, Right.ROUND, (HEALTH, HOME_AFFAIRS), tree)
    with pytest.raises(NotAllowed, match=f"Đơn vị {BUILDING}"):
        check_over_all(person, Right.ROUND, units, tree)
    check_over_all(person, Right.ROUND, (), tree)


def test_who_may_not_sign_in_any_more_runs_nothing(a_round: ARound) -> None:
    tree = round_tree(a_round.round)
    for name in ("thuong-truc", "quan-tri"):
        person = a_round.people[name]
        person.is_active = False
        with pytest.raises(NotAllowed):
            check_over_all(person, Right.ROUND, (PROVINCE,), tree)


def test_a_unit_is_found_by_its_number_and_an_unknown_one_says_to_load_again(a_round: ARound) -> None:
    assert round_unit(a_round.of[HEALTH].pk).unit_id == HEALTH
    with pytest.raises(InputFault, match="hãy tải lại trang"):
        round_unit(10**9)
