"""The page of how dossiers stand: the known numbers, each a link to its dossiers, the choices, the workbook."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import parse_qs, urlencode, urlsplit

import openpyxl
import pytest
from django.test import Client
from example_workspace import BASE
from reading import Page, read

from parindex.assessment import dossier_statistics
from parindex.errors import InputFault
from parindex.measures.official_table import IDENTITIES
from parindex.records.engine import connect
from parindex.web.views import dossier_table

pytestmark = pytest.mark.dear(2)

PAGE = f"{BASE}/so-lieu/dossiers/tinh-hinh/"
Look = Callable[[str], Page]


def numbers(page: Page) -> list[str]:
    return [href for href in page.links if "/tinh-hinh/ho-so/" in href]


def test_the_register_leads_to_the_table_and_back(look: Look) -> None:
    assert PAGE in look(f"{BASE}/so-lieu/dossiers/").links
    assert f"{BASE}/so-lieu/dossiers/" in look(PAGE).links


def test_the_table_shows_the_known_numbers_its_policy_and_its_identities(look: Look) -> None:
    text = look(PAGE).text
    for words in ("1.670", "1.663", "99,94%", "1.663/1.664", "99,58%", "Phòng Người có công", "31/12/2021"):
        assert words in text
    assert all(identity in text for _, _, identity in IDENTITIES)
    assert "không có ngày hẹn trả" in text


def test_the_table_and_the_times_of_steps_come_over_one_connection(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(dossier_statistics, "connect", lambda place: opened.append(place) or connect(place))
    assert "Bình quân mỗi bước" in look(PAGE).text
    assert len(opened) == 1, "the calendars are laid out once a connection, and take most of the time"


def test_the_province_s_source_shows_thirty_late_and_twelve_overdue(look: Look) -> None:
    page = look(f"{PAGE}?theo=quarter&nguon=mot_cua_dien_tu")
    assert "Quý III năm 2021" in page.text
    assert "97,49%" in page.text
    late = next(href for href in numbers(page) if "cot=late" in href and "dong=" not in href)
    assert "Trễ hạn: 30 hồ sơ" in look(late).text


@pytest.mark.parametrize("by", ["unit", "procedure", "field", "channel", "quarter", "month"])
def test_the_numbers_of_the_lines_are_those_of_the_lists_behind_them(look: Look, by: str) -> None:
    page = look(f"{PAGE}?{urlencode({'theo': by, 'nguon': 'mot_cua_dien_tu'})}")
    href = next(href for href in numbers(page) if "cot=overdue" in href and "dong=" in href)
    asked = parse_qs(urlsplit(href).query)
    assert (asked["theo"], asked["nguon"]) == ([by], ["mot_cua_dien_tu"])
    behind = look(href)
    count = int(behind.text.split("Quá hạn: ")[1].split(" ")[0])
    rows = [link for link in behind.links if "/so-lieu/dossiers/dong/?" in link]
    assert len(rows) == count > 0


def test_a_line_of_the_list_opens_the_dossier(look: Look) -> None:
    listed = look(f"{PAGE}ho-so/?nguon=mot_cua_dien_tu&cot=late&dong=gdnn")
    row = next(link for link in listed.links if "/dong/?" in link)
    assert "000.00.19.H20-2107" in look(row).text


def test_a_day_within_the_year_is_another_picture_and_a_bad_one_is_told(look: Look) -> None:
    assert "30/06/2021" in look(f"{PAGE}?den_ngay=30/06/2021").text
    wrong = look(f"{PAGE}?den_ngay=31/02/2021").text
    assert "Không đọc được ngày này" in wrong


@pytest.mark.parametrize("query", ["cot=dep", "cot=late&theo=mau-sac&nguon=khong-co", "cot="])
def test_an_address_nobody_wrote_is_answered_calmly(coordinator: Client, query: str) -> None:
    assert coordinator.get(f"{PAGE}ho-so/?{query}").status_code in {200, 404}


def test_a_table_that_does_not_add_up_is_refused_in_words(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise InputFault("Bảng không khớp ở dòng “Việc làm”: 5 khác 6.")

    monkeypatch.setattr(dossier_table, "table_and_steps", broken)
    page = look(PAGE)
    assert "Không lập được bảng. Bảng không khớp ở dòng “Việc làm”: 5 khác 6." in page.text
    assert numbers(page) == []


def test_the_workbook_has_the_lines_the_sum_and_the_policy(coordinator: Client) -> None:
    answer = coordinator.get(f"{BASE}/so-lieu/dossiers/tinh-hinh.xlsx?theo=unit&nguon=mot_cua_dien_tu")
    assert answer["Content-Disposition"] == 'attachment; filename="tinh-hinh-ho-so-so-ldtbxh-2021.xlsx"'
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if row[0] == "Đơn vị")
    total = dict(zip(head, next(row for row in rows if row[0] == "Tổng cộng"), strict=True))
    assert (total["Tổng tiếp nhận"], total["Trễ hạn"], total["Quá hạn"]) == (1670, 30, 12)
    assert total["Đúng hạn và trong hạn (766)"] == 97.49
    assert "Số liệu minh họa" in {row[0] for row in rows}
    assert any("Cách đếm" in str(row[0]) for row in rows)


def test_only_those_who_may_view_the_office_see_it(client: Client) -> None:
    assert client.get(PAGE).status_code == 302


def test_before_any_import_the_page_says_what_to_do_first(as_person: Callable[[str], Client]) -> None:
    page = read(as_person("so-noi-vu").get("/so-noi-vu/2021/so-lieu/dossiers/tinh-hinh/"))
    assert "Sổ hồ sơ chưa có số liệu" in page.text
