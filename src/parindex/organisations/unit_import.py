"""Importing a unit tree from a file: all of it, or nothing with the rows that are wrong."""

import tempfile
from pathlib import Path

from parindex.errors import InputFault
from parindex.organisations.actions import save_units
from parindex.organisations.models import User
from parindex.organisations.tree import UnitFact
from parindex.organisations.unit_file import UNIT_FILE
from parindex.records.engine import connect
from parindex.records.importing import prepare, write_batch
from parindex.records.listing import all_rows


def read_units(path: Path) -> tuple[UnitFact, ...]:
    """The units of a file. InputFault listing the faulty rows: half a tree is no tree."""
    with tempfile.TemporaryDirectory() as folder, connect(Path(folder)) as connection:
        prepared = prepare(connection, UNIT_FILE, path, source="units", unit="units", unit_names={}, current=None)
        if prepared.rejected:
            faults = "\n".join(f"  Dòng {e.row}, cột “{e.column}”: {e.message}" for e in prepared.errors[:20])
            raise InputFault(f"Danh sách đơn vị có {prepared.rejected} dòng sai, chưa ghi gì:\n{faults}")
        batch = Path(folder) / "units.parquet"
        write_batch(connection, prepared, batch)
        rows = all_rows(connection, batch)
    names = ("id", "name", "kind", "parent", "valid_from", "valid_to")
    return tuple(
        UnitFact(abbreviation=row["abbreviation"] or "", **{name: row[name] for name in names}) for row in rows
    )


def import_units(*, by: User, path: Path) -> tuple[UnitFact, ...]:
    """Read a file of units and save them."""
    units = read_units(path)
    save_units(by=by, facts=units)
    return units
