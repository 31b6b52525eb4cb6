"""Measures over the current rows: figures, and the rows behind them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parindex.measures.facts import facts_sql, spelled_out
from parindex.measures.measure import Measure, MeasureValue, Scope
from parindex.measures.relations import parameters, register_sql
from parindex.measures.working_days import working_days_sql
from parindex.records.engine import Connection, name


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
    """What the measure's query reads by name."""
    parts = [f"{register} AS ({register_sql(scope, register)})" for register in measure.registers]
    if "facts" in counted:
        parts.append(f"facts AS ({facts_sql(scope.facts[fact.name] for fact in measure.facts)})")
    if "working_days" in counted:
        parts.append(f"working_days AS MATERIALIZED ({working_days_sql(scope.calendar)})")
    return "WITH " + ", ".join(parts)


def _exact(number: Decimal | int | None) -> Fraction:
    return Fraction(number) if number is not None else Fraction(0)


def compute(connection: Connection, measure: Measure, scope: Scope) -> MeasureValue:
    """The measure's figure within the scope."""
    counted = _counted(measure, scope)
    sql = f"{_tables(measure, scope, counted)} SELECT sum(num), sum(den) FROM ({counted})"
    numerator, denominator = connection.execute(sql, parameters(scope, sql)).fetchone() or (None, None)
    return MeasureValue(
        measure=measure,
        numerator=_exact(numerator),
        denominator=None if measure.is_count else _exact(denominator),
        source=scope.sources.get(measure.registers[0]),
    )


def rows(
    connection: Connection,
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
    values = parameters(scope, sql) | ({} if key is None else {"key": key})
    total = connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()
    if sort:
        known = connection.execute(f"{sql} LIMIT 0", values).description or ()
        sort = sort if sort in {column[0] for column in known} else ""
    order = f" ORDER BY {name(sort)} {'DESC' if descending else 'ASC'} NULLS LAST, key" if sort else " ORDER BY key"
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    cursor = connection.execute(sql + order + page, values)
    columns = tuple(column[0] for column in cursor.description or ())
    return Rows(columns, tuple(cursor.fetchall()), total[0] if total else 0)
