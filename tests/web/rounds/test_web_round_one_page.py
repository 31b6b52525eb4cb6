"""A small office does all its steps on one page, without JavaScript: scores, papers, explanations, sending."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, ARound, large_set, make_round
from tests.web.reading import Page

from parindex.assessment.rounds.models import Evidence, Move, Remark, RoundUnit, StepScore
from parindex.assessment.rounds.moving import NeedsSecondPerson
from parindex.assessment.rounds.remarks import ask_explanation
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.web.views import round_one_page

SignIn = Callable[[str], Client]
PAGE = f"/{COMMUNE}/2021/dot/2021/mot-trang/"
SHEET = f"/{COMMUNE}/2021/dot/2021/phieu/"


def read(response: Any, status: int = 200) -> Page:
    assert response.status_code == status, response.status_code
    return Page(response.content.decode())


@pytest.fixture
def client(a_round: ARound, as_person: SignIn) -> Client:
    """The one person of the commune."""
    return as_person("mot-nguoi.xa-a")


def test_all_leaves_of_the_unit_stand_on_one_page(client: Client) -> None:
    found = read(client.get(PAGE))
    assert "1.1. Kế hoạch (tối đa 2 điểm)" in found.text and "1.2. Tuyên truyền" in found.text
    assert "Khảo sát" not in found.text
    assert len(found.all("form")) == 2  # signing out, and the one form


def test_everything_is_saved_and_sent_at_once_by_one_person(client: Client) -> None:
    sent = {
        "m0_level": "in_time",
        "m0_file": SimpleUploadedFile("kh.pdf", b"%PDF ke hoach"),
        "m1_points": "0,5",
        "m1_note": "ba hình thức",
        "gui": "1",
    }
    found = read(client.post(PAGE, sent), 400)
    assert "tự xác nhận" in found.text and not Move.objects.exists()
    assert dict(StepScore.objects.values_list("leaf", "points")) == {"1.1": "2", "1.2": "0.5"}
    assert Evidence.objects.get().title == "kh.pdf"
    again = {one["name"]: one["value"] for one in found.all("input") if one.get("name", "").endswith("_thay")}
    rest = {"m0_level": "in_time", "m1_points": "0,5", "m1_note": "ba hình thức", "gui": "1", "tu_xac_nhan": "on"}
    response = client.post(PAGE, rest | again)
    assert response.status_code == 302 and response.headers["Location"] == SHEET
    assert Move.objects.get().alone
    assert RoundUnit.objects.get(unit=COMMUNE).state == State.SUBMITTED.value
    assert StepScore.objects.count() == 2 and Evidence.objects.count() == 1


def test_what_fits_is_kept_and_what_does_not_comes_back_as_typed(client: Client) -> None:
    sent = {"m0_level": "in_time", "m0_note": "KH 3", "m1_points": "7", "m1_note": "nhiều"}
    found = read(client.post(PAGE, sent), 400)
    assert [row.leaf for row in StepScore.objects.all()] == ["1.1"]
    assert next(one["value"] for one in found.all("input") if one.get("name") == "m1_points") == "7"
    assert "nhiều" in found.text


def test_a_judgement_without_paper_or_words_comes_back_with_the_reason(client: Client) -> None:
    found = read(client.post(PAGE, {"m0_level": "in_time"}), 400)
    assert "cần có tài liệu kiểm chứng" in found.text and not StepScore.objects.exists()


def test_leaves_left_empty_wait_and_saving_twice_changes_nothing(client: Client) -> None:
    sent = {"m0_level": "in_time", "m0_number": "12/KH"}
    assert client.post(PAGE, sent).status_code == 302
    found = read(client.get(PAGE))
    assert "đang ghi 2 điểm; đã có 1 tài liệu" in found.text
    filled = {one["name"]: one.get("value", "") for one in found.all("input") if one.get("name", "").startswith("m")}
    assert client.post(PAGE, filled | {"m0_level": "in_time"}).status_code == 302
    assert StepScore.objects.count() == 1 and Evidence.objects.count() == 1


def test_another_persons_score_is_not_written_over(a_round: ARound, client: Client) -> None:
    by = a_round.people["quan-tri"]
    save_score(
        by=by, of=a_round.of[COMMUNE].pk, step=Step.SELF, leaf="1.1", value={"level": "none"}, note="chưa có", seen=None
    )
    found = read(client.post(PAGE, {"m0_level": "in_time", "m0_note": "KH 3", "m0_thay": ""}), 400)
    assert "vừa được Quản trị ghi" in found.text or "sau khi bạn mở trang" in found.text
    assert StepScore.objects.get().points == "0"


def test_sending_says_what_is_missing(client: Client) -> None:
    found = read(client.post(PAGE, {"m0_level": "in_time", "m0_note": "KH", "tu_xac_nhan": "on", "gui": "1"}), 400)
    assert "Còn 1 mục chưa tự chấm: 1.2" in found.text and not Move.objects.exists()


@pytest.mark.parametrize(
    ("fault", "marked"),
    [(NeedsSecondPerson("Cần người khác duyệt."), True), (InputFault("Hạn “tự xác nhận” đã hết."), False)],
)
def test_only_a_second_person_that_is_missing_stands_beside_the_tick(
    client: Client, monkeypatch: pytest.MonkeyPatch, fault: InputFault, marked: bool
) -> None:
    def move(**_: object) -> None:
        raise fault

    monkeypatch.setattr(round_one_page, "move", move)
    found = read(client.post(PAGE, {"m0_level": "in_time", "m0_note": "KH", "gui": "1"}), 400)
    tick = next(one for one in found.all("input") if one.get("name") == "tu_xac_nhan")
    assert str(fault) in found.text
    assert (tick.get("aria-invalid") == "true") is marked


def test_proposals_are_written_when_saving(a_round: ARound, as_person: SignIn) -> None:
    client = as_person("van-phong.so-xay-dung")
    path = f"/{BUILDING}/2021/dot/2021/mot-trang/"
    found = read(client.get(path))
    assert "đề xuất 3,2: " in found.text
    filled = {one["name"]: one.get("value", "") for one in found.all("input") if one.get("type") != "radio"}
    filled = {name: value for name, value in filled.items() if name.startswith("m") and not name.startswith("m3_met")}
    response = client.post(path, filled)
    assert response.status_code == 302, Page(response.content.decode()).text
    assert dict(StepScore.objects.values_list("leaf", "points")) == {"1.1": "3.2", "1.2": "1"}


def test_explanations_are_given_on_the_same_page(a_round: ARound, client: Client) -> None:
    of = a_round.stand(COMMUNE, State.FIRST_APPRAISAL)
    ask_explanation(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.2", text="Vì sao?")
    a_round.stand(COMMUNE, State.EXPLAINING)
    found = read(client.get(PAGE))
    assert "1.2. Tuyên truyền" in found.text and "1.1. Kế hoạch" not in found.text
    sent = {"m0_text": "Đã làm thêm", "m0_number": "5/BC", "m0_title": "Báo cáo", "gui": "1", "tu_xac_nhan": "on"}
    assert client.post(PAGE, sent).status_code == 302
    assert Remark.objects.get(kind="explanation").text == "Đã làm thêm"
    assert Evidence.objects.get().step == "explanation"
    assert Move.objects.get().went_to == State.SECOND_APPRAISAL.value


def test_what_the_set_does_not_ask_of_the_unit_is_not_to_be_explained_either(
    a_round: ARound, as_person: SignIn
) -> None:
    """A request that was made before an amended set left the leaf out."""
    of, by = a_round.stand(HEALTH, State.EXPLAINING), a_round.people["tham-dinh"]
    said: dict[str, Any] = {"of": of, "step": "first", "kind": Remark.REQUEST, "by": by, "at": a_round.round.at}
    Remark.objects.bulk_create(Remark(leaf=leaf, text="Vì sao?", **said) for leaf in ("1.1", "2.1"))
    text = read(as_person("van-phong.so-y-te").get(f"/{HEALTH}/2021/dot/2021/mot-trang/")).text
    assert "1.1. Nhiệm vụ được giao" in text and "2.1. Sáng kiến" not in text


def test_over_each_explanation_stands_what_it_answers(a_round: ARound, as_person: SignIn) -> None:
    of, people = a_round.of[BUILDING].pk, a_round.people
    ratio = {"numerator": "8", "denominator": "10"}
    office, appraiser = people["van-phong.so-xay-dung"], people["tham-dinh"]
    save_score(by=office, of=of, step=Step.SELF, leaf="1.1", value=ratio, note="Theo sổ", seen=None)
    a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    save_score(
        by=appraiser, of=of, step=Step.FIRST, leaf="1.1", value={"points": "2"}, note="Hai việc trễ hạn", seen=None
    )
    ask_explanation(by=appraiser, of=of, leaf="1.1", text="Giải trình nhiệm vụ trễ")
    a_round.stand(BUILDING, State.EXPLAINING)
    path = f"/{BUILDING}/2021/dot/2021/mot-trang/"
    text = read(as_person("van-phong.so-xay-dung").get(path)).text
    for words in (
        "Người tham-dinh: Giải trình nhiệm vụ trễ",
        "tự chấm 3,2 → thẩm định lần 1: 2",
        "Người tham-dinh: Hai việc trễ hạn",
        "Theo sổ",
    ):
        assert words in text, words
    assert "1.2. Báo cáo trễ" not in text


def test_who_may_not_send_gets_no_such_button_and_saves_nothing_by_asking_for_it(
    a_round: ARound, as_person: SignIn
) -> None:
    client, path = as_person("van-phong.so-xay-dung"), f"/{BUILDING}/2021/dot/2021/mot-trang/"
    found = read(client.get(path))
    assert "Lưu và gửi" not in found.text and "lãnh đạo đơn vị xem, duyệt và gửi" in found.text
    assert not [one for one in found.all("input", "button") if one.get("name") in ("gui", "tu_xac_nhan")]
    response = client.post(path, {"m2_level": "in_time", "m2_note": "KH 3", "gui": "1"})
    assert response.status_code == 403 and not StepScore.objects.exists()
    saved = client.post(path, {"m0_numerator": "8", "m0_denominator": "10", "m1_count_0": "1"}, follow=True)
    assert "Đã lưu; lãnh đạo đơn vị" in Page(saved.content.decode()).text and StepScore.objects.exists()
    assert "Lưu và gửi bản tự chấm" in read(as_person("lanh-dao.so-xay-dung").get(path)).text


def test_who_works_there_without_scoring_explains_but_does_not_score(a_round: ARound, as_person: SignIn) -> None:
    client, path = as_person("cong-chuc.so-y-te"), f"/{HEALTH}/2021/dot/2021/mot-trang/"
    sent = {"m0_number": "5/BC", "m0_title": "Báo cáo", "m0_numerator": "8", "m0_denominator": "10"}
    assert client.post(path, sent).status_code == 403
    assert not Evidence.objects.exists() and not StepScore.objects.exists()
    of = a_round.stand(HEALTH, State.FIRST_APPRAISAL)
    ask_explanation(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.1", text="Vì sao?")
    a_round.stand(HEALTH, State.EXPLAINING)
    assert path in read(client.get(f"/{HEALTH}/2021/dot/2021/phieu/")).links
    assert client.post(path, {"m0_text": "Do thiên tai"}).status_code == 302
    assert Remark.objects.get(kind="explanation").text == "Do thiên tai"


class TestManyLeaves:
    """Areas are folded; each says how much of it is left."""

    PATH = f"/{BUILDING}/2021/dot/2021/mot-trang/"

    @pytest.fixture
    def client(self, admin: User) -> Client:
        made = make_round(admin, document=large_set(8))
        client = Client()
        client.force_login(made.people["van-phong.so-xay-dung"])
        return client

    def areas(self, page: Page) -> list[bool]:
        """Whether each area is open."""
        return ["open" in one for one in page.all("details") if one.get("class") == "more"]

    def test_only_the_first_area_with_something_left_begins_open(self, client: Client) -> None:
        found = read(client.get(self.PATH))
        assert self.areas(found) == [True, False, False]
        assert "1. Chỉ đạo, điều hành: còn 3/3 mục" in found.text and "3. Thêm: còn 8/8 mục" in found.text
        first = {"m0_numerator": "8", "m0_denominator": "10", "m1_count_0": "1", "m2_level": "in_time", "m2_note": "KH"}
        assert client.post(self.PATH, first).status_code == 302
        found = read(client.get(self.PATH))
        assert self.areas(found) == [False, True, False] and "1. Chỉ đạo, điều hành: xong 3 mục" in found.text

    def test_areas_with_a_fault_come_back_open_and_what_landed_is_counted(self, client: Client) -> None:
        sent = {"m0_numerator": "8", "m0_denominator": "10", "m1_count_0": "1", "m4_level": "a"}
        found = read(client.post(self.PATH, sent), 400)
        assert self.areas(found) == [False, False, True]
        assert "1. Chỉ đạo, điều hành: còn 1/3 mục" in found.text


@pytest.mark.parametrize("who", ["nguoi-xem", "tham-dinh", "thuong-truc", "van-phong.so-y-te"])
def test_only_the_units_own_people_work_there(a_round: ARound, as_person: SignIn, who: str) -> None:
    client = as_person(who)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"m0_level": "in_time", "m0_note": "x"}).status_code == 403
    assert not StepScore.objects.exists()


def test_there_is_nothing_to_do_while_others_work(a_round: ARound, client: Client) -> None:
    a_round.stand(COMMUNE, State.FIRST_APPRAISAL)
    assert client.get(PAGE).status_code == 404
