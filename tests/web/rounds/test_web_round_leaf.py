"""One leaf of a unit in a round on screen: scoring it, two people at once, papers, explanations."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.apps.rounds.a_round import BUILDING, HEALTH, ARound
from tests.apps.rounds.test_round_amending import AMENDED, amend
from tests.web.reading import Page

from parindex.assessment.rounds.evidence import Paper, attach_evidence
from parindex.assessment.rounds.models import Evidence, EvidenceWithdrawal, Remark, StepScore
from parindex.assessment.rounds.remarks import ask_explanation
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step

SignIn = Callable[[str], Client]
BASE = f"/{BUILDING}/2021/dot/2021/tieu-chi/"
OFFICE, HEAD = "van-phong.so-xay-dung", "lanh-dao.so-xay-dung"


def read(response: Any, status: int = 200) -> Page:
    assert response.status_code == status, response.status_code
    return Page(response.content.decode())


def typed(found: Page, name: str) -> str:
    """What a field of the page holds."""
    return next(one.get("value", "") for one in found.all("input") if one.get("name") == name)


class TestScoring:
    def test_the_form_is_filled_with_what_the_figures_propose(self, a_round: ARound, as_person: SignIn) -> None:
        found = read(as_person(OFFICE).get(f"{BASE}1.1/"))
        assert (typed(found, "numerator"), typed(found, "denominator")) == ("8", "10")
        assert "3,2 điểm (8/10)" in found.text
        assert f"/{BUILDING}/2021/chi-tieu/assigned_tasks.on_time/" in found.links

    def test_a_score_is_saved_and_shown_with_its_writer(self, a_round: ARound, as_person: SignIn) -> None:
        client = as_person(OFFICE)
        sent = {"viec": "diem", "numerator": "8", "denominator": "10", "thay": ""}
        found = read(client.post(f"{BASE}1.1/", sent, follow=True))
        assert "Đã ghi điểm tự chấm của tiêu chí 1.1." in found.text
        assert "Tự chấm 3,2 8/10" in found.text and "8/10 = 80%" in found.text
        assert typed(found, "thay") == str(StepScore.objects.get().pk)

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, a_round: ARound, as_person: SignIn) -> None:
        client = as_person(OFFICE)
        found = read(client.post(f"{BASE}1.1/", {"viec": "diem", "numerator": "9", "denominator": "10"}), 400)
        assert "hãy giải trình vì sao khác" in found.text and typed(found, "numerator") == "9"
        found = read(client.post(f"{BASE}1.1/", {"viec": "diem", "numerator": "", "denominator": "x"}), 400)
        assert "Chưa điền ô này" in found.text and "Không đọc được số này" in found.text
        assert not StepScore.objects.exists()

    def test_points_can_be_given_by_hand_instead(self, a_round: ARound, as_person: SignIn) -> None:
        sent = {"viec": "diem", "numerator": "", "denominator": "", "cham_diem": "1,5", "note": "theo biên bản"}
        found = read(as_person(OFFICE).post(f"{BASE}1.1/", sent, follow=True))
        assert StepScore.objects.get().points == "1.5"
        assert "chấm bằng điểm" in found.text and typed(found, "cham_diem") == "1,5"

    @pytest.mark.parametrize(
        ("leaf", "sent", "points"),
        [
            ("1.2", {"count_0": "1"}, "1"),
            ("1.3.1", {"level": "late"}, "1"),
            ("2.1", {"met_0": "on", "met_1": "on"}, "1"),
        ],
    )
    def test_fields_follow_the_rule_and_come_back_filled(
        self, a_round: ARound, as_person: SignIn, leaf: str, sent: dict[str, str], points: str
    ) -> None:
        client = as_person(OFFICE)
        found = read(client.post(f"{BASE}{leaf}/", {"viec": "diem", "note": "VB 1", **sent}, follow=True))
        assert StepScore.objects.get().points == points
        ticked = [one for one in found.all("input") if "checked" in one]
        assert ticked or typed(found, next(iter(sent))) == next(iter(sent.values()))

    def test_an_appraiser_starts_from_the_self_score(self, a_round: ARound, as_person: SignIn) -> None:
        by, of = a_round.people[OFFICE], a_round.of[BUILDING].pk
        value = {"numerator": "9", "denominator": "10"}
        save_score(by=by, of=of, step=Step.SELF, leaf="1.1", value=value, note="thiếu dòng", seen=None)
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        client = as_person("tham-dinh")
        found = read(client.get(f"{BASE}1.1/"))
        assert typed(found, "numerator") == "9" and "Thẩm định lần 1" in found.text
        sent = {"viec": "diem", "numerator": "9", "denominator": "10"}
        assert "Thẩm định lần 1 3,6" in read(client.post(f"{BASE}1.1/", sent, follow=True)).text

    def test_survey_results_are_entered_as_a_percentage(self, a_round: ARound, as_person: SignIn) -> None:
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        assert 'name="percent"' not in as_person("tham-dinh").get(f"{BASE}2.2/").content.decode()
        sent = {"viec": "diem", "percent": "85,5", "note": "Báo cáo 9/BC"}
        read(as_person("thuong-truc").post(f"{BASE}2.2/", sent, follow=True))
        assert StepScore.objects.get().points == "1.71"

    def test_a_score_is_taken_back_with_a_reason(self, a_round: ARound, as_person: SignIn) -> None:
        by, of = a_round.people[OFFICE], a_round.of[BUILDING].pk
        value = {"numerator": "8", "denominator": "10"}
        row = save_score(by=by, of=of, step=Step.SELF, leaf="1.1", value=value, seen=None)
        client = as_person(HEAD)
        assert "Chưa điền ô này" in read(client.post(f"{BASE}1.1/", {"viec": "rut", "thay": row.pk}), 400).text
        sent = {"viec": "rut", "thay": row.pk, "reason": "ghi nhầm"}
        found = read(client.post(f"{BASE}1.1/", sent, follow=True))
        assert "đã rút" in found.text and "Các lần ghi" in found.text
        assert StepScore.objects.filter(replaced_by__isnull=True).get().note == "ghi nhầm"


class TestTwoPeople:
    def test_both_versions_stand_side_by_side_and_nothing_is_lost(self, a_round: ARound, as_person: SignIn) -> None:
        of = a_round.of[BUILDING].pk
        first = save_score(
            by=a_round.people[HEAD],
            of=of,
            step=Step.SELF,
            leaf="1.3.1",
            value={"level": "late"},
            note="muộn",
            seen=None,
        )
        client = as_person(OFFICE)
        mine = {"viec": "diem", "level": "in_time", "note": "đúng hạn, KH 12", "thay": ""}
        found = read(client.post(f"{BASE}1.3.1/", mine), 409)
        assert "Nội dung của tôi" in found.text and "Bản đang có: Người lanh-dao.so-xay-dung" in found.text
        assert "đúng hạn, KH 12 muộn" in found.text
        assert StepScore.objects.count() == 1
        carried = {one["name"]: one["value"] for one in found.all("input") if one.get("type") == "hidden"}
        assert (carried["thay"], carried["note"]) == (str(first.pk), "đúng hạn, KH 12")
        again = read(client.post(f"{BASE}1.3.1/", carried | {"sua-tiep": "1"}), 400)
        assert "đúng hạn, KH 12" in again.text
        read(client.post(f"{BASE}1.3.1/", carried, follow=True))
        assert StepScore.objects.get(replaced_by__isnull=True).replaces_id == first.pk


class TestPapers:
    def test_a_paper_without_anything_to_find_it_by_comes_back(self, a_round: ARound, as_person: SignIn) -> None:
        found = read(as_person(OFFICE).post(f"{BASE}1.3.1/", {"viec": "tai-lieu", "title": "Kế hoạch"}), 400)
        assert "hãy đính kèm tệp, hoặc ghi đường dẫn" in found.text and typed(found, "title") == "Kế hoạch"

    def test_a_paper_is_attached_and_withdrawn_with_a_reason(self, a_round: ARound, as_person: SignIn) -> None:
        client = as_person(OFFICE)
        sent = {"viec": "tai-lieu", "title": "Kế hoạch", "number": "12/KH", "day": "05/01/2021", "page": "3"}
        found = read(client.post(f"{BASE}1.3.1/", sent, follow=True))
        assert "12/KH, 05/01/2021, trang 3" in found.text
        href = next(link for link in found.links if link.endswith("/rut/"))
        assert "Chưa điền ô này" in read(client.post(href, {"reason": ""}), 400).text
        found = read(client.post(href, {"reason": "nhầm tệp"}, follow=True))
        assert "Đã rút nhầm tệp" in found.text and not any(link.endswith("/rut/") for link in found.links)
        assert EvidenceWithdrawal.objects.get().reason == "nhầm tệp"
        assert "đã được rút từ trước" in read(client.post(href, {"reason": "nữa"}), 400).text
        assert client.get(href.replace("/tai-lieu/", "/tai-lieu/9")).status_code == 404

    def test_a_link_is_shown_and_never_followed(self, a_round: ARound, as_person: SignIn) -> None:
        client = as_person(OFFICE)
        sent = {"viec": "tai-lieu", "title": "Tin", "address": "https://sxd.gov.vn/tin"}
        found = read(client.post(f"{BASE}1.3.1/", sent, follow=True))
        assert "https://sxd.gov.vn/tin" in found.text
        assert not any(link.startswith("http") for link in found.links)

    def test_a_file_of_another_unit_is_not_given_out(self, a_round: ARound, as_person: SignIn) -> None:
        paper = Paper(title="Kế hoạch", number="1/KH")
        row = attach_evidence(
            by=a_round.people[OFFICE], of=a_round.of[BUILDING].pk, step=Step.SELF, leaf="1.1", paper=paper
        )
        for unit in (BUILDING, HEALTH):
            href = f"/{unit}/2021/dot/2021/tai-lieu/{row.pk}/tep/"
            assert as_person("nguoi-xem").get(href).status_code == 404


class TestHistory:
    def test_a_row_of_the_set_before_is_read_by_the_rule_of_its_own_time(
        self, a_round: ARound, as_person: SignIn
    ) -> None:
        """The amended set calls the level otherwise; the row that it brought along is the only one of its own."""
        head, of, seen = a_round.people[HEAD], a_round.of[BUILDING].pk, None
        for note in ("kế hoạch chậm", "kế hoạch chậm hai ngày"):
            row = save_score(
                by=head, of=of, step=Step.SELF, leaf="1.3.1", value={"level": "late"}, note=note, seen=seen
            )
            seen = row.pk
        amend(a_round, document=AMENDED.replace("{key: late, text: trễ,", "{key: late, text: muộn,"))
        history = as_person(OFFICE).get(f"{BASE}1.3.1/").content.decode().partition('id="cac-lan-ghi"')[2]
        rows = history.partition("</table>")[0]
        assert (rows.count("kế hoạch chậm"), rows.count("muộn"), rows.count("trễ")) == (3, 1, 2)


class TestExplaining:
    def test_an_explanation_is_asked_for_taken_back_and_given(self, a_round: ARound, as_person: SignIn) -> None:
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        appraiser = as_person("tham-dinh")
        found = read(appraiser.post(f"{BASE}1.1/", {"viec": "de-nghi", "text": "Vì sao hai việc trễ?"}, follow=True))
        assert "Đề nghị giải trình Vì sao hai việc trễ?" in found.text and "Lý do rút đề nghị" in found.text
        read(appraiser.post(f"{BASE}1.1/", {"viec": "rut-de-nghi", "text": "nhầm mục"}, follow=True))
        read(appraiser.post(f"{BASE}1.1/", {"viec": "de-nghi", "text": "Vì sao?"}, follow=True))
        a_round.stand(BUILDING, State.EXPLAINING)
        office = as_person(OFFICE)
        assert 'value="diem"' not in office.get(f"{BASE}1.1/").content.decode()
        assert "Chưa ghi giải trình" in read(office.post(f"{BASE}1.1/", {"viec": "giai-trinh", "text": ""}), 400).text
        found = read(office.post(f"{BASE}1.1/", {"viec": "giai-trinh", "text": "Do thiên tai"}, follow=True))
        assert "Giải trình Do thiên tai" in found.text
        assert Remark.objects.count() == 4

    def test_of_a_leaf_that_is_not_asked_of_the_unit_nothing_is_to_be_explained(
        self, a_round: ARound, as_person: SignIn
    ) -> None:
        path, appraiser = BASE.replace(BUILDING, HEALTH) + "2.1/", as_person("tham-dinh")
        a_round.stand(HEALTH, State.FIRST_APPRAISAL)
        assert "Bộ tiêu chí không chấm mục này cho đơn vị." in read(appraiser.get(path)).text
        assert 'value="de-nghi"' not in appraiser.get(path).content.decode()
        refused = read(appraiser.post(path, {"viec": "de-nghi", "text": "Vì sao?"}), 400)
        assert "không có gì phải giải trình" in refused.text and not Remark.objects.exists()
        a_round.stand(HEALTH, State.EXPLAINING)
        assert 'value="giai-trinh"' not in as_person("van-phong.so-y-te").get(path).content.decode()

    def test_a_contributor_of_the_unit_explains_but_does_not_score(self, a_round: ARound, as_person: SignIn) -> None:
        path = f"/{HEALTH}/2021/dot/2021/tieu-chi/1.1/"
        client = as_person("cong-chuc.so-y-te")
        assert 'value="diem"' not in client.get(path).content.decode()
        assert client.post(path, {"viec": "diem", "numerator": "8", "denominator": "10"}).status_code == 403
        assert client.post(path, {"viec": "ghi-chu", "text": "xem lại"}).status_code == 302
        a_round.stand(HEALTH, State.EXPLAINING)
        assert client.post(path, {"viec": "giai-trinh", "text": "Do thiên tai"}).status_code == 302


class TestDoors:
    def test_what_is_not_in_the_set_is_not_there(self, a_round: ARound, as_person: SignIn) -> None:
        assert as_person(OFFICE).get(f"{BASE}9.9/").status_code == 404

    def test_a_form_that_says_nothing_known_is_refused_with_words(self, a_round: ARound, as_person: SignIn) -> None:
        assert "Không rõ nội dung gửi" in read(as_person(OFFICE).post(f"{BASE}1.1/", {"viec": "khac"}), 400).text

    @pytest.mark.parametrize("who", ["nguoi-xem", "thanh-tra", "tham-dinh", "hoi-dong-1", "chu-tich"])
    def test_readers_get_no_forms_and_write_nothing(self, a_round: ARound, as_person: SignIn, who: str) -> None:
        client = as_person(who)
        assert not [one for one in read(client.get(f"{BASE}1.1/")).all("input") if one.get("name") == "viec"]
        for sent in (
            {"viec": "diem", "numerator": "8", "denominator": "10"},
            {"viec": "tai-lieu", "title": "x", "number": "1"},
            {"viec": "ghi-chu", "text": "x"},
            {"viec": "giai-trinh", "text": "x"},
        ):
            assert client.post(f"{BASE}1.1/", sent).status_code == 403, sent
        assert not StepScore.objects.exists() and not Evidence.objects.exists() and not Remark.objects.exists()

    def test_an_appraiser_of_the_office_itself_gets_no_forms(self, a_round: ARound, as_person: SignIn) -> None:
        of = a_round.stand(HEALTH, State.FIRST_APPRAISAL)
        path = f"/{HEALTH}/2021/dot/2021/tieu-chi/1.1/"
        client = as_person("tham-dinh-y-te")
        assert not [one for one in read(client.get(path)).all("input") if one.get("name") == "viec"]
        refused = client.post(path, {"viec": "diem", "numerator": "8", "denominator": "10"})
        assert "chính cơ quan mình" in read(refused, 403).text
        ask_explanation(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.1", text="Vì sao?")
        assert "Đề nghị giải trình Vì sao?" in read(client.get(path)).text
