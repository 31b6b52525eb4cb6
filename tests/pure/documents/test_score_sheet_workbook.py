"""The score sheet as a workbook: text stays text, points are numbers, it prints on A4 landscape."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from score_sheet_example import ROWS, SHEET

from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.score_sheet import ScoreSheetRow, build_score_sheet

HEAD = 10  # row of the headings in the first sheet


@pytest.fixture(scope="module")
def book(score_sheet: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(score_sheet))


@pytest.fixture(scope="module")
def whole(book: Workbook) -> Worksheet:
    return book["Bảng chấm điểm"]


@pytest.fixture(scope="module")
def lost(book: Workbook) -> Worksheet:
    return book["Điểm mất"]


def column(sheet: Worksheet, heading: str, head: int) -> list[object]:
    place = next(cell.column for cell in sheet[head] if cell.value == heading)
    return [sheet.cell(row, place).value for row in range(head + 1, sheet.max_row + 1)]


def test_the_same_sheet_gives_the_same_bytes(score_sheet: bytes) -> None:
    assert build_score_sheet(SHEET) == score_sheet


def test_there_are_two_sheets(book: Workbook) -> None:
    assert book.sheetnames == ["Bảng chấm điểm", "Điểm mất"]


def test_the_title_names_the_index_and_the_year(whole: Worksheet) -> None:
    assert whole["A2"].value == "BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2021"
    assert whole["A1"].value == "SỞ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI"


def test_the_set_and_the_day_of_the_figures_stand_under_the_title(whole: Worksheet) -> None:
    assert whole["A3"].value == f"Theo {SHEET.set_title}; số liệu tính đến ngày 31/12/2021"


def test_totals_say_what_they_divide(whole: Worksheet) -> None:
    assert whole["C5"].value == "8,28 trên 9 điểm đã chấm (tổng điểm áp dụng 10)"
    assert whole["C6"].value.startswith("92,00% (điểm đạt trên điểm tối đa của phần đã chấm)")
    assert whole["C7"].value.startswith("82,80% (phần chưa chấm tính 0 điểm)")
    assert whole["C8"].value == "1 tiêu chí thành phần"


def test_an_index_that_cannot_be_said_is_a_dash() -> None:
    content = build_score_sheet(replace(SHEET, index_so_far=None, index_percent=None))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Bảng chấm điểm"]
    assert sheet["C6"].value.startswith("– (")


def test_nothing_unscored_needs_no_line() -> None:
    content = build_score_sheet(replace(SHEET, unscored=0))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Bảng chấm điểm"]
    assert "Chưa chấm" not in [sheet.cell(row, 2).value for row in range(1, 9)]
    assert sheet.cell(HEAD - 1, 1).value == "Mã"


def test_codes_stay_text_so_that_1_10_is_not_1_1(whole: Worksheet) -> None:
    codes = column(whole, "Mã", HEAD)
    assert codes == [row.code for row in ROWS]
    assert all(cell.number_format == "@" for cell in whole["A"][HEAD:])


def test_points_are_numbers_with_vietnamese_format(whole: Worksheet) -> None:
    assert column(whole, "Điểm đạt", HEAD) == [6.28, 2, 2, None, 1.75, 2.97, 1.56]
    formats = {cell.number_format for cell in whole["D"][HEAD:]}
    assert all("[$-42A]#,##0.00" in found for found in formats)


def test_an_unscored_row_has_empty_points_not_zero(whole: Worksheet) -> None:
    row = HEAD + 4
    assert whole.cell(row, 1).value == "1.1.2"
    assert whole.cell(row, 4).value is None
    assert whole.cell(row, 5).value is None


def test_no_cell_is_a_formula_or_a_link(book: Workbook, score_sheet: bytes) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(score_sheet)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


@pytest.mark.parametrize("start", ["=1+1", "+84 277", "-5", "@SUM(A1)", "https://example.vn", "\tx"])
def test_what_looks_like_a_formula_is_kept_as_text(start: str) -> None:
    row = replace(ROWS[2], name=start, explanation=start)
    sheet = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, rows=(row,)))))["Bảng chấm điểm"]
    cell = sheet.cell(HEAD + 1, 2)
    assert (cell.value, cell.data_type) == (start, "s")


def test_headings_are_frozen_and_repeated_in_print(whole: Worksheet) -> None:
    assert whole.freeze_panes == f"C{HEAD + 1}"
    assert whole.print_title_rows == f"${HEAD}:${HEAD}"


def test_it_prints_on_a4_landscape_one_page_wide(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is the default and is not written
        assert sheet.page_setup.fitToHeight == 0


def test_pages_are_numbered_and_marked_at_the_foot(book: Workbook) -> None:
    for sheet in book:
        assert "Trang" in sheet.oddFooter.right.text
        assert sheet.oddFooter.left.text == ILLUSTRATIVE_MARK


def test_an_illustrative_sheet_says_so_at_the_top(book: Workbook) -> None:
    for sheet in book:
        assert ILLUSTRATIVE_MARK in [cell.value for cell in sheet[1]]


def test_a_real_sheet_bears_no_mark() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, illustrative=False))))
    for sheet in book:
        assert ILLUSTRATIVE_MARK not in [cell.value for cell in sheet[1]]
        assert not sheet.oddFooter.left.text


def test_lost_points_come_largest_first_and_only_components(lost: Worksheet) -> None:
    assert column(lost, "Mã", 5) == ["1.10", "1.2", "1.6"]
    assert column(lost, "Điểm mất", 5) == [0.44, 0.25, 0.03]


def test_equal_losses_keep_the_order_of_the_set() -> None:
    rows = tuple(replace(ROWS[4], code=code, lost=Decimal("0.5")) for code in ("1.2", "1.10", "1.3"))
    sheet = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, rows=rows))))["Điểm mất"]
    assert column(sheet, "Mã", 5) == ["1.2", "1.10", "1.3"]


def test_without_any_loss_the_second_sheet_says_so() -> None:
    rows = tuple(row for row in ROWS if not row.lost)
    sheet = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, rows=rows))))["Điểm mất"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Không có tiêu chí thành phần nào đã chấm mà mất điểm." in texts
    assert "Mã" in texts


def test_areas_and_criteria_stand_out(whole: Worksheet) -> None:
    area, criterion, leaf = (whole.cell(HEAD + row, 2) for row in (1, 2, 3))
    assert area.font.b and criterion.font.b and not leaf.font.b
    assert area.fill.fgColor.rgb != criterion.fill.fgColor.rgb


def test_a_row_is_high_enough_for_its_longest_text() -> None:
    long = ScoreSheetRow(
        kind="leaf", code="1.1", name="Tên", max_points=Decimal(1), points=None, lost=None, rule="quy tắc chấm " * 30
    )
    sheet = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, rows=(long,)))))["Bảng chấm điểm"]
    assert sheet.row_dimensions[HEAD + 1].height > 150


def test_a_row_is_never_higher_than_a_workbook_allows() -> None:
    row = replace(ROWS[2], explanation="rất dài " * 5000)
    sheet = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, rows=(row,)))))["Bảng chấm điểm"]
    assert sheet.row_dimensions[HEAD + 1].height <= 409


def test_text_beyond_what_a_cell_holds_is_cut_not_lost_as_a_file() -> None:
    row = replace(ROWS[2], explanation="x" * 40_000)
    sheet = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, rows=(row,)))))["Bảng chấm điểm"]
    assert len(sheet.cell(HEAD + 1, 8).value) == 32_767


def test_control_characters_are_left_out() -> None:
    row = replace(ROWS[2], name="Tên\x00 có\x0b ký tự lạ")
    sheet = openpyxl.load_workbook(io.BytesIO(build_score_sheet(replace(SHEET, rows=(row,)))))["Bảng chấm điểm"]
    assert sheet.cell(HEAD + 1, 2).value == "Tên có ký tự lạ"


def test_properties_name_the_unit_and_the_day_of_the_figures(book: Workbook) -> None:
    assert book.properties.creator == SHEET.unit_name
    assert book.properties.created.date() == SHEET.as_of
    assert book.properties.title == "Bảng chấm điểm Chỉ số cải cách hành chính năm 2021"
