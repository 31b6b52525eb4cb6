"""The official table of a set, Word or Excel: what stands where, and what is told when it cannot be."""

from decimal import Decimal

import pytest
from tests.pure.criteria.official_tables import HEADER, LEVELS, USUAL, excel, word

from parindex.criteria.official_table import Outline, read_table
from parindex.errors import InputFault

FILES = {"bang.docx": word(USUAL), "bang.xlsx": excel(USUAL), "van-ban.xlsx": excel(USUAL, numbers=False)}


def codes(outline: Outline) -> list[str]:
    return [leaf.code for leaf in outline.leaves()]


def one_area(*rows: tuple[str, ...]) -> bytes:
    return word((HEADER, ("1", "Lĩnh vực", "", "", ""), *rows))


@pytest.mark.parametrize("name", FILES)
def test_word_and_excel_give_the_same_outline(name: str) -> None:
    outline = read_table(FILES[name], name)
    assert outline.title == "BỘ CHỈ SỐ CCHC CẤP SỞ NĂM 2026"
    assert [area.name for area in outline.areas] == ["CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "CẢI CÁCH THỂ CHẾ"]
    assert codes(outline) == ["1.1.1", "1.1.2", "1.2", "1.3", "2.1"]
    assert outline.total == 14
    assert outline.remarks == ()
    first, second, *_ = outline.leaves()
    assert (first.text, first.evidence, first.max_points) == (LEVELS, ("Kế hoạch", "Công văn"), Decimal(1))
    assert second.text == "Trên 90%: 3\nTừ 70% - 90%: 1\nDưới 70%: 0"


def test_a_number_cell_that_lost_its_zero_is_read_by_its_place() -> None:
    rows = [("1", "Lĩnh vực", "", "", ""), *((f"1.{n}", f"Tiêu chí {n}", "1", LEVELS, "") for n in range(1, 22))]
    assert codes(read_table(excel((HEADER, *rows)), "a.xlsx")) == [f"1.{n}" for n in range(1, 22)]


def test_areas_in_roman_numerals_begin_their_numbers_anew() -> None:
    rows = (("I", "Một", "", "", ""), ("1", "A", "2", "", ""), ("II", "Hai", "", "", ""), ("1", "B", "", "", ""))
    table = (HEADER, *rows, ("1.1", "C", "1", "", ""), ("1.2", "D", "1", "", ""))
    assert codes(read_table(word(table), "a.docx")) == ["I.1", "II.1.1", "II.1.2"]


def test_parts_of_components_stand_side_by_side_with_the_name_of_the_whole() -> None:
    data = one_area(("1.1", "A", "", "", ""), ("1.1.1", "B", "", "", ""), ("1.1.1.1", "C", "1", "", ""))
    leaf = read_table(data, "a.docx").leaves()[0]
    assert (leaf.code, leaf.name) == ("1.1.1.1", "B – C")


def test_a_table_that_goes_on_after_a_page_is_one_table() -> None:
    assert codes(read_table(word(USUAL[:6], USUAL[6:]), "a.docx")) == ["1.1.1", "1.1.2", "1.2", "1.3", "2.1"]


def test_tables_that_are_no_criteria_are_passed_over() -> None:
    other = (("Ngày", "Nơi nhận"), ("01/02", "Sở Nội vụ"))
    assert codes(read_table(word(other, USUAL, other), "a.docx")) == ["1.1.1", "1.1.2", "1.2", "1.3", "2.1"]


def test_codes_inside_the_names_are_taken_out_of_them() -> None:
    table = (("Nội dung", "Điểm chuẩn"), ("I. Chỉ đạo", ""), ("1. Kế hoạch", "2"), ("04 cuộc họp: 2", ""))
    leaf = read_table(word(table), "a.docx").leaves()[0]
    assert (leaf.code, leaf.name, leaf.text) == ("I.1", "Kế hoạch", "04 cuộc họp: 2")


def test_the_column_of_the_survey_marks_and_counts() -> None:
    header = (*HEADER[:3], "Điều tra XHH", *HEADER[3:])
    table = (header, ("1", "A", "", "", "", ""), ("1.1", "B", "2", "x", "", ""), ("1.2", "C", "", "3", "", ""))
    assert [(leaf.survey, leaf.max_points) for leaf in read_table(word(table), "a.docx").leaves()] == [
        (True, Decimal(2)),
        (True, Decimal(3)),
    ]


def test_a_zero_in_the_column_of_the_survey_marks_nothing() -> None:
    header = (*HEADER[:3], "Điều tra XHH", *HEADER[3:])
    table = (
        header,
        ("1", "A", "", "", "", ""),
        *((f"1.{n}", "B", "2", nil, "", "") for n, nil in enumerate(("0", "0,0"), 1)),
    )
    assert [(leaf.survey, leaf.max_points) for leaf in read_table(word(table), "a.docx").leaves()] == [
        (False, Decimal(2)),
        (False, Decimal(2)),
    ]


@pytest.mark.parametrize("hidden", ["hidden", "veryHidden"])
def test_a_sheet_that_does_not_show_is_no_part_of_the_table(hidden: str) -> None:
    outline = read_table(excel(USUAL, hidden=[(hidden, USUAL)]), "a.xlsx")
    assert codes(outline) == ["1.1.1", "1.1.2", "1.2", "1.3", "2.1"]
    with pytest.raises(InputFault, match="Trang tính đang ẩn không được đọc"):
        read_table(excel((("Ghi chú",),), hidden=[(hidden, USUAL)]), "a.xlsx")


def test_sums_that_do_not_agree_are_told_with_their_rows() -> None:
    changed = tuple(tuple(row) if row[0] != "1.1" else ("1.1", row[1], "5", "", "") for row in USUAL)
    remarks = read_table(word((*changed[:-1], ("", "Tổng cộng", "15", "", ""))), "a.docx").remarks
    assert any("mã 1.1 ghi 5 điểm" in text and "4" in text for text in remarks)
    assert any("ghi 15 điểm" in text and "14" in text for text in remarks)


@pytest.mark.parametrize(
    ("data", "name", "word_"),
    [
        (b"abc", "a.docx", "Không mở được"),
        (b"abc", "a.xlsx", "Không mở được"),
        (b"abc", "a.doc", r"lưu lại thành \.docx"),
        (b"%PDF", "a.pdf", "Word"),
        (FILES["bang.docx"], "a.xlsx", "Không mở được"),
        (FILES["bang.xlsx"], "a.docx", "Không mở được"),
        (word((("Ngày", "Nơi nhận"),)), "a.docx", "Không thấy bảng tiêu chí"),
        (one_area(("1.1", "A", "", "", "")), "a.docx", r"điểm tối đa của: 1\.1 \(dòng 3\)"),
        (one_area(("1.1", "A", "1", "", ""), ("1.1", "B", "1", "", "")), "a.docx", "mã 1.1 đã có ở dòng 3"),
        (one_area(("2.1", "A", "1", "", "")), "a.docx", "mã 2.1 không có dòng cha 2"),
        (FILES["bang.docx"][:-4000], "a.docx", "Không mở được"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, name: str, word_: str) -> None:
    with pytest.raises(InputFault, match=word_):
        read_table(data, name)


def test_an_area_without_criteria_is_told() -> None:
    with pytest.raises(InputFault, match=r"Lĩnh vực 1 .*không có tiêu chí"):
        read_table(word((HEADER, ("1", "Lĩnh vực", "3", LEVELS, ""))), "a.docx")
