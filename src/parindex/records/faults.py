"""The second look: which marked rows are no data at all, and what exactly is wrong with the others.

Tables made in the import's schema: `faulty` (marked rows: values, cells as text, cells cleaned), `passed_over`
(row, kind) and `errors` (row, place, column_name, code, value, first). `place` orders the faults of a row as its
columns stand. Registers have columns called code and kind: such aliases are only asked for one SELECT further out.
"""

import re
from collections.abc import Sequence

from parindex.records.cells import cleaned, is_sheet_error
from parindex.records.engine import Connection, literal, name, scalar
from parindex.records.reading.raw import RawTable
from parindex.records.reading.totals import total_label_sql
from parindex.records.schema import Check, Column, ColumnType, Register
from parindex.records.second_look import Doubt
from parindex.records.typing_rows import alike_sql, kept_columns, key_sql, must_have

_CODES = {
    ColumnType.TEXT: "too_long",
    ColumnType.CODE: "too_long",
    ColumnType.DATE: "bad_date",
    ColumnType.MOMENT: "bad_moment",
    ColumnType.INTEGER: "bad_integer",
    ColumnType.DECIMAL: "bad_decimal",
    ColumnType.CHOICE: "bad_choice",
    ColumnType.BOOLEAN: "bad_boolean",
    ColumnType.UNIT: "unknown_unit",
}
VALUE_LENGTH = 200  # characters of a refused cell that are repeated back


def _make_faulty(connection: Connection, raw: RawTable) -> None:
    connection.execute(
        f"CREATE TABLE {raw.schema}.reported AS SELECT unnest($rows::BIGINT[]) AS row,"
        " unnest($cells::BIGINT[]) AS cell, unnest($codes::VARCHAR[]) AS code",
        {
            "rows": [fault.row for fault in raw.faults],
            "cells": [fault.cell for fault in raw.faults],
            "codes": [fault.code for fault in raw.faults],
        },
    )
    tidy = [f"{cleaned(f'raw.cell_{place}')} AS tidy_{place}" for place in range(raw.width)]
    connection.execute(
        f"CREATE TABLE {raw.schema}.faulty AS SELECT rows.*, raw.* EXCLUDE (place), {', '.join(tidy)} FROM"
        f" (SELECT * FROM {raw.schema}.rows WHERE suspect OR row IN (SELECT row FROM {raw.schema}.reported)) AS rows"
        f" JOIN (SELECT rowid + 1 AS place, * FROM {raw.schema}.raw) AS raw ON raw.place = rows.row"
    )


def _pass_over(connection: Connection, raw: RawTable, register: Register, unit: str | None) -> None:
    """Empty rows, totals, the header once more (page breaks), and column numbers (1) (2) (3) under it."""
    cells = [f"tidy_{place}" for place in range(raw.width)]
    first = f"coalesce({', '.join(cells)})"
    incomplete = " OR ".join(
        [f"{name(needed)} IS NULL" for needed in must_have(register, unit)]
        + [f"NOT ({check.holds})" for check in register.checks]  # a sum that is no sound row either
    )
    repeats = " AND ".join(
        f"{cells[place]} IS NOT DISTINCT FROM {literal(raw.header.labels[place])}"
        for place in raw.header.cells.values()
    )
    number = r"\(?([0-9]{1,2}|[A-Z])\)?"
    numbers = " AND ".join(f"coalesce(regexp_full_match({cell}, '{number}'), true)" for cell in cells)
    connection.execute(
        f"CREATE TABLE {raw.schema}.passed_over AS SELECT * FROM (SELECT row, CASE"
        f" WHEN {first} IS NULL THEN 'empty'"
        f" WHEN ({incomplete}) AND {total_label_sql(first)} THEN 'total'"
        f" WHEN {repeats} THEN 'header'"
        f" WHEN row = {raw.first_row} AND {numbers} AND trim({first}, '()') IN ('1', 'A') THEN 'header'"
        f" END AS kind FROM {raw.schema}.faulty) WHERE kind IS NOT NULL"
    )


def _cell_errors(raw: RawTable, register: Register, unit: str | None, doubts: Sequence[Doubt]) -> list[str]:
    """One query per column: its cells that hold no value though they must, or though there is text."""
    queries = []
    must = must_have(register, unit)
    for place, column in enumerate(kept_columns(register)):
        cell = raw.cell(column.name)
        text = raw.tidy(column.name)
        absent = "'missing'" if column.name in must else "NULL"
        own = [doubt for doubt in doubts if doubt.column == column.name]
        doubted = " ".join(f"WHEN {doubt.holds(cell)} THEN {literal(doubt.code)}" for doubt in own)
        queries.append(
            f"SELECT row, {place} AS place, {literal(column.name)} AS column_name,"
            f" CASE WHEN {text} IS NULL THEN {absent} WHEN {is_sheet_error(cell)} THEN 'cell_error' {doubted}"
            f" ELSE '{_CODES[column.type]}' END AS code, {cell} AS value"
            f" FROM {raw.schema}.faulty WHERE {name(column.name)} IS NULL"
        )
    return queries


def _named_in(check: Check, register: Register) -> list[str]:
    """The columns that a check speaks of."""
    words = set(re.findall(r"\w+", check.holds)) | {check.column}
    return [column.name for column in register.columns if column.name in words]


def _amount(check: Check) -> str:
    """SQL: what follows a check's number in its code, the value that its message speaks of."""
    return f" || coalesce(CAST({check.amount} AS VARCHAR), '')" if check.amount else ""


def _check_errors(raw: RawTable, register: Register) -> list[str]:
    """One query per check: rows for which it is false, unless one of its cells is already known to be wrong."""
    queries = []
    places = {column.name: place for place, column in enumerate(kept_columns(register))}
    for number, check in enumerate(register.checks):
        spoiled = ", ".join(literal(column) for column in _named_in(check, register))
        queries.append(
            f"SELECT row, {places[check.column]} AS place, {literal(check.column)} AS column_name,"
            f" {literal(f'check:{number}:')}{_amount(check)} AS code, {raw.cell(check.column)} AS value"
            f" FROM {raw.schema}.faulty"
            f" WHERE NOT ({check.holds}) AND row NOT IN"
            f" (SELECT row FROM {raw.schema}.errors WHERE column_name IN ({spoiled}))"
        )
    return queries


def _reported_errors(raw: RawTable, columns: tuple[Column, ...]) -> str:
    """What the reader itself reported; a fault of no known column stands at the first."""
    places = {raw.header.cells[c.name]: (n, c.name) for n, c in enumerate(columns) if c.name in raw.header.cells}
    order = " ".join(f"WHEN {cell} THEN {place}" for cell, (place, _) in places.items())
    names = " ".join(f"WHEN {cell} THEN {literal(column)}" for cell, (_, column) in places.items())
    values = " ".join(f"WHEN {cell} THEN cell_{cell}" for cell in range(raw.width))
    return (
        f"SELECT row, CASE cell {order} ELSE 0 END AS place, CASE cell {names} ELSE '' END AS column_name,"
        f" reported.code, CASE cell {values} END AS value"
        f" FROM {raw.schema}.reported AS reported JOIN {raw.schema}.faulty USING (row)"
    )


def find_faults(
    connection: Connection, raw: RawTable, register: Register, *, unit: str | None, doubts: Sequence[Doubt] = ()
) -> None:
    """Make `errors`, `passed_over` and what they need (see above); duplicates come later, among the good rows."""
    connection.execute(
        f"CREATE TABLE {raw.schema}.errors"
        " (row BIGINT, place INTEGER, column_name VARCHAR, code VARCHAR, value VARCHAR, first BIGINT)"
    )
    if not raw.faults and scalar(connection, f"SELECT count(*) FROM {raw.schema}.rows WHERE suspect") == 0:
        connection.execute(f"CREATE TABLE {raw.schema}.passed_over (row BIGINT, kind VARCHAR)")
        return
    _make_faulty(connection, raw)
    _pass_over(connection, raw, register, unit)
    for queries in (
        [*_cell_errors(raw, register, unit, doubts), _reported_errors(raw, kept_columns(register))],
        _check_errors(raw, register),
    ):
        if queries:
            connection.execute(
                f"INSERT INTO {raw.schema}.errors"
                f" SELECT row, place, column_name, code, left(value, {VALUE_LENGTH}), NULL"
                f" FROM ({' UNION ALL '.join(queries)})"
                f" WHERE code IS NOT NULL AND row NOT IN (SELECT row FROM {raw.schema}.passed_over)"
            )


def find_duplicates(connection: Connection, schema: str, register: Register) -> None:
    """Add an error for each good row whose key an earlier good row of the file has, in whatever letter case: the first
    one wins."""
    keys = f"SELECT row, {key_sql(register)} AS key, {alike_sql(key_sql(register))} AS alike FROM {schema}.good"
    if scalar(connection, f"SELECT count(*) - count(DISTINCT alike) FROM ({keys})") == 0:
        return
    place = [column.name for column in kept_columns(register)].index(register.key[0])
    connection.execute(
        f"INSERT INTO {schema}.errors SELECT row, {place}, {literal(register.key[0])}, 'duplicate',"
        f" left(key, {VALUE_LENGTH}), first FROM"
        f" (SELECT row, key, min(row) OVER (PARTITION BY alike) AS first FROM ({keys})) WHERE row > first"
    )
