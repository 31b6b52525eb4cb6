"""The council's pages: what is disputed, votes, decisions with their minutes, checks on the spot; and what does not fit."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reading import read
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, ARound, make_round, with_extras
from tests.apps.rounds.test_round_amending import amend

from parindex.assessment.rounds.council import raise_dispute, vote
from parindex.assessment.rounds.deciding import decide_dispute
from parindex.assessment.rounds.models import Dispute, SiteCheck, StepScore, Vote
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.site_checks import record_site_check
from parindex.assessment.rounds.states import State, Step
from parindex.organisations.models import Membership, User
from parindex.organisations.queries import today

BASE = "/tinh/2021/dot/2021"
COUNCIL = f"{BASE}/hoi-dong/"
MINUTES = "Biên bản số 01/BB-HĐTĐ ngày 20/01/2022"
SignIn = Callable[[str], Client]


@pytest.fixture
def dispute(a_round: ARound) -> Dispute:
    """The building department's plan, 1 point in the first appraisal, is before the council."""
    of, appraiser = a_round.stand(BUILDING, State.FIRST_APPRAISAL), a_round.people["tham-dinh"]
    save_score(by=appraiser, of=of.pk, step=Step.FIRST, leaf="1.3.1", value={"level": "late"}, note="chậm", seen=None)
    a_round.stand(BUILDING, State.COUNCIL)
    head = a_round.people[f"lanh-dao.{BUILDING}"]
    return raise_dispute(by=head, of=of.pk, leaf="1.3.1", reason="Nộp đúng hạn theo trục liên thông")


def page_of(dispute: Dispute, unit: str = "tinh") -> str:
    return f"/{unit}/2021/dot/2021/hoi-dong/{dispute.pk}/"


def tasks(client: Client, dispute: Dispute, unit: str = "tinh") -> set[str]:
    """What the page offers to do."""
    page = read(client.get(page_of(dispute, unit)))
    return {one["value"] for one in page.all("input") if one.get("name") == "viec"}


def test_the_list_names_unit_points_of_each_step_and_who_is_not_content(dispute: Dispute, as_person: SignIn) -> None:
    page = read(as_person("nguoi-xem").get(COUNCIL))
    for words in (f"Đơn vị {BUILDING}", "Ban hành kế hoạch", "1,00", "Nộp đúng hạn", f"Người lanh-dao.{BUILDING}"):
        assert words in page.text
    assert page_of(dispute) in page.links
    assert "Không có kiến nghị nào" in read(as_person("nguoi-xem").get(f"{COUNCIL}?trang_thai=decided")).text


def test_a_head_brings_a_leaf_before_the_council_from_a_link(a_round: ARound, as_person: SignIn) -> None:
    a_round.stand(BUILDING, State.SECOND_APPRAISAL)
    client, path = as_person(f"lanh-dao.{BUILDING}"), f"/{BUILDING}/2021/dot/2021/hoi-dong/moi/"
    page = read(client.get(f"{path}?don-vi={BUILDING}&tc=1.1"))
    assert any("selected" in one and one["value"] == "1.1" for one in page.all("option"))
    response = client.post(path, {"don_vi": BUILDING, "tc": "1.1", "reason": "Số liệu chưa đủ"})
    made = Dispute.objects.get()
    assert response["Location"] == page_of(made, BUILDING)
    again = client.post(path, {"don_vi": BUILDING, "tc": "1.1", "reason": "lần nữa, giữ lại"})
    assert again.status_code == 400
    assert "đã đưa ra Hội đồng" in read(again).text and "lần nữa, giữ lại" in read(again).text


@pytest.mark.parametrize("who", ["nguoi-xem", "chu-tich"])
def test_who_may_bring_nothing_before_the_council_gets_no_form(dispute: Dispute, as_person: SignIn, who: str) -> None:
    assert as_person(who).get(f"{COUNCIL}moi/").status_code == 403
    assert f"{COUNCIL}moi/" not in read(as_person(who).get(COUNCIL)).links
    assert f"{COUNCIL}moi/" in read(as_person("tham-dinh").get(COUNCIL)).links


def apart(client: Client, place: str = "tinh") -> list[str]:
    """The links of what is still apart that lead before the council."""
    return [one for one in read(client.get(f"/{place}/2021/dot/2021/hoi-dong/")).links if "?don-vi=" in one]


def test_what_is_still_apart_is_listed_and_a_member_of_the_council_brings_it_there(
    a_round: ARound, as_person: SignIn
) -> None:
    order: dict[str, Any] = {"of": a_round.of[BUILDING].pk, "leaf": "1.1", "note": "theo sổ", "seen": None}
    own, given = {"numerator": "9", "denominator": "10"}, {"numerator": "7", "denominator": "10"}
    save_score(by=a_round.people[f"van-phong.{BUILDING}"], step=Step.SELF, value=own, **order)
    client = as_person("hoi-dong-1")
    assert "Còn khác nhau" not in read(client.get(COUNCIL)).text
    a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    save_score(by=a_round.people["tham-dinh"], step=Step.FIRST, value=given, **order)
    a_round.stand(BUILDING, State.COUNCIL)
    page = read(client.get(COUNCIL))
    assert "Còn khác nhau sau thẩm định lần 2" in page.text and "3,60" in page.text and "2,80" in page.text
    (link,) = apart(client)
    assert link == f"{COUNCIL}moi/?don-vi={BUILDING}&tc=1.1"
    assert apart(as_person("nguoi-xem")) == [] == apart(as_person(f"van-phong.{BUILDING}"), BUILDING)
    assert apart(as_person(f"lanh-dao.{BUILDING}"), BUILDING) != []
    sent = client.post(link, {"don_vi": BUILDING, "tc": "1.1", "reason": "Hai bên còn khác nhau"})
    assert sent.status_code == 302 and Dispute.objects.get().by.username == "hoi-dong-1"
    assert apart(client) == []
    assert "Không còn mục nào" in read(client.get(COUNCIL)).text


def test_a_line_of_penalty_points_comes_before_the_council_with_its_name_and_its_minus(admin: User) -> None:
    a_round = make_round(admin, document=with_extras())
    of = a_round.of[BUILDING].pk
    order: dict[str, Any] = {"of": of, "leaf": "P1", "note": "theo sổ", "seen": None}
    save_score(by=a_round.people[f"van-phong.{BUILDING}"], step=Step.SELF, value={"count": "1"}, **order)
    a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    save_score(by=a_round.people["tham-dinh"], step=Step.FIRST, value={"count": "3"}, **order)
    a_round.stand(BUILDING, State.COUNCIL)
    client = Client()
    client.force_login(a_round.people["hoi-dong-1"])
    page = read(client.get(COUNCIL))
    assert "P1. Chậm báo cáo" in page.text and "−0,50" in page.text and "−1,50" in page.text
    (link,) = apart(client)
    assert any("selected" in one and one["value"] == "P1" for one in read(client.get(link)).all("option"))
    sent = client.post(link, {"don_vi": BUILDING, "tc": "P1", "reason": "Hai bên còn khác nhau"})
    assert sent.status_code == 302 and apart(client) == []
    assert "P1. Chậm báo cáo" in read(client.get(COUNCIL)).text
    dispute = Dispute.objects.get()
    found = read(client.get(page_of(dispute)))
    assert "P1. Chậm báo cáo" in found.text and "Điểm trừ tôi biểu quyết, tối đa 2" in found.text
    client.post(page_of(dispute), {"viec": "bieu-quyet", "points": "1", "reason": ""})
    assert "−1 điểm: 1 phiếu" in read(client.get(page_of(dispute))).text
    sheet = read(client.get(f"/{BUILDING}/2021/dot/2021/phieu/"))
    assert "Chậm báo cáo" in sheet.text and "đang tranh chấp" in sheet.text


def test_the_sheet_marks_what_is_before_the_council_also_where_nobody_has_scored_it(admin: User) -> None:
    a_round = make_round(admin, document=with_extras())
    of, head = a_round.stand(BUILDING, State.COUNCIL), a_round.people[f"lanh-dao.{BUILDING}"]
    client = Client()
    client.force_login(head)
    path = f"/{BUILDING}/2021/dot/2021/phieu/"
    assert "đang tranh chấp" not in read(client.get(path)).text
    raise_dispute(by=head, of=of.pk, leaf="T1", reason="Có bằng khen sau ngày tự chấm")
    assert read(client.get(path)).text.count("đang tranh chấp") == 1


def test_no_unit_is_chosen_in_place_of_one_that_cannot_be_disputed(a_round: ARound, as_person: SignIn) -> None:
    a_round.stand(BUILDING, State.SECOND_APPRAISAL)
    assert as_person("tham-dinh").get(f"{COUNCIL}moi/?don-vi={HEALTH}").status_code == 404


def test_members_vote_and_one_of_them_records_the_decision(dispute: Dispute, as_person: SignIn) -> None:
    first, second = as_person("hoi-dong-1"), as_person("hoi-dong-2")
    assert tasks(first, dispute) == {"bieu-quyet", "khong-tham-gia"}  # nothing to decide before anybody voted
    for client in (first, second):
        answer = client.post(page_of(dispute), {"viec": "bieu-quyet", "points": "2", "reason": "Có minh chứng"})
        assert answer.status_code == 302
        if client is first:
            assert "ket-luan" not in tasks(first, dispute)  # one vote decides nothing
            waits = "Mới có 1 phiếu của 3 thành viên được biểu quyết, cần ít nhất 2"
            assert waits in read(first.get(page_of(dispute))).text
    page = read(first.get(page_of(dispute)))
    assert "2 điểm: 2 phiếu" in page.text and "Người hoi-dong-2" in page.text
    told = "2 trên 3 thành viên được biểu quyết đã bỏ phiếu. 2 điểm: 2 phiếu. Kết luận sẽ ghi 2 điểm."
    assert told in page.text and "Điểm của phía có Chủ tịch" not in page.text
    hidden = {one["name"]: one.get("value", "") for one in page.all("input") if one.get("type") == "hidden"}
    upload = SimpleUploadedFile("Biên bản 01.pdf", b"noi dung")
    sent = {"viec": "ket-luan", "da_xem": hidden["da_xem"], "diem_da_xem": hidden["diem_da_xem"], "minutes": MINUTES}
    assert first.post(page_of(dispute), {**sent, "file": upload}).status_code == 302
    done = read(first.get(page_of(dispute)))
    assert "Đã kết luận" in done.text and MINUTES in done.text and not tasks(first, dispute)
    assert "Số liệu, điểm và tài liệu của kỳ này vẫn đọc được" not in done.text  # what is said of a unit that ended
    file = first.get(f"{page_of(dispute)}bien-ban/")
    assert file.content == b"noi dung" and "attachment" in file["Content-Disposition"]
    listed = read(first.get(f"{COUNCIL}?trang_thai=decided"))
    assert "2 điểm" in listed.text and StepScore.objects.get(step="council").points == "2"


def test_a_tie_is_voted_on_again_unless_the_round_lets_the_chair_decide(
    a_round: ARound, dispute: Dispute, as_person: SignIn
) -> None:
    for who, points in (("hoi-dong-1", 2), ("hoi-dong-2", 1)):
        seen = vote(by=a_round.people[who], dispute=dispute.pk, points=Decimal(points)).pk
    member, runs = as_person("hoi-dong-1"), as_person("thuong-truc")
    assert "ket-luan" not in tasks(member, dispute)
    assert "Bằng phiếu (2 điểm: 1 phiếu, 1 điểm: 1 phiếu)" in read(member.get(page_of(dispute))).text
    path = f"{COUNCIL}cach-bieu-quyet/"
    assert path in read(runs.get(COUNCIL)).links and path not in read(member.get(COUNCIL)).links
    assert member.get(path).status_code == 403
    given = {"quorum": "more_than_half", "tie": "chair", "document": ""}
    assert runs.post(path, given).status_code == 400
    assert runs.post(path, given | {"document": "Quy chế số 5/QC-HĐTĐ"}).status_code == 302
    assert "theo phía có Chủ tịch Hội đồng" in read(member.get(COUNCIL)).text
    assert "Bằng phiếu: ghi điểm của phía có Chủ tịch Hội đồng" in read(member.get(page_of(dispute))).text
    sent = {"viec": "ket-luan", "da_xem": seen, "minutes": MINUTES, "points": "1"}
    assert member.post(page_of(dispute), sent).status_code == 302
    assert StepScore.objects.get(step="council").points == "1"


def test_what_was_typed_comes_back_with_the_reason(dispute: Dispute, as_person: SignIn) -> None:
    client = as_person("hoi-dong-1")
    answer = client.post(page_of(dispute), {"viec": "bieu-quyet", "points": "9", "reason": "ý kiến dài của tôi"})
    assert answer.status_code == 400
    page = read(answer)
    assert "điểm phải từ 0 đến 2" in page.text and "ý kiến dài của tôi" in page.text
    assert not Vote.objects.exists()


def test_a_vote_that_came_in_meanwhile_stops_the_decision_and_keeps_what_was_typed(
    a_round: ARound, dispute: Dispute, as_person: SignIn
) -> None:
    seen = vote(by=a_round.people["hoi-dong-1"], dispute=dispute.pk, points=Decimal(2)).pk
    vote(by=a_round.people["hoi-dong-2"], dispute=dispute.pk, points=Decimal(1))
    answer = as_person("hoi-dong-1").post(page_of(dispute), {"viec": "ket-luan", "da_xem": seen, "minutes": MINUTES})
    assert answer.status_code == 400
    page = read(answer)
    assert "vừa biểu quyết" in page.text
    assert any(one.get("value") == MINUTES for one in page.all("input"))


def test_a_member_from_the_unit_sees_that_he_is_recused_and_gets_no_form(a_round: ARound, as_person: SignIn) -> None:
    of = a_round.stand(HOME_AFFAIRS, State.COUNCIL)
    made = raise_dispute(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.1", reason="chưa rõ")
    own = as_person("hoi-dong-noi-vu")
    assert tasks(own, made) == set()
    assert own.post(page_of(made), {"viec": "bieu-quyet", "points": "2"}).status_code == 403
    seen = read(as_person("hoi-dong-1").get(page_of(made))).text
    assert "Thuộc đơn vị, không được biểu quyết" in seen and "Chưa biểu quyết" in seen


@pytest.mark.parametrize("who", [f"lanh-dao.{BUILDING}", "nguoi-xem", "tham-dinh"])
def test_votes_by_name_are_for_the_council_and_who_runs_the_round(
    a_round: ARound, dispute: Dispute, as_person: SignIn, who: str
) -> None:
    vote(by=a_round.people["hoi-dong-1"], dispute=dispute.pk, points=Decimal(2), reason="ý kiến kín")
    place = BUILDING if who.startswith("lanh-dao") else "tinh"
    text = read(as_person(who).get(page_of(dispute, place))).text
    assert "Người hoi-dong-1" not in text and "ý kiến kín" not in text and "phiếu" not in text
    assert "Người hoi-dong-1" in read(as_person("thuong-truc").get(page_of(dispute))).text


def test_a_member_steps_back_and_who_raised_the_dispute_takes_it_back(dispute: Dispute, as_person: SignIn) -> None:
    member, head = as_person("hoi-dong-1"), as_person(f"lanh-dao.{BUILDING}")
    member.post(page_of(dispute), {"viec": "khong-tham-gia", "reason": "người thân"})
    assert "Không tham gia" in read(member.get(page_of(dispute))).text
    assert tasks(head, dispute, BUILDING) == {"rut"}
    answer = head.post(page_of(dispute, BUILDING), {"viec": "rut", "reason": "Đã thống nhất"})
    assert answer.status_code == 302
    assert "Đã thống nhất" in read(head.get(page_of(dispute, BUILDING))).text


def test_after_an_amendment_the_page_of_the_old_code_leads_to_no_leaf_that_has_it_now(
    a_round: ARound, dispute: Dispute, as_person: SignIn
) -> None:
    client = as_person("nguoi-xem")
    assert any("/tieu-chi/1.3.1/" in link for link in read(client.get(page_of(dispute))).links)
    made = amend(a_round, again_until=today())
    old, new = read(client.get(page_of(dispute))), read(client.get(page_of(Dispute.objects.get(block=made))))
    assert "Chuyển sang mục 1.3.1 của bộ bo-dot-so-2021-sd1" in old.text
    assert not any("/tieu-chi/" in link for link in old.links)
    assert any("/tieu-chi/1.3.1/" in link for link in new.links)


def test_a_department_reads_its_own_disputes_only(dispute: Dispute, as_person: SignIn) -> None:
    other = as_person(f"lanh-dao.{HEALTH}")
    assert other.get(page_of(dispute)).status_code == 403
    assert other.get(page_of(dispute, HEALTH)).status_code == 404
    assert "Nộp đúng hạn" not in read(other.get(f"/{HEALTH}/2021/dot/2021/hoi-dong/")).text


def test_nothing_unknown_is_done(dispute: Dispute, as_person: SignIn) -> None:
    client = as_person("hoi-dong-1")
    assert client.post(page_of(dispute), {"viec": "xoa"}).status_code == 404
    assert client.get(f"{COUNCIL}999/").status_code == 404
    assert client.get(f"{page_of(dispute)}bien-ban/").status_code == 404
    assert client.get(f"{BASE}/kiem-tra/1/bien-ban/").status_code == 404


def test_a_check_on_the_spot_is_kept_and_its_minutes_given_back(a_round: ARound, as_person: SignIn) -> None:
    a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    client, path = as_person("tham-dinh"), f"{BASE}/kiem-tra/moi/"
    given: dict[str, Any] = {
        "don_vi": BUILDING,
        "tc": "1.3.1",
        "day": "12/01/2022",
        "people": "Tổ giúp việc",
        "findings": "Đủ hồ sơ <b>",
        "minutes": MINUTES,
    }
    faulty = client.post(path, given | {"day": "hôm qua"})
    assert faulty.status_code == 400 and "Không đọc được ngày" in read(faulty).text
    unknown = client.post(path, given | {"tc": "9.9"})
    assert unknown.status_code == 400 and "không chấm mục “9.9”" in read(unknown).text
    answer = client.post(path, given | {"file": SimpleUploadedFile("bb.pdf", b"bien ban")})
    assert answer["Location"] == f"{COUNCIL}#kiem-tra"
    made = SiteCheck.objects.get()
    page = read(client.get(COUNCIL))
    assert "12/01/2022" in page.text and "Đủ hồ sơ <b>" in page.text
    assert client.get(f"{BASE}/kiem-tra/{made.pk}/bien-ban/").content == b"bien ban"


def test_a_check_on_the_spot_stands_on_its_leaf_and_on_the_dispute_about_it(
    a_round: ARound, dispute: Dispute, as_person: SignIn
) -> None:
    words = {"people": "Tổ giúp việc", "minutes": MINUTES}
    for leaf, findings in (("1.3.1", "Sổ ghi đúng hạn"), ("", "Đủ phòng làm việc"), ("1.1", "Thiếu sổ khác")):
        by, of = a_round.people["tham-dinh"], dispute.of_id
        record_site_check(by=by, of=of, leaf=leaf, day=date(2022, 1, 12), findings=findings, **words)
    for who, path in (
        ("hoi-dong-1", page_of(dispute)),
        (f"lanh-dao.{BUILDING}", f"/{BUILDING}/2021/dot/2021/tieu-chi/1.3.1/"),
    ):
        page = read(as_person(who).get(path))
        assert "Sổ ghi đúng hạn" in page.text and "Đủ phòng làm việc" in page.text
        assert MINUTES in page.text and "12/01/2022" in page.text and "Thiếu sổ khác" not in page.text
    elsewhere = read(as_person("hoi-dong-1").get(f"/{BUILDING}/2021/dot/2021/tieu-chi/1.2/"))
    assert "Sổ ghi đúng hạn" not in elsewhere.text and "Đủ phòng làm việc" in elsewhere.text


def test_a_check_is_withdrawn_by_who_kept_it_and_shown_as_withdrawn(a_round: ARound, as_person: SignIn) -> None:
    of = a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    words = {"people": "Tổ giúp việc", "findings": "Thiếu sổ", "minutes": MINUTES}
    made = record_site_check(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.1", day=date(2022, 1, 12), **words)
    path, client = f"{BASE}/kiem-tra/{made.pk}/rut/", as_person("tham-dinh")
    assert path in read(client.get(COUNCIL)).links and path in read(as_person("thuong-truc").get(COUNCIL)).links
    assert path not in read(as_person("hoi-dong-1").get(COUNCIL)).links
    assert as_person(f"lanh-dao.{BUILDING}").get(path).status_code == 403
    assert "Thiếu sổ" in read(client.get(path)).text
    assert client.post(path, {"reason": ""}).status_code == 400
    assert client.post(path, {"reason": "Ghi nhầm đơn vị"}).status_code == 302
    listed = read(client.get(COUNCIL))
    assert "Đã rút" in listed.text and "Ghi nhầm đơn vị" in listed.text and path not in listed.links
    assert client.post(path, {"reason": "lần nữa"}).status_code == 400


def test_who_belongs_to_the_unit_cannot_choose_it_for_a_check(a_round: ARound, as_person: SignIn) -> None:
    for unit in (HEALTH, BUILDING):
        a_round.stand(unit, State.FIRST_APPRAISAL)
    page = read(as_person("tham-dinh-y-te").get(f"{BASE}/kiem-tra/moi/"))
    offered = {one["value"] for one in page.all("option")}
    assert BUILDING in offered and HEALTH not in offered
    assert as_person("nguoi-xem").get(f"{BASE}/kiem-tra/moi/").status_code == 403


def test_the_council_s_list_takes_as_many_queries_for_one_as_for_many(a_round: ARound, as_person: SignIn) -> None:
    client, counts = as_person("hoi-dong-1"), []
    leaves = ("1.1", "1.2", "1.3.1")
    for unit in (BUILDING, HEALTH, HOME_AFFAIRS):
        of = a_round.stand(unit, State.COUNCIL)
        for leaf in leaves:
            made = raise_dispute(by=a_round.people["tham-dinh"], of=of.pk, leaf=leaf, reason="chưa rõ")
            vote(by=a_round.people["hoi-dong-1"], dispute=made.pk, points=Decimal(1))
            with CaptureQueriesContext(connection) as caught:
                assert client.get(COUNCIL).status_code == 200
            counts.append(len(caught))
    assert len(set(counts)) == 1


def test_a_person_who_came_into_the_unit_is_told_why_he_cannot_decide(
    a_round: ARound, dispute: Dispute, as_person: SignIn
) -> None:
    member = a_round.people["hoi-dong-1"]
    for who in ("hoi-dong-noi-vu", "hoi-dong-2"):
        seen = vote(by=a_round.people[who], dispute=dispute.pk, points=Decimal(2)).pk
    Membership.objects.create(user=member, unit_id=BUILDING, role="viewer", valid_from=date(2020, 1, 1))
    answer = as_person("hoi-dong-1").post(page_of(dispute), {"viec": "ket-luan", "da_xem": seen, "minutes": MINUTES})
    assert answer.status_code == 403 and "chính cơ quan mình" in read(answer).text
    decide_dispute(by=a_round.people["hoi-dong-2"], dispute=dispute.pk, minutes=MINUTES, seen=seen, seen_score=None)


def test_what_does_not_fit_together_is_listed_with_links_to_each_unit_and_to_the_column(
    a_round: ARound, as_person: SignIn
) -> None:
    person = a_round.people["tham-dinh"]
    for unit, points, note in ((BUILDING, "2", "đủ"), (HEALTH, "1", "thiếu"), (HOME_AFFAIRS, "2", "đủ")):
        of = a_round.stand(unit, State.FIRST_APPRAISAL)
        order: dict[str, Any] = {"of": of.pk, "step": Step.FIRST, "leaf": "1.1", "note": note, "seen": None}
        save_score(by=person, value={"points": points}, **order)
    client = as_person("tham-dinh")
    page = read(client.get(f"{BASE}/nhat-quan/"))
    assert "Căn cứ như nhau, điểm khác nhau" in page.text and "cùng số tính được" in page.text
    assert "1 chỗ cần xem lại" in page.text and "1 điểm" in page.text and "2 điểm" in page.text
    assert f"{BASE}/theo-cot/so/1.1/" in page.links
    assert f"/{HEALTH}/2021/dot/2021/tieu-chi/1.1/" in page.links
    for query in ("?khoi=xa", "?tc=1.2"):
        assert "không có chỗ nào" in read(client.get(f"{BASE}/nhat-quan/{query}")).text
    assert "1 chỗ cần xem lại" in read(client.get(f"{BASE}/nhat-quan/?khoi=khac&buoc=khac&tc=khac")).text


def test_a_department_compares_nothing_but_itself(a_round: ARound, as_person: SignIn) -> None:
    client = as_person(f"lanh-dao.{HEALTH}")
    assert client.get(f"{BASE}/nhat-quan/").status_code == 403
    assert "không có chỗ nào" in read(client.get(f"/{HEALTH}/2021/dot/2021/nhat-quan/")).text
