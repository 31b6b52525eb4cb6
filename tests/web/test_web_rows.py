"""Writing rows on screen: who may, what is refused and where it is said, two people at one row, withdrawing, history."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from example_workspace import BASE
from reading import Page, read
from tests.conftest import FULL, some

from parindex.ledger.models import Batch
from parindex.organisations.roles import Role
from parindex.records.registers import REGISTERS

pytestmark = [pytest.mark.usefixtures("figures_left_out"), pytest.mark.dear(2)]
REGISTER = f"{BASE}/so-lieu/assigned_tasks/"
ROW = "?" + urlencode({"nguon": "so", "khoa": "NV21-00563"})
NEW = {
    "code": "NV21-99001",
    "assigned_by": "Số 1/QĐ-UBND",
    "assigned": "04/01/2021",
    "task": "Báo cáo thử",
    "unit": "van-phong",
    "due": "20/12/2021",
    "submitted": "17/12/2021",
}


def shown(page: Page) -> dict[str, str]:
    """What the fields of the form hold, hidden ones too."""
    return {one["name"]: one.get("value", "") for one in page.all("input") if "name" in one}


def add(client: Client, **changes: str) -> Any:
    return client.post(f"{REGISTER}dong-moi/", {**NEW, **changes})


def row_of(client: Client, key: str = "NV21-99001") -> Page:
    return read(client.get(f"{REGISTER}dong/?" + urlencode({"nguon": "so", "khoa": key})))


def edit_address(key: str = "NV21-99001") -> str:
    return f"{REGISTER}dong/sua/?" + urlencode({"nguon": "so", "khoa": key})


def seen_now(client: Client, key: str = "NV21-99001") -> str:
    return shown(read(client.get(edit_address(key))))["thay"]


def beside(page: Page) -> set[str]:
    """Names of the fields that an error stands beside."""
    lists = [one.get("id", "") for one in page.all("ul") if one.get("class", "").startswith("errorlist")]
    return {name.removeprefix("id_").removesuffix("_error") for name in lists}


def number(client: Client) -> str:
    return read(client.get(f"{BASE}/chi-tieu/assigned_tasks.on_time/")).text


def test_a_new_row_is_listed_counts_in_the_figures_and_has_a_history(coordinator: Client) -> None:
    before = Batch.objects.count()
    answer = add(coordinator)
    assert (answer.status_code, answer["Location"]) == (302, REGISTER)
    assert "Đã ghi dòng." in read(coordinator.get(REGISTER)).text
    assert Batch.objects.count() == before + 1
    assert "87/88" in number(coordinator)
    page = row_of(coordinator)
    for word in ("Báo cáo thử", "Văn phòng Sở", "20/12/2021", "Ghi lần đầu", "Ghi trên màn hình", "Trần Thị Bình"):
        assert word in page.text, word


def test_one_can_go_on_adding_rows(coordinator: Client) -> None:
    answer = coordinator.post(f"{REGISTER}dong-moi/", {**NEW, "them-nua": "1"})
    assert answer["Location"] == f"{REGISTER}dong-moi/"
    page = read(coordinator.get(answer["Location"]))
    assert "Đã ghi dòng." in page.text
    assert shown(page)["code"] == ""


def test_a_row_that_is_refused_says_why_beside_each_field_and_nothing_typed_is_lost(coordinator: Client) -> None:
    before = Batch.objects.count()
    answer = add(coordinator, due="31/02/2021", task="", submitted="01/01/2021", note="Một ghi chú dài")
    page = read(answer)
    assert answer.status_code == 400
    assert {"due", "task"} <= beside(page)
    assert shown(page)["due"] == "31/02/2021"
    assert shown(page)["code"] == "NV21-99001"
    assert "Một ghi chú dài" in page.text
    assert Batch.objects.count() == before


def test_a_check_between_two_cells_stands_beside_its_field(coordinator: Client) -> None:
    page = read(add(coordinator, submitted="01/01/2021"))
    assert beside(page) == {"submitted"}
    assert "Ngày hoàn thành trước ngày giao; hãy xem lại hai ngày này." in page.text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("unit", "so-noi-vu"),
        ("unit", "không có"),
        ("assigned", "hôm qua"),
        ("assigned", "2021/13/45"),
        ("code", "x" * 5000),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field(field: str, text: str, coordinator: Client) -> None:
    answer = add(coordinator, **{field: text})
    assert answer.status_code == 400
    assert beside(read(answer)) == {field}


def test_an_empty_form_is_refused_with_what_is_missing(coordinator: Client) -> None:
    answer = coordinator.post(f"{REGISTER}dong-moi/", {})
    page = read(answer)
    assert answer.status_code == 400
    assert {"code", "task", "assigned"} <= beside(page)


def test_dates_typed_in_a_form_are_day_first_without_a_question(coordinator: Client) -> None:
    assert add(coordinator, due="03/04/2021", submitted="02/04/2021").status_code == 302
    assert "03/04/2021" in row_of(coordinator).text


@pytest.mark.parametrize("register", some(REGISTERS))
def test_a_row_sent_back_as_its_form_shows_it_changes_nothing(register: str, coordinator: Client) -> None:
    listed = read(coordinator.get(f"{BASE}/so-lieu/{register}/"))
    rows = [href for href in listed.links if "/dong/?" in href]
    if not rows:
        pytest.skip("the example has no row of this register")
    before = Batch.objects.count()
    for href in rows[: 3 if FULL else 1]:
        page = coordinator.get(href.replace("/dong/?", "/dong/sua/?"))
        form = page.context["form"]
        data = {name: form[name].value() for name in form.fields}
        answer = coordinator.post(href.replace("/dong/?", "/dong/sua/?"), data, follow=True)
        assert "Không có gì thay đổi" in read(answer).text, (href, beside(read(answer)))
    assert Batch.objects.count() == before


def test_an_edit_changes_the_row_and_its_history_says_what(coordinator: Client) -> None:
    add(coordinator)
    seen = seen_now(coordinator)
    answer = coordinator.post(edit_address(), {**NEW, "thay": seen, "submitted": "24/12/2021", "note": "Nộp bù"})
    assert answer.status_code == 302
    assert "khoa=NV21-99001" in answer["Location"]
    page = row_of(coordinator)
    assert "Ngày hoàn thành: 17/12/2021 → 24/12/2021" in page.text
    assert "Ghi chú: (trống) → Nộp bù" in page.text
    assert "Đã có bản mới hơn" in page.text
    assert "86/88" in number(coordinator)


def test_the_identity_of_a_row_is_shown_not_changed(coordinator: Client) -> None:
    add(coordinator)
    page = read(coordinator.get(edit_address()))
    assert "Nhận diện dòng nên không sửa ở đây" in page.text
    assert {one["name"]: one.get("type") for one in page.all("input")}["code"] == "hidden"


def clash(coordinator: Client, other: Client) -> tuple[Any, dict[str, str]]:
    """Two open the same row; the other saves first, then the coordinator."""
    add(coordinator)
    seen = seen_now(coordinator)
    theirs = {**NEW, "thay": seen, "note": "Bản của người kia"}
    assert other.post(edit_address(), theirs).status_code == 302
    mine = {**NEW, "thay": seen, "submitted": "19/12/2021", "note": "Bản của tôi"}
    return coordinator.post(edit_address(), mine), mine


def second_person(new_person: Callable[..., Client]) -> Client:
    return new_person(Role.COORDINATOR)


def test_a_stale_edit_is_refused_with_both_versions_side_by_side(
    coordinator: Client, new_person: Callable[..., Client]
) -> None:
    answer, _ = clash(coordinator, second_person(new_person))
    page = read(answer)
    assert answer.status_code == 409
    for word in ("Bản của tôi", "Bản của người kia", "19/12/2021", "17/12/2021", "Người coordinator", "Chưa có gì"):
        assert word in page.text, word
    assert "Bản của người kia" in row_of(coordinator).text
    assert "19/12/2021" not in row_of(coordinator).text


def test_writing_over_the_other_version_is_a_second_explicit_step(
    coordinator: Client, new_person: Callable[..., Client]
) -> None:
    answer, _ = clash(coordinator, second_person(new_person))
    page = read(answer)
    assert "Ghi đè bằng nội dung của tôi" in page.text
    sent = {name: value for name, value in shown(page).items() if name != "csrfmiddlewaretoken"}
    assert coordinator.post(edit_address(), sent).status_code == 302
    text = row_of(coordinator).text
    assert "Ghi chú: Bản của người kia → Bản của tôi" in text


def test_going_on_with_ones_own_text_saves_nothing_and_loses_nothing(
    coordinator: Client, new_person: Callable[..., Client]
) -> None:
    answer, _ = clash(coordinator, second_person(new_person))
    before = Batch.objects.count()
    sent = {name: value for name, value in shown(read(answer)).items() if name != "csrfmiddlewaretoken"}
    page = read(coordinator.post(edit_address(), {**sent, "sua-tiep": "1"}))
    assert Batch.objects.count() == before
    assert "Bản của tôi" in page.text
    assert shown(page)["submitted"] == "19/12/2021"
    assert shown(page)["thay"] == sent["thay"], "the form now stands on their version"


def test_dropping_ones_own_text_leads_back_to_the_row(coordinator: Client, new_person: Callable[..., Client]) -> None:
    answer, _ = clash(coordinator, second_person(new_person))
    href = next(one["href"] for one in read(answer).all("a") if "khoa=NV21-99001" in one.get("href", ""))
    assert "Bản của người kia" in read(coordinator.get(href)).text


def test_a_new_row_with_the_name_of_one_that_is_there_shows_both(coordinator: Client) -> None:
    add(coordinator)
    answer = add(coordinator, task="Một việc khác")
    page = read(answer)
    assert answer.status_code == 409
    assert "Sổ đã có dòng này" in page.text
    assert "Một việc khác" in page.text


def test_an_edit_of_a_row_that_was_withdrawn_meanwhile_keeps_what_was_typed(
    coordinator: Client, new_person: Callable[..., Client]
) -> None:
    add(coordinator)
    seen = seen_now(coordinator)
    withdraw(second_person(new_person), seen)
    answer = coordinator.post(edit_address(), {**NEW, "thay": seen, "note": "Bản của tôi"})
    page = read(answer)
    assert answer.status_code == 409
    assert "Dòng này vừa bị rút" in page.text
    assert "Bản của tôi" in page.text


def withdraw(client: Client, seen: str, reason: str = "Nhập trùng", key: str = "NV21-99001") -> Any:
    address = f"{REGISTER}dong/rut/?" + urlencode({"nguon": "so", "khoa": key})
    return client.post(address, {"thay": seen, "reason": reason})


def test_a_row_is_withdrawn_with_a_reason_and_its_history_stays(coordinator: Client) -> None:
    add(coordinator)
    seen = seen_now(coordinator)
    asked = read(coordinator.get(f"{REGISTER}dong/rut/?nguon=so&khoa=NV21-99001"))
    assert "Báo cáo thử" in asked.text
    assert "87/88" in number(coordinator), "asking changes nothing"
    done = withdraw(coordinator, seen)
    assert done["Location"] == REGISTER
    assert "86/87" in number(coordinator)
    assert "0 dòng" not in read(coordinator.get(REGISTER)).text
    assert "Không có dòng nào khớp." in read(coordinator.get(f"{REGISTER}?tim=NV21-99001")).text
    page = row_of(coordinator)
    for word in ("đã rút khỏi sổ", "Rút khỏi sổ", "Nhập trùng", "Ghi lần đầu"):
        assert word in page.text, word


def test_a_withdrawal_needs_a_reason(coordinator: Client) -> None:
    add(coordinator)
    answer = withdraw(coordinator, seen_now(coordinator), reason=" ")
    assert answer.status_code == 400
    assert beside(read(answer)) == {"reason"}


def test_a_withdrawal_of_what_has_changed_is_refused(coordinator: Client) -> None:
    add(coordinator)
    seen = seen_now(coordinator)
    coordinator.post(edit_address(), {**NEW, "thay": seen, "note": "Mới hơn"})
    answer = withdraw(coordinator, seen)
    assert answer.status_code == 400
    assert "Mới hơn" in row_of(coordinator).text


def test_an_edit_is_taken_back_like_an_import(coordinator: Client) -> None:
    add(coordinator)
    coordinator.post(edit_address(), {**NEW, "thay": seen_now(coordinator), "note": "Sửa nhầm"})
    last = Batch.objects.order_by("-number").first()
    assert last is not None
    page = read(coordinator.get(f"{REGISTER}lan-ghi/{last.number}/"))
    assert "Ghi trên màn hình" in page.text
    assert f"{REGISTER}hoan-tac/?lan={last.number}" in page.links
    coordinator.post(f"{REGISTER}hoan-tac/", {"lan": last.number, "reason": "nhầm"})
    text = row_of(coordinator).text
    assert "Đã hoàn tác" in text
    assert "Đang dùng" in text


def test_a_change_made_again_after_it_was_taken_back_is_told_as_a_change(coordinator: Client) -> None:
    add(coordinator)
    first = seen_now(coordinator)
    coordinator.post(edit_address(), {**NEW, "thay": first, "note": "Ghi lại"})
    coordinator.post(f"{REGISTER}hoan-tac/", {"lan": seen_now(coordinator), "reason": "nhầm"})
    coordinator.post(edit_address(), {**NEW, "thay": seen_now(coordinator), "note": "Ghi lại"})
    text = row_of(coordinator).text
    assert text.count("Ghi chú: (trống) → Ghi lại") == 2
    assert "Không đổi nội dung" not in text


def test_who_may_not_write_is_offered_nothing_and_refused(as_person: Callable[[str], Client]) -> None:
    reader = as_person("lanh-dao")
    page = read(reader.get(f"{REGISTER}dong/{ROW}"))
    assert "Sửa dòng" not in page.text
    assert "Thêm dòng" not in read(reader.get(REGISTER)).text
    for address in (f"{REGISTER}dong-moi/", f"{REGISTER}dong/sua/{ROW}", f"{REGISTER}dong/rut/{ROW}"):
        assert reader.get(address).status_code == 403, address
        assert reader.post(address, {**NEW, "thay": "6", "reason": "x"}).status_code == 403, address


def test_a_member_of_a_division_writes_only_rows_of_the_division(as_person: Callable[[str], Client]) -> None:
    member = as_person("ld-vl-bh")
    form = read(member.get(f"{REGISTER}dong-moi/"))
    units = [one["value"] for one in form.all("option") if one.get("value")]
    assert "ld-vl-bh" in units
    assert "van-phong" not in units
    assert add(member).status_code == 400, "a row of another division"
    assert add(member, unit="ld-vl-bh").status_code == 302
    assert member.get(edit_address()).status_code == 200
    assert member.get(f"{REGISTER}dong/sua/?nguon=so&khoa=NV21-00027").status_code == 403


def test_a_row_that_is_not_there_is_not_found(coordinator: Client) -> None:
    for page in ("dong/", "dong/sua/", "dong/rut/"):
        assert coordinator.get(f"{REGISTER}{page}?nguon=so&khoa=khong-co").status_code == 404


HOSTILE = "</textarea><script>alert(1)</script>\"'&amp;{{ 7|add:7 }}"


def test_hostile_texts_are_shown_as_the_text_they_are(coordinator: Client) -> None:
    add(coordinator, task=HOSTILE)
    for address in (
        edit_address(),
        f"{REGISTER}dong/?nguon=so&khoa=NV21-99001",
        f"{REGISTER}dong/rut/?nguon=so&khoa=NV21-99001",
    ):
        html = coordinator.get(address).content.decode()
        assert "<script>alert" not in html
        assert HOSTILE in Page(html).text
    clashing = add(coordinator, task=HOSTILE + "2").content.decode()
    assert "<script>alert" not in clashing


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_has_a_form_to_add_a_row(register: str, coordinator: Client) -> None:
    answer = coordinator.get(f"{BASE}/so-lieu/{register}/dong-moi/")
    assert answer.status_code == 200
    assert REGISTERS[register].columns[0].title in read(answer).text
