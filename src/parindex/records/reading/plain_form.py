"""The regular form of a large sheet's bytes: one line a row, an address and a value a cell, for the engine to read.

Writers of workbooks repeat a few byte sequences millions of times. They are replaced in bulk; whatever else than text is
left over means that the file says something that this form does not know (`Unusual`), and another reader takes it.
"""

import re
from collections.abc import Callable, Iterator
from io import BufferedWriter
from itertools import repeat

from parindex.records.reading.headers import HEAD_ROWS
from parindex.records.reading.package import LARGEST_AREA, column_letters

SEPARATOR, LINE_END_INSIDE = b"\x1f", b"\x1e"  # XML forbids both: no regular file holds them
MOST_COLUMNS = 200
_SAMPLED = 101  # of so many lines, one is looked at to learn what the others are like
_MOST_AROUND = 1 << 20  # bytes before the first row, and after the last
_LINE_ENDS = re.compile(rb"(?:(?<=<si>)|(?<=>)(?=\s+</?(?:row|c|sheetData|si|sst)\b))\s+(?=<)")
_TRIMMED = re.compile(rb"<t>\s|<t>[^<]*\s</t>")
_KNOWN_ENTITY = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)")
_NUMBERED = re.compile(rb"&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});")
_ESCAPED = re.compile(rb"_x[0-9a-fA-F]{4}_")
_CELL = re.compile(rb'\x1f([A-Z]{1,3})(\d+"[^\x1f]*)\x1f([^\x1f]*)')
_STYLED_ITEM = re.compile(rb"<si>(?!<t>)(.*?)</si>", re.DOTALL)
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh>|<phoneticPr\b[^>]*/>", re.DOTALL)
_OTHER_TEXT = re.compile(rb"<t[^\w>]|<[^>]*:|<!")
_RUN = re.compile(rb"<t>([^<]*)</t>")


class Unusual(Exception):
    """The file is not in the regular form: it may still be a good workbook."""


_PLACES = {column_letters(place).encode(): place for place in range(MOST_COLUMNS)}


def _without_line_ends(piece: bytes) -> bytes:
    """Line ends between tags mean nothing; those that a parser would make one are made so."""
    if b"\r" in piece:
        piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _LINE_ENDS.sub(b"", piece) if b"\n" in piece else piece


def _texts_as_kept(piece: bytes) -> bytes:
    """Every text element bare. Blanks at the ends of one not marked as kept would be lost: not our matter."""
    if b"_x" in piece and _ESCAPED.search(piece):
        raise Unusual
    if (b"<t> " in piece or b" </t>" in piece or b"<t>\n" in piece or b"\n</t>" in piece or b"\t" in piece) and (
        _TRIMMED.search(piece)
    ):
        raise Unusual
    return piece.replace(b'<t xml:space="preserve">', b"<t>")


def _resolved(piece: bytes) -> bytes:
    """The entities of XML as what they stand for, once no tag is left."""
    if b"<" in piece:
        raise Unusual
    if b"&" not in piece:
        return piece
    if _KNOWN_ENTITY.search(piece):
        raise Unusual
    for entity, character in ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&")):
        piece = piece.replace(entity, character)
    return piece


def _numbered(found: re.Match[bytes]) -> bytes:
    code = int(found[1][1:], 16) if found[1].startswith(b"x") else int(found[1])
    if code < 128 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:  # blanks and marks that mean more than themselves
        raise Unusual
    return chr(code).encode()


def _cut(pieces: Iterator[bytes], mark: bytes) -> Iterator[bytes]:
    """The bytes again, each piece but the last ending just before a mark."""
    kept = b""
    for piece in pieces:
        if SEPARATOR in piece or LINE_END_INSIDE in piece or b"\x02" in piece:
            raise Unusual
        joined = kept + piece
        at = joined.rfind(mark)
        if at < 0:
            if len(joined) > _MOST_AROUND:
                raise Unusual
            kept = joined
            continue
        yield joined[:at]
        kept = joined[at:]
    yield kept


class SheetLines:
    """Writes the lines of one sheet. Afterwards `around` is its XML without the rows, `width` and `rows` its size.

    A line: what the row says of itself, then for each of `width` columns what the cell says of itself and its value.
    The n-th line is row n: rows that are left out stand as empty lines. That each cell stands in its own column is only
    made likely here: the engine proves it.
    """

    def __init__(self, out: BufferedWriter) -> None:
        self._out = out
        self.around = b""
        self.width = 0
        self.rows = 0
        self.head: list[bytes] = []  # the first lines
        self.sample: list[bytes] = []  # some of all the others
        self._written_out = False  # whether cells were seen that need more than the plainest look

    def take(self, pieces: Iterator[bytes]) -> None:
        """Write all of a sheet's bytes. Unusual when they are not in the regular form."""
        before, after = b"", b""
        for piece in _cut(pieces, b"<row "):
            rows = piece
            if not before:
                before, start, rest = piece.partition(b"<row ")
                rows = start + rest
            if b"</sheetData>" in rows:
                rows, end, rest = rows.partition(b"</sheetData>")
                after = end + rest
            elif after:
                raise Unusual
            if rows:
                self._write(before, rows)
        if not before.rstrip().endswith(b"<sheetData>") or not after or len(before) + len(after) > _MOST_AROUND:
            raise Unusual
        self.around = before + after

    def _write(self, before: bytes, rows: bytes) -> None:
        text = None if self._written_out else _bare_cells(rows)
        if text is None:
            self._written_out, text = True, _any_cells(rows)
        lines = text.split(b"\n")
        if not self.width:
            self.width = _width(before, lines)
        marks = 2 * self.width
        for at, found in enumerate([*map(bytes.count, lines, repeat(SEPARATOR))]):
            if found != marks:
                lines[at] = self._spread(lines[at])
        if _row(lines[0]) != self.rows + 1 or _row(lines[-1]) != self.rows + len(lines):
            lines = list(self._with_missing_rows(lines))
        if self.rows < HEAD_ROWS:
            self.head += lines[: HEAD_ROWS - self.rows]
        self.sample += lines[max(HEAD_ROWS - self.rows, 0) :: _SAMPLED]
        self.rows += len(lines)
        self._out.write(b"\n".join(lines) + b"\n")

    def _with_missing_rows(self, lines: list[bytes]) -> Iterator[bytes]:
        number = self.rows
        for line in lines:
            row = _row(line)
            if row <= number or row * self.width > LARGEST_AREA:
                raise Unusual
            for missing in range(number + 1, row):
                yield b'%d"' % missing + SEPARATOR * (2 * self.width)
            yield line
            number = row

    def _spread(self, line: bytes) -> bytes:
        """The row with empty places where cells were left out."""
        found = _CELL.findall(line)
        cells, last = [SEPARATOR * 2] * self.width, -1
        for letters, about, value in found:
            place = _PLACES.get(letters, MOST_COLUMNS)
            if not last < place < self.width:
                raise Unusual
            cells[place], last = SEPARATOR + letters + about + SEPARATOR + value, place
        if line.count(SEPARATOR) != 2 * len(found):
            raise Unusual
        return line.partition(SEPARATOR)[0] + b"".join(cells)


def _row(line: bytes) -> int:
    digits = line[:8].partition(b'"')[0]
    return int(digits) if digits.isdigit() else 0


def _bare_cells(rows: bytes) -> bytes | None:
    """The rows as lines where every cell has a value and none a text of its own; None when it is not so."""
    if b"\n" in rows or b"&" in rows or not rows.startswith(b'<row r="') or not rows.endswith(b"</v></c></row>"):
        return None
    rows = rows[len(b'<row r="') : -len(b"</v></c></row>")]
    for old, new in (
        (b'"><v>', b'"\x1f'),
        (b'</v></c><c r="', b"\x1f"),
        (b'</v></c></row><row r="', b"\n"),
        (b'><c r="', b"\x1f"),
    ):
        rows = rows.replace(old, new)
    return None if b"<" in rows or b"/" in rows else rows


def _any_cells(rows: bytes) -> bytes:
    """The same for rows with empty cells and cells with texts of their own."""
    rows = _without_line_ends(rows).strip()
    if b"\n" in rows:
        raise Unusual
    if b"<is>" in rows:
        rows = _texts_as_kept(rows).replace(b"<is><t>", b"<v>").replace(b"</t></is>", b"</v>")
    if b"/>" in rows:
        rows = rows.replace(b'"/><c r="', b'"\x1f\x1f').replace(b'"/></row>', b'"\x1f</row>')
        rows = rows.replace(b'"/><row r="', b'"></row><row r="')
        rows = rows[:-2] + b"></row>" if rows.endswith(b'"/>') else rows
    if b"></c>" in rows:
        rows = rows.replace(b'"></c>', b'"><v></v></c>')
    for old, new in (
        (b'"><v>', b'"\x1f'),
        (b'</v></c><c r="', b"\x1f"),
        (b'</v></c></row><row r="', b"\n"),
        (b'><c r="', b"\x1f"),
        (b'</row><row r="', b"\n"),
        (b"</v></c></row>", b""),
        (b"</row>", b""),
    ):
        rows = rows.replace(old, new)
    return _resolved(rows.removeprefix(b'<row r="'))


def _width(before: bytes, lines: list[bytes]) -> int:
    """How many columns the sheet seems to have, as it says itself and as its first rows show."""
    said = re.search(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)\d+"', before)
    letters = {said[1]} if said else set()
    letters.update(cell[1] for line in lines[:100] for cell in _CELL.finditer(line))
    if not letters or not letters <= _PLACES.keys():
        raise Unusual
    return max(_PLACES[one] for one in letters) + 1


def kinds_in(lines: list[bytes], width: int) -> list[set[str]]:
    """For each column, what the cells of these lines say of themselves after their addresses (`-` before those without a
    value)."""
    kinds: list[set[str]] = [set() for _ in range(width)]
    for line in lines:
        for letters, about, value in _CELL.findall(line):
            kind = about.lstrip(b"0123456789").decode("utf-8", "replace")
            kinds[_PLACES[letters]].add(kind if value else f"-{kind}")
    return kinds


def write_strings(pieces: Iterator[bytes], write: Callable[[bytes], object]) -> bytes:
    """Write the shared texts, one a line; the XML without them is returned. Unusual when they are not in regular form.

    A line begins with SEPARATOR, so that none is empty; a line end within a text becomes LINE_END_INSIDE.
    """
    before, after = b"", b""
    for piece in _cut(pieces, b"<si>"):
        items = piece
        if not before:
            before, start, rest = piece.partition(b"<si>")
            items = start + rest
        if b"</sst>" in items:
            items, end, rest = items.partition(b"</sst>")
            after = end + rest
        elif after:
            raise Unusual
        if items:
            write(_string_lines(items))
    return before + after


def _string_lines(items: bytes) -> bytes:
    items = (
        _texts_as_kept(_without_line_ends(items).strip()).replace(b"<t/>", b"<t></t>").replace(b"\n", LINE_END_INSIDE)
    )
    if b"<si><r" in items or b"<rPh" in items or b"<phoneticPr" in items:
        items = _STYLED_ITEM.sub(_joined_runs, _PHONETIC.sub(b"", items))
    if b"&#" in items:
        items = _NUMBERED.sub(_numbered, items)
    if not items.startswith(b"<si><t>") or not items.endswith(b"</t></si>"):
        raise Unusual
    items = items[len(b"<si><t>") : -len(b"</t></si>")].replace(b"</t></si><si><t>", b"\n\x1f")
    return SEPARATOR + _resolved(items) + b"\n"


def _joined_runs(item: re.Match[bytes]) -> bytes:
    if _OTHER_TEXT.search(item[1]):
        raise Unusual
    return b"<si><t>" + b"".join(_RUN.findall(item[1])) + b"</t></si>"
