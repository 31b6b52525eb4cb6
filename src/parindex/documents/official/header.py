"""The head of page 1: an invisible 2×2 grid, so that number and date stay on one line, then title and abstract."""

from dataclasses import dataclass

from docx.document import Document
from docx.table import _Cell

from parindex.documents.official.grid import add_grid
from parindex.documents.official.metrics import balanced_lines, width_mm
from parindex.documents.official.styles import (
    ADDRESSEE,
    ISSUER,
    KIND,
    MOTTO,
    NATION,
    NUMBER,
    PLACE_DATE,
    SUBJECT,
    SUMMARY,
    SUPERIOR,
    StyleSpec,
)
from parindex.documents.official.writing import draw_rule, fill, write

NATION_TEXT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_TEXT = "Độc lập - Tự do - Hạnh phúc"
BLANK = " " * 6  # room for the number, the day and the month that the registry writes by hand
_LEFT, _RIGHT = 66.0, 99.0  # mm; the national title is 96 mm long at 13 points
_TEXT_WIDTH = _LEFT + _RIGHT
_SHARE = 0.4  # of the text above: the decree asks for one third to one half


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands above the text. Number, day and month are always left blank: the registry fills them in."""

    superior: str
    issuer: str
    symbol: str  # "KH-SLĐTBXH"
    place: str
    year: int
    kind: str  # "KẾ HOẠCH"; a letter (công văn) has none
    summary: str


def write_head(document: Document, head: Head) -> None:
    """Write the header grid, the kind of document and its abstract."""
    _write_grid(document, head)
    _write_title(document, head)


def write_letter_head(document: Document, head: Head, addressee: str) -> None:
    """The head of a letter: its subject stands under the number, and whom it is for under the grid."""
    number = _write_grid(document, head)
    write(number, SUBJECT, "\n".join(_lines(f"V/v {head.summary}", SUBJECT, _LEFT)))
    lines = _lines(f"Kính gửi: {addressee}", ADDRESSEE, _TEXT_WIDTH * 0.9)
    write(document, ADDRESSEE, "\n".join(lines))


def _write_grid(document: Document, head: Head) -> _Cell:
    """Agency and nation above, number and day below; the cell of the number."""
    table = add_grid(document, (_LEFT, _RIGHT), rows=2, borders="none", cell_margin_mm=0)
    agency, nation = table.rows[0].cells
    superior = _lines(head.superior.upper(), SUPERIOR, _LEFT)
    issuer = _lines(head.issuer.upper(), ISSUER, _LEFT)
    fill(agency.paragraphs[0], SUPERIOR, "\n".join(superior))
    write(agency, ISSUER, "\n".join(issuer))
    draw_rule(agency, room_mm=_LEFT, length_mm=_SHARE * _longest(issuer, ISSUER))
    fill(nation.paragraphs[0], NATION, NATION_TEXT)
    write(nation, MOTTO, MOTTO_TEXT)
    draw_rule(nation, room_mm=_RIGHT, length_mm=_longest((MOTTO_TEXT,), MOTTO))

    number, place = table.rows[1].cells
    fill(number.paragraphs[0], NUMBER, f"Số:{BLANK}/{head.symbol}")
    fill(place.paragraphs[0], PLACE_DATE, f"{head.place}, ngày{BLANK}tháng{BLANK}năm {head.year}")
    return number


def _write_title(document: Document, head: Head) -> None:
    write(document, KIND, head.kind.upper())
    summary = _lines(head.summary, SUMMARY, _TEXT_WIDTH * 0.9)
    write(document, SUMMARY, "\n".join(summary))
    draw_rule(document, room_mm=_TEXT_WIDTH, length_mm=_SHARE * _longest(summary, SUMMARY))


def _lines(text: str, style: StyleSpec, room_mm: float) -> tuple[str, ...]:
    return balanced_lines(text, size_pt=style.size, bold=style.bold, room_mm=room_mm)


def _longest(lines: tuple[str, ...], style: StyleSpec) -> float:
    return max(width_mm(line, size_pt=style.size, bold=style.bold) for line in lines)
