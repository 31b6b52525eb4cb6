"""Cells whose value is looked up by its words: choices, yes and no, units. Each distinct text is looked up once."""

from collections.abc import Mapping

from parindex.accents import fold
from parindex.records.engine import Connection
from parindex.records.reading.raw import RawTable
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.text import clean, header_key

YES = ("Có", "x", "true", "1", "TRUE")
NO = ("Không", "false", "0", "FALSE")


def _words(column: Column, unit_names: Mapping[str, str]) -> dict[str, str]:
    """Folded words → value. A choice's value and title win over synonyms; for units, so do exactly folded names."""
    if column.type is ColumnType.BOOLEAN:
        return {header_key(word): "true" for word in YES} | {header_key(word): "false" for word in NO}
    if column.type is ColumnType.UNIT:
        loose: dict[str, set[str]] = {}
        for name, unit in unit_names.items():
            loose.setdefault(header_key(name), set()).add(unit)
        return {key: next(iter(units)) for key, units in loose.items() if len(units) == 1}
    words = {header_key(word): choice.value for choice in column.choices for word in choice.synonyms}
    words |= {header_key(choice.value): choice.value for choice in column.choices}
    return words | {header_key(choice.title): choice.value for choice in column.choices}


def make_word_table(
    connection: Connection,
    raw: RawTable,
    register: Register,
    column: Column,
    *,
    unit: str | None,
    unit_names: Mapping[str, str],
) -> str:
    """Make `{schema}.words_{column}` (raw, value): every text of the column that means something. Returns its name.

    In the unit column, a blank cell means the unit that the import is for, and so does that unit's id.
    """
    table = f"{raw.schema}.words_{raw.header.cells[column.name]}"
    cell = raw.cell(column.name)
    unit_names = {**unit_names, **({fold(unit): unit} if unit is not None else {})}
    words = _words(column, unit_names)
    exact = {fold(name): value for name, value in unit_names.items()} if column.type is ColumnType.UNIT else {}
    texts, values = [], []
    for (text,) in connection.execute(
        f"SELECT DISTINCT {cell} FROM {raw.schema}.raw WHERE {cell} IS NOT NULL"
    ).fetchall():
        tidy = clean(text)
        blank = unit if column.name == register.unit_column else None
        value = (exact.get(fold(tidy)) or words.get(header_key(tidy))) if tidy else blank
        if value is not None:
            texts.append(text)
            values.append(value)
    connection.execute(
        f"CREATE TABLE {table} AS SELECT unnest($texts::VARCHAR[]) AS raw, unnest($values::VARCHAR[]) AS value",
        {"texts": texts, "values": values},
    )
    return table
