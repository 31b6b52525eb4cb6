"""Numbers and dates as Vietnamese official documents write them."""

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.documents.wording.numbers import (
    change_text,
    cited_date_text,
    count_text,
    date_text,
    moment_text,
    number_text,
    percent_apart,
    percent_text,
    points_text,
    rank_text,
    ratio_percent_text,
    time_text,
)


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (9, "9"), (999, "999"), (1670, "1.670"), (1234567, "1.234.567"), (-1670, "-1.670"), (None, "–")],
)
def test_thousands_are_parted_by_a_dot(count, text):
    assert count_text(count) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (1, "01"), (6, "06"), (9, "09"), (10, "10"), (12, "12"), (1670, "1.670")]
)
def test_small_counts_take_a_leading_zero_where_documents_want_it(count, text):
    assert count_text(count, leading_zero=True) == text


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (Decimal("2.97"), "2,97"),
        (Decimal("2.00"), "2"),
        (Decimal("0.50"), "0,5"),
        (Decimal("-0.25"), "-0,25"),
        (Decimal("0.00"), "0"),
        (Decimal("-0.00"), "0"),
        (Decimal("0.667"), "0,667"),
        (Decimal("1500.5"), "1.500,5"),
        (Decimal("1E+2"), "100"),
        (Fraction(3, 4), "0,75"),
        (None, "–"),
    ],
)
def test_points_show_the_decimals_they_have(points, text):
    assert points_text(points) == text


@pytest.mark.parametrize(
    ("points", "text"),
    [(Decimal(2), "2,00"), (Decimal("0.5"), "0,50"), (Decimal("0.667"), "0,667"), (Decimal(0), "0,00"), (None, "–")],
)
def test_points_in_a_column_have_at_least_two_decimals(points, text):
    assert points_text(points, fixed=True) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (Fraction(8600, 87), "98,85%"),
        (Decimal("78.00"), "78%"),
        (Decimal("98.80"), "98,8%"),
        (Fraction(100), "100%"),
        (Decimal("0.005"), "0,01%"),
        (Decimal("-1.87"), "-1,87%"),
        (None, "–"),
    ],
)
def test_a_percentage_has_at_most_two_decimals(percent, text):
    assert percent_text(percent) == text


def test_a_percentage_in_a_column_has_exactly_two():
    assert percent_text(Decimal(78), fixed=True) == "78,00%"


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [(86, 87, "98,85%"), (1, 87, "1,15%"), (8, 9, "88,89%"), (0, 9, "0%"), (0, 0, "–")],
)
def test_a_ratio_as_a_percentage(numerator, denominator, text):
    assert ratio_percent_text(numerator, denominator) == text


@pytest.mark.parametrize(
    ("percent", "edges", "text"),
    [
        (Fraction("89.999"), [90], "89,999%"),
        (Fraction("90.00001"), [90], "90,00001%"),
        (Fraction(90), [90], "90%"),
        (Fraction(8600, 87), [80], "98,85%"),
        (Fraction("99.996"), [Decimal(100)], "99,996%"),
        (Fraction(50), [], "50%"),
        (90 - Fraction(1, 10**12), [90], "gần 90%"),
    ],
)
def test_a_percentage_is_never_rounded_onto_a_threshold_it_is_not_equal_to(percent, edges, text):
    assert percent_apart(percent, *edges) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Decimal("10.54"), "+10,54"),
        (Decimal("-1.87"), "-1,87"),
        (Decimal(0), "0"),
        (Decimal("0.001"), "0"),
        (None, "–"),
    ],
)
def test_a_change_carries_its_sign(change, text):
    assert change_text(change) == text


def test_ranks_and_rank_changes_are_written_with_two_digits():
    assert rank_text(9, 17) == "09/17"
    assert change_text(8, leading_zero=True) == "+08"


def test_dates_of_tables_and_screens():
    assert date_text(date(2022, 3, 5)) == "05/03/2022"
    assert date_text(None) == "–"
    assert moment_text(datetime(2021, 12, 31, 17, 0)) == "31/12/2021 17:00"
    assert moment_text(None) == "–"
    assert time_text(time(7, 5)) == "07:05"


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (date(2022, 3, 17), "17/3/2022"),
        (date(2022, 1, 5), "05/01/2022"),
        (date(2020, 2, 28), "28/02/2020"),
        (date(2021, 10, 9), "09/10/2021"),
    ],
)
def test_dates_of_documents_pad_days_under_ten_and_the_first_two_months(day, cited):
    assert cited_date_text(day) == cited


@given(value=st.decimals(-(10**9), 10**9, places=2))
def test_any_number_can_be_read_back_from_its_text(value):
    text = number_text(value, places=2)
    assert Decimal(text.replace(".", "").replace(",", ".")) == value
    assert not text.endswith(",")


@given(value=st.decimals(0, 10**9, places=4))
def test_fixed_numbers_always_have_the_decimals_asked_for(value):
    assert len(number_text(value, places=2, fixed=True).partition(",")[2]) == 2
