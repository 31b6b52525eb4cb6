"""Large workbooks by a faster road: sheets written plainly are taken apart by the engine, on all cores.

Only what is recognised to the last byte goes this way: no formulas, no rich text, no entities by number, no merged
data cells, dates of the 1900 system in certain formats. All else, and every small file, takes the road of
`workbook`, which this one equals cell by cell (tests compare them).
"""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import duckdb
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError

from parindex.records.engine import Connection, scratch
from parindex.records.reading.cells import MOMENTS, cell_text
from parindex.records.reading.choices import ReadingChoices
from parindex.records.reading.headers import accepted, best_candidate
from parindex.records.reading.merged_heads import with_groups_spread
from parindex.records.reading.package import inspect
from parindex.records.reading.plain_cells import END_DAY, FIRST_DAY, day_number, is_number, is_words, moment, styled
from parindex.records.reading.plain_tables import MADE, NotPlain, SheetTable, load_table, need
from parindex.records.reading.plain_texts import head_values, make_raw
from parindex.records.reading.raw import CellFault, Header, RawTable, SheetDates
from parindex.records.schema import Column, ColumnType, Register

PLAIN_FROM = 4_000_000  # bytes of a sheet: smaller ones are read soon enough by the other road


def _noted(
    connection: Connection, table: SheetTable, header: Header, columns: Mapping[int, Column]
) -> tuple[tuple[CellFault, ...], dict[int, SheetDates]]:
    """What the other road notes on its way: codes that are numbers, and what real dates beside text say."""
    faults, dates = [], {}
    rows = f"{table.schema}.cells WHERE row > {header.row + 1} AND row <= {table.rows}"
    for place, column in columns.items():
        cell, number = f"c{place}", day_number(f"c{place}")
        if column.type is ColumnType.CODE:
            wrong = f"{is_number(cell)} AND ({number} <> trunc({number}) OR abs({number}) >= 1e15)"
            wrong = f"({wrong}) OR {styled(cell, table.dates)} OR (contains({cell}.a, 't=\"b\"') AND {cell}.v <> '')"
            for (row,) in connection.execute(f"SELECT row FROM {rows} AND ({wrong}) ORDER BY row").fetchall():
                faults.append(CellFault(row=row, cell=place, code="code_as_number"))
        elif column.type in MOMENTS:
            dated = f"{is_number(cell)} AND {number} >= {FIRST_DAY} AND {number} < {END_DAY}"
            at = moment(cell)
            over, same, every, words = connection.execute(
                f"SELECT count(*) FILTER ({dated} AND day({at}) > 12), count(*) FILTER ({dated} AND day({at}) = month({at})),"
                f" count(*) FILTER ({dated}), count(*) FILTER ({is_words(cell)}) FROM {rows}"
            ).fetchone() or (0, 0, 0, 0)
            if every and words:
                dates[place] = SheetDates(day=over, either=every - over - same)
    return tuple(faults), dates


def read_plain(
    connection: Connection, schema: str, register: Register, path: Path, *, unit: str | None, choices: ReadingChoices
) -> RawTable | None:
    """The first sheet of a large workbook as raw text; None when it must take the other road. InputFault for a package
    that no road takes."""
    package = inspect(path, look=False)
    shown = [name for name in package.parts if name not in package.hidden]
    try:
        need(shown and not package.from_1904)
        with zipfile.ZipFile(path) as archive, scratch(connection) as folder:
            table = load_table(connection, schema, folder, archive, package.parts[shown[0]])
        values = head_values(connection, table)
        head = with_groups_spread([[cell_text(value) for value in row] for row in values], table.merges)
        candidate = best_candidate(register, head, unit=unit, choices=choices)
        need(candidate and candidate.clear and not candidate.missing and not candidate.repeated)
        header = accepted(register, candidate, head)
        need(table.rows > header.row + 1)
        need(not any(top > header.row and bottom > top for (top, _), (bottom, _) in table.merges))
        columns = {place: register.column(name) for name, place in header.cells.items()}
        make_raw(connection, schema, table, values, columns, header)
        faults, dates = _noted(connection, table, header, columns)
    except (
        NotPlain,
        duckdb.Error,
        KeyError,
        ValueError,
        ParseError,
        DefusedXmlException,
        zipfile.BadZipFile,
        zlib.error,
    ):
        connection.execute(f"DROP TABLE IF EXISTS {schema}.raw")
        return None
    finally:
        for name in MADE:
            connection.execute(f"DROP TABLE IF EXISTS {schema}.{name}")
    others = [name for name in package.parts if name != shown[0]]
    notices = [f"Đã đọc trang “{shown[0]}”; các trang khác không đọc: {', '.join(others)}."] if others else []
    return RawTable(
        schema=schema,
        header=header,
        width=max(table.width, 2),
        quoted=False,
        faults=faults,
        notices=tuple(notices),
        sheet_dates=dates,
    )
