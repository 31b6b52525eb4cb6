"""What every batch said of one row: its history, what stands now, and whether two versions say the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from parindex.ledger.models import Batch
from parindex.ledger.queries import current_file, register_named, sound_rows
from parindex.ledger.workspace import workspace
from parindex.organisations.queries import unit_facts
from parindex.records.comparing import spelt_as
from parindex.records.engine import connect
from parindex.records.folding import versions
from parindex.records.listing import one_row
from parindex.records.schema import Register
from parindex.records.typing_rows import canonical_columns

Row = Mapping[str, Any]
_SYSTEM = {"source", "key", "state", "row"}


@dataclass(frozen=True, kw_only=True)
class RowVersion:
    """One version of a row. `kind`: import, edit or withdrawal.

    The newest version in force is the row as it stands. `undone`: the number of the undo that took it back. `values`:
    canonical values by column.
    """

    number: int
    kind: str
    at: datetime
    by: str
    file_name: str
    reason: str
    undone: int | None
    values: Row

    @property
    def in_force(self) -> bool:
        """Whether no undo has taken it back."""
        return self.undone is None

    def stood_at(self, number: int) -> bool:
        """Whether it was in force just before the write of this number."""
        return self.number < number and (self.undone is None or self.undone > number)


def values_of(register: Register, row: Row) -> dict[str, Any]:
    """The row's own values by column, without what the ledger adds."""
    return {column: row.get(column) for column in canonical_columns(register) if column not in _SYSTEM}


def same_values(register: Register, one: Row, other: Row) -> bool:
    """Whether two versions of a row say the same."""
    return values_of(register, one) == values_of(register, other)


def row_history(register: str, source: str, key: str) -> tuple[RowVersion, ...]:
    """Every version of a row, newest first; those that an undo took back are among them."""
    schema = register_named(register)
    named = Q(inline="") | Q(inline__contains=f'"key":{json.dumps(key, ensure_ascii=False)}')
    written = Batch.objects.filter(named, register=register, source=source, undoes__isnull=True)
    batches = {one.number: one for one in written.select_related("by", "undone_by").defer("inline")}
    wanted = [(number, one.digest) for number, one in batches.items()]
    with connect(workspace().temporary) as connection:
        found = versions(connection, schema, sound_rows(schema, wanted), source=source, key=key)
    return tuple(_version(schema, batches[row["batch"]], row) for row in found)


def _version(register: Register, batch: Batch, row: Row) -> RowVersion:
    return RowVersion(
        number=batch.number,
        kind=batch.kind,
        at=batch.at,
        by=str(batch.by),
        file_name=batch.file_name,
        reason=batch.reason,
        undone=batch.undone_by.number if hasattr(batch, "undone_by") else None,
        values=values_of(register, row),
    )


def row_in(register: Register, number: int, source: str, key: str) -> Row | None:
    """What one batch said of a row; None when there is no such batch or it does not name the row."""
    batch = Batch.objects.filter(number=number, register=register.name, undoes__isnull=True).first()
    if batch is None:
        return None
    with connect(workspace().temporary) as connection:
        rows = sound_rows(register, [(batch.number, batch.digest)])
        found = versions(connection, register, rows, source=source, key=key)
    return found[0] if found else None


def known_key(register: Register, source: str, key: str) -> str:
    """The key as the register spells it: letter case alone makes no other row."""
    with connect(workspace().temporary) as connection:
        return spelt_as(connection, current_file(register), source=source, key=key)


def standing_row(register: Register, source: str, key: str) -> Row | None:
    """The newest row in force with the key, also one that was withdrawn; None when there is none."""
    units = sorted({fact.id for fact in unit_facts()})
    with connect(workspace().temporary) as connection:
        return one_row(connection, current_file(register), source=source, key=key, units=units)
