"""Registers in a real browser: writing a row, correcting how a file is read, an import in the background."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import FULL

from parindex.documents.wording.numbers import count_text

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TASKS = "/so-ldtbxh/2021/so-lieu/assigned_tasks/"
LABELS = ("Mã NV", "VB giao", "Ngày giao", "Việc", "Phòng", "Hạn", "Xong")
COLUMNS = ("code", "assigned_by", "assigned", "task", "unit", "due", "submitted")


def go(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/", 3)[:3]) + path)


def fits(page: Page) -> bool:
    """Whether nothing makes the page itself scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def tasks(path: Path, count: int, labels: tuple[str, ...] = LABELS, first: int = 0) -> Path:
    lines = [";".join(labels)]
    lines += [
        f"BR21-{first + number:06d};Số 1/QĐ-UBND;04/01/2021;Báo cáo số {number};Văn phòng Sở;20/12/2021;17/12/2021"
        for number in range(count)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_row_is_written_refused_mended_and_found(width: int, scripts: bool, open_page: Open) -> None:
    page = open_page(width=width, scripts=scripts)
    code = f"BR21-{width}-{scripts}"
    go(page, TASKS)
    page.get_by_role("link", name="Thêm dòng").click()
    assert fits(page)
    page.get_by_label("Mã nhiệm vụ").fill(code)
    page.get_by_label("Văn bản giao").fill("Số 7/QĐ-UBND")
    page.get_by_label("Ngày giao").fill("04/01/2021")
    page.get_by_label("Nội dung nhiệm vụ").fill("Rà soát thủ tục hành chính " * 12)
    page.get_by_label("Đơn vị chủ trì").select_option(label="Văn phòng Sở")
    page.get_by_label("Hạn hoàn thành").fill("31/02/2021")
    page.get_by_role("button", name="Ghi dòng").click()
    fault = page.locator(".errorlist")
    expect(fault).to_have_count(1)
    expect(fault).to_contain_text("31/02/2021")
    field, said = page.get_by_label("Hạn hoàn thành").bounding_box(), fault.bounding_box()
    assert field is not None
    assert said is not None
    assert 0 < said["y"] - field["y"] < 120, "the error stands beside its field"
    assert abs(said["x"] - field["x"]) < 8
    expect(page.get_by_label("Mã nhiệm vụ")).to_have_value(code)
    assert fits(page)
    page.get_by_label("Hạn hoàn thành").fill("28/02/2021")
    page.get_by_role("button", name="Ghi dòng").click()
    expect(page.locator(".message.success")).to_have_text("Đã ghi dòng.")
    page.get_by_label("Tìm").fill(code)
    page.get_by_role("button", name="Lọc").click()
    page.locator("#bang tbody").get_by_role("link", name=code).click()
    expect(page.locator("#lich-su tbody tr")).to_have_count(1)
    assert fits(page)


def test_a_long_text_grows_its_field_and_stays_readable(open_page: Open) -> None:
    page = open_page()
    go(page, f"{TASKS}dong-moi/")
    field = page.get_by_label("Nội dung nhiệm vụ")
    before = field.bounding_box()
    field.fill("Rà soát thủ tục hành chính " * 12)
    after = field.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 2


def test_short_fields_stand_two_in_a_line_on_a_desk_and_one_on_a_phone(open_page: Open) -> None:
    for width, beside in ((1366, True), (390, False)):
        page = open_page(width=width)
        go(page, f"{TASKS}dong-moi/")
        one = page.get_by_label("Ngày hoàn thành").bounding_box()
        other = page.get_by_label("Ngày xác nhận").bounding_box()
        assert one is not None
        assert other is not None
        assert (abs(one["y"] - other["y"]) < 2) == beside


def test_two_people_at_one_row_see_both_versions(open_page: Open) -> None:
    address = f"{TASKS}dong/sua/?nguon=so&khoa=NV21-00027"
    mine, theirs = open_page(), open_page(width=390)
    for page, note in ((mine, "Bản của tôi"), (theirs, "Bản của người kia")):
        go(page, address)
        page.get_by_label("Ghi chú").fill(note)
    theirs.get_by_role("button", name="Ghi thay đổi").click()
    expect(theirs.locator(".message.success")).to_be_visible()
    mine.get_by_role("button", name="Ghi thay đổi").click()
    expect(mine.locator("h1")).to_have_text("Dòng này vừa được người khác ghi")
    row = mine.get_by_role("row", name="Ghi chú")
    expect(row).to_contain_text("Bản của tôi")
    expect(row).to_contain_text("Bản của người kia")
    mine.get_by_role("button", name="Ghi đè bằng nội dung của tôi").click()
    expect(mine.locator("#lich-su")).to_contain_text("Ghi chú: Bản của người kia → Bản của tôi")


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_file_with_odd_headers_is_mapped_by_hand_and_imported(
    width: int, scripts: bool, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(width=width, scripts=scripts)
    first = 10_000 * width + 1000 * scripts
    labels = tuple(f"{label} {width} {scripts}" for label in LABELS)  # each time as if for the first time
    go(page, f"{TASKS}nhap/")
    assert fits(page)
    page.get_by_label("Tệp số liệu").set_input_files(tasks(tmp_path / "la.csv", 3, labels, first))
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator(".notice.bad")).to_contain_text("Không phải sửa tệp")
    assert fits(page)
    for label, column in zip(labels, COLUMNS, strict=True):
        page.get_by_label(f"Cột của sổ cho “{label}”").select_option(column)
    page.get_by_role("button", name="Xem lại").click()
    expect(page.get_by_role("button", name="Nhập 3 dòng")).to_be_visible()
    page.get_by_role("button", name="Nhập 3 dòng").click()
    expect(page.locator(".message.success")).to_contain_text("Đã nhận 3 dòng mới")


def test_the_file_field_speaks_vietnamese_in_any_browser(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    go(page, f"{TASKS}nhap/")
    said = "getComputedStyle(document.querySelector('.file'), '::after').content"
    assert page.evaluate(said) == '"Chưa chọn tệp"'
    seen = "getComputedStyle(document.querySelector('[type=file]')).color"
    assert page.evaluate(seen) == "rgba(0, 0, 0, 0)", "the browser's own words do not show"
    page.get_by_label("Tệp số liệu").set_input_files(tasks(tmp_path / "mot.csv", 1))
    assert page.evaluate(said) == "none"
    assert page.evaluate(seen) != "rgba(0, 0, 0, 0)", "the name of the file shows"


@pytest.mark.parametrize("scripts", [True, False] if FULL else [True])  # the pages' own tests know no scripts either
def test_a_large_file_is_imported_in_the_background_with_its_progress(
    scripts: bool, site: Any, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(scripts=scripts)
    titles = ("Mã nhiệm vụ", "Văn bản giao", "Ngày giao", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn hoàn thành")
    file = tasks(tmp_path / "lon.csv", site.large_rows + 1, (*titles, "Ngày hoàn thành"), 100_000 + 100_000 * scripts)
    go(page, f"{TASKS}nhap/")
    page.get_by_label("Tệp số liệu").set_input_files(file)
    page.get_by_role("button", name="Xem trước").click()
    many = count_text(site.large_rows + 1)
    page.get_by_role("button", name=f"Nhập {many} dòng").click()
    page.wait_for_url(re.compile(r"/nhap/viec/"))
    for _ in range(300):
        if page.locator(".notice.good, .notice.bad").count():
            break
        page.wait_for_timeout(1000)
        if not scripts:
            page.get_by_role("link", name="Xem lại").click()
    expect(page.locator(".notice.good")).to_contain_text(f"nhận {many} dòng mới")
    page.get_by_role("link", name="Lần ghi này").click()
    page.get_by_role("link", name="Hoàn tác lần ghi này").click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(".message.success")).to_contain_text("Đã hoàn tác")
