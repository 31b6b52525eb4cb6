"""Values of register rows as table cells: dates, numbers, choices, units, in the words people use."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from parindex.documents.wording.numbers import count_text, date_text, moment_text, number_text
from parindex.records.schema import Column, ColumnType
from parindex.web.rendering.table import Width

NameOf = Callable[[str], str]


def cell_text(column: Column | None, value: object, name_of: NameOf) -> str:
    """One value for reading. `column` None: a column that a measure added."""
    if value is None:
        return ""
    if column is not None and column.type is ColumnType.UNIT:
        return name_of(str(value))
    if column is not None and column.type is ColumnType.CHOICE:
        return next((choice.title for choice in column.choices if choice.value == value), str(value))
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, int):
        # A year is a name, not an amount: 2021, never 2.021.
        return str(value) if column is not None and column.name == "year" else count_text(value)
    if isinstance(value, Decimal):
        return number_text(value, places=4)
    return str(value)


def is_numeric(column: Column) -> bool:
    """Whether the column's cells are aligned as numbers."""
    return column.type in {ColumnType.INTEGER, ColumnType.DECIMAL} and column.name != "year"


def width_of(column: Column) -> Width:
    """How wide the column's cells stand: sentences wrap, so that dates and states need no scrolling."""
    if column.type in {ColumnType.DATE, ColumnType.CODE}:
        return "fit"
    return "text" if column.type is ColumnType.TEXT else ""
