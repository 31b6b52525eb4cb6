"""Importing through the pages: look, confirm, take back; wrong files; a second click; hostile cells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from example_workspace import BASE, Example
from reading import Page, read

from parindex.ledger.models import Batch
from parindex.web import uploads

pytestmark = pytest.mark.dear(2)

REGISTER = f"{BASE}/so-lieu/assigned_tasks/"
Write = Callable[..., Path]
GOOD = ("NV21-99001", "Báo cáo thử", "20/12/2021", "17/12/2021")
LATE = ("NV21-99002", "Báo cáo trễ", "20/12/2021", "24/12/2021")
BAD = ("NV21-99003", "Báo cáo có ngày sai", "20/12/2021", "31/02/2021")


def upload(client: Client, path: Path, source: str = "so", **more: str) -> Any:
    with path.open("rb") as file:
        return client.post(f"{REGISTER}nhap/", {"file": file, "source": source, **more})


def token_of(page: Page) -> str:
    return next(one["value"] for one in page.all("input") if one.get("name") == "token")


def confirm(client: Client, token: str) -> Any:
    return client.post(f"{REGISTER}nhap/xac-nhan/", {"token": token}, follow=True)


def number(client: Client) -> str:
    return read(client.get(f"{BASE}/chi-tieu/assigned_tasks.on_time/")).text


def test_looking_at_a_file_changes_nothing_and_confirming_it_changes_the_figures(
    coordinator: Client, tasks_file: Write
) -> None:
    before = Batch.objects.count()
    answer = upload(coordinator, tasks_file(GOOD, LATE))
    page = read(answer)
    assert answer.status_code == 200
    assert "nhận 2 dòng mới" in page.text
    assert Batch.objects.count() == before
    assert "86/87" in number(coordinator)
    done = read(confirm(coordinator, token_of(page)))
    assert "Đã nhận 2 dòng mới, 0 dòng sửa." in done.text
    assert Batch.objects.count() == before + 1
    assert "87/89" in number(coordinator)
    assert "mất 0,07 điểm" in read(coordinator.get(f"{BASE}/tieu-chi/1.6/")).text


def test_what_an_update_changes_is_shown_before_it_is_confirmed(coordinator: Client, tasks_file: Write) -> None:
    confirm(coordinator, token_of(read(upload(coordinator, tasks_file(GOOD, LATE)))))
    code, task, _, done = GOOD
    page = read(upload(coordinator, tasks_file((code.lower(), task, "20/01/2022", done), LATE)))
    assert "1 dòng sửa; 1 dòng không đổi" in page.text
    assert "Các dòng sẽ sửa: cũ → mới" in page.text
    assert "Hạn hoàn thành: 20/12/2021 → 20/01/2022" in page.text
    assert "1 dòng sửa đưa “Hạn hoàn thành” sang năm khác (dòng 2: 20/12/2021 → 20/01/2022)" in page.text
    fresh = read(upload(coordinator, tasks_file(("NV21-99009", "Mới", "20/12/2021", "17/12/2021"))))
    assert "Các dòng sẽ sửa" not in fresh.text


def test_refused_rows_come_back_with_their_reason_and_as_a_sheet_and_the_good_ones_land(
    coordinator: Client, tasks_file: Write
) -> None:
    page = read(upload(coordinator, tasks_file(GOOD, BAD)))
    assert "trả lại 1 dòng" in page.text
    assert "31/02/2021" in page.text
    sheet = coordinator.get(f"{REGISTER}dong-loi.xlsx")
    assert sheet.status_code == 200
    assert sheet.content[:2] == b"PK"
    assert "trả lại 1 dòng." in read(confirm(coordinator, token_of(page))).text
    assert "87/88" in number(coordinator)


def test_the_error_sheet_belongs_to_its_register_and_its_reader(
    coordinator: Client, as_person: Callable[[str], Client], tasks_file: Write
) -> None:
    upload(coordinator, tasks_file(GOOD, BAD))
    assert coordinator.get(f"{BASE}/so-lieu/dossiers/dong-loi.xlsx").status_code == 404
    assert as_person("ld-vl-bh").get(f"{REGISTER}dong-loi.xlsx").status_code == 404


def test_a_second_click_on_the_button_imports_nothing_more(coordinator: Client, tasks_file: Write) -> None:
    token = token_of(read(upload(coordinator, tasks_file(GOOD))))
    confirm(coordinator, token)
    count = Batch.objects.count()
    again = confirm(coordinator, token)
    assert again.status_code == 200
    assert "đã nhập xong ở lần bấm trước" in read(again).text
    assert Batch.objects.count() == count


def test_two_clicks_at_once_give_the_file_to_one_of_them(
    coordinator: Client, tasks_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(read(upload(coordinator, tasks_file(GOOD))))
    monkeypatch.setattr("parindex.web.uploads.take", lambda _: None)
    count = Batch.objects.count()
    assert "đang được nhập hoặc đã nhập xong" in read(confirm(coordinator, token)).text
    assert Batch.objects.count() == count


def test_the_same_file_again_has_nothing_to_import(coordinator: Client, tasks_file: Write) -> None:
    path = tasks_file(GOOD)
    confirm(coordinator, token_of(read(upload(coordinator, path))))
    page = read(upload(coordinator, path))
    assert "1 dòng không đổi" in page.text
    assert not any("Nhập " in word for word in page.words if "dòng" in word and word.startswith("Nhập "))


def test_an_upload_waits_only_for_who_made_it(
    coordinator: Client, as_person: Callable[[str], Client], tasks_file: Write
) -> None:
    token = token_of(read(upload(coordinator, tasks_file(GOOD))))
    answer = confirm(as_person("ld-vl-bh"), token)
    assert "Tệp chờ nhập không còn" in read(answer).text
    assert "86/87" in number(coordinator)


@pytest.mark.parametrize("token", ["", "../../etc", "khong-phai", "00000000-0000-0000-0000-000000000000"])
def test_a_made_up_token_only_asks_for_the_file_again(token: str, coordinator: Client) -> None:
    assert "Tệp chờ nhập không còn; hãy chọn lại tệp." in read(confirm(coordinator, token)).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trong.csv", b""),
        ("gia.xlsx", b"not a workbook"),
        ("anh.png", b"\x89PNG\r\n\x1a\n0000"),
        ("ma-hoa.csv", b"\xff\xfe\xfa\x00\x81\x8d"),
    ],
)
def test_a_wrong_file_is_answered_beside_the_field_and_nothing_waits(
    name: str, content: bytes, coordinator: Client, tmp_path: Path, example: Example
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = set((example.folder / "tmp").glob("upload-*"))
    answer = upload(coordinator, path)
    page = read(answer)
    assert answer.status_code == 400
    errors = [one for one in page.all("ul") if one.get("class") == "errorlist"]
    assert [one["id"] for one in errors] == ["id_file_error"]
    assert set((example.folder / "tmp").glob("upload-*")) == before


def test_a_form_sent_empty_says_for_each_field_how_to_mend_it(coordinator: Client) -> None:
    answer = coordinator.post(f"{REGISTER}nhap/", {})
    text = read(answer).text
    assert answer.status_code == 400
    assert "Hãy chọn một tệp." in text
    assert "Chưa ghi nguồn; hãy chọn nguồn ở trên hoặc ghi mã ngắn." in text
    assert "Có 2 ô cần sửa" in text


def test_a_source_is_a_short_code(coordinator: Client, tasks_file: Write) -> None:
    for field, text, said in (
        ("new_source", "Sổ của Sở!", "Mã nguồn chỉ gồm chữ không dấu"),
        ("source", "khong_co", "Không có nguồn này; hãy chọn trong danh sách"),
    ):
        answer = upload(coordinator, tasks_file(GOOD), **{"source": "", field: text})
        assert answer.status_code == 400
        assert said in read(answer).text


def test_a_new_source_is_written_as_a_code_and_warned_about(coordinator: Client, tasks_file: Write) -> None:
    page = read(upload(coordinator, tasks_file(GOOD), source="", new_source="phan_mem_moi"))
    assert "phan_mem_moi" in page.text
    assert "là nguồn mới của sổ này" in page.text


def test_an_import_is_taken_back_after_a_question(coordinator: Client, tasks_file: Write) -> None:
    confirm(coordinator, token_of(read(upload(coordinator, tasks_file(LATE)))))
    last = Batch.objects.order_by("-number").first()
    assert last is not None
    asked = read(coordinator.get(f"{REGISTER}hoan-tac/?lan={last.number}"))
    assert "nhiem-vu-moi.csv" in asked.text
    assert "86/88" in number(coordinator), "asking changes nothing"
    done = read(coordinator.post(f"{REGISTER}hoan-tac/", {"lan": last.number, "reason": "nhầm tệp"}, follow=True))
    assert f"Đã hoàn tác lần ghi số {last.number}." in done.text
    assert "86/87" in number(coordinator)
    again = read(coordinator.post(f"{REGISTER}hoan-tac/", {"lan": last.number}, follow=True))
    assert "đã được hoàn tác trước đó" in again.text


def test_figures_that_could_not_be_computed_are_announced_and_the_pages_say_so(
    coordinator: Client, tasks_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(read(upload(coordinator, tasks_file(GOOD))))

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no computation today")

    monkeypatch.setattr("parindex.assessment.refreshing._computed", broken)
    text = read(confirm(coordinator, token)).text
    assert "Đã nhận 1 dòng mới" in text
    assert "các con số chưa tính lại xong" in text
    assert "Đang tính." in read(coordinator.get(f"{BASE}/")).text


HOSTILE = '<script>alert(1)</script><b onmouseover="x">"\'&amp;{{ 7|add:7 }}</b>'


def test_hostile_cells_are_shown_as_the_text_they_are(coordinator: Client, tasks_file: Write) -> None:
    path = tasks_file(("NV21-<i>1", HOSTILE, "20/12/2021", "24/12/2021"), name="a<img src=x>.csv")
    page = read(upload(coordinator, path))
    confirm(coordinator, token_of(page))
    for address in (f"{REGISTER}?tim=script", f"{BASE}/chi-tieu/assigned_tasks.on_time/?mat=1"):
        html = coordinator.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<b onmouseover" not in html
        assert HOSTILE in Page(html).text
        assert "14" not in Page(html).text.partition("alert(1)")[2][:60]
    row = next(href for href in read(coordinator.get(f"{REGISTER}?tim=script")).links if "/dong/" in href)
    shown = coordinator.get(row)
    assert HOSTILE in read(shown).text
    assert "NV21-<i>1" in read(shown).text


def test_an_upload_that_went_while_it_waited_is_not_imported_and_leaves_nothing_behind(
    coordinator: Client, tasks_file: Write, example: Example
) -> None:
    token = token_of(read(upload(coordinator, tasks_file(GOOD))))
    uploads.drop(token)
    before, count = set((example.folder / "tmp").glob("upload-*")), Batch.objects.count()
    answer = coordinator.post(f"{REGISTER}nhap/xac-nhan/", {"token": token, "cot_0": ""}, follow=True)
    assert "đang được nhập hoặc đã nhập xong" in read(answer).text
    assert set((example.folder / "tmp").glob("upload-*")) == before
    assert Batch.objects.count() == count


@pytest.mark.parametrize("token", ["", "../../etc", "khong-phai", "00000000-0000-0000-0000-000000000000"])
def test_nothing_waits_under_a_made_up_token(token: str, example: Example) -> None:
    before = set((example.folder / "tmp").iterdir())
    assert uploads.waiting(token) is None
    assert set((example.folder / "tmp").iterdir()) == before


def test_a_forgotten_upload_is_removed_by_the_next_one(
    coordinator: Client, tasks_file: Write, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set((example.folder / "tmp").glob("upload-*"))
    upload(coordinator, tasks_file(GOOD))
    waiting = list(set((example.folder / "tmp").glob("upload-*")) - before)
    assert len(waiting) == 1
    monkeypatch.setattr("parindex.web.uploads._LONGEST_WAIT", -60)
    upload(coordinator, tasks_file(LATE))
    assert not waiting[0].exists()
    assert len(list((example.folder / "tmp").glob("upload-*"))) == 1
