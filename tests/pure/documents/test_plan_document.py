"""The improvement plan as a Word file: its parts, its blanks, its annex."""

import unicodedata
from dataclasses import replace
from decimal import Decimal

import plan_draft_example as example
import pytest
from docx.oxml.ns import qn
from docx_surgery import all_text, annex, head, names, opened, paragraph, signature, xml

from parindex.documents.layout import check_layout
from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.plan import build_plan
from parindex.plans.draft import AnnexItem, OrganisationDuty, PublishedResult


def test_the_same_draft_gives_the_same_bytes(plan: bytes) -> None:
    assert build_plan(example.DRAFT) == plan


def test_it_opens_as_a_word_document_with_three_tables(plan: bytes) -> None:
    assert len(opened(plan).tables) == 3


def test_number_day_and_month_are_left_blank(plan: bytes) -> None:
    cells = head(opened(plan)).rows[1].cells
    assert cells[0].text == "Số:      /KH-SLĐTBXH"
    assert cells[1].text == "Đồng Tháp, ngày      tháng      năm 2022"


def test_the_annex_leaves_the_same_blanks(plan: bytes) -> None:
    assert "(Kèm theo Kế hoạch số      /KH-SLĐTBXH ngày      tháng      năm 2022 của Sở Lao động" in all_text(plan)


def test_the_signature_block_has_a_title_and_no_name(plan: bytes) -> None:
    right = signature(opened(plan)).rows[0].cells[1]
    assert [p.text for p in right.paragraphs if p.text] == ["GIÁM ĐỐC"]
    assert right.paragraphs[-1].style.name == "Họ tên người ký"


def test_two_lines_of_authority_stay_two_lines() -> None:
    content = build_plan(replace(example.DRAFT, signer_title="KT. Giám đốc\nPhó Giám đốc"))
    assert signature(opened(content)).rows[0].cells[1].paragraphs[0].text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    assert check_layout(content)["S2"]


def test_recipients_end_with_the_archive_and_the_drafting_unit(plan: bytes) -> None:
    left = signature(opened(plan)).rows[0].cells[0]
    assert [p.text for p in left.paragraphs] == [
        "Nơi nhận:",
        "- UBND Tỉnh;",
        "- Sở Nội vụ;",
        "- GĐ, các PGĐ Sở;",
        "- Các phòng CM, ĐVTT Sở;",
        "- Lưu: VT, VP.",
    ]


def test_the_four_parts_come_in_order(plan: bytes) -> None:
    headings = [p.text for p in opened(plan).paragraphs if p.style.name == "Mục I"]
    assert headings == [
        "I. MỤC TIÊU",
        "II. NHỮNG HẠN CHẾ TRONG NĂM 2021",
        "III. NHIỆM VỤ, GIẢI PHÁP",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]


def test_bases_are_italic_and_separated_by_semicolons(plan: bytes) -> None:
    bases = [p for p in opened(plan).paragraphs if p.style.name == "Căn cứ"]
    assert [p.text[-1] for p in bases] == [";", ";", "."]
    assert bases[0].text.startswith("Căn cứ Quyết định số 231/QĐ-UBND-HC ngày 17/3/2022 của UBND Tỉnh về phê duyệt")


def test_published_results_are_told_as_history_with_percentage_points(plan: bytes) -> None:
    assert paragraph(opened(plan), "Theo Quyết định").text == (
        "Theo Quyết định số 231/QĐ-UBND-HC, Chỉ số cải cách hành chính (CCHC) năm 2021 của Sở Lao động – Thương binh "
        "và Xã hội đạt 84,66%, xếp hạng 09/17, tăng 08 bậc và tăng 10,54 điểm phần trăm so với năm 2020."
    )
    assert paragraph(opened(plan), "Theo Báo cáo").text.endswith("đạt 100%, tăng 1,87 điểm phần trăm so với năm 2020.")


def test_a_fall_is_said_to_be_a_fall() -> None:
    result = replace(example.RESULTS[0], change_points=Decimal("-2.5"), change_rank=-3)
    text = all_text(build_plan(replace(example.DRAFT, results=(result,))))
    assert "giảm 03 bậc và giảm 2,5 điểm phần trăm" in text


def test_a_result_without_comparison_ends_after_the_figure() -> None:
    result = PublishedResult(
        index="par_index",
        year=2021,
        percent=Decimal("84.66"),
        decision="Quyết định số 77/QĐ-SNV",
        day=example.BASES[0].day,
    )
    content = build_plan(replace(example.DRAFT, results=(result,)))
    assert "Theo Quyết định số 77/QĐ-SNV ngày 17/3/2022, Chỉ số cải cách" in all_text(content)
    assert "đạt 84,66%.\n" in all_text(content)
    assert check_layout(content)["B7"]


def test_areas_are_numbered_and_several_criteria_get_letters(plan: bytes) -> None:
    texts = [p.text for p in opened(plan).paragraphs]
    assert "1. Công tác chỉ đạo điều hành CCHC" in texts
    assert "5. Hiện đại hóa hành chính" in texts
    assert [text[:2] for text in texts if text.startswith(("a)", "b)", "c)"))] == ["a)", "b)", "c)", "a)", "b)"]


def test_a_criterion_alone_in_its_area_has_no_letter(plan: bytes) -> None:
    assert paragraph(opened(plan), "Nội dung 3.2.5").style.name == "Nội dung"


def test_codes_of_the_offices_papers_point_to_the_line_of_the_annex(plan: bytes) -> None:
    text = all_text(plan)
    assert "Nội dung 1.8 – Văn thư lưu trữ (mục 1.7 của Phụ lục; đạt 1,56/2 điểm)." in text
    assert "Nội dung 1.2 – Thực hiện chế độ báo cáo CCHC (đạt 1,75/2 điểm)." in text
    assert "Cung cấp dịch vụ công trực tuyến (mục 7.3 của Phụ lục; đạt 0,5/3 điểm)." in text


def test_many_units_are_named_in_part_and_counted() -> None:
    shortfall = replace(example.POSTAL, units=tuple(f"Phòng {n}" for n in range(1, 8)))
    text = all_text(build_plan(replace(example.DRAFT, shortfalls=(shortfall,))))
    assert "Đơn vị liên quan: Phòng 1, Phòng 2, Phòng 3, Phòng 4 và 03 đơn vị khác." in text


def test_a_component_points_to_the_item_above_it() -> None:
    shortfall = replace(example.POSTAL, code="7.4.2")
    text = all_text(build_plan(replace(example.DRAFT, shortfalls=(shortfall,))))
    assert "(mục 7.4 của Phụ lục;" in text


def test_an_unknown_code_points_nowhere() -> None:
    shortfall = replace(example.POSTAL, code="9.1", points=None)
    text = all_text(build_plan(replace(example.DRAFT, shortfalls=(shortfall,))))
    assert "Tiếp nhận hồ sơ, trả kết quả qua dịch vụ bưu chính công ích. Trong 80 TTHC" in text


def test_causes_and_units_follow_the_figures(plan: bytes) -> None:
    assert (
        "Nguyên nhân chủ quan: số liệu quý của một số phòng gửi về Văn phòng Sở sát ngày phải báo cáo. "
        "Đơn vị liên quan: Văn phòng Sở." in all_text(plan)
    )


def test_a_unit_already_named_is_not_named_again(plan: bytes) -> None:
    assert "Đơn vị liên quan: Phòng Lao động" not in all_text(plan)


def test_causes_come_after_a_list_as_a_paragraph_of_their_own(plan: bytes) -> None:
    assert paragraph(opened(plan), "Nguyên nhân khách quan: một số lớp").style.name == "Nội dung"


def test_part_two_says_which_day_and_which_set_the_figures_are_of(plan: bytes) -> None:
    text = paragraph(opened(plan), "Số liệu tại Mục này").text
    assert "tính đến ngày 31/12/2021" in text
    assert example.SET_TITLE in text
    assert text.endswith("không thay cho kết quả do cơ quan có thẩm quyền công bố.")


def test_part_three_counts_what_the_annex_holds(plan: bytes) -> None:
    assert "Nhiệm vụ, giải pháp của 31 nội dung thuộc 07 lĩnh vực" in all_text(plan)


def test_several_duties_are_listed_and_a_single_one_runs_on(plan: bytes) -> None:
    document = opened(plan)
    assert paragraph(document, "1. Trưởng các phòng").style.name == "Mục 1"
    assert paragraph(document, "- Hằng quý").text.endswith("(qua Văn phòng Sở).")
    single = paragraph(document, "2. Văn phòng Sở:")
    assert [bool(run.bold) for run in single.runs] == [True, False]


def test_the_body_ends_with_its_mark_on_the_page_of_the_signature(plan: bytes) -> None:
    last = paragraph(opened(plan), "Trong quá trình thực hiện")
    assert last.text.endswith("xem xét, quyết định./.")
    assert last.paragraph_format.keep_with_next


@pytest.mark.parametrize("closing", ["Hết.", "Hết./.", "Hết", "Hết. "])
def test_the_ending_is_written_once_whatever_the_closing_ends_with(closing: str) -> None:
    assert "\nHết./.\n" in all_text(build_plan(replace(example.DRAFT, closing=closing)))


def test_the_annex_has_one_row_per_item_and_a_repeated_header(plan: bytes) -> None:
    rows = annex(opened(plan))._tbl.tr_lst
    assert len(rows) == 1 + 7 + 31
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 38
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_equal_neighbours_of_the_annex_are_one_cell(plan: bytes) -> None:
    table = annex(opened(plan))
    assert table.cell(2, 3)._tc is table.cell(3, 3)._tc is table.cell(4, 3)._tc
    assert table.cell(4, 3)._tc is not table.cell(5, 3)._tc
    assert table.cell(2, 2).text == table.cell(8, 2).text == "Văn phòng Sở"


def test_merged_text_is_written_once_per_run(plan: bytes) -> None:
    assert all_text(plan).count("Ban hành kế hoạch CCHC trong tháng 01") == 1


def test_codes_and_contents_are_never_merged() -> None:
    items = (
        AnnexItem(code="1", content="Lĩnh vực", is_area=True),
        AnnexItem(code="1.1", content="Trùng tên", lead="A"),
        AnnexItem(code="1.2", content="Trùng tên", lead="A"),
    )
    table = annex(opened(build_plan(replace(example.DRAFT, annex=items))))
    assert table.cell(2, 1)._tc is not table.cell(3, 1)._tc
    assert table.cell(2, 2)._tc is table.cell(3, 2)._tc


def test_merging_stops_at_an_area(plan: bytes) -> None:
    table = annex(opened(plan))
    assert table.cell(8, 4).text == table.cell(10, 4).text
    assert table.cell(8, 4)._tc is not table.cell(10, 4)._tc


def test_an_area_title_spans_all_columns_after_its_code(plan: bytes) -> None:
    row = annex(opened(plan))._tbl.tr_lst[1]
    assert [cell.grid_span for cell in row.tc_lst] == [1, 4]


def test_the_rows_of_an_area_stay_together_and_the_next_area_may_break(plan: bytes) -> None:
    table = annex(opened(plan))
    kept = [table._tbl.tr_lst[row].tc_lst[0].p_lst[0].pPr for row in (2, 7, 8)]
    assert [p.find(qn("w:keepNext")) is not None for p in kept] == [True, True, False]


def test_the_annex_begins_on_a_landscape_page_numbered_from_one(plan: bytes) -> None:
    sections = opened(plan).sections
    assert len(sections) == 2
    assert sections[0].page_width < sections[0].page_height
    assert sections[1].page_width > sections[1].page_height
    assert all(s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1" for s in sections)


def test_an_illustrative_plan_says_so_at_the_foot_of_every_page(plan: bytes) -> None:
    for section in opened(plan).sections:
        assert section.footer.paragraphs[0].text == ILLUSTRATIVE_MARK
        assert section.first_page_footer.paragraphs[0].text == ILLUSTRATIVE_MARK


def test_a_real_plan_bears_no_mark() -> None:
    content = build_plan(replace(example.DRAFT, illustrative=False))
    assert not any("minh họa –" in xml(content, name) for name in names(content) if "footer" in name)
    assert "dữ liệu minh họa" not in all_text(content)


def test_the_final_note_names_day_and_set_and_that_it_is_illustrative(plan: bytes) -> None:
    note = paragraph(opened(plan), "Ghi chú:")
    assert "tính đến ngày 31/12/2021" in note.text
    assert example.SET_TITLE in note.text
    assert "không có giá trị thi hành" in note.text


def test_properties_name_the_office_and_nothing_of_the_software(plan: bytes) -> None:
    core = opened(plan).core_properties
    assert core.author == core.last_modified_by == example.UNIT
    assert core.comments == ""
    assert core.created.date() == core.modified.date() == example.DRAFT.as_of
    assert not [name for name in names(plan) if "thumbnail" in name or "customXml" in name or name.endswith("app.xml")]


def test_only_our_styles_are_in_the_style_list(plan: bytes) -> None:
    shown = {style.name for style in opened(plan).styles if not style.builtin}
    assert {"Quốc hiệu", "Trích yếu", "Căn cứ", "Nội dung", "Mục I", "Phụ lục"} <= shown
    assert not [style.name for style in opened(plan).styles if "List" in style.name and style.name != "No List"]


def test_every_paragraph_uses_a_named_style(plan: bytes) -> None:
    document = opened(plan)
    everywhere = [*document.paragraphs, *(p for t in document.tables for c in t._cells for p in c.paragraphs)]
    styles = {p.style.name for p in everywhere if p.text}
    assert "Normal" not in styles


def test_decomposed_input_is_printed_composed() -> None:
    loose = unicodedata.normalize("NFD", example.DRAFT.closing)
    content = build_plan(replace(example.DRAFT, closing=loose))
    assert unicodedata.is_normalized("NFC", all_text(content))
    assert check_layout(content)["P3"]


def test_markup_and_control_characters_in_a_name_do_no_harm() -> None:
    shortfall = replace(example.POSTAL, name="A & B <w:p> \x00\x0b\x1f cuối")
    content = build_plan(replace(example.DRAFT, shortfalls=(shortfall,)))
    assert "A & B <w:p>  cuối" in all_text(content)


def test_an_office_without_shortfalls_still_gets_a_plan() -> None:
    content = build_plan(replace(example.DRAFT, shortfalls=()))
    assert "II. NHỮNG HẠN CHẾ" in all_text(content)
    assert check_layout(content)["B9"]


def test_an_area_may_have_more_criteria_than_one_page_holds() -> None:
    many = tuple(replace(example.POSTAL, code=f"7.{number}") for number in range(1, 24))
    content = build_plan(replace(example.DRAFT, shortfalls=many))
    assert check_layout(content)["B9"]
    assert "\ny) Tiếp nhận" in all_text(content)


def test_more_criteria_than_the_alphabet_has_letters_go_without() -> None:
    many = tuple(replace(example.POSTAL, code=f"7.{number}") for number in range(1, 30))
    content = build_plan(replace(example.DRAFT, shortfalls=many))
    assert "\na) " not in all_text(content)
    assert all_text(content).count("\nTiếp nhận hồ sơ, trả kết quả") == 29


def test_a_long_duty_list_is_numbered_through() -> None:
    duties = tuple(OrganisationDuty(who=f"Phòng {n}", duties=("Làm một.", "Làm hai.")) for n in range(1, 13))
    content = build_plan(replace(example.DRAFT, duties=duties))
    assert "\n12. Phòng 12\n" in all_text(content)
    assert check_layout(content)["B9"]
