"""Reads of lineage: the lines, and the trees of days for who walks along them."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from parindex.organisations.lineage import LineageFact, LineageKind, Trees
from parindex.organisations.models import HandOver, Lineage
from parindex.organisations.queries import unit_facts
from parindex.organisations.tree import UnitTree, tree_on


def lineage_lines() -> tuple[LineageFact, ...]:
    """Every line, in the order of their days."""
    rows = Lineage.objects.values_list("kind", "came_from_id", "became_id", "effective", "decision", "domain")
    return tuple(
        LineageFact(
            kind=LineageKind(kind),
            came_from=came_from,
            became=became,
            effective=effective,
            decision=decision,
            domain=domain,
        )
        for kind, came_from, became, effective, decision, domain in rows
    )


def trees_of_days() -> Trees:
    """The tree of any day, from one read of the versions."""
    facts = unit_facts()

    @cache
    def on(day: date) -> UnitTree:
        return tree_on(day, facts)

    return on


def last_day_of(unit: str) -> date | None:
    """The last day of a unit's newest version; None while no end is known."""
    days = [fact.valid_to for fact in unit_facts() if fact.id == unit]
    return days[-1] if days else None


def hand_overs(units: Sequence[str]) -> tuple[HandOver, ...]:
    """What was handed over by or to the units, oldest first, with who wrote it."""
    rows = HandOver.objects.select_related("line", "by")
    return tuple(one for one in rows if one.line.came_from_id in units or one.line.became_id in units)


def line_number(line: LineageFact) -> int | None:
    """The id of the row that says a line; None when none does."""
    return (
        Lineage.objects.filter(
            kind=line.kind,
            came_from=line.came_from,
            became=line.became,
            effective=line.effective,
            domain=line.domain,
        )
        .values_list("id", flat=True)
        .first()
    )
