"""The registers by area, one register's page, its writes: what is there, since when, what to do next, and for whom."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from example_workspace import BASE
from openpyxl import load_workbook
from reading import Page, read

from parindex.ledger.models import Batch
from parindex.organisations.models import User
from parindex.records.registers import REGISTERS
from parindex.web.register_state import AREAS, by_area, measures_of

Look = Callable[[str], Page]
TASKS = f"{BASE}/so-lieu/assigned_tasks/"


def test_every_register_stands_once_under_the_area_of_its_item() -> None:
    placed = [register.name for registers in by_area().values() for register in registers]
    assert sorted(placed) == sorted(REGISTERS)
    for title, registers in by_area().items():
        for register in registers:
            assert title[:1] == register.criterion[:1] or title == "Sổ khác"


def test_the_areas_come_in_the_order_of_the_plan_and_all_registers_are_linked(look: Look) -> None:
    page = look(f"{BASE}/so-lieu/")
    found = [page.text.index(f"{digit}. {title}") for digit, title in AREAS.items()]
    assert found == sorted(found)
    assert {f"{BASE}/so-lieu/{name}/" for name in REGISTERS} <= set(page.links)


def test_rows_are_those_that_are_there_now_not_those_that_were_received(
    coordinator: Client, tasks_file: Callable[..., Path]
) -> None:
    assert "1.6 Nhiệm vụ UBND Tỉnh, Chủ tịch UBND Tỉnh giao 92 " in read(coordinator.get(f"{BASE}/so-lieu/")).text
    line = ("NV21-99001", "Báo cáo thử", "20/12/2021", "17/12/2021")
    for path in (tasks_file(line), tasks_file(line, ("NV21-99002", *line[1:]), name="nua.csv")):
        with path.open("rb") as file:
            page = read(coordinator.post(f"{TASKS}nhap/", {"file": file, "source": "so"}))
        token = next(one["value"] for one in page.all("input") if one.get("name") == "token")
        coordinator.post(f"{TASKS}nhap/xac-nhan/", {"token": token})
    text = read(coordinator.get(f"{BASE}/so-lieu/")).text
    assert "Tỉnh giao 94 " in text, "the line that came twice is one row"


def test_refused_rows_of_the_last_import_are_something_to_do_until_a_clean_one(
    coordinator: Client, tasks_file: Callable[..., Path]
) -> None:
    page = read(coordinator.get(f"{BASE}/so-lieu/"))
    assert "Sửa 1 dòng bị trả lại" in page.text
    assert f"{TASKS}lan-ghi/6/" in page.links
    with tasks_file(("NV21-99001", "Báo cáo thử", "20/12/2021", "17/12/2021")).open("rb") as file:
        looked = read(coordinator.post(f"{TASKS}nhap/", {"file": file, "source": "so"}))
    token = next(one["value"] for one in looked.all("input") if one.get("name") == "token")
    coordinator.post(f"{TASKS}nhap/xac-nhan/", {"token": token})
    assert f"{TASKS}lan-ghi/6/" not in read(coordinator.get(f"{BASE}/so-lieu/")).links


def test_a_register_whose_figure_lost_points_leads_to_the_rows(look: Look) -> None:
    page = look(f"{BASE}/so-lieu/")
    href = f"{BASE}/chi-tieu/reports.late/?mat=1"
    assert "Xem 1 báo cáo làm mất điểm" in page.text
    assert href in page.links


def test_a_register_lists_the_figures_that_read_it_with_their_value(look: Look) -> None:
    page = look(TASKS)
    assert "86/87 nhiệm vụ được giao = 98,85%" in page.text
    assert f"{BASE}/chi-tieu/assigned_tasks.on_time/" in page.links


@pytest.mark.parametrize("register", REGISTERS)
def test_measures_of_a_register_begin_with_its_own(register: str) -> None:
    own = [measure.registers[0] == register for measure in measures_of(register)]
    assert own == sorted(own, reverse=True)
    assert all(register in measure.registers for measure in measures_of(register))


def test_a_unit_below_without_a_score_still_sees_its_registers(coordinator: Client) -> None:
    for page in ("", "assigned_tasks/", "assigned_tasks/lan-ghi/"):
        assert coordinator.get(f"/van-phong/2021/so-lieu/{page}").status_code == 200
    text = read(coordinator.get("/van-phong/2021/so-lieu/")).text
    assert re.search(r"Tỉnh giao \d+ ", text) is None or "92" not in text, "only its own rows"


def test_the_column_of_sources_sorts_too(look: Look) -> None:
    up, down = (look(f"{BASE}/so-lieu/dossiers/?sort={order}source") for order in ("", "-"))
    assert [one["aria-sort"] for one in up.all("th") if "aria-sort" in one] == ["ascending"]
    first = [next(href for href in page.links if "/dong/" in href) for page in (up, down)]
    assert "nguon=mot_cua_dien_tu" in first[0]
    assert "nguon=so&" in first[1]


def test_the_buttons_are_for_who_may_write(coordinator: Client, as_person: Callable[[str], Client]) -> None:
    writer, reader = (read(client.get(TASKS)) for client in (coordinator, as_person("nguoi-xem")))
    for word in ("Thêm dòng", "Nhập tệp"):
        assert word in writer.text
        assert word not in reader.text
    for page in (writer, reader):
        assert "Mẫu nhập" in page.text
        assert "Xuất các dòng" in page.text


def test_the_export_link_keeps_the_filters(look: Look) -> None:
    page = look(f"{TASKS}?tim=nguoi+co+cong&nguon=&page=2")
    assert f"{TASKS}xuat.xlsx?tim=nguoi+co+cong" in page.links
    assert "Xuất các dòng đang lọc" in page.text


def test_a_span_of_days_and_a_choice_narrow_the_list_and_its_export(coordinator: Client, look: Look) -> None:
    query = "?ngay=due&tu=27/08/2021&den=27/08/2021"
    page = look(TASKS + query)
    rows = [href for href in page.links if "/dong/?" in href]
    assert any("NV21-00563" in href for href in rows)
    assert 0 < len(rows) < 10
    exported = coordinator.get(f"{TASKS}xuat.xlsx{query}")
    sheet = load_workbook(BytesIO(exported.content)).active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
    whole = load_workbook(BytesIO(coordinator.get(f"{TASKS}xuat.xlsx").content)).active
    assert whole is not None
    assert whole.max_row == 93


def test_a_day_that_cannot_be_read_is_said_beside_its_field_and_does_not_narrow(look: Look) -> None:
    page = look(f"{TASKS}?ngay=due&tu=31/02/2021")
    assert "Không đọc được ngày này" in page.text
    assert "92 dòng" in page.text


def test_the_pages_of_a_register_take_as_many_queries_however_many_writes_there_are(coordinator: Client) -> None:
    def queries(path: str) -> int:
        coordinator.get(path)
        with CaptureQueriesContext(connection) as counted:
            assert coordinator.get(path).status_code == 200
        return len(counted)

    pages = (f"{BASE}/so-lieu/", TASKS, f"{TASKS}lan-ghi/")
    before = [queries(page) for page in pages]
    for number in range(12):
        data = {
            "code": f"NV21-97{number:03d}",
            "assigned_by": "1/QĐ",
            "assigned": "04/01/2021",
            "task": "Việc",
            "unit": "van-phong",
        }
        assert coordinator.post(f"{TASKS}dong-moi/", data).status_code == 302
    assert [queries(page) for page in pages] == before
    assert before[0] < len(REGISTERS) / 2, "nothing is asked register by register"


def test_the_page_of_a_register_lists_the_newest_writes_and_leads_to_all(coordinator: Client) -> None:
    by = User.objects.get(is_superuser=True)
    for number in range(12):
        Batch.objects.create(
            kind="edit",
            register="reports",
            source="so",
            unit="so-ldtbxh",
            digest=f"{number:064d}",
            inline="[]",
            rows=1,
            by=by,
            at="2026-01-02T03:04:05Z",
        )
    every = read(coordinator.get(f"{BASE}/so-lieu/reports/lan-ghi/"))
    assert every.text.count("Ghi trên màn hình") == 12


def test_the_page_of_a_write_says_what_it_brought_who_when_and_from_which_file(look: Look) -> None:
    page = look(f"{TASKS}lan-ghi/6/")
    for word in ("nhiem-vu.xlsx", "Quản trị", "Số dòng đã đọc 93", "Dòng mới 92", "Dòng bị trả lại 1", "Nhập tệp"):
        assert word in page.text, word
    assert f"{TASKS}hoan-tac/?lan=6" in page.links


def test_a_write_that_was_taken_back_says_so_and_why(coordinator: Client) -> None:
    coordinator.post(f"{TASKS}hoan-tac/", {"lan": "6", "reason": "nhầm tệp"})
    page = read(coordinator.get(f"{TASKS}lan-ghi/6/"))
    assert "Đã hoàn tác ở lần ghi số" in page.text
    assert "nhầm tệp" in page.text
    assert f"{TASKS}hoan-tac/?lan=6" not in page.links
    assert "Đã hoàn tác" in read(coordinator.get(f"{TASKS}lan-ghi/")).text


@pytest.mark.parametrize("path", ["lan-ghi/999999/", "lan-ghi/1/"])
def test_a_write_of_another_register_is_not_found(path: str, coordinator: Client) -> None:
    assert coordinator.get(f"{TASKS}{path}").status_code == 404


def test_who_only_reads_is_not_offered_to_take_anything_back(as_person: Callable[[str], Client]) -> None:
    page = read(as_person("nguoi-xem").get(f"{TASKS}lan-ghi/6/"))
    assert "Hoàn tác lần ghi này" not in page.text
