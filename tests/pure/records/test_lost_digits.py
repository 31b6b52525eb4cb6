"""Codes that a spreadsheet took for numbers: refused where the column shows it, taken as they are where it does not."""

from pathlib import Path
from typing import Any

import pytest
from import_kit import read, write_csv, write_xlsx

from parindex.records.registers.dossiers import DOSSIERS


def codes(path: Path, *cells: Any) -> tuple[list[str], list[tuple[int, str]]]:
    rows: list[list[Any]] = [["Mã", "Tên gọi"], *([cell, "tên"] for cell in cells)]
    found = read((write_xlsx if path.suffix == ".xlsx" else write_csv)(path, rows))
    return found.column("key"), found.codes()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_short_code_beside_codes_with_zeros_has_lost_its_own(tmp_path: Path, suffix: str) -> None:
    kept, faults = codes(tmp_path / f"a.{suffix}", "0012", "0007", 13, "1234", "A1")
    assert kept == ["0007", "0012", "1234", "A1"]
    assert faults == [(4, "lost_zeros")]


def test_the_refusal_says_how_to_mend(tmp_path: Path) -> None:
    found = read(write_csv(tmp_path / "a.csv", [["Mã", "Tên gọi"], ["007", "a"], ["8", "b"]]))
    (error,) = found.prepared.errors
    assert "“8”" in error.message
    assert "Văn bản (Text)" in error.message


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_without_evidence_a_number_is_simply_the_code(tmp_path: Path, suffix: str) -> None:
    assert codes(tmp_path / f"a.{suffix}", "1", 2, "10", "0", "1A") == (["0", "1", "10", "1A", "2"], [])


def test_the_shortest_code_with_a_zero_sets_the_width(tmp_path: Path) -> None:
    kept, faults = codes(tmp_path / "a.csv", "01", "0002", "9", "10")
    assert kept == ["0002", "01", "10"]
    assert faults == [(4, "lost_zeros")]


@pytest.mark.parametrize("text", ["2,02103E+13", "2.02103E+13", "2E+15", "1,5e+15"])
def test_a_code_in_scientific_writing_has_lost_digits(tmp_path: Path, text: str) -> None:
    kept, faults = codes(tmp_path / "a.csv", "20210304000012", text)
    assert kept == ["20210304000012"]
    assert faults == [(3, "code_as_number")]


def test_a_number_with_more_digits_than_a_sheet_keeps_is_refused(tmp_path: Path) -> None:
    kept, faults = codes(tmp_path / "a.xlsx", 202103040000, 20210304000012345678)
    assert kept == ["202103040000"]
    assert faults == [(3, "code_as_number")]


def test_codes_of_dossiers_are_no_numbers(tmp_path: Path) -> None:
    rows = [
        ["Mã hồ sơ", "Mã TTHC", "Ngày tiếp nhận"],
        ["000.00.19.H20-210304-0001", "1.004227", "05/03/2021"],
        ["12E+3-H20", "2.001234", "05/03/2021"],
    ]
    assert not read(write_csv(tmp_path / "a.csv", rows), DOSSIERS).prepared.errors
