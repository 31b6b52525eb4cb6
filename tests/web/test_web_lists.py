"""Lists of rows: filter, sort, empty registers, the choice of period; and how many queries a page takes."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from example_workspace import BASE, UNIT, Example
from reading import Page, read
from tests.conftest import some

from parindex.assessment.actions import adopt_set
from parindex.assessment.models import Adoption, PublishedResult
from parindex.organisations.actions import save_units
from parindex.organisations.models import User
from parindex.organisations.roles import Role
from parindex.organisations.tree import UnitFact
from parindex.records.registers import REGISTERS

Look = Callable[[str], Page]


@pytest.mark.parametrize("words", ["nguoi co cong", "NGƯỜI CÓ CÔNG", "người  công có"])
def test_words_are_found_without_accents_and_in_any_case(words: str, coordinator: Client) -> None:
    page = read(coordinator.get(f"{BASE}/so-lieu/assigned_tasks/", {"tim": words}))
    rows = [href for href in page.links if "/dong/" in href]
    assert 0 < len(rows) < 40
    assert "người có công" in page.text


def test_words_that_nothing_has_say_so(look: Look) -> None:
    assert "Không có dòng nào khớp." in look(f"{BASE}/so-lieu/assigned_tasks/?tim=khong+co+chu+nay").text


def test_a_source_can_be_chosen_and_the_order_is_kept(look: Look) -> None:
    page = look(f"{BASE}/so-lieu/dossiers/?nguon=mot_cua_dien_tu&sort=-received")
    assert "1.670 dòng" in page.text
    kept = [one for one in page.all("input") if one.get("name") == "sort"]
    assert kept[0]["value"] == "-received"
    assert any("nguon=mot_cua_dien_tu" in href and "page=2" in href for href in page.links)


@pytest.mark.parametrize("register", some(REGISTERS))
def test_every_listed_column_sorts_both_ways(register: str, look: Look) -> None:
    turned, rows = 0, [[""], [""]]
    for column in REGISTERS[register].list_columns:
        up = look(f"{BASE}/so-lieu/{register}/?sort={column.name}")
        down = look(f"{BASE}/so-lieu/{register}/?sort=-{column.name}")
        assert [one["aria-sort"] for one in up.all("th") if "aria-sort" in one] == ["ascending"]
        assert [one["aria-sort"] for one in down.all("th") if "aria-sort" in one] == ["descending"]
        rows = [[href for href in page.links if "/dong/" in href] for page in (up, down)]
        turned += rows[0] != rows[1]
    assert turned >= 2 or len(rows[0]) < 2, "the rows follow the order asked for"


def test_the_filter_form_works_with_and_without_scripts(look: Look) -> None:
    form = next(one for one in look(f"{BASE}/so-lieu/dossiers/").all("form") if one.get("role") == "search")
    assert form["method"] == "get"
    assert form["action"] == f"{BASE}/so-lieu/dossiers/"
    assert (form["hx-boost"], form["hx-target"], form["hx-select"]) == ("true", "#bang", "#bang")


def test_an_address_with_nonsense_in_it_still_shows_the_list(look: Look) -> None:
    assert "92 dòng" in look(f"{BASE}/so-lieu/assigned_tasks/?page=abc&sort=khong_co;drop&nguon=").text


def new_office() -> str:
    save_units(
        by=User.objects.get(is_superuser=True),
        facts=[
            UnitFact(
                id="so-moi",
                name="Sở mới",
                abbreviation="SM",
                kind="department",
                parent=None,
                valid_from=date(2008, 1, 1),
                valid_to=None,
            )
        ],
    )
    return "so-moi"


def test_an_office_without_rows_reads_what_to_do_first(new_person: Callable[..., Client]) -> None:
    office = new_office()
    writer, reader = new_person(Role.COORDINATOR, office), new_person(Role.VIEWER, office)
    assert "Việc đầu tiên: mở một sổ" in read(writer.get(f"/{office}/2021/so-lieu/")).text
    assert "Văn phòng của đơn vị" in read(reader.get(f"/{office}/2021/so-lieu/")).text
    assert "Việc đầu tiên: thêm dòng, hoặc tải mẫu nhập" in read(writer.get(f"/{office}/2021/so-lieu/dossiers/")).text
    home = read(writer.get("/"))
    assert "Số liệu của Sở mới" in home.text
    assert writer.get(next(href for href in home.links if "so-lieu" in href)).status_code == 200


def test_who_may_see_several_periods_can_choose(coordinator: Client) -> None:
    assert "Xem kỳ, đơn vị khác" not in read(coordinator.get(f"{BASE}/")).text
    adopt(UNIT, "2022", Adoption.objects.get(unit=UNIT).document)
    page = read(coordinator.get(f"{BASE}/"))
    assert "Xem kỳ, đơn vị khác" in page.text
    assert f"/{UNIT}/2022/" in page.links
    assert coordinator.get("/")["Location"] == f"/{UNIT}/2022/"


def adopt(unit: str, period: str, document: str) -> None:
    """Through the action: its audit row tells the pages that what they keep per process is of yesterday."""
    adopt_set(by=User.objects.get(is_superuser=True), unit=unit, period=period, document=document, name="thử")


def small_set(leaves: int) -> str:
    """A set of so many judgement leaves in one area."""
    criteria = [
        {
            "code": f"1.{number}",
            "name": f"Tiêu chí {number}",
            "max_points": "1",
            "scored_by": "unit",
            "when_empty": "exclude",
            "rule": {
                "shape": "levels",
                "levels": [
                    {"key": "yes", "text": "đạt", "points": "1"},
                    {"key": "no", "text": "không đạt", "points": "0"},
                ],
            },
            "evidence": ["Văn bản"],
            "legal_basis": [],
        }
        for number in range(1, leaves + 1)
    ]
    whole = yaml.safe_load(_shipped())
    whole |= {
        "id": f"thu-{leaves}",
        "scale": str(leaves),
        "exclusions": [],
        "areas": [{"code": "1", "name": "Lĩnh vực thử", "criteria": criteria}],
    }
    return yaml.safe_dump(whole, allow_unicode=True)


def _shipped() -> str:
    return Adoption.objects.get(unit=UNIT, period="2021").document


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200, path
    return len(counted)


def test_a_sheet_of_sixty_leaves_takes_as_many_queries_as_one_of_ten(coordinator: Client) -> None:
    counts = {}
    for leaves, period in ((10, "2018"), (60, "2019")):
        adopt(UNIT, period, small_set(leaves))
        counts[leaves] = [queries(coordinator, f"/{UNIT}/{period}/{page}") for page in ("bang-diem/", "", "ke-hoach/")]
    assert counts[10] == counts[60]
    assert counts[60][0] <= 20


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("", 30),
        ("bang-diem/", 20),
        ("tieu-chi/3.2/", 26),
        ("chi-tieu/dossiers.received/", 36),
        ("so-lieu/", 14 + len(REGISTERS)),  # a first view counts the rows of each register, once
        ("so-lieu/dossiers/", 20),
        ("so-lieu/assigned_tasks/dong/?nguon=so&khoa=NV21-00563", 40),
        ("lich-su/", 10),
        ("ke-hoach/", 32),
    ],
)
def test_a_page_of_many_rows_takes_few_queries(page: str, most: int, coordinator: Client) -> None:
    assert queries(coordinator, f"{BASE}/{page}") <= most


def test_history_takes_the_same_queries_however_long_it_is(coordinator: Client, example: Example) -> None:
    before = queries(coordinator, f"{BASE}/lich-su/")
    admin = User.objects.get(is_superuser=True)
    for year in range(2011, 2020):
        PublishedResult.objects.create(
            unit_id=UNIT, year=year, index="par_index", percent=80, decision="1/QĐ", by=admin, at=datetime.now(UTC)
        )
    assert queries(coordinator, f"{BASE}/lich-su/") == before
