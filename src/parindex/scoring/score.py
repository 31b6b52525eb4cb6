"""The score of one unit under one criteria set: leaves rounded where the set says, sums exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from parindex.criteria.model import Area, CriteriaSet, Criterion, Leaf, Rounding
from parindex.errors import InputFault
from parindex.scoring.prepared import rules_of
from parindex.scoring.rounding import rounded
from parindex.scoring.rules import Explanation, Rule
from parindex.scoring.values import Value

State = Literal["scored", "not_scored", "excluded"]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LeafScore:
    """`points` is rounded per the set and None unless `state` is "scored"; `exact` is the same before display.

    `empty`: there was nothing to measure, and the leaf's `when_empty` decided. `max_points` is the leaf's own, also
    when it is excluded and does not count in any base.
    """

    leaf: Leaf
    value: Value | None
    state: State
    points: Decimal | None
    exact: Fraction | None
    max_points: Decimal
    explanation: Explanation
    empty: bool

    @property
    def lost(self) -> Decimal | None:
        """The points that the leaf did not get; None while it is not scored. Below 0 where a rule gives more than max."""
        return None if self.points is None else self.max_points - self.points


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """`points` is None while no leaf is scored; `max_points` is that of the leaves that apply."""

    criterion: Criterion
    leaves: tuple[LeafScore, ...]
    points: Decimal | None
    max_points: Decimal

    @property
    def scored_max_points(self) -> Decimal:
        """Max points of the leaves scored so far."""
        return _base(self.leaves, "scored")

    @property
    def state(self) -> Literal["scored", "partly_scored", "not_scored", "excluded"]:
        """ "scored" when nothing is left to score among the leaves that apply."""
        states = {leaf.state for leaf in self.leaves} - {"excluded"}
        if not states:
            return "excluded"
        if len(states) > 1:
            return "partly_scored"
        return "scored" if "scored" in states else "not_scored"


@dataclass(frozen=True, slots=True)
class AreaScore:
    """`index_percent`: points ÷ max points of what applies in the area, None when nothing applies."""

    area: Area
    criteria: tuple[CriterionScore, ...]
    points: Decimal
    max_points: Decimal
    index_percent: Decimal | None

    @property
    def scored_max_points(self) -> Decimal:
        """Max points of the leaves scored so far."""
        return sum((criterion.scored_max_points for criterion in self.criteria), ZERO)

    @property
    def share_so_far(self) -> Fraction | None:
        """Points in percent of what is scored so far, exact; None when nothing is."""
        base = self.scored_max_points
        return Fraction(self.points) * 100 / Fraction(base) if base else None


@dataclass(frozen=True, slots=True)
class SetScore:
    """`index_percent`: points ÷ `max_points` (what applies; leaves not yet scored count nothing and stay in the base).
    `index_so_far`: points ÷ `scored_max_points` (what is scored). Both in percent, rounded per the set; None when there
    is nothing to divide by. `unscored`: codes of leaves that apply and have no value yet.
    """

    criteria_set: CriteriaSet
    areas: tuple[AreaScore, ...]
    points: Decimal
    max_points: Decimal
    scored_max_points: Decimal
    index_percent: Decimal | None
    index_so_far: Decimal | None
    unscored: tuple[str, ...]

    def leaves(self) -> tuple[LeafScore, ...]:
        """Every leaf score in the order of the set."""
        return tuple(leaf for area in self.areas for criterion in area.criteria for leaf in criterion.leaves)


def lost_points_of(leaves: Iterable[LeafScore]) -> Decimal | None:
    """What the scored ones among the leaves lost together; None while none is scored."""
    lost = [leaf.lost for leaf in leaves if leaf.lost is not None]
    return sum(lost, ZERO) if lost else None


def score(criteria_set: CriteriaSet, values: Mapping[str, Value | None], *, unit: str | None = None) -> SetScore:
    """Scores every leaf from `values` (by leaf code; absent or None: not scored yet).

    `unit`: id of the scored unit, for the set's exclusions. Raises InputFault for a code that the set does not have and
    for a value that does not fit its rule; SetFault when the set's rules cannot be read.
    """
    rules = rules_of(criteria_set)
    unknown = sorted(set(values) - set(rules))
    if unknown:
        names = ", ".join(unknown[:10])
        raise InputFault(f"Bộ tiêu chí {criteria_set.id} không có mã: {names}. Giá trị ghi theo mã tiêu chí cấp cuối.")
    left_out = _left_out(criteria_set, unit)
    places = criteria_set.rounding.points
    areas = []
    for area in criteria_set.areas:
        criteria = []
        for criterion in area.criteria:
            leaves = []
            for leaf in criterion.leaves:
                if left_out and {area.code, criterion.code, leaf.code} & left_out:
                    leaves.append(_excluded_for(leaf, unit or ""))
                else:
                    leaves.append(_leaf_score(leaf, rules[leaf.code], values.get(leaf.code), places))
            criteria.append(_criterion_score(criterion, tuple(leaves), criteria_set.rounding))
        areas.append(_area_score(area, tuple(criteria), criteria_set.rounding))
    return _set_score(criteria_set, tuple(areas))


def _left_out(criteria_set: CriteriaSet, unit: str | None) -> set[str]:
    if unit is None:
        return set()
    return {code for entry in criteria_set.exclusions if unit in entry.units for code in entry.codes}


def _excluded_for(leaf: Leaf, unit: str) -> LeafScore:
    explanation = Explanation("excluded_for_unit", {"unit": unit})
    return LeafScore(leaf, None, "excluded", None, None, leaf.max_points, explanation, False)


def _leaf_score(leaf: Leaf, rule: Rule, value: Value | None, places: int | None) -> LeafScore:
    top = leaf.max_points
    if value is None:
        explanation = Explanation("not_scored", {"scored_by": leaf.scored_by})
        return LeafScore(leaf, None, "not_scored", None, None, top, explanation, False)
    try:
        outcome = rule.evaluate(value, top)
    except InputFault as fault:
        raise InputFault(f"Tiêu chí {leaf.code}: {fault}.") from None
    if outcome.points is None:
        return _empty(leaf, value, places)
    points = rounded(outcome.points, places)
    exact = outcome.points if places is None else Fraction(points)
    return LeafScore(leaf, value, "scored", points, exact, top, outcome.explanation, False)


def _empty(leaf: Leaf, value: Value, places: int | None) -> LeafScore:
    """Nothing to measure: what that means is declared by the leaf, never guessed from a division by zero."""
    top = leaf.max_points
    if leaf.when_empty is None:
        raise InputFault(f"Tiêu chí {leaf.code}: không phát sinh, mà bộ tiêu chí chưa khai when_empty.")
    explanation = Explanation(f"empty_{leaf.when_empty}")
    if leaf.when_empty == "exclude":
        return LeafScore(leaf, value, "excluded", None, None, top, explanation, True)
    points = rounded(Fraction(top) if leaf.when_empty == "full" else Fraction(0), places)
    return LeafScore(leaf, value, "scored", points, Fraction(points), top, explanation, True)


def _sum(leaves: tuple[LeafScore, ...], rounding: Rounding) -> Fraction:
    """Exact sum: of the rounded points, or of the fractions in a set that rounds nothing."""
    if rounding.points is None:
        return sum((leaf.exact for leaf in leaves if leaf.exact is not None), Fraction(0))
    return Fraction(sum((leaf.points for leaf in leaves if leaf.points is not None), ZERO))


def _base(leaves: tuple[LeafScore, ...], *states: State) -> Decimal:
    return sum((leaf.max_points for leaf in leaves if leaf.state in states), ZERO)


def _percent(total: Fraction, base: Decimal, rounding: Rounding) -> Decimal | None:
    return rounded(total * 100 / Fraction(base), rounding.index) if base else None


def _criterion_score(criterion: Criterion, leaves: tuple[LeafScore, ...], rounding: Rounding) -> CriterionScore:
    scored = any(leaf.state == "scored" for leaf in leaves)
    points = rounded(_sum(leaves, rounding), rounding.points) if scored else None
    return CriterionScore(criterion, leaves, points, _base(leaves, "scored", "not_scored"))


def _area_score(area: Area, criteria: tuple[CriterionScore, ...], rounding: Rounding) -> AreaScore:
    leaves = tuple(leaf for criterion in criteria for leaf in criterion.leaves)
    total, base = _sum(leaves, rounding), _base(leaves, "scored", "not_scored")
    return AreaScore(area, criteria, rounded(total, rounding.points), base, _percent(total, base, rounding))


def _set_score(criteria_set: CriteriaSet, areas: tuple[AreaScore, ...]) -> SetScore:
    leaves = tuple(leaf for area in areas for criterion in area.criteria for leaf in criterion.leaves)
    rounding = criteria_set.rounding
    total = _sum(leaves, rounding)
    base, scored = _base(leaves, "scored", "not_scored"), _base(leaves, "scored")
    return SetScore(
        criteria_set=criteria_set,
        areas=areas,
        points=rounded(total, rounding.points),
        max_points=base,
        scored_max_points=scored,
        index_percent=_percent(total, base, rounding),
        index_so_far=_percent(total, scored, rounding),
        unscored=tuple(leaf.leaf.code for leaf in leaves if leaf.state == "not_scored"),
    )
