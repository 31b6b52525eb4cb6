"""Bonus and penalty points (điểm thưởng, điểm trừ): lines that are scored like leaves and add up to no more than a cap."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from parindex.criteria.model import CriteriaSet, ExtraLine, Leaf, Limit
from parindex.scoring.once import OnceASet

ExtraKind = Literal["bonus", "penalty"]
KINDS: tuple[ExtraKind, ...] = ("bonus", "penalty")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the set with the leaf that it is scored as: its rule follows from how the line says its points."""

    kind: ExtraKind
    line: ExtraLine
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Capped:
    """What lines give together: `sum` before the cap, `points` after it, both exact and not negative."""

    sum: Fraction
    points: Fraction

    @property
    def cut(self) -> bool:
        """Whether the cap took something away."""
        return self.points < self.sum


def capped(limit: Limit, parts: Mapping[str, Fraction]) -> Capped:
    """The points of the lines, by code, under the cap of the set."""
    total = sum(parts.values(), Fraction(0))
    return Capped(total, min(total, Fraction(limit.max)))


def limit_of(criteria_set: CriteriaSet, kind: ExtraKind) -> Limit | None:
    """The set's bonus or penalty block."""
    return criteria_set.bonus if kind == "bonus" else criteria_set.penalty


@OnceASet
def extra_lines(criteria_set: CriteriaSet) -> tuple[Line, ...]:
    """Every line, bonus first, in the order of the set."""
    found = []
    for kind in KINDS:
        limit = limit_of(criteria_set, kind)
        for line in limit.lines if limit else ():
            found.append(Line(kind, line, _leaf(line, limit.max if limit else Decimal(0))))
    return tuple(found)


def penalties(criteria_set: CriteriaSet) -> frozenset[str]:
    """Codes of the lines whose points are taken off: they are kept as positive numbers and read with a minus."""
    return frozenset(line.code for line in criteria_set.penalty.lines) if criteria_set.penalty else frozenset()


@OnceASet
def scored_names(criteria_set: CriteriaSet) -> Mapping[str, Leaf]:
    """Everything that a score may be given for, by code: the leaves of the tree in the order of the set, then the lines of
    bonus and penalty points as leaves. No code stands for two of them: a set with such a code cannot be read.
    """
    tree = {leaf.code: leaf for _, _, leaf in criteria_set.leaves()}
    return tree | {one.line.code: one.leaf for one in extra_lines(criteria_set)}


def scored_leaf(criteria_set: CriteriaSet, code: str) -> Leaf | None:
    """What a value may be entered for under a code: a leaf of the tree, or a line of bonus or penalty points."""
    return scored_names(criteria_set).get(code)


def _leaf(line: ExtraLine, most: Decimal) -> Leaf:
    top, rule = line.max or most, dict[str, object]()
    if line.points is not None:
        top = line.points
        rule = {"shape": "all_of", "conditions": (line.name,), "points": f"{line.points:f}"}
    elif line.per is not None:
        top = max(top, line.per) if line.max is None else line.max
        rule = {"shape": "each", "per": f"{line.per:f}"}
    else:
        rule = {"shape": "judgement", "text": line.name}
    return Leaf(
        code=line.code, name=line.name, max_points=top, scored_by=line.scored_by, rule=rule, evidence=line.evidence
    )
