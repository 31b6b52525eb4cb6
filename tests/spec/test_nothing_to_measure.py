"""Nothing to measure: an empty denominator means one of three things, and the leaf says which (`when_empty`).

Sources: Hà Nam 1156/QĐ-UBND (2023): offices with no files arising are not assessed (exclude). Access-to-law
tables: "no reports or petitions in the year: 02 points", the maximum (full). A formula left to itself gives
nothing (zero).
"""

from decimal import Decimal

import pytest

PROPORTIONAL = {"shape": "proportional"}
BANDS = {"shape": "bands", "bands": [{"from": "50", "points": "2"}, {"to": "50", "points": "0"}]}
STATES = {"shape": "states", "weights": {"done": "1", "open": "0"}}
NO_RATIO = {"numerator": "0", "denominator": "0"}
NO_COUNTS = {"counts": {"done": 0, "open": 0}}
EMPTY = [(PROPORTIONAL, NO_RATIO), (BANDS, NO_RATIO), (STATES, NO_COUNTS)]
SHAPES = ["theo tỷ lệ", "theo mức", "theo trạng thái"]


@pytest.mark.parametrize(("rule", "value"), EMPTY, ids=SHAPES)
def test_exclude_takes_the_leaf_out_of_the_base(leaf_score, rule, value):
    score = leaf_score(rule, value, "2", when_empty="exclude")
    assert (score.state, score.points, score.empty) == ("excluded", None, True)


@pytest.mark.parametrize(("rule", "value"), EMPTY, ids=SHAPES)
def test_full_gives_the_max_points(leaf_score, rule, value):
    score = leaf_score(rule, value, "2", when_empty="full")
    assert (score.state, score.points, score.empty) == ("scored", Decimal(2), True)


@pytest.mark.parametrize(("rule", "value"), EMPTY, ids=SHAPES)
def test_zero_gives_nothing_and_keeps_the_base(leaf_score, rule, value):
    score = leaf_score(rule, value, "2", when_empty="zero")
    assert (score.state, score.points, score.empty) == ("scored", Decimal(0), True)


@pytest.mark.parametrize(
    ("when_empty", "sentence"),
    [
        ("exclude", "Không phát sinh: không tính vào mẫu số."),
        ("full", "Không phát sinh: được 2 điểm (tối đa) theo quy định của bộ tiêu chí."),
        ("zero", "Không phát sinh: 0 điểm, mất 2 điểm theo quy định của bộ tiêu chí."),
    ],
)
def test_the_explanation_says_which_of_the_three(explained, when_empty, sentence):
    assert explained(PROPORTIONAL, NO_RATIO, "2", when_empty=when_empty) == sentence


def test_something_with_nothing_done_is_not_empty(leaf_score):
    score = leaf_score(PROPORTIONAL, {"numerator": "0", "denominator": "5"}, "2", when_empty="full")
    assert (score.points, score.empty) == (Decimal(0), False)


@pytest.mark.parametrize("rule", [PROPORTIONAL, BANDS, STATES], ids=SHAPES)
def test_a_set_that_does_not_say_is_refused(faults, rule):
    assert faults(rule, "2") == ["when_empty_missing"]


def test_a_count_is_never_empty_so_nothing_needs_saying(faults):
    counted = {"shape": "bands", "of": "count", "bands": [{"from": "1", "points": "2"}, {"to": "1", "points": "0"}]}
    assert faults(counted, "2") == []
