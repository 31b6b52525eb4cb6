"""Every layout rule holds for the built plan and fails for a plan damaged in just that way."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx_surgery import annex, damaged, head, paragraph, replaced, signature
from plan_draft_example import DRAFT

from parindex.documents.layout import LAYOUT_RULES, check_layout
from parindex.documents.plan import build_plan
from parindex.errors import InputFault

OF_LETTERS = {"H10", "H11"}  # a plan has nothing for them to look at: see test_difference_letter


@dataclass(frozen=True)
class Damage:
    """What is done to the plan, and the rule that must notice. `others`: rules that rightly notice as well."""

    rule: str
    what: str
    do: Callable[[Document], object]
    others: tuple[str, ...] = ()


def style(document: Document, name: str) -> object:
    return next(style for style in document.styles if style.name == name)


def restyle(name: str, **changes: object) -> Callable[[Document], object]:
    """Change the font or the paragraph format of a named style, as an officer could."""

    def do(document: Document) -> None:
        found = style(document, name)
        for key, value in changes.items():
            target = found.font if hasattr(type(found.font), key) else found.paragraph_format  # type: ignore[attr-defined]
            setattr(target, key, value)

    return do


def text(find: Callable[[Document], Paragraph], new: str) -> Callable[[Document], object]:
    """Rewrite a paragraph's text, keeping the looks of its first run."""

    def do(document: Document) -> None:
        found = find(document)
        found.runs[0].text = new
        for run in found.runs[1:]:
            run.text = ""

    return do


def starting(start: str) -> Callable[[Document], Paragraph]:
    return lambda document: paragraph(document, start)


def header_cell(row: int, column: int, line: int) -> Callable[[Document], Paragraph]:
    return lambda document: head(document).rows[row].cells[column].paragraphs[line]


def recipient(line: int) -> Callable[[Document], Paragraph]:
    return lambda document: signature(document).rows[0].cells[0].paragraphs[line]


def signer(line: int) -> Callable[[Document], Paragraph]:
    return lambda document: signature(document).rows[0].cells[1].paragraphs[line]


def drop(find: Callable[[Document], Paragraph]) -> Callable[[Document], object]:
    def do(document: Document) -> None:
        element = find(document)._p
        element.getparent().remove(element)

    return do


def section(index: int, **changes: object) -> Callable[[Document], object]:
    def do(document: Document) -> None:
        for key, value in changes.items():
            setattr(document.sections[index], key, value)

    return do


def borders(find: Callable[[Document], object], value: str) -> Callable[[Document], object]:
    def do(document: Document) -> None:
        for line in find(document)._tbl.tblPr.find(qn("w:tblBorders")):  # type: ignore[attr-defined]
            line.set(qn("w:val"), value)

    return do


def rows_without(tag: str) -> Callable[[Document], object]:
    def do(document: Document) -> None:
        row = annex(document)._tbl.tr_lst[0]
        row.trPr.remove(row.trPr.find(qn(tag)))

    return do


def no_page_restart(document: Document) -> None:
    found = document.sections[1]._sectPr
    found.remove(found.find(qn("w:pgNumType")))


def swap_number_and_place(document: Document) -> None:
    number, place = head(document).rows[1].cells
    moved = place.paragraphs[0]._p
    number._tc.append(moved)
    place.add_paragraph()


def longer_rule(find: Callable[[Document], Paragraph]) -> Callable[[Document], object]:
    """Let a drawn rule run over its whole column."""

    def do(document: Document) -> None:
        format_ = find(document).paragraph_format
        format_.left_indent = format_.right_indent = Mm(0)

    return do


def rule_after(find: Callable[[Document], Paragraph]) -> Callable[[Document], Paragraph]:
    return lambda document: Paragraph(find(document)._p.getnext(), find(document)._parent)


def annex_rule(document: Document) -> Paragraph:
    return Paragraph(paragraph(document, "(Kèm theo")._p.getnext(), document._body)


def bold_run(find: Callable[[Document], Paragraph], value: bool) -> Callable[[Document], object]:
    def do(document: Document) -> None:
        for run in find(document).runs:
            run.bold = value

    return do


def add_name(name: str, *, bold: bool = True) -> Callable[[Document], object]:
    def do(document: Document) -> None:
        line = signature(document).rows[0].cells[1].paragraphs[-1]
        line.add_run(name).bold = bold

    return do


def remove_room(document: Document) -> None:
    cell = signature(document).rows[0].cells[1]
    for blank in cell.paragraphs[1:-2]:
        cell._tc.remove(blank._p)


def loose_signature(document: Document) -> None:
    paragraph(document, "Trong quá trình").paragraph_format.keep_with_next = False


def splitting_signature(document: Document) -> None:
    row = signature(document)._tbl.tr_lst[0]
    row.trPr.remove(row.trPr.find(qn("w:cantSplit")))


def remark_before_signature(document: Document) -> None:
    signature(document)._tbl.addprevious(document.add_paragraph("Ghi thêm")._p)


def page_number_on_page_one(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def page_number_left(document: Document) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def no_page_number(document: Document) -> None:
    line = document.sections[0].header.paragraphs[0]._p
    line.remove(line.find(qn("w:fldSimple")))


def decomposed(document: Document) -> None:
    run = paragraph(document, "Theo Quyết định").runs[0]
    run.text = unicodedata.normalize("NFD", run.text)


def other_font_for_one_script(document: Document) -> None:
    run = paragraph(document, "Theo Quyết định").runs[0]
    run._r.rPr.find(qn("w:rFonts")).set(qn("w:eastAsia"), "Calibri")


def coloured(document: Document) -> None:
    paragraph(document, "Theo Quyết định").runs[0].font.color.rgb = RGBColor(200, 0, 0)


def larger_word(document: Document) -> None:
    paragraph(document, "Theo Quyết định").runs[0].font.size = Pt(13)


def narrow_title_cell(document: Document) -> None:
    head(document).rows[0].cells[1].width = Mm(80)


def third_header_row(document: Document) -> None:
    head(document).add_row()


def centre_text_of_the_annex(document: Document) -> None:
    annex(document).cell(2, 3).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def small_text_in_the_annex(document: Document) -> None:
    annex(document).cell(2, 3).paragraphs[0].runs[0].font.size = Pt(9)


def forget_annex(document: Document) -> None:
    for line in document.paragraphs:
        for run in line.runs if line.style.name != "Phụ lục" else ():
            run.text = run.text.replace("Phụ lục", "bảng")


def add_heading_out_of_order(document: Document) -> None:
    found = paragraph(document, "III. NHIỆM VỤ")
    found.runs[0].text = "IV. NHIỆM VỤ, GIẢI PHÁP"


NATION, MOTTO = header_cell(0, 1, 0), header_cell(0, 1, 1)
SUPERIOR, ISSUER = header_cell(0, 0, 0), header_cell(0, 0, 1)
NUMBER, PLACE = header_cell(1, 0, 0), header_cell(1, 1, 0)
SUMMARY = starting("Cải thiện Chỉ số")
RESULT = starting("Theo Quyết định")

DAMAGES = (
    Damage("P1", "letter paper", section(0, page_width=Mm(216))),
    Damage("P1", "main text in landscape", section(0, page_width=Mm(297), page_height=Mm(210)), ("H9",)),
    Damage("P2", "left margin of 25 mm", section(0, left_margin=Mm(25)), ("H9",)),
    Damage("P2", "right margin of 10 mm in the annex", section(1, right_margin=Mm(10))),
    Damage("P2", "bottom margin of 30 mm", section(0, bottom_margin=Mm(30))),
    Damage("P3", "another font for one script", other_font_for_one_script),
    Damage("P3", "red text", coloured),
    Damage("P3", "decomposed letters", decomposed, ("B9",)),
    Damage("P4", "the number shown on page 1", page_number_on_page_one),
    Damage("P4", "the number on the left", page_number_left),
    Damage("P4", "no number", no_page_number),
    Damage("P4", "a small number", restyle("Số trang", size=Pt(10))),
    Damage("P4", "annex pages numbered on", no_page_restart, ("A6",)),
    Damage("P5", "visible lines in the header", borders(head, "single")),
    Damage("P5", "visible lines around the signature", borders(signature, "single")),
    Damage("P5", "number and place in one cell", swap_number_and_place, ("H7",)),
    Damage("P5", "a third row in the header", third_header_row),
    Damage("H1", "no national title", text(NATION, ""), ("H3",)),
    Damage("H1", "national title in lower case", text(NATION, "Cộng hòa xã hội chủ nghĩa Việt Nam"), ("H3",)),
    Damage("H1", "national title of 15 points", restyle("Quốc hiệu", size=Pt(15))),
    Damage("H1", "national title not bold", restyle("Quốc hiệu", bold=False)),
    Damage("H1", "a cell in which it wraps", narrow_title_cell, ("H2",)),
    Damage("H2", "motto in italics", restyle("Tiêu ngữ", italic=True)),
    Damage("H2", "motto of 12 points", restyle("Tiêu ngữ", size=Pt(12))),
    Damage("H2", "hyphens without blanks", text(MOTTO, "Độc lập-Tự do-Hạnh phúc"), ("H3",)),
    Damage("H2", "no rule under the motto", drop(rule_after(MOTTO))),
    Damage("H2", "a rule longer than the motto", longer_rule(rule_after(MOTTO))),
    Damage("H3", "one and a half lines", restyle("Quốc hiệu", line_spacing=1.5)),
    Damage("H4", "superior agency in bold", bold_run(SUPERIOR, True)),
    Damage("H4", "superior agency in lower case", text(SUPERIOR, "Ủy ban nhân dân tỉnh")),
    Damage("H4", "no superior agency", drop(SUPERIOR)),
    Damage("H5", "agency not bold", bold_run(ISSUER, False)),
    Damage("H5", "no rule under the agency", drop(rule_after(ISSUER))),
    Damage("H5", "a rule as wide as the column", longer_rule(rule_after(ISSUER))),
    Damage("H6", "a blank inside the symbol", text(NUMBER, "Số: 05 / KH-SNV")),
    Damage("H6", "one digit", text(NUMBER, "Số: 5/KH-SNV")),
    Damage("H6", "number in bold", bold_run(NUMBER, True)),
    Damage("H6", "number of 14 points", restyle("Số, ký hiệu", size=Pt(14))),
    Damage("H7", "upright date", restyle("Địa danh, ngày tháng", italic=False)),
    Damage("H7", "day without zero", text(PLACE, "Đồng Tháp, ngày 5 tháng 4 năm 2022"), ("N2",)),
    Damage("H7", "month 2 without zero", text(PLACE, "Đồng Tháp, ngày 05 tháng 2 năm 2022"), ("N2",)),
    Damage("H8", "kind in lower case", text(starting("KẾ HOẠCH"), "Kế hoạch")),
    Damage("H8", "kind on the left", restyle("Tên loại văn bản", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    Damage("H9", "abstract not bold", bold_run(SUMMARY, False)),
    Damage("H9", "abstract in capitals", text(SUMMARY, "CẢI THIỆN CHỈ SỐ NĂM 2022")),
    Damage("H9", "no rule under the abstract", drop(rule_after(SUMMARY))),
    Damage("B1", "one word in another size", larger_word),
    Damage("B1", "text of 12 points", restyle("Nội dung", size=Pt(12))),
    Damage("B2", "text on the left", restyle("Nội dung", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    Damage("B3", "no indent", restyle("Nội dung", first_line_indent=Cm(0))),
    Damage("B3", "an indent of 2 cm", restyle("Gạch đầu dòng", first_line_indent=Cm(2))),
    Damage("B4", "no gap between paragraphs", restyle("Nội dung", space_after=Pt(3), space_before=Pt(3))),
    Damage("B5", "double spacing", restyle("Nội dung", line_spacing=2.0)),
    Damage("B5", "lines closer than single", restyle("Nội dung", line_spacing=0.9)),
    Damage("B6", "upright bases", restyle("Căn cứ", italic=False)),
    Damage("B6", "a comma after a basis", text(starting("Căn cứ Quyết định"), "Căn cứ Quyết định số 231/QĐ-UBND-HC "
           "ngày 17/3/2022,")),
    Damage("B7", "a first citation without its day", text(RESULT, "Theo Quyết định số 999/QĐ-UBND-HC, chỉ số tăng.")),
    Damage("B7", "a law with its number", text(RESULT, "Theo Luật Lưu trữ số 01/2011/QH13 ngày 11/11/2011.")),
    Damage("B8", "no ending", text(starting("Trong quá trình"), "Hết.")),
    Damage("B8", "the ending on a line alone", text(starting("Trong quá trình"), "./.")),
    Damage("B8", "an ending in the middle", text(RESULT, "Hết./.")),
    Damage("B9", "a Roman number left out", add_heading_out_of_order),
    Damage("B9", "a heading in lower case", text(starting("I. MỤC TIÊU"), "I. Mục tiêu")),
    Damage("B9", "e after d", text(starting("c) "), "d) Nội dung")),
    Damage("B9", "an area number left out", text(starting("2. Cải cách"), "3. Cải cách thủ tục hành chính")),
    Damage("S1", "a signature that may leave its text", loose_signature),
    Damage("S1", "a signature that may split", splitting_signature),
    Damage("S1", "a remark between text and signature", remark_before_signature, ("B1", "B2", "B3", "B4", "B8")),
    Damage("S2", "title in lower case", text(signer(0), "Giám đốc")),
    Damage("S2", "an unknown authority", text(signer(0), "TP. GIÁM ĐỐC")),
    Damage("S3", "a name with an academic title", add_name("TS. Nguyễn Văn A")),
    Damage("S3", "a name in capitals", add_name("NGUYỄN VĂN A")),
    Damage("S3", "a name not bold", add_name("Nguyễn Văn A", bold=False)),
    Damage("S4", "two lines to sign in", remove_room),
    Damage("S6", "recipients' title upright", restyle("Nơi nhận", italic=False)),
    Damage("S6", "recipients of 13 points", restyle("Nơi nhận, từng dòng", size=Pt(13))),
    Damage("S6", "no archive line", text(recipient(-1), "- Văn phòng Sở.")),
    Damage("S6", "a recipient without semicolon", text(recipient(1), "- UBND Tỉnh")),
    Damage("A1", "annex word of 12 points", restyle("Phụ lục", size=Pt(12))),
    Damage("A1", "a Roman number for a single annex", text(starting("Phụ lục"), "Phụ lục I"), ("A6",)),
    Damage("A2", "annex title in lower case", text(starting("NHIỆM VỤ, GIẢI PHÁP CẢI"), "Nhiệm vụ, giải pháp")),
    Damage("A3", "upright reference", restyle("Kèm theo văn bản", italic=False)),
    Damage("A3", "a reference without number", text(starting("(Kèm theo"), "(Kèm theo Kế hoạch này)")),
    Damage("A3", "no rule under the reference", drop(annex_rule)),
    Damage("A3", "a rule as wide as the page", longer_rule(annex_rule)),
    Damage("A4", "a header that is not repeated", rows_without("w:tblHeader")),
    Damage("A4", "a row that may split", rows_without("w:cantSplit")),
    Damage("A4", "no lines", borders(annex, "none")),
    Damage("A4", "centred text", centre_text_of_the_annex),
    Damage("A4", "text of 9 points", small_text_in_the_annex),
    Damage("A4", "codes on the left", restyle("Bảng: số thứ tự, mã", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    Damage("A6", "a text that never names the annex", forget_annex),
    Damage("N1", "a decimal point", text(RESULT, "Chỉ số đạt 84.66%.")),
    Damage("N1", "a blank before the sign", text(RESULT, "Chỉ số đạt 84,66 %.")),
    Damage("N1", "thousands without a dot", text(RESULT, "Có 1670 hồ sơ.")),
    Damage("N2", "a day without zero", text(RESULT, "Gửi ngày 9/3/2021.")),
    Damage("N2", "a month 3 with zero", text(RESULT, "Gửi ngày 09/03/2021.")),
    Damage("N3", "a percentage that grows by percent", text(RESULT, "Chỉ số tăng 10,54% so với năm trước.")),
)  # fmt: skip


def test_every_rule_holds_for_the_built_plan(plan: bytes) -> None:
    assert check_layout(plan) == dict.fromkeys(LAYOUT_RULES.keys() - OF_LETTERS, True)


def test_opening_and_saving_again_changes_no_answer(plan: bytes) -> None:
    assert all(check_layout(damaged(plan, lambda document: None)).values())


def test_every_rule_is_shown_to_fail() -> None:
    assert {damage.rule for damage in DAMAGES} == LAYOUT_RULES.keys() - OF_LETTERS


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage.rule} {damage.what}")
def test_the_rule_notices(plan: bytes, damage: Damage) -> None:
    answers = check_layout(damaged(plan, damage.do))
    assert answers.get(damage.rule) is False


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage.rule} {damage.what}")
def test_no_other_rule_complains(plan: bytes, damage: Damage) -> None:
    answers = check_layout(damaged(plan, damage.do))
    failed = {rule for rule, holds in answers.items() if not holds}
    assert failed - {damage.rule, *damage.others} == set()


@pytest.mark.parametrize("number", ["Số: 05/KH-SNV", "Số: 105/QĐ-UBND-HC", "Số: 12/SNV-CCHC", "Số:      /KH-SLĐTBXH"])
def test_numbers_as_offices_write_them_pass(plan: bytes, number: str) -> None:
    assert check_layout(damaged(plan, text(NUMBER, number)))["H6"]


@pytest.mark.parametrize("day", ["ngày 05 tháng 4", "ngày 15 tháng 12", "ngày 01 tháng 02", "ngày      tháng     "])
def test_dates_as_offices_write_them_pass(plan: bytes, day: str) -> None:
    assert check_layout(damaged(plan, text(PLACE, f"Đồng Tháp, {day} năm 2022")))["H7"]


def test_a_name_in_order_passes(plan: bytes) -> None:
    assert check_layout(damaged(plan, add_name("Nguyễn Văn A")))["S3"]


def test_a_later_citation_may_be_short(plan: bytes) -> None:
    new = "Theo Quyết định số 9/QĐ-UBND ngày 01/02/2022 và Quyết định số 9/QĐ-UBND nêu trên."
    assert check_layout(damaged(plan, text(RESULT, new)))["B7"]


def test_a_plan_without_annex_has_no_answer_to_annex_rules(plan: bytes) -> None:
    def cut(document: Document) -> None:
        body = document.element.body
        boundary = next(p for p in body.findall(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None)
        last = body.find(qn("w:sectPr"))
        for node in list(boundary.itersiblings()):
            body.remove(node)
        inner = boundary.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        body.append(inner)
        assert last.getparent() is None

    answers = check_layout(damaged(plan, cut))
    assert not {"A1", "A2", "A3", "A4", "A6"} & set(answers)
    assert answers["P1"]


def test_bold_inherited_from_a_parent_style_is_seen(plan: bytes) -> None:
    content = replaced(
        plan, "word/styles.xml", '<w:name w:val="Cơ quan chủ quản"/><w:basedOn w:val="Normal"/>',
        '<w:name w:val="Cơ quan chủ quản"/><w:basedOn w:val="CoQuanBanHanh"/>',
    )  # fmt: skip
    assert check_layout(content)["H4"] is False


def test_styles_that_inherit_in_a_circle_do_not_hang(plan: bytes) -> None:
    content = replaced(
        plan, "word/styles.xml", '<w:name w:val="Nội dung"/><w:basedOn w:val="Normal"/>',
        '<w:name w:val="Nội dung"/><w:basedOn w:val="NoiDung"/>',
    )  # fmt: skip
    assert check_layout(content)["B2"]


def test_a_document_without_any_of_our_styles_is_judged_by_its_looks(plan: bytes) -> None:
    renamed = replaced(plan, "word/styles.xml", 'w:val="Quốc hiệu"', 'w:val="Kiểu 1"')
    assert check_layout(renamed)["H1"]


def test_an_empty_word_document_fails_without_an_error() -> None:
    content = damaged(build_plan(replace(DRAFT, shortfalls=())), lambda document: document._body.clear_content())
    answers = check_layout(content)
    assert not any(answers[rule] for rule in ("P5", "H1", "H4", "H5", "H6", "H7", "H8", "H9", "B1", "B6", "B8", "S1"))


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.4", "Kế hoạch".encode(), b"\x00" * 1000])
def test_what_is_no_word_file_is_the_inputs_fault(content: bytes) -> None:
    with pytest.raises(InputFault, match="không phải văn bản Word"):
        check_layout(content)


def test_broken_xml_is_the_inputs_fault(plan: bytes) -> None:
    with pytest.raises(InputFault, match=r"\.docx"):
        check_layout(replaced(plan, "word/document.xml", "<w:body>", "<w:body"))


def test_entities_in_the_xml_are_refused(plan: bytes) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document'
    with pytest.raises(InputFault, match="không phải văn bản Word"):
        check_layout(replaced(plan, "word/document.xml", "<w:document", bomb))


def test_each_rule_has_a_vietnamese_title_of_its_own() -> None:
    titles = [rule.title for rule in LAYOUT_RULES.values()]
    assert len(set(titles)) == len(titles)
    assert all(title[0].isupper() or title[0] == "“" for title in titles)
