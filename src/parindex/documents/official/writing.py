"""Writing text: every paragraph names its style, every letter is precomposed (NFC)."""

from typing import Protocol

from docx.text.paragraph import Paragraph

from parindex.documents.official.style_sheet import run_fonts
from parindex.documents.official.styles import RULE, StyleSpec
from parindex.documents.official.text import clean_text
from parindex.documents.official.xml import element, parent, twips


class Holder(Protocol):
    """Whatever paragraphs are written into: a document, a cell, a header or a footer."""

    def add_paragraph(self, text: str = "") -> Paragraph: ...


def write(holder: Holder, style: StyleSpec, text: str) -> Paragraph:
    """A new paragraph of `style`; a line break in `text` is a line break on paper."""
    return fill(holder.add_paragraph(), style, text)


def fill(paragraph: Paragraph, style: StyleSpec, text: str) -> Paragraph:
    """Give an empty paragraph its style and its text."""
    use_style(paragraph, style)
    if text:
        add_text(paragraph, text)
    return paragraph


def use_style(paragraph: Paragraph, style: StyleSpec) -> None:
    """Set the style by its id: names are Vietnamese and belong to the officer."""
    paragraph._p.get_or_add_pPr().style = style.id


def add_text(paragraph: Paragraph, text: str, *, bold: bool | None = None, italic: bool | None = None) -> None:
    """A run in the document's font. None: as the paragraph's style says."""
    run = paragraph.add_run(clean_text(text))
    run.bold, run.italic = bold, italic
    run._r.get_or_add_rPr().insert(0, run_fonts())


def draw_rule(holder: Holder, *, room_mm: float, length_mm: float, paragraph: Paragraph | None = None) -> None:
    """A solid line of `length_mm`, centred in a column of `room_mm`: the top border of a thin paragraph.

    A border keeps its length in every word processor and moves with the text, which a drawn shape does not.
    """
    line = fill(paragraph if paragraph is not None else holder.add_paragraph(), RULE, "")
    properties = line._p.get_or_add_pPr()
    side = twips((room_mm - length_mm) / 2)
    border = parent("w:pBdr", element("w:top", val="single", sz=6, space=1, color="000000"))
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    indent = element("w:ind", left=side, right=side, firstLine=0)
    properties.insert_element_before(indent, "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
