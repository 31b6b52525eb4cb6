"""A plainly written sheet taken apart in the engine: its cells and strings as tables, or the finding that it is not plain."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from defusedxml.ElementTree import fromstring

from parindex.records.engine import Connection, literal, path_literal, scalar
from parindex.records.reading.headers import HEAD_ROWS
from parindex.records.reading.merged_heads import Merges
from parindex.records.reading.package import LARGEST_AREA, cell_address, column_number
from parindex.records.reading.plain_cells import (
    EMPTY_ROWS,
    END_DAY,
    FIRST_DAY,
    PLAIN_ROW,
    ROW_NUMBER,
    day_number,
    extracted,
    is_number,
    style_kinds,
    styled,
    unescaped,
)

MADE = ("shared", "strings", "lines", "found", "cells", "numbers")  # tables of a sheet, dropped when it has been read
_LARGEST = 700_000_000  # bytes of a sheet
_MOST_COLUMNS = 300
_MOST_LINE = 20_000_000
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/>')
_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t>|<si><t/>')
_CODED = re.compile(rb"_x[0-9A-Fa-f]{4}_")


class NotPlain(Exception):
    """The sheet holds something that only the other road understands."""


@dataclass(frozen=True)
class SheetTable:
    """The sheet in the engine: `{schema}.cells` (row, c0, c1…) and `{schema}.strings` (i, t)."""

    schema: str
    width: int
    rows: int
    dates: frozenset[int]
    merges: Merges


def need(holds: object) -> None:
    """NotPlain unless it holds."""
    if not holds:
        raise NotPlain


def _lines(connection: Connection, table: str, place: Path, content: bytes) -> None:
    """Make a table with one text `r` a line."""
    place.write_bytes(content)
    connection.execute(
        f"CREATE TABLE {table} AS SELECT * FROM read_csv({path_literal(place)}, columns = {{'r': 'VARCHAR'}},"
        f" header = false, auto_detect = false, delim = '\x1f', quote = '', escape = '', comment = '',"
        f" compression = 'none', new_line = '\\n', max_line_size = {_MOST_LINE}, buffer_size = {4 * _MOST_LINE})"
    )
    place.unlink()


def _strings(connection: Connection, schema: str, folder: Path, data: bytes) -> None:
    """The shared strings, numbered from 0."""
    need(b"\r" not in data and b"&#" not in data and not _CODED.search(data))
    start, end = data.find(b"<si>"), data.rfind(b"</si>")
    content = data[start:end].replace(b"\n", b"\x1e").replace(b"</si>", b"\n") if start >= 0 else b""
    _lines(connection, f"{schema}.shared", folder / "strings.txt", content + b"\n" if content else b"")
    pattern = literal(_STRING.pattern)
    need(scalar(connection, f"SELECT count(*) FROM {schema}.shared WHERE NOT regexp_full_match(r, {pattern})") == 0)
    text = unescaped(f"regexp_extract(r, {pattern}, 1)")
    connection.execute(f"CREATE TABLE {schema}.strings AS SELECT rowid AS i, {text} AS t FROM {schema}.shared")


def _cells(connection: Connection, schema: str, folder: Path, data: bytes) -> tuple[int, int]:
    """Make `{schema}.cells`; (columns, last row with a value). Every byte of every row must be accounted for."""
    start, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    declared = re.match(rb'<\?xml[^>]*encoding="([^"]*)"', data[:100])
    need(0 <= start < end and (declared is None or declared[1].lower() == b"utf-8"))
    body = data[start + 11 : end]
    need(not any(mark in body for mark in (b"\r", b"&#", b"\x1f", b"\x1e", b"<f>", b"<f ")))
    _lines(connection, f"{schema}.lines", folder / "rows.txt", body.replace(b"\n", b"\x1e").replace(b"</row>", b"\n"))
    connection.execute(
        f"CREATE TABLE {schema}.found AS SELECT r, CAST(regexp_extract(r, {literal(ROW_NUMBER)}, 1) AS INTEGER) AS row"
        f" FROM (SELECT CASE WHEN regexp_matches(r, {literal(EMPTY_ROWS)})"
        f" THEN regexp_replace(r, {literal(EMPTY_ROWS)}, '') ELSE r END AS r FROM {schema}.lines) WHERE r <> ''"
    )
    found = connection.execute(
        f"SELECT bool_and(regexp_full_match(r, {literal(PLAIN_ROW)})), bool_and(row > before), max(row) FROM"
        f" (SELECT *, lag(row, 1, 0) OVER (ORDER BY rowid) AS before FROM (SELECT rowid, * FROM {schema}.found))"
    ).fetchone()
    need(found and found[0] and found[1])
    head = connection.execute(f"SELECT r FROM {schema}.found WHERE row <= {HEAD_ROWS}").fetchall()
    letters = {letter for (line,) in head for letter in re.findall('<c r="([A-Z]+)', line)}
    width = max((column_number(letter) + 1 for letter in letters), default=0)
    need(0 < width <= _MOST_COLUMNS and found and width * found[2] <= LARGEST_AREA)
    names = [cell_address(0, place)[:-1] for place in range(width)]
    columns = ", ".join(f"{extracted(letter)} AS c{place}" for place, letter in enumerate(names))
    connection.execute(
        f"CREATE TABLE {schema}.cells AS SELECT row, (strlen(r) - strlen(replace(r, '<c ', ''))) // 3 AS many, {columns}"
        f" FROM {schema}.found"
    )
    there = " + ".join(f"CAST(c{place}.n <> '' AS INTEGER)" for place in range(width))
    strayed = " OR ".join(f"(c{place}.n <> '' AND c{place}.n <> CAST(row AS VARCHAR))" for place in range(width))
    need(scalar(connection, f"SELECT count(*) FROM {schema}.cells WHERE many <> {there} OR {strayed}") == 0)
    valued = " OR ".join(f"c{place}.v <> '' OR c{place}.i <> ''" for place in range(width))
    return width, scalar(connection, f"SELECT max(row) FROM {schema}.cells WHERE {valued}")


def load_table(connection: Connection, schema: str, folder: Path, archive: zipfile.ZipFile, part: str) -> SheetTable:
    """The part of a sheet as tables; NotPlain when anything in it is not recognised."""
    names = archive.namelist()
    need(archive.getinfo(part).file_size <= _LARGEST)
    data = archive.read(part)
    after = data[data.rfind(b"</sheetData>") :]
    merges = tuple(
        ((int(m[2]) - 1, column_number(m[1])), (int(m[4]) - 1, column_number(m[3]))) for m in _MERGE.finditer(after)
    )
    need(after.count(b"<mergeCell ") == len(merges))
    styles = fromstring(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else None
    dates, odd = style_kinds(styles) if styles is not None else (frozenset[int](), frozenset[int]())
    width, rows = _cells(connection, schema, folder, data)
    _strings(
        connection, schema, folder, archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else b""
    )
    uncertain = []
    for place in range(width):
        cell, number = f"c{place}", day_number(f"c{place}")
        in_years = f"coalesce({number} >= {FIRST_DAY} AND {number} < {END_DAY}, false)"
        uncertain.append(f"({styled(cell, dates)} AND NOT {in_years}) OR {styled(cell, odd)}")
        uncertain.append(f"({is_number(cell)} AND {number} IS NULL)")
        uncertain.append(
            f"(contains({cell}.a, 't=\"s\"') AND {cell}.v <> '' AND TRY_CAST({cell}.v AS INTEGER) IS NULL)"
        )
    need(scalar(connection, f"SELECT count(*) FROM {schema}.cells WHERE {' OR '.join(uncertain)}") == 0)
    return SheetTable(schema, width, rows, dates, merges)
