"""Day and month swapped: asked, never guessed. The evidence rule, line by line, and what each answer makes of a column."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_kit import SAMPLE, Imported, connection, read, write_csv, write_xlsx
from tests.conftest import FULL

from parindex.records.date_order import DateCounts, order_sql
from parindex.records.importing import ReadingChoices

MONTH = ReadingChoices(month_first=frozenset({"day", "moment"}))
DAY = ReadingChoices(day_first=frozenset({"day", "moment"}))
D = dt.date


def dates(path: Path, *cells: Any, column: str = "Ngày", **more: Any) -> Imported:
    """The cells as one column of dates; a workbook when the path says so."""
    write = write_xlsx if path.suffix == ".xlsx" else write_csv
    rows: list[list[Any]] = [["Mã", column], *([f"K{number:03}", cell] for number, cell in enumerate(cells))]
    return read(write(path, rows), **more)


def landed(found: Imported, column: str = "day") -> dict[str, Any]:
    return {row["key"]: row[column] for row in found.rows}


@pytest.mark.parametrize(
    ("counts", "doubtful"),
    [
        (DateCounts(), False),
        (DateCounts(either=50), False),  # nothing speaks against dd/MM
        (DateCounts(day=1, either=50), False),
        (DateCounts(month=1), False),  # one impossible date and nothing that could be read both ways
        (DateCounts(month=1, either=1), True),  # the only date that says anything says MM/dd
        (DateCounts(month=1, day=1, either=9), False),  # a slip among dd/MM dates
        (DateCounts(month=2), True),
        (DateCounts(month=2, day=20), True),
        (DateCounts(month=2, day=21), False),  # two slips in a long column
        (DateCounts(month=1, sheet_day=1, sheet_either=5), False),
        (DateCounts(month=1, sheet_either=5), True),
        (DateCounts(day=2, sheet_either=1), True),  # the spreadsheet turned what it could
        (DateCounts(day=1, sheet_either=1), False),  # too little to tell
        (DateCounts(day=5, sheet_either=5, sheet_day=1), False),  # a real date with a day over 12: not by turning
        (DateCounts(day=5, sheet_either=5, either=1), False),  # a text that would have been turned
        (DateCounts(sheet_either=50), False),
    ],
)
def test_the_evidence_rule(counts: DateCounts, doubtful: bool) -> None:
    assert counts.doubtful is doubtful


@pytest.mark.parametrize(
    ("counts", "against"),
    [
        (DateCounts(either=9), False),
        (DateCounts(day=1, either=9), True),
        (DateCounts(day=9, month=1), False),
        (DateCounts(day=5, sheet_either=5), False),
        (DateCounts(sheet_day=1, sheet_either=5), True),
    ],
)
def test_a_declaration_that_the_file_speaks_against_is_asked_again(counts: DateCounts, against: bool) -> None:
    assert counts.against_month_first is against


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("25/03/2021", "day"),
        ("03/25/2021", "month"),
        ("03/05/2021", "either"),
        (" 3-5-2021 08:10 ", "either"),
        ("Ngày 3.5.2021", "either"),
        ("05/05/2021", None),
        ("13/13/2021", None),
        ("00/05/2021", None),
        ("32/05/2021", None),
        ("2021-03-05", None),
        ("20210305", None),
        ("ngày 05 tháng 3 năm 2021", None),
        ("99999999999999999999/05/2021", None),
        ("", None),
    ],
)
def test_what_a_single_cell_says(tmp_path: Path, text: str, kind: str | None) -> None:
    with connection(tmp_path) as con:
        assert con.execute(f"SELECT {order_sql('cell')} FROM (SELECT $text AS cell)", {"text": text}).fetchone() == (
            kind,
        )


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_column_of_american_dates_is_asked_about_and_its_rows_wait(tmp_path: Path, suffix: str) -> None:
    cells = ["03/25/2021", "03/05/2021", "2021-04-06", "05/05/2021", ""]
    found = dates(tmp_path / f"a.{suffix}", *cells)
    assert landed(found) == {"K002": D(2021, 4, 6), "K003": D(2021, 5, 5), "K004": None}
    assert found.codes() == [(2, "day_or_month"), (3, "day_or_month")]
    (asked,) = found.prepared.questions
    assert (asked.column, asked.title, asked.examples) == ("day", "Ngày", ("03/05/2021", "03/25/2021"))
    assert "ngày 3 tháng 5 hoặc ngày 5 tháng 3" in found.prepared.errors[1].message
    assert "ngày 25 tháng 3" in found.prepared.errors[0].message


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_declared_month_first_such_a_column_is_read_so(tmp_path: Path, suffix: str) -> None:
    found = dates(tmp_path / f"a.{suffix}", "03/25/2021", "3/5/2021", "03-05-2021", "2021-04-06", choices=MONTH)
    assert not found.prepared.errors
    assert not found.prepared.questions
    assert found.column("day") == [D(2021, 3, 25), D(2021, 3, 5), D(2021, 3, 5), D(2021, 4, 6)]


def test_declared_day_first_only_the_impossible_dates_are_refused(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.csv", "03/25/2021", "03/05/2021", choices=DAY)
    assert found.codes() == [(2, "bad_date")]
    assert found.column("day") == [D(2021, 5, 3)]
    assert not found.prepared.questions


def test_a_lone_impossible_date_stays_an_ordinary_error(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.csv", "25/03/2021", "03/25/2021", "03/05/2021")
    assert found.codes() == [(3, "bad_date")]
    assert found.column("day") == [D(2021, 3, 25), D(2021, 5, 3)]
    assert not found.prepared.questions


def test_declared_month_first_a_date_that_cannot_be_so_is_refused(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.csv", "03/25/2021", "03/26/2021", "25/03/2021", choices=MONTH)
    assert found.codes() == [(4, "bad_date")]


def test_moments_keep_their_time_when_day_and_month_change_places(tmp_path: Path) -> None:
    cells = ["03/25/2021 08:10", "03/05/2021 14:30:15", "3/5/2021 8:05"]
    found = dates(tmp_path / "a.csv", *cells, column="Thời điểm", choices=MONTH)
    assert landed(found, "moment") == {
        "K000": dt.datetime(2021, 3, 25, 8, 10),
        "K001": dt.datetime(2021, 3, 5, 14, 30, 15),
        "K002": dt.datetime(2021, 3, 5, 8, 5),
    }
    asked = dates(tmp_path / "a.csv", *cells, column="Thời điểm")
    assert [code for _, code in asked.codes()] == ["day_or_month"] * 3


# An office types 05/03/2021 and 25/03/2021; a spreadsheet that thinks in MM/dd makes 3 May of the one, text of the other.
TURNED = [D(2021, 5, 3), D(2021, 4, 6), "25/03/2021", "31/03/2021 10:15"]


def test_dates_that_a_spreadsheet_turned_are_asked_about(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.xlsx", *TURNED, column="Thời điểm")
    assert found.codes() == [(2, "day_or_month"), (3, "day_or_month")]
    assert landed(found, "moment") == {"K002": dt.datetime(2021, 3, 25), "K003": dt.datetime(2021, 3, 31, 10, 15)}
    (asked,) = found.prepared.questions
    assert asked.examples == ("03/05/2021", "06/04/2021", "25/03/2021", "31/03/2021 10:15")


def test_dates_that_a_spreadsheet_turned_are_turned_back(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.xlsx", *TURNED, column="Thời điểm", choices=MONTH)
    assert not found.prepared.errors
    assert [moment.date() for moment in found.column("moment")] == [
        D(2021, 3, 5), D(2021, 6, 4), D(2021, 3, 25), D(2021, 3, 31),
    ]  # fmt: skip
    as_they_are = dates(tmp_path / "a.xlsx", *TURNED, column="Thời điểm", choices=DAY)
    assert as_they_are.column("moment")[0] == dt.datetime(2021, 5, 3)
    assert not as_they_are.prepared.errors


def test_american_dates_that_a_vietnamese_spreadsheet_turned_are_turned_back(tmp_path: Path) -> None:
    cells = [D(2021, 5, 3), D(2021, 4, 6), "03/25/2021"]  # 03/05/2021 and 06/04/2021 meant 5 March and 4 June
    assert len(dates(tmp_path / "a.xlsx", *cells).prepared.questions) == 1
    assert dates(tmp_path / "a.xlsx", *cells, choices=MONTH).column("day") == [
        D(2021, 3, 5), D(2021, 6, 4), D(2021, 3, 25),
    ]  # fmt: skip


def test_bare_day_numbers_count_as_real_dates(tmp_path: Path) -> None:
    numbers = [(day - D(1899, 12, 30)).days for day in (D(2021, 5, 3), D(2021, 4, 6))]
    assert len(dates(tmp_path / "a.xlsx", *numbers, "25/03/2021").prepared.questions) == 1


def test_real_dates_of_every_kind_beside_text_are_not_doubted(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.xlsx", D(2021, 5, 3), D(2021, 4, 26), "25/03/2021", "26/03/2021")
    assert not found.prepared.errors
    assert not found.prepared.questions


def test_a_kept_answer_does_not_swap_the_dates_of_the_next_file(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.csv", "25/03/2021", "03/05/2021", choices=MONTH)
    assert [question.column for question in found.prepared.questions] == ["day"]
    assert found.rows == ()
    answered = ReadingChoices(month_first=frozenset(), day_first=frozenset({"day"}))
    assert dates(tmp_path / "a.csv", "25/03/2021", "03/05/2021", choices=answered).column("day") == [
        D(2021, 3, 25), D(2021, 5, 3),
    ]  # fmt: skip


def test_each_column_is_asked_about_on_its_own(tmp_path: Path) -> None:
    rows = [
        ["Mã", "Ngày", "Thời điểm"],
        ["A", "03/25/2021", "04/05/2022 08:00"],
        ["B", "03/05/2021", "25/05/2022 08:00"],
        ["C", "", "05/06/2022 08:00"],
    ]
    found = read(write_csv(tmp_path / "a.csv", rows))
    assert [question.column for question in found.prepared.questions] == ["day"]
    assert [row["moment"] for row in found.rows] == [dt.datetime(2022, 6, 5, 8)]


def test_a_check_is_not_blamed_while_the_date_waits(tmp_path: Path) -> None:
    rows = [["Mã", "Ngày", "Thời điểm"], ["A", "03/25/2021", ""], ["B", "12/05/2021", "06/05/2021"]]
    assert [code for _, code in read(write_csv(tmp_path / "a.csv", rows)).codes()] == ["day_or_month"] * 2


def test_total_rows_and_empty_rows_do_not_wait(tmp_path: Path) -> None:
    rows = [["Mã", "Ngày"], ["A", "03/25/2021"], ["", ""], ["B", "03/05/2021"], ["", "03/05/2021"]]
    found = read(write_csv(tmp_path / "a.csv", rows))
    assert [row for row, code in found.codes() if code == "day_or_month"] == [2, 4, 5]
    assert found.prepared.skipped == 1


_real = st.dates(D(2021, 1, 1), D(2021, 12, 31))


@settings(max_examples=10 if FULL else 5)
@given(days=st.lists(_real, min_size=1, max_size=12))
def test_whatever_is_asked_no_date_lands_swapped(tmp_path: Path, days: list[dt.date]) -> None:
    """American dates in a file: what lands without an answer is right or refused, and with the answer all of it lands,
    unless no cell at all shows how the file is written."""
    cells = [f"{day:%m/%d/%Y}" for day in days]
    telling = [day for day in days if day.day > 12]
    if not telling:
        return
    found = dates(tmp_path / "a.csv", *cells)
    expected = {f"K{number:03}": day for number, day in enumerate(days)}
    assert all(expected[key] == day for key, day in landed(found).items())
    assert landed(dates(tmp_path / "a.csv", *cells, choices=MONTH)) == expected


@settings(max_examples=10 if FULL else 5)
@given(days=st.lists(_real, min_size=1, max_size=12), as_text=st.randoms(use_true_random=False))
def test_a_turned_workbook_never_lands_swapped(tmp_path: Path, days: list[dt.date], as_text: Any) -> None:
    cells = [D(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}" for day in days]
    expected = {f"K{number:03}": day for number, day in enumerate(days)}
    texts, turned = (
        sum(isinstance(cell, str) for cell in cells),
        sum(day.day <= 12 and day.day != day.month for day in days),
    )
    found = dates(tmp_path / "a.xlsx", *cells)
    if found.prepared.questions:
        assert all(expected[key] == day for key, day in landed(found).items())
        assert landed(dates(tmp_path / "a.xlsx", *cells, choices=MONTH)) == expected
    elif texts and texts + turned >= 3:
        assert not any(day.day <= 12 and day.day != day.month for day in days)


def test_a_column_of_a_workbook_made_by_another_program_is_judged_alike(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Mã", "Ngày"], ["A", D(2021, 5, 3)], ["B", D(2021, 4, 6)], ["C", "25/03/2021"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert [question.column for question in read(tmp_path / "a.xlsx", SAMPLE).prepared.questions] == ["day"]


def test_a_column_whose_every_date_reads_both_ways_is_read_day_first_and_that_is_told(tmp_path: Path) -> None:
    found = dates(tmp_path / "a.csv", "04/06/2023", "05/05/2023", "")
    assert found.column("day") == [D(2023, 6, 4), D(2023, 5, 5), None]
    assert [one.column for one in found.prepared.assumed] == ["day"]
    (told,) = [text for text in found.prepared.notices if "hai cách" in text]
    assert "“Ngày”" in told
    assert "04/06/2023 là ngày 4 tháng 6" in told
    assert "--month-first day" in told
    assert found.prepared.questions == ()


@pytest.mark.parametrize(
    ("cells", "choices"),
    [
        (("04/06/2023", "13/06/2023"), None),
        (("05/05/2023", "06/06/2023"), None),
        (("2023-06-04",), None),
        (("", ""), None),
        (("04/06/2023",), DAY),
        (("04/06/2023",), MONTH),
    ],
)
def test_nothing_is_told_where_a_date_speaks_or_a_person_has(
    tmp_path: Path, cells: tuple[str, ...], choices: ReadingChoices | None
) -> None:
    found = dates(tmp_path / "a.csv", *cells, **({"choices": choices} if choices else {}))
    assert found.prepared.assumed == ()
    assert not [text for text in found.prepared.notices if "hai cách" in text]


def test_real_dates_of_a_workbook_leave_nothing_to_tell_but_texts_do(tmp_path: Path) -> None:
    assert dates(tmp_path / "a.xlsx", D(2023, 6, 4), D(2023, 4, 6)).prepared.assumed == ()
    assert [one.examples for one in dates(tmp_path / "b.xlsx", "04/06/2023").prepared.assumed] == [("04/06/2023",)]
