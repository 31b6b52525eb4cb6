"""The unit tree on a day, as a frozen value: who is under whom, and by which names a unit is known (pure)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class UnitFact:
    """A unit as it stood on the tree's day. `valid_to` is the last day, or None."""

    id: str
    name: str
    abbreviation: str
    kind: str
    parent: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class UnitTree:
    """The units valid on `day`. Lookups raise KeyError for a unit that did not exist then."""

    day: date
    facts: tuple[UnitFact, ...]

    @cached_property
    def by_id(self) -> dict[str, UnitFact]:
        """Units by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def _children(self) -> dict[str | None, list[UnitFact]]:
        children: dict[str | None, list[UnitFact]] = {}
        for fact in self.facts:
            children.setdefault(fact.parent, []).append(fact)
        return children

    def below(self, unit: str) -> Iterator[UnitFact]:
        """The unit itself and all units under it, nearest first."""
        queue = [self.by_id[unit]]
        seen: set[str] = set()
        while queue:
            fact = queue.pop(0)
            if fact.id in seen:
                continue
            seen.add(fact.id)
            yield fact
            queue.extend(self._children.get(fact.id, ()))

    def above(self, unit: str) -> Iterator[UnitFact]:
        """The unit itself and all units over it, nearest first."""
        seen: set[str] = set()
        at: str | None = unit
        while at is not None and at in self.by_id and at not in seen:
            seen.add(at)
            yield self.by_id[at]
            at = self.by_id[at].parent

    def agency(self, unit: str) -> str:
        """The office that is scored as a whole: the nearest department (sở) over the unit, or the unit itself."""
        for fact in self.above(unit):
            if fact.kind == "department":
                return fact.id
        return unit


def tree_on(day: date, facts: Iterable[UnitFact]) -> UnitTree:
    """The tree of those facts that were valid on `day`."""
    return UnitTree(
        day, tuple(fact for fact in facts if fact.valid_from <= day and (fact.valid_to is None or fact.valid_to >= day))
    )
