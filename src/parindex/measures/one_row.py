"""In which measures one row counts, and how: all of them asked at once, so that a page about a row needs one query."""

from collections.abc import Iterable
from decimal import Decimal

from parindex.measures.facts import Fact, facts_sql, spelled_out
from parindex.measures.measure import Measure, Scope
from parindex.measures.relations import parameters
from parindex.measures.working_days import working_days_sql
from parindex.records.engine import Connection, literal, path_literal, scalar

Share = tuple[Decimal | int | None, Decimal | int | None]
MOST_COPIED = 50_000  # rows of a register that are cheaper copied once than read from the file by every measure


def _lay_out(connection: Connection, register: str, scope: Scope) -> None:
    """The register as the measures see it: one source, and only the scope's units."""
    source, file = scope.sources[register], path_literal(scope.files[register])
    units = ", ".join(map(literal, scope.units)) or "NULL"
    many = scalar(connection, f"SELECT num_rows FROM parquet_file_metadata({file})")
    connection.execute(
        f"CREATE TEMP {'TABLE' if many <= MOST_COPIED else 'VIEW'} {register} AS SELECT * FROM read_parquet({file}) WHERE"
        f" {'FALSE' if source is None else f'source = {literal(source)}'} AND state = 'present' AND unit IN ({units})"
    )


def _branch(measure: Measure, scope: Scope, register: str) -> str:
    """The measure's line for the row. A measure that only reads the register may list rows of another one with the same
    key: the row is told by the batch that brought it."""
    counted = spelled_out(measure.counted, {fact.name: scope.facts[fact.name] for fact in measure.facts})
    same = "" if measure.registers[0] == register else " AND CAST(to_json(t)->>'batch' AS BIGINT) = $batch"
    return f"SELECT {literal(measure.code)} AS code, num, den FROM ({counted}) AS t WHERE key = $key{same}"


def counting(
    connection: Connection, asked: Iterable[tuple[Measure, Scope]], *, register: str, key: str, batch: int
) -> dict[str, Share]:
    """`num` and `den` of the row in each measure that lists it, by code, in the order asked. The scopes are of one
    question; the row is the one with the key that the batch brought into the register.

    A measure that takes a register from another source than those before it is left out.
    """
    taken: dict[str, str | None] = {}
    branches: list[str] = []
    facts: dict[str, Fact] = {}
    scope: Scope | None = None
    for measure, scope in asked:
        if any(taken.get(name, source) != source for name, source in scope.sources.items()):
            continue
        for name in scope.sources.keys() - taken.keys():
            _lay_out(connection, name, scope)
        taken |= scope.sources
        facts |= {fact.name: scope.facts[fact.name] for fact in measure.facts}
        branches.append(_branch(measure, scope, register))
    if scope is None or not branches:
        return {}
    connection.execute(f"CREATE TEMP TABLE facts AS {facts_sql(facts.values())}")
    connection.execute(f"CREATE TEMP TABLE working_days AS {working_days_sql(scope.calendar)}")
    sql = " UNION ALL ".join(branches)
    row = {name: value for name, value in (("key", key), ("batch", batch)) if f"${name}" in sql}
    found = connection.execute(sql, parameters(scope, sql) | row).fetchall()
    return {code: (num, den) for code, num, den in found}
