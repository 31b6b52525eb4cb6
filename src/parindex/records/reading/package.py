"""The zip package of a workbook, looked through before the workbook is opened.

Every XML part is unpacked once, piece by piece: sizes are counted as they are, not as the package claims; formulas,
error cells and far-away cells are found by their bytes, so that nothing unexpected reaches the reader.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from parindex.errors import InputFault

LARGEST_UNPACKED = 1_500_000_000  # bytes of all XML parts together
LARGEST_RATIO = 300  # unpacked ÷ packed, asked of parts over RATIO_FROM bytes: office XML stays far below
RATIO_FROM = 50_000_000
LARGEST_AREA = 40_000_000  # cells in the rectangle around all cells of a sheet
_PIECE = 1 << 20
_OVERLAP = 1 << 12

_UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, RuntimeError)
_INDEX = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels")

Taker = Callable[[Iterator[bytes]], object]

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
    parts: Mapping[str, str] = field(default_factory=dict)  # sheet → the part that holds it


def column_number(letters: bytes | str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters.decode() if isinstance(letters, bytes) else letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_address(row: int, column: int) -> str:
    """(0, 0) → A1."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def other_sheets(chosen: str, names: Sequence[str]) -> list[str]:
    """What is said of sheets that are not read."""
    others = ", ".join(name for name in names if name != chosen)
    return [f"Đã đọc trang “{chosen}”; các trang khác không đọc: {others}."] if others else []


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
    """The part's bytes in large pieces; a second thread unpacks the next one meanwhile."""
    with archive.open(part) as stream:
        if part.file_size <= _PIECE:
            while piece := stream.read(_PIECE):
                yield piece
            return
        with ThreadPoolExecutor(1) as ahead:
            waiting = ahead.submit(stream.read, _PIECE)
            while piece := waiting.result():
                waiting = ahead.submit(stream.read, _PIECE)
                yield piece


class _Scan:
    """One look through every XML part: its size and declarations are checked as it is unpacked."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._archive, self._total = path, archive, 0

    def parts(self) -> Iterator[zipfile.ZipInfo]:
        """The parts that hold XML. InputFault when one has a password or claims to be far larger than it is stored."""
        for part in self._archive.infolist():
            if not part.filename.lower().endswith((".xml", ".rels")):
                continue
            if part.flag_bits & 1:
                raise InputFault(f"Tệp {self._path.name} có mật khẩu; hãy bỏ mật khẩu rồi lưu lại.")
            if part.file_size > RATIO_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
                raise _bomb(self._path)
            yield part

    def pieces(self, part: zipfile.ZipInfo, facts: SheetFacts | None = None) -> Iterator[bytes]:
        """The part's bytes once checked; `facts` takes what a sheet's show. Looks overlap a little, so that no tag is
        cut in all of them."""
        kept = b""
        for piece in _pieces(self._archive, part):
            self._total += len(piece)
            if self._total > LARGEST_UNPACKED:
                raise _bomb(self._path)
            seen = kept + piece
            if b"!" in seen and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
                raise damaged(self._path, "có khai báo DOCTYPE")
            if facts is not None:
                _look(seen, facts)
            yield piece
            kept = piece[-_OVERLAP:]


def _scan(path: Path, archive: zipfile.ZipFile, takers: Mapping[str, Taker]) -> dict[str, SheetFacts]:
    """Look through every XML part, note facts of each sheet by part name; a part with a taker is left to it."""
    scan, sheets = _Scan(path, archive), {}
    for part in scan.parts():
        if taker := takers.get(part.filename):
            taker(scan.pieces(part))
            continue
        facts = SheetFacts() if "worksheets" in PurePosixPath(part.filename).parts else None
        for _ in scan.pieces(part, facts):
            pass
        if facts is not None:
            if (facts.last_row + 1) * (facts.last_column + 1) > LARGEST_AREA:
                raise _bomb(path)
            sheets[part.filename] = facts
    return sheets


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, wanted: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def first_sheet(path: Path) -> tuple[str, int] | None:
    """The part of the first sheet that is not hidden and its size as the package claims it; None when it is unclear."""
    try:
        with zipfile.ZipFile(path) as archive:
            if any(archive.getinfo(name).file_size > _PIECE for name in _INDEX) or not _usual_names(archive):
                return None
            parts, _ = _sheet_parts(archive, hidden=False)
            part = next(iter(parts.values()))
            return part, archive.getinfo(part).file_size
    except (*_UNPACKING, StopIteration, ParseError, DefusedXmlException, ValueError):
        return None


def _usual_names(archive: zipfile.ZipFile) -> bool:
    """Whether the package's own links name its parts as everyone does."""
    links = [*fromstring(archive.read(_INDEX[2])), *fromstring(archive.read(_INDEX[1]))]
    named = {(_attribute(link, "Type").rpartition("/")[2], _attribute(link, "Target").lstrip("/")) for link in links}
    usual = {
        "officeDocument": {"xl/workbook.xml"},
        "sharedStrings": {"sharedStrings.xml", "xl/sharedStrings.xml"},
        "styles": {"styles.xml", "xl/styles.xml"},
    }
    kinds = {kind for kind, _ in named}
    return "officeDocument" in kinds and all(target in usual.get(kind, {target}) for kind, target in named)


def _sheet_parts(archive: zipfile.ZipFile, *, hidden: bool = True) -> tuple[dict[str, str], bool]:
    """Sheet name → part name, and whether dates count from 1904."""
    book = fromstring(archive.read("xl/workbook.xml"))
    targets = {
        _attribute(link, "Id"): _attribute(link, "Target")
        for link in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts, from_1904 = {}, False
    for element in book.iter():
        if _local(element) == "sheet" and (hidden or element.attrib.get("state", "visible") == "visible"):
            target = targets.get(element.attrib.get(_relation(element), ""), "")
            place = target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
            parts[element.attrib.get("name", "")] = place
        elif _local(element) == "workbookPr":
            from_1904 = element.attrib.get("date1904", "") in ("1", "true")
    return parts, from_1904


def _relation(element: Element) -> str:
    """The full name of the sheet's relationship attribute (`r:id`; `sheetId` is another)."""
    return next((key for key in element.attrib if key.endswith("}id")), "id")


def inspect(path: Path, takers: Mapping[str, Taker] = MappingProxyType({})) -> Package:
    """Look the package through. InputFault when it is no workbook, has macros, is a bomb, or is damaged.

    `takers`: part name → what is given the part's bytes once checked, instead of looking for facts in them.
    """
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
            facts = _scan(path, archive, takers)
            parts, from_1904 = _sheet_parts(archive)
    except _UNPACKING as fault:
        raise damaged(path, "không bung được tệp") from fault
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise damaged(path, "nội dung XML sai") from fault
    return Package({name: facts.get(part, SheetFacts()) for name, part in parts.items()}, from_1904, parts)
