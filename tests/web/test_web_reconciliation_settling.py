"""What people say of differences on screen: sent, decided, taken back, two codes that are one; and who may."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from comparing import HOME, LIST, ONE, OPEN, PAUSED, SETTLE, WHICH, table
from django.test import Client
from example_workspace import UNIT, Example
from reading import Page, read

from parindex.assessment.models import CauseDecision, SentList
from parindex.ledger.actions import import_file
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.roles import Role

pytestmark = pytest.mark.dear(3)

As = Callable[[str], Client]
DECISION = {
    "viec": "quyet-dinh",
    "ghi": "1",
    "cause": "C01",
    "verdict": "excused",
    "document": "Công văn số 45/TTHCC ngày 10/01/2022",
    "note": "",
}


def page_of(client: Client, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read(answer)


def rates(client: Client) -> list[str]:
    rows = {row[0]: row[1:] for row in table(client.get(HOME).content.decode(), "ty-le")}
    return rows["Đúng hạn và trong hạn (766)"]


def open_keys(client: Client) -> list[str]:
    """Codes of the dossiers that the software still has open."""
    rows = table(client.get(f"{LIST}?{WHICH}&nguyen_nhan=C01").content.decode())[1:]
    return [next(cell for cell in row if cell.startswith("000.")) for row in rows]


def test_a_decision_on_the_twelve_open_ones_changes_the_rates_beside_the_old_ones(as_person: As) -> None:
    owner = as_person("so-noi-vu")
    keys = open_keys(owner)
    assert len(keys) == 12
    answer = owner.post(SETTLE, {**DECISION, "khoa": keys}, follow=True)
    assert "Đã ghi 12 quyết định." in read(answer).text
    assert rates(owner) == [*("99,94% 1.669 / 1.670",) * 2, "97,49% 1.628 / 1.670", "98,20% 1.640 / 1.670"]
    counts = {row[0]: row[1:] for row in table(owner.get(HOME).content.decode(), "so-luong")}
    assert counts["Quá hạn"] == ["0", "12", "0"]
    after = f"{HOME}dong/?{WHICH}&ben=phai&sau=1&tinh_trang="
    assert f"Trước hạn, sau quyết định: {counts['Trước hạn'][2]} hồ sơ" in page_of(owner, f"{after}early").text
    assert "Quá hạn, sau quyết định: 0 hồ sơ" in page_of(owner, f"{after}overdue").text
    assert len(table(owner.get(f"{LIST}?{WHICH}&muc=thong-nhat").content.decode())) == 13
    assert CauseDecision.objects.count() == 12
    assert AuditEvent.objects.filter(action="difference.decided").count() == 1


def test_one_decision_is_shown_with_its_document_and_can_be_taken_back(as_person: As) -> None:
    owner = as_person("so-noi-vu")
    decided = owner.post(SETTLE, {**DECISION, "khoa": [OPEN]}, follow=True)
    assert "Đã thống nhất" in read(decided).text
    history = table(owner.get(ONE + OPEN).content.decode(), "quyet-dinh")
    assert history[1][1] == "Không tính trễ hạn"
    assert "Căn cứ: Công văn số 45/TTHCC" in history[1][2]
    back = {"viec": "rut", "ghi": "1", "khoa": [OPEN], "reason": "Ghi nhầm hồ sơ"}
    assert "Đã rút 1 quyết định." in read(owner.post(SETTLE, back, follow=True)).text
    history = table(owner.get(ONE + OPEN).content.decode(), "quyet-dinh")
    assert [row[1] for row in history[1:]] == ["Rút quyết định", "Không tính trễ hạn"]
    assert rates(owner)[2:] == ["97,49% 1.628 / 1.670"] * 2


def test_a_decision_without_its_document_is_refused_beside_the_form_and_nothing_is_written(as_person: As) -> None:
    owner = as_person("so-noi-vu")
    answer = owner.post(SETTLE, {**DECISION, "document": "", "khoa": [OPEN]})
    assert answer.status_code == 400
    assert "Cần ghi văn bản làm căn cứ" in read(answer).text
    assert not CauseDecision.objects.exists()


def test_who_decides_after_somebody_else_did_is_told_so(as_person: As) -> None:
    first, second = as_person("so-noi-vu"), as_person("tham-dinh")
    seen = next(one["value"] for one in page_of(second, ONE + OPEN).all("input") if one.get("name") == "da_xem")
    first.post(SETTLE, {**DECISION, "khoa": [OPEN]})
    answer = second.post(SETTLE, {**DECISION, "verdict": "not_excused", "khoa": [OPEN], "da_xem": seen})
    assert answer.status_code == 400
    assert "vừa có quyết định của" in read(answer).text
    assert CauseDecision.objects.count() == 1


def test_all_rows_of_a_narrowed_list_are_chosen_at_once(as_person: As) -> None:
    owner = as_person("so-noi-vu")
    chosen = {"viec": "quyet-dinh", "tat_ca": "1", "nguyen_nhan": "C01", "muc": "con-khac"}
    page = read(owner.post(SETTLE, chosen))
    keys = [one["value"] for one in page.all("input") if one.get("name") == "khoa"]
    assert sorted(keys) == sorted(open_keys(owner))
    assert "12 hồ sơ:" in page.text


def test_a_list_is_marked_as_sent_with_its_letter(coordinator: Client) -> None:
    sent = {"viec": "gui", "ghi": "1", "khoa": [OPEN, PAUSED], "letter": "125/SLĐTBXH-VP", "letter_day": "05/01/2022"}
    answer = coordinator.post(SETTLE, sent, follow=True)
    assert "Đã đánh dấu 2 sai lệch gửi theo 125/SLĐTBXH-VP." in read(answer).text
    assert len(table(coordinator.get(f"{LIST}?{WHICH}&trang_thai=sent").content.decode())) == 3
    history = table(coordinator.get(ONE + PAUSED).content.decode(), "quyet-dinh")
    assert "125/SLĐTBXH-VP ngày 05/01/2022" in history[1][2]
    assert SentList.objects.get().differences.count() == 2


def test_a_list_noted_as_sent_by_mistake_is_taken_back_with_a_reason(as_person: As) -> None:
    office = as_person("van-phong")
    sent = {"viec": "gui", "ghi": "1", "khoa": [OPEN, PAUSED], "letter": "125/SLĐTBXH-VP", "letter_day": "05/01/2022"}
    assert "Rút đánh dấu đã gửi (Công văn số 125/SLĐTBXH-VP" not in page_of(office, ONE + OPEN).text
    office.post(SETTLE, sent)
    shown = page_of(office, ONE + OPEN).text
    assert "Rút đánh dấu đã gửi" in shown
    assert "2 sai lệch" in shown
    mark = SentList.objects.get().pk
    back = {"viec": "rut-gui", "ghi": "1", "khoa": [OPEN], "gui": str(mark), "reason": ""}
    assert office.post(SETTLE, back).status_code == 400
    assert as_person("nguoi-xem").post(SETTLE, back | {"reason": "Nhầm"}).status_code == 403
    answer = office.post(SETTLE, back | {"reason": "Chưa phát hành công văn"}, follow=True)
    text = read(answer).text
    assert "Đã rút đánh dấu đã gửi." in text
    assert "Chưa phát hành công văn" in text
    assert "Chưa gửi" in page_of(office, ONE + PAUSED).text


def test_a_letter_without_number_or_day_is_refused_beside_its_fields(coordinator: Client) -> None:
    answer = coordinator.post(SETTLE, {"viec": "gui", "ghi": "1", "khoa": [OPEN], "letter_day": "31/02/2022"})
    assert answer.status_code == 400
    assert "Không đọc được ngày này" in read(answer).text
    assert not SentList.objects.exists()


def test_nothing_chosen_asks_to_choose(coordinator: Client) -> None:
    answer = coordinator.post(SETTLE, {"viec": "gui"}, follow=True)
    assert answer.redirect_chain[0][0].startswith(LIST)
    assert "Chưa chọn sai lệch nào" in read(answer).text


@pytest.mark.parametrize(
    ("person", "task", "status"),
    [
        ("van-phong", "gui", 200),
        ("lanh-dao", "gui", 200),
        ("so-noi-vu", "gui", 403),
        ("nguoi-xem", "gui", 403),
        ("so-noi-vu", "quyet-dinh", 200),
        ("tham-dinh", "quyet-dinh", 200),
        ("van-phong", "quyet-dinh", 403),
        ("lanh-dao", "quyet-dinh", 403),
        ("ld-vl-bh", "quyet-dinh", 403),
        ("hoi-dong", "quyet-dinh", 403),
        ("chu-tich", "quyet-dinh", 403),
        ("kiem-toan", "rut", 403),
    ],
)
def test_each_role_gets_the_forms_that_it_may_send(person: str, task: str, status: int, as_person: As) -> None:
    client = as_person(person)
    assert client.get(f"{SETTLE}&viec={task}&khoa={OPEN}").status_code == status
    sent = client.post(SETTLE, {**DECISION, "viec": task, "khoa": [OPEN], "document": "", "letter": ""})
    assert sent.status_code == (400 if status == 200 else 403)


@pytest.mark.parametrize(("person", "offered"), [("so-noi-vu", True), ("van-phong", False), ("nguoi-xem", False)])
def test_only_the_owners_people_are_offered_the_form_to_decide(person: str, offered: bool, as_person: As) -> None:
    page = page_of(as_person(person), ONE + OPEN)
    assert any(one.get("name") == "verdict" for one in page.fields) is offered
    listed = page_of(as_person(person), f"{LIST}?{WHICH}")
    assert any(one.get("value") == "quyet-dinh" for one in listed.all("button")) is offered


def test_who_may_say_nothing_has_no_boxes_to_tick(as_person: As) -> None:
    page = page_of(as_person("nguoi-xem"), f"{LIST}?{WHICH}")
    assert not [one for one in page.fields if one.get("type") == "checkbox"]


@pytest.fixture
def damaged_code(example: Example, tmp_path: Path) -> tuple[str, str]:
    """A dossier that each source has, in the software with letters where the code has zeros."""
    codes = ("000.00.19.H20-211101-9001", "OOO.00.19.H20-211101-9001")
    head = "Mã hồ sơ;Mã TTHC;Đơn vị xử lý;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý"
    for source, code in zip(("so", "mot_cua_dien_tu"), codes, strict=True):
        path = tmp_path / f"{source}.csv"
        path.write_text(
            f"{head}\n{code};1.002305;ncc;01/11/2021 08:00;08/11/2021 17:00;05/11/2021 09:00\n", encoding="utf-8"
        )
        admin = User.objects.get(is_superuser=True)
        import_file(by=admin, register="dossiers", path=path, source=source, unit=UNIT)
    return codes


def test_two_codes_are_shown_side_by_side_confirmed_and_the_word_taken_back(
    coordinator: Client, damaged_code: tuple[str, str]
) -> None:
    left, right = damaged_code
    page = page_of(coordinator, f"{HOME}ma-hong/?{WHICH}")
    assert left in page.text
    assert right in page.text
    assert "Chờ kết luận: 1" in page.text
    assert right in page_of(coordinator, f"{HOME}mot-nguon/?{WHICH}&ben=trai").text
    assert "Mã hỏng chờ xác nhận" in page_of(coordinator, HOME).text
    pair = json.dumps([left, right])
    said = {"cap": pair, "verdict": "same", "reason": "Đã xem giấy tiếp nhận"}
    path = f"{HOME}ma-hong/?{WHICH}"
    without = coordinator.post(path, said | {"reason": ""})
    assert without.status_code == 400
    assert "Chưa điền ô này" in read(without).text
    assert [one["value"] for one in read(without).all("input") if one.get("name") == "cap" and "checked" in one] == [
        pair
    ]
    none = coordinator.post(path, said | {"cap": []})
    assert "Chưa chọn cặp mã nào" in read(none).text
    assert "Chờ kết luận: 0" in read(coordinator.post(path, said, follow=True)).text
    assert table(coordinator.get(path).content.decode(), "da-ket-luan")[1][:3] == [
        left,
        right,
        "Là một Đã xem giấy tiếp nhận",
    ]
    assert "1.671" in page_of(coordinator, HOME).text
    undo = page_of(coordinator, f"{path}&ma_trai={left}&ma_phai={right}")
    assert "Rút kết luận" in undo.text
    again = coordinator.post(path, said | {"reason": "Lý do khác"})
    assert (again.status_code, "đang có hiệu lực nên không ghi thêm" in read(again).text) == (400, True)
    assert "Đã có kết luận như vậy" in read(coordinator.post(path, said, follow=True)).text
    back = {"ma_trai": left, "ma_phai": right, "verdict": "withdrawn", "reason": "Xem lại"}
    assert "Chờ kết luận: 1" in read(coordinator.post(path, back, follow=True)).text


@pytest.mark.usefixtures("damaged_code")
def test_two_codes_that_were_refused_are_not_offered_again(coordinator: Client) -> None:
    kind = "1:chữ O, I, l thay cho số 0, 1"
    assert (
        "Chọn tất cả cùng một kiểu hỏng: chữ O, I, l thay cho số 0, 1 (1 cặp"
        in page_of(coordinator, f"{HOME}ma-hong/?{WHICH}").text
    )
    stale = coordinator.post(f"{HOME}ma-hong/?{WHICH}", {"kieu": f"9{kind}", "verdict": "apart", "reason": "Hai người"})
    assert "vừa đổi sau khi bạn mở trang" in read(stale).text
    said = {"kieu": kind, "verdict": "apart", "reason": "Hai người nộp khác nhau"}
    page = read(coordinator.post(f"{HOME}ma-hong/?{WHICH}", said, follow=True))
    assert "Chờ kết luận: 0" in page.text
    assert "Là hai" in page.text


def test_codes_are_concluded_on_by_the_office_or_the_owner(as_person: As, new_person: Callable[..., Client]) -> None:
    wrong = {"viec": "ghep-tay", "ma_trai": "A", "ma_phai": "B", "reason": "đã xem giấy"}
    answer = as_person("van-phong").post(f"{HOME}ma-hong/?{WHICH}", wrong)
    assert answer.status_code == 400
    assert "không phải là mã chỉ có ở nguồn" in read(answer).text
    assert new_person(Role.VIEWER).post(f"{HOME}ma-hong/?{WHICH}", wrong).status_code == 403
