"""The quick road for large workbooks: bytes rewritten in bulk, then the engine. No cell becomes an object here.

It takes sheets in the regular form that spreadsheet programs write, and gives exactly what `workbook` gives. At the
first thing out of the ordinary it gives up, and `workbook` reads the file.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

import duckdb
from defusedxml.ElementTree import ParseError, fromstring
from python_calamine import CalamineWorkbook

from parindex.records.engine import Connection, scalar
from parindex.records.reading.choices import ReadingChoices
from parindex.records.reading.headers import accepted, best_candidate
from parindex.records.reading.merged_heads import Merges, with_groups_spread
from parindex.records.reading.package import Package, column_number, first_sheet, inspect, other_sheets
from parindex.records.reading.plain_form import SheetLines, Unusual, kinds_in, write_strings
from parindex.records.reading.plain_sql import (
    POISON,
    Holds,
    Place,
    cells_sql,
    kinds_sql,
    lines_of,
    row_sql,
    strings_of,
    survey_sql,
)
from parindex.records.reading.raw import LONGEST_CELL, Header, RawTable
from parindex.records.schema import Column, ColumnType, Register

WORTH_IT = 2_000_000  # bytes of a sheet's XML: below, the other road is as quick
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_MOST_STYLES = 1 << 22  # bytes
_MOST_KINDS = 64  # of cells in one column
_KINDS = (
    re.compile(r'"(?: s="(?P<style>[0-9]{1,5})")?(?: t="(?P<type>\w+)")?'),
    re.compile(r'"(?: t="(?P<type>\w+)")?(?: s="(?P<style>[0-9]{1,5})")?'),
)
_TYPES = {"s": Holds.SHARED, "inlineStr": Holds.TEXT, "str": Holds.TEXT, "e": Holds.TEXT}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROBED = 44208.51  # days: a moment of 2021


@dataclass
class _Unpacked:
    """The files made of a workbook's parts, and what was learnt on the way."""

    folder: Path
    part: str
    package: Package = field(default_factory=lambda: Package({}, False))
    width: int = 0
    rows: int = 0
    merges: Merges = ()
    styles: bytes = b""
    has_strings: bool = False
    first_lines: list[bytes] = field(default_factory=list)
    sample: list[bytes] = field(default_factory=list)

    def sheet(self, pieces: Iterator[bytes]) -> None:
        with self.lines_file.open("wb") as out:
            lines = SheetLines(out)
            lines.take(pieces)
        self.first_lines, self.sample = lines.head, lines.sample
        self.head_file.write_bytes(b"".join(line + b"\n" for line in lines.head))
        self.width, self.rows = lines.width, lines.rows
        self.merges = _merges(_parsed(lines.around))

    def strings(self, pieces: Iterator[bytes]) -> None:
        with self.strings_file.open("wb") as out:
            around = write_strings(pieces, out.write)
        if _local(_parsed(around)) != "sst":
            raise Unusual
        self.has_strings = True

    def styles_part(self, pieces: Iterator[bytes]) -> None:
        for piece in pieces:
            self.styles += piece
            if len(self.styles) > _MOST_STYLES:
                raise Unusual

    @property
    def lines(self) -> str:
        """The sheet's lines as a table of the engine's."""
        return lines_of(self.lines_file, self.width)

    def body(self, header: Header) -> str:
        """Those below the header."""
        return f"(FROM {self.lines} WHERE CAST({row_sql()} AS INTEGER) > {header.row + 1})"

    @property
    def head(self) -> str:
        """The first of them."""
        return lines_of(self.head_file, self.width)

    @property
    def head_file(self) -> Path:
        return self.folder / "head.lines"

    @property
    def lines_file(self) -> Path:
        return self.folder / "sheet.lines"

    @property
    def strings_file(self) -> Path:
        return self.folder / "shared.lines"


def _local(element: Element) -> str:
    return element.tag.removeprefix(f"{{{_MAIN}}}")


def _parsed(xml: bytes) -> Element:
    if re.match(rb'(<\?xml [^>]*encoding="(?!UTF-8"|utf-8")|\xff|\xfe)', xml):
        raise Unusual
    try:
        return fromstring(xml)
    except (ParseError, ValueError) as fault:
        raise Unusual from fault


def _merges(sheet: Element) -> Merges:
    """The merged ranges that the rest of the sheet names."""
    if _local(sheet) != "worksheet" or [len(one) for one in sheet if _local(one) == "sheetData"] != [0]:
        raise Unusual
    found = []
    for one in sheet.iter(f"{{{_MAIN}}}mergeCell"):
        corners = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})", one.attrib.get("ref", ""))
        if corners is None:
            raise Unusual
        top, bottom = int(corners[2]) - 1, int(corners[4]) - 1
        found.append(((top, column_number(corners[1])), (bottom, column_number(corners[3]))))
    return found


def _unpacked(path: Path, folder: Path, part: str) -> _Unpacked:
    made = _Unpacked(folder, part)
    takers = {part: made.sheet, _STRINGS: made.strings, _STYLES: made.styles_part}
    made.package = inspect(path, takers)
    return made


def _natures(made: _Unpacked, kinds: set[str]) -> dict[str, Holds]:
    """What the cells of each kind hold."""
    found, styled = {}, {}
    for kind in kinds:
        words = next((words for form in _KINDS if (words := form.fullmatch(kind))), None)
        if words is None:
            raise Unusual
        if words["type"] in _TYPES:
            found[kind] = _TYPES[words["type"]]
        elif words["type"] in (None, "n"):
            styled[kind] = int(words["style"] or 0)
        else:
            raise Unusual
    natures = _style_natures(made, sorted(set(styled.values())))
    return found | {kind: natures[style] for kind, style in styled.items()}


def _style_natures(made: _Unpacked, styles: list[int]) -> dict[int, Holds]:
    """Whether numbers of these styles are dates: asked of the workbook reader itself, over a sheet of one cell each."""
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" s="{style}"><v>{_PROBED}</v></c></row>' for n, style in enumerate(styles, 1)
    )
    link, ours = "http://schemas.openxmlformats.org/package/2006/relationships", io.BytesIO()
    with zipfile.ZipFile(ours, "w") as archive:
        for name, text in {
            "_rels/.rels": f'<Relationships xmlns="{link}"><Relationship Id="r" Type="{_LINKS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets><sheet name="a" sheetId="1"'
            ' r:id="r"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{link}"><Relationship Id="r" Type="{_LINKS}/worksheet"'
            f' Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="{_LINKS}/styles" Target="styles.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        }.items():
            archive.writestr(name, text)
        archive.writestr(_STYLES, made.styles or f'<styleSheet xmlns="{_MAIN}"/>')
    ours.seek(0)
    try:
        with CalamineWorkbook.from_filelike(ours) as book:
            values = [row[0] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
    except BaseException as fault:
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        raise Unusual from fault
    known = {"float": Holds.NUMBER, "datetime": Holds.MOMENT}
    if any(type(value).__name__ not in known for value in values) or len(values) != len(styles):
        raise Unusual
    return {style: known[type(value).__name__] for style, value in zip(styles, values, strict=True)}


def _surveyed(connection: Connection, made: _Unpacked, rows: str, seen: list[set[str]]) -> tuple[list[Place], int]:
    """The columns as they are in these rows, and the last row with a value. Unusual when a cell stands elsewhere.

    `seen`: the kinds of cells in the first of the rows. Where no other occur, one quick look proves it.
    """
    last, *counts = connection.execute(survey_sql(rows, dict(enumerate(seen)))).fetchone() or (0,)
    kinds: list[set[str]] = list(seen)
    asked = [
        place
        for place in range(made.width)
        if len(set(counts[3 * place : 3 * place + 3]))
        > 1  # an empty cell, another kind, or a cell that stands elsewhere
    ]
    if asked:
        found = connection.execute(kinds_sql(rows, asked)).fetchone() or ()
        if any(found[::2]):
            raise Unusual
        for place, column in zip(asked, found[1::2], strict=True):
            kinds[place] = {str(kind) for kind in column or ()}
    return _places(made, kinds), last or 0


def _places(made: _Unpacked, kinds: list[set[str]]) -> list[Place]:
    """The columns of a sheet whose cells are of these kinds. Unusual when one is not for us."""
    if max(map(len, kinds)) > _MOST_KINDS:
        raise Unusual
    natures = _natures(made, {kind.removeprefix("-") for column in kinds for kind in column})
    empty = (natures[kind[1:]] for column in kinds for kind in column if kind.startswith("-"))
    if any(nature in (Holds.SHARED, Holds.TEXT) for nature in empty):
        raise Unusual  # whether an empty text counts as a cell is not ours to say
    if Holds.SHARED in natures.values() and not made.has_strings:
        raise Unusual
    return [
        Place(
            place,
            {kind: natures[kind] for kind in sorted(column) if not kind.startswith("-")},
            [kind[1:] for kind in sorted(column) if kind.startswith("-")],
        )
        for place, column in enumerate(kinds)
    ]


def _width(places: list[Place]) -> int:
    return max((place.number for place in places if place.holds), default=-1) + 1


def _for_us(header: Header, types: dict[int, Column], places: list[Place], merges: Merges) -> bool:
    """Whether nothing in the rows of data needs the other road: merged cells, faults of codes, dates among texts."""
    if any(bottom > top and top > header.row for (top, _), (bottom, _) in merges):
        return False
    for place in places:
        kind = types[place.number].type if place.number in types else ColumnType.TEXT
        numbers = place.has(Holds.NUMBER) or place.has(Holds.MOMENT)
        texts = place.has(Holds.SHARED) or place.has(Holds.TEXT)
        if kind is ColumnType.CODE and place.has(Holds.MOMENT):
            return False
        if kind in (ColumnType.DATE, ColumnType.MOMENT) and numbers and texts:
            return False
    return True


def _texts(strings: str) -> str:
    return f"SELECT rowid AS id, value FROM {strings}"


def _head(connection: Connection, made: _Unpacked, strings: str) -> list[list[str]]:
    """The first rows as text, as wide as the sheet's lines."""
    places, _ = _surveyed(connection, made, made.head, kinds_in(made.first_lines, made.width))
    named = {found for line in made.first_lines for found in re.findall(rb't="s"[^\x1f]*\x1f([0-9]{1,9})', line)}
    few = f"{_texts(strings)} WHERE rowid IN ({', '.join(one.decode() for one in sorted(named)) or 'NULL'})"
    sql = cells_sql(made.head, f"({few})", places, {}, from_1904=made.package.from_1904)
    found = connection.execute(f"{sql} ORDER BY r").fetchall()
    head = [["" if cell is None else str(cell) for cell in row[1:]] for row in found]
    if any(POISON in row for row in head):
        raise Unusual
    return head


def _make_raw(connection: Connection, schema: str, above: list[list[str]], cells: str) -> None:
    """Make `{schema}.raw`. Unusual when a cell was not told for certain, or is too long."""
    names = [f"cell_{at}" for at in range(len(above[0]))]
    raw = f"{schema}.raw"
    connection.execute(f"CREATE TABLE {raw} (r INTEGER, {', '.join(f'{name} VARCHAR' for name in names)})")
    asked = ", ".join("?" for _ in names)
    for number, row in enumerate(above, start=1):
        connection.execute(f"INSERT INTO {raw} VALUES ({number}, {asked})", [cell or None for cell in row])
    # The file's size is not known to the planner: it would have the shared texts look for their cells.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    try:
        connection.execute(f"INSERT INTO {raw} {cells} ORDER BY r")
    finally:
        connection.execute("RESET disabled_optimizers")
    doubtful = "r <> rowid + 1 OR " + " OR ".join(
        f"{name} = '{POISON}' OR strlen({name}) > {LONGEST_CELL}" for name in names
    )
    if scalar(connection, f"SELECT count(*) FROM {raw} WHERE {doubtful}"):
        raise Unusual
    connection.execute(f"ALTER TABLE {raw} DROP COLUMN r")


def _ends_with_a_value(connection: Connection, schema: str, width: int) -> bool:
    cells = ", ".join(f"cell_{at}" for at in range(width))
    last = f"rowid = (SELECT max(rowid) FROM {schema}.raw)"
    return bool(scalar(connection, f"SELECT count(*) FROM {schema}.raw WHERE {last} AND coalesce({cells}) IS NOT NULL"))


@dataclass(frozen=True)
class _Reading:
    """What is read, for which register, and where to."""

    connection: Connection
    schema: str
    register: Register
    made: _Unpacked
    unit: str | None
    choices: ReadingChoices

    def table(self) -> RawTable:
        """Read at once what a sample of the lines foretells; where a line says otherwise, survey all of them first."""
        made, strings = self.made, f"{self.schema}.shared"
        texts = strings_of(made.strings_file) if made.has_strings else "SELECT '' AS value"
        self.connection.execute(f"CREATE TABLE {strings} AS {texts}")
        head = _head(self.connection, made, strings)
        header = self._header(head)
        first = made.first_lines[header.row + 1 :]
        try:
            found = self._fill(head, _places(made, kinds_in([*first, *made.sample], made.width)), None)
        except Unusual:
            self.connection.execute(f"DROP TABLE IF EXISTS {self.schema}.raw")
            surveyed = _surveyed(self.connection, made, made.body(header), kinds_in(first, made.width))
            found = self._fill(head, *surveyed)
        self.connection.execute(f"DROP TABLE {strings}")
        return found

    def _header(self, head: list[list[str]]) -> Header:
        """The header, when it has every column that is needed: any other sheet might have it otherwise."""
        spread = with_groups_spread([list(row) for row in head], self.made.merges)
        candidate = best_candidate(self.register, spread, unit=self.unit, choices=self.choices)
        if candidate is None or candidate.missing or candidate.repeated:
            raise Unusual
        return accepted(self.register, candidate, spread)

    def _fill(self, head: list[list[str]], places: list[Place], last: int | None) -> RawTable:
        """Make `{schema}.raw` by these places: surveyed, with the `last` row that has a value; or guessed, if None."""
        made, guessed = self.made, self.made.width if last is None else None
        width = max(_width(places), max(at + 1 for row in head for at, cell in enumerate(row) if cell))
        head, places = [row[:width] for row in head], places[:width]
        header = self._header(head)
        types = {place: self.register.column(name) for name, place in header.cells.items()}
        if width == 1 or last == 0 or made.rows <= header.row + 1 or not _for_us(header, types, places, made.merges):
            raise Unusual
        texts, from_1904 = f"({_texts(f'{self.schema}.shared')})", made.package.from_1904
        cells = cells_sql(made.body(header), texts, places, types, from_1904=from_1904, guessed=guessed)
        above = head[: header.row + 1]
        _make_raw(self.connection, self.schema, above, cells if last is None else f"{cells} WHERE r <= {last}")
        if last is None and not _ends_with_a_value(self.connection, self.schema, width):
            raise Unusual
        names = {part: name for name, part in made.package.parts.items()}
        return RawTable(
            schema=self.schema,
            header=header,
            width=width,
            quoted=False,
            notices=other_sheets(names[made.part], list(made.package.parts)),
            real_dates=frozenset(one.number for one in places if one.has(Holds.NUMBER) or one.has(Holds.MOMENT)),
        )


def read_plain(
    connection: Connection,
    schema: str,
    register: Register,
    path: Path,
    folder: Path,
    *,
    unit: str | None,
    choices: ReadingChoices,
) -> RawTable | None:
    """A large regular workbook's first sheet as raw text; None when it is for the other road. `folder` is for files that
    go with it. InputFault as `read_workbook`."""
    part, size = first_sheet(path) or ("", 0)
    if size < WORTH_IT:
        return None
    try:
        return _Reading(connection, schema, register, _unpacked(path, folder, part), unit, choices).table()
    except (Unusual, duckdb.Error):
        for table in ("raw", "shared"):
            connection.execute(f"DROP TABLE IF EXISTS {schema}.{table}")
        return None
