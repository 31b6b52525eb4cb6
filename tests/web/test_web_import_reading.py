"""How a file is read can be corrected before it is imported: columns, dates; large files go to the background."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from example_workspace import BASE
from reading import Page, read

from parindex.ledger.jobs import run_import
from parindex.ledger.models import Batch, ImportJob
from parindex.organisations.models import User

pytestmark = pytest.mark.dear(2)

REGISTER = f"{BASE}/so-lieu/assigned_tasks/"
LABELS = ("Mã NV", "VB giao", "Ngày giao", "Việc", "Phòng", "Hạn", "Xong")
COLUMNS = ("code", "assigned_by", "assigned", "task", "unit", "due", "submitted")
ROW = ("NV21-98001", "Số 1/QĐ-UBND", "04/01/2021", "Báo cáo thử", "Văn phòng Sở", "20/12/2021", "17/12/2021")
Write = Callable[..., Path]


@pytest.fixture
def odd_file(tmp_path: Path) -> Write:
    """Write a file whose header nobody but a person can read."""

    def write(*rows: tuple[str, ...], labels: tuple[str, ...] = LABELS, name: str = "la.csv") -> Path:
        path = tmp_path / name
        path.write_text("".join(";".join(line) + "\n" for line in (labels, *rows)), encoding="utf-8")
        return path

    return write


def upload(client: Client, path: Path) -> Any:
    with path.open("rb") as file:
        return client.post(f"{REGISTER}nhap/", {"file": file, "source": "so"})


def answers(page: Page, **changes: str) -> dict[str, str]:
    """What the form of a preview would send, with other answers over it."""
    sent = {one["name"]: one.get("value", "") for one in page.all("input") if one.get("type") == "hidden"}
    sent.pop("csrfmiddlewaretoken")
    name = ""
    for tag, one in page.tags:
        if tag == "select":
            name = one["name"]
            sent[name] = ""
        elif tag == "option" and "selected" in one:
            sent[name] = one["value"]
        elif tag == "input" and one.get("type") == "radio" and "checked" in one:
            sent[one["name"]] = one["value"]
    return {**sent, **changes}


def mapped(page: Page) -> dict[str, str]:
    return answers(page, **{f"cot_{number}": column for number, column in enumerate(COLUMNS)})


def look_again(client: Client, sent: dict[str, str]) -> Any:
    return client.post(f"{REGISTER}nhap/xem-truoc/", sent)


def confirm(client: Client, sent: dict[str, str]) -> Any:
    return client.post(f"{REGISTER}nhap/xac-nhan/", sent, follow=True)


def test_a_header_that_says_too_little_leads_to_the_table_of_columns(coordinator: Client, odd_file: Write) -> None:
    answer = upload(coordinator, odd_file(ROW))
    page = read(answer)
    assert answer.status_code == 400
    assert "thiếu cột" in page.text
    assert "Không phải sửa tệp" in page.text
    assert len(page.all("select")) == len(LABELS)
    for word in ("Việc", "Báo cáo thử", "không đọc"):
        assert word in page.text
    buttons = [one for one in page.all("button") if "primary" in one.get("class", "")]
    assert [one["formaction"] for one in buttons] == [f"{REGISTER}nhap/xem-truoc/"]


def test_corrected_columns_are_previewed_imported_and_kept_for_the_next_file(
    coordinator: Client, odd_file: Write
) -> None:
    before = Batch.objects.count()
    first = read(upload(coordinator, odd_file(ROW)))
    page = read(look_again(coordinator, mapped(first)))
    assert "nhận 1 dòng mới" in page.text
    assert "đọc 7 trong 7 cột" in page.text
    assert Batch.objects.count() == before, "looking changes nothing"
    done = read(confirm(coordinator, answers(page)))
    assert "Đã nhận 1 dòng mới" in done.text
    following = read(upload(coordinator, odd_file(("NV21-98002", *ROW[1:]), name="sau.csv")))
    assert "nhận 1 dòng mới" in following.text, "the next file of the source needs no correction"


def test_a_column_can_be_left_unread(coordinator: Client, odd_file: Write) -> None:
    page = read(look_again(coordinator, mapped(read(upload(coordinator, odd_file(ROW))))))
    again = read(look_again(coordinator, answers(page, cot_6="")))
    assert "đọc 6 trong 7 cột" in again.text
    confirm(coordinator, answers(again))
    assert "17/12/2021" not in read(coordinator.get(f"{REGISTER}?tim=NV21-98001")).text


def test_two_columns_for_one_are_refused_beside_the_select_and_nothing_is_lost(
    coordinator: Client, odd_file: Write
) -> None:
    page = read(look_again(coordinator, mapped(read(upload(coordinator, odd_file(ROW))))))
    answer = look_again(coordinator, answers(page, cot_1="code"))
    text = read(answer).text
    assert answer.status_code == 400
    assert "Cột này đã chọn cho “Mã NV”" in text
    assert "nhận 1 dòng mới" in read(look_again(coordinator, answers(page))).text


def test_answers_that_were_not_looked_at_are_shown_before_anything_lands(coordinator: Client, odd_file: Write) -> None:
    page = read(look_again(coordinator, mapped(read(upload(coordinator, odd_file(ROW))))))
    before = Batch.objects.count()
    changed = read(confirm(coordinator, answers(page, cot_6="accepted")))
    assert "Cách đọc vừa đổi" in changed.text
    assert Batch.objects.count() == before
    assert "Đã nhận 1 dòng mới" in read(confirm(coordinator, answers(changed))).text


TITLES = (
    "Mã nhiệm vụ",
    "Văn bản giao",
    "Ngày giao",
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "Hạn hoàn thành",
    "Ngày hoàn thành",
)
SWAPPED = (
    ("NV21-98003", "Số 1/QĐ-UBND", "01/04/2021", "Báo cáo một", "Văn phòng Sở", "03/04/2021", "02/28/2021"),
    ("NV21-98004", "Số 1/QĐ-UBND", "01/13/2021", "Báo cáo hai", "Văn phòng Sở", "12/20/2021", "12/17/2021"),
)


def test_dates_that_read_both_ways_are_asked_and_both_answers_can_be_tried(
    coordinator: Client, odd_file: Write
) -> None:
    page = read(upload(coordinator, odd_file(*SWAPPED, labels=TITLES)))
    assert "Trong tệp có ngày đọc được hai cách" in page.text
    assert "03/04/2021 là ngày 4 tháng 3" in page.text
    questions = sorted({one["name"] for one in page.all("input") if one.get("type") == "radio"})
    assert "ngay_due" in questions
    month = dict.fromkeys(questions, "thang-ngay")
    turned = read(look_again(coordinator, answers(page, **month)))
    assert "Trong tệp có ngày đọc được hai cách" not in turned.text
    assert "nhận 2 dòng mới" in turned.text
    back = read(look_again(coordinator, answers(turned, **dict.fromkeys(questions, "ngay-thang"))))
    assert "nhận 2 dòng mới" not in back.text, "a month 20 is none"
    confirm(coordinator, answers(read(look_again(coordinator, answers(back, **month)))))
    assert "04/03/2021" in read(coordinator.get(f"{REGISTER}?tim=NV21-98003")).text


def test_a_question_left_open_only_keeps_its_rows_back(coordinator: Client, odd_file: Write) -> None:
    plain = ("NV21-98005", "Số 1/QĐ-UBND", "25/01/2021", "Báo cáo ba", "Văn phòng Sở", "", "")
    page = read(upload(coordinator, odd_file(*SWAPPED, plain, labels=TITLES)))
    assert "để lại các dòng còn hỏi" in page.text
    done = read(confirm(coordinator, answers(page)))
    assert "Đã nhận 1 dòng mới" in done.text


@pytest.mark.parametrize("token", ["", "khong-phai", "00000000-0000-0000-0000-000000000000"])
def test_a_made_up_token_only_asks_for_the_file_again(token: str, coordinator: Client) -> None:
    answer = coordinator.post(f"{REGISTER}nhap/xem-truoc/", {"token": token}, follow=True)
    assert "Tệp chờ nhập không còn; hãy chọn lại tệp." in read(answer).text


def test_an_upload_is_corrected_only_by_who_made_it(
    coordinator: Client, as_person: Callable[[str], Client], odd_file: Write
) -> None:
    sent = mapped(read(upload(coordinator, odd_file(ROW))))
    answer = as_person("ld-vl-bh").post(f"{REGISTER}nhap/xem-truoc/", sent, follow=True)
    assert "Tệp chờ nhập không còn" in read(answer).text


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file goes to the queue, and the worker's work is done here: the real one closes the test's database."""

    def work() -> None:
        for waiting in ImportJob.objects.filter(state=ImportJob.QUEUED):
            run_import.call(str(waiting.token))

    monkeypatch.setattr("parindex.web.views.imports.LARGE_ROWS", 0)
    monkeypatch.setattr("parindex.ledger.jobs.drain_here", work)


@pytest.mark.usefixtures("everything_is_large")
def test_a_large_file_is_imported_in_the_background_and_its_page_tells_what_came_of_it(
    coordinator: Client, odd_file: Write
) -> None:
    bad = ("NV21-98009", *ROW[1:5], "31/02/2021", "")
    page = read(upload(coordinator, odd_file(ROW, bad, labels=TITLES)))
    answer = confirm(coordinator, answers(page))
    job = ImportJob.objects.get()
    assert answer.redirect_chain[-1][0] == f"{REGISTER}nhap/viec/{job.token}/"
    done = read(answer)
    for word in ("Đã nhập xong.", "nhận 1 dòng mới", "trả lại 1 dòng", "31/02/2021"):
        assert word in done.text, word
    assert f"{REGISTER}lan-ghi/{job.report['batch']}/" in done.links
    assert coordinator.get(f"{REGISTER}dong-loi.xlsx").status_code == 200
    assert not [one for one in done.all("section") if "hx-get" in one], "nothing more to wait for"
    again = confirm(coordinator, answers(page))
    assert "đã nhập xong ở lần bấm trước" in read(again).text
    assert ImportJob.objects.count() == 1


def job(state: str, **more: Any) -> ImportJob:
    user = User.objects.get(username="van-phong")
    given = {"register": "assigned_tasks", "source": "so", "unit": "so-ldtbxh", "file_name": "lon.csv", "digest": "x"}
    return ImportJob.objects.create(**{**given, **more}, state=state, by=user, at="2026-01-02T03:04:05Z")


@pytest.mark.parametrize(
    ("state", "stage", "said"),
    [
        ("queued", "", "Đang chờ đến lượt"),
        ("running", "reading", "Đọc tệp đang làm"),
        ("running", "comparing", "Kiểm tra từng dòng xong So với số liệu đang có đang làm Ghi vào sổ chưa"),
        ("running", "một chặng lạ", "Đọc tệp chưa"),
    ],
)
def test_a_running_import_shows_its_stage_and_looks_again_with_and_without_scripts(
    state: str, stage: str, said: str, coordinator: Client
) -> None:
    address = f"{REGISTER}nhap/viec/{job(state, stage=stage).token}/"
    answer = coordinator.get(address)
    page = read(answer)
    assert said in page.text
    assert [(one["hx-get"], one["hx-select"]) for one in page.all("section") if "hx-get" in one] == [(address, "#viec")]
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in answer.content.decode()
    assert address in page.links, "“Xem lại” is a link too"


def test_a_failed_import_says_why_and_what_to_do(coordinator: Client) -> None:
    page = read(coordinator.get(f"{REGISTER}nhap/viec/{job('failed', message='Tệp bị hỏng.').token}/"))
    assert "Không nhập được. Tệp bị hỏng." in page.text
    assert f"{REGISTER}nhap/" in page.links


def test_a_job_is_seen_by_its_unit_and_under_its_register_only(
    coordinator: Client, as_person: Callable[[str], Client]
) -> None:
    token = job("done", report={"read": 0, "rejected": 2, "errors": [], "error_sheet": "/x/loi-a.xlsx"}).token
    assert coordinator.get(f"{BASE}/so-lieu/dossiers/nhap/viec/{token}/").status_code == 404
    assert coordinator.get(f"{REGISTER}nhap/viec/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert coordinator.get(f"/van-phong/2021/so-lieu/assigned_tasks/nhap/viec/{token}/").status_code == 404
    reader = as_person("lanh-dao").get(f"{REGISTER}nhap/viec/{token}/")
    assert reader.status_code == 200
    assert "dong-loi.xlsx" not in reader.content.decode(), "refused rows are for who brought the file"


def test_dates_that_all_read_both_ways_are_told_and_can_be_read_the_other_way(
    coordinator: Client, odd_file: Write
) -> None:
    row = (*ROW[:2], "04/01/2021", *ROW[3:5], "06/05/2021", "05/04/2021")
    labels = (
        "Mã nhiệm vụ",
        "Văn bản giao",
        "Ngày giao",
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Hạn hoàn thành",
        "Ngày hoàn thành",
    )
    page = read(upload(coordinator, odd_file(row, labels=labels)))
    assert "Cột “Hạn hoàn thành”: mọi ngày trong tệp đều đọc được hai cách" in page.text
    assert "Hãy trả lời rồi bấm Xem lại" not in page.text
    sent = answers(page)
    assert sent["ngay_due"] == "ngay-thang"
    again = look_again(coordinator, {**sent, "ngay_due": "thang-ngay"})
    assert again.status_code == 200
    done = read(confirm(coordinator, answers(read(again))))
    assert "Đã nhận 1 dòng mới" in done.text
    row_page = read(coordinator.get(f"{REGISTER}dong/?nguon=so&khoa={ROW[0]}"))
    assert "05/06/2021" in row_page.text
    assert "05/04/2021" in row_page.text


def test_an_import_confirmed_at_once_takes_such_dates_day_first(coordinator: Client, odd_file: Write) -> None:
    row = (*ROW[:2], "04/01/2021", *ROW[3:5], "06/05/2021", "05/04/2021")
    labels = (
        "Mã nhiệm vụ",
        "Văn bản giao",
        "Ngày giao",
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Hạn hoàn thành",
        "Ngày hoàn thành",
    )
    page = read(upload(coordinator, odd_file(row, labels=labels)))
    assert "Đã nhận 1 dòng mới" in read(confirm(coordinator, answers(page))).text
    assert "06/05/2021" in read(coordinator.get(f"{REGISTER}dong/?nguon=so&khoa={ROW[0]}")).text
