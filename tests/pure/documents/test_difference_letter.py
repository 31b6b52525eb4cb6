"""The letter to a source's owner: a công văn in the form of NĐ 30/2020/NĐ-CP, with the list as its annex."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from difference_example import LEFT, LETTER, LISTED, OWNER, RIGHT, ROWS
from docx.document import Document
from docx.shared import Pt
from docx_surgery import all_text, damaged, head, opened, paragraph

from parindex.documents.layout import check_layout
from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.reconciliation_letter import build_difference_letter
from parindex.documents.reconciliation_letter.build import MOST_LISTED


@pytest.fixture(scope="module")
def letter() -> bytes:
    return build_difference_letter(LETTER)


def test_the_same_draft_gives_the_same_bytes(letter: bytes) -> None:
    assert build_difference_letter(LETTER) == letter


def test_every_rule_of_layout_that_speaks_of_a_letter_holds(letter: bytes) -> None:
    checks = check_layout(letter)
    assert [rule for rule, holds in checks.items() if not holds] == []
    assert {"H10", "H11", "A1", "A4", "S1", "B8"} <= set(checks)
    assert not {"H8", "H9", "B6"} & set(checks), "a letter has no kind, no abstract, no bases"


def test_the_subject_stands_under_the_number_and_the_addressee_above_the_text(letter: bytes) -> None:
    cell = head(opened(letter)).rows[1].cells[0]
    assert cell.paragraphs[0].text == "Số:      /SLĐTBXH"
    assert cell.paragraphs[1].text.replace("\n", " ") == "V/v đối chiếu số liệu hồ sơ giữa hai nguồn năm 2021"
    assert paragraph(opened(letter), "Kính gửi").text.replace("\n", " ") == f"Kính gửi: {OWNER}."


def test_the_numbers_of_both_sources_come_with_how_each_counts(letter: bytes) -> None:
    text = all_text(letter)
    assert "- Sổ theo dõi của Sở: tiếp nhận 1.670, trễ hạn 01, quá hạn 0. Cách đếm: lấy ngày kết thúc xử lý" in text
    assert "- Phần mềm một cửa điện tử của Tỉnh: tiếp nhận 1.670, trễ hạn 30, quá hạn 12." in text
    assert "Ghép được 1.670 hồ sơ theo mã; chỉ có ở Sổ theo dõi của Sở 0;" in text


def test_each_cause_has_its_line_with_its_number_and_its_proposal(letter: bytes) -> None:
    table = opened(letter).tables[1]
    lines = [[cell.text for cell in row.cells] for row in table.rows]
    assert lines[1] == ["1", f"{LETTER.causes[0].title} (C01)", "01", LETTER.causes[0].proposal]
    assert lines[3][:3] == ["3", "Chưa đủ căn cứ", "01"]
    assert "Có 03 hồ sơ mà một nguồn tính trễ hạn hoặc quá hạn" in all_text(letter)


def test_an_answer_is_asked_for_by_a_day_and_nothing_changes_before_a_decision(letter: bytes) -> None:
    text = all_text(letter)
    assert "trước ngày 21/01/2022." in text
    assert "chỉ thay đổi khi có quyết định bằng văn bản về từng trường hợp./." in text


def test_the_annex_lists_the_rows_under_their_causes_with_days_as_documents_write_them(letter: bytes) -> None:
    table = opened(letter).tables[-1]
    lines = [[cell.text for cell in row.cells] for row in table.rows]
    assert [line[0] for line in lines] == ["TT", "I", "1", "II", "2", "III", "3"]
    assert lines[0][3:5] == [LEFT.upper(), RIGHT.upper()]
    assert "Nguồn thứ nhất" not in all_text(letter)
    assert lines[1][1] == f"{ROWS[0].cause}: 01"
    assert lines[2][3:5] == ["Trước hạn; hạn 19/4/2021; kết thúc 16/4/2021 10:00", "Quá hạn; hạn 19/4/2021"]
    assert "phiếu giấy" in lines[4][5]


def test_one_source_beside_itself_is_told_apart_by_how_it_is_counted() -> None:
    content = build_difference_letter(replace(LETTER, listed=replace(LISTED, right_title=LEFT)))
    head = [cell.text for cell in opened(content).tables[-1].rows[0].cells]
    assert head[3:5] == [f"{LEFT.upper()} (1)", f"{LEFT.upper()} (2)"]
    assert f"(2): {LISTED.right_counting}." in all_text(content)


def test_what_was_decided_already_is_counted_and_not_listed(letter: bytes) -> None:
    assert "Ngoài ra" not in all_text(letter)
    some = all_text(build_difference_letter(replace(LETTER, listed=replace(LISTED, settled=11))))
    assert "Ngoài ra, 11 hồ sơ đã có quyết định nên không nêu lại trong công văn. Theo số liệu" in some


def test_a_long_list_is_cut_in_the_annex_and_says_where_the_rest_is() -> None:
    many = tuple(replace(ROWS[0], code=f"H-{number}") for number in range(MOST_LISTED + 1))
    content = build_difference_letter(replace(LETTER, listed=replace(LISTED, rows=many)))
    assert len(opened(content).tables[-1].rows) == 2 + MOST_LISTED
    assert "Phụ lục nêu 200 trong 201 hồ sơ; toàn bộ danh sách gửi kèm ở tệp .xlsx." in all_text(content)
    assert f"{ROWS[0].cause}: 201 (nêu 200)" in all_text(content)


def test_an_illustrative_letter_says_so_at_the_foot_and_in_its_note(letter: bytes) -> None:
    assert all(section.footer.paragraphs[0].text == ILLUSTRATIVE_MARK for section in opened(letter).sections)
    assert "không có giá trị thi hành" in all_text(letter)
    real = build_difference_letter(replace(LETTER, listed=replace(LISTED, illustrative=False)))
    assert ILLUSTRATIVE_MARK not in all_text(real)
    assert "minh họa" not in all_text(real)


def _subject(document: Document) -> object:
    return head(document).rows[1].cells[0].paragraphs[1]


def _bold_subject(document: Document) -> None:
    _subject(document).runs[0].bold = True  # type: ignore[attr-defined]


def _large_subject(document: Document) -> None:
    _subject(document).runs[0].font.size = Pt(14)  # type: ignore[attr-defined]


def _no_subject(document: Document) -> None:
    element = _subject(document)._p  # type: ignore[attr-defined]
    element.getparent().remove(element)


def _nobody(document: Document) -> None:
    found = paragraph(document, "Kính gửi")
    for run in found.runs:
        run.text = ""
    found.runs[0].text = "Kính gửi: "


def _small_addressee(document: Document) -> None:
    for run in paragraph(document, "Kính gửi").runs:
        run.font.size = Pt(11)


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (_bold_subject, "H10"),
        (_large_subject, "H10"),
        (_no_subject, "H10"),
        (_nobody, "H11"),
        (_small_addressee, "H11"),
    ],
)
def test_a_damaged_head_of_a_letter_is_noticed(letter: bytes, damage: Callable[[Document], object], rule: str) -> None:
    assert check_layout(damaged(letter, damage))[rule] is False
