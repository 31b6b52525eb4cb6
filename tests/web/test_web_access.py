"""Who gets to which page: every role, every address, one's own unit, a unit below, a foreign one, the one above.

The table of holders is written from the design's list of people, not read from the code.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from example_workspace import PERIOD, UNIT, foreign_department
from tests.conftest import FULL, drawn
from tests.web.rounds.doors import ROUND_DOORS

from parindex.organisations.roles import Role
from parindex.web.urls import urlpatterns

R = Role
HOLDERS = {
    "view": set(Role),
    "import": {R.CONTRIBUTOR, R.COORDINATOR, R.ADMINISTRATOR},
    "enter": {R.COORDINATOR, R.HEAD, R.ADMINISTRATOR},
    "publish": {R.COORDINATOR, R.SECRETARIAT, R.ADMINISTRATOR},
    "plan": {R.COORDINATOR, R.HEAD, R.ADMINISTRATOR},
    "calendar": {R.SECRETARIAT, R.ADMINISTRATOR},
    "match": {R.COORDINATOR, R.HEAD, R.APPRAISER, R.SECRETARIAT, R.ADMINISTRATOR},
    "rules": set(),  # what holds for everybody is written at the top of the tree, by nobody of one department
}


@dataclass(frozen=True)
class Address:
    """A page: which right a GET and a POST need, what each gives to who holds it, and whether it needs a score."""

    name: str
    parts: dict[str, str]
    query: str = ""
    get: str = "view"
    post: str = "view"
    got: int = 200
    posted: int = 200
    scored: bool = False


REGISTER = {"register": "assigned_tasks"}
ADDRESSES = (
    Address("overview", {}, scored=True),
    Address("sheet", {}, scored=True),
    Address("sheet_file", {}, scored=True),
    Address("criterion", {"code": "1.6"}, scored=True),
    Address("entry", {"code": "4.1.1"}, get="enter", post="enter", posted=400, scored=True),
    Address("figures", {}, scored=True),
    Address("measure", {"code": "assigned_tasks.on_time"}, scored=True),
    Address("total", {"code": "assigned_tasks.on_time"}, get="enter", post="enter", posted=400, scored=True),
    Address("withdraw_total", {"code": "assigned_tasks.on_time"}, get="enter", post="enter", posted=400, scored=True),
    Address("total_file", {"code": "assigned_tasks.on_time", "number": "1"}, got=404),
    Address("rules", {}),
    Address("facts", {}),
    Address("fact", {"fact": "province_class"}, post="rules", posted=400),
    Address("registers", {}),
    Address("register", REGISTER),
    Address("row", REGISTER, query="?nguon=so&khoa=NV21-00563"),
    Address("row_new", REGISTER, get="import", post="import", posted=400),
    Address("row_edit", REGISTER, query="?nguon=so&khoa=NV21-00563", get="import", post="import", posted=400),
    Address("row_withdraw", REGISTER, query="?nguon=so&khoa=NV21-00563", get="import", post="import", posted=400),
    Address("batches", REGISTER),
    Address("batch", REGISTER | {"number": "6"}),
    Address("import", REGISTER, get="import", post="import", posted=400),
    Address("preview_import", REGISTER, get="import", post="import", got=302, posted=302),
    Address("import_job", REGISTER | {"token": "00000000-0000-0000-0000-000000000000"}, got=404),
    Address("confirm_import", REGISTER, get="import", post="import", got=302, posted=302),
    Address("undo", REGISTER, query="?lan=6", get="import", post="import", posted=302),
    Address("template", REGISTER),
    Address("export", REGISTER),
    Address("error_sheet", REGISTER, get="import", post="import", got=404, posted=404),
    Address("dossier_table", {}),
    Address("dossier_table_file", {}),
    Address("dossier_cell", {}, query="?cot=received"),
    Address("dossier_steps", {}, query="?buoc=handling&cot=count"),
    Address("calendar", {}),
    Address("calendar_add", {"what": "ngay"}, get="calendar", post="calendar", posted=400),
    Address("calendar_withdraw", {"kind": "ngay", "number": "1"}, got=404),
    Address("reconciliation", {}),
    Address("reconciliation_matrix", {}),
    Address("reconciliation_differences", {}),
    Address("reconciliation_one", {}, query="?khoa=000.00.19.H20-210510-0002"),
    Address("reconciliation_settle", {}, get="enter", post="enter", got=302, posted=302),
    Address("reconciliation_rows", {}),
    Address("reconciliation_only", {}),
    Address("reconciliation_codes", {}, post="match", posted=400),
    Address("reconciliation_file", {}),
    Address("reconciliation_letter", {}),
    Address("history", {}, post="publish", posted=400),
    Address("plan", {}, post="plan", posted=400, scored=True),
    Address("outline_sample", {}),
    Address("plan_document", {}, scored=True),
)
OUTSIDE = {"home", "sign_in", "sign_out"}
EVERY = [one.name for one in ADDRESSES]
SLOW = {"plan_document", "sheet_file", "export", "dossier_table_file", "reconciliation_file", "reconciliation_letter"}


def address(one: Address, unit: str) -> str:
    return reverse(one.name, kwargs={"unit": unit, "period": PERIOD, **one.parts}) + one.query


# Every role is tried on one address of each right; what else there is, is dealt to one role of each set of rights, so that
# every address is tried by one that may write there and by one that may not. In full all are tried on all.
TELLING = {
    frozenset(name for name, them in HOLDERS.items() if role in them): role for role in (*Role, R.VIEWER)
}.values()
ONE_A_RIGHT = {(one.get, one.post): one.name for one in reversed(ADDRESSES)}.values()


def wanted_of(role: Role) -> Collection[str]:
    """Names of the addresses that the role is tried on; what takes long, for who only looks, and for the office."""
    slow = role is R.VIEWER or (FULL and role is R.COORDINATOR)
    if FULL:
        return [one.name for one in ADDRESSES if slow or one.name not in SLOW]
    dealt = {one.name for at, one in enumerate(ADDRESSES) if one.name not in SLOW and role in dealt_to(at, one)}
    return dealt.union(ONE_A_RIGHT, SLOW if slow else ())


def dealt_to(at: int, one: Address) -> set[Role]:
    """Of the telling roles one that may write there and one that may not."""
    sides = ([role for role in TELLING if (role in HOLDERS[one.post]) is may] for may in (True, False))
    return {side[at % len(side)] for side in sides if side}


def statuses(
    client: Client, unit: str, names: Collection[str] = EVERY, *, every_post: bool = False
) -> dict[str, tuple[int, int]]:
    """What each address answers to a GET and a POST; pages that only show are posted to only when asked."""
    found = {}
    for one in ADDRESSES:
        if one.name not in names:
            continue
        path = address(one, unit)
        got = client.get(path).status_code
        posts = every_post or one.post != "view"
        found[one.name] = (got, client.post(path, {"lan": "6"}).status_code if posts else got)
    return found


def expected(role: Role, names: Collection[str], *, below: bool = False) -> dict[str, tuple[int, int]]:
    """The same by the table of holders. A unit below has no score of its own: what needs one is not found."""
    found = {}
    for one in ADDRESSES:
        if one.name not in names:
            continue
        got = one.got if role in HOLDERS[one.get] else 403
        posted = one.posted if role in HOLDERS[one.post] else 403
        if below and one.scored:
            got, posted = (403 if code == 403 else 404 for code in (got, posted))
        found[one.name] = (got, posted if one.post != "view" else got)
    return found


def test_every_address_of_the_site_is_in_the_table() -> None:
    assert {one.name for one in ADDRESSES} | OUTSIDE | ROUND_DOORS == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("role", Role)
def test_in_ones_own_unit_each_role_gets_what_the_design_gives_it(
    role: Role, new_person: Callable[..., Client]
) -> None:
    names = wanted_of(role)
    assert {"overview", "row_new", "entry", "fact", "history", "plan", "calendar_add"} <= {*names}
    assert statuses(new_person(role), UNIT, names) == expected(role, names)


# The example's one late task and its import belong to other units than these; an edit of it keeps what was typed (400).
ROW_ELSEWHERE = {"row", "row_edit", "row_withdraw", "batch", "undo", "reconciliation_one", "reconciliation_letter"}
ANSWERS = {
    "row_edit": {400, 403, 404},
    "reconciliation_one": {302},
}  # a row without a difference leads to the comparison


@pytest.mark.parametrize("role", [R.CONTRIBUTOR, R.COORDINATOR, R.HEAD, R.VIEWER, R.SECRETARIAT])
def test_a_role_reaches_the_units_below(role: Role, new_person: Callable[..., Client]) -> None:
    dealt = EVERY if FULL else {R.CONTRIBUTOR: EVERY[::2], R.VIEWER: EVERY[1::2]}.get(role, [])
    names = {name for name in dealt if name not in SLOW}.union(() if FULL else ONE_A_RIGHT)
    found = statuses(new_person(role), "van-phong", names)
    wanted = expected(role, names, below=True)
    for name in ROW_ELSEWHERE & {*names}:
        assert set(found.pop(name)) <= ANSWERS.get(name, {403, 404})
        wanted.pop(name)
    assert found == wanted


@pytest.mark.parametrize("role", Role)
def test_nobody_sees_a_neighbouring_unit(role: Role, new_person: Callable[..., Client]) -> None:
    client = new_person(role, foreign_department())
    names = drawn(EVERY, 3, role.value)
    assert set(statuses(client, UNIT, names, every_post=True).values()) == {(403, 403)}


@pytest.mark.parametrize("unit", ["so-noi-vu", "dong-thap"])
def test_a_department_does_not_see_its_neighbour_or_the_province(unit: str, coordinator: Client) -> None:
    assert set(statuses(coordinator, unit, every_post=True).values()) == {(403, 403)}


def test_a_member_of_a_division_sees_the_whole_agency_and_imports_only_for_the_division(
    as_person: Callable[[str], Client],
) -> None:
    client = as_person("ld-vl-bh")
    found = statuses(client, UNIT, EVERY if FULL else ["overview", "row", "import", "undo", "entry"])
    assert found["overview"] == found["row"] == (200, 200)
    assert found["import"] == (200, 400)
    assert found["undo"] == (403, 403), "the import was for the whole department"
    assert found["entry"] == (403, 403)


@pytest.mark.parametrize("role", [R.COORDINATOR, R.ADMINISTRATOR, R.VIEWER])
def test_a_role_that_has_ended_gives_nothing(role: Role, new_person: Callable[..., Client]) -> None:
    client = new_person(role, until=date(2025, 12, 31))
    names = drawn(EVERY, 2, role.value)
    assert set(statuses(client, UNIT, names, every_post=True).values()) == {(403, 403)}
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Chưa có kỳ đánh giá" in answer.content.decode()


@pytest.mark.usefixtures("example")
def test_who_has_not_signed_in_is_sent_to_sign_in_from_every_page() -> None:
    client = Client()
    for one in ADDRESSES:
        path = address(one, UNIT)
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302, path
            assert answer["Location"].startswith("/dang-nhap/?next=/so-ldtbxh/"), path
    assert client.get("/").status_code == 302
    assert client.post("/dang-xuat/").status_code == 302
    assert client.get("/dang-nhap/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/so-ldtbxh/2021/tieu-chi/9.9/",
        "/so-ldtbxh/2021/tieu-chi/9.9/tu-cham/",
        "/so-ldtbxh/2021/tieu-chi/2.1.2/tu-cham/",
        "/so-ldtbxh/2021/chi-tieu/khong.co/",
        "/so-ldtbxh/2021/chi-tieu/dossiers.late/?nguon=khong-co",
        "/so-ldtbxh/2021/so-lieu/khong_co/",
        "/so-ldtbxh/2021/so-lieu/khong_co/nhap/",
        "/so-ldtbxh/2021/so-lieu/khong_co/mau.xlsx",
        "/so-ldtbxh/2021/so-lieu/dossiers/dong/",
        "/so-ldtbxh/2021/so-lieu/dossiers/dong/?nguon=so&khoa=khong-co",
        "/so-ldtbxh/2021/so-lieu/dossiers/hoan-tac/?lan=6",
        "/so-ldtbxh/2021/so-lieu/assigned_tasks/hoan-tac/?lan=sáu",
        "/so-ldtbxh/2021/so-lieu/assigned_tasks/dong-loi.xlsx",
        "/so-ldtbxh/2021-Q9/",
        "/so-ldtbxh/nam-2021/",
        "/khong-co/2021/",
        "/khong-co/",
    ],
)
def test_what_does_not_exist_is_a_404_that_says_what_to_do(path: str, coordinator: Client) -> None:
    answer = coordinator.get(path)
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "<h1>Không tìm thấy trang</h1>" in text
    assert "Về trang tổng quan" in text


def test_a_refusal_names_the_person_the_right_and_who_can_help(as_person: Callable[[str], Client]) -> None:
    answer = as_person("nguoi-xem").get("/so-ldtbxh/2021/so-lieu/dossiers/nhap/")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert text.count("không có quyền nhập số liệu") == 1
    assert "Bùi Thanh Khương" in text
    assert "đầu mối CCHC" in text
