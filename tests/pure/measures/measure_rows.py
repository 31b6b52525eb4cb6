"""Rows of registers as Parquet files, without an importer: what the measures read, and nothing else."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from parindex.measures.catalogue import FACTS, MEASURES
from parindex.measures.compute import compute, rows
from parindex.measures.facts import Step
from parindex.measures.measure import Measure, MeasureValue, Scope
from parindex.measures.period import parse_period
from parindex.records.engine import connect, copy_to_parquet, name
from parindex.records.folding import fold_batches
from parindex.records.registers import REGISTERS
from parindex.records.typing_rows import canonical_columns
from parindex.worktime.calendar import shipped_calendar

Row = Mapping[str, Any]
_numbers = itertools.count(1)


def put_rows(connection: duckdb.DuckDBPyConnection, table: str, register: str, rows: Sequence[Row]) -> None:
    """The rows as a table with the register's columns; what a row does not say is NULL. Column by column: a row at a
    time takes a thousand times as long."""
    columns = canonical_columns(REGISTERS[register])
    fields = ", ".join(f"{name(column)} {kind}" for column, kind in columns.items())
    connection.execute(f"CREATE OR REPLACE TABLE {table} ({fields})")
    unknown = {column for row in rows for column in row} - {*columns}
    assert not unknown, f"{register} has no column {unknown}"
    used = [column for column in columns if any(row.get(column) is not None for row in rows)]
    if used:
        lists = ", ".join(f"unnest(CAST(${column} AS {columns[column]}[]))" for column in used)
        values = {column: [_exact(row.get(column)) for row in rows] for column in used}
        connection.execute(f"INSERT INTO {table} ({', '.join(map(name, used))}) SELECT {lists}", values)


def _exact(value: Any) -> Any:
    """A number of any precision beside others in one list."""
    return str(value) if isinstance(value, Decimal) else value


def write_rows(connection: duckdb.DuckDBPyConnection, register: str, given: Sequence[Row], folder: Path) -> Path:
    """The rows as a register's current file. Missing columns are NULL, except where every row has something."""
    table = f"rows_{next(_numbers)}"
    usual = {"source": "so", "state": "present", "unit": "a"}
    whole = [usual | {"key": f"k{number:03}", "row": number} | dict(row) for number, row in enumerate(given, start=1)]
    put_rows(connection, table, register, whole)
    batch = folder / f"{table}-batch.parquet"
    copy_to_parquet(connection, f"SELECT * FROM {table}", batch)
    into = folder / f"{table}.parquet"
    fold_batches(connection, REGISTERS[register], [(1, batch)], into)
    connection.execute(f"DROP TABLE {table}")
    return into


class _Files(dict[str, Path]):
    """The current file of each register; one that nobody filled is the empty one, made when it is first asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        super().__init__()
        self._connection, self._folder = connection, folder

    def __missing__(self, register: str) -> Path:
        empty = self._folder / f"{register}.parquet"
        if not empty.exists():
            write_rows(self._connection, register, (), self._folder).rename(empty)
        self[register] = empty
        return empty


class Office:
    """Registers of an office with units a, b, c (x is somebody else's), asked for figures."""

    def __init__(self, folder: Path, empty_registers: Path) -> None:
        self.folder = folder
        self.connection = connect(folder)
        self.files: dict[str, Path] = _Files(self.connection, empty_registers)

    def put(self, register: str, *given: Row) -> "Office":
        self.files[register] = write_rows(self.connection, register, given, self.folder)
        return self

    def scope(self, period: str = "2021", as_of: date | None = None, **rest: Any) -> Scope:
        window = parse_period(period)
        fields: dict[str, Any] = {
            "units": ("a", "b", "c"),
            "period": window,
            "as_of": as_of or window.last,
            "sources": dict.fromkeys(REGISTERS, "so"),
            "files": self.files,
            "calendar": shipped_calendar(),
        }
        local = {name: [Step(value=value, source="thử")] for name, value in rest.pop("facts", {}).items()}
        fields["facts"] = {name: fact.with_local(local.get(name, ())) for name, fact in FACTS.items()}
        return Scope(**(fields | rest))

    def figure(self, code: str, *given: Any, **rest: Any) -> MeasureValue:
        return compute(self.connection, MEASURES[code], self.scope(*given, **rest))

    def parts(self, code: str, *given: Any, **rest: Any) -> tuple[Fraction, Fraction | None]:
        found = self.figure(code, *given, **rest)
        return found.numerator, found.denominator

    def listed(self, code: str, *given: Any, costing: bool = False, **rest: Any) -> list[dict[str, Any]]:
        found = rows(self.connection, MEASURES[code], self.scope(*given, **rest), costing=costing)
        assert found.total == len(found.rows)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def keys(self, code: str, *given: Any, **rest: Any) -> list[str]:
        return [row["key"] for row in self.listed(code, *given, **rest)]


def ratio(measure: Measure, numerator: int | str, denominator: int | str) -> MeasureValue:
    """A figure made by hand."""
    return MeasureValue(measure=measure, numerator=Fraction(numerator), denominator=Fraction(denominator), source="so")
