"""The page: A4, margins, page number centred in the top margin from the second page on."""

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from parindex.documents.official.styles import MARK, PAGE_NUMBER
from parindex.documents.official.writing import fill
from parindex.documents.official.xml import element

SHORT_SIDE, LONG_SIDE = 210.0, 297.0
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
ILLUSTRATIVE_MARK = "Dữ liệu minh họa – không phải văn bản chính thức"


def first_section(document: Document, *, mark: str = "") -> Section:
    """Set up the section of the main text. `mark` is printed at the foot of every page."""
    section: Section = document.sections[0]
    _set_page(section, landscape=False)
    _set_margin_texts(section, mark)
    return section


def annex_section(document: Document, *, landscape: bool, mark: str = "") -> Section:
    """A new section on its own pages, numbered from 1 again."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, landscape=landscape)
    for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        part.is_linked_to_previous = False
    _set_margin_texts(section, mark)
    return section


def text_width(section: Section) -> float:
    """Width between the side margins, in mm."""
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None and left is not None and right is not None  # noqa: S101 - set in _set_page
    return float((page - left - right) / Mm(1))


def _set_page(section: Section, *, landscape: bool) -> None:
    width, height = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(9), Mm(9)
    section.gutter = Mm(0)
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    numbering = element("w:pgNumType", start=1)
    section._sectPr.insert_element_before(
        numbering, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:docGrid"
    )


def _set_margin_texts(section: Section, mark: str) -> None:
    _page_field(_only_paragraph(section.header))
    fill(_only_paragraph(section.first_page_header), PAGE_NUMBER, "")
    for footer in (section.footer, section.first_page_footer):
        fill(_only_paragraph(footer), MARK, mark)


def _only_paragraph(part: _Header | _Footer) -> Paragraph:
    part.is_linked_to_previous = False
    first: Paragraph = part.paragraphs[0]
    return first


def _page_field(paragraph: Paragraph) -> None:
    fill(paragraph, PAGE_NUMBER, "")
    field = element("w:fldSimple", instr="PAGE")
    paragraph._p.append(field)
    shown = paragraph.add_run("2")
    field.append(shown._r)
