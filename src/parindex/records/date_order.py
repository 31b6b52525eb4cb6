"""Day first or month first: where a column of dates does not say, the person is asked. Nothing is guessed.

A date written with two small numbers (03/05/2021) can be read in two ways. Here days come before months, so it is read
that way, unless the column itself speaks against it. Counted are the cells of the column under the header:

- `day`: only dd/MM can be read (25/03/2021); `month`: only MM/dd (03/25/2021); `either`: both (03/05/2021, not 05/05);
- the same of real dates of a workbook: `sheet_day` (their day is over 12), `sheet_either`.

A column is asked about when

1. it has MM/dd dates that are no lone slip: at least one while no date at all speaks for dd/MM and others can be read
   both ways; or two and more, and at least a tenth as many as speak for dd/MM (`day` + `sheet_day`); or
2. a spreadsheet has turned the ambiguous ones into real dates and left the others as text: real dates and texts
   stand in one column, three or more together, no real date has a day over 12, and every text has one part over 12; or
3. it was declared MM/dd, yet dates speak for dd/MM and none for MM/dd, and 2 does not explain it.

Declared MM/dd, a cell is read month first, real dates too (their parts were swapped back then); texts that can only
be dd/MM are refused, except in a column of case 2, where the spreadsheet could not turn them. Declared dd/MM, 1 and 2
are settled, and cells that can only be MM/dd are refused as wrong dates.

A column of texts in which every date can be read both ways is read day first; that is told, and can be changed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parindex.records.cells import cleaned
from parindex.records.engine import Connection, literal, name, scalar
from parindex.records.reading.choices import DateQuestion, ReadingChoices
from parindex.records.reading.raw import RawTable
from parindex.records.schema import Column, ColumnType, Register

_PARTS = r"(?i:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})( .*)?"
_AMBIGUOUS_SHOWN, _TELLING_SHOWN = 3, 2
_LOOKED_AT = 2_000  # first rows, for examples


@dataclass(frozen=True, kw_only=True)
class DateCounts:
    """What the cells of a column say about its order (see above)."""

    day: int = 0
    month: int = 0
    either: int = 0
    sheet_day: int = 0
    sheet_either: int = 0

    @property
    def turned(self) -> bool:
        """Case 2: a spreadsheet turned what it could."""
        typed = self.day + self.month
        return (
            self.sheet_either > 0 and typed > 0 and typed + self.sheet_either >= 3 and not self.sheet_day + self.either
        )

    @property
    def doubtful(self) -> bool:
        """Cases 1 and 2: the order must be asked for."""
        days = self.day + self.sheet_day
        if days == 0 and self.month and self.either + self.sheet_either:
            return True
        return (self.month >= 2 and self.month * 10 >= days) or self.turned

    @property
    def against_month_first(self) -> bool:
        """Case 3: declared MM/dd, but the cells say otherwise."""
        return self.day + self.sheet_day > 0 and self.month == 0 and not self.turned


def order_sql(cell: str) -> str:
    """`day`, `month` or `either` for a date in numbers; NULL for all other text, and for 05/05/2021."""
    tidy = cleaned(cell)
    first, second = (f"TRY_CAST(regexp_extract({tidy}, {literal(_PARTS)}, {part}) AS INTEGER)" for part in (1, 2))
    return (
        f"CASE WHEN NOT regexp_full_match({tidy}, {literal(_PARTS)}) THEN NULL"
        f" WHEN {first} BETWEEN 13 AND 31 AND {second} BETWEEN 1 AND 12 THEN 'day'"
        f" WHEN {second} BETWEEN 13 AND 31 AND {first} BETWEEN 1 AND 12 THEN 'month'"
        f" WHEN {first} BETWEEN 1 AND 12 AND {second} BETWEEN 1 AND 12 AND {first} <> {second} THEN 'either' END"
    )


def unsettled(cell: str) -> str:
    """SQL: whether the cell waits for the answer, in a column that is asked about."""
    return f"coalesce({order_sql(cell)} IN ('either', 'month'), false)"


def _counts(connection: Connection, raw: RawTable, column: Column) -> DateCounts:
    found: Mapping[str, int] = dict(
        connection.execute(
            f"SELECT kind, count(*) FROM (SELECT {order_sql(raw.cell(column.name))} AS kind FROM {raw.schema}.raw"
            f" WHERE rowid >= {raw.first_row - 1}) WHERE kind IS NOT NULL GROUP BY kind"
        ).fetchall()
    )
    sheet = raw.sheet_dates.get(raw.header.cells[column.name])
    sheet_day, sheet_either = (sheet.day, sheet.either) if sheet else (0, 0)
    return DateCounts(
        day=found.get("day", 0) - sheet_day,
        month=found.get("month", 0),
        either=found.get("either", 0) - sheet_either,
        sheet_day=sheet_day,
        sheet_either=sheet_either,
    )


def assumed_orders(
    connection: Connection,
    raw: RawTable,
    register: Register,
    choices: ReadingChoices,
    questions: Sequence[DateQuestion],
) -> tuple[DateQuestion, ...]:
    """The columns that are read day first though no date of theirs says so, besides those asked about."""
    asked = {one.column for one in questions} | choices.month_first
    silent = [
        column
        for column in _dated(raw, register, choices)
        if column.name not in asked and raw.header.cells[column.name] not in raw.real_dates
    ]
    if not silent:
        return ()
    # The values tell: in nearly every column some day is over 12.
    parts = [(f"date_part('day', {name(one.name)})", f"date_part('month', {name(one.name)})") for one in silent]
    both_ways = [f"coalesce(max({day}) <= 12 AND bool_or({day} <> {month}), false)" for day, month in parts]
    found = connection.execute(f"SELECT {', '.join(both_ways)} FROM {raw.schema}.rows").fetchone() or ()
    return tuple(
        DateQuestion(column=column.name, title=column.title, examples=examples)
        for column, doubtful in zip(silent, found, strict=True)
        if doubtful and (examples := _first_either(connection, raw, column))
    )


def _first_either(connection: Connection, raw: RawTable, column: Column) -> tuple[str, ...]:
    """A few of the first cells that can be read both ways; none when dates are written another way (2021-03-05)."""
    cell, first = raw.cell(column.name), raw.first_row - 1
    rows = connection.execute(
        f"SELECT text FROM (SELECT min(rowid) AS first_at, {cleaned(cell)} AS text FROM {raw.schema}.raw"
        f" WHERE rowid >= {first} AND rowid < {first + _LOOKED_AT} AND {order_sql(cell)} = 'either' GROUP BY text)"
        f" ORDER BY first_at LIMIT {_AMBIGUOUS_SHOWN}"
    ).fetchall()
    return tuple(row[0][:40] for row in rows)


def assumed_words(one: DateQuestion) -> str:
    """How such a column is read, with an example, and what to do when that is wrong."""
    day, month = re.findall(r"\d+", one.examples[0])[:2]
    return (
        f"Cột “{one.title}”: mọi ngày trong tệp đều đọc được hai cách; đang đọc ngày trước, tháng sau "
        f"({one.examples[0]} là ngày {int(day)} tháng {int(month)}). Nếu tệp ghi tháng trước ngày, hãy chọn tháng/ngày ở "
        f"bảng cách đọc (dòng lệnh: --month-first {one.column})."
    )


def _dated(raw: RawTable, register: Register, choices: ReadingChoices) -> list[Column]:
    """The file's columns of dates whose order nobody has settled."""
    settled = choices.day_first - choices.month_first
    return [
        column
        for column in register.columns
        if column.type in (ColumnType.DATE, ColumnType.MOMENT) and not column.personal
        if column.name in raw.header.cells and column.name not in settled
    ]


def _speaking_up(connection: Connection, raw: RawTable, columns: Sequence[Column]) -> set[str]:
    """The columns in which a refused cell can only be MM/dd. Only marked rows are looked at: nearly all files have few."""
    if not columns or scalar(connection, f"SELECT count(*) FROM {raw.schema}.rows WHERE suspect") == 0:
        return set()
    spoke = [f"bool_or({order_sql(raw.cell(column.name))} = 'month')" for column in columns]
    found = connection.execute(
        f"WITH refused AS MATERIALIZED (SELECT raw.* FROM {raw.schema}.raw AS raw"
        f" JOIN (SELECT row FROM {raw.schema}.rows WHERE suspect) AS marked ON raw.rowid + 1 = marked.row)"
        f" SELECT {', '.join(spoke)} FROM refused"
    ).fetchone()
    return {column.name for column, month in zip(columns, found or (), strict=False) if month}


def _examples(connection: Connection, raw: RawTable, column: Column) -> tuple[str, ...]:
    """A few cells that wait for the answer, and a few that made us ask."""
    shown: list[str] = []
    for kinds, most in ((("either",), _AMBIGUOUS_SHOWN), (("month", "day"), _TELLING_SHOWN)):
        cell = raw.cell(column.name)
        rows = connection.execute(
            f"SELECT text FROM (SELECT min(rowid) AS first_at, {cleaned(cell)} AS text FROM {raw.schema}.raw"
            f" WHERE rowid >= {raw.first_row - 1} AND list_contains($kinds, {order_sql(cell)})"
            f" GROUP BY text) ORDER BY first_at LIMIT {most}",
            {"kinds": list(kinds)},
        ).fetchall()
        shown += [row[0][:40] for row in rows]
    return tuple(shown)


def date_questions(
    connection: Connection, raw: RawTable, register: Register, choices: ReadingChoices
) -> tuple[DateQuestion, ...]:
    """The columns whose order must be asked for, after `rows` is made."""
    columns = _dated(raw, register, choices)
    speaking = _speaking_up(connection, raw, columns)
    questions = []
    for column in columns:
        declared = column.name in choices.month_first
        if declared or column.name in speaking or raw.header.cells[column.name] in raw.sheet_dates:
            counts = _counts(connection, raw, column)
            if counts.against_month_first if declared else counts.doubtful:
                examples = _examples(connection, raw, column)
                questions.append(DateQuestion(column=column.name, title=column.title, examples=examples))
    return tuple(questions)
