"""What an import found, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from parindex.records.engine import Connection
from parindex.records.faults import VALUE_LENGTH
from parindex.records.messages import reason
from parindex.records.reading.choices import DateQuestion, HeaderCell
from parindex.records.reading.raw import RawTable
from parindex.records.schema import Column, ColumnType, Register

EMPTY = "(trống)"  # a cell without a value, where words are needed
MOST_ERRORS = 10_000  # listed one by one; all are counted, and all are in the error sheet


@dataclass(frozen=True, kw_only=True)
class RowError:
    """One fault of one row: `row` as the file numbers it, `column` by its title, `value` cut short."""

    row: int
    column: str
    value: str
    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """One cell in words, before and after; `is_unit`: the words are a unit's id."""

    column: str
    title: str
    is_unit: bool
    old: str
    new: str

    @classmethod
    def of(cls, column: Column, *, old: str = "", new: str) -> Self:
        """The change of a cell of this column."""
        is_unit = column.type is ColumnType.UNIT
        return cls(column=column.name, title=column.title, is_unit=is_unit, old=old, new=new)


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """What the file changes in a current row: `row` as the file numbers it, the cells that identify it, those changed."""

    row: int
    key: tuple[CellChange, ...]
    cells: tuple[CellChange, ...]

    @property
    def key_words(self) -> str:
        """What identifies the row, for people."""
        return " · ".join(cell.new for cell in self.key)


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A file read, checked and compared with the current rows. read = accepted + updated + unchanged + rejected.

    `skipped` counts rows that are no data: titles above the header, totals, empty rows. `errors` holds at most
    MOST_ERRORS of them. `batch_rows` is what `write_batch` writes: every good row, those unchanged
    included, so that taking an earlier batch back does not lose what this file says; 0 when nothing is new.
    `headers`: every column of the file as it was understood; `questions`: date columns whose order must be told;
    `assumed`: those read day first though every date could be read both ways. `changes`: what the first of the updated
    rows would change; `warnings`: what a person should look at before confirming.
    """

    register: Register
    source: str
    read: int
    accepted: int
    updated: int
    unchanged: int
    rejected: int
    skipped: int
    errors: tuple[RowError, ...]
    notices: tuple[str, ...]
    batch_rows: int
    raw: RawTable = field(repr=False)
    headers: tuple[HeaderCell, ...] = field(default=(), repr=False)
    questions: tuple[DateQuestion, ...] = ()
    assumed: tuple[DateQuestion, ...] = ()
    changes: tuple[RowChange, ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()


def iterate_errors(
    connection: Connection, schema: str, register: Register, *, limit: int | None = None
) -> Iterator[RowError]:
    """The faults in the order of rows and columns, each with its reason in words."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT row, column_name, coalesce(value, ''), code, first FROM {schema}.errors"
            f" ORDER BY row, place, code{f' LIMIT {limit}' if limit is not None else ''}"
        )
        while found := cursor.fetchmany(10_000):
            for row in found:
                yield _row_error(register, row)


def _row_error(register: Register, found: Sequence[object]) -> RowError:
    row, name, value, code, first = found
    column = register.column(str(name) or register.columns[0].name)
    shown, kind = str(value)[:VALUE_LENGTH], str(code)
    if kind.startswith("check:"):
        number, _, amount = kind.removeprefix("check:").partition(":")
        check = register.checks[int(number)]
        kind, message = check.code, check.message.replace("{amount}", amount)
    else:
        message = reason(kind, column, shown, first=int(str(first)) if first is not None else None)
    return RowError(row=int(str(row)), column=column.title, value=shown, code=kind, message=message)
