"""Reading a Word file as it prints: what is inherited, what is said directly, what is on which page."""

import pytest
from docx.shared import Mm, Pt
from docx_surgery import annex, damaged, head, paragraph, signature

from parindex.documents.layout.anatomy import Anatomy, dissect
from parindex.documents.layout.page_model import Paragraph, Section, Table
from parindex.documents.layout.reading import read_sections


@pytest.fixture(scope="module")
def sections(plan: bytes) -> tuple[Section, ...]:
    return read_sections(plan)


@pytest.fixture(scope="module")
def found(sections: tuple[Section, ...]) -> Anatomy:
    return dissect(sections)


def starting(sections: tuple[Section, ...], start: str) -> Paragraph:
    return next(
        block
        for section in sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.text.startswith(start)
    )


def test_there_are_two_sections_and_the_second_is_the_annex(found: Anatomy) -> None:
    assert len(found.sections) == 2
    assert found.annexes == (found.sections[1],)


def test_page_sizes_and_margins_are_read_in_twips(sections: tuple[Section, ...]) -> None:
    assert (sections[0].width, sections[0].height) == (11906, 16838)
    assert (sections[0].left, sections[0].right) == (1701, 850)
    assert sections[1].width > sections[1].height


def test_the_page_number_field_is_in_the_header_of_later_pages_only(sections: tuple[Section, ...]) -> None:
    assert [p.fields for p in sections[0].headers["default"]] == [("PAGE",)]
    assert [p.fields for p in sections[0].headers["first"]] == [()]


def test_looks_come_from_the_named_style(sections: tuple[Section, ...]) -> None:
    heading = starting(sections, "I. MỤC TIÊU")
    assert (heading.align, heading.keep_next) == ("both", True)
    assert all(run.bold and not run.italic and run.size == 28 for run in heading.runs)


def test_what_a_run_says_itself_is_stronger_than_its_style(plan: bytes) -> None:
    def lighter(document: object) -> None:
        run = paragraph(document, "I. MỤC TIÊU").runs[0]  # type: ignore[arg-type]
        run.bold, run.font.size = False, Pt(11)

    run = starting(read_sections(damaged(plan, lighter)), "I. MỤC TIÊU").runs[0]
    assert (run.bold, run.size) == (False, 22)


def test_what_a_paragraph_says_itself_is_stronger_than_its_style(plan: bytes) -> None:
    def wider(document: object) -> None:
        paragraph(document, "I. MỤC TIÊU").paragraph_format.first_line_indent = Mm(20)  # type: ignore[arg-type]

    assert starting(read_sections(damaged(plan, wider)), "I. MỤC TIÊU").indent == 1134


def test_a_hanging_indent_replaces_the_first_line_indent_of_the_style(plan: bytes) -> None:
    def hanging(document: object) -> None:
        paragraph(document, "I. MỤC TIÊU").paragraph_format.first_line_indent = Mm(-10)  # type: ignore[arg-type]

    assert starting(read_sections(damaged(plan, hanging)), "I. MỤC TIÊU").indent == -567


def test_line_breaks_are_read_as_new_lines(found: Anatomy) -> None:
    assert [p.text for p in found.agency if p.text] == [
        "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG THÁP",
        "SỞ LAO ĐỘNG –\nTHƯƠNG BINH VÀ XÃ HỘI",
    ]


def test_tables_are_read_with_merges_spans_and_widths(sections: tuple[Section, ...]) -> None:
    table = next(block for block in sections[1].blocks if isinstance(block, Table))
    assert [cell.span for cell in table.rows[1].cells] == [1, 4]
    assert [row.cells[3].merge for row in table.rows[2:6]] == ["restart", "continue", "continue", ""]
    assert table.rows[0].header and not table.rows[1].header
    assert all(cell.width > 0 for row in table.rows for cell in row.cells)


def test_borders_are_read_with_kind_and_width(sections: tuple[Section, ...]) -> None:
    table = next(block for block in sections[1].blocks if isinstance(block, Table))
    assert set(table.borders.values()) == {("single", 4)}


def test_the_parts_of_the_document_are_found_by_what_they_say(found: Anatomy) -> None:
    assert found.nation is not None and found.motto is not None
    assert found.number is not None and found.number.text.startswith("Số:")
    assert found.place is not None and found.place.text.startswith("Đồng Tháp, ngày")
    assert found.kind is not None and found.kind.text == "KẾ HOẠCH"
    assert found.summary is not None and found.summary.text.startswith("Cải thiện Chỉ số")
    assert found.summary_rule is not None and found.summary_rule.has_rule


def test_bases_and_body_are_told_apart(found: Anatomy) -> None:
    assert len(found.bases) == 3
    assert found.body[0].text.startswith("Theo Quyết định số 231/QĐ-UBND-HC")
    assert found.body[-1].text.endswith("./.")


def test_the_signature_block_is_the_table_with_the_recipients(found: Anatomy) -> None:
    assert found.signature is not None
    assert found.signature.paragraphs[0].text == "Nơi nhận:"


def test_everything_includes_cells_headers_and_footers(found: Anatomy) -> None:
    whole = "\n".join(paragraph.text for paragraph in found.everything)
    assert "Phòng Tài chính – Kế toán Sở" in whole
    assert "Dữ liệu minh họa" in whole


def test_a_document_without_a_signature_has_its_text_up_to_the_end(plan: bytes) -> None:
    def unsigned(document: object) -> None:
        table = signature(document)._tbl  # type: ignore[arg-type]
        table.getparent().remove(table)

    found = dissect(read_sections(damaged(plan, unsigned)))
    assert found.signature is None
    assert found.body[-1].text.endswith("./.")


def test_a_document_without_a_header_grid_has_no_header_parts(plan: bytes) -> None:
    def headless(document: object) -> None:
        table = head(document)._tbl  # type: ignore[arg-type]
        table.getparent().remove(table)

    found = dissect(read_sections(damaged(plan, headless)))
    assert found.head is None and found.nation is None and found.agency == ()
    assert found.kind is not None and found.kind.text == "KẾ HOẠCH"


def test_the_table_of_the_annex_is_not_taken_for_the_signature(plan: bytes) -> None:
    def mention(document: object) -> None:
        annex(document).cell(2, 1).paragraphs[0].runs[0].text = "Nơi nhận"  # type: ignore[arg-type]

    found = dissect(read_sections(damaged(plan, mention)))
    assert found.signature is not None and len(found.signature.rows) == 1
