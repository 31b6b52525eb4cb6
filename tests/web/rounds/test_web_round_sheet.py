"""The sheet of a unit in a round, as people read it."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.rounds.a_round import BUILDING, HEALTH, ARound, large_set, make_round
from tests.web.reading import Page

from parindex.assessment.rounds.evidence import Paper, attach_evidence
from parindex.assessment.rounds.models import Dispute, Move, StepScore
from parindex.assessment.rounds.remarks import ask_explanation, explain
from parindex.assessment.rounds.scoring import accept_proposals, save_score, take_back
from parindex.assessment.rounds.states import State, Step
from parindex.organisations.models import User

SHEET = f"/{BUILDING}/2021/dot/2021/phieu/"
RATIO = {"numerator": "8", "denominator": "10"}
SignIn = Callable[[str], Client]


def page(client: Client, path: str = SHEET, status: int = 200) -> Page:
    response = client.get(path)
    assert response.status_code == status, response.status_code
    return Page(response.content.decode())


@pytest.fixture
def all_steps(a_round: ARound) -> ARound:
    """A unit of which every step has said something."""
    of, people = a_round.of[BUILDING].pk, a_round.people
    accept_proposals(by=people["van-phong.so-xay-dung"], of=of)
    a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    save_score(
        by=people["tham-dinh"], of=of, step=Step.FIRST, leaf="1.1", value={"points": "2"}, note="hai việc", seen=None
    )
    ask_explanation(by=people["tham-dinh"], of=of, leaf="1.1", text="Vì sao?")
    ask_explanation(by=people["tham-dinh"], of=of, leaf="1.2", text="Vì sao?")
    a_round.stand(BUILDING, State.EXPLAINING)
    explain(by=people["van-phong.so-xay-dung"], of=of, leaf="1.1", text="Do thiên tai")
    paper = Paper(title="Công văn", number="7/CV")
    attach_evidence(by=people["van-phong.so-xay-dung"], of=of, step=Step.EXPLANATION, leaf="1.1", paper=paper)
    a_round.stand(BUILDING, State.SECOND_APPRAISAL)
    save_score(
        by=people["tham-dinh"], of=of, step=Step.SECOND, leaf="1.1", value={"points": "2.5"}, note="một việc", seen=None
    )
    a_round.stand(BUILDING, State.COUNCIL)
    Dispute.objects.create(
        of=a_round.of[BUILDING],
        block=a_round.blocks["so"],
        leaf="1.1",
        reason="chưa đồng ý",
        by=people["lanh-dao.so-xay-dung"],
        at=a_round.round.at,
    )
    save_score(
        by=people["hoi-dong-1"],
        of=of,
        step=Step.COUNCIL,
        leaf="1.1",
        value={"points": "3"},
        note="Biên bản 3",
        seen=None,
        decision={"dispute": 1, "minutes": "Biên bản 3"},
    )
    return a_round


class TestReading:
    def test_every_step_stands_beside_the_others_with_writer_and_inputs(
        self, all_steps: ARound, as_person: SignIn
    ) -> None:
        found = page(as_person("nguoi-xem"))
        line = found.text.partition("Nhiệm vụ được giao")[2].partition("Báo cáo trễ")[0]
        for words in ("3,20 8/10 · [1]", "2,00 chấm bằng điểm · [2]", "Đã giải trình [1]", "2,50", "3,00", "[3]"):
            assert words in line, words
        assert "các bước khác nhau" in line
        assert "Người ghi: [1] Người van-phong.so-xay-dung; [2] Người tham-dinh; [3] Người hoi-dong-1" in found.text
        other = found.text.partition("Báo cáo trễ")[2].partition("Kế hoạch")[0]
        assert "Đã đề nghị" in other and "1,00" in other

    def test_sums_are_those_of_each_step(self, all_steps: ARound, as_person: SignIn) -> None:
        total = page(as_person("nguoi-xem")).text.partition("Tổng cộng")[2]
        for points in ("12,00", "4,20", "3,00", "3,50", "4,00", "chưa chấm 4 mục"):
            assert points in total, points

    def test_areas_have_their_sums_after_each_step(self, all_steps: ARound, as_person: SignIn) -> None:
        text = page(as_person("nguoi-xem")).text
        first = text.partition("Chỉ đạo, điều hành")[2].partition("Nhiệm vụ được giao")[0].split()
        assert first[:6] == ["9,00", "4,20", "3,00", "3,50", "4,00", "4,00"]
        assert "2 Kết quả 3,00 0,00 0,00 0,00 0,00 0,00" in text

    def test_an_area_has_the_maximum_that_is_asked_of_the_unit(self, a_round: ARound, as_person: SignIn) -> None:
        accept_proposals(by=a_round.people["van-phong.so-y-te"], of=a_round.of[HEALTH].pk)
        text = page(as_person("nguoi-xem"), f"/{HEALTH}/2021/dot/2021/phieu/").text
        assert "2 Kết quả 2,00 0,00 0,00" in text
        assert "4,20 chỉ số tạm tính 38,18%" in text

    def test_the_index_is_provisional_until_the_points_are_final(self, all_steps: ARound, as_person: SignIn) -> None:
        assert "4,00 chỉ số tạm tính 33,33%" in page(as_person("nguoi-xem")).text
        all_steps.stand(BUILDING, State.FINAL)
        assert "4,00 chỉ số 33,33%" in page(as_person("nguoi-xem")).text

    def test_a_sheet_on_which_nothing_is_said_has_no_index(self, a_round: ARound, as_person: SignIn) -> None:
        assert "chỉ số" not in page(as_person("nguoi-xem")).text

    def test_proposals_are_shown_while_the_unit_self_scores(self, a_round: ARound, as_person: SignIn) -> None:
        text = page(as_person("van-phong.so-xay-dung")).text
        assert "đề xuất 3,20: 8/10" in text and "đề xuất 1,00: 1" in text
        a_round.stand(BUILDING, State.SUBMITTED)
        assert "đề xuất 3,20" not in page(as_person("van-phong.so-xay-dung")).text

    def test_a_score_that_differs_from_the_figures_is_marked(self, a_round: ARound, as_person: SignIn) -> None:
        by, of = a_round.people["van-phong.so-xay-dung"], a_round.of[BUILDING].pk
        row = save_score(by=by, of=of, step=Step.SELF, leaf="1.1", value={"points": "4"}, note="thiếu dòng", seen=None)
        assert "khác đề xuất" in page(as_person("nguoi-xem")).text
        take_back(by=by, of=of, step=Step.SELF, leaf="1.1", reason="nhầm", seen=row.pk)
        text = page(as_person("nguoi-xem")).text
        assert "đã rút" in text and "khác đề xuất" not in text

    @pytest.mark.parametrize("value", [{"points": "3.2"}, {"numerator": "8.0", "denominator": "10"}])
    def test_a_score_that_needs_no_words_beside_the_figures_is_not_marked(
        self, a_round: ARound, as_person: SignIn, value: dict[str, str]
    ) -> None:
        by, of = a_round.people["van-phong.so-xay-dung"], a_round.of[BUILDING].pk
        save_score(by=by, of=of, step=Step.SELF, leaf="1.1", value=value, note="theo sổ", seen=None)
        text = page(as_person("nguoi-xem")).text
        assert "3,20" in text and "khác đề xuất" not in text

    def test_a_step_that_the_unit_confirmed_alone_says_so_at_its_head(self, a_round: ARound, as_person: SignIn) -> None:
        assert "tự xác nhận" not in page(as_person("nguoi-xem")).text
        Move.objects.create(
            of=a_round.stand(BUILDING, State.COUNCIL),
            name="submit",
            came_from="self_scoring",
            went_to="submitted",
            alone=True,
            by=a_round.people["quan-tri"],
            at=a_round.round.at,
        )
        assert "Tự chấm (tự xác nhận)" in page(as_person("nguoi-xem")).text

    def test_what_is_not_asked_of_the_unit_says_so(self, a_round: ARound, as_person: SignIn) -> None:
        assert "không chấm đơn vị này" in page(as_person("nguoi-xem"), f"/{HEALTH}/2021/dot/2021/phieu/").text

    def test_each_leaf_is_a_link_to_its_page(self, a_round: ARound, as_person: SignIn) -> None:
        links = page(as_person("nguoi-xem")).links
        assert f"/{BUILDING}/2021/dot/2021/tieu-chi/1.3.1/" in links


class TestDoors:
    def test_a_stranger_does_not_read_the_sheet(self, a_round: ARound, as_person: SignIn) -> None:
        assert as_person("van-phong.so-y-te").get(SHEET).status_code == 403
        assert Client().get(SHEET).status_code == 302

    @pytest.mark.parametrize("path", [f"/{BUILDING}/2022/dot/2021/phieu/", "/tinh/2021/dot/2021/phieu/"])
    def test_a_round_is_found_only_where_it_is(self, a_round: ARound, as_person: SignIn, path: str) -> None:
        assert as_person("nguoi-xem").get(path).status_code == 404

    def test_all_proposals_are_accepted_with_one_button(self, a_round: ARound, as_person: SignIn) -> None:
        client = as_person("van-phong.so-xay-dung")
        assert "Ghi điểm theo đề xuất" in page(client).text
        response = client.post(SHEET, follow=True)
        assert "Đã ghi 2 mục theo điểm có sẵn: 1.1, 1.2." in Page(response.content.decode()).text
        assert "Không còn mục nào" in Page(client.post(SHEET, follow=True).content.decode()).text
        assert StepScore.objects.count() == 2

    def test_who_may_not_speak_gets_no_button_and_writes_nothing(self, a_round: ARound, as_person: SignIn) -> None:
        for who in ("nguoi-xem", "tham-dinh", "thuong-truc"):
            client = as_person(who)
            assert "Ghi điểm theo đề xuất" not in page(client).text
            assert client.post(SHEET).status_code == 403
        assert not StepScore.objects.exists()

    def test_nothing_is_accepted_when_no_step_is_open(self, a_round: ARound, as_person: SignIn) -> None:
        a_round.stand(BUILDING, State.FINAL)
        response = as_person("van-phong.so-xay-dung").post(SHEET, follow=True)
        assert "không ở bước nào nhận điểm" in Page(response.content.decode()).text


class TestSpeed:
    def _queries(self, client: Client) -> int:
        client.get(SHEET)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(SHEET).status_code == 200
        return len(found)

    def test_the_sheet_asks_as_many_queries_for_few_leaves_as_for_many(self, admin: User) -> None:
        made = make_round(admin, more=60, document=large_set(120))
        client = Client()
        client.force_login(made.people["nguoi-xem"])
        empty = self._queries(client)
        of, by = made.of[BUILDING].pk, made.people["van-phong.so-xay-dung"]
        for number in range(1, 121):
            save_score(by=by, of=of, step=Step.SELF, leaf=f"3.{number}", value={"level": "a"}, note="KH", seen=None)
        assert self._queries(client) == empty
        assert empty <= 21


def test_a_leafs_page_links_back_to_the_file(a_round: ARound, as_person: SignIn) -> None:
    client = as_person("van-phong.so-xay-dung")
    path = f"/{BUILDING}/2021/dot/2021/tieu-chi/1.3.1/"
    upload = SimpleUploadedFile("Kế hoạch.pdf", b"%PDF-1.7 noi dung")
    sent = {"viec": "tai-lieu", "title": "Kế hoạch", "file": upload}
    assert client.post(path, sent).status_code == 302
    href = next(link for link in page(client, path).links if link.endswith("/tep/"))
    response = client.get(href)
    assert response.content == b"%PDF-1.7 noi dung"
    assert "attachment" in response.headers["Content-Disposition"]
    assert page(client).text.count("Kế hoạch") >= 2
