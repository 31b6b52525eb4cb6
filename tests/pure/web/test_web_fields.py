"""Numbers and days as people here write them, and what is said when they cannot be read."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from parindex.documents.wording.numbers import number_text
from parindex.web.fields import DayField, NumberField, WholeField, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.670", "1670"),
        ("1.234.567", "1234567"),
        ("98,85", "98.85"),
        ("98.85", "98.85"),
        ("1.669,5", "1669.5"),
        (" 1 670 ", "1670"),
        ("+10,54", "10.54"),
        ("-1,87", "-1.87"),
        ("\u22121,87", "-1.87"),
        ("0", "0"),
        ("12.3456", "12.3456"),
    ],
)
def test_a_point_parts_thousands_and_a_comma_decimals(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "-", "tám", "1,2,3", "1.67.0", "12.34.567", "1e3", "NaN", "٣", "1,", ",5", "1.6700,5"]
)
def test_anything_else_is_not_guessed_at(text: str) -> None:
    assert read_number(text) is None


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_what_the_screen_prints_is_read_back_as_the_same_number(number: Decimal) -> None:
    assert read_number(number_text(number, places=4)) == number


def test_a_whole_number_has_no_decimals_and_may_be_grouped() -> None:
    field = WholeField(min_value=0)
    assert field.clean("1.670") == 1670
    assert isinstance(field.clean("12"), int)
    with pytest.raises(ValidationError, match="Hãy ghi số nguyên"):
        field.clean("12,5")


def test_decimals_beyond_the_field_are_refused() -> None:
    with pytest.raises(ValidationError):
        NumberField(max_digits=7, decimal_places=3).clean("1,2345")


@pytest.mark.parametrize("text", ["17/03/2022", "17-03-2022", "2022-03-17", " 17/3/2022 ", "17 / 03 / 2022"])
def test_a_day_is_read_in_its_usual_forms(text: str) -> None:
    assert DayField().clean(text) == date(2022, 3, 17)


@pytest.mark.parametrize("text", ["31/02/2022", "03/17/2022", "hôm qua"])
def test_a_day_that_is_none_says_how_days_are_written(text: str) -> None:
    with pytest.raises(ValidationError, match="ví dụ 17/03/2022"):
        DayField().clean(text)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (NumberField(max_value=2), "2,5", "Nhập số không lớn hơn 2."),
        (NumberField(max_value=Decimal("2.5")), "3", "Nhập số không lớn hơn 2,5."),
        (WholeField(min_value=1990), "3", "Nhập số không nhỏ hơn 1990."),
    ],
)
def test_a_number_past_its_limit_says_the_limit_in_plain_words(field: NumberField, typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [said]


def test_a_day_that_is_proposed_is_written_as_it_is_read() -> None:
    assert DayField().prepare_value(date(2026, 12, 1)) == "01/12/2026"
    assert DayField().prepare_value("1-12-2026") == "1-12-2026"
