"""Every role at every door of a round: in one's own unit, from the office over it, from an inner unit, from a neighbour.

Who is kept out gets 403 and nothing is written; who may in gets anything but that. A share of all is tried in the
sample, chosen by a fixed seed; all of it in full.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.apps.rounds.a_round import BUILDING, HEALTH, PERIOD, PROVINCE, SET_OF_DEPARTMENTS, ARound
from tests.conftest import FULL
from tests.web.rounds.doors import DAY, DOORS, MOVES, NEEDS, Door

from parindex.assessment.models import SetDocument
from parindex.assessment.rounds.models import Dispute, Evidence, SiteCheck
from parindex.assessment.rounds.states import TRANSITIONS, State, Step
from parindex.organisations.lineage import LineageKind
from parindex.organisations.models import AuditEvent, Lineage, Membership, User
from parindex.organisations.queries import today
from parindex.organisations.roles import Role

# where the person's role is, seen from HEALTH
RELATIONS = {"own": HEALTH, "over": PROVINCE, "inner": "phong-y", "foreign": BUILDING}
SHARE = 1.0 if FULL else 0.1
# what a door shows to who may in: papers without a file, and what only takes a POST
GOT = dict.fromkeys(
    ("round_evidence_file", "round_dispute_file", "round_check_file", "criteria_do", "round_amend_read"), 404
)
GOT |= {"criteria_adopt": 302}


def may(need: str, role: Role, relation: str) -> bool:
    """What the table says."""
    own, over, inner = NEEDS[need]
    return {"own": role in own, "over": role in over, "inner": role in inner, "foreign": False}[relation]


@pytest.fixture
def numbers(a_round: ARound, admin: User) -> dict[str, str]:
    """A row of each kind that addresses name by number."""
    written = {"by": admin, "at": datetime.now(UTC)}
    of, block = a_round.of[HEALTH], a_round.blocks["so"]
    evidence = Evidence.objects.create(
        of=of,
        block=block,
        leaf="1.3.1",
        step=Step.SELF.value,
        kind=Evidence.LINK,
        title="Kế hoạch",
        address="https://vi.du/1",
        **written,
    )
    dispute = Dispute.objects.create(of=of, block=block, leaf="1.3.1", reason="Chưa thống nhất", **written)
    check = SiteCheck.objects.create(
        of=of, leaf="1.3.1", day=today(), people="Tổ kiểm tra", findings="Đủ", minutes="BB số 1", **written
    )
    SetDocument.objects.create(
        code="bo-thu",
        version=1,
        unit_id=HEALTH,
        title="Bộ thử",
        document=SET_OF_DEPARTMENTS,
        digest="0" * 64,
        saved="bắt đầu",
        **written,
    )
    line = Lineage.objects.create(
        kind=LineageKind.ABSORB.value,
        came_from_id=HEALTH,
        became_id=BUILDING,
        effective=DAY,
        domain="Dân số",
        decision="QĐ số 1",
        **written,
    )
    return {"?evidence": str(evidence.pk), "?dispute": str(dispute.pk), "?check": str(check.pk), "?line": str(line.pk)}


def path(door: Door, numbers: dict[str, str]) -> str:
    parts = {name: numbers.get(value, value) for name, value in door.parts.items()}
    return reverse(door.name, kwargs={"unit": HEALTH, "period": PERIOD, **parts}) + door.query


def ask(client: Client, door: Door, address: str, *, post: bool) -> tuple[int, int]:
    """The status, and how many audit rows it left; whatever it wrote is taken back."""
    before = AuditEvent.objects.count()
    with transaction.atomic():
        answer = client.post(address, dict(door.data)) if post else client.get(address)
        left = AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    return answer.status_code, left


def chosen(role: Role, relation: str) -> Iterator[tuple[Door, bool]]:
    """(door, whether posted) that the role is tried on."""
    choose = random.Random(f"{role.value} {relation}")
    for door in DOORS:
        for post in (False, True):
            if choose.random() < SHARE:
                yield door, post


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", Role)
def test_who_gets_in_is_what_the_table_says(
    role: Role, relation: str, a_round: ARound, numbers: dict[str, str]
) -> None:
    user = User.objects.create(username=f"{role.value}.{relation}", display_name="Người thử", password="!")
    Membership.objects.create(user=user, unit_id=RELATIONS[relation], role=role.value, valid_from=date(2008, 1, 1))
    client = Client()
    client.force_login(user)
    wrong = []
    for door, post in chosen(role, relation):
        a_round.stand(HEALTH, door.state)
        status, left = ask(client, door, path(door, numbers), post=post)
        allowed = may(door.post if post else door.get, role, relation)
        if (status != 403) is not allowed or status >= 500 or (left and not (post and allowed)):
            wrong.append((door.name, door.query, door.state.value, "POST" if post else "GET", status, left))
    assert wrong == []


def test_every_transition_is_a_door_of_its_own_in_the_state_that_it_leaves() -> None:
    doors = {door.data["buoc"]: door.state for door in MOVES}
    assert doors == {name: one.source for name, one in TRANSITIONS.items()}


def test_who_has_not_signed_in_is_sent_to_sign_in_from_every_door(numbers: dict[str, str]) -> None:
    client = Client()
    for door in DOORS:
        for answer in (client.get(path(door, numbers)), client.post(path(door, numbers), dict(door.data))):
            assert answer.status_code == 302, door.name
            assert answer["Location"].startswith("/dang-nhap/?next="), door.name


def test_the_doors_stand_open_to_somebody_at_least(a_round: ARound, numbers: dict[str, str]) -> None:
    """The table would also hold for a site that is shut: the administrator over all gets into every one of them."""
    client = Client()
    user = User.objects.create(username="tat-ca", display_name="Người thử", password="!")
    for role in (Role.ADMINISTRATOR, Role.APPROVER):
        Membership.objects.create(user=user, unit_id=PROVINCE, role=role.value, valid_from=date(2008, 1, 1))
    client.force_login(user)
    for door in DOORS:
        a_round.stand(HEALTH, door.state)
        status, _ = ask(client, door, path(door, numbers), post=False)
        assert status == GOT.get(door.name, 200), (door.name, status)
    assert State.ANNOUNCED not in {door.state for door in DOORS}, "nothing is written once results are announced"
