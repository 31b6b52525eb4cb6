"""Open items that go with the work: counted on the eve, with a digest that both sides can work out from their own list."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from parindex.assessment.handing_over import hand_over
from parindex.errors import InputFault
from parindex.organisations.lineage import LineageFact, LineageKind
from parindex.organisations.lineage_actions import reorganise
from parindex.organisations.models import AuditEvent, HandOver, Lineage, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

DAY = date(2021, 7, 1)


def line(kind: LineageKind, domain: str = "") -> int:
    admin = User.objects.get(is_superuser=True)
    fact = LineageFact(
        kind=kind, came_from="phong-a", became="phong-b", effective=DAY, decision="QĐ số 1", domain=domain
    )
    reorganise(by=admin, lines=[fact])
    return Lineage.objects.latest("id").pk


@pytest.fixture
def dossiers(bring_dossiers: Callable[..., Any], bring: Callable[..., Any]) -> None:
    """Dossiers and tasks of `phong-a`: done before the day, open, done after it; and one of the neighbour."""
    received = "01/06/2021 08:00;5;08/06/2021 17:00"
    bring_dossiers(
        "so",
        f"H-1;1.001;phong-a;{received};04/06/2021 10:00;05/06/2021 08:00;1/QĐ;04/06/2021;Đã trả kết quả",
        f"H-2;1.001;phong-a;{received};;;;;Đang xử lý",
        f"H-3;1.001;phong-a;{received};02/07/2021 10:00;02/07/2021 11:00;3/QĐ;02/07/2021;Đã trả kết quả",
        f"H-4;1.001;phong-b;{received};;;;;Đang xử lý",
        "H-5;1.001;phong-a;01/07/2021 08:00;5;08/07/2021 17:00;;;;;Đang xử lý",
    )
    bring(("1", "30/08/2021", "", "phong-a"), ("2", "30/05/2021", "20/05/2021", "phong-a"))


@pytest.mark.usefixtures("dossiers")
def test_what_was_open_on_the_eve_is_counted_with_a_digest_of_its_keys(admin: User) -> None:
    number = line(LineageKind.MERGE)
    before = AuditEvent.objects.count()
    made = {one.register: one for one in hand_over(by=admin, line=number)}
    assert {register: one.items for register, one in made.items()} == {"dossiers": 2, "assigned_tasks": 1}
    keys = "H-2\nH-3\n"
    assert made["dossiers"].digest == hashlib.sha256(keys.encode()).hexdigest()
    assert AuditEvent.objects.count() == before + 1
    assert AuditEvent.objects.latest("number").action == "items.handed_over"
    hand_over(by=admin, line=number)
    assert (HandOver.objects.count(), AuditEvent.objects.count()) == (2, before + 1), "nothing changed, nothing written"


@pytest.mark.usefixtures("dossiers")
def test_rows_that_come_later_make_a_further_record_and_the_first_stays(
    admin: User, bring_dossiers: Callable[..., Any]
) -> None:
    number = line(LineageKind.MERGE)
    hand_over(by=admin, line=number)
    bring_dossiers("so", "H-9;1.001;phong-a;02/06/2021 08:00;5;09/06/2021 17:00;;;;;Đang xử lý")
    made = hand_over(by=admin, line=number)
    assert [(one.register, one.items) for one in made] == [("dossiers", 3)]
    assert list(HandOver.objects.filter(register="dossiers").values_list("items", flat=True)) == [2, 3]


@pytest.mark.usefixtures("dossiers")
def test_of_one_field_only_registers_that_name_fields_are_handed_over(admin: User) -> None:
    made = hand_over(by=admin, line=line(LineageKind.ABSORB, "Việc làm"))
    assert [(one.register, one.items) for one in made] == [("dossiers", 0)], "these dossiers name no field"


def test_without_rows_there_is_nothing_to_hand_over(admin: User, units: object) -> None:
    number = line(LineageKind.MERGE)
    with pytest.raises(InputFault, match="chưa có sổ"):
        hand_over(by=admin, line=number)
    for wrong in (number + 100, 0):
        with pytest.raises(InputFault, match="Không có việc sắp xếp"):
            hand_over(by=admin, line=wrong)
    assert not HandOver.objects.exists()


@pytest.mark.usefixtures("dossiers")
def test_a_line_that_moves_no_work_has_no_hand_over(admin: User) -> None:
    fact = LineageFact(kind=LineageKind.ABOLISH, came_from="phong-a", became=None, effective=DAY, decision="QĐ số 2")
    reorganise(by=admin, lines=[fact])
    with pytest.raises(InputFault, match="Không có việc sắp xếp"):
        hand_over(by=admin, line=Lineage.objects.latest("id").pk)


@pytest.mark.usefixtures("dossiers")
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_who_manages_the_unit_hands_over(role: Role, make_person: Callable[[Role, str], User]) -> None:
    number = line(LineageKind.MERGE)
    with pytest.raises(NotAllowed):
        hand_over(by=make_person(role, "so"), line=number)
    assert not HandOver.objects.exists()


@pytest.mark.usefixtures("dossiers")
def test_an_administrator_of_the_office_hands_over_for_a_unit_that_is_gone(
    make_person: Callable[[Role, str], User],
) -> None:
    number = line(LineageKind.MERGE)
    assert len(hand_over(by=make_person(Role.ADMINISTRATOR, "so"), line=number)) == 2
    with pytest.raises(NotAllowed):
        hand_over(by=make_person(Role.ADMINISTRATOR, "so-khac"), line=number)
