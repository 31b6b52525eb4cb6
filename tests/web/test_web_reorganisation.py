"""What became of a unit and how its years compare, as the pages say it, on the worked example."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from example_workspace import BASE, UNIT, Example, foreign_department
from reading import Page, read

from parindex.assessment.models import PublishedResult
from parindex.organisations.actions import save_units
from parindex.organisations.lineage import LineageFact, LineageKind
from parindex.organisations.lineage_actions import reorganise
from parindex.organisations.lineage_queries import lineage_lines, numbered_lines
from parindex.organisations.models import AuditEvent, HandOver, User
from parindex.organisations.queries import unit_facts
from parindex.organisations.roles import Role
from parindex.organisations.tree import UnitFact

DAY = date(2021, 7, 1)
WRITE = f"{BASE}/lich-su/to-chuc/ghi/"
HEAD = "STT;Quyết định;Ngày hiệu lực;Việc;Đơn vị cũ;Đơn vị mới;Lĩnh vực;Tên mới;Loại đơn vị;Đơn vị cấp trên\n"
FILE = HEAD + "1;QĐ số 9/QĐ-UBND;01/07/2021;Sáp nhập;te-bdg;btxh-pctnxh;;;;\n"


def admin() -> User:
    return User.objects.get(is_superuser=True)


def line(kind: LineageKind, came_from: str | None, became: str | None, domain: str = "") -> LineageFact:
    return LineageFact(
        kind=kind, came_from=came_from, became=became, effective=DAY, decision="QĐ số 9/QĐ-UBND", domain=domain
    )


@pytest.fixture
def merged(example: Example) -> int:
    """The division of children went into that of social protection on 01/7/2021; the id of the line."""
    reorganise(by=admin(), lines=[line(LineageKind.MERGE, "te-bdg", "btxh-pctnxh")])
    return next(iter(numbered_lines()))


@pytest.fixture
def manager(new_person: Callable[..., Client]) -> Client:
    return new_person(Role.ADMINISTRATOR)


def prepared(client: Client, text: str = FILE) -> tuple[str, Page]:
    """The address of the page that shows what a file would write, and the page."""
    answer = client.post(WRITE, upload(text))
    assert answer.status_code == 302, read(answer).text
    return answer["Location"], read(client.get(answer["Location"]))


def upload(text: str) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("sap-xep.csv", text.encode())}


@pytest.mark.usefixtures("merged")
def test_a_unit_says_where_it_came_from_with_the_decision(look: Callable[[str], Page]) -> None:
    page = look("/btxh-pctnxh/2021/lich-su/to-chuc/")
    assert "Phòng Trẻ em và Bình đẳng giới te-bdg" in page.text
    assert "QĐ số 9/QĐ-UBND" in page.text
    assert "01/07/2021" in page.text
    assert "Chưa có quyết định nào thay đổi đơn vị này." in page.text
    assert "Lập danh sách bàn giao" not in page.text, "who only coordinates does not hand over"
    before = look("/te-bdg/2021-Q1/lich-su/to-chuc/")
    assert "Sáp nhập, hợp nhất vào" in before.text
    assert "30/06/2021" in before.text


def test_a_unit_that_nothing_became_of_says_so(look: Callable[[str], Page]) -> None:
    text = look(f"{BASE}/lich-su/to-chuc/").text
    assert "Không có đơn vị nào trở thành đơn vị này." in text
    assert f"{BASE}/lich-su/so-sanh/" in look(f"{BASE}/lich-su/").links


def test_a_decision_comes_in_as_a_file_and_leaves_one_audit_row(manager: Client) -> None:
    events = AuditEvent.objects.count()
    address, page = prepared(manager)
    assert (lineage_lines(), AuditEvent.objects.count()) == ((), events), "only looked at"
    for words in ("Chưa ghi gì.", "Sáp nhập, hợp nhất vào", "Phòng Trẻ em và Bình đẳng giới te-bdg", "01/07/2021"):
        assert words in page.text
    answer = manager.post(WRITE, {"tep": address.rpartition("=")[2]}, follow=True)
    assert answer.redirect_chain == [(f"{BASE}/lich-su/to-chuc/", 302)]
    assert "Đã ghi 1 việc sắp xếp." in read(answer).text
    assert [one.came_from for one in lineage_lines()] == ["te-bdg"]
    assert AuditEvent.objects.count() == events + 1


def test_a_decision_that_was_looked_at_is_recorded_once(manager: Client) -> None:
    token = prepared(manager)[0].rpartition("=")[2]
    manager.post(WRITE, {"tep": token})
    events = AuditEvent.objects.count()
    assert manager.post(WRITE, {"tep": token}).status_code == 404
    assert (len(lineage_lines()), AuditEvent.objects.count()) == (1, events)


@pytest.mark.parametrize("token", ["la", "00000000-0000-4000-8000-000000000000", "../../x"])
def test_a_file_that_waits_no_more_is_not_found(manager: Client, token: str) -> None:
    assert manager.post(WRITE, {"tep": token}).status_code == 404
    assert manager.get(WRITE, {"tep": token}).status_code == 404


def test_new_units_are_shown_under_the_names_that_they_will_have(manager: Client) -> None:
    text = HEAD + f"1;QĐ 9;01/07/2021;Thành lập;;phong-moi;;Phòng Chuyển đổi số;division;{UNIT}\n"
    page = prepared(manager, text)[1]
    assert "Phòng Chuyển đổi số phong-moi" in page.text
    assert "phong-moi" not in {fact.id for fact in unit_facts()}


def test_the_secretariat_prepares_and_the_administrator_records(
    manager: Client, new_person: Callable[..., Client]
) -> None:
    secretariat = new_person(Role.SECRETARIAT)
    assert WRITE in read(secretariat.get(f"{BASE}/lich-su/to-chuc/")).links
    address, page = prepared(secretariat)
    assert "Việc ghi là của người quản trị" in page.text
    token = address.rpartition("=")[2]
    assert secretariat.post(WRITE, {"tep": token}).status_code == 403
    assert lineage_lines() == ()
    assert "Sáp nhập, hợp nhất vào" in read(manager.get(address)).text
    manager.post(WRITE, {"tep": token})
    assert [one.came_from for one in lineage_lines()] == ["te-bdg"]


def test_the_template_is_filled_in_and_comes_back(manager: Client) -> None:
    answer = manager.get(WRITE, {"mau": "1"})
    assert "mau-sap-xep-to-chuc.xlsx" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book.worksheets[0]
    titles = [str(cell.value).rstrip(" *") for cell in sheet[1]]
    row = dict(zip(HEAD.strip().split(";"), FILE.splitlines()[1].split(";"), strict=True))
    for place, title in enumerate(titles, start=1):
        sheet.cell(2, place).value = row.get(title) or None
    filled = BytesIO()
    book.save(filled)
    sent = manager.post(WRITE, {"file": SimpleUploadedFile("mau.xlsx", filled.getvalue())})
    assert sent.status_code == 302, read(sent).text
    assert "Sáp nhập, hợp nhất vào" in read(manager.get(sent["Location"])).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FILE.replace("te-bdg", "khong-co"), "không có đơn vị “khong-co” vào ngày 30/06/2021"),
        (FILE.replace("Sáp nhập", "Bán"), "Bán"),
        (HEAD, "dòng"),
        ("", "Tệp trống"),
    ],
)
def test_a_faulty_file_is_refused_beside_its_field_and_nothing_is_written(
    manager: Client, text: str, words: str
) -> None:
    before = unit_facts(), lineage_lines(), AuditEvent.objects.count()
    answer = manager.post(f"{BASE}/lich-su/to-chuc/ghi/", upload(text))
    assert answer.status_code == 400
    assert words in read(answer).text
    assert (unit_facts(), lineage_lines(), AuditEvent.objects.count()) == before


def test_no_file_at_all_is_asked_for(manager: Client) -> None:
    answer = manager.post(f"{BASE}/lich-su/to-chuc/ghi/", {})
    assert answer.status_code == 400
    assert "Hãy chọn một tệp." in read(answer).text


def test_an_administrator_of_one_office_cannot_reorganise_another(manager: Client) -> None:
    foreign = foreign_department()
    text = FILE.replace("te-bdg;btxh-pctnxh", f"{foreign};{UNIT}")
    token = prepared(manager, text)[0].rpartition("=")[2]
    assert manager.post(WRITE, {"tep": token}).status_code == 403
    assert lineage_lines() == ()


def test_open_items_are_counted_shown_and_recorded_once(manager: Client, merged: int) -> None:
    path = f"/btxh-pctnxh/2021/lich-su/to-chuc/ban-giao/{merged}/"
    page = read(manager.get(path))
    assert "Phòng Trẻ em và Bình đẳng giới giao cho Phòng Bảo trợ" in page.text
    assert "việc chưa xong đến hết ngày 30/06/2021" in page.text
    answer = manager.post(path, follow=True)
    assert answer.redirect_chain == [("/btxh-pctnxh/2021/lich-su/to-chuc/", 302)]
    made = list(HandOver.objects.all())
    assert made
    text = read(answer).text
    assert all(one.digest[:12] in text for one in made)
    manager.post(path)
    assert HandOver.objects.count() == len(made)


def test_a_hand_over_of_another_unit_or_of_no_line_is_not_found(manager: Client, merged: int) -> None:
    for unit, number in (("gdnn", merged), ("btxh-pctnxh", merged + 50)):
        path = f"/{unit}/2021/lich-su/to-chuc/ban-giao/{number}/"
        assert manager.get(path).status_code == 404
        assert manager.post(path).status_code == 404
    assert not HandOver.objects.exists()


@pytest.mark.usefixtures("merged")
def test_years_stand_side_by_side_under_the_name_of_the_way_in_which_they_compare(look: Callable[[str], Page]) -> None:
    page = look("/btxh-pctnxh/2021/lich-su/so-sanh/")
    for words in ("Như đơn vị khi đó", "Tính lại theo lĩnh vực", "Cộng gộp", "Không so sánh được", "Năm có thay đổi"):
        assert words in page.text
    assert "chịu trách nhiệm mục tiêu của năm 2021; số này chỉ của 184/365 ngày" in page.text
    assert "01/01/2021 – 30/06/2021" in page.text
    titles = [one for one in page.words if "(như đơn vị khi đó)" in one or "(cộng gộp)" in one]
    assert titles, "charts carry the way of comparing in their titles"


def test_what_was_announced_stands_apart_with_its_decision(look: Callable[[str], Page]) -> None:
    page = look(f"{BASE}/lich-su/so-sanh/")
    said = PublishedResult.objects.filter(unit=UNIT, derived_from="")
    assert said
    for one in said:
        assert one.decision in page.text
    assert "Kết quả của từng năm theo quyết định công bố" in page.text


def test_where_nothing_was_announced_no_table_says_so(look: Callable[[str], Page]) -> None:
    text = look("/te-bdg/2021/lich-su/so-sanh/").text
    assert "Như đã công bố" not in text and "Như đơn vị khi đó" in text


def test_of_a_count_there_is_a_table_and_no_chart(look: Callable[[str], Page]) -> None:
    page = look(f"{BASE}/lich-su/so-sanh/?chi_tieu=dossiers.received")
    assert "Số hồ sơ tiếp nhận: như đơn vị khi đó" in page.text
    assert not page.all("figure")


def test_an_unknown_figure_is_not_found(coordinator: Client) -> None:
    assert coordinator.get(f"{BASE}/lich-su/so-sanh/?chi_tieu=khong.co").status_code == 404


def test_results_of_before_a_reorganisation_are_set_apart_with_the_reason(
    example: Example, as_person: Callable[[str], Client]
) -> None:
    """The department took another one whole in 2021: what was announced for years before it is of other work."""
    foreign = foreign_department()
    reorganise(by=admin(), lines=[line(LineageKind.MERGE, foreign, UNIT)])
    page = read(as_person("van-phong").get(f"{BASE}/lich-su/"))
    assert "Không so sánh được: chỉ số là điểm theo nhiệm vụ của đơn vị khi đó" in page.text
    assert "qua các năm (như đã công bố)" in page.text
    years = read(as_person("van-phong").get(f"{BASE}/lich-su/so-sanh/"))
    assert "chỉ số là điểm theo nhiệm vụ của đơn vị khi đó, trước khi sắp xếp" in years.text


def test_a_unit_that_does_not_exist_in_the_period_is_not_found(example: Example, coordinator: Client) -> None:
    save_units(
        by=admin(),
        facts=[
            UnitFact(
                id="phong-moi",
                name="Phòng mới",
                abbreviation="",
                kind="division",
                parent=UNIT,
                valid_from=date(2023, 1, 1),
                valid_to=date(2025, 2, 28),
            )
        ],
    )
    assert coordinator.get("/phong-moi/2021/lich-su/so-sanh/").status_code == 404
    assert coordinator.get("/phong-moi/2021/lich-su/to-chuc/").status_code == 404
