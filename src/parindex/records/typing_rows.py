"""One pass over the raw text: every cell to its value, and a mark on rows that deserve a second look."""

from collections.abc import Mapping

from parindex.records.cells import LOOKED_UP, SQL_TYPES, read_cell, within_years
from parindex.records.engine import Connection, literal, name
from parindex.records.reading.headers import needed
from parindex.records.reading.raw import RawTable
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.words import make_word_table

_MOMENTS = {ColumnType.DATE, ColumnType.MOMENT}


def kept_columns(register: Register) -> tuple[Column, ...]:
    """The columns that reach a batch, in its order: the unit first, personal ones never."""
    kept = [column for column in register.columns if not column.personal]
    return tuple(sorted(kept, key=lambda column: column.name != register.unit_column))


def canonical_columns(register: Register) -> dict[str, str]:
    """Name → SQL type of a batch's columns, in order; a register without a unit column has one all the same."""
    system = {"source": "VARCHAR", "key": "VARCHAR", "state": "VARCHAR", "row": "INTEGER", "unit": "VARCHAR"}
    return system | {
        column.name: SQL_TYPES[column.type] for column in kept_columns(register) if column.name != register.unit_column
    }


def key_sql(register: Register) -> str:
    """What identifies a row: its key's values, joined by `|` (a bar or backslash inside a value gets a backslash)."""
    parts = [f"CAST({name(part)} AS VARCHAR)" for part in register.key]
    if len(parts) == 1:
        return parts[0]
    return " || '|' || ".join(f"replace(replace({part}, '\\', '\\\\'), '|', '\\|')" for part in parts)


def must_have(register: Register, unit: str | None) -> tuple[str, ...]:
    """The columns that may not be empty."""
    return needed(register, unit)


def _value(column: Column, raw: RawTable) -> str:
    cell = raw.cell(column.name)
    if column.name not in raw.header.cells:
        return f"CAST(NULL AS {SQL_TYPES[column.type]})"
    if column.type in LOOKED_UP:
        value = f"words_{raw.header.cells[column.name]}.value"
        return f"CAST({value} AS BOOLEAN)" if column.type is ColumnType.BOOLEAN else value
    return read_cell(column, cell, quoted=raw.quoted)


def _with_default_unit(register: Register, raw: RawTable, unit: str | None) -> str:
    """The unit of a row: its own, or where the cell is empty the one that the import is for."""
    default = literal(unit) if unit is not None else "CAST(NULL AS VARCHAR)"
    if register.unit_column not in raw.header.cells:
        return default
    return f"CASE WHEN {raw.cell(register.unit_column)} IS NULL THEN {default} ELSE {name(register.unit_column)} END"


def make_rows(
    connection: Connection, raw: RawTable, register: Register, *, unit: str | None, unit_names: Mapping[str, str]
) -> None:
    """Make `{schema}.rows`: row number, canonical values, and `suspect` where something may be wrong.

    Suspect: a cell with text but no value, a needed value that is empty, a check that does not hold.
    """
    columns = kept_columns(register)
    filled = [column for column in columns if column.name in raw.header.cells]
    joins = ""
    for column in filled:
        if column.type in LOOKED_UP:
            table = make_word_table(connection, raw, register, column, unit=unit, unit_names=unit_names)
            alias = f"words_{raw.header.cells[column.name]}"
            joins += f" LEFT JOIN {table} AS {alias} ON {alias}.raw = {raw.cell(column.name)}"
    cells = [raw.cell(column.name) for column in filled]
    read = [f"{_value(column, raw)} AS {name(column.name)}" for column in columns]
    checked = []
    for column in columns:
        value = name(column.name)
        if column.name == register.unit_column:
            value = _with_default_unit(register, raw, unit)
        elif column.type in _MOMENTS and column.name in raw.header.cells:
            value = within_years(column, value)
        checked.append(f"{value} AS {name(column.name)}")
    if register.unit_column not in {column.name for column in columns}:
        checked.append(f"{_with_default_unit(register, raw, unit)} AS {name(register.unit_column)}")
    doubts = [
        f"({cell} IS NOT NULL AND {name(column.name)} IS NULL)" for cell, column in zip(cells, filled, strict=True)
    ]
    doubts += [f"{name(needed)} IS NULL" for needed in must_have(register, unit)]
    doubts += [f"coalesce(NOT ({check.holds}), false)" for check in register.checks]
    given = ", ".join(dict.fromkeys(cells))
    connection.execute(
        f"CREATE TABLE {raw.schema}.rows AS"
        f" SELECT * EXCLUDE ({given}), {' OR '.join(doubts)} AS suspect FROM"
        f" (SELECT row, {given}, {', '.join(checked)} FROM"
        f" (SELECT raw.rowid + 1 AS row, {given}, {', '.join(read)} FROM {raw.schema}.raw AS raw{joins}"
        f" WHERE raw.rowid >= {raw.first_row - 1}))"
    )
