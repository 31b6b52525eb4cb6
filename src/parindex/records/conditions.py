"""What a list of rows is narrowed to besides words: a value, a span, filled or empty. One condition a column and kind."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from parindex.errors import InputFault
from parindex.records.engine import name
from parindex.records.schema import Column, ColumnType, Register

Kind = Literal["is", "from", "to", "empty", "filled"]
Value = str | int | bool | Decimal | dt.date | dt.datetime | None

_MOMENTS = (ColumnType.DATE, ColumnType.MOMENT)
_SPANNED = (*_MOMENTS, ColumnType.INTEGER, ColumnType.DECIMAL)
_KINDS: dict[Kind, str] = {"is": "=", "from": ">=", "to": "<=", "empty": "IS NULL", "filled": "IS NOT NULL"}
_DAY_TESTS: dict[Kind, str] = {  # of a moment: about the bare column, so that parts of a file can be passed over
    "is": "{0} >= {1} AND {0} < {1} + INTERVAL 1 DAY",
    "from": "{0} >= {1}",
    "to": "{0} < {1} + INTERVAL 1 DAY",
}


@dataclass(frozen=True)
class Condition:
    """`is`, `from`, `to` (both ends counted; a moment counts by its day), `empty`, `filled`. `value` of the column's type:
    a date for dates and moments, a number, a truth value, else the kept text (a choice's value, a unit's id)."""

    column: str
    kind: Kind
    value: Value = None


def _whole(text: str) -> int:
    return int(text.replace(".", "").replace(" ", ""))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(" ", "").replace(",", "."))


def _day(text: str) -> dt.date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(text)


_PARSERS: dict[ColumnType, tuple[Callable[[str], Value], str]] = {
    ColumnType.DATE: (_day, "ngày dạng dd/MM/yyyy"),
    ColumnType.MOMENT: (_day, "ngày dạng dd/MM/yyyy"),
    ColumnType.INTEGER: (_whole, "số nguyên"),
    ColumnType.DECIMAL: (_decimal, "số, phần lẻ sau dấu phẩy"),
    ColumnType.BOOLEAN: (
        lambda text: {"true": True, "false": False, "có": True, "không": False}[text.lower()],
        "Có/Không",
    ),
}


def filterable(register: Register) -> tuple[Column, ...]:
    """The columns that conditions may name: all that are kept."""
    return tuple(column for column in register.columns if not column.personal)


def condition(register: Register, column: str, kind: Kind, text: str = "") -> Condition:
    """A condition from text as a person types it. InputFault naming the column when the text is not of its type."""
    about = _column(register, column)
    if kind in ("empty", "filled"):
        return Condition(column, kind)
    parse, form = _PARSERS.get(about.type, (str, ""))
    try:
        value = parse(text.strip())
    except (ValueError, KeyError, InvalidOperation) as fault:
        raise InputFault(f"Lọc theo “{about.title}”: “{text}” không phải {form}.") from fault
    return Condition(column, kind, value)


def _column(register: Register, named: str) -> Column:
    for column in filterable(register):
        if column.name == named:
            return column
    raise InputFault(f"Sổ “{register.title}” không có cột “{named}” để lọc.")


def conditions_sql(register: Register, conditions: Sequence[Condition]) -> tuple[list[str], dict[str, Any]]:
    """SQL conditions over canonical columns, and their parameters. InputFault for a column that is not kept, and for a
    span over words."""
    where, values = [], {}
    for number, wanted in enumerate(conditions):
        column = _column(register, wanted.column)
        sign = _KINDS[wanted.kind]
        if wanted.kind in ("empty", "filled"):
            where.append(f"{name(column.name)} {sign}")
            continue
        if wanted.kind != "is" and column.type not in _SPANNED:
            raise InputFault(f"Cột “{column.title}” là chữ nên không lọc theo khoảng từ–đến được.")
        value = wanted.value.date() if isinstance(wanted.value, dt.datetime) else wanted.value
        test = _DAY_TESTS[wanted.kind] if column.type is ColumnType.MOMENT else f"{{0}} {sign} {{1}}"
        where.append(test.format(name(column.name), f"$condition{number}"))
        values[f"condition{number}"] = value
    return where, values
