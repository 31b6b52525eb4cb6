"""Windows of time by their code."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.errors import InputFault
from parindex.measures.period import LONGEST_CODE, parse_period


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
        ("2021-11M", date(2021, 1, 1), date(2021, 11, 30), "11 tháng năm 2021"),
        ("2021-M05", date(2021, 5, 1), date(2021, 5, 31), "tháng 5 năm 2021"),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29), "tháng 2 năm 2024"),
        ("2021-BC", date(2020, 12, 15), date(2021, 12, 14), "năm báo cáo 2021 (15/12/2020–14/12/2021)"),
        ("2021-BC-Q1", date(2020, 12, 15), date(2021, 3, 14), "quý I năm báo cáo 2021 (15/12/2020–14/03/2021)"),
        (
            "2021-BC-H1",
            date(2020, 12, 15),
            date(2021, 6, 14),
            "6 tháng đầu năm báo cáo 2021 (15/12/2020–14/06/2021)",
        ),
        ("2021-BC-Q3", date(2021, 6, 15), date(2021, 9, 14), "quý III năm báo cáo 2021 (15/06/2021–14/09/2021)"),
        ("2021-BC-9M", date(2020, 12, 15), date(2021, 9, 14), "9 tháng năm báo cáo 2021 (15/12/2020–14/09/2021)"),
        ("2021-01-15..2021-03-14", date(2021, 1, 15), date(2021, 3, 14), "từ 15/01/2021 đến 14/03/2021"),
        ("2020-12-20..2021-01-05", date(2020, 12, 20), date(2021, 1, 5), "từ 20/12/2020 đến 05/01/2021"),
        ("2021-05-05..2021-05-05", date(2021, 5, 5), date(2021, 5, 5), "từ 05/05/2021 đến 05/05/2021"),
    ],
)
def test_each_code_names_one_window(code: str, first: date, last: date, title: str) -> None:
    period = parse_period(code)
    assert (period.code, period.first, period.last, period.title, period.year) == (code, first, last, title, last.year)
    assert len(code) <= LONGEST_CODE


@pytest.mark.parametrize("written", ["2021-q1", " 2021-Q1 ", "2021-Q1\n"])
def test_letter_case_and_spaces_around_do_not_make_another_period(written: str) -> None:
    assert parse_period(written).code == "2021-Q1"


@pytest.mark.parametrize(
    "bad",
    [
        "2021-M00",
        "2021-M13",
        "2021-M5",
        "2021-BC-Q2",
        "2021-BC-",
        "2021-BC-M05",
        "2021-11",
        "2021-1M",
        "2021-01-15",
        "2021-01-15..",
        "2021-01-15...2021-02-01",
        "2021-01-15 .. 2021-02-01",
        "",
        "2021-Q5",
        "2021-Q0",
        "2021-H3",
        "2021-12M",
        "21",
        "20211",
        "2021Q1",
        "2021-",
        "2021 Q1",
        "năm 2021",
        "-2021",
    ],
)
def test_anything_else_is_refused_with_the_codes_that_exist(bad: str) -> None:
    with pytest.raises(InputFault, match="2021-Q1"):
        parse_period(bad)


@pytest.mark.parametrize("digits", ["２０２１", "٢٠٢١", "२०२१-Q1"])
def test_digits_of_other_scripts_do_not_make_a_second_name_for_a_year(digits: str) -> None:
    with pytest.raises(InputFault):
        parse_period(digits)


@pytest.mark.parametrize("bad", ["1999", "2101", "0000", "9999-Q4", "1999-12-31..2000-01-02", "2100-12-01..2101-01-02"])
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


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2021-02-29..2021-03-14", "không có trong lịch"),
        ("2021-13-01..2021-03-14", "không có trong lịch"),
        ("2021-03-14..2021-03-13", "đổi lại hai ngày"),
        ("2020-01-01..2021-06-30", "dài hơn một năm"),
    ],
)
def test_a_free_window_that_cannot_be_is_refused_with_how_to_mend_it(written: str, words: str) -> None:
    with pytest.raises(InputFault, match=words):
        parse_period(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2021-01-01..2021-12-31", "2021"),
        ("2021-04-01..2021-06-30", "2021-Q2"),
        ("2021-05-01..2021-05-31", "2021-M05"),
        ("2020-12-15..2021-12-14", "2021-BC"),
        ("2021-01-01..2021-11-30", "2021-11M"),
    ],
)
def test_a_window_has_one_code_however_it_is_written(written: str, code: str) -> None:
    assert parse_period(written) == parse_period(code)


def test_reporting_years_follow_each_other_without_a_gap() -> None:
    assert (parse_period("2022-BC").first - parse_period("2021-BC").last).days == 1
    assert parse_period("2021-BC-Q3").first > parse_period("2021-BC-H1").last
    assert parse_period("2021-BC-9M").last == parse_period("2021-BC-Q3").last


@given(first=st.dates(date(2001, 1, 1), date(2099, 1, 1)), days=st.integers(0, 366))
def test_any_days_up_to_a_year_make_a_window_that_reads_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    period = parse_period(f"{first}..{last}")
    assert (period.first, period.last, period.year) == (first, last, last.year)
    assert parse_period(period.code) == period
