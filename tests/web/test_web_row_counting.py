"""A row's page: every figure that lists the row, and on a dossier's page how its deadline is reckoned."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from example_workspace import BASE, PERIOD, UNIT, Example
from reading import Page, read
from tests.conftest import FULL

from parindex.assessment.figures import question, rows_behind
from parindex.assessment.row_counting import measures_counting
from parindex.ledger.actions import save_row
from parindex.ledger.queries import current_file, register_named
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.period import parse_period
from parindex.organisations.models import User
from parindex.records.engine import connect
from parindex.records.listing import all_rows

pytestmark = pytest.mark.dear(2)

Look = Callable[[str], Page]
DOSSIER = {
    "procedure": "1.002271",
    "unit": "van-phong",
    "received": "12/04/2021 08:00",
    "days": "3",
    "due": "15/04/2021",
}


def write(register: str, **values: str) -> None:
    by = User.objects.get(username="van-phong")
    save_row(by=by, register=register, source="so", unit=UNIT, values=values, seen=None)


def page_of(client: Client, key: str, register: str = "dossiers") -> Page:
    query = urlencode({"nguon": "so", "khoa": key})
    return read(client.get(f"{BASE}/so-lieu/{register}/dong/?{query}"))


def section(page: Page) -> str:
    return page.text.split("Cách tính hạn")[-1].split("Nội dung dòng")[0]


@pytest.mark.parametrize("register", ["reports", "dossiers", "procedures", "assigned_tasks"])
def test_the_figures_that_count_a_row_are_those_whose_lists_have_it(register: str, example: Example) -> None:
    with connect(workspace().temporary) as connection:
        rows = [row for row in all_rows(connection, current_file(register_named(register))) if row["source"] == "so"]
    asked = question(UNIT, parse_period(PERIOD), source="so")
    lists = 0
    chosen = (rows[0], rows[len(rows) // 2], rows[-1]) if FULL or register != "dossiers" else (rows[len(rows) // 2],)
    for row in chosen:
        found = measures_counting(asked, register, row["key"], row["batch"])
        lists += len(found)
        for code, measure in MEASURES.items():
            if measure.registers[0] != register or not all(
                asked.ground.supplied(name, asked.ground.sources("so", measure)[name])
                for name in measure.registers_needed
            ):
                continue
            listed = rows_behind(asked, measure, key=row["key"], limit=1)
            shares = [dict(zip(listed.columns, values, strict=True)) for values in listed.rows]
            assert ([found[code]] if code in found else []) == [(one["num"], one["den"]) for one in shares], code
    assert lists


def test_the_late_report_names_every_figure_that_counts_it(look: Look) -> None:
    listed = look(f"{BASE}/chi-tieu/reports.late/?mat=1")
    (row,) = {link for link in listed.links if "/so-lieu/reports/dong/" in link}
    page = look(row)
    for code in ("reports.late", "reports.on_time", "reports.expected_sent"):
        assert f"{BASE}/chi-tieu/{code}/" in page.links, code


def test_a_figure_of_another_register_that_lists_the_row_is_named_too(look: Look) -> None:
    listed = look(f"{BASE}/chi-tieu/procedure_reviews.reviewed/")
    row = next(link for link in listed.links if "/so-lieu/procedures/dong/" in link)
    assert f"{BASE}/chi-tieu/procedure_reviews.reviewed/" in look(row.split("&tu=")[0]).links


def test_a_pause_is_added_to_the_legal_deadline_step_by_step_and_leads_to_its_row(coordinator: Client) -> None:
    write("dossiers", code="T-02", finished="20/04/2021 10:00", **DOSSIER)
    pause = {"dossier": "T-02", "unit": "van-phong", "kind": "supplement", "number": "1", "recorded": "software"}
    write("dossier_pauses", began="14/04/2021 08:00", ended="19/04/2021 08:00", **pause)
    page = page_of(coordinator, "T-02")
    text = section(page)
    assert "Chờ bổ sung hồ sơ: từ 08:00 ngày 14/04/2021 đến 08:00 ngày 19/04/2021" in text
    assert "24 giờ làm việc" in text, "three working days of eight hours stood still"
    assert "17:00 ngày 20/04/2021" in text
    assert "Trễ hạn" in text, "by the date in the file"
    assert "Trước hạn" not in text
    assert "Đúng hạn" in text, "by the law's way of counting"
    links = [link for link in page.links if "/so-lieu/dossier_pauses/dong/" in link]
    assert len(links) == 1
    assert "T-02" in read(coordinator.get(links[0])).text


@pytest.mark.usefixtures("figures_left_out")
def test_an_extension_with_apology_is_judged_apart_from_the_first_deadline(coordinator: Client) -> None:
    letter = {"extended_to": "20/04/2021", "apology": "05/TXL", "extended_on": "13/04/2021"}
    write("dossiers", code="T-05", finished="20/04/2021 10:00", **DOSSIER, **letter)
    text = section(page_of(coordinator, "T-05"))
    assert "đến ngày 20/04/2021 (05/TXL, ngày xin lỗi 13/04/2021)" in text
    first, extended = text.split("tính gia hạn hợp lệ")[:2]
    assert "Trễ hạn" in first.split("không tính gia hạn")[1]
    assert "Đúng hạn" in extended.split("Hạn tính theo luật")[0]


@pytest.mark.usefixtures("figures_left_out")
def test_an_extension_given_too_late_says_why_it_does_not_count(coordinator: Client) -> None:
    letter = {"extended_to": "20/04/2021", "apology": "05/TXL", "extended_on": "16/04/2021"}
    write("dossiers", code="T-06", finished="20/04/2021 10:00", **DOSSIER, **letter)
    assert "gia hạn sau khi đã hết hạn: không làm đổi hạn" in section(page_of(coordinator, "T-06"))


@pytest.mark.usefixtures("figures_left_out")
def test_without_a_limit_or_a_date_the_page_says_that_there_is_no_ground_to_judge(coordinator: Client) -> None:
    bare = {name: value for name, value in DOSSIER.items() if name not in {"days", "due"}}
    write("dossiers", code="T-07", finished="20/04/2021 10:00", **bare)
    text = section(page_of(coordinator, "T-07"))
    assert text.count("Chưa đủ căn cứ") == 3
    assert "Trễ hạn" not in text


@pytest.mark.usefixtures("figures_left_out")
def test_what_ended_without_a_result_is_not_judged_by_the_deadline(coordinator: Client) -> None:
    write("dossiers", code="T-08", stage="withdrawn", closed="20/04/2021 10:00", **DOSSIER)
    assert section(page_of(coordinator, "T-08")).count("Để riêng, không xét hạn") == 3


@pytest.mark.usefixtures("figures_left_out")
def test_a_dossier_that_was_not_received_has_no_deadline_to_explain(coordinator: Client) -> None:
    write("dossiers", code="T-09", procedure="1.002271", unit="van-phong", filed="12/04/2021 08:00")
    assert "Cách tính hạn" not in page_of(coordinator, "T-09").text


@pytest.mark.usefixtures("figures_left_out")
def test_every_number_of_the_steps_leads_to_those_steps(coordinator: Client) -> None:
    write("dossiers", code="T-10", finished="20/04/2021 10:00", **DOSSIER)
    step = {"dossier": "T-10", "unit": "van-phong", "kind": "handling", "started": "12/04/2021 08:00"}
    write("dossier_steps", number="1", due="13/04/2021 17:00", finished="14/04/2021 09:00", **step)
    write("dossier_steps", number="2", due="15/04/2021 17:00", **step)
    page = read(coordinator.get(f"{BASE}/so-lieu/dossiers/tinh-hinh/"))
    found = {
        parse_qs(urlsplit(href).query)["cot"][0]: href
        for href in page.links
        if "/tinh-hinh/buoc/" in href and "buoc=handling" in href
    }
    for cell, title in (("late", "Trễ hạn của bước"), ("overdue", "Đang quá hạn của bước")):
        behind = read(coordinator.get(found[cell]))
        rows = [link for link in behind.links if "/so-lieu/dossier_steps/dong/" in link]
        assert f"{title} – Giải quyết: {len(rows)} bước" in behind.text
        assert any("T-10" in link for link in rows)
    assert coordinator.get(f"{BASE}/so-lieu/dossiers/tinh-hinh/buoc/?buoc=handling&cot=dep").status_code == 404


@pytest.mark.usefixtures("figures_left_out")
def test_to_the_minute_the_list_shows_the_hour_of_the_deadline(coordinator: Client) -> None:
    write("dossiers", code="T-11", finished="15/04/2021 10:30", **(DOSSIER | {"due": "15/04/2021 09:15"}))
    where = f"{BASE}/so-lieu/dossiers/tinh-hinh/ho-so/?cot=late&xet="
    assert "15/04/2021 09:15" in read(coordinator.get(f"{where}MINUTE&page=1")).text
    assert "T-11" not in read(coordinator.get(f"{where}DAY")).text


def test_the_way_of_counting_says_that_a_date_in_the_file_takes_no_pauses(look: Look) -> None:
    page = f"{BASE}/so-lieu/dossiers/tinh-hinh/"
    words = "thời gian tạm dừng không cộng thêm"
    assert words in look(page).text
    assert words not in look(f"{page}?han=legal").text
