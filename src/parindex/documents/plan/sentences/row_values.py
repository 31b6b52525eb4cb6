"""Cells of register rows, as batches keep them or as JSON carries them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from parindex.documents.wording.numbers import cited_date_text

Row = Mapping[str, object]


def words(row: Row, column: str, missing: str = "") -> str:
    """The cell as text without outer blanks; `missing` when it is empty or not there."""
    value = row.get(column)
    text = "" if value is None else str(value).strip()
    return text or missing


def number(row: Row, column: str) -> Fraction | None:
    """The cell as an exact number; None when it is empty or not a number."""
    value = row.get(column)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    try:
        return Fraction(str(value).strip())
    except (ValueError, ZeroDivisionError):
        return None


def day(row: Row, column: str) -> date | None:
    """The cell as a day; the time of a moment is left out. None when it is empty or not a day."""
    value = row.get(column)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def day_words(row: Row, column: str, missing: str) -> str:
    """The day of the cell as it is printed; `missing` when there is none."""
    found = day(row, column)
    return missing if found is None else cited_date_text(found)
