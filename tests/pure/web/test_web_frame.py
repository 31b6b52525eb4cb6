"""The frame around every page, sign-in and error pages, and the template tags."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import gallery
import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from parindex.web.rendering.chart import Bar, BarChart
from parindex.web.rendering.figures import Figure
from parindex.web.rendering.shell import SECTIONS, Crumb, Shell, navigation
from parindex.web.rendering.table import Column, Table

pytestmark = pytest.mark.urls("gallery")

HREFS = {name: f"/{name}/" for name, _ in SECTIONS}


def shell(**changes: object) -> Shell:
    facts = {
        "unit": "Sở Mẫu",
        "year": "2021",
        "role": "Văn phòng",
        "person": "Nguyễn <A>",
        "navigation": navigation(HREFS),
    }
    return Shell(**{**facts, **changes})  # type: ignore[arg-type]


def page(template: str = "base.html", **context: object) -> str:
    return render_to_string(template, context, RequestFactory().get("/"))


def from_text(text: str, **context: object) -> str:
    return str(engines["django"].from_string("{% load parindex %}" + text).render(context, RequestFactory().get("/")))


def test_the_navigation_follows_the_order_of_the_flow_whatever_the_order_of_the_addresses() -> None:
    shuffled = dict(reversed(HREFS.items()))
    titles = [
        "Tổng quan",
        "Bảng điểm",
        "Đợt đánh giá",
        "Chỉ tiêu",
        "Số liệu",
        "Đối chiếu",
        "Quy định",
        "Lịch sử",
        "Kế hoạch",
    ]
    assert [item.title for item in navigation(shuffled)] == titles


def test_a_section_without_an_address_is_left_out() -> None:
    assert [item.href for item in navigation({"plan": "/p/", "overview": "/o/"}, current="plan")] == ["/o/", "/p/"]


def test_the_header_names_unit_period_person_and_role() -> None:
    html = page(shell=shell(as_of="31/12/2021"))
    for fact in ("Sở Mẫu", "Kỳ đánh giá 2021, số liệu đến 31/12/2021", "Nguyễn &lt;A&gt;", "Văn phòng"):
        assert fact in html


def test_one_section_is_marked_as_the_current_one() -> None:
    html = page(shell=shell(navigation=navigation(HREFS, current="records")))
    assert html.count("aria-current") == 1
    assert '<a href="/records/" aria-current="page">Số liệu</a>' in html
    assert "Danh mục: Số liệu" in html


def test_illustrative_data_says_so_on_the_page() -> None:
    assert "Dữ liệu minh họa" in page(shell=shell(illustrative=True))
    assert "Dữ liệu minh họa" not in page(shell=shell())


def test_the_breadcrumb_links_all_but_the_page_itself() -> None:
    html = page(shell=shell(), crumbs=(Crumb("Tổng quan", "/"), Crumb("1.6 <Nhiệm vụ>")), heading="1.6")
    assert '<li><a href="/">Tổng quan</a></li>' in html
    assert '<span aria-current="page">1.6 &lt;Nhiệm vụ&gt;</span>' in html
    assert "<title>1.6 · ParIndex</title>" in html


def test_signing_out_is_a_posted_form() -> None:
    assert '<form method="post" action="/sign_out/"><input type="hidden" name="csrfmiddlewaretoken"' in page(
        shell=shell()
    )


def test_the_keyboard_can_skip_to_the_content() -> None:
    html = page(shell=shell())
    assert html.index('href="#noi-dung"') < html.index("<header")
    assert 'id="noi-dung"' in html


def test_htmx_injects_no_style_evaluates_nothing_and_keeps_no_pages_in_the_browser() -> None:
    html = page(shell=shell())
    for rule in ('"includeIndicatorStyles":false', '"allowEval":false', '"historyCacheSize":0'):
        assert rule in html
    assert "/static/django_htmx/htmx-2.min.js" in html


def test_a_theme_can_be_chosen_and_otherwise_follows_the_system() -> None:
    assert '<html lang="vi" data-theme="dark">' in page(shell=shell(), theme="dark")
    assert '<html lang="vi">' in page(shell=shell())


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_says_what_to_do_and_needs_nothing_from_the_database(name: str) -> None:
    html = render_to_string(name)
    assert 'class="button primary" href="/"' in html
    assert html.count("<p>") >= 2


@pytest.mark.parametrize("name", ["403.html", "404.html"])
def test_an_error_page_shows_the_reason_escaped(name: str) -> None:
    assert '<p class="notice">Không có &lt;x&gt;.</p>' in render_to_string(name, {"reason": "Không có <x>."})
    assert "notice" not in render_to_string(name, {"reason": ""})


def test_sign_in_asks_for_name_and_password_and_remembers_where_to_go() -> None:
    html = page("sign_in.html", form=gallery.SignInForm(), next="/so-lieu/?a=1&b=2")
    assert 'name="username"' in html
    assert 'type="password" name="password"' in html
    assert 'name="next" value="/so-lieu/?a=1&amp;b=2"' in html


def test_a_failed_sign_in_never_sends_the_password_back() -> None:
    form = gallery.SignInForm({"username": "minhhoa", "password": "bi-mat-123"})
    form.add_error(None, "Tên đăng nhập hoặc mật khẩu chưa đúng.")
    html = page("sign_in.html", form=form)
    assert 'role="alert"' in html
    assert 'value="minhhoa"' in html
    assert "bi-mat-123" not in html


def test_tags_call_the_renderers() -> None:
    table = Table((Column("Mã"),), (), "Tên bảng", "Trống.")
    chart = BarChart("bd", "Tên biểu đồ", "", [Bar("a", Decimal(1), "1%")])
    html = from_text(
        "{% render_table t %}{% chart c %}{% render_figures f %}", t=table, c=chart, f=[Figure("Chỉ số", "84,66%")]
    )
    assert "Tên bảng" in html
    assert "Tên biểu đồ" in html
    assert "84,66%" in html


def test_the_form_tag_takes_a_look_or_its_parts_and_finds_the_token() -> None:
    html = from_text('{% render_form form submit="Gửi" %}', form=gallery.FilterForm())
    assert ">Gửi</button>" in html
    assert 'name="csrfmiddlewaretoken" value=""' not in html
    look = gallery.FormLook("Lọc", method="get")
    assert "csrf" not in from_text("{% render_form form look %}", form=gallery.FilterForm(), look=look)


def test_filters_write_numbers_and_dates_the_vietnamese_way() -> None:
    html = from_text(
        "{{ n|count }} {{ p|percent }} {{ d|points }} {{ day|date_vi }}",
        n=1670, p=Decimal("98.8505"), d=Decimal("2.970"), day=date(2022, 3, 5),
    )  # fmt: skip
    assert html == "1.670 98,85% 2,97 05/03/2022"


def test_moments_are_shown_in_local_time(settings: object) -> None:
    settings.USE_TZ, settings.TIME_ZONE = True, "Asia/Ho_Chi_Minh"  # type: ignore[attr-defined]
    moment = datetime(2021, 12, 31, 20, 30, tzinfo=UTC)
    assert from_text("{{ m|moment_vi }} {{ m|date_vi }}", m=moment) == "01/01/2022 03:30 01/01/2022"


def test_the_gallery_can_be_written(tmp_path: Path) -> None:
    pages = gallery.write(tmp_path)
    assert len(pages) == 6
    assert all("<h1>" in one.read_text(encoding="utf-8") for one in pages)
