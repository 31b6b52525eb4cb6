"""What commands print, and what they read of a day or a moment: plain functions, no workspace."""

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.cli.loading import day, moment
from parindex.cli.parser import complaint
from parindex.cli.result import as_json, number, plain, text_table
from parindex.errors import InputFault


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        (Fraction(0), 0),
        (Fraction(1664), 1664),
        (Fraction(-3), -3),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(100, 10), 10),
        (Fraction(10**18 + 1), 10**18 + 1),
    ],
)
def test_a_part_of_a_figure_is_an_integer_or_a_decimal_string(value: Fraction | None, said: object) -> None:
    found = number(value)
    assert (found, type(found)) == (said, type(said))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2021, 3, 1, 8, 5, 9, 700), "2021-03-01T08:05:09"),
        (date(2021, 3, 1), "2021-03-01"),
        (Decimal("2.50"), "2.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.00"), "0"),
        (Path("/a/b"), "/a/b"),
        (True, True),
        (None, None),
        ("chữ", "chữ"),
    ],
)
def test_values_of_rows_are_said_as_json_has_them(value: object, said: object) -> None:
    assert plain(value) == said


def test_json_keeps_vietnamese_letters_and_writes_days_inside_lists() -> None:
    said = as_json({"đơn vị": "Sở", "days": [date(2021, 1, 2)], "n": Decimal("84.660")})
    assert "đơn vị" in said
    assert json.loads(said) == {"đơn vị": "Sở", "days": ["2021-01-02"], "n": "84.66"}


def test_a_table_has_columns_of_one_width_and_no_blanks_at_the_end() -> None:
    said = text_table(("Mã", "Số"), [("a", "1"), ("dài hơn", "1.670")], right=(1,)).split("\n")
    assert said == ["Mã          Số", "───────  ─────", "a            1", "dài hơn  1.670"]


def test_a_table_without_rows_is_its_titles() -> None:
    assert text_table(("A", "Dài"), []).split("\n") == ["A  Dài", "─  ───"]


cells = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)


@given(rows=st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_every_cell_stands_under_its_title(rows: list[tuple[str, str, str]]) -> None:
    titles, lines = ("x", "y", "z"), text_table(("x", "y", "z"), rows).split("\n")
    starts = [0]
    for at in range(2):
        starts.append(starts[-1] + 2 + max(len(row[at]) for row in (titles, *rows)))
    for row, line in zip(rows, lines[2:], strict=True):
        assert [line[start:].startswith(cell) for start, cell in zip(starts, row, strict=True)] == [True] * 3


@pytest.mark.parametrize("text", ["2021-12-31", "31/12/2021"])
def test_a_day_is_read_in_both_ways_of_writing_it(text: str) -> None:
    assert day(text) == date(2021, 12, 31)


@pytest.mark.parametrize(
    "text", ["", "31-12-2021", "2021-02-30", "12/31/2021", "31/12/21", "hôm nay", "2021-12-31T08:00"]
)
def test_what_is_no_day_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(InputFault, match="31/12/2021"):
        day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2021-12-31T16:00",
        "2021-12-31 16:00",
        "2021-12-31T16:00:00",
        "31/12/2021 16:00",
        "31/12/2021 16:00:00",
        "2021-12-31T16:00+07:00",
        "2021-12-31T09:00Z",
        "2021-12-31T10:00+01:00",
    ],
)
def test_a_moment_is_local_time_however_it_is_written(text: str) -> None:
    assert moment(text) == datetime(2021, 12, 31, 16)


@pytest.mark.parametrize("text", ["2021-12-31", "31/12/2021"])
def test_a_moment_without_a_clock_is_midnight(text: str) -> None:
    assert moment(text) == datetime(2021, 12, 31)


@pytest.mark.parametrize("text", ["", "16:00", "2021-12-31T25:00", "31/12/2021 16h", "0001-01-01T00:00+14:00"])
def test_what_is_no_moment_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(InputFault, match="2021-12-31T16:00"):
        moment(text)


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("the following arguments are required: --unit, --period", "còn thiếu --unit, --period"),
        ("unrecognized arguments: --bậy", "không có tham số --bậy"),
        (
            "argument --kind: invalid choice: 'x' (choose from 'a', 'b')",
            "--kind không nhận “x”; hãy chọn một trong: a, b",
        ),
        ("argument --kind: invalid choice: 'x' (choose from a, b)", "--kind không nhận “x”; hãy chọn một trong: a, b"),
        ("argument --port: invalid int value: 'tám'", "--port phải là số nguyên, không phải “tám”"),
        ("argument --unit: expected one argument", "--unit cần một giá trị đi kèm"),
        ("argument --json: ignored explicit argument 'a'", "--json không nhận giá trị, bỏ “a”"),
        ("ambiguous option: --p could match --port, --period", "--p viết tắt không rõ, có thể là: --port, --period"),
        ("something new", "something new"),
    ],
)
def test_complaints_about_the_command_line_are_vietnamese(english: str, vietnamese: str) -> None:
    assert complaint(english) == vietnamese
