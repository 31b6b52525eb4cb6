"""Units by date, the tree, and what a list of units may not say."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from agency import AGENCY, fact
from hypothesis import given
from hypothesis import strategies as st

from parindex.errors import InputFault
from parindex.organisations.actions import save_setting, save_units
from parindex.organisations.models import AuditEvent, Setting, Unit, UnitVersion, User
from parindex.organisations.queries import (
    default_unit,
    facts_in_force,
    today,
    unit_facts,
    unit_names,
    unit_on,
    unit_tree,
)
from parindex.organisations.tree import UnitFact, UnitTree, tree_on
from parindex.organisations.unit_import import import_units

DAY = date(2021, 12, 31)


def test_a_unit_exists_on_its_first_and_last_day_and_not_beside_them(units: object, admin: User) -> None:
    save_units(by=admin, facts=[fact("cu", valid_from=date(2021, 3, 1), valid_to=date(2021, 6, 30))])
    there = [
        "cu" in unit_tree(day).by_id
        for day in (date(2021, 2, 28), date(2021, 3, 1), date(2021, 6, 30), date(2021, 7, 1))
    ]
    assert there == [False, True, True, False]


def test_a_unit_keeps_its_identity_through_a_new_name_and_parent(units: object, admin: User) -> None:
    save_units(
        by=admin,
        facts=[
            fact("phong-a", valid_to=date(2021, 6, 30)),
            fact("phong-a", name="Phòng mới", parent="so-khac", valid_from=date(2021, 7, 1)),
        ],
    )
    assert unit_on("phong-a", date(2021, 6, 30)).parent == "so"
    assert (unit_on("phong-a", DAY).parent, unit_on("phong-a", DAY).name) == ("so-khac", "Phòng mới")


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2021, 6, 30), None), (date(2000, 1, 1), None), (date(2000, 1, 1), date(2008, 1, 1))],
)
def test_versions_that_overlap_are_refused_and_nothing_is_kept(
    units: object, admin: User, first: date, last: date | None
) -> None:
    before = (unit_facts(), AuditEvent.objects.count())
    with pytest.raises(InputFault, match="chồng nhau"):
        save_units(by=admin, facts=[fact("moi"), fact("phong-a", valid_from=first, valid_to=last)])
    assert (unit_facts(), AuditEvent.objects.count()) == before
    assert not Unit.objects.filter(id="moi").exists()


def test_an_unknown_parent_is_refused_and_a_parent_in_the_same_file_is_not(units: object, admin: User) -> None:
    with pytest.raises(InputFault, match="khong-co"):
        save_units(by=admin, facts=[fact("moi", parent="khong-co")])
    save_units(by=admin, facts=[fact("con", parent="cha"), fact("cha")])
    assert unit_on("con", DAY).parent == "cha"


def test_saving_the_same_units_again_changes_nothing(units: tuple[UnitFact, ...], admin: User) -> None:
    before = AuditEvent.objects.count()
    save_units(by=admin, facts=units)
    assert AuditEvent.objects.count() == before
    assert UnitVersion.objects.count() == len(units)


def test_a_version_with_the_same_start_is_corrected(units: object, admin: User) -> None:
    save_units(by=admin, facts=[fact("phong-a", name="Phòng sửa tên")])
    assert UnitVersion.objects.get(unit="phong-a").name == "Phòng sửa tên"


def test_the_tree_knows_below_above_and_the_agency() -> None:
    tree = tree_on(DAY, AGENCY)
    assert [one.id for one in tree.below("so")] == ["so", "van-phong", "phong-a", "phong-b"]
    assert [one.id for one in tree.above("phong-a")] == ["phong-a", "so", "tinh"]
    assert {unit: tree.agency(unit) for unit in tree.by_id} == {
        "tinh": "tinh",
        "so": "so",
        "van-phong": "so",
        "phong-a": "so",
        "phong-b": "so",
        "so-khac": "so-khac",
        "phong-khac": "so-khac",
    }
    assert len(list(tree.below("tinh"))) == len(AGENCY)


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_below_and_above_end_and_name_each_unit_once_whatever_the_parents(parents: list[int]) -> None:
    """Also for circles and for units that are their own parent."""
    tree = UnitTree(DAY, tuple(fact(f"u{n}", parent=f"u{parent}") for n, parent in enumerate(parents)))
    for unit in tree.by_id:
        for found in ([one.id for one in tree.below(unit)], [one.id for one in tree.above(unit)]):
            assert found[0] == unit
            assert len(found) == len(set(found))
        assert tree.agency(unit) == unit
        for upper in tree.above(unit):
            assert unit in {one.id for one in tree.below(upper.id)}


def test_a_unit_that_did_not_exist_is_named_with_those_that_did(units: object) -> None:
    with pytest.raises(InputFault, match="phong-a"):
        unit_on("khong-co", DAY)
    with pytest.raises(InputFault, match="01/01/2000"):
        unit_on("so", date(2000, 1, 1))


def test_a_name_that_two_units_bear_names_neither(units: object, admin: User) -> None:
    save_units(by=admin, facts=[fact("x", name="Văn phòng"), fact("y", name="VĂN PHÒNG"), fact("z", name="Thanh tra")])
    names = unit_names()
    assert names["thanh tra"] == "z"
    assert "van phong" not in names
    assert names["x"] == "x"


def test_the_default_unit_is_the_only_department(admin: User) -> None:
    with pytest.raises(InputFault, match="Chưa có đơn vị"):
        default_unit()
    save_units(by=admin, facts=[fact("tinh", "province", None), fact("so", "department", "tinh")])
    assert default_unit() == "so"
    save_units(by=admin, facts=[fact("so-hai", "department", "tinh")])
    assert default_unit() == "tinh"
    save_units(by=admin, facts=[fact("tinh-hai", "province", None)])
    with pytest.raises(InputFault, match="--unit"):
        default_unit()


HEADER = "Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên;Có từ ngày;Đến ngày"


def unit_list(folder: Path, *lines: str) -> Path:
    path = folder / "don-vi.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_file_of_units_is_taken_whole(admin: User, tmp_path: Path) -> None:
    path = unit_list(
        tmp_path,
        "tinh;UBND tỉnh;Tỉnh;;01/01/2004;",
        "so;Sở Lao động;Sở;tinh;01/01/2008;28/02/2025",
        "p;Phòng;Phòng;so;1/1/2008;",
    )
    assert [one.id for one in import_units(by=admin, path=path)] == ["p", "so", "tinh"] or len(unit_facts()) == 3
    assert unit_on("so", DAY).valid_to == date(2025, 2, 28)
    assert unit_on("p", DAY).kind == "division"


@pytest.mark.parametrize(
    "bad",
    [
        "p;Phòng;Phòng lạ;so;01/01/2008;",
        "P Ư;Phòng;Phòng;so;01/01/2008;",
        "p;Phòng;Phòng;so;01/01/2008;31/12/2007",
        "p;;Phòng;so;01/01/2008;",
        "p;Phòng;Phòng;so;32/01/2008;",
        "p;Phòng;Phòng;khong-co;01/01/2008;",
    ],
)
def test_one_faulty_row_leaves_the_units_as_they_were(admin: User, tmp_path: Path, bad: str) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(InputFault):
        import_units(by=admin, path=unit_list(tmp_path, "so;Sở Lao động;Sở;;01/01/2008;", bad))
    assert unit_facts() == ()
    assert AuditEvent.objects.count() == events


def test_a_setting_has_its_default_until_it_is_given_with_its_source(admin: User) -> None:
    def held(day: date) -> str:
        step = facts_in_force()["province_class"].on(day)
        return step.value if step else ""

    assert held(date(2021, 12, 31)) == "II"
    save_setting(by=admin, name="province_class", value="I", source="Quyết định số 1")
    assert held(date(2021, 12, 31)) == "I"
    save_setting(by=admin, name="province_class", value="III", source="Quyết định số 2", valid_from=date(2022, 1, 1))
    assert (held(date(2021, 12, 31)), held(date(2022, 1, 1))) == ("I", "III")
    events = AuditEvent.objects.count()
    save_setting(by=admin, name="province_class", value="I", source="Quyết định số 1")
    assert AuditEvent.objects.count() == events
    assert Setting.objects.get(value="I").source == "Quyết định số 1"


def test_today_is_the_day_in_vietnam() -> None:
    assert abs(today() - date.today()) <= timedelta(days=1)
