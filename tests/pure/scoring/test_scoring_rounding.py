"""Rounding: half-up, in one place, exact until then."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.scoring.rounding import rounded


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction("2.965"), 2, "2.97"),
        (Fraction("2.9649999999999999999999"), 2, "2.96"),
        (Fraction(86, 87) * 3, 2, "2.97"),
        (Fraction("-2.965"), 2, "-2.97"),
        (Fraction("-0.004"), 2, "0.00"),
        (Fraction("0.5"), 0, "1"),
        (Fraction("1.5"), 0, "2"),
        (Fraction("2.5"), 0, "3"),
        (Fraction(1, 3), 3, "0.333"),
        (Fraction(100), 2, "100.00"),
        (Fraction("0.125"), None, "0.125"),
        (Fraction("1.75"), None, "1.75"),
        (Fraction(7), None, "7"),
        (Fraction(2, 3), None, "0.666667"),
        (Fraction(-2, 3), None, "-0.666667"),
    ],
)
def test_half_up_away_from_zero(value, places, expected):
    assert str(rounded(value, places)) == expected


def test_a_number_that_binary_fractions_get_wrong_is_rounded_right():
    """round(1.005, 2) is 1.0 in floats."""
    assert rounded(Fraction("1.005"), 2) == Decimal("1.01")


def test_the_precision_of_the_caller_s_decimal_context_does_not_matter():
    with localcontext(prec=2):
        assert rounded(Fraction("123456.785"), 2) == Decimal("123456.79")


@given(value=st.decimals(-10_000, 10_000, places=5), places=st.integers(0, 4))
def test_decimals_round_as_the_decimal_module_rounds_them_half_up(value, places):
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert rounded(Fraction(value), places) == expected


@given(value=st.fractions(-1000, 1000), places=st.integers(0, 6))
def test_the_error_is_never_more_than_half_of_the_last_place(value, places):
    assert abs(Fraction(rounded(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(value=st.fractions(-1000, 1000, max_denominator=500))
def test_without_places_short_decimals_stay_exact_and_others_get_six(value):
    shown = rounded(value, None)
    if 10**6 % value.denominator == 0:
        assert Fraction(shown) == value
    else:
        assert abs(Fraction(shown) - value) <= Fraction(1, 2 * 10**6)
