"""The building blocks of official documents, one by one."""

from datetime import date

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx_surgery import opened, saved

from parindex.documents.official.annex import AnnexRow, write_annex_head, write_annex_table
from parindex.documents.official.body import (
    end_body,
    write_bases,
    write_dashes,
    write_heading,
    write_paragraph,
    write_point,
    write_subheading,
)
from parindex.documents.official.grid import add_grid, cell_at, merge_equal_neighbours
from parindex.documents.official.header import Head, write_head
from parindex.documents.official.metrics import width_mm
from parindex.documents.official.package import save, start
from parindex.documents.official.page import annex_section, first_section, text_width
from parindex.documents.official.signature import write_signature
from parindex.documents.official.style_sheet import FONT
from parindex.documents.official.styles import BODY, STYLES
from parindex.documents.official.text import clean_text
from parindex.documents.official.writing import draw_rule, write

HEAD = Head(
    superior="UBND tỉnh Đồng Tháp",
    issuer="Sở Nội vụ",
    symbol="BC-SNV",
    place="Đồng Tháp",
    year=2022,
    kind="Báo cáo",
    summary="Kết quả cải cách hành chính quý I năm 2022",
)


@pytest.fixture
def document() -> Document:
    made = start(title="Báo cáo", issuer="Sở Nội vụ", as_of=date(2022, 3, 31))
    first_section(made)
    return made


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_a_fresh_document_is_empty_and_a4(document: Document) -> None:
    assert texts(document) == []
    section = document.sections[0]
    assert section.page_width / Mm(1) == pytest.approx(210, abs=0.05)
    assert section.page_height / Mm(1) == pytest.approx(297, abs=0.05)
    assert text_width(section) == pytest.approx(165, abs=0.05)


def test_a_landscape_annex_is_252_millimetres_wide(document: Document) -> None:
    assert text_width(annex_section(document, landscape=True)) == pytest.approx(252, abs=0.05)


def test_a_portrait_annex_is_possible(document: Document) -> None:
    section = annex_section(document, landscape=False)
    assert section.page_width < section.page_height


def test_the_mark_is_only_there_when_asked_for() -> None:
    plain = start(title="A", issuer="B", as_of=date(2022, 1, 1))
    assert first_section(plain).footer.paragraphs[0].text == ""
    marked = start(title="A", issuer="B", as_of=date(2022, 1, 1))
    assert first_section(marked, mark="Bản nháp").first_page_footer.paragraphs[0].text == "Bản nháp"


def test_saving_twice_gives_the_same_bytes(document: Document) -> None:
    write_paragraph(document, "Một đoạn.")
    assert save(document) == save(document)


def test_a_saved_document_opens_again(document: Document) -> None:
    write_paragraph(document, "Một đoạn.")
    assert texts(opened(saved(opened(save(document))))) == ["Một đoạn."]


def test_every_style_has_one_id_and_one_name() -> None:
    assert len({style.id for style in STYLES}) == len({style.name for style in STYLES}) == len(STYLES)
    assert all(style.id.isascii() and style.id.isalnum() for style in STYLES)


def test_every_style_names_the_font_for_all_four_scripts(document: Document) -> None:
    for spec in STYLES:
        fonts = next(s for s in document.styles if s.name == spec.name).element.rPr.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {FONT}


def test_the_proofing_language_is_vietnamese(document: Document) -> None:
    language = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert language.get(qn("w:val")) == "vi-VN"


def test_decimal_comma_and_list_semicolon_are_set(document: Document) -> None:
    settings = document.settings.element
    assert settings.find(qn("w:decimalSymbol")).get(qn("w:val")) == ","
    assert settings.find(qn("w:listSeparator")).get(qn("w:val")) == ";"


@pytest.mark.parametrize(
    "given, kept",
    [
        ("Hạnh", "Hạnh"),
        ("Ha\u0323nh", "Hạnh"),
        ("a\x00b\x1fc", "abc"),
        ("một\nhai\tba", "một\nhai\tba"),
        ("a\ufffeb\uffffc", "abc"),
        ("a\ud800b", "ab"),
    ],
)
def test_text_is_kept_as_a_file_can_hold_it(given: str, kept: str) -> None:
    assert clean_text(given) == kept


def test_a_line_break_in_a_text_is_a_line_break_on_paper(document: Document) -> None:
    write(document, BODY, "một\nhai")
    assert document.paragraphs[0]._p.xpath(".//w:br")


def test_bases_end_with_semicolons_and_a_full_stop(document: Document) -> None:
    write_bases(document, ("Căn cứ A.", "Căn cứ B;", "Căn cứ C"))
    assert texts(document) == ["Căn cứ A;", "Căn cứ B;", "Căn cứ C."]


def test_no_basis_writes_nothing(document: Document) -> None:
    write_bases(document, ())
    assert texts(document) == []


def test_headings_are_numbered_and_the_first_level_is_in_capitals(document: Document) -> None:
    write_heading(document, 4, "Tổ chức thực hiện")
    write_subheading(document, 2, "Cải cách thể chế")
    assert texts(document) == ["IV. TỔ CHỨC THỰC HIỆN", "2. Cải cách thể chế"]


def test_a_heading_stays_with_what_follows(document: Document) -> None:
    write_heading(document, 1, "Mục tiêu")
    assert document.paragraphs[0].style.paragraph_format.keep_with_next


def test_a_point_has_its_letter_and_an_italic_lead(document: Document) -> None:
    point = write_point(document, 5, "Nội dung 1.2.", "Có 01 báo cáo trễ.")
    assert point.text == "đ) Nội dung 1.2. Có 01 báo cáo trễ."
    assert [run.italic for run in point.runs] == [None, True, None]


def test_a_lone_point_has_no_letter(document: Document) -> None:
    assert write_point(document, None, "Nội dung 1.2.", "").text == "Nội dung 1.2."


def test_dashes_are_parted_by_semicolons(document: Document) -> None:
    write_dashes(document, ("một.", "hai;", "ba"))
    assert texts(document) == ["- một;", "- hai;", "- ba."]


def test_dashes_that_are_sentences_each_end_with_a_full_stop(document: Document) -> None:
    write_dashes(document, ("Một", "Hai;", "Ba."), keep_marks=True)
    assert texts(document) == ["- Một.", "- Hai.", "- Ba."]


def test_the_ending_keeps_the_words_and_the_page(document: Document) -> None:
    last = write_paragraph(document, "Các phòng thực hiện.")
    end_body(last)
    assert last.text == "Các phòng thực hiện./."
    assert last.paragraph_format.keep_with_next


def test_the_head_puts_number_and_place_in_one_row(document: Document) -> None:
    write_head(document, HEAD)
    row = document.tables[0].rows[1]
    assert [cell.text for cell in row.cells] == ["Số:      /BC-SNV", "Đồng Tháp, ngày      tháng      năm 2022"]


def test_the_national_title_fits_its_cell(document: Document) -> None:
    write_head(document, HEAD)
    cell = document.tables[0].rows[0].cells[1]
    assert width_mm(cell.paragraphs[0].text, size_pt=13, bold=True) < cell.width / Mm(1)


def test_a_short_agency_name_stays_on_one_line(document: Document) -> None:
    write_head(document, HEAD)
    assert document.tables[0].rows[0].cells[0].paragraphs[1].text == "SỞ NỘI VỤ"


def test_the_kind_is_in_capitals_and_the_abstract_is_not(document: Document) -> None:
    write_head(document, HEAD)
    assert texts(document)[:2] == ["BÁO CÁO", "Kết quả cải cách hành chính quý I năm 2022"]


def test_a_long_abstract_breaks_into_even_lines(document: Document) -> None:
    long = "Kết quả thực hiện công tác cải cách hành chính nhà nước quý I và phương hướng, nhiệm vụ quý II năm 2022"
    write_head(document, Head(**{**HEAD.__dict__, "summary": long}))
    lines = texts(document)[1].split("\n")
    widths = [width_mm(line, size_pt=14, bold=True) for line in lines]
    assert len(lines) == 2
    assert max(widths) < 165
    assert min(widths) > max(widths) / 2


def test_a_rule_has_the_length_asked_for_and_is_centred(document: Document) -> None:
    draw_rule(document, room_mm=165, length_mm=65)
    rule = document.paragraphs[0]
    assert rule.paragraph_format.left_indent == rule.paragraph_format.right_indent
    assert (rule.paragraph_format.left_indent or 0) / Mm(1) == pytest.approx(50, abs=0.1)
    assert rule._p.xpath("./w:pPr/w:pBdr/w:top[@w:val='single']")


def test_the_archive_line_works_without_a_drafting_unit(document: Document) -> None:
    write_signature(document, recipients=(), archive="", signer_title="Chánh Văn phòng")
    left = document.tables[0].rows[0].cells[0]
    assert [paragraph.text for paragraph in left.paragraphs] == ["Nơi nhận:", "- Lưu: VT."]


def test_marks_at_the_end_of_recipients_are_not_doubled(document: Document) -> None:
    write_signature(document, recipients=("UBND Tỉnh;", "Sở Nội vụ."), archive="VP.", signer_title="Giám đốc")
    left = document.tables[0].rows[0].cells[0]
    assert [p.text for p in left.paragraphs[1:]] == ["- UBND Tỉnh;", "- Sở Nội vụ;", "- Lưu: VT, VP."]


def test_widths_are_set_on_every_cell(document: Document) -> None:
    table = add_grid(document, (20, 100, 45), rows=3, borders="single", cell_margin_mm=1.5)
    assert [round(cell.width / Mm(1)) for row in table.rows for cell in row.cells] == [20, 100, 45] * 3


def test_rows_of_a_grid_are_never_split(document: Document) -> None:
    table = add_grid(document, (20, 100), rows=2, borders="none", cell_margin_mm=0)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_equal_neighbours_are_merged_run_by_run(document: Document) -> None:
    table = add_grid(document, (50,), rows=5, borders="single", cell_margin_mm=1)
    shown = merge_equal_neighbours(table, 0, ("a", "a", "b", "a", "a"), first_row=0)
    assert shown == (True, False, True, True, False)
    merges = [cell_at(table, row, 0)._tc.vMerge for row in range(5)]
    assert merges == ["restart", "continue", None, "restart", "continue"]


def test_empty_neighbours_are_merged_too(document: Document) -> None:
    table = add_grid(document, (50,), rows=2, borders="single", cell_margin_mm=1)
    assert merge_equal_neighbours(table, 0, ("", ""), first_row=0) == (True, False)


def test_an_annex_table_may_begin_without_an_area(document: Document) -> None:
    rows = [AnnexRow(cells=("1", "Một", "A")), AnnexRow(cells=("2", "Hai", "A"))]
    table = write_annex_table(document, headings=("TT", "NỘI DUNG", "ĐƠN VỊ"), widths_mm=(12, 90, 60), rows=rows)
    assert table.cell(1, 2).text == "A"
    assert table.cell(1, 2)._tc is table.cell(2, 2)._tc


def test_an_annex_table_without_rows_is_its_header(document: Document) -> None:
    table = write_annex_table(document, headings=("TT", "NỘI DUNG"), widths_mm=(12, 90), rows=())
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "NỘI DUNG"]


def test_an_area_without_items_is_one_row(document: Document) -> None:
    rows = [AnnexRow(cells=("1", "Một", ""), is_area=True), AnnexRow(cells=("2", "Hai", ""), is_area=True)]
    table = write_annex_table(document, headings=("TT", "NỘI DUNG", "ĐƠN VỊ"), widths_mm=(12, 90, 60), rows=rows)
    assert [row.cells[1].text for row in table.rows] == ["NỘI DUNG", "Một", "Hai"]


def test_the_annex_head_has_word_title_and_reference(document: Document) -> None:
    write_annex_head(document, title="Số liệu", reference="(Kèm theo Báo cáo số      /BC-SNV)", room_mm=252)
    assert texts(document)[:3] == ["Phụ lục", "SỐ LIỆU", "(Kèm theo Báo cáo số      /BC-SNV)"]
