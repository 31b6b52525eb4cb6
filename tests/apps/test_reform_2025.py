"""The reorganisation of 2025 as a whole: who was there on which day, and where the work of before went."""

from datetime import date, timedelta

import pytest
from reform_2025 import BEFORE, BEGIN, FIELDS, JOINED, JULY, MARCH, MAY, carry_out
from tests.apps.rounds.a_round import SET_OF_COMMUNES

from parindex.assessment.rounds import opening
from parindex.assessment.rounds.models import RoundUnit
from parindex.errors import InputFault
from parindex.organisations.actions import save_units
from parindex.organisations.lineage import heir, walk
from parindex.organisations.lineage_queries import lineage_lines, trees_of_days
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.queries import unit_names, unit_tree

DAY = timedelta(days=1)
YEAR_END = date(2025, 12, 31)


@pytest.fixture
def reformed(admin: User) -> None:
    save_units(by=admin, facts=BEFORE)
    carry_out(admin)


def test_three_decisions_are_three_audit_rows(admin: User) -> None:
    save_units(by=admin, facts=BEFORE)
    before = AuditEvent.objects.count()
    carry_out(admin)
    assert AuditEvent.objects.count() == before + 3
    carry_out(admin)
    assert AuditEvent.objects.count() == before + 3, "the same decisions again change nothing"


@pytest.mark.usefixtures("reformed")
def test_the_department_of_labour_is_there_until_the_last_of_february() -> None:
    assert "so-ldtbxh-dt" in unit_tree(MARCH - DAY).by_id
    assert "so-ldtbxh-dt" not in unit_tree(MARCH).by_id
    assert unit_tree(MARCH - DAY).by_id["phong-nguoi-co-cong"].parent == "so-ldtbxh-dt"
    assert unit_tree(MARCH).by_id["phong-nguoi-co-cong"].parent == "so-noi-vu-dt"
    assert unit_tree(JULY).by_id["phong-nguoi-co-cong"].parent == "so-noi-vu-moi"


@pytest.mark.usefixtures("reformed")
def test_two_provinces_of_one_name_are_two_units_and_never_there_on_one_day() -> None:
    for day in (BEGIN, MARCH, JULY - DAY, JULY, YEAR_END):
        called = [fact.id for fact in unit_tree(day).facts if fact.name == "UBND tỉnh Đồng Tháp"]
        assert called == (["dong-thap-cu"] if day < JULY else ["dong-thap"])
    assert "ubnd tinh dong thap" not in unit_names(), "a name that two units bear names neither"
    assert "tien-giang" not in unit_tree(JULY).by_id


@pytest.mark.usefixtures("reformed")
def test_the_district_level_ends_and_communes_stand_under_the_province() -> None:
    assert {fact.kind for fact in unit_tree(JULY - DAY).facts} >= {"district", "commune"}
    after = unit_tree(JULY)
    assert "district" not in {fact.kind for fact in after.facts}
    communes = {fact.id: fact for fact in after.facts if fact.kind == "commune"}
    assert set(communes) == {"xa-ba-sao-moi", "xa-thoi-son"}
    assert {fact.parent for fact in communes.values()} == {"dong-thap"}
    assert communes["xa-thoi-son"].name == "UBND phường Thới Sơn", "the same commune under another name"


@pytest.mark.usefixtures("reformed")
def test_a_division_renamed_within_the_year_is_one_unit_all_year() -> None:
    names = [unit_tree(day).by_id["phong-cchc"].name for day in (MAY - DAY, MAY, JULY, YEAR_END)]
    assert names == ["Phòng Cải cách hành chính", *["Phòng Cải cách hành chính và Văn thư"] * 3]


@pytest.mark.usefixtures("reformed")
@pytest.mark.parametrize(("field", "department"), FIELDS.items())
def test_each_field_of_labour_went_to_its_department_and_on_into_the_new_province(field: str, department: str) -> None:
    lines, trees = lineage_lines(), trees_of_days()

    def of(unit: str, on: date) -> str | None:
        return heir(unit, field, since=date(2024, 1, 1), on=on, lines=lines, trees=trees)

    assert of("so-ldtbxh-dt", MARCH - DAY) == "so-ldtbxh-dt"
    assert of("so-ldtbxh-dt", MARCH) == department
    assert of("so-ldtbxh-dt", YEAR_END) == JOINED[department]
    assert of("phong-viec-lam", YEAR_END) == JOINED[department], "an inner unit that ended goes with its department"
    assert of("phong-nguoi-co-cong", YEAR_END) == "phong-nguoi-co-cong", "one that moved keeps its work"


@pytest.mark.usefixtures("reformed")
def test_work_without_a_field_has_no_heir_and_whole_units_have() -> None:
    lines, trees = lineage_lines(), trees_of_days()

    def of(unit: str) -> str | None:
        return heir(unit, "", since=date(2024, 1, 1), on=YEAR_END, lines=lines, trees=trees)

    assert of("so-ldtbxh-dt") is None
    assert of("dong-thap-cu") == of("tien-giang") == "dong-thap"
    assert of("xa-ba-sao") == of("xa-phuong-thinh") == "xa-ba-sao-moi"
    assert of("xa-thoi-son") == "xa-thoi-son"
    assert of("huyen-cao-lanh") == "dong-thap", "a district that ended leaves its rows to the province's successor"


@pytest.mark.usefixtures("reformed")
def test_the_new_department_of_home_affairs_knows_all_it_came_of() -> None:
    found = walk("so-noi-vu-moi", lineage_lines(), back=True)
    assert {line.came_from for depth, line in found if depth == 0} == {"so-noi-vu-dt", "so-noi-vu-tg"}
    assert {(line.came_from, line.domain) for depth, line in found if depth == 1} == {
        ("so-ldtbxh-dt", field) for field, department in FIELDS.items() if department == "so-noi-vu-dt"
    }


@pytest.mark.usefixtures("reformed")
def test_a_round_of_2025_takes_the_units_of_its_last_day_and_no_others(
    admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "refresh_units_soon", lambda *_: None)  # figures have tests of their own

    def open_with(name: str, *units: str) -> None:
        opening.open_round(
            by=admin,
            round=name,
            title="Đợt đánh giá năm 2025",
            period="2025",
            blocks={"so": ("Khối sở", SET_OF_COMMUNES)},
            units=dict.fromkeys(units, "so"),
        )

    for gone in ("so-ldtbxh-dt", "so-noi-vu-dt", "dong-thap-cu", "huyen-cao-lanh", "xa-ba-sao"):
        with pytest.raises(InputFault, match="31/12/2025"):
            open_with("dot-cu", "so-noi-vu-moi", gone)
    assert not RoundUnit.objects.exists()
    open_with("dot-2025", "so-noi-vu-moi", "so-y-te-moi", "xa-ba-sao-moi")
    assert set(RoundUnit.objects.values_list("unit", flat=True)) == {"so-noi-vu-moi", "so-y-te-moi", "xa-ba-sao-moi"}
