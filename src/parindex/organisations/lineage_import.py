"""Importing reorganisations from a file: all its decisions, or nothing with the rows that are wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from parindex.errors import InputFault
from parindex.organisations.lineage import DAY, LineageFact, LineageKind
from parindex.organisations.lineage_actions import carry_out
from parindex.organisations.lineage_file import LINEAGE_FILE
from parindex.organisations.models import User
from parindex.organisations.queries import unit_facts, unit_tree
from parindex.organisations.tree import UnitFact
from parindex.organisations.unit_import import rows_of_file

_OWN = ("name", "abbreviation", "unit_kind", "parent")
Rows = Iterable[Mapping[str, Any]]


def read_lines(path: Path) -> tuple[Mapping[str, Any], ...]:
    """The rows of a file. InputFault listing the faulty ones: half a reorganisation is none."""
    return rows_of_file(LINEAGE_FILE, path)


def _line(row: Mapping[str, Any]) -> LineageFact:
    return LineageFact(
        kind=LineageKind(row["kind"]),
        came_from=row["came_from"],
        became=row["became"],
        effective=row["effective"],
        decision=row["decision"],
        domain=row["domain"] or "",
    )


def _opened(rows: Rows, day: date) -> tuple[UnitFact, ...]:
    """The versions that the rows open. What a row leaves empty a unit keeps from the day before."""
    before = unit_tree(day - DAY).by_id
    said: dict[str, dict[str, Any]] = {}
    for row in rows:
        own = {name: row[name] for name in _OWN if row[name]}
        unit = row["became"]
        if not own or not unit:
            continue
        known = said.setdefault(unit, {})
        for name, value in own.items():
            if known.setdefault(name, value) != value:
                raise InputFault(f"“{unit}”: hai dòng ghi khác nhau (“{known[name]}”, “{value}”); hãy ghi như nhau.")
    found = []
    for unit, own in said.items():
        old = before.get(unit)
        if old is None and not (own.get("name") and own.get("unit_kind")):
            raise InputFault(f"“{unit}” là đơn vị mới: hãy ghi ít nhất Tên mới và Loại đơn vị.")
        found.append(
            UnitFact(
                id=unit,
                name=own.get("name") or (old.name if old else ""),
                abbreviation=own.get("abbreviation") or (old.abbreviation if old else ""),
                kind=own.get("unit_kind") or (old.kind if old else ""),
                parent=own.get("parent") or (old.parent if old else None),
                valid_from=day,
                valid_to=None,
            )
        )
    return tuple(found)


def _carried_out(by: User, path: Path, *, managing: bool) -> tuple[LineageFact, ...]:
    decisions: dict[tuple[date, str], list[Mapping[str, Any]]] = {}
    for row in read_lines(path):
        decisions.setdefault((row["effective"], row["decision"]), []).append(row)
    written: list[LineageFact] = []
    for (day, _), rows in sorted(decisions.items(), key=lambda one: one[0][0]):  # of one day: as the file has them
        lines = [_line(row) for row in rows]
        carry_out(by=by, lines=lines, versions=_opened(rows, day), managing=managing)
        written += lines
    return tuple(written)


def import_lineage(*, by: User, path: Path) -> tuple[LineageFact, ...]:
    """Read a file and write its decisions one after another, the earliest first, those of one day in the order of
    the file; one audit row each.

    InputFault for anything that `reorganise` refuses; nothing of the file is written then.
    """
    with transaction.atomic():
        return _carried_out(by, path, managing=True)


@dataclass(frozen=True)
class Rehearsal:
    """What a file would write: its lines, and every version of every unit as they would then stand."""

    lines: tuple[LineageFact, ...]
    facts: tuple[UnitFact, ...]


def rehearse_lineage(*, by: User, path: Path) -> Rehearsal:
    """The same with every check but the right, and nothing is written: for who prepares a decision for another to record."""
    with transaction.atomic():
        found = Rehearsal(_carried_out(by, path, managing=False), unit_facts())
        transaction.set_rollback(True)
    return found
