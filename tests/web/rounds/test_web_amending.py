"""The page on which a set is amended in an open round, and what units are told of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.rounds.a_round import (
    BEGAN,
    HEALTH,
    HOME_AFFAIRS,
    PROVINCE,
    SET_OF_DEPARTMENTS,
    ARound,
    make_round,
    with_extras,
)
from tests.apps.rounds.test_round_amending import AMENDED

from parindex.assessment.models import Adoption
from parindex.assessment.rounds.amended import unread_amendment
from parindex.assessment.rounds.models import RoundBlock, StepScore
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.set_documents import save_set, set_document
from parindex.organisations.models import Membership, User
from parindex.organisations.queries import today

BASE = f"/{PROVINCE}/2021"
PAGE = f"{BASE}/dot/2021/sua-bo/"
ASKED = f"{PAGE}?khoi=so&bo=kho:so-sua"


@pytest.fixture
def secretariat(a_round: ARound, as_person: Callable[[str], Client]) -> Client:
    """Who amends, with the amended set in the editor and two units that have scored."""
    admin = a_round.people["quan-tri"]
    save_set(by=admin, unit=PROVINCE, code="so-sua", document=AMENDED, seen=None, saved="soạn")
    score(a_round, HEALTH, "1.1", {"numerator": "8", "denominator": "10"})
    score(a_round, HEALTH, "1.3.1", {"level": "late"}, "có lý do")
    score(a_round, HOME_AFFAIRS, "2.1", {"met": [True, True]}, "QĐ 7")
    score(a_round, HOME_AFFAIRS, "1.3.1", {"points": "1.5"}, "QĐ 8")
    return as_person("thuong-truc")


def score(a_round: ARound, unit: str, leaf: str, value: dict[str, Any], note: str = "") -> None:
    by = a_round.people[f"lanh-dao.{unit}"]
    save_score(by=by, of=a_round.of[unit].pk, step=Step.SELF, leaf=leaf, value=value, note=note, seen=None)


def chosen(html: str) -> dict[str, str]:
    """The pairs as the page offers them."""
    found = {}
    for field in re.findall(r'<input [^>]*name="m_[^>]+>', html):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        assert name and 'list="ma-moi"' in field
        found[name[1]] = value[1] if value else ""
    return found


def words(html: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def looked(client: Client) -> tuple[str, dict[str, str]]:
    response = client.get(ASKED)
    assert response.status_code == 200
    html = response.content.decode()
    return html, chosen(html) | {"ban": "1"}


def amend(client: Client, **change: str) -> Any:
    _, sent = looked(client)
    return client.post(ASKED, sent | {"sua": "1", "ly_do": "Quyết định 2712/QĐ-UBND"} | change)


def test_who_runs_one_office_only_is_shown_no_score_of_the_others(
    secretariat: Client, as_person: Callable[[str], Client], a_round: ARound
) -> None:
    person = a_round.people["cong-chuc.so-y-te"]
    Membership.objects.create(user=person, unit_id=HEALTH, role="secretariat", valid_from=BEGAN)
    client = as_person("cong-chuc.so-y-te")
    page = f"/{HEALTH}/2021/dot/2021/sua-bo/"
    for answer in (client.get(f"{page}?khoi=so&bo=kho:so-sua"), client.post(f"{page}?khoi=so&bo=kho:so-sua")):
        assert answer.status_code == 403
        assert "→" not in answer.content.decode()
    offered = client.get(page).content.decode()
    assert "Khối sở" in offered and "Khối xã" not in offered, "blocks of the units that the place reaches"
    assert "Khối xã" in secretariat.get(PAGE).content.decode()


def test_sets_to_choose_from_take_as_many_queries_for_many_assessed_periods(
    secretariat: Client, a_round: ARound
) -> None:
    used = Adoption.objects.get(unit=HEALTH)
    page, counts = f"/{HEALTH}/2021/dot/2021/sua-bo/", []
    for year in (2015, 2016, 2017):
        values = {
            "set_id": f"bo-{year}",
            "digest": used.digest,
            "document": used.document,
            "by": used.by,
            "at": used.at,
        }
        Adoption.objects.create(unit_id=HEALTH, period=str(year), **values)
        with CaptureQueriesContext(connection) as said:
            html = secretariat.get(page).content.decode()
        counts.append(len(said))
        assert f"bo-{year} (đang dùng để chấm" in html
    assert len(set(counts[1:])) == 1


def test_the_set_to_choose_is_the_newest_that_a_unit_adopted(secretariat: Client) -> None:
    amend(secretariat)
    html = secretariat.get(f"/{HEALTH}/2021/dot/2021/sua-bo/").content.decode()
    assert html.count("đang dùng để chấm") == 1 and "bo-dot-so-2021-sd1 (đang dùng để chấm" in html


def test_the_preview_proposes_pairs_and_says_what_each_unit_gets(secretariat: Client) -> None:
    html, sent = looked(secretariat)
    assert sent == {
        "m_1.1": "1.2",
        "m_1.2": "1.1",
        "m_1.3.1": "1.3.1",
        "m_1.3.2": "1.3.2",
        "m_2.1": "",
        "m_2.2": "2.2",
        "ban": "1",
    }
    assert "không chuyển" in html
    assert "Cách chấm mới: Đúng hạn: 3 điểm" in html
    row = next(part for part in html.split("<tr") if f"Đơn vị {HOME_AFFAIRS}" in part)
    assert "1.3.1" in row
    assert "2.1" in row
    assert RoundBlock.objects.filter(code="so").count() == 1


def test_points_taken_off_are_shown_with_their_minus(admin: User) -> None:
    a_round = make_round(admin, document=with_extras())
    score(a_round, HEALTH, "P1", {"count": "2"}, "theo sổ")
    amended = with_extras(AMENDED).replace('per: "0.5"', 'per: "0.75"')
    save_set(by=admin, unit=PROVINCE, code="so-sua", document=amended, seen=None, saved="soạn")
    client = Client()
    client.force_login(admin)
    html, _ = looked(client)
    assert "P1 (tự chấm): −1 → −1,5" in words(html)


def test_other_pairs_can_be_looked_at_before_anything_is_written(secretariat: Client) -> None:
    _, sent = looked(secretariat)
    response = secretariat.post(ASKED, sent | {"m_2.1": "2.3", "xem": "1"})
    assert response.status_code == 200
    assert chosen(response.content.decode())["m_2.1"] == "2.3"
    assert RoundBlock.objects.filter(code="so").count() == 1


def test_what_was_typed_stays_where_a_pair_cannot_be(secretariat: Client) -> None:
    html = amend(secretariat, **{"m_2.1": "9.9", "m_1.1": ""}).content.decode()
    assert {name: chosen(html)[name] for name in ("m_2.1", "m_1.1", "m_1.2")} == {
        "m_2.1": "9.9",
        "m_1.1": "",
        "m_1.2": "1.1",
    }


def test_the_new_codes_stand_on_the_page_once(secretariat: Client) -> None:
    html, _ = looked(secretariat)
    assert html.count('<option value="2.3">') == 1
    assert "<datalist" in html and '<select name="m_' not in html


def test_units_past_their_step_get_a_day_to_score_again(secretariat: Client, as_person: Any, a_round: ARound) -> None:
    a_round.stand(HOME_AFFAIRS, State.SECOND_APPRAISAL)
    html, sent = looked(secretariat)
    row = next(part for part in html.split("<tr") if f"Đơn vị {HOME_AFFAIRS}" in part)
    assert "đơn vị tự chấm thêm: 1.3.1, 2.3" in row
    day = today() + timedelta(days=3)
    without = secretariat.post(ASKED, sent | {"sua": "1", "ly_do": "QĐ", "han_cham_lai": ""})
    assert without.status_code == 400
    answer = secretariat.post(ASKED, sent | {"sua": "1", "ly_do": "QĐ", "han_cham_lai": f"{day:%d/%m/%Y}"})
    assert answer.status_code == 302
    head, base = as_person("lanh-dao.so-noi-vu"), f"/{HOME_AFFAIRS}/2021/dot/2021"
    told = head.get(f"{base}/phieu/").content.decode()
    assert f"còn tự chấm các mục sau đến hết ngày {day:%d/%m/%Y}: 1.3.1, 2.3." in words(told)
    assert "chưa chấm lại 2 mục theo bộ tiêu chí sửa đổi" in head.get(f"{base}/").content.decode()
    page = f"{base}/tieu-chi/2.3/"
    assert 'id="cham"' in head.get(page).content.decode()
    assert 'id="cham"' not in head.get(f"{base}/tieu-chi/1.1/").content.decode()
    given = {"viec": "diem", "met_0": "on", "met_1": "on", "note": "QĐ 9", "thay": ""}
    assert head.post(page, given).status_code == 302
    assert StepScore.objects.filter(of=a_round.of[HOME_AFFAIRS], leaf="2.3", step="self").exists()
    assert 'id="cham"' not in head.get(page).content.decode(), "done"


def test_amending_goes_on_to_the_round_and_moves_the_scores(secretariat: Client, a_round: ARound) -> None:
    response = amend(secretariat)
    assert response["Location"] == f"{BASE}/dot/2021/"
    made = RoundBlock.objects.get(code="so", version=2)
    assert made.reason == "Quyết định 2712/QĐ-UBND"
    assert set(StepScore.objects.filter(block=made).values_list("leaf", flat=True)) == {"1.2", "1.3.1"}
    html = secretariat.get(f"{BASE}/dot/2021/").content.decode()
    assert "bản thứ 2" in html


def test_confirmed_pairs_are_the_ones_that_hold(secretariat: Client) -> None:
    amend(secretariat, **{"m_2.1": "2.3", "m_1.1": ""})
    made = RoundBlock.objects.get(code="so", version=2)
    assert made.crosswalk == {"1.2": "1.1", "1.3.1": "1.3.1", "1.3.2": "1.3.2", "2.1": "2.3", "2.2": "2.2"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ly_do": " "}, "Chưa nêu căn cứ"),
        ({"m_2.1": "1.1"}, "cùng chuyển sang 1.1"),
        ({"m_2.1": "9.9"}, "không có mã “9.9” để nhận mục 2.1"),
        ({"ban": "7"}, "vừa được sửa lần nữa"),
    ],
)
def test_what_cannot_be_stays_on_the_page_and_changes_nothing(
    secretariat: Client, change: dict[str, str], told: str
) -> None:
    response = amend(secretariat, **change)
    assert response.status_code == 400
    assert told in response.content.decode()
    assert RoundBlock.objects.filter(code="so").count() == 1


def test_a_set_with_problems_tells_them_instead_of_a_preview(secretariat: Client, a_round: ARound) -> None:
    broken = AMENDED.replace('scale: "13"', 'scale: "14"')
    save_set(by=a_round.people["quan-tri"], unit=PROVINCE, code="so-sua", document=broken, seen=1, saved="hỏng")
    response = secretariat.get(ASKED)
    assert response.status_code == 400
    assert "khác thang điểm 14" in response.content.decode()


def test_the_set_in_force_can_be_copied_to_be_amended(secretariat: Client) -> None:
    html = secretariat.get(PAGE).content.decode()
    href = re.search(r'href="([^"]*chep-bo-tieu-chi[^"]*khoi:2021:so)"', html)
    assert href
    assert 'value="bo-dot-so-2021-sd"' in secretariat.get(href[1]).content.decode()
    sent = {"tu": "khoi:2021:so", "code": "bo-dot-so-2021-sd", "title": "", "year": ""}
    assert secretariat.post(f"{BASE}/chep-bo-tieu-chi/", sent).status_code == 302
    expected = SET_OF_DEPARTMENTS.replace("id: bo-dot-so-2021", "id: bo-dot-so-2021-sd")
    assert set_document("bo-dot-so-2021-sd").document == expected


def test_a_unit_is_told_until_somebody_of_it_has_read(secretariat: Client, as_person: Any, a_round: ARound) -> None:
    amend(secretariat)
    head, base = as_person("lanh-dao.so-noi-vu"), f"/{HOME_AFFAIRS}/2021"
    for path in ("", "dot/2021/phieu/", "dot/2021/"):
        html = head.get(f"{base}/{path}").content.decode()
        assert "Bộ tiêu chí đã sửa ngày" in html, path
        assert "1 mục không chuyển được: 2.1. Sáng kiến; cần chấm lại: 1.3.1" in words(html)
    assert "đã sửa ngày" not in head.get(f"{base}/quy-dinh/").content.decode()
    assert head.post(f"{base}/dot/2021/da-xem-bo-sua/").status_code == 302
    assert "đã sửa ngày" not in head.get(f"{base}/").content.decode()
    assert unread_amendment(HOME_AFFAIRS, "2021") is None
    assert unread_amendment(HEALTH, "2021") is not None


def test_a_unit_past_its_step_scores_again_on_one_page_and_its_office_is_refused(
    secretariat: Client, as_person: Any, a_round: ARound
) -> None:
    a_round.stand(HOME_AFFAIRS, State.FIRST_APPRAISAL)
    base = f"/{HOME_AFFAIRS}/2021/dot/2021"
    head, office = as_person("lanh-dao.so-noi-vu"), as_person("van-phong.so-noi-vu")
    assert head.get(f"{base}/mot-trang/").status_code == 404
    assert amend(secretariat, han_cham_lai=(today() + timedelta(days=3)).strftime("%d/%m/%Y")).status_code == 302
    assert "mot-trang" in head.get(f"{base}/phieu/").content.decode()
    assert "mot-trang" not in office.get(f"{base}/phieu/").content.decode()
    assert office.get(f"{base}/mot-trang/").status_code == 403
    page = words(head.get(f"{base}/mot-trang/").content.decode())
    assert "1.3.1. " in page and "2.3. " in page and "1.1. " not in page
    assert "Lưu và gửi" not in page and "lãnh đạo đơn vị lưu thì điểm được ghi ngay" in page
    row = StepScore.objects.get(of=a_round.of[HOME_AFFAIRS], leaf="1.3.1", block__version=2)
    sent = {"m0_level": "in_time", "m0_note": "QĐ 8", "m0_thay": str(row.pk)}
    answer = head.post(f"{base}/mot-trang/", sent)
    assert (answer.status_code, answer.headers.get("Location")) == (302, f"{base}/phieu/")
    page = words(head.get(f"{base}/mot-trang/").content.decode())
    assert "1.3.1. " not in page and "2.3. " in page


def test_a_unit_is_told_which_points_of_its_own_the_amended_rules_change(
    secretariat: Client, as_person: Any, a_round: ARound
) -> None:
    document = AMENDED.replace('text: trễ, points: "1"', 'text: trễ, points: "1.5"')
    assert document != AMENDED
    save_set(by=a_round.people["quan-tri"], unit=PROVINCE, code="so-sua", document=document, seen=1, saved="sửa")
    amend(secretariat)
    found = unread_amendment(HEALTH, "2021")
    assert found is not None
    assert found.changed == (("1.3.1", "1", "1.5"),)
    html = words(as_person("lanh-dao.so-y-te").get(f"/{HEALTH}/2021/dot/2021/").content.decode())
    assert "điểm tự chấm tính theo cách chấm mới: 1.3.1 1 → 1,5" in html
    other = unread_amendment(HOME_AFFAIRS, "2021")
    assert other is not None
    assert other.changed == ()


def test_what_was_scored_again_is_asked_no_more(secretariat: Client, a_round: ARound) -> None:
    amend(secretariat)
    made = RoundBlock.objects.get(code="so", version=2)
    row = StepScore.objects.get(block=made, leaf="1.3.1", of=a_round.of[HOME_AFFAIRS])
    save_score(
        by=a_round.people["lanh-dao.so-noi-vu"],
        of=a_round.of[HOME_AFFAIRS].pk,
        step=Step.SELF,
        leaf="1.3.1",
        value={"level": "in_time"},
        note="QĐ 8",
        seen=row.pk,
    )
    notice = unread_amendment(HOME_AFFAIRS, "2021")
    assert notice is not None
    assert (notice.again, notice.left) == ((), (("2.1", "Sáng kiến"),))


def test_without_an_amendment_nobody_is_told(as_person: Any, django_assert_num_queries: Any, a_round: ARound) -> None:
    with django_assert_num_queries(1):
        assert unread_amendment(HEALTH, "2021") is None
    assert "đã sửa ngày" not in as_person("lanh-dao.so-y-te").get(f"/{HEALTH}/2021/").content.decode()


@pytest.mark.parametrize("who", ["nguoi-xem", "tham-dinh", "hoi-dong-1", "chu-tich"])
def test_others_neither_look_nor_amend(secretariat: Client, as_person: Any, who: str) -> None:
    client = as_person(who)
    assert client.get(ASKED).status_code == 403
    assert client.post(ASKED, {"ban": "1", "sua": "1", "ly_do": "QĐ"}).status_code == 403
    assert RoundBlock.objects.filter(code="so").count() == 1


def test_only_the_unit_itself_notes_that_it_has_read(secretariat: Client, as_person: Any) -> None:
    amend(secretariat)
    for who in ("nguoi-xem", "tham-dinh"):
        assert as_person(who).post(f"/{HEALTH}/2021/dot/2021/da-xem-bo-sua/").status_code == 403
    assert as_person("lanh-dao.so-y-te").get(f"/{HEALTH}/2021/dot/2021/da-xem-bo-sua/").status_code == 404
    assert unread_amendment(HEALTH, "2021") is not None


def test_once_a_result_is_final_the_page_says_so(secretariat: Client, a_round: ARound) -> None:
    a_round.stand(HEALTH, State.FINAL)
    response = amend(secretariat)
    assert response.status_code == 400
    assert "chưa chốt kết quả đơn vị nào" in response.content.decode()
