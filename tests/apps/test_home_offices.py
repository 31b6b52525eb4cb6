"""Where a person works: asked for with a role that judges offices, kept with its days, missed by the doctor."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from parindex.errors import InputFault
from parindex.organisations.actions import create_user, grant_role, set_office
from parindex.organisations.home_offices import judges_offices, judges_without_office
from parindex.organisations.models import AuditEvent, Membership, User
from parindex.organisations.people import people_on
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

DAY = date(2022, 1, 1)
JUDGES = (Role.APPRAISER, Role.COUNCIL, Role.SECRETARIAT)


def new(admin: User, **more: Any) -> User:
    given = {
        "username": "moi",
        "display_name": "Mới",
        "password": "mot-mat-khau-dai",
        "unit": "tinh",
        "valid_from": DAY,
    }
    return create_user(by=admin, **(given | {"role": Role.COUNCIL} | more))


def offices() -> list[tuple[str, date, date | None]]:
    rows = Membership.objects.filter(role=Role.MEMBER.value).order_by("valid_from")
    return list(rows.values_list("unit", "valid_from", "valid_to"))


@pytest.mark.parametrize("role", Role)
def test_only_a_role_that_judges_offices_under_its_unit_asks_where_one_works(units: object, role: Role) -> None:
    assert judges_offices(role, "tinh") is (role in JUDGES)
    assert not judges_offices(role, "so")
    assert not judges_offices(role, "phong-a")


@pytest.mark.parametrize("role", JUDGES)
def test_who_judges_offices_is_not_made_without_his_own(admin: User, units: object, role: Role) -> None:
    with pytest.raises(InputFault, match="cơ quan nơi người này làm việc"):
        new(admin, role=role)
    assert not User.objects.filter(username="moi").exists()
    new(admin, role=role, office="so")
    assert offices() == [("so", DAY, None)]
    assert AuditEvent.objects.latest("number").payload == {"role": role.value, "office": "so"}


def test_a_further_role_asks_only_while_the_office_is_not_known(admin: User, units: object) -> None:
    new(admin, unit="so-khac", role=Role.HEAD)
    order: dict[str, Any] = {"by": admin, "username": "moi", "unit": "tinh", "role": Role.COUNCIL, "valid_from": DAY}
    with pytest.raises(InputFault, match="nơi người này làm việc"):
        grant_role(**order)
    grant_role(**order, office="so")
    grant_role(**(order | {"role": Role.APPRAISER}))
    assert offices() == [("so", DAY, None)]


def test_who_moves_to_another_office_leaves_the_first_the_day_before(admin: User, units: object) -> None:
    new(admin, office="so")
    since = DAY + timedelta(days=90)
    for _ in range(2):
        set_office(by=admin, username="moi", unit="so-khac", valid_from=since)
    assert offices() == [("so", DAY, since - timedelta(days=1)), ("so-khac", since, None)]
    assert AuditEvent.objects.filter(action="office.set").count() == 1
    with pytest.raises(InputFault, match="hãy ghi ngày sau đó"):
        set_office(by=admin, username="moi", unit="so", valid_from=DAY + timedelta(days=30))
    (person,) = (one for one in people_on(today()) if one.username == "moi")
    assert person.office == "so-khac"


def test_only_who_manages_both_offices_moves_a_person(
    admin: User, units: object, make_person: Callable[[Role, str], User]
) -> None:
    new(admin, office="so-khac")
    for unit in ("so", "so-khac"):
        with pytest.raises(NotAllowed):
            set_office(by=make_person(Role.ADMINISTRATOR, unit), username="moi", unit="so", valid_from=today())
    assert offices() == [("so-khac", DAY, None)]


def test_the_doctor_names_judges_of_whom_no_office_is_known(admin: User, units: object) -> None:
    for name, unit, role in (
        ("hoi-dong", "tinh", Role.COUNCIL),
        ("thuong-truc", "tinh", Role.SECRETARIAT),
        ("co-noi", "tinh", Role.APPRAISER),
        ("trong-so", "so", Role.APPRAISER),
        ("nguoi-xem", "tinh", Role.VIEWER),
        ("da-nghi", "tinh", Role.COUNCIL),
    ):
        person = User.objects.create(username=name, password="!", is_active=name != "da-nghi")
        Membership.objects.create(user=person, unit_id=unit, role=role.value, valid_from=DAY)
    set_office(by=admin, username="co-noi", unit="tinh", valid_from=DAY)
    assert judges_without_office(today()) == ("hoi-dong", "thuong-truc")
    assert judges_without_office(DAY - timedelta(days=1)) == ()
