"""Importing a unit tree from a file: all of it, or nothing with the rows that are wrong."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parindex.errors import InputFault
from parindex.organisations.actions import save_units
from parindex.organisations.models import User
from parindex.organisations.tree import UnitFact
from parindex.organisations.unit_file import UNIT_FILE
from parindex.records.engine import connect
from parindex.records.importing import prepare, write_batch
from parindex.records.listing import all_rows
from parindex.records.schema import Register


def rows_of_file(register: Register, path: Path) -> tuple[Mapping[str, Any], ...]:
    """The rows of a file that is taken whole or not at all. InputFault listing the faulty rows."""
    with tempfile.TemporaryDirectory() as folder, connect(Path(folder)) as connection:
        named = register.name
        prepared = prepare(connection, register, path, source=named, unit=named, unit_names={}, current=None)
        if prepared.rejected:
            faults = "\n".join(f"  Dòng {e.row}, cột “{e.column}”: {e.message}" for e in prepared.errors[:20])
            raise InputFault(f"{register.title} có {prepared.rejected} dòng sai, chưa ghi gì:\n{faults}")
        batch = Path(folder) / f"{named}.parquet"
        write_batch(connection, prepared, batch)
        return tuple(all_rows(connection, batch))


def read_units(path: Path) -> tuple[UnitFact, ...]:
    """The units of a file. InputFault listing the faulty rows: half a tree is no tree."""
    names = ("id", "name", "kind", "parent", "valid_from", "valid_to")
    return tuple(
        UnitFact(abbreviation=row["abbreviation"] or "", **{name: row[name] for name in names})
        for row in rows_of_file(UNIT_FILE, path)
    )


def import_units(*, by: User, path: Path) -> tuple[UnitFact, ...]:
    """Read a file of units and save them."""
    units = read_units(path)
    save_units(by=by, facts=units)
    return units
