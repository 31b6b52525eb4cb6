"""One pass over the raw text: every cell to its value, and a mark on rows that deserve a second look."""

from collections.abc import Mapping, Sequence

from parindex.records.cells import LOOKED_UP, SQL_TYPES, DateOrder, doubted, read_cell, within_years
from parindex.records.engine import Connection, literal, name
from parindex.records.reading.choices import ReadingChoices
from parindex.records.reading.headers import needed
from parindex.records.reading.raw import RawTable
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.words import make_word_table

_MOMENTS = {ColumnType.DATE, ColumnType.MOMENT}


def kept_columns(register: Register) -> tuple[Column, ...]:
    """The columns that reach a batch, in its order: the unit first, personal ones never."""
    kept = [column for column in register.columns if not column.personal]
    return tuple(sorted(kept, key=lambda column: column.name != register.unit_column))


def absent_columns(raw: RawTable, register: Register) -> tuple[Column, ...]:
    """The columns that are empty in every row, since the file has none such; the unit's is filled all the same."""
    return tuple(
        column
        for column in kept_columns(register)
        if column.name not in raw.header.cells and column.name != register.unit_column
    )


def canonical_columns(register: Register) -> dict[str, str]:
    """Name → SQL type of a batch's columns, in order; a register without a unit column has one all the same."""
    system = {"source": "VARCHAR", "key": "VARCHAR", "state": "VARCHAR", "row": "INTEGER", "unit": "VARCHAR"}
    return system | {
        column.name: SQL_TYPES[column.type] for column in kept_columns(register) if column.name != register.unit_column
    }


def _year_sql(register: Register) -> str:
    """The year of the first column of `key_year` that is filled; empty text when none is."""
    years = [
        name(part) if register.column(part).type is ColumnType.INTEGER else f"date_part('year', {name(part)})"
        for part in register.key_year
    ]
    return f"coalesce(CAST(coalesce({', '.join(years)}) AS VARCHAR), '')"


def key_sql(register: Register) -> str:
    """What identifies a row: its key's values, joined by `|` (a bar or backslash inside a value gets a backslash)."""
    parts = [f"CAST({name(part)} AS VARCHAR)" for part in register.key]
    if register.key_year:
        parts.append(_year_sql(register))
    if len(parts) == 1:
        return parts[0]
    return " || '|' || ".join(f"replace(replace({part}, '\\', '\\\\'), '|', '\\|')" for part in parts)


def alike_sql(key: str) -> str:
    """What two keys have in common when only letter case tells them apart; blanks are tidied when cells are read."""
    return f"lower({key})"


def must_have(register: Register, unit: str | None) -> tuple[str, ...]:
    """The columns that may not be empty."""
    return needed(register, unit)


def _order(column: Column, raw: RawTable, choices: ReadingChoices) -> DateOrder:
    """How a column's dates are written: as declared, else the day first. See `date_order`."""
    if column.name not in choices.month_first:
        return DateOrder.DAY_FIRST
    return DateOrder.MIXED if raw.header.cells.get(column.name) in raw.sheet_dates else DateOrder.MONTH_FIRST


def _value(column: Column, raw: RawTable, choices: ReadingChoices) -> str:
    cell = raw.cell(column.name)
    if column.name not in raw.header.cells:
        return f"CAST(NULL AS {SQL_TYPES[column.type]})"
    if column.type in LOOKED_UP:
        value = f"word_{raw.header.cells[column.name]}"
        return f"CAST({value} AS BOOLEAN)" if column.type is ColumnType.BOOLEAN else value
    tidy = f"tidy_{raw.header.cells[column.name]}"
    return read_cell(column, cell, tidy, quoted=raw.quoted, order=_order(column, raw, choices))


def _with_default_unit(register: Register, raw: RawTable, unit: str | None) -> str:
    """The unit of a row: its own, or where the cell is empty the one that the import is for."""
    default = literal(unit) if unit is not None else "CAST(NULL AS VARCHAR)"
    if register.unit_column not in raw.header.cells:
        return default
    return f"CASE WHEN {raw.cell(register.unit_column)} IS NULL THEN {default} ELSE {name(register.unit_column)} END"


def make_rows(
    connection: Connection,
    raw: RawTable,
    register: Register,
    *,
    unit: str | None,
    unit_names: Mapping[str, str],
    choices: ReadingChoices,
) -> None:
    """Make `{schema}.rows`: row number, canonical values, and `suspect` where something may be wrong.

    Suspect: a cell with text but no value, a needed value that is empty, a check that does not hold.
    The columns that the file lacks cost nothing: the table `{schema}.typed` behind holds the others.
    """
    columns = kept_columns(register)
    filled = [column for column in columns if column.name in raw.header.cells]
    joins, tidied, words = "", [], []
    for column in filled:
        cell, place = raw.cell(column.name), raw.header.cells[column.name]
        if column.type in LOOKED_UP:
            table = make_word_table(connection, raw, register, column, unit=unit, unit_names=unit_names)
            joins += f" LEFT JOIN {table} AS words_{place} ON words_{place}.raw = {cell}"
            words.append(f"words_{place}.value AS word_{place}")
        else:
            tidied.append(f"{doubted(column, cell)} AS tidy_{place}")
    cells = ", ".join(raw.cell(column.name) for column in filled)
    inner = ", ".join(["raw.rowid + 1 AS row", cells, *tidied, *words])
    read = ", ".join(f"{_value(column, raw, choices)} AS {name(column.name)}" for column in columns)
    absent = absent_columns(raw, register)
    dropped = ", ".join([cells, *(name(column.name) for column in absent)])
    connection.execute(
        f"CREATE TABLE {raw.schema}.typed AS"
        f" SELECT * EXCLUDE ({dropped}), {' OR '.join(_doubts(raw, register, filled, unit))} AS suspect FROM"
        f" (SELECT row, {cells}, {', '.join(_settled(raw, register, unit))} FROM"
        f" (SELECT row, {cells}, {read} FROM"
        f" (SELECT {inner} FROM {raw.schema}.raw AS raw{joins} WHERE raw.rowid >= {raw.first_row - 1})))"
    )
    nothing = (f"CAST(NULL AS {SQL_TYPES[column.type]}) AS {name(column.name)}" for column in absent)
    connection.execute(f"CREATE VIEW {raw.schema}.rows AS SELECT {', '.join(['*', *nothing])} FROM {raw.schema}.typed")


def _settled(raw: RawTable, register: Register, unit: str | None) -> list[str]:
    """The columns' values after what needs two steps: moments within their years, the default unit."""
    values = {}
    for column in kept_columns(register):
        values[column.name] = name(column.name)
        if column.type in _MOMENTS and column.name in raw.header.cells:
            values[column.name] = within_years(column, name(column.name))
    values[register.unit_column] = _with_default_unit(register, raw, unit)
    return [f"{value} AS {name(column)}" for column, value in values.items()]


def _doubts(raw: RawTable, register: Register, filled: Sequence[Column], unit: str | None) -> list[str]:
    doubts = [f"({raw.cell(column.name)} IS NOT NULL AND {name(column.name)} IS NULL)" for column in filled]
    doubts += [f"{name(needed)} IS NULL" for needed in must_have(register, unit)]
    return doubts + [f"coalesce(NOT ({check.holds}), false)" for check in register.checks]
