"""The text between the head and the signature: bases, numbered headings, paragraphs, dashes."""

from docx.document import Document
from docx.text.paragraph import Paragraph

from parindex.documents.official.numbering import point_letter, roman
from parindex.documents.official.styles import BASIS, BODY, DASH, HEADING_1, HEADING_2, POINT
from parindex.documents.official.writing import add_text, fill, write

END = "./."
_CLOSING = ".;,: "


def write_bases(document: Document, bases: tuple[str, ...]) -> None:
    """Legal bases, in italic, each on its own line: `;` between them, `.` after the last."""
    for position, text in enumerate(bases, start=1):
        write(document, BASIS, text.rstrip(_CLOSING) + (";" if position < len(bases) else "."))


def write_paragraph(document: Document, text: str) -> Paragraph:
    """A justified paragraph with its first line indented."""
    return write(document, BODY, text)


def write_heading(document: Document, number: int, title: str) -> None:
    """`I. MỤC TIÊU`: Roman number, capitals."""
    write(document, HEADING_1, f"{roman(number)}. {title.upper()}")


def write_subheading(document: Document, number: int, title: str) -> None:
    """`1. Công tác chỉ đạo điều hành`: bold, on its own line."""
    write(document, HEADING_2, f"{number}. {title}")


def write_point(document: Document, number: int | None, lead: str, text: str) -> Paragraph:
    """`a) lead text`, the lead in italic; without a letter when `number` is None (a lone point has no letter)."""
    paragraph = fill(document.add_paragraph(), POINT if number is not None else BODY, "")
    if number is not None:
        add_text(paragraph, f"{point_letter(number)}) ")
    add_text(paragraph, lead, italic=True)
    if text:
        add_text(paragraph, f" {text}")
    return paragraph


def write_dashes(document: Document, lines: tuple[str, ...], *, keep_marks: bool = False) -> None:
    """One line per item, each after a dash: `;` between them, `.` after the last.

    With `keep_marks` the lines are sentences of their own and keep the mark they end with.
    """
    for position, text in enumerate(lines, start=1):
        mark = "." if keep_marks or position == len(lines) else ";"
        write(document, DASH, f"- {text.rstrip(_CLOSING)}{mark}")


def end_body(last: Paragraph) -> None:
    """Put `./.` after the last sentence and keep it on the page of the signature."""
    text = last.text.rstrip(_CLOSING + "/")
    bold, italic = last.runs[0].bold, last.runs[0].italic
    for run in last.runs:
        run._r.getparent().remove(run._r)
    add_text(last, text + END, bold=bold, italic=italic)
    last.paragraph_format.keep_with_next = True
