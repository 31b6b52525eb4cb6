"""How cells are read: the SQL against a plain Python twin, and the cases that people argue about."""

import datetime as dt
import os
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_kit import SAMPLE, connection, read, sample_row, write_csv

from parindex.records.cells import doubted, read_cell, within_years
from parindex.records.schema import Column, ColumnType

EXAMPLES = 2_000 if os.environ.get("TEST_DEPTH") == "full" else 60
TITLES = [column.title for column in SAMPLE.columns]


def parse_in_sql(con: duckdb.DuckDBPyConnection, type_: ColumnType, text: str, *, quoted: bool = True) -> Any:
    """The value that the importer's SQL gives a cell."""
    column = Column(name="value", title="x", type=type_)
    value = read_cell(column, "cell", "tidy", quoted=quoted)
    if type_ in (ColumnType.DATE, ColumnType.MOMENT):
        value = within_years(column, f"({value})")
    found = con.execute(
        f"SELECT {value} FROM (SELECT cell, {doubted(column, 'cell')} AS tidy FROM (SELECT $text AS cell))",
        {"text": text},
    ).fetchone()
    assert found
    return found[0]


def twin_words(text: str) -> str:
    blank = {*range(0x21), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x200E), *range(0x2028, 0x2030)}
    blank |= {0x205F, 0x2060, 0x3000, 0xFEFF}
    spaced = "".join(" " if ord(character) in blank else character for character in unicodedata.normalize("NFC", text))
    return " ".join(filter(None, spaced.split(" ")))


def twin_moment(text: str) -> dt.datetime | None:
    text = twin_words(text)
    clock = r"(?: (\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?)?"
    forms = [
        (rf"(?:ngày )?(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){clock}", (4, 3, 1, 5, 6, 7)),
        (rf"(?:ngày )?(\d{{1,2}}) tháng (\d{{1,2}}),? năm (\d{{4}}){clock}", (3, 2, 1, 4, 5, 6)),
        (rf"(\d{{4}})-(\d\d)-(\d\d){clock.replace('(?: ', '(?:[ T]', 1)}", (1, 2, 3, 4, 5, 6)),
        (r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", (1, 2, 3, 4, 5, 6)),
        (r"(\d{4})(\d\d)(\d\d)", (1, 2, 3)),
    ]
    for form, places in forms:
        match = re.fullmatch(form, text.lower(), re.ASCII) or re.fullmatch(form, text, re.ASCII)
        if match:
            parts = [int(match[place] or 0) for place in places]
            try:
                moment = dt.datetime(*parts)  # type: ignore[arg-type]
            except ValueError:
                return None
            return moment if 1990 <= moment.year <= 2100 else None
    return None


def twin_integer(text: str) -> int | None:
    text = twin_words(text)
    match = re.fullmatch(r"([+-]?)(\d+)(,0+|\.0|\.00)?", text, re.ASCII)
    if match and len(match[2]) <= 18:
        return int(match[1] + match[2])
    match = re.fullmatch(r"([+-]?)([1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+))(,0+)?", text, re.ASCII)
    if match:
        value = int(match[1] + match[2].replace(".", "").replace(" ", ""))
        return value if -(2**63) <= value < 2**63 else None
    return None


def twin_decimal(text: str) -> Decimal | None:
    text = twin_words(text)
    sign, text = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text, re.ASCII):
        return None  # one thousand six hundred seventy, or one and a bit?
    grouped = re.fullmatch(r"([1-9]\d{0,2})((?:\.\d{3})+|(?: \d{3})+)(,\d+)?", text, re.ASCII)
    if grouped or re.fullmatch(r"\d+(,\d+)?", text, re.ASCII):
        number = text.replace(".", "").replace(" ", "").replace(",", ".")
    elif re.fullmatch(r"\d+\.(\d{1,2}|\d{4,})|(0|\d{4,})\.\d{3}", text, re.ASCII):
        number = text
    else:
        return None
    value = Decimal(sign + number).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return value if abs(value) < 10**14 else None


def twin_text(text: str, quoted: bool) -> str | None:
    value = twin_words(text)
    errors = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
    if not value or len(value) > 4000 or value.upper() in errors:
        return None
    if quoted and text.startswith("'") and re.match(r"'+[=+@-]", value):
        return value[1:]
    return value


_blanks = st.sampled_from(["", " ", "  ", "\u00a0", "\t", "\n", "\ufeff"])
_number = st.one_of(
    st.from_regex(r"[+-]?[0-9]{1,20}([.,][0-9]{1,6})?", fullmatch=True),
    st.from_regex(r"[+-]?[0-9]{1,4}([. ][0-9]{3}){0,6}([.,][0-9]{0,6})?", fullmatch=True),
    st.text("0123456789.,+- e%", max_size=12),
)
_date = st.one_of(
    st.from_regex(
        r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](19|20|21)[0-9]{2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{2})?)?", fullmatch=True
    ),
    st.from_regex(
        r"(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]([ T][0-2][0-9]:[0-5][0-9](:[0-9]{2}(\.[0-9]{1,7})?)?)?", fullmatch=True
    ),
    st.from_regex(r"(19|20)[0-9]{2}[01][0-9][0-3][0-9]([0-2][0-9][0-5][0-9][0-6][0-9])?", fullmatch=True),
    st.from_regex(
        r"([Nn]gày |NGÀY )?[0-9]{1,2} ([Tt]háng|THÁNG) [0-9]{1,2},? năm (19|20)[0-9]{2}( [0-9]{1,2}:[0-9]{2})?",
        fullmatch=True,
    ),
    st.from_regex(r"([Nn]gày )[0-9]{1,2}[-/.][0-9]{1,2}[-/.](19|20)[0-9]{2}", fullmatch=True),
    st.text("0123456789/-.: T", max_size=20),
)
_words = st.text(
    st.one_of(
        st.sampled_from("aáàạảãăắâđĐêôơưừ –“”…'\"=+-@#,;|\\\u0301\u0323\u031b\u00a0\u200b\u2028\t\n\r"),
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cn"), exclude_characters="\0", max_codepoint=0x1FFF),
    ),
    min_size=1,  # an empty cell is NULL before it is read
    max_size=20,
)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with connection(tmp_path_factory.mktemp("cells")) as made:
        yield made


@settings(max_examples=EXAMPLES)
@given(before=_blanks, text=_date, after=_blanks)
def test_moments_and_dates_are_read_as_the_twin_reads_them(con: Any, before: str, text: str, after: str) -> None:
    cell = before + text + after
    expected = twin_moment(cell)
    assert parse_in_sql(con, ColumnType.MOMENT, cell) == expected
    assert parse_in_sql(con, ColumnType.DATE, cell) == (expected and expected.date())


@settings(max_examples=EXAMPLES)
@given(before=_blanks, text=_number, after=_blanks)
def test_numbers_are_read_as_the_twin_reads_them(con: Any, before: str, text: str, after: str) -> None:
    cell = before + text + after
    assert parse_in_sql(con, ColumnType.INTEGER, cell) == twin_integer(cell)
    assert parse_in_sql(con, ColumnType.DECIMAL, cell) == twin_decimal(cell)


@settings(max_examples=EXAMPLES)
@given(text=_words, quoted=st.booleans())
def test_text_is_cleaned_as_the_twin_cleans_it(con: Any, text: str, quoted: bool) -> None:
    for kind in (ColumnType.TEXT, ColumnType.CODE):
        assert parse_in_sql(con, kind, text, quoted=quoted) == twin_text(text, quoted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/03/2021", dt.datetime(2021, 3, 5)),
        ("5/3/2021 8:05", dt.datetime(2021, 3, 5, 8, 5)),
        ("05-03-2021", dt.datetime(2021, 3, 5)),
        ("05.03.2021 14:30:15", dt.datetime(2021, 3, 5, 14, 30, 15)),
        ("2021-03-05", dt.datetime(2021, 3, 5)),
        ("2021-03-05T14:30:15.250", dt.datetime(2021, 3, 5, 14, 30, 15)),
        ("20210305143015", dt.datetime(2021, 3, 5, 14, 30, 15)),
        ("05/03/2021 00:00:00", dt.datetime(2021, 3, 5)),
        ("05/03/2021 23:59:59", dt.datetime(2021, 3, 5, 23, 59, 59)),
        ("ngày 05 tháng 3 năm 2021", dt.datetime(2021, 3, 5)),
        ("Ngày 5 Tháng 03, năm 2021 8:05", dt.datetime(2021, 3, 5, 8, 5)),
        ("5 tháng 3 năm 2021", dt.datetime(2021, 3, 5)),
        ("Ngày 05/03/2021", dt.datetime(2021, 3, 5)),
        ("ngày 31 tháng 4 năm 2021", None),
        ("tháng 3 năm 2021", None),
        ("29/02/2020", dt.datetime(2020, 2, 29)),
        ("31/12/2100 23:59:59", dt.datetime(2100, 12, 31, 23, 59, 59)),
        ("01/01/1990", dt.datetime(1990, 1, 1)),
        ("29/02/2021", None),
        ("31/04/2021", None),
        ("03/25/2021", None),
        ("31/12/1989", None),
        ("01/01/2101", None),
        ("05/03/21", None),
        ("05/03-2021", None),
        ("05/03/2021 24:00", None),
        ("05/03/2021 08:60", None),
        ("44298", None),
        ("Quý I", None),
    ],
)
def test_a_moment_is_day_first_and_nothing_is_guessed(con: Any, text: str, expected: dt.datetime | None) -> None:
    assert parse_in_sql(con, ColumnType.MOMENT, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1.670", 1670), ("1670", 1670), ("1 670", 1670), ("12.0", 12), ("15,00", 15), ("-3", -3), ("+3", 3)]
    + [(text, None) for text in ("12,5", "1,670", "1.67", "0.670", "mười", "1e3", "1.670.00", "9" * 19)],
)
def test_an_integer_takes_dots_between_thousands(con: Any, text: str, expected: int | None) -> None:
    assert parse_in_sql(con, ColumnType.INTEGER, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("98,85", "98.85"), ("12.5", "12.5"), ("1.670,5", "1670.5"), ("1.670.000", "1670000"), ("0.125", "0.125")]
    + [("1234.567", "1234.567"), ("12.3456", "12.3456"), ("0,00005", "0.0001"), ("-7,25", "-7.25")]
    + [(text, None) for text in ("1.670", "12.345", "98,85%", "1,2,3", "9" * 15)],
)
def test_a_decimal_that_reads_two_ways_is_refused(con: Any, text: str, expected: str | None) -> None:
    assert parse_in_sql(con, ColumnType.DECIMAL, text) == (None if expected is None else Decimal(expected))


def test_the_refusal_of_an_ambiguous_decimal_names_both_readings(tmp_path: Path) -> None:
    found = read(
        write_csv(tmp_path / "a.csv", [TITLES, sample_row("A", length="1.670"), sample_row("B", length="12,5")])
    )
    assert found.codes() == [(2, "bad_decimal")]
    assert "1670 hoặc 1,670" in found.prepared.errors[0].message


def test_words_of_choices_units_and_yes_or_no_are_understood(tmp_path: Path) -> None:
    rows = [
        sample_row("A", kind="TRUC TIEP", unit="van phong so", agreed="Có"),
        sample_row("B", kind="1", unit="P.LĐVL", agreed="x"),
        sample_row("C", kind="online", unit="phong-ldvl", agreed="KHÔNG"),
        sample_row("D", kind="Trực  tuyến", unit="Phòng Lao động - Việc làm - Bảo hiểm", agreed="0"),
        sample_row("E", agreed="false"),
        sample_row("F", agreed="TRUE", unit="  "),
    ]
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    assert not found.prepared.errors
    assert found.column("kind") == ["direct", "direct", "online", "online", None, None]
    assert found.column("unit") == ["van-phong", "phong-ldvl", "phong-ldvl", "phong-ldvl", "so-x", "so-x"]
    assert found.column("agreed") == [True, True, False, False, False, True]


def test_a_unit_name_that_two_units_share_loosely_is_refused(tmp_path: Path) -> None:
    names = {"phong a": "a1", "phong-a": "a2"}
    rows = [TITLES, sample_row("A", unit="Phòng A"), sample_row("B", unit="phòng_a")]
    found = read(write_csv(tmp_path / "a.csv", rows), names=names)
    assert found.column("unit") == ["a1"]
    assert found.codes() == [(3, "unknown_unit")]
