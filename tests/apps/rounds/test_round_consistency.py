"""The scores of many units side by side: what is read of them, and which do not fit together."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, DEPARTMENTS, HEALTH, HOME_AFFAIRS, ARound, make_round

from parindex.assessment.rounds.consistency import Alike, Unlike
from parindex.assessment.rounds.consistency_reading import (
    doubtful,
    figure_of,
    given_scores,
    inputs_of,
    steps_with_scores,
)
from parindex.assessment.rounds.models import Evidence, EvidenceWithdrawal, StepScore
from parindex.assessment.rounds.states import Step
from parindex.organisations.models import User
from parindex.scoring.values import parse_value

Score = Callable[..., StepScore]
Paper = Callable[..., Evidence]


@pytest.fixture
def score(a_round: ARound) -> Score:
    """score(unit, leaf, value, points, proposed=…, step=…, replaces=…): a row as a step leaves it."""

    def score(unit: str, leaf: str, value: Any, points: str, **more: Any) -> StepScore:
        given = {"step": "first", "state": "scored", "proposed": None, **more}
        return StepScore.objects.create(
            of=a_round.of[unit],
            block=a_round.blocks["so"],
            leaf=leaf,
            value=value,
            points=points,
            by=a_round.people["tham-dinh"],
            at=datetime.now(UTC),
            **given,
        )

    return score


@pytest.fixture
def paper(a_round: ARound) -> Paper:
    def paper(unit: str, leaf: str, **more: Any) -> Evidence:
        written = {"by": a_round.people["tham-dinh"], "at": datetime.now(UTC), "step": "self", "title": "Văn bản"}
        return Evidence.objects.create(
            of=a_round.of[unit], block=a_round.blocks["so"], leaf=leaf, **({"kind": "document"} | written | more)
        )

    return paper


def test_the_same_level_with_other_points_is_found(a_round: ARound, score: Score) -> None:
    score(HEALTH, "1.3.1", {"level": "late"}, "1")
    score(BUILDING, "1.3.1", {"level": "late"}, "2")
    score(HOME_AFFAIRS, "1.3.1", {"level": "in_time"}, "2")
    [found] = doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)
    assert found.leaf.code == "1.3.1" and isinstance(found.finding, Unlike)
    assert [one.unit for one in found.finding.units] == [HEALTH, BUILDING]


def test_the_same_share_of_other_numbers_is_the_same_ground(a_round: ARound, score: Score) -> None:
    score(HEALTH, "1.1", {"numerator": "4", "denominator": "5"}, "3.2")
    score(BUILDING, "1.1", {"numerator": "80", "denominator": "100"}, "4")
    [found] = doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)
    assert isinstance(found.finding, Unlike) and found.finding.kinds == ("value",)


def test_the_same_figure_with_points_given_by_hand_is_found(a_round: ARound, score: Score) -> None:
    figure = {"numerator": "8", "denominator": "10"}
    score(HEALTH, "1.1", {"points": "3.2"}, "3.2", proposed=figure)
    score(BUILDING, "1.1", {"points": "4"}, "4", proposed=figure)
    [found] = doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)
    assert isinstance(found.finding, Unlike) and found.finding.kinds == ("figure",)


def test_full_points_for_half_of_the_work_and_for_all_of_it_are_found(a_round: ARound, score: Score) -> None:
    score(HEALTH, "1.1", {"points": "4"}, "4", proposed={"numerator": "5", "denominator": "10"})
    score(
        BUILDING,
        "1.1",
        {"numerator": "10", "denominator": "10"},
        "4",
        proposed={"numerator": "10", "denominator": "10"},
    )
    [found] = doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)
    assert isinstance(found.finding, Alike)
    assert [(one.unit, one.by_rule) for one in found.finding.units] == [(HEALTH, Decimal(2)), (BUILDING, Decimal(4))]


def test_no_points_for_two_reports_late_and_for_five_are_what_the_rule_says(a_round: ARound, score: Score) -> None:
    for unit, late in ((HEALTH, "2"), (BUILDING, "5")):
        score(unit, "1.2", {"counts": {"late": int(late)}}, "0", proposed={"count": late})
    assert not doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)


def test_a_paper_is_its_number_issuer_and_day_however_spelled(a_round: ARound, score: Score, paper: Paper) -> None:
    for unit, points in ((HEALTH, "1"), (BUILDING, "0.5")):
        score(unit, "1.3.2", {"points": points}, points)
    mine = paper(HEALTH, "1.3.2", number="01/KH-UBND", issuer="UBND tỉnh", day=date(2021, 1, 5))
    paper(BUILDING, "1.3.2", number="01/kh-ubnd ", issuer="UBND  Tỉnh", day=date(2021, 1, 5))
    [found] = doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)
    assert isinstance(found.finding, Unlike) and found.finding.kinds == ("paper",)
    Evidence.objects.filter(pk=mine.pk).update(issuer="Sở Y tế")
    assert not doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)


def test_a_file_of_the_same_bytes_ties_units_until_it_is_withdrawn(a_round: ARound, score: Score, paper: Paper) -> None:
    for unit, points in ((HEALTH, "1"), (BUILDING, "0.5")):
        score(unit, "1.3.2", {"points": points}, points)
        kept = paper(unit, "1.3.2", kind="file", digest="a" * 64)
    assert doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)
    written = {"by": kept.by, "at": kept.at}
    EvidenceWithdrawal.objects.create(evidence=kept, reason="nhầm", **written)
    assert not doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)


def test_only_the_newest_score_of_the_step_counts_and_none_that_was_taken_back(a_round: ARound, score: Score) -> None:
    score(HEALTH, "1.3.1", {"level": "late"}, "1")
    wrong = score(BUILDING, "1.3.1", {"level": "late"}, "2")
    score(HOME_AFFAIRS, "1.3.1", {"level": "late"}, "0", step="second")
    assert len(doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)) == 1
    mended = score(BUILDING, "1.3.1", {"level": "late"}, "1", replaces=wrong)
    assert not doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)
    score(BUILDING, "1.3.1", None, "", state="not_scored", replaces=mended)
    assert [one.unit for one in given_scores(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)["1.3.1"]] == [HEALTH]
    assert steps_with_scores(a_round.blocks["so"]) == (Step.FIRST, Step.SECOND)


def test_only_the_units_and_the_leaf_that_were_asked_for_are_compared(a_round: ARound, score: Score) -> None:
    for leaf in ("1.3.1", "1.1"):
        score(HEALTH, leaf, {"level": "late"}, "1")
        score(BUILDING, leaf, {"level": "late"}, "2")
    assert not doubtful(a_round.blocks["so"], Step.FIRST, [HEALTH])
    assert [one.leaf.code for one in doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS, "1.1")] == ["1.1"]
    assert len(doubtful(a_round.blocks["so"], Step.FIRST, DEPARTMENTS)) == 2


@pytest.mark.parametrize(
    ("raw", "figure"),
    [
        ({"numerator": "1", "denominator": "4"}, Fraction(1, 4)),
        ({"numerator": "0", "denominator": "0"}, None),
        ({"percent": "25"}, Fraction(1, 4)),
        ({"count": "3"}, Fraction(3)),
        ({"amount": "1", "best": "4"}, Fraction(1, 4)),
        ({"level": "late"}, None),
        (None, None),
    ],
)
def test_a_value_is_one_number_or_none(raw: Any, figure: Fraction | None) -> None:
    assert figure_of(parse_value(raw)) == figure


def test_points_given_by_hand_are_no_ground_and_inputs_are_the_same_in_any_order() -> None:
    assert inputs_of({"points": "2"}) == ""
    assert inputs_of({"counts": {"a": 1, "b": 2}}) == inputs_of({"counts": {"b": 2, "a": 1}})
    assert inputs_of({"met": [True, False]}) != inputs_of({"met": [False, True]})


def test_two_hundred_units_take_as_many_queries_as_three(admin: User, django_assert_num_queries: Any) -> None:
    many = make_round(admin, more=40)
    written = {"by": admin, "at": datetime.now(UTC), "step": "first", "state": "scored", "block": many.blocks["so"]}
    StepScore.objects.bulk_create(
        StepScore(of=of, leaf="1.3.1", value={"level": "late"}, points="2" if of.pk % 2 else "1", **written)
        for of in many.of.values()
    )
    for units in (DEPARTMENTS, tuple(many.of)):
        with django_assert_num_queries(2):
            assert len(doubtful(many.blocks["so"], Step.FIRST, units)) == 1
