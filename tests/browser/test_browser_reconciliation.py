"""Two sources in a real browser: from the overview to one difference drawn, on a desk and on a phone, light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import drawn

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
HOME = "/so-ldtbxh/2021/doi-chieu/"
WHICH = "?loai=dossiers&trai=so&phai=mot_cua_dien_tu"
PAUSED, OPENED = "000.00.19.H20-210510-0002", "000.00.19.H20-210412-0001"


def go(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/", 3)[:3]) + path)


def fits(page: Page) -> bool:
    """Whether nothing makes the page itself scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_the_way_down_from_the_overview_to_one_difference_and_back(scripts: bool, open_page: Open) -> None:
    page = open_page(scripts=scripts)
    page.get_by_role("link", name="Đối chiếu hai nguồn").click()
    page.locator("#nguyen-nhan").get_by_role("link", name="C04").click()
    page.get_by_role("link", name=PAUSED).click()
    expect(page.locator("h1")).to_have_text(PAUSED)
    expect(page.get_by_role("img", name="Diễn biến ở hai nguồn")).to_be_visible()
    page.get_by_role("link", name="Dòng ở Sổ theo dõi của Sở").click()
    page.get_by_role("link", name="Đối chiếu hai nguồn").click()
    expect(page.locator("h1")).to_have_text(PAUSED)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_no_page_about_two_sources_scrolls_sideways(width: int, dark: bool, open_page: Open) -> None:
    page = open_page(width=width, dark=dark)
    pages = (
        "",
        f"ma-tran/{WHICH}",
        f"sai-lech/{WHICH}",
        f"sai-lech/mot/{WHICH}&khoa={PAUSED}",
        f"sai-lech/mot/{WHICH}&khoa={OPENED}",
        f"sai-lech/xu-ly/{WHICH}&viec=gui&khoa={OPENED}",
        f"dong/{WHICH}&ben=phai&tinh_trang=early",
        f"mot-nguon/{WHICH}",
        f"ma-hong/{WHICH}",
    )
    for path in drawn(pages, 1 if width < 600 and not dark else 3, f"{width} {dark}"):
        go(page, HOME + path)
        assert fits(page), path


@pytest.mark.parametrize("width", [1366, 390])
def test_the_courses_stand_inside_the_drawing_and_no_number_lies_on_another(width: int, open_page: Open) -> None:
    page = open_page(width=width)
    for key in (PAUSED, OPENED):
        go(page, f"{HOME}sai-lech/mot/{WHICH}&khoa={key}")
        frame = page.locator(".chart-time").bounding_box()
        numbers = [one.bounding_box() for one in page.locator(".chart-time .number").all()]
        bars = [one.bounding_box() for one in page.locator(".chart-time .run, .chart-time .late").all()]
        assert frame is not None
        assert len(numbers) > 5
        for box in (*numbers, *bars):
            assert box is not None
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                assert one is not None
                assert other is not None
                # a box holds the outline too: 4 px around digits of 10 px
                beside = abs(one["x"] - other["x"]) >= max(one["width"], other["width"]) - 8
                apart = abs(one["y"] - other["y"]) >= 14
                assert beside or apart, (key, width)


def test_rows_are_ticked_and_marked_as_sent(open_page: Open) -> None:
    page = open_page()
    go(page, f"{HOME}sai-lech/{WHICH}&nguyen_nhan=C06")
    boxes = page.get_by_role("checkbox", name="Chọn 000.")
    for box in boxes.all()[:2]:
        box.check()
    page.get_by_role("button", name="Đánh dấu đã gửi…").click()
    expect(page.get_by_text("2 hồ sơ:")).to_be_visible()
    page.get_by_label("Số, ký hiệu công văn").fill("125/SLĐTBXH-VP")
    page.get_by_label("Ngày công văn").fill("05/01/2022")
    page.get_by_role("button", name="Đánh dấu đã gửi", exact=True).click()
    expect(page.get_by_text("Đã đánh dấu 2 sai lệch gửi theo 125/SLĐTBXH-VP.")).to_be_visible()
