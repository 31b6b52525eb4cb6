"""The columns of a row that a page or a letter shows, read from their text only when somebody looks."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from parindex.records.schema import ColumnType, Register

_READ: Mapping[ColumnType, Callable[[str], object]] = {
    ColumnType.MOMENT: datetime.fromisoformat,
    ColumnType.DATE: date.fromisoformat,
}


class ShownValues(Mapping[str, object]):
    """Column → value of what is filled. Of twenty thousand differences people open a few."""

    def __init__(self, text: str, register: Register) -> None:
        self._text, self._register = text, register

    @cached_property
    def _read(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in json.loads(self._text, parse_float=Decimal).items():
            if value is not None:
                read = _READ.get(self._register.column(name).type)
                found[name] = read(value) if read else value
        return found

    def __getitem__(self, name: str) -> object:
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)

    def __repr__(self) -> str:
        return repr(self._read)
