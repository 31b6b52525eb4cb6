"""The pages that a round is run from: lists, windows, moves of one and of many, fields of appraisal, opening one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reading import Page, read
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, PERIOD, ARound, make_round

from parindex.assessment.models import Adoption
from parindex.assessment.rounds.fields import assign_field, fields_of
from parindex.assessment.rounds.models import Move, Round, RoundUnit, StepScore, Window
from parindex.assessment.rounds.scoring import accept_proposals
from parindex.assessment.rounds.setting_windows import extend_window
from parindex.assessment.rounds.states import OUTSIDE, STATE_TITLES, STEP_TITLES, TRANSITIONS, State, Step
from parindex.assessment.rounds.windows import window_of
from parindex.organisations.models import User
from parindex.organisations.queries import today

AsPerson = Callable[[str], Client]
ROUND = f"/tinh/{PERIOD}/dot/2021/"
SELF_LEAVES = ("1.1", "1.2", "1.3.1")


def at(unit: str) -> str:
    return f"/{unit}/{PERIOD}/dot/2021/"


def show(client: Client, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read(answer)


def buttons(page: Page) -> set[str]:
    return {one["value"] for one in page.all("button") if one.get("name") == "buoc"}


def self_scored(a_round: ARound, unit: str, leaves: tuple[str, ...], by: str) -> None:
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


def test_the_list_shows_the_rounds_that_a_place_has_part_in(as_person: AsPerson) -> None:
    page = show(as_person("nguoi-xem"), f"/tinh/{PERIOD}/dot/")
    assert "Đợt đánh giá năm 2021" in page.text
    assert "4 đang tự chấm" in page.text
    assert ROUND in page.links
    assert "Mở đợt đánh giá" not in page.text
    own = show(as_person(f"van-phong.{HEALTH}"), f"/{HEALTH}/{PERIOD}/dot/")
    assert "1 đang tự chấm" in own.text
    assert at(HEALTH) in own.links


def test_the_list_of_another_year_links_to_the_rounds_own_year(as_person: AsPerson) -> None:
    assert ROUND in show(as_person("nguoi-xem"), "/tinh/2023/dot/").links


def test_a_place_without_part_in_any_round_says_so(as_person: AsPerson) -> None:
    assert "Chưa có đợt đánh giá nào" in show(as_person("cong-chuc.so-y-te"), f"/phong-y/{PERIOD}/dot/").text


def test_the_navigation_leads_to_the_rounds_from_every_page(as_person: AsPerson) -> None:
    page = show(as_person("nguoi-xem"), f"/tinh/{PERIOD}/quy-dinh/")
    assert f"/tinh/{PERIOD}/dot/" in page.links


def test_the_round_shows_every_unit_its_state_sums_and_what_is_missing(a_round: ARound, as_person: AsPerson) -> None:
    a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    page = show(as_person("nguoi-xem"), ROUND)
    for unit in a_round.of:
        assert f"Đơn vị {unit}" in page.text
    assert "Khối sở: 3 đơn vị" in page.text
    assert "đơn vị chưa tự chấm 3 mục; cơ quan thẩm định chưa chấm 1 mục" in page.text
    assert "cơ quan thẩm định chưa chấm 5 mục" in page.text
    assert "chưa có kết quả điều tra xã hội học của 1 mục" in page.text
    assert STATE_TITLES[State.FIRST_APPRAISAL] in page.text
    assert buttons(page) == set(), "who only looks is offered nothing"


def test_units_asked_for_different_leaves_are_compared_by_their_index(a_round: ARound, as_person: AsPerson) -> None:
    for unit in (BUILDING, HEALTH):
        accept_proposals(by=a_round.people[f"van-phong.{unit}"], of=a_round.of[unit].pk)
    page = show(as_person("nguoi-xem"), ROUND)
    assert "4,20 chỉ số tạm tính 35,00%" in page.text
    assert "4,20 chỉ số tạm tính 38,18%" in page.text
    assert page.text.count("chỉ số tạm tính") == 2, "who has no points has no index"
    a_round.stand(HEALTH, State.ANNOUNCED)
    assert "4,20 chỉ số 38,18%" in show(as_person("nguoi-xem"), ROUND).text


@pytest.mark.parametrize(("who", "path"), [("thuong-truc", ROUND), (f"lanh-dao.{HEALTH}", at(HEALTH))])
def test_every_link_of_the_round_leads_somewhere(as_person: AsPerson, who: str, path: str) -> None:
    client = as_person(who)
    links = [href for href in show(client, path).links if "/dot/2021/" in href]
    assert len(links) >= 5
    for href in links:
        assert client.get(href).status_code == 200, href


def test_a_unit_sees_itself_and_nobody_else(as_person: AsPerson) -> None:
    client = as_person(f"lanh-dao.{HEALTH}")
    page = show(client, at(HEALTH))
    assert f"Đơn vị {HEALTH}" in page.text
    assert f"Đơn vị {BUILDING}" not in page.text
    assert buttons(page) == {"submit"}
    assert client.get(ROUND).status_code == 403
    assert client.get(at(BUILDING)).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        f"/tinh/{PERIOD}/dot/khong-co/",
        "/tinh/2020/dot/2021/",
        f"/phong-y/{PERIOD}/dot/2021/",
        f"{ROUND}chuyen/?buoc=khong-co",
        f"{ROUND}chuyen/",
        f"{ROUND}thoi-gian/khong-co/",
        f"{ROUND}chuyen/?buoc=lock&don_vi=khong-co",
    ],
)
def test_what_is_not_in_a_round_is_not_found(as_person: AsPerson, path: str) -> None:
    assert as_person("quan-tri").get(path).status_code == 404


PAGES = ("", "dien-bien/", "thoi-gian/", "phan-cong/")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_round_takes_as_many_queries_for_few_units_as_for_many(admin: User, page: str) -> None:
    a_round = make_round(admin, more=40)
    a_round.stand(HEALTH, State.SUBMITTED)
    client = Client()
    client.force_login(a_round.people["thuong-truc"])
    said = []
    for _ in range(2):
        client.get(ROUND + page)  # fills what is kept once a process
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ROUND + page).status_code == 200
        said.append(len(queries))
        RoundUnit.objects.filter(unit__id__startswith="so-0").delete()
    assert RoundUnit.objects.count() == 4
    assert said[0] == said[1] <= 20


def test_the_head_sends_the_self_score_of_the_unit(a_round: ARound, as_person: AsPerson) -> None:
    client = as_person(f"lanh-dao.{HEALTH}")
    asked = read(client.post(f"{at(HEALTH)}chuyen/", {"buoc": "submit", "don_vi": HEALTH}))
    assert "Còn 3 mục chưa tự chấm: 1.1, 1.2, 1.3.1." in asked.text
    assert not Move.objects.exists()
    confirm = {"buoc": "submit", "don_vi": HEALTH, "xac_nhan": "1"}
    refused = client.post(f"{at(HEALTH)}chuyen/", confirm)
    assert refused.status_code == 400
    assert "Còn 3 mục chưa tự chấm" in read(refused).text
    self_scored(a_round, HEALTH, SELF_LEAVES, f"van-phong.{HEALTH}")
    answer = client.post(f"{at(HEALTH)}chuyen/", confirm, follow=True)
    assert f"Đơn vị {HEALTH} đã sang “Đã gửi tự chấm”" in read(answer).text
    assert RoundUnit.objects.get(unit=HEALTH).state == State.SUBMITTED.value


def test_one_person_alone_says_so_and_every_page_shows_it(a_round: ARound, as_person: AsPerson) -> None:
    client, path = as_person("mot-nguoi.xa-a"), f"{at(COMMUNE)}chuyen/"
    self_scored(a_round, COMMUNE, ("1.1", "1.2"), "mot-nguoi.xa-a")
    form = show(client, f"{path}?buoc=submit")
    assert [one["type"] for one in form.fields if one["name"] == "alone"] == ["checkbox"]
    confirm = {"buoc": "submit", "don_vi": COMMUNE, "xac_nhan": "1"}
    refused = client.post(path, confirm)
    assert refused.status_code == 400
    assert "người thứ hai duyệt" in read(refused).text
    assert client.post(path, confirm | {"alone": "on"}).status_code == 302
    for page in (at(COMMUNE), f"{at(COMMUNE)}dien-bien/"):
        assert "tự xác nhận" in show(client, page).text
    assert "tự xác nhận" in show(as_person("nguoi-xem"), ROUND).text


def test_a_second_person_is_not_asked_whether_he_is_alone(a_round: ARound, as_person: AsPerson) -> None:
    self_scored(a_round, HEALTH, SELF_LEAVES, f"van-phong.{HEALTH}")
    form = show(as_person(f"lanh-dao.{HEALTH}"), f"{at(HEALTH)}chuyen/?buoc=submit")
    assert not [one for one in form.fields if one["name"] == "alone"]


def test_the_secretariat_unlocks_many_with_one_reason(a_round: ARound, as_person: AsPerson) -> None:
    for unit in (HEALTH, BUILDING):
        a_round.stand(unit, State.SUBMITTED)
    client = as_person("thuong-truc")
    page = show(client, ROUND)
    assert {"unlock", "start_appraisal", "withdraw"} == buttons(page)
    assert len([one for one in page.fields if one.get("name") == "don_vi"]) == 4
    chosen = {"buoc": "unlock", "don_vi": [HEALTH, BUILDING]}
    asked = read(client.post(f"{ROUND}chuyen/", chosen))
    assert "2 đơn vị sẽ chuyển sang “Đang tự chấm”" in asked.text
    assert [one["value"] for one in asked.all("input") if one.get("name") == "don_vi"] == [HEALTH, BUILDING]
    without = client.post(f"{ROUND}chuyen/", chosen | {"xac_nhan": "1", "reason": " "})
    assert without.status_code == 400
    assert "hãy ghi lý do" in read(without).text
    answer = client.post(f"{ROUND}chuyen/", chosen | {"xac_nhan": "1", "reason": "Sửa số liệu"}, follow=True)
    assert "2 đơn vị đã sang “Đang tự chấm”" in read(answer).text
    assert list(Move.objects.values_list("reason", flat=True)) == ["Sửa số liệu"] * 2


def test_of_many_those_that_cannot_move_stay_and_say_why(a_round: ARound, as_person: AsPerson) -> None:
    a_round.stand(HEALTH, State.SUBMITTED)
    confirm = {"buoc": "start_appraisal", "don_vi": [HEALTH, BUILDING], "xac_nhan": "1"}
    answer = as_person("thuong-truc").post(f"{ROUND}chuyen/", confirm)
    text = read(answer).text
    assert answer.status_code == 200
    assert "1 đơn vị đã sang “Thẩm định lần 1”" in text
    assert "1 đơn vị chưa chuyển" in text
    assert "đang ở trạng thái “Đang tự chấm”" in text


def test_all_units_at_the_right_step_are_chosen_at_once(a_round: ARound, as_person: AsPerson) -> None:
    for unit in (HEALTH, HOME_AFFAIRS):
        a_round.stand(unit, State.SUBMITTED)
    client = as_person("thuong-truc")
    asked = read(client.post(f"{ROUND}chuyen/", {"buoc": "start_appraisal", "tat_ca": "1"}))
    assert [one["value"] for one in asked.all("input") if one.get("name") == "don_vi"] == [HOME_AFFAIRS, HEALTH]


def test_nothing_chosen_is_answered_with_what_to_do(as_person: AsPerson) -> None:
    page = read(as_person("thuong-truc").post(f"{ROUND}chuyen/", {"buoc": "lock"}))
    assert "Chưa chọn đơn vị nào; hãy quay lại" in page.text


def test_who_lacks_the_right_of_a_move_does_not_even_see_its_form(as_person: AsPerson) -> None:
    for who in ("nguoi-xem", "thanh-tra", "tham-dinh", "hoi-dong-1"):
        assert as_person(who).get(f"{ROUND}chuyen/?buoc=lock&don_vi={HEALTH}").status_code == 403
        posted = {"buoc": "lock", "don_vi": HEALTH, "xac_nhan": "1"}
        assert as_person(who).post(f"{ROUND}chuyen/", posted).status_code == 403
    assert not Move.objects.exists()


def test_the_lock_is_offered_when_its_window_has_closed(as_person: AsPerson) -> None:
    client = as_person("thuong-truc")
    assert "lock" not in buttons(show(client, ROUND))
    Window.objects.filter(step=Step.SELF.value).update(closes=today() - timedelta(days=1))
    page = show(client, ROUND)
    assert "lock" in buttons(page)
    assert "đã hết hạn" in page.text


def test_a_window_is_set_from_its_page_and_the_list_keeps_every_word(as_person: AsPerson) -> None:
    client = as_person("thuong-truc")
    form = show(client, f"{ROUND}thoi-gian/first/")
    opens = (today() - timedelta(days=10)).strftime("%d/%m/%Y")
    assert {one["name"]: one.get("value") for one in form.fields}["opens"] == opens
    last = today() + timedelta(days=3)
    data = {"opens": today().strftime("%d/%m/%Y"), "closes": last.strftime("%d/%m/%Y")}
    assert client.post(f"{ROUND}thoi-gian/first/", data).status_code == 400, "it was set before: a reason is asked"
    data["reason"] = "Chờ văn bản của Bộ"
    text = read(client.post(f"{ROUND}thoi-gian/first/", data, follow=True)).text
    assert "Đã đặt thời gian của bước “Thẩm định lần 1”" in text
    span = window_of("2021", Step.FIRST, HEALTH)
    assert span
    assert (span.opens, span.closes) == (today(), last)
    assert text.count("Cả đợt") == len(STEP_TITLES) + 1
    assert "Chờ văn bản của Bộ" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"opens": "", "closes": "01/12/2026"}, "Chưa điền ô này"),
        ({"opens": "hôm nay", "closes": "01/12/2026"}, "Không đọc được ngày này"),
        ({"opens": "02/12/2026", "closes": "01/12/2026"}, "trước ngày bắt đầu"),
    ],
)
def test_days_that_cannot_be_are_answered_beside_the_form(
    as_person: AsPerson, data: dict[str, str], words: str
) -> None:
    before = Window.objects.count()
    answer = as_person("thuong-truc").post(f"{ROUND}thoi-gian/self/", data | {"reason": "Lùi"})
    assert answer.status_code == 400
    assert words in read(answer).text
    assert Window.objects.count() == before


def test_more_time_is_given_to_one_unit_with_a_reason(as_person: AsPerson) -> None:
    client, closes = as_person("thuong-truc"), today() + timedelta(days=45)
    path = f"{ROUND}gia-han/"
    data = {"unit": HEALTH, "step": "self", "closes": closes.strftime("%d/%m/%Y"), "reason": "Chờ số liệu của Bộ"}
    answer = client.post(path, data | {"closes": today().strftime("%d/%m/%Y")})
    assert answer.status_code == 400
    assert "phải sau ngày đó" in read(answer).text
    text = read(client.post(path, data, follow=True)).text
    assert f"Đã gia hạn cho Đơn vị {HEALTH}" in text
    assert "Chờ số liệu của Bộ" in text
    page = show(client, ROUND)
    assert "đã gia hạn" in page.text
    assert "1 đơn vị" in page.text
    own = show(as_person(f"lanh-dao.{BUILDING}"), f"{at(BUILDING)}thoi-gian/")
    assert "Chờ số liệu của Bộ" not in own.text, "another unit's extension is not its business"


def test_windows_are_read_by_all_and_written_by_who_runs_the_round(a_round: ARound, as_person: AsPerson) -> None:
    for who in (f"lanh-dao.{HEALTH}", f"van-phong.{HEALTH}"):
        client = as_person(who)
        page = show(client, f"{at(HEALTH)}thoi-gian/")
        assert "Gia hạn cho một đơn vị" not in page.text
        assert f"{at(HEALTH)}thoi-gian/self/" not in page.links
        for path in (f"{at(HEALTH)}thoi-gian/self/", f"{at(HEALTH)}gia-han/"):
            assert client.get(path).status_code == 403
            assert client.post(path, {"opens": "01/01/2026", "closes": "01/02/2026"}).status_code == 403
    extend_window(
        by=a_round.people["thuong-truc"],
        round="2021",
        unit=HEALTH,
        step=Step.SELF,
        closes=today() + timedelta(days=50),
        reason="Có lý do",
    )
    assert "Có lý do" in show(as_person(f"lanh-dao.{HEALTH}"), f"{at(HEALTH)}thoi-gian/").text


def test_a_field_of_appraisal_is_given_and_taken_back_on_its_page(a_round: ARound, as_person: AsPerson) -> None:
    client, path = as_person("thuong-truc"), f"{ROUND}phan-cong/"
    assert "mỗi người có quyền thẩm định chấm được mọi mục" in show(client, path).text
    given = read(client.post(path, {"appraiser": "tham-dinh", "part": "so/1.3"}, follow=True))
    assert "Đã giao phần 1.3 cho tham-dinh" in given.text
    assert "1.3. Kế hoạch" in given.text
    person = a_round.people["tham-dinh"].pk
    assert fields_of("2021", "so", person) == {"1.3"}
    taken = read(client.post(path, {"rut": "so/1.3/tham-dinh"}, follow=True))
    assert "Đã rút phần 1.3" in taken.text
    assert fields_of("2021", "so", person) == frozenset()
    wrong = client.post(path, {"appraiser": "tham-dinh", "part": "so/99"})
    assert wrong.status_code == 400
    assert "Các đợt:" not in read(wrong).text


def test_fields_are_read_by_all_and_given_by_who_runs_the_round(a_round: ARound, as_person: AsPerson) -> None:
    assign_field(by=a_round.people["thuong-truc"], round="2021", block="so", code="2", appraiser="tham-dinh")
    client = as_person(f"lanh-dao.{HEALTH}")
    page = show(client, f"{at(HEALTH)}phan-cong/")
    assert "Người tham-dinh" in page.text
    assert "Giao thêm" not in page.text
    for data in ({"appraiser": "tham-dinh", "part": "so/1"}, {"rut": "so/2/tham-dinh"}):
        assert client.post(f"{at(HEALTH)}phan-cong/", data).status_code == 403
    assert fields_of("2021", "so", a_round.people["tham-dinh"].pk) == {"2"}


def test_the_steps_of_a_round_are_drawn_and_listed_from_the_table(as_person: AsPerson) -> None:
    page = show(as_person("nguoi-xem"), f"/tinh/{PERIOD}/cac-buoc-dot/")
    for way in TRANSITIONS.values():
        drawn = not OUTSIDE & {way.source, way.target}  # who leaves the round does not go on in its course
        assert page.text.count(way.title) >= 1 + drawn, "in the drawing and in the table"
    assert all(title in page.text for title in STATE_TITLES.values())
    assert "tự động khi hết hạn, hoặc Sở Nội vụ (thường trực)" in page.text


def opening(**change: str) -> dict[str, str]:
    return {
        "round": "dot-2022",
        "title": "Đợt đánh giá năm 2022",
        "tu_self": "01/11/2022",
        "den_self": "30/11/2022",
        "ten_so": "Khối sở",
        "bo_so": "kem:mau-cap-so-2026",
        "ten_xa": "Khối xã",
        "bo_xa": "kem:mau-cap-xa-2026",
        "ten_khac": "Khối khác",
        f"dv_{HEALTH}": "so",
        f"dv_{BUILDING}": "so",
        f"dv_{COMMUNE}": "xa",
        **change,
    }


def test_a_step_without_a_window_gets_its_first_one_without_a_reason(as_person: AsPerson) -> None:
    Window.objects.filter(step=Step.FIRST.value).delete()
    client, path = as_person("thuong-truc"), f"{ROUND}thoi-gian/first/"
    assert "reason" not in {one["name"] for one in show(client, path).fields}
    day = today().strftime("%d/%m/%Y")
    assert client.post(path, {"opens": day, "closes": day}).status_code == 302


def test_the_form_of_opening_proposes_a_code_that_no_round_has(as_person: AsPerson) -> None:
    client = as_person("thuong-truc")

    def proposed(period: str) -> str:
        return {one["name"]: one.get("value", "") for one in show(client, f"/tinh/{period}/mo-dot/").fields}["round"]

    assert (proposed("2022"), proposed("2021")) == ("2022", "2021-2")


def test_what_one_may_not_do_is_told_apart_from_what_one_may_not_see(as_person: AsPerson) -> None:
    client = as_person(f"van-phong.{HEALTH}")
    deed = read(client.post(f"{at(HEALTH)}chuyen/", {"buoc": "lock", "don_vi": HEALTH, "xac_nhan": "1"})).text
    assert "Chưa có quyền làm việc này" in deed
    assert "Chưa có quyền xem trang này" in read(client.get(at(BUILDING))).text


@pytest.mark.parametrize(
    ("who", "state", "words"),
    [
        (f"lanh-dao.{HEALTH}", State.SELF_SCORING, "Duyệt và gửi bản tự chấm"),
        (f"lanh-dao.{HEALTH}", State.EXPLAINING, "Duyệt và gửi giải trình"),
        (f"lanh-dao.{HEALTH}", State.SUBMITTED, ""),
        (f"van-phong.{HEALTH}", State.SELF_SCORING, ""),
    ],
)
def test_the_head_sends_from_the_sheet_too(
    a_round: ARound, as_person: AsPerson, who: str, state: State, words: str
) -> None:
    a_round.stand(HEALTH, state)
    page = show(as_person(who), f"{at(HEALTH)}phieu/")
    assert ("Duyệt và gửi" in page.text) is bool(words)
    assert words in page.text
    sends = [href for href in page.links if "chuyen/?buoc=" in href]
    assert len(sends) == bool(words)
    assert all(as_person(who).get(href).status_code == 200 for href in sends)


def test_a_round_is_opened_on_screen(as_person: AsPerson) -> None:
    client = as_person("thuong-truc")
    assert "/tinh/2022/mo-dot/" in show(client, "/tinh/2022/dot/").links
    form = show(client, "/tinh/2022/mo-dot/")
    names = {one["name"] for one in form.fields}
    assert {f"dv_{unit}" for unit in (HEALTH, BUILDING, HOME_AFFAIRS, COMMUNE)} <= names
    assert "dv_phong-y" not in names, "rooms of a department are not offered"
    answer = client.post("/tinh/2022/mo-dot/", opening(), follow=True)
    text = read(answer).text
    assert "Đã mở Đợt đánh giá năm 2022" in text
    assert "Khối sở: 2 đơn vị" in text
    opened = Round.objects.get(pk="dot-2022")
    assert set(opened.units.values_list("unit", "block")) == {(HEALTH, "so"), (BUILDING, "so"), (COMMUNE, "xa")}
    assert set(Adoption.objects.filter(period="2022").values_list("unit", "set_id")) == {
        (HEALTH, "mau-cap-so-2026"),
        (BUILDING, "mau-cap-so-2026"),
        (COMMUNE, "mau-cap-xa-2026"),
    }
    assert window_of("dot-2022", Step.FIRST, HEALTH) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"round": "Đợt 1"}, "Mã đợt"),
        ({"round": ""}, "Chưa điền ô này"),
        ({"round": "2021"}, "Đã có đợt đánh giá “2021”"),
        ({"den_self": ""}, "Hãy ghi cả ngày bắt đầu và ngày kết thúc"),
        ({"den_self": "30/10/2022"}, "trước ngày bắt đầu"),
        ({"bo_so": ""}, "Khối này có đơn vị nhưng chưa chọn bộ tiêu chí"),
        ({f"dv_{HEALTH}": "", f"dv_{BUILDING}": "", f"dv_{COMMUNE}": ""}, "ít nhất một đơn vị"),
    ],
)
def test_what_is_wrong_with_an_opening_stands_beside_the_form(
    as_person: AsPerson, change: dict[str, str], words: str
) -> None:
    before = Round.objects.count(), Adoption.objects.count()
    answer = as_person("thuong-truc").post("/tinh/2022/mo-dot/", opening(**change))
    assert answer.status_code == 400
    assert words in read(answer).text
    assert (Round.objects.count(), Adoption.objects.count()) == before


def test_only_who_runs_rounds_may_open_one(as_person: AsPerson) -> None:
    for who in ("nguoi-xem", "tham-dinh", "chu-tich", "hoi-dong-1"):
        client = as_person(who)
        assert client.get("/tinh/2022/mo-dot/").status_code == 403
        assert client.post("/tinh/2022/mo-dot/", opening()).status_code == 403
        assert "/tinh/2022/mo-dot/" not in show(client, "/tinh/2022/dot/").links
    assert Round.objects.count() == 1
