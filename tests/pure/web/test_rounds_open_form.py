"""Who may take part in a round that is opened at a place, and in which block each begins."""

from datetime import date

import pytest

from parindex.organisations.tree import UnitFact, UnitTree
from parindex.web.rounds_open_form import OpenForm, candidates, first_block, offers

DAY = date(2026, 1, 1)


def fact(id_: str, kind: str, parent: str | None) -> UnitFact:
    return UnitFact(
        id=id_, name=f"Đơn vị {id_}", abbreviation="", kind=kind, parent=parent, valid_from=DAY, valid_to=None
    )


PROVINCE = UnitTree(
    DAY,
    (
        fact("tinh", "province", None),
        fact("van-phong-ubnd", "office", "tinh"),
        fact("so-a", "department", "tinh"),
        fact("phong-a", "division", "so-a"),
        fact("trung-tam", "public_service_unit", "so-a"),
        fact("huyen", "district", "tinh"),
        fact("xa-a", "commune", "huyen"),
        fact("phong-xa", "division", "xa-a"),
    ),
)


def blocks(unit: str) -> dict[str, str]:
    """Who begins in which block when the round is opened at a unit."""
    units = candidates(PROVINCE, unit)
    held = offers(units)
    return {one.id: first_block(one, units, held) for one in units}


def test_a_province_scores_its_departments_and_its_communes_however_deep_they_lie() -> None:
    assert blocks("tinh") == {
        "tinh": "",
        "van-phong-ubnd": "",
        "so-a": "so",
        "huyen": "",
        "xa-a": "xa",
    }


def test_a_department_scores_the_units_that_it_has() -> None:
    assert blocks("so-a") == {"so-a": "", "phong-a": "division", "trung-tam": "public-service-unit"}


def test_a_unit_without_any_below_it_is_scored_itself() -> None:
    assert blocks("phong-a") == {"phong-a": "division"}


def test_the_usual_blocks_come_first_and_one_is_spare() -> None:
    made = offers(candidates(PROVINCE, "tinh"))
    assert [one.code for one in made] == ["so", "xa", "office", "district", "khac"]
    assert made[0].title == "Khối sở, cơ quan ngang sở"
    assert made[2].title == "Văn phòng"


@pytest.mark.parametrize("unit", ["tinh", "so-a", "phong-a"])
def test_the_form_has_a_field_for_every_block_and_unit_and_every_field_stands_in_a_section(unit: str) -> None:
    units = candidates(PROVINCE, unit)
    form = OpenForm(units=units, sets=[("kem:mau", "mẫu")])
    placed = [name for section in form.sections for name in section.names]
    assert sorted(placed) == sorted(form.fields)
    assert {f"dv_{one.id}" for one in units} <= set(placed)
