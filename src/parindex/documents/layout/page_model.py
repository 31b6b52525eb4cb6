"""A document as it prints: paragraphs with what they inherit, tables, sections.

Lengths are in twips (1/20 point), sizes in half-points.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of text. `fonts` by script: ascii, hAnsi, cs, eastAsia (None: no font said anywhere)."""

    text: str
    fonts: Mapping[str, str | None]
    size: int
    bold: bool
    italic: bool
    color: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """`line` with rule "auto" is in 240ths of a line, otherwise in twips. `has_rule`: a border above or below."""

    runs: tuple[Run, ...]
    align: str
    indent: int
    left: int
    right: int
    before: int
    after: int
    line: int
    line_rule: str
    keep_next: bool
    has_rule: bool
    fields: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All the text; line breaks as newlines."""
        return "".join(run.text for run in self.runs)

    @property
    def inked(self) -> tuple[Run, ...]:
        """Runs that leave ink."""
        return tuple(run for run in self.runs if run.text.strip())


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`width` in twips, 0 when it is not said; `merge` is "restart", "continue" or "" (vertical)."""

    paragraphs: tuple[Paragraph, ...]
    width: int
    span: int
    merge: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    whole: bool  # never split over pages
    header: bool  # repeated on each page


@dataclass(frozen=True, kw_only=True)
class Table:
    """`borders` by side: the kind of line and its width in eighths of a point."""

    rows: tuple[Row, ...]
    borders: Mapping[str, tuple[str, int]]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Paragraphs of all cells, row by row."""
        return tuple(p for row in self.rows for cell in row.cells for p in cell.paragraphs)


Block = Paragraph | Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """Pages of one kind and what is on them. `headers` and `footers` by kind: "default", "first"."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    title_page: bool  # the first page has a header of its own
    restarts_at: int | None
    headers: Mapping[str, tuple[Paragraph, ...]]
    footers: Mapping[str, tuple[Paragraph, ...]]
    blocks: tuple[Block, ...]

    @property
    def text_width(self) -> int:
        """Twips between the side margins."""
        return self.width - self.left - self.right
