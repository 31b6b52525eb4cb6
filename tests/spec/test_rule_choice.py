"""Choice: several formulas, of which the scorer says which one applies; each keeps its own values.

Source: SW-A, a working scoring system: a criterion may offer several formulas with named variables.
"""

from decimal import Decimal

import pytest

from parindex.errors import InputFault

HALF = {
    "shape": "levels",
    "levels": [{"key": "co", "text": "có", "points": "1"}, {"key": "khong", "text": "không", "points": "0"}],
}
RULE = {
    "shape": "choice",
    "options": [
        {"key": "co_ho_so", "text": "Có hồ sơ phát sinh", "rule": {"shape": "proportional"}},
        {"key": "khong_ho_so", "text": "Không có hồ sơ", "rule": HALF},
    ],
}


def chosen(key, value):
    return {"choice": key, "value": value}


def test_the_chosen_formula_alone_gives_the_points(points):
    ratio = {"numerator": "9", "denominator": "10"}
    assert points(RULE, chosen("co_ho_so", ratio), "1", when_empty="zero") == Decimal("0.9")
    assert points(RULE, chosen("khong_ho_so", {"level": "co"}), "1", when_empty="zero") == Decimal("1")


def test_the_explanation_says_which_formula(explained):
    words = explained(RULE, chosen("co_ho_so", {"numerator": "9", "denominator": "10"}), "1", when_empty="zero")
    assert words == "Theo cách tính “Có hồ sơ phát sinh”: 9/10 = 90%; 90% × 1 điểm = 0,9 điểm, mất 0,1 điểm."


def test_a_formula_that_is_not_offered_is_refused(points):
    with pytest.raises(InputFault, match="không có cách tính “khac”"):
        points(RULE, chosen("khac", {"level": "co"}), "1", when_empty="zero")


def test_a_value_for_another_formula_is_refused(points):
    with pytest.raises(InputFault, match="proportional cần"):
        points(RULE, chosen("co_ho_so", {"level": "co"}), "1", when_empty="zero")


def test_nothing_to_measure_in_the_chosen_formula_is_as_declared(points):
    empty = {"numerator": "0", "denominator": "0"}
    assert points(RULE, chosen("co_ho_so", empty), "1", when_empty="full") == Decimal("1")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ([RULE["options"][0], RULE["options"][0]], "duplicate_key"),
        ([RULE["options"][0], {"key": "a", "text": "b", "rule": RULE}], "nested"),
        ([RULE["options"][0], {"key": "a", "text": "b", "rule": {"shape": "survey"}}], "nested"),
        ([RULE["options"][0], {"key": "a", "text": "b", "rule": {"shape": "levels", "levels": []}}], "bad_rule"),
        (
            [RULE["options"][1], {"key": "a", "text": "b", "rule": HALF | {"levels": HALF["levels"][1:] * 2}}],
            "max_unreachable",
        ),
    ],
)
def test_wrong_options_are_told(faults, change, code):
    assert code in faults(RULE | {"options": change}, "1", when_empty="zero")
