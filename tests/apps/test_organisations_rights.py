"""Who may do what: every role and right, in the own unit, above, below, beside, and elsewhere."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from agency import AGENCY, fact

from parindex.organisations.actions import create_user, save_units
from parindex.organisations.models import Membership, User
from parindex.organisations.queries import today, unit_tree
from parindex.organisations.rights import Held, NotAllowed, allows, check_may, held_roles
from parindex.organisations.roles import ROLE_RIGHTS, ROLE_TITLES, Right, Role
from parindex.organisations.tree import tree_on

DAY = date(2021, 12, 31)
TREE = tree_on(DAY, AGENCY)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_role_reaches_its_unit_and_those_below_and_nothing_else(role: Role, right: Right) -> None:
    held = (Held("so", role),)
    may = {unit for unit in TREE.by_id if allows(held, right, unit, TREE)}
    assert may == ({"so", "van-phong", "phong-a", "phong-b"} if right in ROLE_RIGHTS[role] else set())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_member_of_a_division_acts_there_and_sees_the_whole_agency(role: Role, right: Right) -> None:
    may = {unit for unit in TREE.by_id if allows((Held("phong-a", role),), right, unit, TREE)}
    if right is Right.VIEW:
        assert may == {"so", "van-phong", "phong-a", "phong-b"}
    else:
        assert may == ({"phong-a"} if right in ROLE_RIGHTS[role] else set())


def test_a_role_at_the_province_reaches_everybody() -> None:
    assert all(allows((Held("tinh", Role.SECRETARIAT),), Right.ADOPT, unit, TREE) for unit in TREE.by_id)


def test_nobody_has_a_right_in_a_unit_that_is_not_there() -> None:
    assert not allows((Held("tinh", Role.ADMINISTRATOR),), Right.VIEW, "khong-co", TREE)
    assert not allows((Held("khong-co", Role.ADMINISTRATOR),), Right.VIEW, "so", TREE)


def test_only_the_administrator_manages_and_only_the_secretariat_and_he_adopt() -> None:
    assert [role for role in Role if Right.MANAGE in ROLE_RIGHTS[role]] == [Role.ADMINISTRATOR]
    assert {role for role in Role if Right.ADOPT in ROLE_RIGHTS[role]} == {Role.SECRETARIAT, Role.ADMINISTRATOR}
    assert all(Right.VIEW in ROLE_RIGHTS[role] for role in Role)
    assert set(ROLE_TITLES) == set(ROLE_RIGHTS) == set(Role)


def test_a_membership_counts_on_its_first_and_last_day_only(make_person: Callable[[Role, str], User]) -> None:
    user = make_person(Role.HEAD, "so")
    Membership.objects.filter(user=user).update(valid_from=date(2021, 3, 1), valid_to=date(2021, 6, 30))
    days = (date(2021, 2, 28), date(2021, 3, 1), date(2021, 6, 30), date(2021, 7, 1))
    assert [bool(held_roles(user, day)) for day in days] == [False, True, True, False]
    with pytest.raises(NotAllowed):
        check_may(user, Right.VIEW, "so", tree=TREE, on=today())


def test_an_inactive_person_may_nothing_not_even_the_administrator(people: dict[Role, User], admin: User) -> None:
    for user in (people[Role.COORDINATOR], admin):
        check_may(user, Right.IMPORT, "so", tree=TREE, on=today())
        user.is_active = False
        user.save()
        with pytest.raises(NotAllowed):
            check_may(user, Right.IMPORT, "so", tree=TREE, on=today())


def test_an_inactive_administrator_cannot_write_units_or_people(units: object, admin: User) -> None:
    admin.is_active = False
    admin.save()
    with pytest.raises(NotAllowed):
        save_units(by=admin, facts=[fact("moi")])
    with pytest.raises(NotAllowed):
        create_user(
            by=admin, username="a", display_name="", password="x" * 12, unit="so", role=Role.HEAD, valid_from=DAY
        )
    assert "moi" not in unit_tree(today()).by_id


def test_an_administrator_by_role_manages_units_below_and_no_others(make_person: Callable[[Role, str], User]) -> None:
    user = make_person(Role.ADMINISTRATOR, "so")
    save_units(by=user, facts=[fact("phong-moi"), fact("to-moi", parent="phong-moi"), fact("phong-a", name="Tên mới")])
    assert unit_tree(today()).by_id["phong-a"].name == "Tên mới"
    for foreign in (
        fact("phong-khac", parent="so-khac", name="Của tôi"),
        fact("phong-khac", parent="so"),  # pulling somebody else's division over
        fact("phong-hai", parent="so-khac"),
        fact("phong-a", parent="so-khac"),  # pushing one's own division onto somebody else
        fact("goc", "province", None),
    ):
        with pytest.raises(NotAllowed):
            save_units(by=user, facts=[foreign])


def test_a_refusal_says_which_right_and_whom_to_ask(people: dict[Role, User]) -> None:
    with pytest.raises(
        NotAllowed,
        match=r"nhập số liệu của đơn vị.*Quyền này là của: Công chức.*, Văn phòng \(đầu mối CCHC\), tại đơn vị đó",
    ):
        check_may(people[Role.VIEWER], Right.IMPORT, "so", tree=TREE, on=today())


def test_an_office_that_no_longer_exists_keeps_its_readers(people: dict[Role, User], admin: User) -> None:
    save_units(by=admin, facts=[fact("phong-a", valid_to=today() - timedelta(days=1))])
    viewer = people[Role.VIEWER]
    check_may(viewer, Right.VIEW, "phong-a", tree=unit_tree(DAY), on=today())
    with pytest.raises(NotAllowed):
        check_may(viewer, Right.VIEW, "phong-a", tree=unit_tree(today()), on=today())
