"""The model set of QĐ 766/QĐ-TTg: five groups, full marks at a threshold, nothing to measure as the portal has it."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.criteria.loading import load_bytes
from parindex.scoring.score import score
from parindex.scoring.values import Ratio

FILE = Path(__file__).parents[2] / "criteria_sets" / "mau-bo-chi-so-766.yaml"


@pytest.fixture(scope="module")
def model():
    return load_bytes(FILE.read_bytes(), name=FILE.name)


def points(model, code, above, below):
    value = Ratio(Fraction(above), Fraction(below))
    return next(leaf.points for leaf in score(model, {code: value}).leaves() if leaf.leaf.code == code)


def test_the_five_groups_have_the_points_of_the_decision(model):
    assert [area.max_points for area in model.areas] == [18, 20, 22, 22, 18]
    assert [criterion.max_points for criterion in model.areas[2].criteria] == [12, 10]


def test_the_department_and_the_province_score_progress_apart(model):
    assert points(model, "2.1", 1669, 1670) == Decimal("19.99")
    assert points(model, "2.1", 1628, 1670) == Decimal("19.50")


@pytest.mark.parametrize(
    ("code", "above", "below", "expected"),
    [
        ("3.1", 80, 100, "4"),
        ("3.1", 40, 100, "2"),
        ("3.3", 50, 100, "4"),
        ("5.4", 90, 100, "6"),
        ("5.4", 45, 100, "3"),
        ("5.2", 1, 2, "3"),
    ],
)
def test_full_marks_come_at_the_threshold_and_below_it_in_proportion(model, code, above, below, expected):
    assert points(model, code, above, below) == Decimal(expected)


@pytest.mark.parametrize(("code", "expected"), [("5.2", 6), ("5.3", 6), ("5.4", 0)])
def test_nothing_to_measure_gives_what_the_portal_gives(model, code, expected):
    assert points(model, code, 0, 0) == expected


def test_a_leaf_whose_points_are_not_known_says_that_they_are_an_even_share(model):
    known = {"2.1", "5.2", "5.3", "5.4"}
    assert {leaf.code for _, _, leaf in model.leaves() if "điểm chia đều" not in leaf.name} == known
