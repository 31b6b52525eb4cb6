"""The entered total on screen: beside the computed figure, entered with its paper, taken back, its file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from example_workspace import BASE, PERIOD, UNIT
from reading import Page, read

from parindex.assessment.models import EnteredTotal
from parindex.assessment.queries import picture
from parindex.organisations.models import AuditEvent
from parindex.organisations.roles import Role

PAPER = "Báo cáo số 142/BC-SLĐTBXH ngày 15/12/2021, biểu 3"
TASKS, LATE = f"{BASE}/chi-tieu/assigned_tasks.on_time/", f"{BASE}/chi-tieu/dossiers.late/"
WHY = "Một nhiệm vụ gộp hai văn bản giao"


def enter(client: Client, done: str, of: str | None = None, where: str = TASKS, **more: Any) -> Any:
    data = {"numerator": done, "document": PAPER, "note": ""} | ({"denominator": of} if of else {}) | more
    return client.post(f"{where}so-tong-hop/", data)


def test_both_numbers_stand_side_by_side_with_their_difference_and_why(coordinator: Client) -> None:
    assert enter(coordinator, "85", "88", note=WHY).status_code == 302
    page = read(coordinator.get(TASKS))
    for words in ("98,85%", "96,59%", "-1", "+1", "-2,26 điểm %", PAPER, f"Giải trình đã ghi: {WHY}", "Trần Thị Bình"):
        assert words in page.text, words
    assert "Hai con số khác nhau." in page.text
    assert picture(UNIT, PERIOD).score.grades["1.6"] == "computed"


def test_a_difference_without_an_explanation_is_refused_beside_its_field(coordinator: Client) -> None:
    answer = enter(coordinator, "85", "87")
    page = read(answer)
    assert answer.status_code == 400
    assert "Số tổng hợp khác số tính từ các dòng (86/87)" in page.text
    assert any(one.get("id") == "id_note_error" for one in page.all("ul"))
    assert not EnteredTotal.objects.exists()
    assert enter(coordinator, "86", "87").status_code == 302
    assert "Hai con số khác nhau" not in read(coordinator.get(TASKS)).text


def test_the_sheet_the_list_and_the_criterion_show_both_where_they_differ(coordinator: Client) -> None:
    enter(coordinator, "85", "87", note=WHY)
    assert "Số tổng hợp có văn bản khác: 85/87 = 97,7%" in read(coordinator.get(f"{BASE}/bang-diem/")).text
    assert "số tổng hợp đã ghi khác: 85/87 = 97,7%" in read(coordinator.get(f"{BASE}/chi-tieu/")).text
    text = read(coordinator.get(f"{BASE}/tieu-chi/1.6/")).text
    assert "86/87 nhiệm vụ được giao = 98,85%" in text
    assert "85/87 nhiệm vụ được giao = 97,7%" in text
    assert "2,93" in text, "what the entered total would give"
    assert "Được 2,97 trên 3 điểm" in text, "the computed one counts"
    assert f"Giải trình đã ghi: {WHY}" in text


def test_a_leaf_with_a_measure_leads_to_its_total_and_back(coordinator: Client) -> None:
    sent = coordinator.get(f"{BASE}/tieu-chi/1.6/tu-cham/")
    assert (sent.status_code, sent["Location"]) == (302, f"{TASKS}so-tong-hop/?tc=1.6")
    page = read(coordinator.get(sent["Location"]))
    assert f"{BASE}/tieu-chi/1.6/" in page.links
    data = {"numerator": "86", "denominator": "87", "document": PAPER}
    assert coordinator.post(sent["Location"], data)["Location"] == f"{BASE}/tieu-chi/1.6/#tc-1.6"
    strange = coordinator.post(f"{TASKS}so-tong-hop/?tc=4.1.1", data)
    assert strange["Location"] == f"{TASKS}#so-tong-hop"


def test_a_count_asks_for_one_number(coordinator: Client) -> None:
    page = read(coordinator.get(f"{LATE}so-tong-hop/"))
    names = {one.get("name") for one in page.fields}
    assert "numerator" in names
    assert "denominator" not in names
    assert enter(coordinator, "1", where=LATE).status_code == 302
    assert enter(coordinator, "0,5", where=LATE, note=WHY).status_code == 400


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"numerator": "tám mươi"}, "Không đọc được số này; hãy ghi như 1.670 hoặc 98,85."),
        ({"numerator": "1.67.0"}, "Không đọc được số này"),
        ({"numerator": ""}, "Chưa điền ô này"),
        ({"numerator": "-3"}, "là số âm"),
        ({"numerator": "88"}, "lớn hơn mẫu số"),
        ({"numerator": "5", "denominator": "0"}, "mẫu số là 0 thì tử số cũng phải là 0."),
        ({"numerator": "9" * 19, "denominator": "9" * 19}, "18 chữ số"),
        ({"document": "  "}, "Chưa nêu văn bản"),
    ],
)
def test_what_cannot_be_is_answered_with_how_to_mend_it_and_nothing_is_saved(
    change: dict[str, str], words: str, coordinator: Client
) -> None:
    events = AuditEvent.objects.count()
    data = {"numerator": "86", "denominator": "87", "document": PAPER, "note": WHY} | change
    answer = coordinator.post(f"{TASKS}so-tong-hop/", data)
    assert answer.status_code == 400
    assert words in read(answer).text
    assert not EnteredTotal.objects.exists()
    assert AuditEvent.objects.count() == events


def test_numbers_are_read_as_people_here_write_them(coordinator: Client) -> None:
    archive = f"{BASE}/chi-tieu/archive_backlog.processed/"
    assert enter(coordinator, "1.195,5", "1.250", where=archive, note=WHY).status_code == 302
    newest = EnteredTotal.objects.latest("id")
    assert (newest.numerator, newest.denominator) == ("1195.5", "1250")


def test_the_document_itself_comes_back_as_it_went_in(coordinator: Client, as_person: Callable[[str], Client]) -> None:
    scan = SimpleUploadedFile("Báo cáo số 142 (ký).pdf", b"%PDF-1.7 <script>", content_type="text/html")
    assert enter(coordinator, "86", "87", file=scan).status_code == 302
    entry = EnteredTotal.objects.latest("id")
    href = f"{TASKS}so-tong-hop/{entry.pk}/tep/"
    assert href in read(coordinator.get(TASKS)).links
    got = as_person("nguoi-xem").get(href)
    assert (got.content, got["Content-Type"]) == (b"%PDF-1.7 <script>", "application/octet-stream")
    assert got["Content-Disposition"].startswith("attachment;")
    assert "B%C3%A1o%20c%C3%A1o" in got["Content-Disposition"]
    for wrong in (f"{LATE}so-tong-hop/{entry.pk}/tep/", f"{TASKS}so-tong-hop/{entry.pk + 1}/tep/"):
        assert coordinator.get(wrong).status_code == 404


def test_a_file_that_is_empty_or_too_large_is_refused(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert enter(coordinator, "86", "87", file=SimpleUploadedFile("a.pdf", b"")).status_code == 400
    monkeypatch.setattr("parindex.web.total_form._LARGEST_FILE", 3)
    answer = enter(coordinator, "86", "87", file=SimpleUploadedFile("a.pdf", b"1234"))
    assert "Tệp lớn hơn" in read(answer).text
    assert not EnteredTotal.objects.exists()


def test_a_total_is_taken_back_with_a_reason_and_stays_in_the_list(coordinator: Client) -> None:
    enter(coordinator, "85", "87", note=WHY)
    where = f"{TASKS}so-tong-hop/rut/"
    assert where in read(coordinator.get(TASKS)).links
    assert coordinator.post(where, {"reason": " "}).status_code == 400
    assert coordinator.post(where, {"reason": "ghi nhầm kỳ"}).status_code == 302
    text = read(coordinator.get(TASKS)).text
    assert "Chưa ghi số tổng hợp" in text
    assert "ghi nhầm kỳ" in text
    assert "85/87" in text
    assert coordinator.post(where, {"reason": "lần nữa"}).status_code == 400


def test_nobody_else_is_offered_or_allowed_to_enter(new_person: Callable[..., Client]) -> None:
    for role in (Role.CONTRIBUTOR, Role.VIEWER, Role.AUDITOR, Role.APPRAISER):
        client = new_person(role)
        page = read(client.get(TASKS))
        assert f"{TASKS}so-tong-hop/" not in [*page.links, *(one.get("action") for one in page.all("form"))]
        for path in (f"{TASKS}so-tong-hop/", f"{TASKS}so-tong-hop/rut/"):
            assert client.get(path).status_code == 403
            assert client.post(path, {"numerator": "1", "denominator": "2", "document": PAPER}).status_code == 403
    assert not EnteredTotal.objects.exists()


def test_hostile_words_come_back_as_text(coordinator: Client) -> None:
    evil = '"><script>alert(1)</script>'
    answer = enter(coordinator, evil, "1", note=evil)
    assert answer.status_code == 400
    assert "<script>alert" not in answer.content.decode()
    scan = SimpleUploadedFile('"><img src=x>.pdf', b"x")
    enter(coordinator, "85", "87", note=evil, document=evil, file=scan)
    shown = coordinator.get(TASKS)
    assert evil in read(shown).text
    assert "<script>alert" not in shown.content.decode()
    assert "<img src=x" not in shown.content.decode()


def test_a_measure_that_does_not_exist_has_no_form(coordinator: Client) -> None:
    for name in ("khong.co", "assigned_tasks", "%00"):
        assert coordinator.get(f"{BASE}/chi-tieu/{name}/so-tong-hop/").status_code == 404


def test_the_page_of_a_measure_has_all_labels(look: Callable[[str], Page]) -> None:
    page = look(TASKS)
    assert page.unclosed == []
    assert {one.get("id") for one in page.fields} <= set(page.labels) | {None}


def test_a_total_without_its_document_s_file_is_marked_until_one_is_attached(coordinator: Client) -> None:
    enter(coordinator, "86", "87")
    assert read(coordinator.get(TASKS)).text.count("Chưa kèm tệp văn bản") >= 2, "at the number and in the list"
    file = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.4 thu", content_type="application/pdf")
    enter(coordinator, "86", "87", file=file)
    page = read(coordinator.get(TASKS))
    assert page.text.count("Chưa kèm tệp văn bản") == 1, "only the entry before"
