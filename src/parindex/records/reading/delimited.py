"""CSV: the engine reads it; files with blank lines or uneven rows take a slower road that keeps row numbers right."""

import codecs
import csv
import io
import mmap
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from parindex.errors import InputFault
from parindex.records.engine import Connection, scalar, scratch
from parindex.records.reading.choices import ReadingChoices
from parindex.records.reading.headers import HEAD_ROWS, Candidate, accepted, best_candidate
from parindex.records.reading.identity import not_utf8
from parindex.records.reading.loading import load_rows, load_text
from parindex.records.reading.raw import LONGEST_CELL, CellFault, Header, RawTable
from parindex.records.schema import Register

_HEAD_BYTES = 1 << 18
_PIECE = 1 << 20
_SEPARATORS = (",", ";", "\t")


def _too_long(path: Path, row: int) -> InputFault:
    return InputFault(
        f"Tệp {path.name}, dòng {row}: một ô dài quá 32.767 ký tự. "
        "Có thể thiếu một dấu nháy kép đóng; hãy xem lại ô này rồi nhập lại."
    )


def _head_rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True):
            rows.append(row)
            if len(rows) == HEAD_ROWS:
                break
    except csv.Error:
        pass  # a quote left open: what was read before it may hold the header; the rest is judged later
    return rows


def _head_text(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head, final=False)
    except UnicodeDecodeError as fault:
        raise not_utf8(path, head) from fault


def _sniffed(register: Register, path: Path, unit: str | None, choices: ReadingChoices) -> tuple[str, Header]:
    """The separator under which most columns are recognised, and the header found with it."""
    text = _head_text(path)
    best: tuple[str, list[list[str]], Candidate | None] = (",", [], None)
    for separator in _SEPARATORS:
        rows = _head_rows(text, separator)
        candidate = best_candidate(register, rows, unit=unit, choices=choices)
        if candidate and (best[2] is None or candidate.rank > best[2].rank):
            best = (separator, rows, candidate)
    return best[0], accepted(register, best[2], best[1])


def _line_ends(path: Path) -> int:
    """How many lines the file has. A NUL byte anywhere is a fault: no text has one."""
    ends, last = 0, b"\n"
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if b"\0" in piece:
                raise InputFault(
                    f"Tệp {path.name} có byte rỗng (NUL): không phải tệp văn bản. Hãy xuất lại thành CSV UTF-8."
                )
            ends += piece.count(b"\n")
            last = piece[-1:]
    return ends + (last != b"\n")


def _has_blank_lines(path: Path) -> bool:
    """Whether two line ends may stand together; inside quotes they do no harm, but it is not worth finding out."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = data[:5].removeprefix(b"\xef\xbb\xbf")
        blank = any(data.find(pair) >= 0 for pair in (b"\n\n", b"\n\r\n", b"\r\r"))
        return blank or start.startswith((b"\n", b"\r"))


def _read_fast(connection: Connection, schema: str, path: Path, *, width: int, separator: str) -> bool:
    """Let the engine read the file; False when rows are uneven, or blank lines would shift the row numbers.

    The engine passes over blank lines. As many rows as lines: there were none, and no line end inside quotes.
    """
    lines = _line_ends(path)
    try:
        load_text(connection, schema, path, width=width, separator=separator)
    except duckdb.Error:  # uneven rows, mixed line ends, bad bytes: the careful road says which
        return False
    return scalar(connection, f"SELECT count(*) FROM {schema}.raw") == lines or not _has_blank_lines(path)


def _even_rows(path: Path, separator: str, width: int, faults: list[CellFault]) -> Iterator[Sequence[str]]:
    """Every row, blank lines included, with exactly `width` cells; cells too many are noted as faults."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=separator, skipinitialspace=True, strict=True)
        number = 0
        try:
            for row in reader:
                number += 1
                if any(map(str.strip, row[width:])):
                    faults.append(CellFault(row=number, cell=width - 1, code="extra_cells"))
                yield row[:width] + [""] * (width - len(row))
        except csv.Error as fault:
            if "limit" in str(fault):
                raise _too_long(path, number + 1) from fault
            raise InputFault(
                f"Tệp {path.name}, từ dòng {number + 1}: dấu nháy kép mở mà không đóng đúng chỗ. "
                'Trong ô có dấu nháy kép thì phải viết hai dấu liền nhau (""); hãy sửa dòng này hoặc lưu thành .xlsx.'
            ) from fault
        except UnicodeDecodeError as fault:
            raise not_utf8(path, fault.object) from fault


def _check_lengths(connection: Connection, schema: str, width: int, path: Path) -> None:
    long = " OR ".join(f"strlen(cell_{i}) > {LONGEST_CELL} AND length(cell_{i}) > {LONGEST_CELL}" for i in range(width))
    found = connection.execute(f"SELECT min(rowid) FROM {schema}.raw WHERE {long}").fetchone()
    if found and found[0] is not None:
        raise _too_long(path, int(found[0]) + 1)


def read_delimited(
    connection: Connection, schema: str, register: Register, path: Path, *, unit: str | None, choices: ReadingChoices
) -> RawTable:
    """A CSV file as raw text. InputFault when it is no UTF-8 text, has no header, or a quote is left open."""
    separator, header = _sniffed(register, path, unit, choices)
    width = len(header.labels)
    faults: list[CellFault] = []
    if width == 1 or not _read_fast(connection, schema, path, width=width, separator=separator):
        with scratch(connection) as folder:
            wide = max(width, 2)
            load_rows(connection, schema, folder, _even_rows(path, separator, wide, faults), width=wide)
            width = wide
    _check_lengths(connection, schema, width, path)
    return RawTable(schema=schema, header=header, width=width, quoted=True, faults=tuple(faults))
