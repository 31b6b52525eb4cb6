"""Measures over the current rows: figures, and the rows behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb

from parindex.measures.facts import facts_sql, spelled_out
from parindex.measures.measure import Measure, MeasureValue, Scope
from parindex.measures.working_days import working_days_sql
from parindex.records.engine import name, parquet_literal


@dataclass(frozen=True)
class Rows:
    """The things a measure counted. `total` counts all that fit the filter, `rows` holds the page asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int


def _counted(measure: Measure, scope: Scope) -> str:
    """The measure's query with the dated facts it reads."""
    return spelled_out(measure.counted, {fact.name: scope.facts[fact.name] for fact in measure.facts})


def _tables(measure: Measure, scope: Scope, counted: str) -> str:
    """The registers as the measure sees them: one source each, never a union, and only the scope's units."""
    parts = []
    for register in measure.registers:
        parts.append(
            f"{register} AS (SELECT * FROM read_parquet({parquet_literal(scope.files[register])})"
            f" WHERE source = $source_{register} AND state = 'present' AND list_contains($units, unit))"
        )
    if "facts" in counted:
        parts.append(f"facts AS ({facts_sql(scope.facts[fact.name] for fact in measure.facts)})")
    if "working_days" in counted:
        parts.append(f"working_days AS MATERIALIZED ({working_days_sql(scope.calendar)})")
    return "WITH " + ", ".join(parts)


def _parameters(measure: Measure, scope: Scope, sql: str) -> dict[str, Any]:
    """The values of just those parameters that the text names: DuckDB refuses the others."""
    known: dict[str, Any] = {
        "units": list(scope.units),
        "first": scope.period.first,
        "last": scope.period.last,
        "as_of": scope.as_of,
        "year": scope.period.year,
    }
    known |= {f"source_{register}": scope.sources.get(register) for register in measure.registers}
    return {name: value for name, value in known.items() if f"${name}" in sql}


def _exact(number: Decimal | int | None) -> Fraction:
    return Fraction(number) if number is not None else Fraction(0)


def compute(
    connection: duckdb.DuckDBPyConnection, measures: Iterable[Measure], scope: Scope
) -> tuple[MeasureValue, ...]:
    """Each measure's figure within the scope, in the order asked."""
    values = []
    for measure in measures:
        counted = _counted(measure, scope)
        sql = f"{_tables(measure, scope, counted)} SELECT sum(num), sum(den) FROM ({counted})"
        found = connection.execute(sql, _parameters(measure, scope, sql)).fetchone()
        numerator, denominator = found or (None, None)
        values.append(
            MeasureValue(
                measure=measure,
                numerator=_exact(numerator),
                denominator=None if measure.is_count else _exact(denominator),
                source=scope.sources.get(measure.registers[0]),
            )
        )
    return tuple(values)


def rows(
    connection: duckdb.DuckDBPyConnection,
    measure: Measure,
    scope: Scope,
    *,
    costing: bool = False,
    key: str | None = None,
    sort: str = "",
    descending: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Rows:
    """The things counted, in the order of the column `sort` (one the query has; any other is the key), empty ones last.

    Only those that cost points when `costing`, only the one with `key`.
    """
    wanted = [f"({measure.costs})"] * costing + ["key = $key"] * (key is not None)
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    counted = _counted(measure, scope)
    sql = f"{_tables(measure, scope, counted)} SELECT * FROM ({counted}){where}"
    parameters = _parameters(measure, scope, sql) | ({} if key is None else {"key": key})
    total = connection.execute(f"SELECT count(*) FROM ({sql})", parameters).fetchone()
    if sort:
        known = connection.execute(f"{sql} LIMIT 0", parameters).description or ()
        sort = sort if sort in {column[0] for column in known} else ""
    order = f" ORDER BY {name(sort)} {'DESC' if descending else 'ASC'} NULLS LAST, key" if sort else " ORDER BY key"
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    cursor = connection.execute(sql + order + page, parameters)
    columns = tuple(column[0] for column in cursor.description or ())
    return Rows(columns, tuple(cursor.fetchall()), total[0] if total else 0)
