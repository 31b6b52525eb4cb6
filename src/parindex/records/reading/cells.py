"""Cells of a workbook as text, column by column, so that they can take the same road as CSV."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from parindex.records.reading.loading import MOMENT_MARK
from parindex.records.reading.raw import CellFault, SheetDates
from parindex.records.schema import Column, ColumnType

_EPOCH = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)
_FIRST, _END = dt.datetime(1990, 1, 1), dt.datetime(2101, 1, 1)
MOMENTS = (ColumnType.DATE, ColumnType.MOMENT)
_MOST_DIGITS = 10**15  # beyond this a sheet's numbers lose digits
_HALF_SECOND = dt.timedelta(microseconds=500_000)
_TWO = [f"{number:02}" for number in range(60)]  # formatting moments one by one is what costs most here


def _moment_text(moment: dt.datetime) -> str:
    """dd/MM/yyyy, with the time when there is one, to the nearest second: the sheet's own fractions are noise."""
    near = moment
    if moment.microsecond and moment.year < 9999:
        near = (moment + _HALF_SECOND).replace(microsecond=0)
    day = f"{_TWO[near.day]}/{_TWO[near.month]}/{near.year:04}"
    if near.second:
        return f"{day} {_TWO[near.hour]}:{_TWO[near.minute]}:{_TWO[near.second]}"
    return f"{day} {_TWO[near.hour]}:{_TWO[near.minute]}" if near.hour or near.minute else day


def _number_text(number: float) -> str:
    """The number as Vietnamese writing has it: a comma before decimals, no exponent, at most 15 digits."""
    if number == int(number):
        return str(int(number))
    text = f"{number:.15g}"
    return (f"{number:.12f}".rstrip("0") if "e" in text else text).replace(".", ",")


def cell_text(value: Any) -> str:
    """Any cell as the text that a person would see in it."""
    match value:
        case float():
            return _number_text(value)
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return _number_text(value)
        case dt.datetime():
            return _moment_text(value)
        case dt.date():
            return f"{value.day:02}/{value.month:02}/{value.year:04}"
        case dt.time():
            return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
        case dt.timedelta():
            return _number_text(value / dt.timedelta(days=1))
        case _:
            return str(value)


def _counted(number: float, from_1904: bool) -> dt.datetime | None:
    """The sheet's day count as a moment when it falls in years that can occur."""
    if 0 < number < 100_000:
        moment = (_EPOCH_1904 if from_1904 else _EPOCH) + dt.timedelta(days=number)
        if _FIRST <= moment < _END:
            return moment
    return None


def _dated(number: float, from_1904: bool) -> str:
    """A plain number in a column of dates."""
    moment = _counted(number, from_1904)
    return _moment_text(moment) if moment else _number_text(number)


def sheet_dates(values: Sequence[Any], *, from_1904: bool) -> SheetDates | None:
    """What the real dates of a column say about day and month; None where there are none, or no text beside them."""
    kinds = set(map(type, values))
    if str not in kinds or kinds == {str} or not any(type(value) is str and value.strip() for value in values):
        return None
    dates = [value for value in values if isinstance(value, dt.date)]
    dates += [moment for value in values if type(value) in (int, float) and (moment := _counted(value, from_1904))]
    over = sum(date.day > 12 for date in dates)
    same = sum(date.day == date.month for date in dates)
    return SheetDates(day=over, either=len(dates) - over - same) if dates else None


def column_texts(
    values: Sequence[Any], column: Column | None, *, from_1904: bool, place: int, first: int, faults: list[CellFault]
) -> Sequence[str]:
    """A column's cells as text, moments as `loading` takes them. `first` is the row of the first value (from 0); faults
    are noted with their rows.

    A fraction, a date or a number beyond a sheet's 15 digits in a column of codes was typed as something else: 1.10
    became 1.1, 3-2 a day. It is a fault.
    """
    kinds = set(map(type, values))
    if kinds <= {str}:
        return values
    kind = column.type if column else ColumnType.TEXT
    if kind is ColumnType.CODE:
        faults += [
            CellFault(row=first + number + 1, cell=place, code="code_as_number")
            for number, value in enumerate(values)
            if type(value) is not str and _lost_as_code(value)
        ]
    if kinds <= {str, dt.datetime}:
        return [value if type(value) is str else f"{MOMENT_MARK}{value}" for value in values]
    counted = (int, float) if kind in MOMENTS else ()
    return [
        value
        if type(value) is str
        else f"{MOMENT_MARK}{value}"
        if type(value) is dt.datetime
        else _dated(value, from_1904)
        if type(value) in counted
        else cell_text(value)
        for value in values
    ]


def _lost_as_code(value: Any) -> bool:
    return type(value) not in (int, float) or value != int(value) or abs(value) >= _MOST_DIGITS
