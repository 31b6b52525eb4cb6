"""The score of one unit under one criteria set: leaves rounded where the set says, sums exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from parindex.criteria.model import Area, CriteriaSet, Criterion, Leaf, Rounding
from parindex.errors import InputFault
from parindex.scoring.extras import Capped, ExtraKind, capped, extra_lines, limit_of
from parindex.scoring.prepared import rules_of
from parindex.scoring.rounding import rounded
from parindex.scoring.rules import Explanation, Rule, parse_rule
from parindex.scoring.values import Value

State = Literal["scored", "not_scored", "excluded"]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LeafScore:
    """`points` is rounded per the set and None unless `state` is "scored"; `exact` is the same before display.

    `empty`: there was nothing to measure, and the leaf's `when_empty` decided. `max_points` is the leaf's own, also
    when it is excluded. `kept_in_base`: excluded for the unit by a set that does not re-base the index for that.
    """

    leaf: Leaf
    value: Value | None
    state: State
    points: Decimal | None
    exact: Fraction | None
    max_points: Decimal
    explanation: Explanation
    empty: bool
    kept_in_base: bool = False

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
class ExtraScore:
    """Bonus or penalty points: the lines as scored leaves, and what they give together under the cap.

    Points are positive in both kinds; a penalty is taken off. A line without a value counts nothing and waits for nobody.
    """

    kind: ExtraKind
    max_points: Decimal
    lines: tuple[LeafScore, ...]
    total: Capped
    points: Decimal


@dataclass(frozen=True, slots=True)
class SetScore:
    """`points`: of all leaves (`leaf_points`), plus bonus, less penalty; without a bonus that may exceed, not over the base.

    `index_percent`: points ÷ `max_points` (what applies; leaves not yet scored count nothing and stay in the base).
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
    leaf_points: Decimal
    extras: tuple[ExtraScore, ...] = ()

    def extra_points(self, kind: ExtraKind) -> ExtraScore | None:
        """Bonus or penalty points, where the set has lines of them."""
        return next((one for one in self.extras if one.kind == kind), None)

    def leaves(self) -> tuple[LeafScore, ...]:
        """Every leaf score in the order of the set."""
        return tuple(leaf for area in self.areas for criterion in area.criteria for leaf in criterion.leaves)


def lost_points_of(leaves: Iterable[LeafScore]) -> Decimal | None:
    """What the scored ones among the leaves lost together; None while none is scored."""
    lost = [leaf.lost for leaf in leaves if leaf.lost is not None]
    return sum(lost, ZERO) if lost else None


def score(criteria_set: CriteriaSet, values: Mapping[str, Value | None], *, unit: str | None = None) -> SetScore:
    """Scores every leaf from `values` (by code of leaf or of bonus or penalty line; absent or None: not scored yet).

    `unit`: id of the scored unit, for the set's exclusions. Raises InputFault for a code that the set does not have and
    for a value that does not fit its rule; SetFault when the set's rules cannot be read.
    """
    rules = rules_of(criteria_set)
    unknown = sorted(set(values) - set(rules) - _line_codes(criteria_set))
    if unknown:
        names = ", ".join(unknown[:10])
        raise InputFault(f"Bộ tiêu chí {criteria_set.id} không có mã: {names}. Giá trị ghi theo mã tiêu chí cấp cuối.")
    left_out, kept = _left_out(criteria_set, unit)
    places = criteria_set.rounding.points
    areas = []
    for area in criteria_set.areas:
        criteria = []
        for criterion in area.criteria:
            leaves = []
            for leaf in criterion.leaves:
                over = {area.code, criterion.code, leaf.code}
                if left_out and over & left_out:
                    leaves.append(_excluded_for(leaf, unit or "", kept_in_base=bool(over & kept)))
                else:
                    leaves.append(leaf_score(leaf, rules[leaf.code], values.get(leaf.code), places))
            criteria.append(_criterion_score(criterion, tuple(leaves), criteria_set.rounding))
        areas.append(_area_score(area, tuple(criteria), criteria_set.rounding))
    return _set_score(criteria_set, tuple(areas), _extras(criteria_set, values))


def _line_codes(criteria_set: CriteriaSet) -> set[str]:
    blocks = (criteria_set.bonus, criteria_set.penalty)
    return {line.code for block in blocks if block for line in block.lines}


def _left_out(criteria_set: CriteriaSet, unit: str | None) -> tuple[set[str], set[str]]:
    """Codes not asked of the unit, and those of them that stay in the base. Where two entries differ, the base stays."""
    mine = [entry for entry in criteria_set.exclusions if unit is not None and unit in entry.units]
    kept = {code for entry in mine if not entry.rebase for code in entry.codes}
    return {code for entry in mine for code in entry.codes}, kept


def _excluded_for(leaf: Leaf, unit: str, *, kept_in_base: bool) -> LeafScore:
    explanation = Explanation("excluded_in_base" if kept_in_base else "excluded_for_unit", {"unit": unit})
    return LeafScore(leaf, None, "excluded", None, None, leaf.max_points, explanation, False, kept_in_base)


def _extras(criteria_set: CriteriaSet, values: Mapping[str, Value | None]) -> tuple[ExtraScore, ...]:
    found: dict[ExtraKind, list[LeafScore]] = {}
    places = criteria_set.rounding.points
    for one in extra_lines(criteria_set):
        scored = leaf_score(one.leaf, parse_rule(one.leaf.rule), values.get(one.line.code), places)
        found.setdefault(one.kind, []).append(scored)
    extras = []
    for kind, lines in found.items():
        limit = limit_of(criteria_set, kind)
        if limit is not None:
            total = capped(limit, {one.leaf.code: one.exact for one in lines if one.exact is not None})
            points = rounded(total.points, places)
            extras.append(ExtraScore(kind, limit.max, tuple(lines), total, points))
    return tuple(extras)


def leaf_score(leaf: Leaf, rule: Rule, value: Value | None, places: int | None) -> LeafScore:
    """The score of one leaf that the set asks of the unit, its points rounded to `places`. InputFault as in `score`."""
    top = leaf.max_points
    waits = value is not None and rule.waits_for_block(value)
    if value is None or waits:
        code = "waits_for_block" if waits else "not_scored"
        explanation = Explanation(code, {"scored_by": leaf.scored_by})
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
    return sum((leaf.max_points for leaf in leaves if leaf.state in states or leaf.kept_in_base), ZERO)


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


def _within(criteria_set: CriteriaSet, total: Fraction, base: Decimal) -> Fraction:
    """No more than the base, unless the set lets bonus points exceed it; leaves alone never do."""
    bonus = criteria_set.bonus
    return total if bonus is None or not bonus.lines or bonus.may_exceed else min(total, Fraction(base))


def _set_score(criteria_set: CriteriaSet, areas: tuple[AreaScore, ...], extras: tuple[ExtraScore, ...]) -> SetScore:
    leaves = tuple(leaf for area in areas for criterion in area.criteria for leaf in criterion.leaves)
    rounding = criteria_set.rounding
    of_leaves = _sum(leaves, rounding)
    base, scored = _base(leaves, "scored", "not_scored"), _base(leaves, "scored")
    lifted = sum((one.total.points * (1 if one.kind == "bonus" else -1) for one in extras), of_leaves)
    total, so_far = _within(criteria_set, lifted, base), _within(criteria_set, lifted, scored)
    return SetScore(
        criteria_set=criteria_set,
        areas=areas,
        points=rounded(total, rounding.points),
        max_points=base,
        scored_max_points=scored,
        index_percent=_percent(total, base, rounding),
        index_so_far=_percent(so_far, scored, rounding),
        unscored=tuple(leaf.leaf.code for leaf in leaves if leaf.state == "not_scored"),
        leaf_points=rounded(of_leaves, rounding.points),
        extras=extras,
    )
