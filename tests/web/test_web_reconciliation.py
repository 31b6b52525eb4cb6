"""Two sources on screen: counts, rates, causes, the matrix, the list, one difference drawn, the papers."""

import io
import re
from collections.abc import Callable
from html import unescape

import openpyxl
import pytest
from comparing import HOME, LIST, ONE, OPEN, PAUSED, WHICH, docx_text, table
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from example_workspace import BASE
from reading import Page, read

from parindex.documents.layout import check_layout

pytestmark = pytest.mark.dear(2)

Look = Callable[[str], Page]
Html = Callable[[str], str]


@pytest.fixture
def html(coordinator: Client) -> Callable[[str], str]:
    """html(path): the page as the coordinator gets it; it must be there."""

    def get(path: str) -> str:
        answer = coordinator.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    return get


def test_both_sources_counts_stand_side_by_side_and_each_number_opens_its_rows(html: Html, look: Look) -> None:
    rows = {row[0]: row[1:] for row in table(html(HOME), "so-luong")}
    assert rows["Trễ hạn"] == ["1", "30"]
    assert rows["Quá hạn"] == ["0", "12"]
    assert rows["Tổng số"] == ["1.670", "1.670"]
    for status, many in (("late", "30 hồ sơ"), ("overdue", "12 hồ sơ")):
        assert many in look(f"{LIST}?{WHICH}&muc=tat-ca&ben_phai={status}").text
    early = look(f"{HOME}dong/?{WHICH}&ben=trai&tinh_trang=early")
    assert f"Trước hạn: {rows['Trước hạn'][0]} hồ sơ" in early.text
    assert "1.670 hồ sơ" in look(f"{HOME}dong/?{WHICH}&ben=phai").text


def test_every_disagreement_has_its_cause_and_each_number_opens_its_list(html: Html) -> None:
    causes = table(html(HOME), "nguyen-nhan")[1:]
    assert causes[-1][:2] == ["Tổng cộng", "41"]
    assert sum(int(row[1]) for row in causes[:-1]) == 41
    for row in causes[:-1]:
        code = row[0].split(" ")[0]
        which = code if code.startswith(("C0", "C1")) else "chưa đủ căn cứ"
        listed = table(html(f"{LIST}?{WHICH}&muc=con-khac&nguyen_nhan={which}"))[1:]
        assert len(listed) == int(row[1])


def test_rates_before_and_after_stand_side_by_side_with_how_each_was_counted(html: Html, look: Look) -> None:
    rates = {row[0]: row[1:] for row in table(html(HOME), "ty-le")}
    assert rates["Đúng hạn và trong hạn (766)"] == [
        *("99,94% 1.669 / 1.670",) * 2,
        *("97,49% 1.628 / 1.670",) * 2,
    ]
    assert "Trước: Theo nguồn “Phần mềm một cửa điện tử của Tỉnh”: Lấy ngày kết thúc xử lý" in look(HOME).text


def test_the_sources_owners_and_their_way_of_counting_are_named(look: Look) -> None:
    text = look(HOME).text
    assert "so với hạn sau gia hạn" in text
    assert "Cơ quan quản lý nguồn: Trung tâm" in text


def test_the_matrix_adds_up_and_each_cell_opens_just_its_rows(html: Html, look: Look) -> None:
    path = f"{HOME}ma-tran/?{WHICH}"
    heads, *lines, total = table(html(path))
    units = [line for line in lines if "–" not in line[0] or line[0].startswith("Phòng")]
    assert total[0] == "Tổng cộng"
    assert total[-1] == "41"
    for column in range(1, len(heads)):
        assert sum(int(line[column] or 0) for line in units) == int(total[column])
    cells = [link for link in look(path).links if "nguyen_nhan=" in link and "nhom=" in link]
    procedures = [int(number) for line in lines if line not in units for number in line[1:-1] if number]
    for link, number in list(zip(cells, procedures, strict=True))[:5]:
        assert len(table(html(link))) - 1 == number


def test_the_matrix_narrowed_to_a_cause_counts_only_that(html: Html) -> None:
    rows = table(html(f"{HOME}ma-tran/?{WHICH}&nguyen_nhan=C01"))
    assert rows[-1] == ["Tổng cộng", "12", "12"]


def test_the_list_is_narrowed_by_cause_unit_words_and_state(html: Html) -> None:
    def many(query: str) -> int:
        return len([row for row in table(html(f"{LIST}?{WHICH}&{query}"))[1:] if len(row) > 1])

    assert many("nguyen_nhan=C01") == 12
    assert many("q=210510-0002") == 1
    assert many("trang_thai=open") == 41
    assert many("trang_thai=disputed") == 0
    units = re.findall(r'<option value="([a-z-]+)">Phòng', html(f"{LIST}?{WHICH}"))
    assert len(units) > 1
    assert sum(many(f"don_vi={unit}") for unit in units) == 41


def test_the_tabs_part_what_differs_from_what_is_settled_and_from_what_both_have_late(html: Html, look: Look) -> None:
    both = f"{LIST}?{WHICH}&muc=cung-tre"
    assert "Cả hai cùng tính trễ 1" in look(both).text
    assert len(table(html(both))) == 2
    assert "Không có sai lệch nào khớp." in look(f"{LIST}?{WHICH}&muc=thong-nhat").text


def test_one_difference_shows_both_dates_what_differs_and_both_courses_on_one_axis(html: Html, look: Look) -> None:
    page = look(ONE + PAUSED)
    marks = {row[0]: row[-1] for row in table(html(ONE + PAUSED), "hai-nguon")}
    assert marks["Tình trạng"] == marks["Ngày hẹn trả"] == "Khác nhau"
    assert marks["Ngày tiếp nhận"] == "Như nhau"
    assert marks["Ngày yêu cầu bổ sung"] == "Một nguồn không ghi"
    drawn = [one for name, one in page.tags if name == "svg" and one.get("role") == "img"]
    assert len(drawn) == 1
    kinds = [one.get("class") for _, one in page.tags]
    assert kinds.count("mark mark-received") == 2
    assert {"pause", "late", "mark mark-due", "mark mark-end"} <= set(kinds)
    assert "Tạm dừng từ 14/05/2021 09:11 đến 21/05/2021 07:48" in page.text
    assert "C04" in page.text


def test_a_row_that_is_still_open_in_one_source_is_drawn_up_to_the_as_of_day(look: Look) -> None:
    page = look(ONE + OPEN)
    kinds = [one.get("class") for _, one in page.tags]
    assert "as-of" in kinds
    assert re.search(r"rút gọn \d+ ngày làm việc", page.text)
    assert "tính đến 31/12/2021" in page.text


def test_a_difference_leads_to_both_rows_and_a_row_leads_back(look: Look) -> None:
    rows = [link for link in look(ONE + PAUSED).links if "/so-lieu/dossiers/dong/" in link]
    assert {"nguon=so" in link for link in rows} == {True, False}
    for link in rows:
        back = [one for one in look(link).links if "/doi-chieu/sai-lech/mot/" in one]
        assert len(back) == 1
        assert PAUSED in look(back[0]).text


def test_a_code_of_neither_source_is_told_to_be_none_on_the_comparison(coordinator: Client) -> None:
    answer = coordinator.get(ONE + "khong-co", follow=True)
    assert answer.redirect_chain[0][0].startswith(HOME)
    assert "Không nguồn nào có mã “khong-co” trong năm 2021" in read(answer).text


def test_the_comparison_is_found_from_the_register_the_table_and_the_overview(look: Look) -> None:
    for path in (f"{BASE}/", f"{BASE}/so-lieu/dossiers/", f"{BASE}/so-lieu/dossiers/tinh-hinh/"):
        assert f"{HOME}?loai=dossiers" in look(path).links, path
    assert not [link for link in look(f"{BASE}/so-lieu/reports/").links if "doi-chieu/?" in link]


def test_a_register_with_one_source_says_what_to_bring(look: Look) -> None:
    page = look(f"{HOME}?loai=tasks")
    assert "Chưa có hai nguồn để đối chiếu." in page.text
    assert f"{BASE}/so-lieu/assigned_tasks/nhap/" in page.links


@pytest.mark.parametrize("path", ["ma-tran/", "sai-lech/", "sai-lech.xlsx", "cong-van.docx", "mot-nguon/", "ma-hong/"])
def test_a_page_about_two_sources_is_not_there_for_one(path: str, coordinator: Client) -> None:
    assert coordinator.get(f"{HOME}{path}?loai=tasks").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"den_ngay": "31/02/2021"}, "Không đọc được ngày này"),
        ({"den_ngay": "abc"}, "Không đọc được ngày này"),
        ({"den_ngay": "01/01/2999"}, "Chưa đến ngày 01/01/2999"),
        ({"loai": "khong"}, "Không có loại đối chiếu “khong”"),
        ({"trai": "khong"}, "Không có nguồn “khong”"),
        ({"phai": "so"}, "Nguồn thứ hai phải khác nguồn thứ nhất"),
    ],
)
def test_what_cannot_be_read_stays_as_typed_with_its_fault_and_nothing_else_is_shown(
    wrong: dict[str, str], words: str, coordinator: Client
) -> None:
    chosen = {"loai": "dossiers", "trai": "so", "phai": "mot_cua_dien_tu", "den_ngay": "30/06/2021", **wrong}
    answer = coordinator.get(HOME, chosen)
    page = read(answer)
    assert answer.status_code == 400
    assert words in page.text
    assert "Mỗi nguồn đếm được gì" not in page.text
    assert [one["value"] for one in page.all("input") if one.get("name") == "den_ngay"] == [chosen["den_ngay"]]
    other = coordinator.get(LIST, chosen)
    assert (other.status_code, words in read(other).text) == (404, True)


def test_sources_offered_for_one_comparison_are_no_fault_when_another_is_chosen(coordinator: Client) -> None:
    answer = coordinator.get(f"{HOME}?loai=tasks&trai=so&phai=mot_cua_dien_tu&dang_xem=dossiers")
    assert answer.status_code == 200
    assert "Chưa có hai nguồn để đối chiếu." in read(answer).text


def test_an_unknown_tab_or_page_of_the_list_is_the_first(look: Look) -> None:
    assert "41 hồ sơ" in look(f"{LIST}?{WHICH}&muc=khong&page=99").text


def test_a_period_without_rows_says_so_and_leads_to_the_import(look: Look) -> None:
    page = look(f"{HOME.replace('/2021/', '/2019/')}?{WHICH}")
    assert "Không nguồn nào có hồ sơ trong năm 2019" in page.text
    assert "Đủ" not in page.text
    assert [link for link in page.links if link.endswith("/2019/so-lieu/dossiers/nhap/")]


def test_a_rate_opens_the_rows_of_its_numerator_and_of_its_denominator(look: Look, html: Html) -> None:
    block = html(HOME).partition('id="ty-le"')[2].partition("</section>")[0]
    line = next(row for row in block.split("<tr") if "Đúng hạn / đã giải quyết" in row)
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', line)]
    parts = [one.replace(" ", "") for one in re.findall(r">([\d.]+)</a>", line)]
    assert len(links) == len(parts) == 8
    for link, part in zip(links[4:6], parts[4:6], strict=True):
        assert f"{part} hồ sơ" in look(link).text


def test_who_decides_finds_the_causes_by_their_code(as_person: Callable[[str], Client]) -> None:
    page = as_person("so-noi-vu").get(ONE + OPEN).content.decode()
    offered = re.findall(r'<option value="(C\d+)"', page)
    assert offered == sorted(offered)
    assert len(offered) > 10


def test_an_earlier_day_asks_the_same_question_of_that_day(look: Look) -> None:
    page = look(f"{HOME}?{WHICH}&den_ngay=30/06/2021")
    assert "30/06/2021" in page.text
    assert any("den_ngay=30%2F06%2F2021" in link for link in page.links)


def test_the_list_to_send_has_a_line_a_difference_as_the_list_was_narrowed(coordinator: Client) -> None:
    answer = coordinator.get(f"{HOME}sai-lech.xlsx?{WHICH}&nguyen_nhan=C01")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    lines = list(sheet.iter_rows(min_row=10, values_only=True))
    assert len(lines) == 12
    assert {line[1] for line in lines} >= {OPEN}
    assert all("Quá hạn" in line for line in lines)


def test_the_letter_keeps_to_the_decree_and_lists_what_its_addressee_has_late(coordinator: Client) -> None:
    answer = coordinator.get(f"{HOME}cong-van.docx?{WHICH}&han_tra_loi=31/12/2199")
    text = docx_text(answer.content)
    assert all(check_layout(answer.content).values())
    assert "Kính gửi: Trung tâm" in text
    assert "Có 41 hồ sơ mà một nguồn tính trễ hạn" in text
    assert "trước ngày 31/12/2199." in text
    assert PAUSED in text
    assert "minh họa" in text


def test_an_answer_cannot_be_asked_for_by_a_day_that_has_passed(coordinator: Client) -> None:
    assert coordinator.get(f"{HOME}cong-van.docx?{WHICH}&han_tra_loi=01/01/2020").status_code == 404


def test_a_letter_without_differences_is_not_written(coordinator: Client) -> None:
    assert coordinator.get(f"{HOME}cong-van.docx?{WHICH}&nguon=so").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(coordinator: Client) -> None:
    def queries(path: str) -> int:
        coordinator.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert coordinator.get(path).status_code == 200
        return len(seen)

    whole, narrow = queries(f"{LIST}?{WHICH}"), queries(f"{LIST}?{WHICH}&q=210510-0002")
    assert whole <= narrow + 2
    assert queries(HOME) <= 45


def test_nobody_of_the_office_is_offered_a_decision_on_its_own_dossiers(look: Look) -> None:
    page = look(ONE + PAUSED)
    assert "không có quyền quyết định về sai lệch của nguồn" in page.text
    assert not [one for one in page.fields if one.get("name") == "verdict"]
