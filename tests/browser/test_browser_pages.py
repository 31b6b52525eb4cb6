"""What only a browser shows: the way down to a row and back, an import, narrow screens, the keyboard, no scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import drawn

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
BASE = "/so-ldtbxh/2021"
PAGES = (
    f"{BASE}/",
    f"{BASE}/bang-diem/",
    f"{BASE}/tieu-chi/3.2/",
    f"{BASE}/tieu-chi/4.1.1/tu-cham/",
    f"{BASE}/chi-tieu/assigned_tasks.on_time/",
    f"{BASE}/chi-tieu/assigned_tasks.on_time/?mat=1",
    f"{BASE}/chi-tieu/postal_services.used/",
    f"{BASE}/chi-tieu/",
    f"{BASE}/quy-dinh/moc-han/",
    f"{BASE}/so-lieu/dossiers/tinh-hinh/",
    f"{BASE}/so-lieu/",
    f"{BASE}/so-lieu/dossiers/",
    f"{BASE}/so-lieu/plan_items/",
    f"{BASE}/so-lieu/dossiers/nhap/",
    f"{BASE}/so-lieu/dossiers/dong-moi/",
    f"{BASE}/so-lieu/assigned_tasks/lan-ghi/",
    f"{BASE}/so-lieu/assigned_tasks/lan-ghi/6/",
    f"{BASE}/so-lieu/assigned_tasks/dong/sua/?nguon=so&khoa=NV21-00563",
    f"{BASE}/so-lieu/assigned_tasks/dong/rut/?nguon=so&khoa=NV21-00563",
    f"{BASE}/so-lieu/assigned_tasks/dong/?nguon=so&khoa=NV21-00563",
    f"{BASE}/lich-su/",
    f"{BASE}/ke-hoach/",
    "/khong-co/2021/",
)


def address(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3]


def test_the_late_task_is_found_from_the_index_by_links_and_left_the_same_way(open_page: Open) -> None:
    page = open_page()
    expect(page.locator("h1")).to_have_text("Tổng quan năm 2021")
    page.locator(".figure.main a").click()
    page.get_by_role("link", name="Thực hiện các nhiệm vụ được UBND Tỉnh, Chủ tịch UBND Tỉnh giao").click()
    page.get_by_role("link", name="Các dòng làm mất điểm").click()
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    for word in ("27/08/2021", "06/09/2021", "Trễ hạn"):
        cell = row.get_by_text(word, exact=True).first
        expect(cell).to_be_visible()
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 1366, "seen without scrolling"
    row.get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text("NV21-00563")
    expect(page.get_by_text("Trễ hạn 4 ngày làm việc")).to_be_visible()
    trail = page.get_by_role("navigation", name="Vị trí trang")
    trail.get_by_role("link", name="Tỷ lệ nhiệm vụ được giao").click()
    assert address(page) == f"{BASE}/chi-tieu/assigned_tasks.on_time/?mat=1"
    trail.get_by_role("link", name="1.6.").click()
    trail.get_by_role("link", name="1. Công tác").click()
    assert address(page) == f"{BASE}/bang-diem/#linh-vuc-1"
    trail.get_by_role("link", name="Tổng quan").click()
    assert address(page) == f"{BASE}/"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_is_looked_at_then_imported_then_taken_back(scripts: bool, open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "nhiệm vụ mới.csv"
    path.write_text(
        "Mã nhiệm vụ;Văn bản giao;Ngày giao;Nội dung nhiệm vụ;Đơn vị chủ trì;Hạn hoàn thành;Ngày hoàn thành\n"
        f"NV21-9{scripts:d}001;1/QĐ;04/01/2021;Việc thử;Văn phòng Sở;20/12/2021;17/12/2021\n"
        f"NV21-9{scripts:d}002;1/QĐ;04/01/2021;Ngày sai;Văn phòng Sở;20/12/2021;31/02/2021\n",
        encoding="utf-8",
    )
    page = open_page(scripts=scripts)
    page.goto(page.url.rsplit(BASE, 1)[0] + f"{BASE}/so-lieu/assigned_tasks/")
    page.get_by_role("link", name="Nhập tệp").click()
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("nhận 1 dòng mới")).to_be_visible()
    expect(page.locator("#loi").get_by_text("31/02/2021").first).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải các dòng bị trả lại").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="Nhập 1 dòng").click()
    expect(page.get_by_text("Đã nhận 1 dòng mới, 0 dòng sửa; trả lại 1 dòng.")).to_be_visible()
    page.locator("#lan-ghi").get_by_role("link").first.click()
    page.get_by_role("link", name="Hoàn tác lần ghi này").click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác lần ghi số")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_no_page_scrolls_sideways_on_a_phone_or_a_laptop(dark: bool, open_page: Open) -> None:
    for width in (390, 1366):
        page = open_page(width=width, dark=dark)
        start = page.url.rsplit(BASE, 1)[0]
        # colours move nothing, and where a phone has room a laptop has: in full it is proved
        share = 12 if dark else 1 if width < 600 else 3
        for path in drawn(PAGES, share, f"{width}"):
            if path.startswith("/khong-co"):
                continue
            page.goto(start + path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, width)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(int(part) for part in ground[4:-1].split(",")) < 200) is dark


def test_the_first_tab_reaches_the_content_and_focus_is_always_visible(open_page: Open) -> None:
    page = open_page()
    for _ in range(20):  # a key that is pressed while the window is still being set up is lost
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.textContent") == "Đến nội dung chính":
            break
        page.goto(page.url)
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused(timeout=5_000)
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_in_viewport()
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    page.keyboard.press("Home")
    page.goto(page.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_without_scripts_filter_sort_and_paging_load_whole_pages(open_page: Open) -> None:
    page = open_page(scripts=False)
    page.goto(page.url.rsplit(BASE, 1)[0] + f"{BASE}/so-lieu/assigned_tasks/")
    page.get_by_label("Tìm").fill("nguoi co cong")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("tbody tr").first).to_contain_text("người có công")
    assert "tim=nguoi+co+cong" in page.url
    page.locator("thead").get_by_role("link", name="Hạn hoàn thành").click()
    assert "tim=nguoi+co+cong" in page.url
    assert "sort=due" in page.url
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Hạn hoàn thành")


def test_with_scripts_only_the_table_is_replaced_and_the_address_follows(open_page: Open) -> None:
    page = open_page()
    page.goto(page.url.rsplit(BASE, 1)[0] + f"{BASE}/so-lieu/assigned_tasks/")
    page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
    page.get_by_label("Tìm").fill("nguoi co cong")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url(re.compile(r"tim=nguoi(\+|%20)co(\+|%20)cong"))
    expect(page.locator("#bang tbody tr").first).to_contain_text("người có công")
    assert page.evaluate("document.querySelector('h1').dataset.kept") == "yes"
    page.go_back()
    page.wait_for_url(f"**{BASE}/so-lieu/assigned_tasks/")
    expect(page.locator("#bang .pager")).to_contain_text("Trang 1 trong 2")


def test_the_menu_of_a_phone_opens_and_leads_on(open_page: Open) -> None:
    page = open_page(width=390)
    expect(page.get_by_role("link", name="Bảng điểm", exact=True)).to_be_hidden()
    page.get_by_text("Danh mục: Tổng quan").click()
    page.get_by_role("link", name="Bảng điểm", exact=True).click()
    expect(page.locator("h1")).to_have_text("Bảng điểm năm 2021")


def test_a_phone_shows_the_late_task_as_a_card(open_page: Open) -> None:
    page = open_page(width=390)
    page.goto(page.url.rsplit(BASE, 1)[0] + f"{BASE}/chi-tieu/assigned_tasks.on_time/?mat=1")
    card = page.locator("tbody tr").first
    box = card.bounding_box()
    assert box is not None
    assert box["width"] <= 390
    for word in ("NV21-00563", "Trễ hạn", "06/09/2021"):
        expect(card.get_by_text(word, exact=True)).to_be_visible()


def test_a_phone_shows_the_rate_of_a_figure_and_the_value_of_a_fact_without_scrolling_sideways(open_page: Open) -> None:
    page = open_page(width=390)
    start = page.url.rsplit(BASE, 1)[0]
    for path, cell in (("/chi-tieu/?q=1.6", "98,85%"), ("/quy-dinh/moc-han/?q=han+gui+bao+cao", "ngày 20")):
        page.goto(start + BASE + path)
        shown = page.locator("#bang tbody").get_by_text(cell).first
        expect(shown).to_be_visible()
        box = shown.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390


def test_the_rest_of_a_row_s_fields_stands_folded_until_it_holds_something(open_page: Open) -> None:
    page = open_page(width=390)
    start = page.url.rsplit(BASE, 1)[0]
    page.goto(f"{start}{BASE}/so-lieu/dossiers/dong-moi/")
    expect(page.get_by_label("Mã hồ sơ", exact=False).first).to_be_visible()
    expect(page.get_by_label("Tài khoản xác thực VNeID")).to_be_hidden()
    page.get_by_text("Các ô khác").click()
    page.get_by_label("Tài khoản xác thực VNeID").select_option(label="Có")
    page.get_by_role("button", name="Ghi dòng").click()
    expect(page.get_by_label("Tài khoản xác thực VNeID")).to_have_value("Có")
    expect(page.get_by_label("Tài khoản xác thực VNeID")).to_be_visible()


def test_signing_out_ends_the_session(open_page: Open) -> None:
    page = open_page()
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.locator("h1")).to_have_text("Đăng nhập")
