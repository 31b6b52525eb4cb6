"""Figures of former years from the rows of what is a unit's work today, whoever had it then."""

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from parindex.assessment.ground import Ground
from parindex.ledger.workspace import workspace
from parindex.measures.compute import compute
from parindex.measures.measure import Measure
from parindex.measures.period import Period
from parindex.measures.restating import Holding, has_field, holdings, narrowed
from parindex.organisations.calendars import unit_calendars
from parindex.organisations.lineage import DAY, LineageFact, Trees, heir
from parindex.organisations.queries import all_units_ever
from parindex.records.engine import Connection


@dataclass(frozen=True)
class Found:
    """`numerator` None: nobody had a row. `unassigned`: rows of units that are gone, whose field is not said to be
    anybody's today."""

    numerator: Fraction | None
    denominator: Fraction | None
    unassigned: int


@dataclass(frozen=True)
class Restated:
    """What restating stands on: `on` is the unit today."""

    connection: Connection
    measure: Measure
    trees: Trees
    lines: tuple[LineageFact, ...]
    on: Ground

    @property
    def possible(self) -> bool:
        """Whether the rows say enough: with a register that does not name fields only whole units can be followed."""
        return all(map(has_field, self.measure.registers_needed)) or not any(line.domain for line in self.lines)

    @cached_property
    def holdings(self) -> dict[str, tuple[Holding, ...]]:
        """Who has which rows, by register."""
        sources = self.on.sources(None, self.measure)
        return {
            name: holdings(self.connection, name, self.on.file(name), source)
            for name, source in sources.items()
            if source is not None
        }

    def pairs(self, register: str, since: date) -> tuple[set[tuple[str, str]], int]:
        """The (unit, field) pairs of `since` that are the unit's work today, and how many rows are nobody's."""
        day, mine, ends = self.on.as_of, set(self.on.units), all_units_ever().by_id
        found, nobodys = set(), 0
        for one in self.holdings.get(register, ()):
            end = ends[one.unit].valid_to if one.unit in ends else None
            # what a unit left open when it ended went on to whoever took over, however long ago that was
            start = min(since, end) if end else since
            now = heir(one.unit, one.field, since=start, on=day, lines=self.lines, trees=self.trees)
            if now in mine:
                found.add((one.unit, one.field))
            elif now is None and self._led_here(one.unit):
                nobodys += one.rows
        return found, nobodys

    def _led_here(self, unit: str) -> bool:
        """Whether a unit that is gone, or the office over it then, gave this one anything."""
        mine = set(self.on.units)
        return any(
            line.became in mine and line.came_from in {fact.id for fact in self.trees(line.effective - DAY).above(unit)}
            for line in self.lines
            if unit in self.trees(line.effective - DAY).by_id
        )


def restated(again: Restated, period: Period, as_of: date) -> Found:
    """The figure of a window from the rows that are the unit's work today."""
    pairs, nobodys = {}, 0
    for register in again.measure.registers:
        pairs[register], left = again.pairs(register, period.first - DAY)
        nobodys += left if register == again.measure.registers[0] else 0
    if not pairs[again.measure.registers[0]]:
        return Found(None, None, nobodys)
    scope = replace(again.on.scope(None, again.measure, period), as_of=as_of)
    place = workspace().temporary
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place) as folder:
        narrow = narrowed(again.connection, again.measure, scope, pairs, Path(folder))
        narrow = replace(narrow, calendars=unit_calendars(narrow.units))
        found = compute(again.connection, again.measure, narrow)
    return Found(found.numerator, found.denominator, nobodys)
