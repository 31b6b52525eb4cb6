"""The zip package of a workbook, looked through before the workbook is opened.

Every XML part is unpacked once, piece by piece: sizes are counted as they are, not as the package claims; formulas,
error cells and far-away cells are found by their bytes, so that nothing unexpected reaches the reader.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from parindex.errors import InputFault

LARGEST_UNPACKED = 1_500_000_000  # bytes of all XML parts together
LARGEST_RATIO = 300  # unpacked ÷ packed, asked of parts over RATIO_FROM bytes: office XML stays far below
RATIO_FROM = 50_000_000
LARGEST_AREA = 40_000_000  # cells in the rectangle around all cells of a sheet
_PIECE = 1 << 24
_OVERLAP = 1 << 12

_FORMULA_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*<(?:\w+:)?f[\s/>]""")
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']e["'])[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""\s*(?:<(?:\w+:)?v[^>]*>([^<]*))?"""
)
_FAR = re.compile(rb'r="(?:[A-Z]{3}\d|A[N-Z]\d|[B-Z][A-Z]\d|[A-Z]*\d{7})')
_ODDLY_WRITTEN = re.compile(rb"r(?:='|=\s|\s+=)")
_ANY_CELL = re.compile(rb"""\sr\s*=\s*["']\s*([A-Z]*)(\d+)""")


@dataclass
class SheetFacts:
    """What the bytes of one sheet show; cells as (row, column), both from 0."""

    formulas: dict[tuple[int, int], None] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


@dataclass(frozen=True)
class Package:
    """A workbook's sheets by name, and whether its dates count from 1904."""

    sheets: dict[str, SheetFacts]
    from_1904: bool


def column_number(letters: bytes | str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters.decode() if isinstance(letters, bytes) else letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_address(row: int, column: int) -> str:
    """(0, 0) → A1."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def damaged(path: Path, why: str) -> InputFault:
    """The fault of a file that breaks off or does not hold together."""
    return InputFault(
        f"Tệp {path.name} hỏng hoặc bị cắt cụt ({why}). Hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập lại."
    )


def _bomb(path: Path) -> InputFault:
    return InputFault(
        f"Tệp {path.name} bung ra quá lớn so với một sổ tính bình thường nên không được đọc. "
        "Hãy xóa các dòng, cột trống có định dạng thừa, hoặc xuất thành CSV UTF-8."
    )


def _place(letters: bytes, digits: bytes) -> tuple[int, int]:
    return int(digits) - 1, column_number(letters)


def _look(piece: bytes, facts: SheetFacts) -> None:
    """Note what one piece of a sheet's bytes shows. The costly patterns only run where a plain search finds a reason."""
    if b"<f" in piece or b":f" in piece:
        facts.formulas.update((_place(cell[1], cell[2]), None) for cell in _FORMULA_CELL.finditer(piece))
    if b'"e"' in piece or b"'e'" in piece:
        for cell in _ERROR_CELL.finditer(piece):
            facts.errors[_place(cell[1], cell[2])] = (cell[3] or b"#N/A").decode("utf-8", "replace")
    if _FAR.search(piece) or _ODDLY_WRITTEN.search(piece):
        for cell in _ANY_CELL.finditer(piece):
            facts.last_row = max(facts.last_row, int(cell[2][:9]))
            facts.last_column = max(facts.last_column, column_number(cell[1][:9]))


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes in large pieces that overlap a little, so that no tag is cut in all of them."""
    kept = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            yield kept + piece
            kept = piece[-_OVERLAP:]


def _scan(path: Path, archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Unpack every XML part once: check its size and declarations, note facts of each sheet by part name."""
    total, sheets = 0, {}
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        if part.flag_bits & 1:
            raise InputFault(f"Tệp {path.name} có mật khẩu; hãy bỏ mật khẩu rồi lưu lại.")
        if part.file_size > RATIO_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            raise _bomb(path)
        facts = SheetFacts() if "worksheets" in PurePosixPath(part.filename).parts else None
        for piece in _pieces(archive, part):
            total += len(piece)
            if total > LARGEST_UNPACKED:
                raise _bomb(path)
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise damaged(path, "có khai báo DOCTYPE")
            if facts is not None:
                _look(piece, facts)
        if facts is not None:
            if (facts.last_row + 1) * (facts.last_column + 1) > LARGEST_AREA:
                raise _bomb(path)
            sheets[part.filename] = facts
    return sheets


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, wanted: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def _sheet_parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Sheet name → part name, and whether dates count from 1904."""
    book = fromstring(archive.read("xl/workbook.xml"))
    targets = {
        _attribute(link, "Id"): _attribute(link, "Target")
        for link in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts, from_1904 = {}, False
    for element in book.iter():
        if _local(element) == "sheet":
            target = targets.get(element.attrib.get(_relation(element), ""), "")
            place = target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
            parts[element.attrib.get("name", "")] = place
        elif _local(element) == "workbookPr":
            from_1904 = element.attrib.get("date1904", "") in ("1", "true")
    return parts, from_1904


def _relation(element: Element) -> str:
    """The full name of the sheet's relationship attribute (`r:id`; `sheetId` is another)."""
    return next((key for key in element.attrib if key.endswith("}id")), "id")


def inspect(path: Path) -> Package:
    """Look the package through. InputFault when it is no workbook, has macros, is a bomb, or is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise InputFault(f"Tệp {path.name} có macro; hãy lưu lại dạng .xlsx (không macro) rồi nhập lại.")
            if "xl/workbook.xml" not in names:
                raise InputFault(
                    f"Tệp {path.name} là tệp nén nhưng không phải sổ tính Excel (thiếu xl/workbook.xml). "
                    "Hãy xuất hoặc lưu lại thành .xlsx."
                )
            if len(set(names)) != len(names):
                raise damaged(path, "có hai phần trùng tên")
            facts = _scan(path, archive)
            parts, from_1904 = _sheet_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, RuntimeError) as fault:
        raise damaged(path, "không bung được tệp") from fault
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise damaged(path, "nội dung XML sai") from fault
    return Package({name: facts.get(part, SheetFacts()) for name, part in parts.items()}, from_1904)
