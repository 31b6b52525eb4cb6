"""The editor of criteria sets behind the test client: begin, look, edit, confirm, take away, refuse what is stale."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.rounds.a_round import HEALTH, PROVINCE, SET_OF_DEPARTMENTS, ARound
from tests.pure.criteria.official_tables import USUAL, excel, word

from parindex.assessment.models import Adoption, SetDocument
from parindex.assessment.set_documents import set_document
from parindex.criteria.loading import load
from parindex.organisations.models import AuditEvent

BASE = f"/{PROVINCE}/2021"
COMMENTED = SET_OF_DEPARTMENTS.replace("areas:", "# bốn nội dung của tỉnh\nareas:").replace(
    'code: "1.2"', 'code: "1.2"  # theo công văn 12'
)
OF_TABLE = {"year": "2021", "block": "so"}  # what no table says of itself


@pytest.fixture
def editor(as_person: Callable[[str], Client]) -> Client:
    """The secretariat, which chooses sets for the province."""
    return as_person("thuong-truc")


@pytest.fixture
def begun(editor: Client) -> Client:
    """The set `so-moi` as it was uploaded, byte for byte."""
    assert upload(editor, COMMENTED.encode(), "bo.yaml").status_code == 302
    return editor


def upload(client: Client, data: bytes, name: str, code: str = "so-moi", **more: str) -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(f"{BASE}/nhap-bo-tieu-chi/", {"file": file, "code": code} | more)


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(f"{BASE}/{path}")
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def fields(html: str) -> dict[str, str]:
    """What a browser would send of the posted form: hidden and text inputs, checked boxes, chosen options, text areas."""
    form = next(
        part for part in re.findall(r"<form.*?</form>", html, re.S) if 'name="ban"' in part and "viec" not in part
    )
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            found[name[1]] = unescaped(value[1]) if value else "on" if "checkbox" in tag else ""
    for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = unescaped(re.sub(r"^\r?\n", "", body, count=1))
    for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = unescaped(chosen[1]) if chosen else ""
    return found


def unescaped(text: str) -> str:
    for code, letter in (("&quot;", '"'), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(code, letter)
    return text


def test_a_file_goes_in_and_comes_out_byte_for_byte(begun: Client) -> None:
    response = begun.get(f"{BASE}/bo-tieu-chi/so-moi/tep.yaml")
    assert response.content == COMMENTED.encode()
    assert "so-moi.yaml" in response["Content-Disposition"]


@pytest.mark.parametrize("text", ["\ufeff" + COMMENTED, COMMENTED.replace("\n", "\r\n")])
def test_byte_order_mark_and_line_ends_survive_the_store_and_an_edit(editor: Client, text: str) -> None:
    upload(editor, text.encode(), "bo.yaml")
    assert editor.get(f"{BASE}/bo-tieu-chi/so-moi/tep.yaml").content == text.encode()
    sent = fields(page(editor, "bo-tieu-chi/so-moi/toan-van/"))
    sent["van_ban"] = sent["van_ban"].replace("\r\n", "\n").replace("\n", "\r\n").replace("Nhiệm vụ", "Việc")
    assert editor.post(f"{BASE}/bo-tieu-chi/so-moi/toan-van/", sent).status_code == 302
    assert set_document("so-moi").document == text.replace("Nhiệm vụ", "Việc")


def test_the_page_shows_the_tree_with_rules_in_words(begun: Client) -> None:
    html = page(begun, "bo-tieu-chi/so-moi/")
    assert "Nhiệm vụ được giao" in html
    assert "Tỷ lệ × 4 điểm." in html
    assert "Không có lỗi" in html
    assert "16,67%" in html  # the share of surveys: 2 of 12


@pytest.mark.parametrize("code", ["1.1", "1.2", "1.3.1", "1.3.2", "2.1", "2.2", "1", "1.3"])
def test_saving_a_form_as_it_came_changes_nothing(begun: Client, code: str) -> None:
    sent = fields(page(begun, f"bo-tieu-chi/so-moi/muc/{code}/"))
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/{code}/", sent).status_code == 302
    assert set_document("so-moi").version == 1
    assert set_document("so-moi").document == COMMENTED


def test_the_head_saved_as_it_came_changes_nothing(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/phan-dau/"))
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/phan-dau/", sent).status_code == 302
    assert set_document("so-moi").document == COMMENTED


def test_a_leaf_is_edited_and_the_rest_stays_byte_for_byte(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/muc/1.3.1/")) | {"name": "Ban hành kế hoạch năm", "r_diem_1": "1,5"}
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.3.1/", sent).status_code == 302
    after = set_document("so-moi")
    assert (after.version, after.saved) == (2, "sửa mục 1.3.1")
    leaf = load(after.document, name="x").by_code["1.3.1"]
    assert leaf.name == "Ban hành kế hoạch năm"
    assert [one["points"] for one in leaf.rule["levels"]] == ["2", "1.5", "0"]  # type: ignore[attr-defined]
    start = COMMENTED.index('          - code: "1.3.1"')
    assert after.document[:start] == COMMENTED[:start]
    assert after.document.endswith(COMMENTED[COMMENTED.index('          - code: "1.3.2"') :])


def test_another_shape_has_its_own_fields(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/muc/2.1/?hinh=bands"))
    sent |= {"r_theo": "count", "r_tu_0": "1", "r_tu_ke_0": "on", "r_diem_0": "1", "r_den_1": "1", "r_diem_1": "0"}
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/2.1/?hinh=bands", sent).status_code == 302
    leaf = load(set_document("so-moi").document, name="x").by_code["2.1"]
    assert leaf.rule == {
        "shape": "bands",
        "of": "count",
        "bands": ({"from": "1", "points": "1"}, {"to": "1", "points": "0"}),
    }
    assert "when_empty" not in page(begun, "bo-tieu-chi/so-moi/")


def test_points_with_three_decimals_come_back_as_they_were(begun: Client) -> None:
    text = COMMENTED.replace('max_points: "4"', 'max_points: "3.875"').replace('scale: "12"', 'scale: "11.875"')
    upload(begun, text.encode(), "bo.yaml", code="so-le")
    for path in ("muc/1.1/", "phan-dau/"):
        sent = fields(page(begun, f"bo-tieu-chi/so-le/{path}"))
        assert begun.post(f"{BASE}/bo-tieu-chi/so-le/{path}", sent).status_code == 302
    assert set_document("so-le").document == text


def test_problems_stand_beside_the_tree_and_lead_to_their_place(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/muc/1.1/")) | {"max_points": "5", "when_empty": ""}
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/", sent).status_code == 302
    html = page(begun, "bo-tieu-chi/so-moi/")
    assert "Tổng điểm tối đa các tiêu chí là 13, khác thang điểm 12" in html
    sent = fields(page(begun, "bo-tieu-chi/so-moi/phan-dau/")) | {"scale": "13"}
    begun.post(f"{BASE}/bo-tieu-chi/so-moi/phan-dau/", sent)
    html = page(begun, "bo-tieu-chi/so-moi/")
    assert "Phải nói rõ khi không phát sinh" in html
    assert f'href="{BASE}/bo-tieu-chi/so-moi/muc/1.1/"' in html
    assert "Phải nói rõ khi không phát sinh" in page(begun, "bo-tieu-chi/so-moi/muc/1.1/")
    assert "Dùng để chấm" not in html


def test_a_hole_between_bands_and_an_unknown_measure_are_told(begun: Client) -> None:
    text = COMMENTED.replace("measure: reports.late", "measure: reports.la").replace(
        "rule: {shape: proportional}",
        'rule: {shape: bands, bands: [{from: "90", points: "4"}, {to: "80", points: "0"}]}',
    )
    sent = fields(page(begun, "bo-tieu-chi/so-moi/toan-van/")) | {"van_ban": text}
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/toan-van/", sent).status_code == 302
    html = page(begun, "bo-tieu-chi/so-moi/")
    assert "Không có chỉ tiêu “reports.la”" in html
    assert "từ 80% đến dưới 90%" in html
    assert "không có chỉ tiêu này" in page(begun, "bo-tieu-chi/so-moi/muc/1.2/")


def test_text_that_is_no_yaml_stays_in_its_form(begun: Client) -> None:
    sent = {"ban": "1", "van_ban": "id: [bo"}
    response = begun.post(f"{BASE}/bo-tieu-chi/so-moi/toan-van/", sent)
    assert response.status_code == 400
    assert "Không đọc được YAML" in response.content.decode()
    assert "id: [bo" in response.content.decode()
    assert SetDocument.objects.count() == 1


def test_items_are_added_moved_and_taken_away(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/them/?duoi=2")) | {"name": "Tài chính công"}
    assert sent["code"] == "2.3"
    response = begun.post(f"{BASE}/bo-tieu-chi/so-moi/them/?duoi=2", sent)
    assert response["Location"].endswith("/bo-tieu-chi/so-moi/muc/2.3/")
    assert codes() == ["1.1", "1.2", "1.3.1", "1.3.2", "2.1", "2.2", "2.3"]
    do(begun, "2.3", 2, "len")
    assert codes()[-3:] == ["2.1", "2.3", "2.2"]
    do(begun, "2.3", 3, "chuyen", toi="1")
    assert codes() == ["1.1", "1.2", "1.3.1", "1.3.2", "2.3", "2.1", "2.2"]
    do(begun, "2.3", 4, "xoa")
    assert set_document("so-moi").document == COMMENTED
    assert "# theo công văn 12" in set_document("so-moi").document


def do(client: Client, code: str, seen: int, what: str, **more: str) -> Any:
    response = client.post(f"{BASE}/bo-tieu-chi/so-moi/muc/{code}/viec/", {"ban": str(seen), "viec": what} | more)
    assert response.status_code == 302, response.content.decode()
    return response


def codes() -> list[str]:
    text = set_document("so-moi").document
    return re.findall(
        r'code: "([0-9.]+)"(?=[^{]*?max_points)',
        re.sub(r'code: "[0-9.]+"\s*(?:#.*)?\n\s+name: [^\n]+\n\s+(?:components|criteria)', "", text),
    )


def test_a_criterion_that_was_a_leaf_becomes_the_heading_of_what_it_asked(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/them/?duoi=1.2")) | {"name": "Báo cáo thiếu"}
    begun.post(f"{BASE}/bo-tieu-chi/so-moi/them/?duoi=1.2", sent)
    data = begun.get(f"{BASE}/bo-tieu-chi/so-moi/").content.decode()
    assert "Báo cáo thiếu" in data
    assert "1.2.1" in data
    assert "1.2.2" in data


def test_the_last_of_a_list_is_not_taken_away_alone(begun: Client) -> None:
    do(begun, "2.1", 1, "xoa")
    do(begun, "2.2", 2, "xoa")
    assert set_document("so-moi").version == 2
    assert "phải còn ít nhất một tiêu chí" in page(begun, "bo-tieu-chi/so-moi/")


def test_a_stale_edit_is_refused_with_both_versions_and_can_be_done_again(begun: Client, as_person: Any) -> None:
    mine = fields(page(begun, "bo-tieu-chi/so-moi/muc/1.1/")) | {"name": "Tên của tôi"}
    other = as_person("quan-tri")
    theirs = fields(page(other, "bo-tieu-chi/so-moi/muc/1.1/")) | {"name": "Tên của người khác"}
    assert other.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/", theirs).status_code == 302
    response = begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/", mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert "name: Tên của tôi" in html
    assert "name: Tên của người khác" in html
    assert set_document("so-moi").version == 2
    again = {
        name: unescaped(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', html)
    }
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/", again).status_code == 302
    assert "name: Tên của tôi" in set_document("so-moi").document


@pytest.mark.parametrize("make", [word, excel])
def test_an_official_table_is_confirmed_leaf_by_leaf(editor: Client, make: Callable[..., bytes]) -> None:
    name = "bang.docx" if make is word else "bang.xlsx"
    response = upload(editor, make(USUAL), name, year="2026", block="so")
    assert response["Location"].endswith("/bo-tieu-chi/so-moi/xac-nhan/")
    row = set_document("so-moi")
    assert set(row.pending) == {"1.1.1", "1.1.2", "1.2", "1.3", "2.1"}
    html = page(editor, "bo-tieu-chi/so-moi/xac-nhan/")
    assert "1 mục chưa đọc được" in html
    assert "Hội đồng xem xét mức độ phối hợp" in html
    assert "Văn bản không nói trừ đến đâu thì dừng" in html
    sent = {"ban": "1", "c_1.1.1": "dung", "c_1.1.2": "nhan-dinh", "c_1.3": "dung", "c_1.2": ""}
    assert editor.post(f"{BASE}/bo-tieu-chi/so-moi/xac-nhan/", sent).status_code == 302
    row = set_document("so-moi")
    assert set(row.pending) == {"1.2", "1.3", "2.1"}  # what was not read cannot be confirmed as read
    leaves = load(row.document, name="x").by_code
    assert leaves["1.1.1"].rule["shape"] == "levels"
    assert leaves["1.1.2"].rule["shape"] == "judgement"
    assert leaves["1.3"].rule["shape"] == "judgement"


def test_saving_a_leaf_confirms_it_and_what_waits_keeps_the_set_from_use(editor: Client) -> None:
    upload(editor, word(USUAL), "bang.docx", **OF_TABLE)
    assert editor.post(f"{BASE}/bo-tieu-chi/so-moi/dung/").status_code == 302
    assert "chờ xác nhận; hãy xác nhận từng mục" in page(editor, "bo-tieu-chi/so-moi/")
    assert not Adoption.objects.filter(unit=PROVINCE).exists()
    sent = fields(page(editor, "bo-tieu-chi/so-moi/muc/1.2/"))
    assert sent["r_san"] == "0"
    editor.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.2/", sent)
    assert "1.2" not in set_document("so-moi").pending


def test_a_table_whose_sums_do_not_agree_is_taken_with_a_warning(editor: Client) -> None:
    upload(editor, word((*USUAL[:-1], ("", "Tổng cộng", "15", "", ""))), "bang.docx", **OF_TABLE)
    assert "Bảng chưa khớp: Dòng tổng ghi 15 điểm, các tiêu chí cộng lại 14 điểm." in page(
        editor, "bo-tieu-chi/so-moi/"
    )


def test_the_year_and_the_block_of_a_table_are_asked_and_never_guessed(editor: Client) -> None:
    asked = page(editor, "nhap-bo-tieu-chi/")
    assert re.search(r'name="year"[^>]*value="2021"', asked), "of the page's period"
    office = editor.get(f"/{HEALTH}/2021/nhap-bo-tieu-chi/").content.decode()
    assert re.search(r'name="block"[^>]*value="so"', office)
    refused = upload(editor, word(USUAL), "bang.docx")
    assert refused.status_code == 400
    html = refused.content.decode()
    assert "Hãy ghi năm mà bảng này chấm." in html and "Hãy ghi khối mà bảng này chấm" in html
    upload(editor, word(USUAL), "bang.docx", year="2019", block="xa")
    found = load(set_document("so-moi").document, name="x")
    assert (found.year, found.block) == (2019, "xa")


def test_a_table_named_for_another_year_is_taken_with_a_warning(editor: Client) -> None:
    upload(editor, word(USUAL, title="BỘ CHỈ SỐ NĂM 2020"), "bang.docx", **OF_TABLE)
    assert "Tên bảng ghi “năm 2020”, bộ được tạo cho năm 2021." in page(editor, "bo-tieu-chi/so-moi/")


def test_a_yaml_file_keeps_the_year_and_the_block_that_it_says(editor: Client) -> None:
    upload(editor, COMMENTED.encode(), "bo.yaml", year="2030", block="xa", title="Bộ mới")
    found = load(set_document("so-moi").document, name="x")
    assert (found.id, found.title, found.year, found.block) == ("so-moi", "Bộ mới", 2021, "so")


def test_a_copy_to_the_next_year_keeps_everything_but_id_title_and_year(begun: Client) -> None:
    html = page(begun, "chep-bo-tieu-chi/?tu=kho:so-moi")
    assert 'value="2022"' in html
    sent = {"tu": "kho:so-moi", "code": "so-2022", "title": "Bộ năm 2022", "year": "2022"}
    assert begun.post(f"{BASE}/chep-bo-tieu-chi/", sent).status_code == 302
    expected = COMMENTED.replace("id: bo-dot-so-2021", "id: so-2022").replace("year: 2021", "year: 2022")
    assert set_document("so-2022").document == expected.replace("title: Bộ tiêu chí khối sở", "title: Bộ năm 2022")
    assert set_document("so-2022").saved == "chép từ so-moi"


def test_a_shipped_set_can_be_copied_too(editor: Client) -> None:
    sent = {"tu": "mau:mau-cap-xa-2026", "code": "xa-2027", "title": "", "year": "2027"}
    assert editor.post(f"{BASE}/chep-bo-tieu-chi/", sent).status_code == 302
    assert "# BỘ TIÊU CHÍ MẪU" in set_document("xa-2027").document
    assert page(editor, "bo-tieu-chi/xa-2027/").count("Không có lỗi") == 1


def test_a_code_that_is_taken_is_refused(begun: Client) -> None:
    response = upload(begun, SET_OF_DEPARTMENTS.encode(), "bo.yaml")
    assert response.status_code == 400
    assert "Đã có bộ tiêu chí mã “so-moi”" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "name"), [(b"x", "a.docx"), (b"\xff\xfe", "a.yaml"), (b"a: [", "a.yaml"), (b"x", "a.pdf")]
)
def test_a_file_that_cannot_be_read_says_so(editor: Client, data: bytes, name: str) -> None:
    response = upload(editor, data, name)
    assert response.status_code == 400
    assert SetDocument.objects.count() == 0


def test_two_sets_stand_side_by_side_with_their_crosswalk(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/muc/1.1/")) | {"code": "1.9", "max_points": "3"}
    begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/", sent)
    upload(begun, COMMENTED.encode(), "cu.yaml", code="so-cu")
    html = page(begun, "so-bo-tieu-chi/?a=kho:so-cu&b=kho:so-moi", status=400)
    assert "khác thang điểm" in html  # 11 points of 12: what cannot be read is told
    begun.post(
        f"{BASE}/bo-tieu-chi/so-moi/phan-dau/", fields(page(begun, "bo-tieu-chi/so-moi/phan-dau/")) | {"scale": "11"}
    )
    html = page(begun, "so-bo-tieu-chi/?a=kho:so-cu&b=kho:so-moi")
    assert "Bảng chuyển mã" in html
    assert "Điểm tối đa" in html
    assert "Đổi mã" in html


def test_a_set_is_chosen_for_a_unit_and_frozen(begun: Client) -> None:
    assert "Dùng để chấm" in page(begun, "bo-tieu-chi/so-moi/")
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/dung/").status_code == 302
    adoption = Adoption.objects.get(unit=PROVINCE, period="2021")
    assert (adoption.set_id, adoption.document) == ("bo-dot-so-2021", COMMENTED)


@pytest.mark.parametrize("who", ["nguoi-xem", "tham-dinh", "lanh-dao.so-y-te", "van-phong.so-y-te", "hoi-dong-1"])
def test_who_may_not_choose_sets_reads_them_and_edits_none(begun: Client, as_person: Any, who: str) -> None:
    client, unit = as_person(who), HEALTH if who.endswith(HEALTH) else PROVINCE
    events = AuditEvent.objects.count()
    base = f"/{unit}/2021"
    assert client.get(f"{base}/bo-tieu-chi/").status_code == 200
    assert client.get(f"{base}/bo-tieu-chi/so-moi/").status_code == 200
    for path in ("muc/1.1/", "phan-dau/", "toan-van/", "them/", "xac-nhan/"):
        assert client.get(f"{base}/bo-tieu-chi/so-moi/{path}").status_code == 403
        assert client.post(f"{base}/bo-tieu-chi/so-moi/{path}", {"ban": "1", "van_ban": "id: a"}).status_code == 403
    assert client.post(f"{base}/bo-tieu-chi/so-moi/muc/1.1/viec/", {"ban": "1", "viec": "xoa"}).status_code == 403
    assert client.post(f"{base}/bo-tieu-chi/so-moi/dung/").status_code == 403
    assert client.get(f"{base}/chep-bo-tieu-chi/").status_code == 403
    assert client.get(f"{base}/nhap-bo-tieu-chi/").status_code == 403
    assert (AuditEvent.objects.count(), SetDocument.objects.count()) == (events, 1)


def test_every_save_leaves_one_audit_row(begun: Client) -> None:
    before = AuditEvent.objects.count()
    do(begun, "2.1", 1, "xuong")
    assert AuditEvent.objects.count() == before + 1
    newest = AuditEvent.objects.latest("number")
    assert (newest.action, newest.subject, newest.unit) == ("set.saved", "so-moi: 2", PROVINCE)


def test_what_is_not_there_is_not_found(begun: Client) -> None:
    for path in ("bo-tieu-chi/khong-co/", "bo-tieu-chi/so-moi/muc/9.9/", "bo-tieu-chi/so-moi/them/?duoi=1.3.1"):
        page(begun, path, status=404)
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/viec/", {"ban": "1", "viec": "khac"}).status_code == 404
    assert begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/viec/", {"viec": "len"}).status_code == 404


def test_the_list_tells_what_each_unit_is_scored_by(begun: Client, a_round: ARound) -> None:
    assert "chưa chọn bộ tiêu chí" in page(begun, "bo-tieu-chi/")
    assert begun.get(f"/{HEALTH}/2021/bo-tieu-chi/").content.decode().count("bo-dot-so-2021") == 1
    assert "so-moi" in page(begun, "bo-tieu-chi/")
