"""Figures under today's units: the rows of who had the work then, picked by unit and field. Counts, never scores.

The rows themselves do not change; a register is narrowed to the (unit, field) pairs that belong together today.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from parindex.measures.measure import Measure, Scope
from parindex.records.engine import Connection, copy_to_parquet, path_literal
from parindex.records.registers import REGISTERS

_PAIR = "unit || chr(31) || {}"


@dataclass(frozen=True)
class Holding:
    """How many rows of a field a unit has in a register; `field` "" where the row, or the register, does not say."""

    unit: str
    field: str
    rows: int


def has_field(register: str) -> bool:
    """Whether the register says the field of its rows."""
    return any(column.name == "field" for column in REGISTERS[register].columns)


def _field(register: str) -> str:
    return "coalesce(field, '')" if has_field(register) else "''"


def holdings(connection: Connection, register: str, file: Path, source: str | None) -> tuple[Holding, ...]:
    """Who has how many rows of which field, of every unit, from one source."""
    found = connection.execute(
        f"SELECT unit, {_field(register)} AS of_field, count(*) FROM read_parquet({path_literal(file)})"
        " WHERE source = $source AND state = 'present' AND unit IS NOT NULL GROUP BY unit, of_field ORDER BY ALL",
        {"source": source},
    ).fetchall()
    return tuple(Holding(*row) for row in found)


def narrowed(
    connection: Connection,
    measure: Measure,
    scope: Scope,
    pairs: Mapping[str, Collection[tuple[str, str]]],
    folder: Path,
) -> Scope:
    """The scope over just the (unit, field) pairs, given by register. A register that only helps and does not say the
    field keeps all rows of those units: its rows are joined to those of the measure's own register.
    """
    units = {unit for of_register in pairs.values() for unit, _ in of_register}
    files = dict(scope.files)
    for register in measure.registers:
        if register in measure.helping and not has_field(register):
            continue
        files[register] = folder / f"{register}.parquet"
        _write(connection, register, scope.files[register], pairs.get(register, ()), files[register])
    return replace(scope, units=tuple(sorted(units)), files=files)


def _write(connection: Connection, register: str, file: Path, pairs: Iterable[tuple[str, str]], into: Path) -> None:
    wanted = [f"{unit}\x1f{field}" for unit, field in pairs]
    pair = _PAIR.format(_field(register))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE wanted_pairs AS SELECT unnest($wanted::VARCHAR[]) AS pair", {"wanted": wanted}
    )
    copy_to_parquet(
        connection,
        f"SELECT * FROM read_parquet({path_literal(file)}) WHERE {pair} IN (SELECT pair FROM wanted_pairs)",
        into,
    )
