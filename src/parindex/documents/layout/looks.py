"""Small questions about one paragraph, shared by the checks."""

from parindex.documents.layout.page_model import Paragraph


def sized(paragraph: Paragraph | None, low: float, high: float) -> bool:
    """All ink between `low` and `high` points."""
    return (
        paragraph is not None
        and bool(paragraph.inked)
        and all(low * 2 <= run.size <= high * 2 for run in paragraph.inked)
    )


def bold(paragraph: Paragraph | None, wanted: bool = True) -> bool:
    """All ink bold, or none of it."""
    return paragraph is not None and bool(paragraph.inked) and all(run.bold is wanted for run in paragraph.inked)


def italic(paragraph: Paragraph | None, wanted: bool = True) -> bool:
    """All ink italic, or none of it."""
    return paragraph is not None and bool(paragraph.inked) and all(run.italic is wanted for run in paragraph.inked)


def upper(paragraph: Paragraph | None) -> bool:
    """Capitals only."""
    return paragraph is not None and bool(paragraph.text.strip()) and paragraph.text == paragraph.text.upper()


def centred(paragraph: Paragraph | None) -> bool:
    """Centred."""
    return paragraph is not None and paragraph.align == "center"
