"""Who is in a round, on screen: units that ended inside the year, units brought in or taken out, a round cancelled."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from reading import Page, read
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, PERIOD, PROVINCE, ARound, make_round
from tests.apps.rounds.reorganised import ended

from parindex.assessment.rounds.models import Move, RoundCancellation, RoundUnit
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import TRANSITIONS, State, Step
from parindex.organisations.models import Unit, UnitVersion, User
from parindex.web.urls import urlpatterns

AsPerson = Callable[[str], Client]
ROUND = f"/tinh/{PERIOD}/dot/2021/"
MERGED = f"đã sáp nhập vào “Đơn vị {BUILDING}” từ ngày 01/07/2021"


def at(unit: str) -> str:
    return f"/{unit}/{PERIOD}/dot/2021/"


def show(client: Client, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read(answer)


def buttons(page: Page) -> set[str]:
    return {one["value"] for one in page.all("button") if one.get("name") == "buoc"}


@pytest.fixture
def merged(a_round: ARound) -> ARound:
    """Sở Y tế had scored itself in part when it went into Sở Xây dựng."""
    save_score(
        by=a_round.people["quan-tri"],
        of=a_round.of[HEALTH].pk,
        step=Step.SELF,
        leaf="1.3.1",
        value={"level": "late"},
        note="Kế hoạch số 5/KH",
        seen=None,
    )
    ended(a_round, HEALTH, BUILDING)
    return a_round


@pytest.mark.parametrize("who", ["thuong-truc", "nguoi-xem", f"lanh-dao.{BUILDING}", f"van-phong.{HEALTH}"])
@pytest.mark.parametrize("page", ["", "phieu/", "tieu-chi/1.3.1/", "dien-bien/", "thoi-gian/", "hoi-dong/"])
def test_the_pages_of_a_merged_unit_stay_open_and_say_what_became_of_it(
    merged: ARound, as_person: AsPerson, who: str, page: str
) -> None:
    found = show(as_person(who), at(HEALTH) + page)
    assert MERGED in found.text


def test_the_score_of_a_merged_unit_stays_readable(merged: ARound, as_person: AsPerson) -> None:
    client = as_person(f"lanh-dao.{BUILDING}")
    assert "1,00" in show(client, at(HEALTH) + "phieu/").text
    assert "Kế hoạch số 5/KH" in show(client, at(HEALTH) + "tieu-chi/1.3.1/").text
    assert as_person(f"lanh-dao.{HOME_AFFAIRS}").get(at(HEALTH)).status_code == 403


def test_the_round_lists_a_merged_unit_with_its_heir_and_offers_to_settle_it(
    merged: ARound, as_person: AsPerson
) -> None:
    client = as_person("thuong-truc")
    page = show(client, ROUND)
    assert "Khối sở: 3 đơn vị" in page.text
    assert f"Đơn vị {HEALTH} {MERGED}" in page.text
    assert {"withdraw", "succeed"} <= buttons(page)
    assert at(HEALTH) + "phieu/" in page.links
    assert "4 đang tự chấm" in show(client, f"/tinh/{PERIOD}/dot/").text
    heir = show(as_person(f"lanh-dao.{BUILDING}"), at(BUILDING))
    assert f"Đơn vị {HEALTH}" in heir.text
    asked = show(client, f"{ROUND}chuyen/?buoc=succeed&don_vi={HEALTH}")
    assert "sẽ chuyển sang “Đã chuyển sang đơn vị kế thừa”" in asked.text
    sent = {"buoc": "succeed", "don_vi": HEALTH, "xac_nhan": "1", "reason": "Theo QĐ số 9"}
    done = read(client.post(f"{ROUND}chuyen/", sent, follow=True))
    assert "Khối sở: 2 đơn vị" in done.text
    assert "Không chấm trong đợt: 1 đơn vị" in done.text
    assert "Theo QĐ số 9" in done.text
    assert "join" in buttons(done)
    assert "1,00" in show(client, at(HEALTH) + "phieu/").text


def test_who_is_there_is_not_offered_an_heir(as_person: AsPerson) -> None:
    assert "succeed" not in buttons(show(as_person("thuong-truc"), ROUND))


def test_every_page_of_a_merged_unit_is_shown_or_not_found(merged: ARound, as_person: AsPerson) -> None:
    client, parts = as_person("quan-tri"), {"unit": HEALTH, "period": PERIOD, "round": PERIOD, "leaf": "1.3.1"}
    parts |= {"register": "assigned_tasks", "block": "so", "code": "1.1", "step": "self"}
    tried = 0
    for one in urlpatterns:
        names = set(one.pattern.converters)
        if {"unit", "period"} <= names <= set(parts):
            address = reverse(str(one.name), kwargs={name: parts[name] for name in names})
            answer = client.get(address)
            assert answer.status_code in (200, 302, 403, 404), address
            tried += 1
    assert tried > 40


@pytest.mark.parametrize("who", ["thuong-truc", f"lanh-dao.{BUILDING}"])
def test_every_link_from_the_pages_of_a_merged_unit_leads_somewhere(
    merged: ARound, as_person: AsPerson, who: str
) -> None:
    client = as_person(who)
    for path in ("", "phieu/", "tieu-chi/1.3.1/"):
        for href in show(client, at(HEALTH) + path).links:
            if href.startswith(f"/{HEALTH}/"):
                assert client.get(href).status_code == 200, href


def test_a_unit_that_ended_before_the_year_has_no_page_of_it(a_round: ARound, as_person: AsPerson) -> None:
    ended(a_round, "phong-y", day=date(2020, 7, 1))
    client = as_person("thuong-truc")
    assert client.get(f"/phong-y/{PERIOD}/quy-dinh/").status_code == 404
    assert "đã kết thúc hoạt động từ ngày 01/07/2020" in show(client, "/phong-y/2020/quy-dinh/").text


def test_a_forgotten_unit_is_brought_in_on_screen(a_round: ARound, as_person: AsPerson) -> None:
    Unit.objects.create(id="so-tu-phap")
    UnitVersion.objects.create(
        unit_id="so-tu-phap", name="Sở Tư pháp", kind="department", parent_id=PROVINCE, valid_from=date(2008, 1, 1)
    )
    client = as_person("thuong-truc")
    assert ROUND + "them-don-vi/" in show(client, ROUND).links
    form = show(client, ROUND + "them-don-vi/")
    assert "Sở Tư pháp" in form.text
    assert f"Đơn vị {HEALTH}" not in form.text, "who is in the round is not offered"
    data = {"unit": "so-tu-phap", "block": "so", "reason": ""}
    assert client.post(ROUND + "them-don-vi/", data).status_code == 400
    done = read(client.post(ROUND + "them-don-vi/", data | {"reason": "Sót, CV số 5"}, follow=True))
    assert "Đã đưa Sở Tư pháp vào Đợt đánh giá năm 2021" in done.text
    assert "Khối sở: 4 đơn vị" in done.text
    history = show(client, ROUND + "dien-bien/").text
    assert "Đưa vào đợt đánh giá" in history
    assert "Sót, CV số 5" in history


def test_a_unit_is_taken_out_and_brought_back_on_screen(a_round: ARound, as_person: AsPerson) -> None:
    client = as_person("thuong-truc")
    for name, reason in (("withdraw", "Chưa đủ năm"), ("join", "Nhầm")):
        data = {"buoc": name, "don_vi": HEALTH, "xac_nhan": "1", "reason": reason}
        assert client.post(f"{ROUND}chuyen/", data).status_code == 302
    assert RoundUnit.objects.get(unit=HEALTH).state == State.SELF_SCORING.value
    assert list(Move.objects.values_list("reason", flat=True)) == ["Nhầm", "Chưa đủ năm"][::-1]


def test_nobody_leaves_a_round_by_the_box_for_all(a_round: ARound, as_person: AsPerson) -> None:
    page = read(as_person("thuong-truc").post(f"{ROUND}chuyen/", {"buoc": "withdraw", "tat_ca": "1"}))
    assert "Chưa chọn đơn vị nào" in page.text


def test_a_round_opened_by_mistake_is_cancelled_on_screen(a_round: ARound, as_person: AsPerson) -> None:
    client = as_person("thuong-truc")
    assert "có 4 đơn vị" in show(client, ROUND + "huy/").text
    assert client.post(ROUND + "huy/", {"reason": "Mở nhầm"}).status_code == 400, "it is not meant yet"
    assert not RoundCancellation.objects.exists()
    done = read(client.post(ROUND + "huy/", {"reason": "Mở nhầm", "sure": "on"}, follow=True))
    assert "Đợt đánh giá đã bị hủy, lý do: Mở nhầm" in done.text
    assert "Không chấm trong đợt: 4 đơn vị" in done.text
    assert ROUND + "huy/" not in done.links
    assert "đã hủy" in show(client, f"/tinh/{PERIOD}/dot/").text
    again = client.post(ROUND + "huy/", {"reason": "Mở nhầm", "sure": "on"})
    assert again.status_code == 400


@pytest.mark.parametrize("name", TRANSITIONS)
def test_the_page_of_a_move_takes_as_many_queries_for_three_units_as_for_twenty(admin: User, name: str) -> None:
    a_round = make_round(admin, more=20)
    for unit in a_round.of:
        a_round.stand(unit, TRANSITIONS[name].source)
    client, units, said = Client(), [unit for unit in a_round.of if unit.startswith("so-")], []
    client.force_login(a_round.people["quan-tri"])
    for many in (3, 20):
        address = f"{ROUND}chuyen/?buoc={name}&" + "&".join(f"don_vi={unit}" for unit in units[-many:])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        said.append(len(queries))
    assert said[0] == said[1] <= 30


def test_the_page_of_a_move_shows_points_and_what_is_missing(merged: ARound, as_person: AsPerson) -> None:
    page = show(as_person("thuong-truc"), f"{ROUND}chuyen/?buoc=lock&don_vi={HEALTH}&don_vi={BUILDING}")
    assert "2 đơn vị sẽ chuyển sang “Đã gửi tự chấm”; 0 đơn vị đủ điều kiện" in page.text
    assert "1,00 trên 2 điểm đã chấm, tối đa 11" in page.text
    assert "đơn vị chưa tự chấm 2 mục" in page.text
    assert "còn mở đến hết ngày" in page.text
