"""Values of a sheet in its regular form (`plain_form`) as SQL: the same text that `cells` writes, for all cells at once.

What cannot be told for certain becomes POISON, and the whole sheet is left to the other reader.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parindex.records.engine import literal, path_literal
from parindex.records.reading.package import column_letters
from parindex.records.schema import Column, ColumnType

POISON = "\x02"  # no XML holds it
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_UNIX_DAY, _SHIFT_1904 = 25569, 1462  # 1970-01-01 as a sheet counts days; how much less it counts from 1904
_LEAP_1900, _LAST_DAY = 61, 2_958_465  # before day 61 sheets count a 29/02/1900; the last day is 31/12/9999
_COUNTED = tuple((day - dt.date(1899, 12, 30)).days for day in (dt.date(1990, 1, 1), dt.date(2101, 1, 1)))
_MOMENTS = (ColumnType.DATE, ColumnType.MOMENT)


class Holds(StrEnum):
    """What a cell's value is."""

    SHARED = "shared"  # the number of a shared text
    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"  # a count of days, shown as a date


@dataclass(frozen=True)
class Place:
    """One column of the sheet: its number, what its cells hold by the words that say so, and the words of those without
    a value."""

    number: int
    holds: Mapping[str, Holds]
    empty: Collection[str] = ()

    @property
    def mixed(self) -> bool:
        """Whether cells of different natures stand in the column."""
        return len(set(self.holds.values())) > 1

    def has(self, nature: Holds) -> bool:
        """Whether any cell is of this nature."""
        return nature in self.holds.values()


def lines_of(path: Path, width: int) -> str:
    """The lines as rows: h (the row's own words), and for each column a (the cell's) and v (its value)."""
    cells = [f"'{kind}{place}': 'VARCHAR'" for place in range(width) for kind in "av"]
    return _own_file(path, ["'h': 'VARCHAR'", *cells])


def strings_of(path: Path) -> str:
    """The shared texts in their order, as `value`."""
    file = _own_file(path, ["'start': 'VARCHAR'", "'value': 'VARCHAR'"])
    return f"SELECT coalesce(replace(value, '\x1e', '\n'), '') AS value FROM {file}"


def _own_file(path: Path, columns: list[str]) -> str:
    return (
        f"read_csv({path_literal(path)}, columns = {{{', '.join(columns)}}}, header = false, auto_detect = false,"
        " delim = '\x1f', quote = '', escape = '', comment = '', compression = 'none', new_line = '\\n')"
    )


def row_sql() -> str:
    """The number of a line's row, as text."""
    return "split_part(h, '\"', 1)"


def kind_sql(place: int) -> str:
    """What a cell says of itself after its address."""
    return f"substr(a{place}, strlen(r) + {len(column_letters(place)) + 1})"


def survey_sql(lines: str, kinds: Mapping[int, Collection[str]]) -> str:
    """The last row with a value, then for each column: cells, values, and cells in their place of the kinds named."""
    asked = [f"max(CAST(r AS INTEGER)) FILTER (coalesce({', '.join(f'v{place}' for place in kinds)}) IS NOT NULL)"]
    for place, known in kinds.items():
        whole = ", ".join(f"concat('{column_letters(place)}', r, {literal(kind)})" for kind in sorted(known))
        asked += [f"count(a{place})", f"count(v{place})", f"count_if(a{place} IN ({whole}))" if known else "0"]
    return f"SELECT {', '.join(asked)} FROM (SELECT *, {row_sql()} AS r FROM {lines})"


def kinds_sql(lines: str, places: Collection[int]) -> str:
    """For each of the columns: cells that stand elsewhere, and the kinds of cells (`-` before those without a value)."""
    asked = []
    for place in places:
        at, kind = f"concat('{column_letters(place)}', r, '\"')", kind_sql(place)
        asked += [
            f"count_if(NOT starts_with(a{place}, {at}))",
            f"list(DISTINCT CASE WHEN v{place} IS NULL THEN concat('-', {kind}) ELSE {kind} END)"
            f" FILTER (a{place} IS NOT NULL)",
        ]
    return f"SELECT {', '.join(asked)} FROM (SELECT *, {row_sql()} AS r FROM {lines})"


def _proved(place: Place) -> str:
    """The value of a cell that stands in its own place and says of itself what the place knows; else POISON."""
    a, v = f"a{place.number}", f"v{place.number}"
    known = [f"{a} IS NULL AND {v} IS NULL"]
    for kinds, there in ((place.holds, "NOT NULL"), (place.empty, "NULL")):
        if kinds:
            whole = ", ".join(f"concat('{column_letters(place.number)}', r, {literal(kind)})" for kind in sorted(kinds))
            known.append(f"{v} IS {there} AND {a} IN ({whole})")
    return f"CASE WHEN {' OR '.join(known)} THEN {v} ELSE '{POISON}' END"


def cells_sql(
    source: str,
    strings: str,
    places: Sequence[Place],
    types: Mapping[int, Column],
    *,
    from_1904: bool,
    guessed: int | None = None,
) -> str:
    """SELECT of r (the row) and cell_0, cell_1… from the lines; a cell that cannot be told for certain is POISON.

    `guessed`: the places tell only what was seen in some of the lines, which have so many. Each cell has to prove it; a
    row with a value beyond the places is told by the number -1.
    """
    inner, cells, joins = ["CAST(r AS INTEGER) AS r"], [], ""
    for place in places:
        at = place.number
        inner.append(f"v{at}")
        if place.mixed:
            inner.append(f"{kind_sql(at)} AS k{at}")
        if place.has(Holds.SHARED):
            inner.append(f"TRY_CAST({_only(place, Holds.SHARED, kind_sql(at))} AS BIGINT) AS i{at}")
            joins += f" LEFT JOIN {strings} AS s{at} ON s{at}.id = sheet.i{at}"
        if place.has(Holds.NUMBER) or place.has(Holds.MOMENT):
            number = f"CASE WHEN regexp_full_match(v{at}, {literal(_NUMBER)}) THEN TRY_CAST(v{at} AS DOUBLE) END"
            inner.append(f"{number} AS x{at}")
        column = types.get(at)
        cells.append(f"{_cell(place, column.type if column else ColumnType.TEXT, from_1904)} AS cell_{at}")
    lines = f"(SELECT *, {row_sql()} AS r FROM {source})"
    if guessed is not None:
        proved = [f"a{place.number}, {_proved(place)} AS v{place.number}" for place in places]
        beyond = ", ".join(f"v{place}" for place in range(len(places), guessed))
        row = f"CASE WHEN coalesce({beyond}) IS NULL THEN r ELSE '-1' END" if beyond else "r"
        lines = f"(SELECT {', '.join([f'{row} AS r', *proved])} FROM {lines})"
    lines = f"(SELECT {', '.join(inner)} FROM {lines})"
    return f"SELECT r, {', '.join(cells)} FROM {lines} AS sheet{joins}"


def _kinds(place: Place, nature: Holds) -> str:
    return ", ".join(literal(kind) for kind, holds in place.holds.items() if holds is nature)


def _only(place: Place, nature: Holds, kind: str) -> str:
    """The value where the cell is of this nature."""
    value = f"v{place.number}"
    return f"CASE WHEN {kind} IN ({_kinds(place, nature)}) THEN {value} END" if place.mixed else value


def _cell(place: Place, kind: ColumnType, from_1904: bool) -> str:
    value, x = f"v{place.number}", f"x{place.number}"
    texts = {
        Holds.SHARED: f"s{place.number}.value",
        Holds.TEXT: value,
        Holds.NUMBER: _number(value, x, kind, from_1904),
        Holds.MOMENT: _moment(x, from_1904),
    }
    natures = list(dict.fromkeys(place.holds.values()))
    if not natures:
        return f"CASE WHEN {value} IS NOT NULL THEN '{POISON}' END"
    found = texts[natures[0]]
    if place.mixed:
        cases = " ".join(f"WHEN k{place.number} IN ({_kinds(place, one)}) THEN {texts[one]}" for one in natures)
        found = f"CASE {cases} END"
    return f"CASE WHEN {value} IS NOT NULL THEN nullif(coalesce({found}, '{POISON}'), '') END"


def _number(value: str, x: str, kind: ColumnType, from_1904: bool) -> str:
    whole = f"strlen({value}) <= 15 AND CAST(TRY_CAST({value} AS BIGINT) AS VARCHAR) = {value}"
    if kind is ColumnType.CODE:  # a number that lost digits is a fault, which the other reader names
        return f"CASE WHEN {whole} THEN {value} END"
    near = f"abs({x}) >= 0.0001 AND abs({x}) < 1e14"
    text = f"CASE WHEN {whole} THEN {value} WHEN {near} THEN replace(format('{{:.15g}}', {x}), '.', ',') END"
    if kind not in _MOMENTS:
        return text
    first, end = (day - (_SHIFT_1904 if from_1904 else 0) for day in _COUNTED)
    seconds = f"CAST(floor((round({_since_1970(x, from_1904)} * 86400e6) + 500000) / 1e6) AS BIGINT)"
    return f"CASE WHEN {x} >= {first} AND {x} < {end} THEN {_written(seconds)} ELSE {text} END"


def _since_1970(x: str, from_1904: bool) -> str:
    return f"({x} - {_UNIX_DAY - (_SHIFT_1904 if from_1904 else 0)})"


def _moment(x: str, from_1904: bool) -> str:
    """Days as dd/MM/yyyy, with the time when there is one: to the millisecond first, as sheets count, then the second."""
    shift = _SHIFT_1904 if from_1904 else 0
    seconds = f"CAST(floor((round({_since_1970(x, from_1904)} * 86400e3) + 500) / 1e3) AS BIGINT)"
    return f"CASE WHEN {x} >= {_LEAP_1900 - min(shift, 60)} AND {x} < {_LAST_DAY - shift} THEN {_written(seconds)} END"


def _written(seconds: str) -> str:
    moment = f"make_timestamp({seconds} * 1000000)"
    return (
        f"CASE WHEN {seconds} % 86400 = 0 THEN strftime({moment}, '%d/%m/%Y')"
        f" WHEN {seconds} % 60 = 0 THEN strftime({moment}, '%d/%m/%Y %H:%M')"
        f" ELSE strftime({moment}, '%d/%m/%Y %H:%M:%S') END"
    )
