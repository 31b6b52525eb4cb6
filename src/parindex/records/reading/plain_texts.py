"""The cells of a plainly written sheet as the text that the other road would give."""

import datetime as dt
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parindex.records.engine import Connection, literal
from parindex.records.reading.cells import MOMENTS, cell_text, column_texts
from parindex.records.reading.headers import HEAD_ROWS
from parindex.records.reading.plain_cells import (
    END_DAY,
    FIRST_DAY,
    day_number,
    is_number,
    moment_text,
    styled,
    unescaped,
)
from parindex.records.reading.plain_tables import SheetTable, need
from parindex.records.reading.raw import LONGEST_CELL, Header
from parindex.records.schema import Column

_WHOLE = r"-?\d{1,15}"


@dataclass(frozen=True)
class _Held:
    """What a column holds under the header: any cell, any shared string, any number that is no plain whole one."""

    cells: bool
    strings: bool
    numbers: bool


def _held(connection: Connection, table: SheetTable) -> list[_Held]:
    """Most columns need little: one look at all of them spares most of the work."""
    asked = []
    for place in range(table.width):
        cell = f"c{place}"
        odd = f"{is_number(cell)} AND NOT {styled(cell, table.dates)} AND NOT regexp_full_match({cell}.v, {literal(_WHOLE)})"
        asked += [f"bool_or({cell}.n <> '')", f"bool_or(contains({cell}.a, 't=\"s\"'))", f"bool_or({odd})"]
    found = connection.execute(
        f"SELECT {', '.join(asked)} FROM {table.schema}.cells WHERE row > {HEAD_ROWS}"
    ).fetchone()
    flags = [bool(flag) for flag in found or [None] * len(asked)]
    return [_Held(*flags[at : at + 3]) for at in range(0, len(flags), 3)]


def _number_words(connection: Connection, table: SheetTable, held: Sequence[_Held]) -> None:
    """Make `{schema}.numbers`: the numbers that are no plain whole ones, as Vietnamese writing has them."""
    queries = [f"SELECT c{at}.v AS v FROM {table.schema}.cells" for at, column in enumerate(held) if column.numbers]
    union = " UNION ALL ".join(queries) or "SELECT '' AS v"
    sql = f"SELECT DISTINCT v FROM ({union}) WHERE TRY_CAST(v AS DOUBLE) IS NOT NULL"
    found = [row[0] for row in connection.execute(sql).fetchall()]
    connection.execute(
        f"CREATE TABLE {table.schema}.numbers AS"
        " SELECT unnest($given::VARCHAR[]) AS given, unnest($words::VARCHAR[]) AS words",
        {"given": found, "words": [cell_text(float(text)) for text in found]},
    )


def _texts(table: SheetTable, place: int, column: Column | None, held: _Held) -> tuple[str, str]:
    """A column's text, and the joins that it needs. In columns of dates a bare number in the right years is a day."""
    cell, joins = f"c{place}", ""
    strings, number = "NULL", f"{cell}.v"
    if not held.cells:
        return f"CAST(NULL AS VARCHAR) AS cell_{place}", ""
    if held.strings:
        strings = f"strings_{place}.t"
        index = f"CASE WHEN contains({cell}.a, 't=\"s\"') THEN TRY_CAST({cell}.v AS INTEGER) END"
        joins += f" LEFT JOIN {table.schema}.strings AS strings_{place} ON strings_{place}.i = {index}"
    if held.numbers:
        number = (
            f"CASE WHEN regexp_full_match({cell}.v, {literal(_WHOLE)}) THEN {cell}.v ELSE numbers_{place}.words END"
        )
        joins += f" LEFT JOIN {table.schema}.numbers AS numbers_{place} ON numbers_{place}.given = {cell}.v"
    dated = styled(cell, table.dates)
    if column is not None and column.type in MOMENTS:
        in_years = f"{day_number(cell)} >= {FIRST_DAY} AND {day_number(cell)} < {END_DAY}"
        dated = f"({dated} OR ({is_number(cell)} AND {in_years}))"
    text = (
        f"CASE WHEN {cell}.n = '' THEN NULL WHEN contains({cell}.a, 't=\"s\"') THEN {strings}"
        f" WHEN {cell}.i <> '' THEN {unescaped(f'{cell}.i')}"
        f" WHEN contains({cell}.a, 't=\"b\"') THEN CASE {cell}.v WHEN '1' THEN 'TRUE' WHEN '' THEN NULL ELSE 'FALSE' END"
        f" WHEN {dated} THEN {moment_text(cell)}"
        f" WHEN {is_number(cell)} THEN {number} ELSE {unescaped(f'{cell}.v')} END"
    )
    return f"nullif({text}, '') AS cell_{place}", joins


def _cell_value(cell: Mapping[str, str], table: SheetTable, strings: Mapping[int, str]) -> Any:
    """A cell of the first rows as the other reader gives it."""
    attributes, value = cell["a"], cell["v"]
    if 't="s"' in attributes:
        return strings.get(int(value or -1), "")
    if 't="b"' in attributes:
        return value == "1" if value else ""
    if cell["i"] or 't="str"' in attributes or 't="e"' in attributes or not value:
        return html.unescape(cell["i"] or value).replace("\x1e", "\n")
    style = re.search(r's="(\d+)"', attributes)
    if style and int(style[1]) in table.dates:
        return dt.datetime(1899, 12, 30) + dt.timedelta(seconds=round(float(value) * 86400))
    return float(value)


def head_values(connection: Connection, table: SheetTable) -> list[list[Any]]:
    """The first rows, gaps filled: too few to trouble the engine with."""
    rows = connection.execute(
        f"SELECT row, {', '.join(f'c{place}' for place in range(table.width))} FROM {table.schema}.cells"
        f" WHERE row <= {HEAD_ROWS}"
    ).fetchall()
    wanted = {cell["v"] for row in rows for cell in row[1:] if 't="s"' in cell["a"] and cell["v"]}
    indexes = ", ".join(str(int(index)) for index in wanted) or "-1"
    strings = dict(connection.execute(f"SELECT i, t FROM {table.schema}.strings WHERE i IN ({indexes})").fetchall())
    by_number = {row[0]: [_cell_value(cell, table, strings) for cell in row[1:]] for row in rows}
    return [by_number.get(number, [""] * table.width) for number in range(1, min(table.rows, HEAD_ROWS) + 1)]


def make_raw(
    connection: Connection,
    schema: str,
    table: SheetTable,
    head: Sequence[Sequence[Any]],
    columns: Mapping[int, Column],
    header: Header,
) -> None:
    """Make `{schema}.raw`: every row from 1 to the last, gaps as empty rows. The first rows come as Python read them."""
    held = _held(connection, table)
    _number_words(connection, table, held)
    parts = [_texts(table, place, columns.get(place), one) for place, one in enumerate(held)]
    body = (
        f"SELECT row, {', '.join(text for text, _ in parts)} FROM {table.schema}.cells{''.join(join for _, join in parts)}"
        f" WHERE row > {HEAD_ROWS} AND row <= {table.rows}"
    )
    first = header.row + 1
    read = [
        column_texts(values, columns.get(place), from_1904=False, place=place, first=first, faults=[])
        for place, values in enumerate(zip(*head[first:], strict=True))
    ] or [[] for _ in range(table.width)]
    above = [[cell_text(value) for value in column] for column in zip(*head[:first], strict=True)]
    texts = {f"c{place}": [*above[place], *read[place]] for place in range(table.width)}
    given = ", ".join(f"unnest($c{place}::VARCHAR[]) AS cell_{place}" for place in range(table.width))
    cells = [f"nullif(cell_{place}, '') AS cell_{place}" for place in range(table.width)]
    cells += ["NULL::VARCHAR AS cell_1"] if table.width == 1 else []
    connection.execute(
        f"CREATE TABLE {schema}.raw AS SELECT {', '.join(cells)} FROM (SELECT unnest(range(1, {table.rows + 1})) AS row)"
        f" LEFT JOIN (SELECT unnest(range(1, {len(head) + 1})) AS row, {given} UNION ALL BY NAME {body})"
        f" USING (row) ORDER BY row",
        texts,
    )
    longest = ", ".join(f"max(length(cell_{place}))" for place in range(table.width))
    found = connection.execute(f"SELECT greatest({longest}, 0) FROM {schema}.raw").fetchone()
    need(found and found[0] <= LONGEST_CELL)
