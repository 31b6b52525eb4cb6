"""Reads of lineage: the lines, and the trees of days for who walks along them."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

from parindex.organisations.gone import with_gone
from parindex.organisations.lineage import LineageFact, LineageKind, Trees
from parindex.organisations.models import HandOver, Lineage
from parindex.organisations.queries import unit_facts
from parindex.organisations.tree import UnitFact, UnitTree, tree_on


def numbered_lines() -> dict[int, LineageFact]:
    """Every line by the id of its row, in the order of their days."""
    rows = Lineage.objects.values_list("id", "kind", "came_from_id", "became_id", "effective", "decision", "domain")
    return {
        number: LineageFact(
            kind=LineageKind(kind),
            came_from=came_from,
            became=became,
            effective=effective,
            decision=decision,
            domain=domain,
        )
        for number, kind, came_from, became, effective, decision, domain in rows
    }


def lineage_lines() -> tuple[LineageFact, ...]:
    """Every line, in the order of their days."""
    return tuple(numbered_lines().values())


def trees_of_days() -> Trees:
    """The tree of any day, from one read of the versions."""
    facts = unit_facts()

    @cache
    def on(day: date) -> UnitTree:
        return tree_on(day, facts)

    return on


def tree_keeping(day: date, units: Iterable[str], facts: tuple[UnitFact, ...] | None = None) -> UnitTree:
    """The tree of a day with those of the units that had ended by then (`gone`). One query, two when any had; one less
    where the versions of units are known already (`facts`).
    """
    facts, wanted = facts or unit_facts(), tuple(units)
    tree = tree_on(day, facts)
    if all(unit in tree.by_id for unit in wanted):
        return tree
    return with_gone(tree, wanted, facts, lineage_lines())


def hand_overs_of(lines: Collection[int]) -> tuple[HandOver, ...]:
    """What was handed over with the lines (ids of their rows), oldest first, with who wrote it."""
    return tuple(HandOver.objects.filter(line__in=lines).select_related("line", "by"))
