"""From an adopted set, rows and entered values to points: what counts, what is kept, what is shown as behind."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from small_set import SET

from parindex.assessment import refreshing
from parindex.assessment.actions import adopt_set, enter_result, enter_value
from parindex.assessment.figures import measure_named, question, rows_behind
from parindex.assessment.models import Adoption, EnteredValue, Figure
from parindex.assessment.queries import (
    adoption_of,
    assessed_periods,
    assessed_units,
    entered_leaves,
    picture,
    published_results,
)
from parindex.assessment.refreshing import refresh_stale, stale, stale_periods
from parindex.assessment.scores import score_unit
from parindex.assessment.sets import adopted_set
from parindex.errors import InputFault
from parindex.ledger.actions import undo_batch
from parindex.measures.catalogue import MEASURES
from parindex.measures.period import parse_period
from parindex.organisations.models import AuditEvent, User

YEAR = parse_period("2021")
EARLY, LATE = ("NV-1", "30/06/2021", "29/06/2021"), ("NV-2", "30/06/2021", "05/07/2021")


@pytest.fixture
def enter(admin: User) -> Callable[..., EnteredValue]:
    def enter(leaf: str, value: dict[str, Any], evidence: str = "Văn bản số 1", **rest: Any) -> EnteredValue:
        return enter_value(by=admin, unit="so", period="2021", leaf=leaf, value=value, evidence=evidence, **rest)

    return enter


def points() -> dict[str, Decimal | None]:
    found = picture("so", "2021").score.score
    return {leaf.leaf.code: leaf.points for area in found.areas for one in area.criteria for leaf in one.leaves}


def test_a_set_is_adopted_once_and_frozen(adopted: Adoption, admin: User) -> None:
    events = AuditEvent.objects.count()
    again = adopt_set(by=admin, unit="so", period="2021", document=SET, name="bo-nho")
    assert (again.pk, AuditEvent.objects.count()) == (adopted.pk, events)
    changed = SET.replace('"-1"', '"-0.5"')
    with pytest.raises(InputFault, match="bo-nho-2021"):
        adopt_set(by=admin, unit="so", period="2021", document=changed, name="bo-nho")
    assert adoption_of("so", "2021").document == SET
    assert adopted_set(adoption_of("so", "2021")).digest == adopted.digest
    assert (assessed_units(), assessed_periods("so")) == (("so",), ("2021",))


@pytest.mark.parametrize(
    "faulty",
    [
        SET.replace("assigned_tasks.on_time", "assigned_tasks.khong_co"),
        SET.replace('scale: "10"', 'scale: "11"'),
        SET.replace("shape: survey", "shape: khong_co"),
        "không phải: [yaml",
        "",
    ],
)
def test_a_faulty_set_is_refused(admin: User, units: object, faulty: str) -> None:
    with pytest.raises(InputFault):
        adopt_set(by=admin, unit="so", period="2021", document=faulty, name="bo-nho")
    assert not Adoption.objects.exists()
    assert not Figure.objects.exists()


def test_a_register_without_rows_is_not_scored_rather_than_zero(adopted: Adoption) -> None:
    found = picture("so", "2021").score
    assert points() == {"1.1": None, "1.2": None, "1.3": None, "1.4": None}
    assert (found.figures, found.grades) == ({}, {})
    assert found.score.index_so_far is None


def test_rows_are_scored_as_they_land(adopted: Adoption, bring: Callable[..., Any]) -> None:
    bring(EARLY, LATE)
    assert points()["1.1"] == Decimal("2.00")
    assert points()["1.2"] is None
    assert picture("so", "2021").score.grades == {"1.1": "computed"}
    assert not stale("so", YEAR)


@pytest.mark.parametrize(
    ("leaf", "value"),
    [
        ("1.3", {"level": "khong-co"}),
        ("1.3", {"numerator": "1", "denominator": "2"}),
        ("1.3", {}),
        ("1.1", {"numerator": "1", "denominator": "2"}),
        ("1.2", {"count": "0"}),
        ("1.4", {"percent": "90"}),
        ("9.9", {"level": "late"}),
    ],
)
def test_a_value_that_does_not_fit_its_rule_is_refused(
    adopted: Adoption, enter: Callable[..., EnteredValue], leaf: str, value: dict[str, Any]
) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(InputFault):
        enter(leaf, value)
    assert not EnteredValue.objects.exists()
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("evidence", ["", "   \n"])
def test_a_value_without_its_paper_is_refused(
    adopted: Adoption, enter: Callable[..., EnteredValue], evidence: str
) -> None:
    with pytest.raises(InputFault, match="tài liệu kiểm chứng"):
        enter("1.3", {"level": "late"}, evidence=evidence)
    assert entered_leaves("so", "2021") == frozenset()


def test_nothing_is_entered_before_a_set_is_chosen(units: object, enter: Callable[..., EnteredValue]) -> None:
    with pytest.raises(InputFault, match="chưa chọn bộ tiêu chí"):
        enter("1.3", {"level": "late"})


def test_the_newest_judgement_counts_and_those_before_are_kept(
    adopted: Adoption, enter: Callable[..., EnteredValue]
) -> None:
    enter("1.3", {"level": "none"})
    enter("1.3", {"level": "late"}, note=" sau giải trình ")
    found = picture("so", "2021").score
    assert points()["1.3"] == Decimal(1)
    assert found.grades == {"1.3": "judgement"}
    assert found.entered["1.3"].note == "sau giải trình"
    assert EnteredValue.objects.filter(leaf="1.3").count() == 2


def test_a_source_that_was_taken_back_leaves_no_figures(
    adopted: Adoption, bring: Callable[..., Any], admin: User
) -> None:
    bring(EARLY)
    report = bring(LATE, source="mot_cua")
    assert set(picture("so", "2021").others) == {"mot_cua"}
    undo_batch(by=admin, number=report.batch)
    assert picture("so", "2021").others == {}
    assert set(Figure.objects.values_list("source", flat=True)) == {"", "so"}


def test_figures_are_behind_until_they_are_computed_again(
    adopted: Adoption, bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "refresh", lambda *_: None)
    bring(EARLY)
    monkeypatch.undo()
    assert stale("so", YEAR)
    assert picture("so", "2021").stale
    assert points()["1.1"] is None
    assert stale_periods() == (("so", "2021"),)
    assert refresh_stale() == 1
    assert (refresh_stale(), points()["1.1"]) == (0, Decimal(4))


def test_a_batch_of_somebody_elses_agency_leaves_the_figures_alone(
    adopted: Adoption, bring: Callable[..., Any]
) -> None:
    bring(EARLY, unit="so-khac")
    assert not stale("so", YEAR)
    before = list(Figure.objects.values())
    bring(LATE, unit="so-khac")
    assert list(Figure.objects.values()) == before
    assert not stale("so", YEAR)
    assert points()["1.1"] is None


@pytest.mark.parametrize("unit", ["tinh", "so", "phong-a"])
def test_a_batch_of_the_family_counts(adopted: Adoption, bring: Callable[..., Any], unit: str) -> None:
    bring((*EARLY, "phong-a"), unit=unit)
    assert points()["1.1"] == Decimal(4)


def test_an_office_that_is_gone_does_not_stop_the_others(adopted: Adoption, admin: User, units: object) -> None:
    adopt_set(by=admin, unit="so-khac", period="2021", document=SET, name="bo-nho")
    Adoption.objects.filter(unit="so-khac").update(period="2007")
    assert refresh_stale() == 0
    assert stale_periods() == ()


def test_stored_and_fresh_scores_agree(
    adopted: Adoption, bring: Callable[..., Any], enter: Callable[..., EnteredValue]
) -> None:
    bring(EARLY, LATE)
    enter("1.3", {"level": "late"})
    criteria_set = adopted_set(adopted)
    fresh = score_unit(criteria_set, question("so", YEAR))
    stored = picture("so", "2021").score
    assert fresh.score == stored.score
    assert fresh.grades == stored.grades
    assert fresh.figures == {code: stored.figures[code] for code in fresh.figures}


def test_the_rows_behind_a_figure_are_those_it_sums(adopted: Adoption, bring: Callable[..., Any]) -> None:
    bring(EARLY, LATE, ("NV-3", "", ""))
    asked, measure = question("so", YEAR), MEASURES["assigned_tasks.on_time"]
    listed = rows_behind(asked, measure)
    at = {name: place for place, name in enumerate(listed.columns)}
    figure = picture("so", "2021").score.figures[measure.code]
    assert figure.numerator == Fraction(sum(row[at["num"]] for row in listed.rows)) == 1
    assert figure.denominator == Fraction(sum(row[at["den"]] for row in listed.rows)) == 2
    assert [row[at["key"]] for row in rows_behind(asked, measure, costing=True).rows] == ["NV-2"]


def test_losses_come_largest_first(
    adopted: Adoption, bring: Callable[..., Any], enter: Callable[..., EnteredValue]
) -> None:
    bring(EARLY, LATE)
    enter("1.3", {"level": "late"})
    lost = picture("so", "2021").lost
    assert [(one.leaf.leaf.code, one.lost) for one in lost] == [("1.1", Decimal(2)), ("1.3", Decimal(1))]


def test_a_source_that_scores_lower_is_a_threat_with_both_figures(adopted: Adoption, bring: Callable[..., Any]) -> None:
    bring(EARLY)
    bring(EARLY, LATE, source="mot_cua")
    (threat,) = picture("so", "2021").threats
    assert (threat.code, threat.source, threat.points) == ("sources_disagree", "mot_cua", Decimal(2))
    assert threat.values == {"here": 1, "here_of": 1, "there": 1, "there_of": 2}


def test_a_page_reads_with_as_many_queries_whatever_the_rows_and_leaves(
    adopted: Adoption, bring: Callable[..., Any], admin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection

    from parindex.shipped import criteria_set_file

    with CaptureQueriesContext(connection) as few:
        picture("so", "2021")
    bring(*((f"NV-{number}", "30/06/2021", "29/06/2021") for number in range(60)))
    bring(LATE, source="mot_cua")
    large = criteria_set_file("mau-cap-so-2021").read_text(encoding="utf-8")
    adopt_set(by=admin, unit="so-khac", period="2021", document=large, name="mau")
    with django_assert_num_queries(len(few)):
        picture("so", "2021")
    with django_assert_num_queries(len(few)):
        assert len(list(picture("so-khac", "2021").criteria_set.leaves())) > 40
    assert len(few) <= 18


def test_what_is_not_there_is_said_with_what_is(adopted: Adoption, bring: Callable[..., Any]) -> None:
    bring(EARLY)
    for wrong in (
        lambda: question("khong-co", YEAR),
        lambda: question("so", YEAR, source="khong_co"),
        lambda: question("so", YEAR, snapshot=99),
        lambda: measure_named("dossiers.khong_co"),
        lambda: adoption_of("so", "2020"),
        lambda: picture("phong-a", "2021"),
    ):
        with pytest.raises(InputFault):
            wrong()
    with pytest.raises(InputFault, match=r"dossiers\.late"):
        measure_named("dossiers.khong_co")


def test_published_results_are_history_and_never_touch_the_score(adopted: Adoption, admin: User) -> None:
    for year, percent in ((2021, "84.66"), (2020, "74.12")):
        enter_result(
            by=admin, unit="so", year=year, index="par_index", percent=Decimal(percent), decision="231/QĐ", day=None
        )
    assert [(one.year, one.percent) for one in published_results("so")] == [
        (2020, Decimal("74.12")),
        (2021, Decimal("84.66")),
    ]
    assert picture("so", "2021").score.score.index_so_far is None
    enter_result(by=admin, unit="so", year=2021, index="par_index", percent=Decimal(85), decision="232/QĐ", day=None)
    assert [one.percent for one in published_results("so")] == [Decimal("74.12"), Decimal(85)]
