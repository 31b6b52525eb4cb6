"""Values of register rows in the words people use: dates, numbers, choices by their titles, units by their names."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from parindex.documents.wording.numbers import count_text, date_text, moment_text, number_text
from parindex.records.dossier_words import STAGES
from parindex.records.schema import Column, ColumnType

NameOf = Callable[[str], str]

# Some software writes the code of the stage where its words should be.
_STAGES = {word: stage.title for stage in STAGES for word in stage.synonyms if word.isdecimal()}


def cell_text(column: Column | None, value: object, name_of: NameOf) -> str:
    """One value for reading. `column` None: a column that a measure added."""
    if value is None:
        return ""
    if column is not None and column.type is ColumnType.UNIT:
        return name_of(str(value))
    if column is not None and column.type is ColumnType.CHOICE:
        return next((choice.title for choice in column.choices if choice.value == value), str(value))
    if column is not None and column.name == "state_text" and str(value) in _STAGES:
        return f"{_STAGES[str(value)]} (mã {value})"
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
