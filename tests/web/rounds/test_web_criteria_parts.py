"""The parts of a set's head in the editor: small forms, faults in the words of the screen, sums beside the headings."""

import re

import pytest
from django.test import Client
from tests.web.rounds.test_web_amending import words
from tests.web.rounds.test_web_criteria_sets import BASE, COMMENTED, begun, editor, fields, page, upload

from parindex.assessment.set_documents import set_document
from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.web.criteria_part_forms import PARTS

__all__ = ["begun", "editor"]
HEAD = "bo-tieu-chi/so-moi/phan-dau/"
FULL = (
    COMMENTED.replace("decision: null", "decision: {number: 12/QĐ-UBND, date: 21/10/2021, issuer: UBND tỉnh}")
    .replace(
        "areas:",
        'bonus: {max: "2", lines: [{code: T1, name: Bằng khen, points: "1"}, {code: T2, name: Sáng kiến, per: "0.50", '
        'max: "1", scored_by: appraiser, evidence: [Quyết định]}]}\n'
        'penalty: {max: "1", lines: [{code: P1, name: Kỷ luật, per: "0.5"}]}\nareas:',
        1,
    )
    .replace("# bốn nội dung của tỉnh\nbonus", "bonus")
)


def save(client: Client, part: str, **change: str) -> CriteriaSet:
    path = f"{HEAD}?phan={part}"
    response = client.post(f"{BASE}/{path}", fields(page(client, path)) | change)
    assert response.status_code == 302, words(response.content.decode())[:3000]
    return load(set_document("so-moi").document, name="x")


@pytest.mark.parametrize("text", [COMMENTED, FULL])
@pytest.mark.parametrize("part", PARTS)
def test_a_part_saved_as_it_came_changes_nothing(editor: Client, part: str, text: str) -> None:
    assert upload(editor, text.encode(), "bo.yaml").status_code == 302
    save(editor, part)
    assert (set_document("so-moi").version, set_document("so-moi").document) == (1, text)


def test_no_part_is_yaml_where_it_can_be_read(begun: Client) -> None:
    for part in ("", *(f"?phan={one}" for one in PARTS)):
        assert "YAML" not in words(page(begun, f"{HEAD}{part}")).split("Khối")[-1]


def test_a_decision_is_typed_in_fields(begun: Client) -> None:
    found = save(begun, "decision", number="12/QĐ-UBND", date="21/10/2021", issuer="UBND tỉnh")
    assert found.decision is not None
    assert (found.decision.number, f"{found.decision.date:%d/%m/%Y}") == ("12/QĐ-UBND", "21/10/2021")
    assert save(begun, "decision", number="", date="", issuer="").decision is None


def test_half_a_decision_is_asked_for_the_rest(begun: Client) -> None:
    path = f"{HEAD}?phan=decision"
    response = begun.post(f"{BASE}/{path}", fields(page(begun, path)) | {"number": "12/QĐ-UBND"})
    assert response.status_code == 400
    assert "Hãy ghi ngày của quyết định." in response.content.decode()


def test_a_step_of_the_ladder_is_added_and_taken_away(begun: Client) -> None:
    found = save(begun, "ladder", ten_2="Rất kém", tu_2="-0", ten_1="Khá", tu_1="65,5")
    assert [(one.name, str(one.from_), one.inclusive) for one in found.ladder] == [
        ("Tốt", "80", True),
        ("Khá", "65.5", True),
        ("Rất kém", "0", True),
    ]
    assert [one.name for one in save(begun, "ladder", ten_2="", tu_2="").ladder] == ["Tốt", "Khá"]


def test_exclusions_are_typed_as_codes(begun: Client) -> None:
    path = f"{HEAD}?phan=exclusions"
    sent = fields(page(begun, path)) | {"don_vi_1": "so-noi-vu, so-xay-dung", "muc_1": "1.1;1.2"}
    sent.pop("mau_1")
    assert begun.post(f"{BASE}/{path}", sent).status_code == 302
    found = load(set_document("so-moi").document, name="x").exclusions
    assert [(one.units, one.codes, one.rebase) for one in found] == [
        (("so-y-te",), ("2.1",), True),
        (("so-noi-vu", "so-xay-dung"), ("1.1", "1.2"), False),
    ]


def test_bonus_and_penalty_lines_are_typed_in_fields(begun: Client) -> None:
    lines = {"ma_0": "T1", "ten_0": "Bằng khen", "moi_0": "0,5", "tran_0": "1", "giay_0": "Quyết định\nDanh sách"}
    bonus = save(begun, "bonus", max="2", may_exceed="on", **lines).bonus
    assert bonus is not None and bonus.may_exceed
    assert [(one.code, str(one.per), str(one.max), one.evidence) for one in bonus.lines] == [
        ("T1", "0.5", "1", ("Quyết định", "Danh sách"))
    ]
    assert save(begun, "penalty", max="1", ma_0="P1", ten_0="Kỷ luật", tron_0="1").penalty is not None
    assert save(begun, "bonus", max="", ma_0="", ten_0="", moi_0="", tran_0="", giay_0="").bonus is None


def test_lines_without_a_maximum_are_asked_for_it(begun: Client) -> None:
    path = f"{HEAD}?phan=bonus"
    response = begun.post(f"{BASE}/{path}", fields(page(begun, path)) | {"ma_0": "T1", "ten_0": "a", "tron_0": "1"})
    assert response.status_code == 400
    assert "tối đa của các dòng cộng lại" in response.content.decode()


def test_a_part_that_cannot_be_read_is_shown_as_it_is_written(editor: Client) -> None:
    broken = COMMENTED.replace("ladder: [{name: Tốt,", "ladder: [{ten: Tốt,")
    upload(editor, broken.encode(), "bo.yaml")
    path = f"{HEAD}?phan=ladder"
    sent = fields(page(editor, path))
    assert "ten: Tốt" in sent["yaml"]
    for text, told in (("thang: []", "Phải bắt đầu bằng"), ("ladder: [", "Không đọc được")):
        response = editor.post(f"{BASE}/{path}", sent | {"yaml": text})
        assert response.status_code == 400 and told in response.content.decode()
    fixed = sent["yaml"].replace("ten:", "name:")
    assert editor.post(f"{BASE}/{path}", sent | {"yaml": fixed}).status_code == 302
    assert load(set_document("so-moi").document, name="x").ladder[0].name == "Tốt"


def test_what_is_no_part_has_no_page(begun: Client) -> None:
    page(begun, f"{HEAD}?phan=areas", 404)


def test_faults_name_the_fields_of_the_screen(begun: Client) -> None:
    sent = fields(page(begun, "bo-tieu-chi/so-moi/muc/1.1/")) | {"max_points": "5", "when_empty": ""}
    begun.post(f"{BASE}/bo-tieu-chi/so-moi/muc/1.1/", sent)
    begun.post(f"{BASE}/{HEAD}", fields(page(begun, HEAD)) | {"scale": "13"})
    for path in ("bo-tieu-chi/so-moi/", "bo-tieu-chi/so-moi/muc/1.1/"):
        html = page(begun, path)
        assert "Phải nói rõ khi không phát sinh: ô “Khi không phát sinh”." in html
        assert "when_empty là" not in html
    text = set_document("so-moi").document.replace("rule: {shape: proportional}", "rule: {shape: bands, bands: []}")
    sent = fields(page(begun, "bo-tieu-chi/so-moi/toan-van/")) | {"van_ban": text}
    begun.post(f"{BASE}/bo-tieu-chi/so-moi/toan-van/", sent)
    assert "Tiêu chí 1.1: cách chấm, mức" in page(begun, "bo-tieu-chi/so-moi/")


def test_headings_show_the_sum_of_their_points(begun: Client) -> None:
    html = page(begun, "bo-tieu-chi/so-moi/")
    rows = {found[1]: words(found[0]) for found in re.finditer(r'<tr[^>]*id="muc-([^"]+)".*?</tr>', html, re.S)}
    assert "Chỉ đạo, điều hành 9" in rows["1"].replace("điều hành9", "điều hành 9")
    assert rows["1.3"].rstrip().endswith("3")
