"""Writes the parts of the screen as static pages to look at: python tests/pure/web/gallery.py FOLDER.

Needs no database and none of the other apps. The rows are made up; the pages are never shipped.
"""

import sys
from decimal import Decimal
from pathlib import Path

import django
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import path

from parindex.web.rendering.chart import Bar, BarChart, YearChart, YearColumn
from parindex.web.rendering.figures import Figure
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb, Shell, navigation
from parindex.web.rendering.table import Cell, Column, Paging, Row, Sort, Table

urlpatterns = [path(f"{name}/", lambda request: HttpResponse(), name=name) for name in ("home", "sign_in", "sign_out")]
SETTINGS = {
    "INSTALLED_APPS": ["django.contrib.staticfiles", "django_htmx", "parindex.web"],
    "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    "ROOT_URLCONF": "gallery",
    "STATIC_URL": "/static/",
    "LANGUAGE_CODE": "vi",
}

AREAS = (
    ("1", "Công tác chỉ đạo điều hành cải cách hành chính", "11,25", Decimal("86.54"), "warn"),
    ("2", "Cải cách thể chế", "8,00", Decimal(100), "good"),
    ("3", "Cải cách thủ tục hành chính", "13,40", Decimal("89.33"), "warn"),
    ("4", "Cải cách tổ chức bộ máy hành chính", "6,50", Decimal("72.22"), "bad"),
    ("5", "Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức", "9,80", Decimal("81.67"), "warn"),
    ("6", "Cải cách tài chính công", "7,00", Decimal(100), "good"),
    ("7", "Hiện đại hóa hành chính", "", None, ""),
)


class DemoForm(forms.Form):
    """One field of each kind, two of them at fault."""

    document = forms.CharField(label="Số, ký hiệu văn bản", help_text="Ví dụ: 231/QĐ-UBND-HC.")
    day = forms.CharField(label="Ngày ban hành", help_text="Ngày/tháng/năm, ví dụ 17/03/2022.")
    register = forms.ChoiceField(label="Sổ theo dõi", choices=[("a", "Nhiệm vụ được giao"), ("b", "Hồ sơ TTHC")])
    file = forms.FileField(label="Tệp số liệu", help_text="Tệp .xlsx hoặc .csv, không quá 50 MB.")
    grade = forms.ChoiceField(
        label="Căn cứ của điểm",
        widget=forms.RadioSelect,
        choices=[
            ("x", "Tính từ dữ liệu"),
            ("y", "Số tổng hợp kèm văn bản"),
            ("z", "Tự đánh giá kèm tài liệu kiểm chứng"),
        ],
    )
    note = forms.CharField(label="Giải trình", widget=forms.Textarea, required=False)
    dry = forms.BooleanField(label="Chỉ kiểm tra, chưa ghi", required=False, help_text="Xem trước dòng lỗi.")


class SignInForm(forms.Form):
    """The two fields of signing in, after one failure."""

    username = forms.CharField(label="Tên đăng nhập")
    password = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput)


class FilterForm(forms.Form):
    """A line of filters above a list."""

    unit = forms.ChoiceField(label="Đơn vị", choices=[("", "Tất cả"), ("v", "Văn phòng Sở")], required=False)
    state = forms.ChoiceField(label="Kết quả", choices=[("", "Tất cả"), ("t", "Trễ hạn")], required=False)
    words = forms.CharField(label="Tìm trong nội dung", required=False)


def score_table() -> Table:
    """A score sheet: areas, criteria, leaves, a total."""
    states = (("Đạt", "good"), ("Mất điểm", "warn"), ("Không đạt", "bad"), ("Chưa chấm", "none"))
    grades = (("Từ dữ liệu", "computed"), ("Số tổng hợp", "entered"), ("Tự đánh giá", "judged"))
    rows = []
    for code, name, points, _, _ in AREAS:
        rows.append(Row((code, name, "13,00", points, "", "", ""), kind="area", id=f"lv-{code}"))
        for number in range(1, 6):
            word, sign = states[(int(code) + number) % 4]
            grade, mark = grades[(int(code) * number) % 3]
            title = "Thực hiện các nhiệm vụ được UBND Tỉnh, Chủ tịch UBND Tỉnh giao" if number % 2 else "Chế độ báo cáo"
            rows.append(
                Row(
                    (
                        f"{code}.{number}",
                        Cell(
                            title,
                            href=f"/tieu-chi/{code}.{number}/",
                            note="86/87 nhiệm vụ = 98,85%" if number == 3 else None,
                        ),
                        "2,00",
                        Cell("1,98", href="/so/") if number != 4 else "",
                        "0,02",
                        Cell(word, sign=sign),
                        Cell(grade, sign=mark),
                    ),
                    kind="criterion" if number < 4 else "leaf",
                )
            )
    rows.append(Row(("", "Tổng số", "100,00", "56,95", "6,20", "", ""), kind="total"))
    columns = (
        Column("Mã", width="code", sort_key="ma"),
        Column("Lĩnh vực, tiêu chí", heading=True, width="wide", sort_key="ten"),
        Column("Tối đa", numeric=True),
        Column("Điểm", numeric=True, sort_key="diem"),
        Column("Mất", numeric=True, sort_key="mat"),
        Column("Trạng thái", width="short"),
        Column("Căn cứ", width="short"),
    )
    return Table(
        columns,
        rows,
        "Bảng điểm theo tiêu chí",
        "Chưa có điểm.",
        sort=Sort("mat", True),
        query=(("loc", "đạt"),),
        id="diem",
    )


def register_table() -> Table:
    """A wide register that scrolls in its own box, with pages."""
    titles = (
        "Mã hồ sơ",
        "Tên TTHC",
        "Lĩnh vực",
        "Kênh",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày kết thúc",
        "Đơn vị xử lý",
        "Kết quả",
    )
    rows = [
        Row((f"H20.20-2107{n:02d}-{n:04d}", "Cấp giấy phép lao động cho người nước ngoài", "Việc làm", "Trực tuyến",
             "05/07/2021 08:15", "14/07/2021", "13/07/2021 15:40", "Phòng Lao động – Việc làm – Bảo hiểm",
             Cell("Trễ hạn", sign="bad") if n == 3 else Cell("Đúng hạn", sign="good")))
        for n in range(1, 26)
    ]  # fmt: skip
    columns = [
        Column(title, width="medium" if "Tên" in title or "Đơn vị" in title else "", sort_key=f"c{n}")
        for n, title in enumerate(titles)
    ]
    return Table(
        columns,
        rows,
        "Hồ sơ giải quyết thủ tục hành chính",
        "Chưa có hồ sơ.",
        paging=Paging(7, 34, 1670),
        narrow="scroll",
        id="ho-so",
    )


def context() -> dict[str, object]:
    """Everything on the gallery page."""
    hrefs = {name: f"/{name}/" for name in ("overview", "scores", "records", "history", "plan")}
    faulty = DemoForm({"document": "", "day": "2022-17-03", "register": "a", "dry": "on"})
    faulty.add_error("day", "“2022-17-03” không phải ngày. Ghi ngày/tháng/năm, ví dụ 17/03/2022.")
    bars = [
        Bar(f"{c}. {n}", p, f"{p}%".replace(".", ",") if p is not None else "chưa chấm", Decimal(80), s)
        for c, n, _, p, s in AREAS
    ]
    years = (
        YearColumn("2020", Decimal("74.12"), "74,12%", "hạng 17/17", firm=False),
        YearColumn("2021", Decimal("84.66"), "84,66%", "hạng 09/17"),
    )
    return {
        "heading": "Tổng quan",
        "shell": Shell("Sở Lao động – Thương binh và Xã hội", "2021", "Văn phòng (đầu mối CCHC)", "Nguyễn Thị Minh Họa",
                       navigation(hrefs, current="overview"), as_of="31/12/2021", illustrative=True),
        "crumbs": (Crumb("Tổng quan", "/"), Crumb("1. Công tác chỉ đạo", "/lv/1/"), Crumb("1.6. Nhiệm vụ")),
        "figures": (
            Figure("Chỉ số đến nay (bộ tiêu chí mẫu)", "87,32%", "56,95 trên 65,22 điểm đã chấm", "/diem/", main=True),
            Figure("Mục tiêu năm 2022", "từ 80%", "theo kế hoạch cải thiện", "/ke-hoach/"),
            Figure("Điểm mất", "6,20", "11 tiêu chí thành phần", "/mat/"),
            Figure("Nhiệm vụ đúng hạn", "98,85%", "86 trên 87 nhiệm vụ", "/nv/", "Mất điểm", "warn"),
        ),
        "areas": BarChart("bd-linh-vuc", "Tỷ lệ điểm theo lĩnh vực", "Bảy lĩnh vực.", bars, "Mục tiêu 80%"),
        "years": YearChart("bd-nam", "Chỉ số đã công bố", "Hai năm.", years, Decimal(80), "Mục tiêu năm 2022: từ 80%"),
        "score": score_table(), "register": register_table(), "form": faulty, "filter": FilterForm(),
        "filter_look": FormLook("Lọc", method="get", inline=True), "form_look": FormLook("Nạp số liệu", cancel="/"),
        "csrf_token": "minh-hoa",
    }  # fmt: skip


PAGE = """{% extends "base.html" %}{% load parindex %}{% block content %}
<h1>Sở Lao động – Thương binh và Xã hội, năm 2021</h1>
<p class="lead">Chỉ số đến nay tính trên các tiêu chí đã chấm; bộ tiêu chí mẫu, không dùng để xếp hạng.</p>
{% render_figures figures %}<div class="split">{% chart areas %}{% chart years %}</div>{% render_table score %}
<h2>Sổ hồ sơ</h2>{% render_form filter filter_look %}<p></p>{% render_table register %}
<h2>Nạp số liệu</h2>{% render_form form form_look %}{% endblock %}"""


def write(folder: Path) -> list[Path]:
    """Write light and dark pages beside a copy of the stylesheet; return the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    request = RequestFactory().get("/")
    sheet = Path(str(finders.find("parindex/app.css")))
    (folder / "app.css").write_text(sheet.read_text(encoding="utf-8"), encoding="utf-8")
    signing = SignInForm({"username": "minhhoa", "password": "x"})
    signing.add_error(None, "Tên đăng nhập hoặc mật khẩu chưa đúng.")
    pages = {
        "gallery": engines["django"].from_string(PAGE),
        "sign_in": get_template("sign_in.html"),
        "404": get_template("404.html"),
    }
    written = []
    for theme in ("light", "dark"):
        for name, template in pages.items():
            html = template.render(
                {**context(), **({"form": signing} if name == "sign_in" else {}), "theme": theme}, request
            ).replace("/static/parindex/app.css", "app.css")
            page = folder / f"{name}-{theme}.html"
            page.write_text(html, encoding="utf-8")
            written.append(page)
    return written


if __name__ == "__main__":
    settings.configure(**SETTINGS)
    django.setup()
    for written_page in write(Path(sys.argv[1])):
        print(written_page)
