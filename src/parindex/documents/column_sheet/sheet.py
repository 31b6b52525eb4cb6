"""What a column's workbook says, ready to be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

READ_ONLY = (
    "Mã đơn vị",
    "Đơn vị",
    "Trạng thái",
    "Số liệu",
    "Điểm đề xuất",
    "Tự chấm",
    "Lý do tự chấm",
    "Tài liệu",
    "Thẩm định lần 1",
    "Giải trình của đơn vị",
    "Thẩm định lần 2",
    "Hội đồng",
)


@dataclass(frozen=True)
class Entry:
    """A column to fill in. `choices`: what may be chosen; none: anything."""

    heading: str
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class SheetRow:
    """A unit. `key`: what the row showed, "" where it is not to be filled in; `facts` under `READ_ONLY`, `entries` by heading.

    Decimals become cells of numbers, which sort and add up.
    """

    key: str
    facts: Sequence[str | Decimal]
    entries: Mapping[str, str | Decimal]


@dataclass(frozen=True, kw_only=True)
class ColumnSheet:
    """`mark`: by which the workbook is known when it comes back (round, set, leaf)."""

    mark: str
    title: str
    subtitle: str
    author: str
    day: date
    entries: Sequence[Entry]
    rows: Sequence[SheetRow]
    illustrative: bool
