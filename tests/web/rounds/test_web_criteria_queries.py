"""How often the pages of the editor and of an amendment ask the database: as often for many leaves, units, sets as for few."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.rounds.a_round import PROVINCE, ARound, large_set, make_round

from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.set_documents import save_set
from parindex.criteria.loading import load
from parindex.organisations.models import User
from parindex.web.criteria_part_forms import PARTS

BASE = f"/{PROVINCE}/2021"
SET = f"{BASE}/bo-tieu-chi"
FEW, MANY = 1, 12


def asked(client: Client, address: str) -> int:
    """The queries of a page; what is kept between requests is there already."""
    client.get(address)
    with CaptureQueriesContext(connection) as said:
        assert client.get(address).status_code == 200
    return len(said)


def written(admin: User, code: str, leaves: int, *, versions: int = 1) -> None:
    """A set of the editor with so many leaves more, each waiting to be confirmed."""
    waits = dict.fromkeys(load(large_set(leaves), name=code).by_code, "Đọc từ câu trong bảng.")
    for seen in range(versions):
        text = large_set(leaves).replace("title: Bộ tiêu chí", f"title: Bản {seen} của bộ tiêu chí")
        save_set(by=admin, unit=PROVINCE, code=code, document=text, seen=seen or None, saved="soạn", pending=waits)


@pytest.mark.parametrize(
    "path",
    [
        f"{SET}/CODE/",
        f"{SET}/CODE/tep.yaml",
        f"{SET}/CODE/toan-van/",
        f"{SET}/CODE/phan-dau/",
        *(f"{SET}/CODE/phan-dau/?phan={part}" for part in PARTS),
        f"{SET}/CODE/them/",
        f"{SET}/CODE/them/?duoi=3",
        f"{SET}/CODE/muc/3/",
        f"{SET}/CODE/muc/3.1/",
        f"{SET}/CODE/xac-nhan/",
        f"{BASE}/chep-bo-tieu-chi/?tu=kho:CODE",
        f"{BASE}/so-bo-tieu-chi/?a=mau:mau-cap-so-2021&b=kho:CODE",
    ],
)
def test_a_page_of_a_set_asks_as_often_whatever_its_leaves_and_versions(
    a_round: ARound, admin: User, path: str
) -> None:
    written(admin, "it", FEW)
    written(admin, "nhieu", MANY, versions=3)
    client = Client()
    client.force_login(admin)
    few, many = (asked(client, path.replace("CODE", code)) for code in ("it", "nhieu"))
    assert few == many <= 20


@pytest.mark.parametrize("path", ["bo-tieu-chi/", "chep-bo-tieu-chi/", "nhap-bo-tieu-chi/", "so-bo-tieu-chi/"])
def test_a_page_that_lists_sets_asks_as_often_whatever_their_number(a_round: ARound, admin: User, path: str) -> None:
    client, said = Client(), []
    client.force_login(admin)
    for many in (FEW, MANY):
        for number in range(many):
            written(admin, f"bo-{many}-{number}", FEW)
        said.append(asked(client, f"{BASE}/{path}"))
    assert said[0] == said[1] <= 20


def _amended(leaves: int) -> str:
    """The set with another id, and with levels that no score of its further leaves fits."""
    text = large_set(leaves).replace("id: bo-dot-so-2021", "id: bo-dot-so-2021-sd1")
    return text.replace("{key: a, text: đủ", "{key: c, text: đủ")


def _asked_of_amendment(admin: User, units: int, leaves: int) -> int:
    """The queries of the plan for a round of so many departments more, all scored, one half past its own step."""
    a_round = make_round(admin, more=units, document=large_set(leaves))
    departments = [of for of in a_round.of.values() if of.block == "so"]
    for at, of in enumerate(departments):
        for leaf in ("1.3.1", *(f"3.{number}" for number in range(1, leaves + 1))):
            value = {"level": "late" if leaf == "1.3.1" else "a"}
            save_score(by=admin, of=of.pk, step=Step.SELF, leaf=leaf, value=value, note="QĐ 8", seen=None)
        if at % 2:
            a_round.stand(of.unit_id, State.FIRST_APPRAISAL)
    save_set(by=admin, unit=PROVINCE, code="so-sua", document=_amended(leaves), seen=None, saved="soạn")
    client = Client()
    client.force_login(admin)
    return asked(client, f"{BASE}/dot/2021/sua-bo/?khoi=so&bo=kho:so-sua")


@pytest.mark.parametrize(("units", "leaves"), [(MANY, FEW), (FEW, MANY)])
def test_the_plan_of_an_amendment_asks_as_often_whatever_the_units_and_leaves(
    admin: User, units: int, leaves: int
) -> None:
    said = []
    for more in ((FEW, FEW), (units, leaves)):
        with transaction.atomic():
            said.append(_asked_of_amendment(admin, *more))
            transaction.set_rollback(True)
    assert said[0] == said[1] <= 40
