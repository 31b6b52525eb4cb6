"""Proportional: the percentage times the max points, with or without a floor.

Sources: Sở Y tế Tiền Giang (2022): from 80 % to 100 % of the plan by formula, under 80 % nothing, so exactly 80 %
is inside and there is a cliff from 0 to 80 % of the points. Digital-transformation tables: ratio × maximum, no
floor. The plan's targets (30 % of procedures reviewed, 10 % with a proposal) are `full_at`: reaching the target
earns everything.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.errors import InputFault
from parindex.scoring.rounding import rounded
from parindex.scoring.rules import parse_rule
from parindex.scoring.values import Ratio

PLAIN = {"shape": "proportional"}
TG22 = {"shape": "proportional", "floor": {"at": "80", "inclusive": True, "below": "0"}}
STRICT = {"shape": "proportional", "floor": {"at": "80", "inclusive": False, "below": "0"}}
KEEPS_A_BIT = {"shape": "proportional", "floor": {"at": "50", "inclusive": True, "below": "0.25"}}
REVIEWED = {"shape": "proportional", "full_at": "30"}


@pytest.mark.parametrize(
    ("rule", "done", "of", "max_points", "expected"),
    [
        pytest.param(PLAIN, "78", "100", "1.5", "1.17", id="78% của 1,5 điểm"),
        pytest.param(PLAIN, "0", "12", "2", "0", id="không làm gì được 0"),
        pytest.param(PLAIN, "15", "12", "2", "2", id="vượt kế hoạch vẫn chỉ được tối đa"),
        pytest.param(PLAIN, "234.5", "300.25", "2", "1.56", id="mét giá có phần thập phân"),
        pytest.param(TG22, "86", "87", "3", "2.97", id="86/87 của 3 điểm là 2,9655…, làm tròn 2,97"),
        pytest.param(TG22, "80", "100", "3", "2.4", id="Tiền Giang: đúng 80% còn trong công thức"),
        pytest.param(TG22, "7999", "10000", "3", "0", id="Tiền Giang: 79,99% được 0"),
        pytest.param(STRICT, "80", "100", "3", "0", id="ngưỡng không bao gồm: đúng 80% được 0"),
        pytest.param(STRICT, "8001", "10000", "3", "2.4", id="ngưỡng không bao gồm: 80,01% theo công thức"),
        pytest.param(KEEPS_A_BIT, "1", "10", "1", "0.25", id="dưới ngưỡng vẫn được điểm ghi ở below"),
        pytest.param(REVIEWED, "36", "120", "1.5", "1.5", id="rà soát đúng 30% được tối đa"),
        pytest.param(REVIEWED, "60", "120", "1.5", "1.5", id="rà soát 50% cũng chỉ tối đa"),
        pytest.param(REVIEWED, "18", "120", "1.5", "0.75", id="rà soát 15% được một nửa"),
    ],
)
def test_the_points_of_a_ratio(points, rule, done, of, max_points, expected):
    value = {"numerator": done, "denominator": of}
    assert points(rule, value, max_points, when_empty="zero") == Decimal(expected)


def test_a_percentage_without_its_fraction_is_scored_too(points):
    assert points(PLAIN, {"percent": "78"}, "1.5", when_empty="zero") == Decimal("1.17")


def test_a_cap_in_points_stops_the_formula(leaf_score):
    rule = parse_rule({"shape": "proportional", "cap": "2"})
    capped = rule.evaluate(Ratio(Fraction(9), Fraction(10)), Decimal(3))
    assert (capped.points, capped.explanation.code) == (2, "proportional_capped")
    free = rule.evaluate(Ratio(Fraction(6), Fraction(10)), Decimal(3))
    assert (free.points, free.explanation.code) == (Fraction(9, 5), "proportional")


@pytest.mark.parametrize(
    ("rule", "done", "of", "sentence"),
    [
        (TG22, "86", "87", "86/87 = 98,85%; 98,85% × 3 điểm = 2,97 điểm, mất 0,03 điểm."),
        (TG22, "60", "87", "60/87 = 68,97%, dưới ngưỡng 80%: 0 điểm, mất 3 điểm."),
        (STRICT, "80", "100", "80/100 = 80%, không trên ngưỡng 80%: 0 điểm, mất 3 điểm."),
        (TG22, "79999", "100000", "79.999/100.000 = 79,999%, dưới ngưỡng 80%: 0 điểm, mất 3 điểm."),
        (TG22, "87", "87", "87/87 = 100%: 3 điểm (tối đa)."),
        (REVIEWED, "18", "120", "18/120 = 15%; 15% ÷ 30% × 3 điểm = 1,5 điểm, mất 1,5 điểm."),
        (REVIEWED, "48", "120", "48/120 = 40%, đạt mức từ 30% trở lên: 3 điểm (tối đa)."),
    ],
)
def test_the_explanation(explained, rule, done, of, sentence):
    assert explained(rule, {"numerator": done, "denominator": of}, "3", when_empty="zero") == sentence


def test_a_list_of_answers_is_refused(points):
    with pytest.raises(InputFault, match="quy tắc proportional cần tử số và mẫu số"):
        points(PLAIN, {"met": [True]}, "1", when_empty="zero")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param({"floor": {"at": "40", "inclusive": True, "below": "0"}, "full_at": "30"}, ["floor_above_full"]),
        pytest.param({"floor": {"at": "40", "inclusive": True, "below": "4"}}, ["over_max"]),
        pytest.param({"cap": "4"}, ["over_max"]),
        pytest.param({"cap": "2"}, ["max_unreachable"]),
        pytest.param({"full_at": "0"}, ["out_of_range"]),
    ],
    ids=["sàn cao hơn mức tối đa", "điểm dưới sàn quá lớn", "trần quá lớn", "trần quá nhỏ", "full_at bằng 0"],
)
def test_parameters_that_contradict_each_other_are_reported(faults, rule, expected):
    assert faults({"shape": "proportional"} | rule, "3", when_empty="zero") == expected


@given(numerator=st.integers(0, 10_000), denominator=st.integers(1, 10_000), max_points=st.integers(1, 20))
def test_the_formula_agrees_with_decimal_arithmetic_of_fifty_digits(numerator, denominator, max_points):
    """A second way: divide in Decimal with digits to spare, then round; never float."""
    rule = parse_rule(TG22)
    exact = rule.evaluate(Ratio(Fraction(numerator), Fraction(denominator)), Decimal(max_points)).points
    if numerator * 5 < denominator * 4:
        expected = Decimal(0)
    else:
        whole = (min(numerator, denominator) * max_points * 10**40) // denominator
        remainder = (min(numerator, denominator) * max_points * 10**40) % denominator
        expected = Decimal(whole + (1 if remainder else 0)).scaleb(-40).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert exact is not None
    assert rounded(exact, 2) == expected
