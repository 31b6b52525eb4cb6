"""Which part of a document is what, found by what it says and where it stands, not by the names of our styles."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from parindex.documents.layout.page_model import Cell, Paragraph, Section, Table

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BASIS = re.compile(r"^(Căn cứ|Theo đề nghị|Xét)\b")
ROMAN_HEADING = re.compile(r"^[IVXL]+\.\s")
NUMBER_HEADING = re.compile(r"^\d+\.\s")
_ANNEX = re.compile(r"^Phụ lục(\s+[IVXL]+)?$")


@dataclass(frozen=True)
class Anatomy:
    """The parts of an official document; None or empty where a part was not found.

    `text` is everything between the title's abstract (with its rule) and the signature block, bases included.
    """

    sections: tuple[Section, ...]
    head: Table | None
    nation: Paragraph | None
    motto: Paragraph | None
    agency: tuple[Paragraph, ...]
    number: Paragraph | None
    place: Paragraph | None
    kind: Paragraph | None
    summary: Paragraph | None
    summary_rule: Paragraph | None
    subject: Paragraph | None  # of a letter (công văn), which has no kind and no abstract
    addressee: Paragraph | None
    text: tuple[Paragraph, ...]
    signature: Table | None
    annexes: tuple[Section, ...]

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn: it names its addressee where others name their kind."""
        return self.addressee is not None

    @property
    def bases(self) -> tuple[Paragraph, ...]:
        """The legal bases: they come first and begin with "Căn cứ"."""
        found = []
        for paragraph in self.text:
            if not _BASIS.match(paragraph.text.strip()):
                break
            found.append(paragraph)
        return tuple(found)

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The text after the bases, without empty paragraphs."""
        return tuple(p for p in self.text[len(self.bases) :] if p.text.strip())

    @property
    def everything(self) -> tuple[Paragraph, ...]:
        """Every paragraph of every section, cells and margins included."""
        found: list[Paragraph] = []
        for section in self.sections:
            for block in section.blocks:
                found.extend(block.paragraphs if isinstance(block, Table) else (block,))
            for margin in (section.headers, section.footers):
                found.extend(paragraph for part in margin.values() for paragraph in part)
        return tuple(found)


def dissect(sections: tuple[Section, ...]) -> Anatomy:
    """Find the parts."""
    annexes = tuple(section for section in sections if _is_annex(section))
    blocks = [block for section in sections if section not in annexes for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    head = tables[0] if tables and blocks and blocks[0] is tables[0] else None
    signature = next((table for table in reversed(tables) if "Nơi nhận" in _texts(table)), None)
    stop = blocks.index(signature) if signature is not None else len(blocks)
    between = [block for block in blocks[1 if head else 0 : stop] if isinstance(block, Paragraph)]
    titles = [position for position, block in enumerate(between) if block.text.strip()][:2]
    addressee = between[titles[0]] if titles and between[titles[0]].text.startswith("Kính gửi") else None
    if addressee is not None:
        titles = titles[:1]
    kind = between[titles[0]] if titles and addressee is None else None
    summary = between[titles[1]] if len(titles) > 1 else None
    after = titles[-1] + 1 if titles else 0
    rule = between[after] if after < len(between) and between[after].has_rule else None
    left, right = _columns(head)
    return Anatomy(
        sections=sections,
        head=head,
        nation=_find(right, lambda text: text == NATION),
        motto=_find(right, lambda text: text == MOTTO),
        agency=tuple(p for cell in left[:1] for p in cell.paragraphs),
        number=_find(left[1:], lambda text: text.startswith("Số:")),
        place=_find(right[1:], lambda text: ", ngày" in text),
        kind=kind,
        summary=summary,
        summary_rule=rule,
        subject=_find(left[1:], lambda text: text.startswith("V/v")),
        addressee=addressee,
        text=tuple(p for p in between[after + (1 if rule else 0) :] if p.text.strip()),
        signature=signature,
        annexes=annexes,
    )


def _is_annex(section: Section) -> bool:
    first = next((b for b in section.blocks if isinstance(b, Table) or b.text.strip()), None)
    return isinstance(first, Paragraph) and bool(_ANNEX.match(first.text.strip()))


def _texts(table: Table) -> str:
    return "\n".join(paragraph.text for paragraph in table.paragraphs)


def _columns(head: Table | None) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    rows = head.rows if head is not None else ()
    return tuple(row.cells[0] for row in rows if row.cells), tuple(row.cells[-1] for row in rows if row.cells)


def _find(cells: tuple[Cell, ...], wanted: Callable[[str], bool]) -> Paragraph | None:
    for cell in cells:
        for paragraph in cell.paragraphs:
            if wanted(paragraph.text.strip()):
                return paragraph
    return None
