"""Plan outlines: read strictly, faults said in Vietnamese with their place; and the draft made from one."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from small_set import OUTLINE, SET

from parindex.assessment.actions import adopt_set, enter_result
from parindex.assessment.queries import picture
from parindex.errors import InputFault
from parindex.ledger.actions import import_file
from parindex.organisations.models import User
from parindex.plans.actions import save_outline
from parindex.plans.models import Plan
from parindex.plans.outline import read_outline
from parindex.plans.queries import annex_of, has_outline, index_target, outline_of, plan_draft

ENGLISH = re.compile(
    r"\b(input|should|valid|value error|expected|field|mapping|found|month|unable|while|extra)\b", re.I
)
FAULTS = {
    "year: 2022": ("year: hai nghìn", "year: ", "year: 2022.5", "năm: 2022"),
    'percent: "85"': ("percent: 85", 'percent: "nhiều"', 'percent: "NaN"', "percent: []"),
    "day: 2022-03-17": ("day: 2022-02-30", "day: hôm qua", "day: [1]", "day: 2022-03-17 08:30:00"),
    'cited_as: "1.9"': ("cited_as: 1.9", 'cited_as: "một"', "cited_as: {a: b}"),
    "index: par_index": ("index: khac",),
    "recipients: [Như trên]": ("recipients: Như trên", "recipients: [[a]]", "recipients: [1]", "recipients: {a: b}"),
    "closing: Trên đây là kế hoạch.": ("closing: ", "closing: [a]", ""),
    "duties: [{who: Các phòng, duties: [Thực hiện]}]": ("duties: [Các phòng]", "duties: [{who: Các phòng}]"),
    "place: Đồng Tháp": (
        "place: Đồng Tháp\nla: x",
        "place: a: b: c",
        "place: [a",
        "place: *x",
        "place: !!python/none x",
    ),
}


def test_an_outline_reads_as_it_is_written() -> None:
    outline = read_outline(OUTLINE)
    assert (outline.year, outline.bases[0].day, outline.targets[0].percent) == (2022, date(2022, 3, 17), Decimal(85))
    assert [(one.code, one.cited_as) for one in outline.cited_codes] == [("1.1", "1.9"), ("1.2", None)]


@pytest.mark.parametrize(("right", "wrong"), [(right, wrong) for right, all_ in FAULTS.items() for wrong in all_])
def test_a_fault_is_said_in_vietnamese(right: str, wrong: str) -> None:
    assert right in OUTLINE
    with pytest.raises(InputFault) as fault:
        read_outline(OUTLINE.replace(right, wrong))
    assert not ENGLISH.search(str(fault.value)), fault.value
    assert "Đề cương" in str(fault.value)


@pytest.mark.parametrize("document", ["", "- a\n- b", "chỉ là chữ", "7", "a: " + "[" * 5000, "\x00", "null"])
def test_what_is_no_outline_at_all_is_refused(document: str) -> None:
    with pytest.raises(InputFault) as fault:
        read_outline(document)
    assert not ENGLISH.search(str(fault.value)), fault.value


def test_every_fault_is_listed_with_its_place() -> None:
    with pytest.raises(InputFault) as fault:
        read_outline(OUTLINE.replace("index: par_index", "index: khac").replace("place: Đồng Tháp", "place: 5"))
    assert {"targets.0.index", "place"} <= set(re.findall(r"^  (\S+):", str(fault.value), re.M))


def test_an_outline_replaces_the_one_of_its_year(admin: User, units: object) -> None:
    first = save_outline(by=admin, unit="so", year=2022, document=OUTLINE)
    second = save_outline(by=admin, unit="so", year=2022, document=OUTLINE.replace("Trên đây", "Đó"))
    assert (first.pk, Plan.objects.count()) == (second.pk, 1)
    assert outline_of("so", 2022).closing == "Đó là kế hoạch."
    assert not has_outline("so", 2021)
    with pytest.raises(InputFault, match="2021"):
        outline_of("so", 2021)


def test_a_draft_joins_losses_rows_causes_and_codes(
    admin: User, units: object, tasks: Callable[..., Path], tmp_path: Path
) -> None:
    adopt_set(by=admin, unit="so", period="2021", document=SET, name="bo-nho")
    save_outline(by=admin, unit="so", year=2022, document=OUTLINE)
    late = ("NV-2", "30/06/2021", "05/07/2021", "phong-a")
    import_file(
        by=admin,
        register="assigned_tasks",
        path=tasks(("NV-1", "30/06/2021", "1/6/2021"), late),
        source="so",
        unit="so",
    )
    enter_result(
        by=admin, unit="so", year=2021, index="par_index", percent=Decimal("84.66"), decision="231/QĐ", day=None
    )
    criteria_set = picture("so", "2021").criteria_set
    draft = plan_draft("so", 2022, criteria_set)
    (shortfall,) = draft.shortfalls
    assert (shortfall.code, shortfall.cited_as, shortfall.points) == ("1.1", "1.9", Decimal(2))
    assert [row["key"] for row in shortfall.rows] == ["NV-2"]
    assert shortfall.units == ("Đơn vị phong-a",)
    assert shortfall.objective_causes == ("vì dịch bệnh",)
    assert shortfall.elsewhere == {}
    assert (draft.as_of, draft.results[0].percent, draft.illustrative) == (date(2021, 12, 31), Decimal("84.66"), False)
    assert [item.code for item in draft.annex] == ["1", "1.1", "1.2", "1.3", "1.4"]
    assert index_target("so", 2021) is not None
    assert index_target("so", 2020) is None


def test_annex_lines_come_from_the_primary_source_only(admin: User, units: object, tmp_path: Path) -> None:
    adopt_set(by=admin, unit="so", period="2021", document=SET, name="bo-nho")
    save_outline(by=admin, unit="so", year=2022, document=OUTLINE)
    for source, word in (("so", "Của Sở"), ("khac", "Của nơi khác")):
        path = tmp_path / f"{source}.csv"
        path.write_text(
            f"Kế hoạch;Mã;Nội dung;Đơn vị thực hiện\nKế hoạch 2022;1.1;{word};Phòng\nKế hoạch 2021;1.2;Năm trước;Phòng\n",
            encoding="utf-8",
        )
        import_file(by=admin, register="plan_items", path=path, source=source, unit="so")
    items = {
        item.code: item.content for item in annex_of("so", 2022, picture("so", "2021").criteria_set, date(2022, 4, 1))
    }
    assert (items["1.1"], items["1.2"]) == ("Của Sở", "Báo cáo trễ")


def test_a_draft_without_an_outline_or_of_no_year_is_refused(admin: User, units: object) -> None:
    adopt_set(by=admin, unit="so", period="2021", document=SET, name="bo-nho")
    criteria_set = picture("so", "2021").criteria_set
    for year in (2022, 0, 99999):
        with pytest.raises(InputFault):
            plan_draft("so", year, criteria_set)
