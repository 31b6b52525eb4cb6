"""From the index down to the one late task and back, and what a row says about itself."""

from collections.abc import Callable

import pytest
from django.test import Client
from example_workspace import BASE
from reading import Page

Look = Callable[[str], Page]
LATE = f"{BASE}/so-lieu/assigned_tasks/dong/?nguon=so&khoa=NV21-00563"


def link(page: Page, part: str) -> str:
    return next(one["href"] for one in page.all("a") if part in one.get("href", ""))


def test_links_alone_lead_from_the_index_to_the_late_task(look: Look) -> None:
    overview = look(f"{BASE}/")
    criterion = look(link(overview, "/tieu-chi/1.6/").partition("#")[0])
    number = look(link(criterion, "mat=1"))
    assert "Các dòng làm mất điểm: 1 nhiệm vụ" in number.text
    row = look(link(number, "/dong/"))
    assert "NV21-00563" in row.text
    assert "Trễ hạn 4 ngày làm việc (10 ngày theo lịch) so với hạn 27/08/2021" in row.text
    assert "Không tính vào số đạt, vẫn nằm trong tổng số" in row.text


@pytest.mark.usefixtures("figures_left_out")
def test_the_breadcrumb_of_a_row_leads_back_the_way_one_came(look: Look) -> None:
    row = look(f"{LATE}&tu=assigned_tasks.on_time&mat=1")
    trail = [one["href"] for one in row.all("a") if one["href"].startswith(BASE)]
    wanted = [
        f"{BASE}/",
        f"{BASE}/bang-diem/",
        f"{BASE}/bang-diem/#linh-vuc-1",
        f"{BASE}/tieu-chi/1.6/",
        f"{BASE}/chi-tieu/assigned_tasks.on_time/?mat=1",
    ]
    start = trail.index(f"{BASE}/bang-diem/#linh-vuc-1") - 2
    assert trail[start : start + 5] == wanted


def test_a_row_opened_from_its_register_leads_back_to_the_register(look: Look) -> None:
    row = look(LATE)
    assert f"{BASE}/so-lieu/assigned_tasks/" in row.links
    assert f"{BASE}/chi-tieu/assigned_tasks.on_time/?mat=1" not in row.links


@pytest.mark.usefixtures("figures_left_out")
def test_a_made_up_origin_is_ignored(look: Look) -> None:
    assert f"{BASE}/so-lieu/" in look(f"{LATE}&tu=khong.co").links


def test_a_row_of_another_source_says_that_it_only_serves_to_compare(look: Look) -> None:
    number = look(f"{BASE}/chi-tieu/dossiers.overdue/?nguon=mot_cua_dien_tu")
    assert "12 hồ sơ" in number.text
    row = look(link(number, "/dong/"))
    assert "nguồn này chỉ để so sánh, không dùng để chấm" in row.text
    assert "Quá hạn" in row.text
    assert "Cùng một việc ở các nguồn; chỗ khác nhau có dấu" in row.text
    assert any("nguon=mot_cua_dien_tu" in href and "/chi-tieu/" in href for href in row.links)


def test_a_task_without_a_due_day_is_counted_as_such_and_judged_by_no_figure(look: Look) -> None:
    listed = look(f"{BASE}/so-lieu/assigned_tasks/?sort=-due&page=2")
    rows = [href for href in listed.links if "/dong/" in href]
    texts = [look(href).text for href in rows[-6:]]
    without = [text for text in texts if "Hạn hoàn thành" not in text]
    assert without, "tasks without a due day stand last"
    for text in without:
        counted = text.split("Dòng này được tính vào đâu")[1].split("Lịch sử")[0]
        assert "Số nhiệm vụ được giao không tính đúng hạn hay trễ hạn" in counted
        assert "Tỷ lệ" not in counted


def test_the_word_for_how_a_row_counts_fits_the_measure(look: Look) -> None:
    rate = look(f"{BASE}/chi-tieu/assigned_tasks.on_time/")
    assert "Tính vào số đạt" in rate.text
    plain = look(f"{BASE}/chi-tieu/dossiers.received/")
    assert "Tính vào" not in plain.text
    assert "Làm mất điểm" not in plain.text
    fault = look(f"{BASE}/chi-tieu/dossiers.late/")
    assert "Làm mất điểm" in fault.text


def test_a_partly_met_amount_is_shown_as_part_of_its_whole(look: Look) -> None:
    text = look(f"{BASE}/chi-tieu/archive_backlog.processed/").text
    assert "195/250 mét giá = 78%" in text
    assert "▲" not in text


def test_the_overview_holds_the_target_beside_the_model_index_and_does_not_judge_by_it(look: Look) -> None:
    text = look(f"{BASE}/").text
    assert "Mục tiêu kế hoạch 2022 từ 80%" in text
    assert "cho chỉ số công bố" in text
    assert "cao hơn mức này (bộ mẫu, chỉ tham khảo)" in text
    assert "Đang trên mức mục tiêu" not in text


def test_a_page_beyond_the_last_shows_the_last(look: Look) -> None:
    text = look(f"{BASE}/so-lieu/assigned_tasks/?page=99").text
    assert "Trang 2 trong 2" in text
    assert "Trang 2 trong 2" in look(f"{BASE}/chi-tieu/assigned_tasks.on_time/?page=99").text


def test_an_office_without_a_set_says_what_comes_first_and_leads_to_those_below_it(
    as_person: Callable[[str], Client],
) -> None:
    answer = as_person("so-noi-vu").get("/dong-thap/2021/")
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "UBND tỉnh Đồng Tháp chưa có bộ tiêu chí để chấm trong năm 2021" in text
    year_before = as_person("van-phong").get("/so-ldtbxh/2019/")
    assert year_before.status_code == 404
    assert "chưa có bộ tiêu chí để chấm trong năm 2019" in year_before.content.decode()
    for href in (f"{BASE}/", "/dong-thap/2021/dot/", "/dong-thap/2021/so-lieu/", "/dong-thap/2021/bo-tieu-chi/"):
        assert f'href="{href}"' in text
