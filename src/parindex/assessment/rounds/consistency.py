"""Like grounds, unlike scores; far figures, the same score: what an appraiser of many units should look at again (pure)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

VALUE, FIGURE, PAPER, BEST = "value", "figure", "paper", "best"
FAR = Fraction(1, 5)  # figures are far apart when they differ by this share of the greater one


@dataclass(frozen=True, kw_only=True)
class Given:
    """The points of one unit on a leaf at a step, and what they rest on.

    `value`: the scorer's own inputs in a form in which equal inputs are equal texts, "" when only points were given.
    `figure`: what was proposed, as a share or a count. `by_rule`: the points that the rule gives for it. `papers`:
    digests of files, numbers of documents, links. `best`: what was taken for the best of the block.
    """

    unit: str
    points: Decimal
    value: str = ""
    figure: Fraction | None = None
    by_rule: Decimal | None = None
    papers: frozenset[str] = frozenset()
    best: Fraction | None = None


@dataclass(frozen=True)
class Unlike:
    """Units with the same grounds (`kinds`: which) and other points, from the fewest points up; of the kind BEST: units of
    one block with other words on what is best in it, from the lowest best up.
    """

    kinds: tuple[str, ...]
    units: tuple[Given, ...]

    @property
    def spread(self) -> Decimal:
        """Most points minus fewest."""
        return self.units[-1].points - self.units[0].points


@dataclass(frozen=True)
class Alike:
    """Units with the same points although their figures are far apart, from the lowest figure up."""

    points: Decimal
    units: tuple[Given, ...]


def far_apart(one: Fraction, other: Fraction, far: Fraction = FAR) -> bool:
    """Whether two figures, both 0 or more, differ by at least the share `far` of the greater one."""
    return one != other and abs(one - other) >= max(one, other) * far


def unlike_scores(given: Iterable[Given]) -> tuple[Unlike, ...]:
    """Groups that share inputs, figure or a paper and do not share the points; the widest spread first.

    One group of units is said once, with all that its units share.
    """
    groups: dict[tuple[str, object], list[Given]] = defaultdict(list)
    for one in given:
        if one.value:
            groups[VALUE, one.value].append(one)
        if one.figure is not None:
            groups[FIGURE, one.figure].append(one)
        for paper in one.papers:
            groups[PAPER, paper].append(one)
    merged: dict[tuple[Given, ...], set[str]] = defaultdict(set)
    for (kind, _), units in groups.items():
        if len({one.points for one in units}) > 1:
            merged[tuple(sorted(units, key=lambda one: (one.points, one.unit)))].add(kind)
    order = (VALUE, FIGURE, PAPER)
    found = [Unlike(tuple(kind for kind in order if kind in kinds), units) for units, kinds in merged.items()]
    return tuple(sorted(found, key=lambda one: (-one.spread, [unit.unit for unit in one.units])))


def unlike_bests(given: Iterable[Given]) -> tuple[Unlike, ...]:
    """The units of a block when they do not go by one best: at most one of them can be right."""
    units = [one for one in given if one.best is not None]
    if len({one.best for one in units}) < 2:
        return ()
    return (Unlike((BEST,), tuple(sorted(units, key=lambda one: (one.best or Fraction(0), one.unit)))),)


def alike_scores(given: Iterable[Given], *, far: Fraction = FAR) -> tuple[Alike, ...]:
    """Groups with the same points whose figures are far apart, but for those to which the rule gives the same points.

    A unit is in its group when some other unit of it is far from it and not by the rule.
    """
    groups: dict[Decimal, list[Given]] = defaultdict(list)
    for one in given:
        if one.figure is not None:
            groups[one.points].append(one)
    found = []
    for points, units in groups.items():
        ends = _ends(units)
        kept = [one for one in units if _far_from_some(one, ends, far)]
        if kept:
            kept.sort(key=lambda one: (one.figure or Fraction(0), one.unit))
            found.append(Alike(points, tuple(kept)))
    return tuple(sorted(found, key=lambda one: (-len(one.units), one.points)))


_Ends = dict[Decimal | None, tuple[Fraction, Fraction]]


def _ends(units: Iterable[Given]) -> _Ends:
    """Lowest and highest figure of those to whom the rule gives the same points."""
    ends: _Ends = {}
    for one in units:
        if one.figure is not None:
            low, high = ends.get(one.by_rule, (one.figure, one.figure))
            ends[one.by_rule] = min(low, one.figure), max(high, one.figure)
    return ends


def _far_from_some(one: Given, ends: _Ends, far: Fraction) -> bool:
    """The farthest figures are at the ends; where the rule says nothing (None), one's own kind counts as others."""
    if one.figure is None:
        return False
    others = (pair for points, pair in ends.items() if points is None or points != one.by_rule)
    return any(far_apart(one.figure, end, far) for pair in others for end in pair)
