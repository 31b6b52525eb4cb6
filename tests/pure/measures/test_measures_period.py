"""Windows of time by their code."""

from datetime import date
from itertools import pairwise

import pytest

from parindex.errors import InputFault
from parindex.measures.period import parse_period


@pytest.mark.parametrize(
    ("code", "first", "last", "title"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "năm 2021"),
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31), "quý I năm 2021"),
        ("2021-Q2", date(2021, 4, 1), date(2021, 6, 30), "quý II năm 2021"),
        ("2021-Q3", date(2021, 7, 1), date(2021, 9, 30), "quý III năm 2021"),
        ("2021-Q4", date(2021, 10, 1), date(2021, 12, 31), "quý IV năm 2021"),
        ("2021-H1", date(2021, 1, 1), date(2021, 6, 30), "6 tháng đầu năm 2021"),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31), "6 tháng cuối năm 2021"),
        ("2021-9M", date(2021, 1, 1), date(2021, 9, 30), "9 tháng năm 2021"),
    ],
)
def test_each_code_names_one_window(code: str, first: date, last: date, title: str) -> None:
    period = parse_period(code)
    assert (period.code, period.first, period.last, period.title, period.year) == (code, first, last, title, 2021)


@pytest.mark.parametrize("written", ["2021-q1", " 2021-Q1 ", "2021-Q1\n"])
def test_letter_case_and_spaces_around_do_not_make_another_period(written: str) -> None:
    assert parse_period(written).code == "2021-Q1"


@pytest.mark.parametrize(
    "bad",
    ["", "2021-Q5", "2021-Q0", "2021-H3", "2021-12M", "21", "20211", "2021Q1", "2021-", "2021 Q1", "năm 2021", "-2021"],
)
def test_anything_else_is_refused_with_the_codes_that_exist(bad: str) -> None:
    with pytest.raises(InputFault, match="2021-Q1"):
        parse_period(bad)


@pytest.mark.parametrize("digits", ["２０２１", "٢٠٢١", "२०२१-Q1"])
def test_digits_of_other_scripts_do_not_make_a_second_name_for_a_year(digits: str) -> None:
    with pytest.raises(InputFault):
        parse_period(digits)


@pytest.mark.parametrize("bad", ["1999", "2101", "0000", "9999-Q4"])
def test_years_out_of_reach_are_refused_in_words(bad: str) -> None:
    with pytest.raises(InputFault, match="từ 2000 đến 2100"):
        parse_period(bad)


def test_the_first_quarter_of_a_leap_year_ends_as_any_other() -> None:
    assert parse_period("2024-Q1").last == date(2024, 3, 31)


def test_quarters_halves_and_the_year_fit_together_without_a_gap() -> None:
    quarters = [parse_period(f"2021-Q{number}") for number in (1, 2, 3, 4)]
    for before, after in pairwise(quarters):
        assert (after.first - before.last).days == 1
    assert parse_period("2021-H1").last == quarters[1].last
    assert parse_period("2021-H2").first == quarters[2].first
    assert parse_period("2021-9M").last == quarters[2].last
