"""Units that had ended by the day of a tree, put back where those who took them over find them (pure).

A reorganisation inside a year ends an office whose papers and scores of that year still have readers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from parindex.organisations.lineage import DAY, LineageFact, LineageKind
from parindex.organisations.tree import UnitFact, UnitTree


@dataclass(frozen=True)
class Gone:
    """How a unit ended: its last day, the units that it went into, the decision; none and "" where nobody said."""

    last: date
    heirs: tuple[str, ...] = ()
    decision: str = ""


@dataclass(frozen=True)
class KeptTree(UnitTree):
    """A tree that also has units which had ended by its day (`gone`), as they last stood: under the one unit that each
    went into, so that its people and those over them find it; else under the unit that it stood under.
    """

    gone: Mapping[str, Gone] = field(default_factory=dict, compare=False)


def gone_of(tree: UnitTree, unit: str) -> Gone | None:
    """How a unit of the tree ended; None while it is there."""
    return tree.gone.get(unit) if isinstance(tree, KeptTree) else None


def went_into(tree: UnitTree) -> tuple[tuple[str, str], ...]:
    """(unit that ended, unit that it went into), those that ended first in front."""
    if not isinstance(tree, KeptTree):
        return ()
    ended = sorted(tree.gone.items(), key=lambda one: one[1].last)
    return tuple((unit, heir) for unit, how in ended for heir in how.heirs)


def _ending(fact: UnitFact, lines: Iterable[LineageFact], day: date) -> Gone:
    ways = (LineageKind.MERGE, LineageKind.SPLIT, LineageKind.ABOLISH)
    ended = [
        line
        for line in lines
        if line.kind in ways and line.came_from == fact.id and fact.valid_from < line.effective <= day
    ]
    heirs = tuple(dict.fromkeys(line.became for line in ended if line.became))
    decision = ended[0].decision if ended else ""
    last = ended[0].effective - DAY if ended else fact.valid_to or day
    return Gone(last, heirs, decision)


def with_gone(
    tree: UnitTree, units: Iterable[str], facts: Iterable[UnitFact], lines: Iterable[LineageFact]
) -> UnitTree:
    """The tree with those of the units that had ended by its day, and whatever those need over them. `facts`: every
    version, oldest first; `lines` in the order of their days.
    """
    newest = {fact.id: fact for fact in facts if fact.valid_from <= tree.day}
    known, added, gone = tuple(lines), dict[str, UnitFact](), dict[str, Gone]()
    queue = list(units)
    while queue:
        unit = queue.pop(0)
        if unit in tree.by_id or unit in added or unit not in newest:
            continue
        how = gone[unit] = _ending(newest[unit], known, tree.day)
        parent = how.heirs[0] if len(how.heirs) == 1 else newest[unit].parent
        added[unit] = replace(newest[unit], parent=parent)
        queue += (*how.heirs, *((parent,) if parent else ()))
    return KeptTree(tree.day, (*tree.facts, *added.values()), gone) if added else tree
