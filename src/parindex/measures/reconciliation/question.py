"""The question put to a source, as SQL text: values are spelled out, since two sources meet in one query."""

import re

from parindex.measures.facts import spelled_out
from parindex.measures.measure import Scope
from parindex.records.engine import literal, path_literal

_NAMED = re.compile(r"\$(units|first|last|as_of|year)\b")


def units_sql(scope: Scope) -> str:
    """The scope's units as an SQL list."""
    return f"CAST([{', '.join(map(literal, scope.units))}] AS VARCHAR[])"


def spelled(sql: str, scope: Scope) -> str:
    """The query with $units, $first, $last, $as_of, $year and dated facts written out as values of the scope."""
    values = {
        "units": units_sql(scope),
        "first": f"DATE '{scope.period.first}'",
        "last": f"DATE '{scope.period.last}'",
        "as_of": f"DATE '{scope.as_of}'",
        "year": str(scope.period.year),
    }
    return _NAMED.sub(lambda found: values[found[1]], spelled_out(sql, scope.facts))


def has_rows(scope: Scope, register: str) -> bool:
    """Whether the scope can tell of a register at all: it has a source and a file."""
    return scope.sources.get(register) is not None and register in scope.files


def whole_source(scope: Scope, register: str, *, numbered: bool = False) -> str:
    """SELECT of a source's present rows of every unit; of none when the scope has no source of that register. `numbered`:
    with `file_row_number`, by which the steps of a comparison speak of a row: keys are long.
    """
    source = scope.sources.get(register)
    wanted = "FALSE" if source is None else f"source = {literal(source)}"
    number = ", file_row_number = TRUE" if numbered else ""
    return f"SELECT * FROM read_parquet({path_literal(scope.files[register])}{number}) WHERE {wanted} AND state = 'present'"


def rows_of_source(scope: Scope, register: str, rows: str | None) -> str:
    """The same, numbered; `rows` names a relation with a column `file_row_number`, the only ones wanted, or is None."""
    wanted = f" AND file_row_number IN (SELECT file_row_number FROM {rows})" if rows is not None else ""
    return whole_source(scope, register, numbered=True) + wanted


def in_question(scope: Scope, moment: str) -> str:
    """SQL: whether the question asks for a row: of its units, and with a day in its window, up to the as-of day."""
    last = min(scope.period.last, scope.as_of)
    return (
        f"coalesce(list_contains({units_sql(scope)}, unit)"
        f" AND CAST({moment} AS DATE) BETWEEN DATE '{scope.period.first}' AND DATE '{last}', FALSE)"
    )
