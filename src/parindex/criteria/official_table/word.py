"""The tables of a Word document as rows of text, read from its XML: cells that are merged stay empty after the first."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from parindex.errors import InputFault

MAX_UNPACKED = 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = "word/document.xml"


def word_tables(data: bytes, name: str) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """(paragraphs before, rows) of each table, in order. InputFault when it is no Word document."""
    body = _document(data, name).find(f"{_W}body")
    before: list[str] = []
    for block in () if body is None else body:
        if block.tag == f"{_W}tbl":
            yield tuple(before), tuple(_row(row) for row in block.iter(f"{_W}tr"))
            before = []
        elif text := _paragraph(block):
            before.append(text)


def _document(data: bytes, name: str) -> Element:
    broken = f"Không mở được {name}: tệp hỏng, có mật khẩu, hoặc không phải .docx. Hãy lưu lại rồi nhập."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_PART) as part:
            text = part.read(MAX_UNPACKED + 1)
        if len(text) > MAX_UNPACKED:
            raise InputFault(f"Tệp {name} giải nén ra quá lớn, không phải một bảng tiêu chí.")
        root: Element = fromstring(text)
        return root
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, OSError, RuntimeError, EOFError) as error:
        raise InputFault(broken) from error


def _row(row: Element) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row.findall(f"{_W}tc"):
        properties = cell.find(f"{_W}tcPr")
        span, goes_on = 1, False
        if properties is not None:
            wide = properties.find(f"{_W}gridSpan")
            span = int(wide.get(f"{_W}val", "1")) if wide is not None else 1
            merged = properties.find(f"{_W}vMerge")
            goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        text = "" if goes_on else "\n".join(filter(None, map(_paragraph, cell.findall(f"{_W}p"))))
        cells += [text, *[""] * (min(span, 64) - 1)]
    return tuple(cells)


def _paragraph(block: Element) -> str:
    """The text of a paragraph as it is printed: struck-out and deleted words are no part of it."""
    pieces = []
    for run in block.iter(f"{_W}r"):
        properties = run.find(f"{_W}rPr")
        if properties is not None and any(
            _is_on(properties.find(_W + mark)) for mark in ("strike", "dstrike", "vanish")
        ):
            continue
        for piece in run:
            if piece.tag == f"{_W}t":
                pieces.append(piece.text or "")
            elif piece.tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif piece.tag == f"{_W}tab":
                pieces.append(" ")
            elif piece.tag == f"{_W}noBreakHyphen":
                pieces.append("-")
    return "".join(pieces).strip()


def _is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")
