"""The list of differences as a workbook: what an office sends and the owner of a source fills in."""

import io
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from difference_example import LEFT, LISTED, OWNER, RIGHT, ROWS
from openpyxl.worksheet.worksheet import Worksheet

from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.reconciliation_list import build_difference_list
from parindex.documents.reconciliation_list.build import ANSWERS

FIRST = 10  # the row of the first difference, as a spreadsheet counts


def sheet_of(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content))["Sai lệch"]


@pytest.fixture(scope="module")
def page() -> Worksheet:
    return sheet_of(build_difference_list(LISTED))


def line(page: Worksheet, row: int) -> list[object]:
    return [cell.value or None for cell in page[row]]


def test_the_same_list_gives_the_same_bytes() -> None:
    assert build_difference_list(LISTED) == build_difference_list(LISTED)


def test_one_difference_stands_on_one_line_with_both_sources_dates_and_statuses(page: Worksheet) -> None:
    assert line(page, FIRST) == [
        1,
        "000.00.19.H20-210412-0003",
        "Phòng Người có công",
        "1.001257 – Giải quyết trợ cấp một lần",
        *(datetime(2021, 4, 19), datetime(2021, 4, 16, 10), "Trước hạn"),
        *(datetime(2021, 4, 19), None, "Quá hạn"),
        ROWS[0].cause,
        ROWS[0].evidence,
        ROWS[0].proposal,
        *(None, None),
    ]
    assert page.max_row == FIRST + len(ROWS) - 1


def test_days_are_days_of_the_spreadsheet_with_their_clock_time_where_there_is_one(page: Worksheet) -> None:
    assert [page.cell(FIRST, column).number_format for column in (5, 6)] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    side = replace(ROWS[0].left, due=datetime(2021, 4, 19, 23, 59), end=date(1021, 4, 16))
    odd = sheet_of(build_difference_list(replace(LISTED, rows=(replace(ROWS[0], left=side),))))
    assert [odd.cell(FIRST, column).value for column in (5, 6)] == [datetime(2021, 4, 19), "16/04/1021"]


def test_what_is_settled_is_left_out_and_counted(page: Worksheet) -> None:
    assert "thống nhất nên không nêu lại" not in str(page["A6"].value)
    some = sheet_of(build_difference_list(replace(LISTED, settled=11)))
    assert "3 hồ sơ; 11 hồ sơ khác đã được thống nhất nên không nêu lại." in str(some["A6"].value)


def test_secondary_causes_stand_under_the_evidence(page: Worksheet) -> None:
    assert page.cell(FIRST + 1, 12).value == f"{ROWS[1].evidence}\nKèm theo: C02."


def test_the_head_names_both_sources_how_each_counts_and_whom_the_list_is_for(page: Worksheet) -> None:
    top = "\n".join(str(page.cell(row, 1).value) for row in range(1, 7))
    assert f"Gửi: {OWNER}" in top
    assert f"{LEFT}: {LISTED.left_counting}." in top
    assert f"{RIGHT}: {LISTED.right_counting}." in top
    assert "Tính đến ngày 31/12/2021; 3 hồ sơ." in top
    assert (page["E8"].value, page["H8"].value) == (LEFT, RIGHT)
    assert [page.cell(9, column).value for column in range(5, 11)] == ["Hạn", "Kết thúc", "Trạng thái"] * 2


def test_the_owner_answers_by_choosing_and_has_room_for_a_reason(page: Worksheet) -> None:
    (rule,) = page.data_validations.dataValidation
    assert str(rule.sqref) == f"N{FIRST}:N{FIRST + len(ROWS) - 1}"
    assert rule.formula1 == f'"{",".join(ANSWERS)}"'
    assert [page.cell(8, column).value for column in (14, 15)] == [
        "Ý kiến của cơ quan quản lý nguồn",
        "Lý do, văn bản căn cứ",
    ]


def test_the_head_stays_in_sight_and_comes_again_on_every_printed_page(page: Worksheet) -> None:
    assert page.freeze_panes == f"C{FIRST}"
    assert page.print_title_rows == "$8:$9"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.page_setup.fitToHeight == 0


def test_a_code_that_looks_like_a_formula_stays_text(page: Worksheet) -> None:
    assert page.cell(FIRST + 2, 2).data_type == "s"
    assert page.cell(FIRST + 2, 2).value.startswith("=000")


def test_an_illustrative_list_says_so_above_and_on_every_page(page: Worksheet) -> None:
    assert page["L1"].value == ILLUSTRATIVE_MARK
    assert ILLUSTRATIVE_MARK in (page.oddFooter.left.text or "")
    real = sheet_of(build_difference_list(replace(LISTED, illustrative=False)))
    assert real["L1"].value is None
    assert ILLUSTRATIVE_MARK not in (real.oddFooter.left.text or "")


def test_a_list_without_rows_is_still_a_list() -> None:
    page = sheet_of(build_difference_list(replace(LISTED, rows=())))
    assert page["A2"].value == "DANH SÁCH HỒ SƠ CÓ SAI LỆCH GIỮA HAI NGUỒN, NĂM 2021"
    assert page.max_row == FIRST - 1 or not any(line(page, FIRST))
