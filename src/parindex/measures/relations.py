"""Registers as SQL sees them within a scope, and the values of the parameters that the SQL names."""

from typing import Any

from parindex.measures.measure import Scope
from parindex.records.engine import path_literal


def register_sql(scope: Scope, register: str, rows: str | None = None) -> str:
    """SELECT of a register's rows: of one source, never a union, and only of the scope's units. `rows`: a relation to take
    them from, instead of the register's file.
    """
    return (
        f"SELECT * FROM {rows or f'read_parquet({path_literal(scope.files[register])})'}"
        f" WHERE source = $source_{register} AND state = 'present' AND list_contains($units, unit)"
    )


def parameters(scope: Scope, sql: str) -> dict[str, Any]:
    """The values of just those parameters that the text names: the engine refuses the others."""
    known: dict[str, Any] = {
        "units": list(scope.units),
        "first": scope.period.first,
        "last": scope.period.last,
        "as_of": scope.as_of,
        "year": scope.period.year,
        **{f"source_{register}": scope.sources.get(register) for register in scope.files},
    }
    return {name: value for name, value in known.items() if f"${name}" in sql}
