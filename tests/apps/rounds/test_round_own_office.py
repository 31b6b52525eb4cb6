"""Who belongs to an office is asked of the round's day and of today: roles are those of today, offices have changed since."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.rounds.a_round import BEGAN, BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, PROVINCE, ARound

from parindex.assessment.rounds.belonging import check_not_own, home_units
from parindex.assessment.rounds.column import Appraiser, column_of, writable
from parindex.assessment.rounds.council import raise_dispute, vote
from parindex.assessment.rounds.models import StepScore
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.offers import offers_of
from parindex.assessment.rounds.reading import round_tree
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.writing import run_by_own_people
from parindex.organisations.models import Lineage, Membership, Unit, UnitVersion, User
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed, held_roles

SINCE = date(2022, 3, 1)  # after the round's day, 31/12/2021


def found_unit(name: str, kind: str, parent: str) -> None:
    Unit.objects.create(id=name)
    UnitVersion.objects.create(unit_id=name, name=f"Đơn vị {name}", kind=kind, parent_id=parent, valid_from=SINCE)


def became(a_round: ARound, old: str, new: str, kind: str = "merge_into", day: date = SINCE) -> None:
    Lineage.objects.create(
        kind=kind,
        came_from_id=old,
        became_id=new,
        effective=day,
        domain="" if kind == "merge_into" else "y tế dự phòng",
        decision="Nghị quyết số 7",
        by=a_round.people["quan-tri"],
        at=datetime.now(UTC),
    )


def works_in(a_round: ARound, unit: str) -> User:
    """The appraiser of the province, who has since come to work in a unit."""
    person = a_round.people["tham-dinh"]
    Membership.objects.create(user=person, unit_id=unit, role="viewer", valid_from=SINCE)
    return person


def appraise(a_round: ARound, unit: str, by: User) -> None:
    of = a_round.stand(unit, State.FIRST_APPRAISAL)
    save_score(by=by, of=of.pk, step=Step.FIRST, leaf="1.3.2", value={"points": "1"}, note="tốt", seen=None)


def refused(a_round: ARound, unit: str, by: User) -> None:
    """By the action, by the page, and by the check of those who conclude."""
    with pytest.raises(NotAllowed, match="chính cơ quan mình"):
        appraise(a_round, unit, by)
    assert not StepScore.objects.exists()
    assert not offers_of(by, a_round.of[unit]).accepts
    tree = round_tree(a_round.round)
    with pytest.raises(NotAllowed, match="chính cơ quan mình"):
        check_not_own(by, unit, tree=tree, on=today(), what="kết luận")


def test_a_division_that_began_after_the_round_s_day_belongs_to_its_office(a_round: ARound) -> None:
    found_unit("phong-moi", "division", HEALTH)
    by = works_in(a_round, "phong-moi")
    refused(a_round, HEALTH, by)
    with pytest.raises(NotAllowed, match="Đơn vị phong-moi"):
        appraise(a_round, HEALTH, by)
    appraise(a_round, BUILDING, by)


def test_the_office_that_took_another_one_over_does_not_appraise_it(a_round: ARound) -> None:
    found_unit("so-moi", "department", PROVINCE)
    found_unit("so-sau-nua", "department", PROVINCE)
    found_unit("phong-cua-so-moi", "division", "so-sau-nua")
    became(a_round, HEALTH, "so-moi")
    became(a_round, "so-moi", "so-sau-nua", day=date(2023, 1, 1))
    by = works_in(a_round, "phong-cua-so-moi")
    refused(a_round, HEALTH, by)
    appraise(a_round, BUILDING, by)


def test_an_office_divided_by_field_went_into_each_of_its_heirs(a_round: ARound) -> None:
    for heir in ("so-mot", "so-hai"):
        found_unit(heir, "department", PROVINCE)
        became(a_round, HEALTH, heir, kind="split_to")
    assert home_units(HEALTH, round_tree(a_round.round)) == {HEALTH, "phong-y", "so-mot", "so-hai"}
    refused(a_round, HEALTH, works_in(a_round, "so-hai"))


def test_one_field_handed_over_makes_nobody_a_member(a_round: ARound) -> None:
    became(a_round, HEALTH, BUILDING, kind="absorb_domain")
    appraise(a_round, HEALTH, works_in(a_round, BUILDING))


def test_what_went_into_another_office_before_the_round_s_day_is_told_by_the_tree_of_that_day(a_round: ARound) -> None:
    became(a_round, HEALTH, BUILDING, day=date(2020, 1, 1))
    appraise(a_round, HEALTH, works_in(a_round, BUILDING))


def test_many_units_on_a_page_ask_once_what_became_of_them(a_round: ARound) -> None:
    tree = round_tree(a_round.round)
    with CaptureQueriesContext(connection) as said:
        for unit in (HEALTH, BUILDING, HOME_AFFAIRS, COMMUNE, "khong-co"):
            assert unit in home_units(unit, tree)
    assert len(said) == 2


def test_all_who_run_the_round_belong_to_the_home_office(a_round: ARound) -> None:
    assert run_by_own_people(a_round.of[HOME_AFFAIRS])
    assert not run_by_own_people(a_round.of[HEALTH])


@pytest.mark.parametrize(("unit", "until"), [(PROVINCE, date(2010, 1, 1)), (COMMUNE, None), (HEALTH, None)])
def test_who_ran_rounds_once_or_runs_others_counts_no_more(a_round: ARound, unit: str, until: date | None) -> None:
    Membership.objects.create(
        user=a_round.people["nguoi-xem"], unit_id=unit, role="secretariat", valid_from=BEGAN, valid_to=until
    )
    assert run_by_own_people(a_round.of[HOME_AFFAIRS])


def test_who_may_not_sign_in_runs_nothing(a_round: ARound) -> None:
    person = a_round.people["nguoi-xem"]
    Membership.objects.create(user=person, unit_id=PROVINCE, role="secretariat", valid_from=BEGAN)
    assert not run_by_own_people(a_round.of[HOME_AFFAIRS])
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert run_by_own_people(a_round.of[HOME_AFFAIRS])


def test_somebody_who_left_the_home_office_runs_the_round_from_elsewhere(a_round: ARound) -> None:
    Membership.objects.filter(user=a_round.people["thuong-truc"], unit=HOME_AFFAIRS).update(valid_to=SINCE)
    assert not run_by_own_people(a_round.of[HOME_AFFAIRS])


def test_where_nobody_runs_the_round_an_administrator_enters_survey_points(a_round: ARound) -> None:
    Membership.objects.filter(role="secretariat").delete()
    of = a_round.stand(HEALTH, State.FIRST_APPRAISAL).pk
    given: dict[str, Any] = {"of": of, "step": Step.FIRST, "leaf": "2.2", "value": {"percent": "80"}, "seen": None}
    with pytest.raises(NotAllowed, match="điều hành đợt đánh giá"):
        save_score(by=a_round.people["tham-dinh"], note="Điều tra", **given)
    assert save_score(by=a_round.people["quan-tri"], note="Điều tra", **given).points


def test_who_sits_over_all_offices_does_not_judge_the_one_where_he_works(a_round: ARound) -> None:
    person = a_round.people["tham-dinh"]
    Membership.objects.create(user=person, unit_id=BUILDING, role="member", valid_from=BEGAN)
    refused(a_round, BUILDING, person)
    appraise(a_round, HEALTH, person)


def test_the_grid_has_no_field_for_the_office_where_one_works(a_round: ARound) -> None:
    person = a_round.people["tham-dinh"]
    Membership.objects.create(user=person, unit_id=BUILDING, role="member", valid_from=BEGAN)
    units = [a_round.stand(unit, State.FIRST_APPRAISAL) for unit in (HEALTH, BUILDING)]
    column = column_of(a_round.blocks["so"], "1.3.2", units, a_round.round.period)
    who = Appraiser(person, held_roles(person, today()), round_tree(a_round.round), today())
    assert writable(column, who) == {a_round.of[HEALTH].pk}


def test_the_grid_goes_by_the_units_of_today_too(a_round: ARound) -> None:
    found_unit("phong-moi", "division", HEALTH)
    person = works_in(a_round, "phong-moi")
    column = column_of(
        a_round.blocks["so"], "1.3.2", [a_round.stand(HEALTH, State.FIRST_APPRAISAL)], a_round.round.period
    )
    who = Appraiser(person, held_roles(person, today()), round_tree(a_round.round), today())
    assert writable(column, who) == frozenset()


def test_the_secretariat_does_not_conclude_or_vote_on_its_own_office(a_round: ARound) -> None:
    """Its role lies over all offices, another one makes it a member of the council, and it works in one of them."""
    person = a_round.people["nguoi-xem"]
    for role, unit in (("secretariat", PROVINCE), ("council", PROVINCE), ("member", BUILDING)):
        Membership.objects.create(user=person, unit_id=unit, role=role, valid_from=BEGAN)
    of = a_round.stand(BUILDING, State.COUNCIL)
    with pytest.raises(NotAllowed, match="chính cơ quan mình"):
        move(by=person, of=of.pk, name="conclude")
    dispute = raise_dispute(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.3.1", reason="chưa rõ").pk
    with pytest.raises(NotAllowed, match="chính cơ quan mình"):
        vote(by=person, dispute=dispute, points=Decimal(2))
