"""Reorganisations: one decision closes and opens versions and says what became of each unit, or nothing is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from agency import AGENCY, fact

from parindex.errors import InputFault
from parindex.organisations.actions import save_units
from parindex.organisations.lineage import LineageFact, LineageKind, heir, same_field, walk, whole_forebears
from parindex.organisations.lineage_actions import reorganise
from parindex.organisations.lineage_import import import_lineage
from parindex.organisations.lineage_queries import lineage_lines, trees_of_days
from parindex.organisations.models import AuditEvent, Lineage, User
from parindex.organisations.queries import unit_facts, unit_on
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

K = LineageKind
DAY = date(2025, 3, 1)
BEFORE = DAY - timedelta(days=1)
HEADER = "STT;Quyết định;Ngày hiệu lực;Việc;Đơn vị cũ;Đơn vị mới;Lĩnh vực;Tên mới;Tên viết tắt mới;Loại đơn vị;Đơn vị cấp trên"


DECISION = "Quyết định số 1/QĐ-UBND ngày 20/02/2025"


def line(
    kind: LineageKind,
    came_from: str | None,
    became: str | None,
    domain: str = "",
    effective: date = DAY,
    decision: str = DECISION,
) -> LineageFact:
    return LineageFact(
        kind=kind, came_from=came_from, became=became, domain=domain, effective=effective, decision=decision
    )


def state() -> tuple[Any, ...]:
    return unit_facts(), lineage_lines(), AuditEvent.objects.count()


@pytest.fixture
def merged(admin: User, units: object) -> None:
    """The neighbour `so-khac` went into `so`, its only division too."""
    reorganise(by=admin, lines=[line(K.MERGE, "so-khac", "so"), line(K.MERGE, "phong-khac", "phong-a")])


def test_a_merge_ends_the_unit_the_day_before_and_leaves_one_audit_row(admin: User, units: object) -> None:
    before = AuditEvent.objects.count()
    said = reorganise(by=admin, lines=[line(K.MERGE, "so-khac", "so"), line(K.MERGE, "phong-khac", "phong-a")])
    assert said == {"lines": 2, "versions": 2}
    assert unit_on("so-khac", BEFORE).valid_to == BEFORE
    with pytest.raises(InputFault):
        unit_on("so-khac", DAY)
    assert AuditEvent.objects.count() == before + 1
    newest = AuditEvent.objects.latest("number")
    assert (newest.action, newest.by) == ("units.reorganised", "quan-tri")
    assert newest.payload["effective"] == "2025-03-01"
    row = Lineage.objects.get(came_from="so-khac")
    assert (row.by, row.ends, row.became_id) == (admin, True, "so")


@pytest.mark.usefixtures("merged")
def test_the_same_decision_said_again_changes_nothing(admin: User) -> None:
    before = state()
    again = [line(K.MERGE, "so-khac", "so"), line(K.MERGE, "phong-khac", "phong-a")]
    assert reorganise(by=admin, lines=again) == {"lines": 0, "versions": 0}
    assert state() == before


def test_a_new_name_inside_a_year_keeps_the_identity_and_a_known_end(admin: User, units: object) -> None:
    save_units(by=admin, facts=[fact("phong-a", valid_to=date(2026, 6, 30))])
    renamed = fact("phong-a", name="Phòng Việc làm", valid_from=DAY)
    order: dict[str, Any] = {"lines": [line(K.RENAME, "phong-a", "phong-a")], "versions": [renamed]}
    reorganise(by=admin, **order)
    assert unit_on("phong-a", BEFORE).name == "Đơn vị phong-a"
    assert unit_on("phong-a", DAY).name == "Phòng Việc làm"
    assert unit_on("phong-a", DAY).valid_to == date(2026, 6, 30)
    before = state()
    reorganise(by=admin, **order)
    assert state() == before


def test_a_unit_moves_under_another_office_with_all_below_it(admin: User, units: object) -> None:
    reorganise(
        by=admin,
        lines=[line(K.TRANSFER, "phong-a", "phong-a")],
        versions=[fact("phong-a", parent="so-khac", valid_from=DAY)],
    )
    assert (unit_on("phong-a", BEFORE).parent, unit_on("phong-a", DAY).parent) == ("so", "so-khac")


def test_a_unit_is_divided_by_field_and_a_new_one_begins(admin: User, units: object) -> None:
    reorganise(
        by=admin,
        lines=[
            line(K.SPLIT, "phong-b", "phong-a", "Việc làm"),
            line(K.SPLIT, "phong-b", "phong-moi", "Người  có công "),
            line(K.CREATE, None, "phong-moi"),
        ],
        versions=[fact("phong-moi", valid_from=DAY)],
    )
    assert [one.domain for one in lineage_lines() if one.kind is K.SPLIT] == ["Việc làm", "Người có công"]
    trees = trees_of_days()
    found = {
        field: heir("phong-b", field, since=BEFORE, on=DAY, lines=lineage_lines(), trees=trees)
        for field in ("việc làm", "NGƯỜI CÓ CÔNG", "Trẻ em", "")
    }
    assert found == {"việc làm": "phong-a", "NGƯỜI CÓ CÔNG": "phong-moi", "Trẻ em": None, "": None}


@pytest.mark.parametrize(
    ("lines", "versions", "words"),
    [
        ([], [], "Chưa nêu việc"),
        ([line(K.MERGE, "so-khac", "so", decision=" ")], [], "số, ký hiệu"),
        ([line(K.MERGE, "so-khac", "so", effective=date(1999, 1, 1))], [], "từ năm 2000"),
        (
            [line(K.MERGE, "so-khac", "so"), line(K.ABOLISH, "phong-khac", None, effective=BEFORE)],
            [],
            "một ngày hiệu lực",
        ),
        ([line(K.MERGE, "so-khac", None)], [], "cả hai đơn vị"),
        ([line(K.CREATE, "so-khac", "moi")], [], "đơn vị mới"),
        ([line(K.MERGE, "so", "so")], [], "hai đơn vị khác nhau"),
        ([line(K.RENAME, "so", "so-khac")], [], "giữ nguyên mã"),
        ([line(K.SPLIT, "phong-b", "phong-a")], [], "cần nêu lĩnh vực"),
        ([line(K.MERGE, "phong-b", "phong-a", "Việc làm")], [], "không theo lĩnh vực"),
        ([line(K.ABSORB, "phong-b", "phong-a", "x" * 201)], [], "dài hơn 200"),
        ([line(K.MERGE, "khong-co", "so")], [], "không có đơn vị “khong-co” vào ngày 28/02/2025"),
        ([line(K.MERGE, "phong-b", "khong-co")], [], "không có đơn vị “khong-co” vào ngày 01/03/2025"),
        ([line(K.MERGE, "phong-b", "phong-a"), line(K.ABOLISH, "phong-a", None)], [], "không kết thúc cùng ngày"),
        ([line(K.MERGE, "so-khac", "so")], [], "còn đơn vị trực thuộc: phong-khac"),
        ([line(K.RENAME, "phong-a", "phong-a")], [fact("phong-a", valid_from=DAY)], "tên vẫn như cũ"),
        ([line(K.TRANSFER, "phong-a", "phong-a")], [fact("phong-a", name="B", valid_from=DAY)], "cấp trên vẫn như cũ"),
        ([line(K.CREATE, None, "phong-a")], [], "đã có từ trước"),
        ([line(K.ABOLISH, "phong-b", None)], [fact("phong-x", valid_from=DAY)], "không dòng nào nói vì sao"),
        ([line(K.CREATE, None, "moi")], [fact("moi", parent="chua-co", valid_from=DAY)], "chua-co"),
        ([line(K.TRANSFER, "so", "so")], [fact("so", parent="phong-a", valid_from=DAY)], "nằm dưới chính nó"),
        ([line(K.MERGE, "phong-b", "phong-a"), line(K.MERGE, "phong-b", "van-phong")], [], "đã chuyển cho “phong-a”"),
        (
            [line(K.ABSORB, "phong-b", "phong-a", "Việc làm"), line(K.ABSORB, "phong-b", "van-phong", "việc  làm")],
            [],
            "đã chuyển cho “phong-a”",
        ),
        ([line(K.MERGE, "phong-b", "phong-a"), line(K.SPLIT, "phong-b", "phong-a", "X")], [], "nhập trọn"),
        (
            [line(K.ABSORB, "phong-a", "phong-b", "Việc làm"), line(K.ABSORB, "phong-b", "phong-a", "Việc làm")],
            [],
            "đi một vòng",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    admin: User, units: object, lines: list[LineageFact], versions: list[Any], words: str
) -> None:
    before = state()
    with pytest.raises(InputFault, match=words):
        reorganise(by=admin, lines=lines, versions=versions)
    assert state() == before


def test_a_unit_with_a_later_state_cannot_end_before_it(admin: User, units: object) -> None:
    later = date(2026, 1, 1)
    save_units(
        by=admin,
        facts=[fact("phong-b", valid_to=later - timedelta(days=1)), fact("phong-b", name="Sau", valid_from=later)],
    )
    reorganise(by=admin, lines=[line(K.ABOLISH, "phong-b", None)])
    before = state()
    with pytest.raises(InputFault, match="chồng nhau"):
        reorganise(
            by=admin,
            lines=[line(K.CREATE, None, "phong-b", effective=date(2025, 5, 1))],
            versions=[fact("phong-b", valid_from=date(2025, 5, 1))],
        )
    assert state() == before


@pytest.mark.usefixtures("merged")
def test_a_unit_that_ended_cannot_go_elsewhere_the_same_day_by_another_decision(admin: User) -> None:
    before = state()
    with pytest.raises(InputFault, match="đã chuyển cho “so”"):
        reorganise(by=admin, lines=[line(K.MERGE, "so-khac", "tinh", decision="Quyết định khác")])
    assert state() == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_who_manages_every_unit_concerned_may_reorganise(
    role: Role, make_person: Callable[[Role, str], User]
) -> None:
    person = make_person(role, "tinh")
    before = state()
    with pytest.raises(NotAllowed):
        reorganise(by=person, lines=[line(K.ABOLISH, "phong-b", None)])
    assert state() == before


def test_an_administrator_of_one_office_cannot_take_another_over(make_person: Callable[[Role, str], User]) -> None:
    person = make_person(Role.ADMINISTRATOR, "so")
    before = state()
    for lines in (
        [line(K.MERGE, "phong-khac", "phong-a")],
        [line(K.ABSORB, "phong-a", "phong-khac", "Việc làm")],
        [line(K.ABSORB, "phong-khac", "phong-a", "Việc làm")],
    ):
        with pytest.raises(NotAllowed):
            reorganise(by=person, lines=lines)
    assert state() == before
    reorganise(by=person, lines=[line(K.MERGE, "phong-b", "phong-a")])
    assert len(lineage_lines()) == 1


def test_a_version_of_another_day_is_a_fault_of_the_program(admin: User, units: object) -> None:
    with pytest.raises(ValueError, match="begins on"):
        reorganise(by=admin, lines=[line(K.CREATE, None, "moi")], versions=[fact("moi")])


@pytest.mark.usefixtures("merged")
def test_who_came_of_whom_is_told_both_ways_through_several_steps(admin: User) -> None:
    july = line(K.MERGE, "phong-a", "phong-b", "", date(2025, 7, 1), "Nghị quyết số 202/2025/QH15")
    reorganise(by=admin, lines=[july])
    lines = lineage_lines()
    assert [(depth, one.came_from) for depth, one in walk("phong-b", lines, back=True)] == [
        (0, "phong-a"),
        (1, "phong-khac"),
    ]
    assert [(depth, one.became) for depth, one in walk("phong-khac", lines, back=False)] == [
        (0, "phong-a"),
        (1, "phong-b"),
    ]
    assert [one.came_from for one in whole_forebears("phong-b", lines)] == ["phong-a", "phong-khac"]
    assert whole_forebears("phong-khac", lines) == ()


def test_a_field_is_the_same_whatever_its_case_accents_and_blanks() -> None:
    assert same_field(" Người có  công", "NGƯỜI CÓ CÔNG")
    assert not same_field("Người có công", "Trẻ em")


def test_the_work_of_a_division_that_moved_stays_with_it_and_of_one_that_ended_goes_with_its_office(
    admin: User, units: object
) -> None:
    """`phong-a` moves whole to the neighbour, `phong-b` ends with its office, whose field goes elsewhere."""
    reorganise(
        by=admin,
        lines=[
            line(K.TRANSFER, "phong-a", "phong-a"),
            line(K.SPLIT, "so", "so-khac", "Việc làm"),
            line(K.ABOLISH, "phong-b", None),
            line(K.ABOLISH, "van-phong", None),
        ],
        versions=[fact("phong-a", parent="so-khac", valid_from=DAY)],
    )
    lines, trees = lineage_lines(), trees_of_days()

    def of(unit: str, field: str) -> str | None:
        return heir(unit, field, since=date(2024, 1, 1), on=date(2025, 12, 31), lines=lines, trees=trees)

    assert of("phong-a", "Việc làm") == "phong-a"
    assert of("phong-b", "Việc làm") == of("so", "Việc làm") == "so-khac"
    assert of("phong-b", "Trẻ em") is None
    assert of("phong-khac", "Trẻ em") == "phong-khac"


def test_an_office_that_hands_over_one_field_keeps_the_others(admin: User, units: object) -> None:
    reorganise(by=admin, lines=[line(K.ABSORB, "so", "so-khac", "Giảm nghèo")])
    lines, trees = lineage_lines(), trees_of_days()
    found = {
        (unit, field): heir(unit, field, since=date(2024, 1, 1), on=DAY, lines=lines, trees=trees)
        for unit in ("so", "phong-a")
        for field in ("giảm nghèo", "Việc làm", "")
    }
    assert found == {
        ("so", "giảm nghèo"): "so-khac",
        ("phong-a", "giảm nghèo"): "so-khac",
        ("so", "Việc làm"): "so",
        ("phong-a", "Việc làm"): "phong-a",
        ("so", ""): "so",
        ("phong-a", ""): "phong-a",
    }


def decision_file(folder: Path, *rows: str) -> Path:
    path = folder / "sap-xep.csv"
    lines = [f"{number};{row}" for number, row in enumerate("\n".join(rows).split("\n"), start=1)]
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


def test_a_file_of_decisions_is_written_in_the_order_of_their_days(admin: User, units: object, tmp_path: Path) -> None:
    path = decision_file(
        tmp_path,
        "NQ 2;01/07/2025;Sáp nhập;so-khac;so-chung;;;;;",
        "NQ 2;01/07/2025;Sáp nhập;phong-khac;phong-a;;;;;",
        "QĐ 1;01/03/2025;Thành lập mới;;so-chung;;Sở Chung;SC;Sở;tinh",
        "QĐ 1;01/03/2025;Đổi tên;phong-a;phong-a;;Phòng Một;;;",
        "QĐ 1;01/03/2025;Chuyển lĩnh vực;so;so-chung;Việc làm;;;;",
    )
    before = AuditEvent.objects.count()
    written = import_lineage(by=admin, path=path)
    assert [one.decision for one in written] == ["QĐ 1"] * 3 + ["NQ 2"] * 2
    assert AuditEvent.objects.count() == before + 2
    assert unit_on("so-chung", DAY).abbreviation == "SC"
    renamed = unit_on("phong-a", DAY)
    assert (renamed.name, renamed.kind, renamed.parent) == ("Phòng Một", "division", "so")
    assert {one.id for one in unit_facts()} == {one.id for one in AGENCY} | {"so-chung"}
    known = state()
    import_lineage(by=admin, path=path)
    assert state() == known


def test_decisions_of_one_day_are_written_in_the_order_of_the_file(admin: User, units: object, tmp_path: Path) -> None:
    """The second only stands on the first: an office is closed once its divisions have gone elsewhere."""
    path = decision_file(
        tmp_path,
        "QĐ 1;01/07/2025;Sáp nhập;phong-khac;phong-a;;;;;",
        "NQ 202;01/07/2025;Sáp nhập;so-khac;so;;;;;",
    )
    written = import_lineage(by=admin, path=path)
    assert [one.decision for one in written] == ["QĐ 1", "NQ 202"]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("QĐ 1;01/03/2025;Bán;phong-a;phong-b;;;;;", "Việc"),
        ("QĐ 1;31/02/2025;Sáp nhập;phong-a;phong-b;;;;;", "Ngày hiệu lực"),
        (";01/03/2025;Sáp nhập;phong-a;phong-b;;;;;", "Quyết định"),
        ("QĐ 1;01/03/2025;Sáp nhập;PHÒNG A;phong-b;;;;;", "Mã đơn vị"),
        ("QĐ 1;01/03/2025;Thành lập;;phong-moi;;;;;so", "ít nhất Tên mới"),
        ("QĐ 1;01/03/2025;Sáp nhập;khong-co;phong-b;;;;;", "khong-co"),
        ("QĐ 0;01/02/2025;Đổi tên;phong-b;phong-b;;Tên khác;;;\nQĐ 1;01/03/2025;Giải thể;khong-co;;;;;;", "khong-co"),
        (
            "QĐ 1;01/03/2025;Đổi tên;phong-b;phong-b;;Tên một;;;\n"
            "QĐ 1;01/03/2025;Chuyển cấp trên;phong-b;phong-b;;Tên hai;;;so-khac",
            "ghi khác nhau",
        ),
    ],
)
def test_one_faulty_line_of_a_file_leaves_everything_as_it_was(
    admin: User, units: object, tmp_path: Path, bad: str, words: str
) -> None:
    before = state()
    good = "QĐ 1;01/03/2025;Chuyển lĩnh vực;so;so-khac;Việc làm;;;;"
    with pytest.raises(InputFault, match=words):
        import_lineage(by=admin, path=decision_file(tmp_path, good, bad))
    assert state() == before


def test_the_database_itself_refuses_a_line_without_its_units(admin: User, merged: None) -> None:
    from django.db import IntegrityError, transaction

    row = Lineage.objects.get(came_from="so-khac")
    for change in ({"became_id": None}, {"became_id": "so-khac"}, {"kind": "create"}, {"decision": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lineage.objects.filter(pk=row.pk).update(**change)
    assert replace(lineage_lines()[0], decision="") == replace(line(K.MERGE, "so-khac", "so"), decision="")
