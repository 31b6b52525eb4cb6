"""A leaf against the best of its block, without a measure, on screen: own amount in, the block's best shown."""

from typing import Any

from django.test import Client
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, ARound, make_round
from tests.apps.rounds.test_round_block_best import DOCUMENT, LEAF, give
from tests.web.reading import Page

from parindex.assessment.rounds.judging import leaf_of
from parindex.assessment.rounds.models import StepScore
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.states import State, Step
from parindex.organisations.models import User
from parindex.web.column_inputs import Inputs


def signed_in(made: ARound, who: str) -> Client:
    client = Client()
    client.force_login(made.people[who])
    return client


def read(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return Page(response.content.decode()).text


def leaf(unit: str) -> str:
    return f"/{unit}/2021/dot/2021/tieu-chi/{LEAF}/"


def test_a_unit_types_its_own_amount_and_sees_the_best_without_whose_it_is(admin: User) -> None:
    made = make_round(admin, document=DOCUMENT)
    client = signed_in(made, f"van-phong.{HEALTH}")
    assert "Số cao nhất của khối chưa có; còn 3 đơn vị trong khối chưa ghi số" in read(client.get(leaf(HEALTH)))
    give(made, BUILDING, {"amount": "20"})
    sent = {"viec": "diem", "amount": "10", "best": "", "note": "sổ theo dõi", "thay": ""}
    text = read(client.post(leaf(HEALTH), sent, follow=True))
    assert StepScore.objects.get(of=made.of[HEALTH]).value == {"amount": "10", "best": "20"}
    assert "20, theo số các đơn vị đã ghi; còn 1 đơn vị trong khối chưa ghi số" in text
    assert f"Đơn vị {BUILDING}" not in text


def test_an_appraiser_sees_whose_the_best_is_and_leaves_its_field_empty(admin: User) -> None:
    made = make_round(admin, document=DOCUMENT)
    for unit, amount in ((HEALTH, "10"), (HOME_AFFAIRS, "5"), (BUILDING, "20")):
        give(made, unit, {"amount": amount})
    made.stand(HEALTH, State.FIRST_APPRAISAL)
    client = signed_in(made, "tham-dinh")
    assert f"Số cao nhất của khối 20 (Đơn vị {BUILDING})" in read(client.get(leaf(HEALTH)))
    sent = {"viec": "diem", "amount": "10", "best": "", "note": "theo số của khối", "thay": ""}
    read(client.post(leaf(HEALTH), sent, follow=True))
    assert StepScore.objects.get(of=made.of[HEALTH], step=Step.FIRST.value).points == "2"


def test_unequal_bests_stand_among_what_should_be_looked_at_again(admin: User) -> None:
    made = make_round(admin, document=DOCUMENT)
    give(made, HEALTH, {"amount": "10"})
    give(made, BUILDING, {"amount": "20"})
    text = read(signed_in(made, "tham-dinh").get("/tinh/2021/dot/2021/nhat-quan/"))
    assert "Số cao nhất của khối ghi khác nhau" in text
    assert f"cao nhất 10 : Đơn vị {HEALTH}" in text and f"cao nhất 20 : Đơn vị {BUILDING}" in text


def test_a_column_does_not_begin_with_the_best_of_an_earlier_moment(admin: User) -> None:
    found = set_of(make_round(admin, document=DOCUMENT).blocks["so"])
    begun = Inputs(found, leaf_of(found, LEAF)).initial({"amount": "10", "best": "10"}, "")
    assert (begun["amount"], begun["best"]) == ("10", "")
