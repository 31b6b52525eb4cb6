"""One leaf of a block's set by itself: the points that follow from a person's inputs, or that he gives by hand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.scoring.extras import scored_leaf
from parindex.scoring.prepared import rules_of
from parindex.scoring.rules import Rule, parse_rule
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.levels import Levels
from parindex.scoring.score import LeafScore, State, leaf_score, score
from parindex.scoring.values import Given, Value, as_json, parse_value

SCORED, NOT_SCORED, EXCLUDED = "scored", "not_scored", "excluded"
_ALONE: dict[tuple[str, str], CriteriaSet] = {}  # by digest and code: the few sets of the rounds of a workspace
_BY_HAND = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Judged:
    """What inputs give. `value` in the shape that is stored; `by_hand`: points given where the rule asks for something
    else. `points` None: nothing to measure, and the leaf does not count.
    """

    value: dict[str, Any]
    state: State
    points: Decimal | None
    by_hand: bool

    @property
    def text(self) -> str:
        """The points as they are stored."""
        return "" if self.points is None else plain(self.points)


def plain(points: Decimal) -> str:
    """An exact decimal as text, the same for equal numbers: "2.5", "0", "-1"."""
    return format(points.normalize() if points else Decimal(0), "f")


def leaf_of(criteria_set: CriteriaSet, code: str) -> Leaf:
    """The leaf, or the line of bonus or penalty points as a leaf; InputFault when the set has none of that code."""
    found = scored_leaf(criteria_set, code)
    if found is None:
        raise InputFault(f"Bộ tiêu chí “{criteria_set.id}” không có tiêu chí thành phần “{code}”.")
    return found


def rule_of(criteria_set: CriteriaSet, leaf: Leaf) -> Rule:
    """The leaf's rule, read once a set."""
    return rules_of(criteria_set).get(leaf.code) or parse_rule(leaf.rule)


def _alone(whole: CriteriaSet, code: str) -> CriteriaSet:
    """The set with this leaf only, made once: scoring one leaf must not cost a whole set."""
    key = whole.digest, code
    if whole.digest and key not in _ALONE:
        for area, criterion, leaf in whole.leaves():
            if leaf.code == code:
                parts = {"components": (leaf,)} if criterion.leaf is None else {}
                one = area.model_copy(update={"criteria": (criterion.model_copy(update=parts),)})
                _ALONE[key] = whole.model_copy(update={"areas": (one,), "bonus": None, "penalty": None})
    return _ALONE.get(key, whole)


def score_leaf(criteria_set: CriteriaSet, code: str, value: Value | None, *, unit: str) -> LeafScore:
    """The score of one leaf or one bonus or penalty line, the same as `scoring.score` gives it in the whole set.

    InputFault for a value that does not fit its rule.
    """
    leaf = criteria_set.by_code.get(code)
    if leaf and not any(unit in one.units for one in criteria_set.exclusions):
        return leaf_score(leaf, rule_of(criteria_set, leaf), value, criteria_set.rounding.points)
    found = score(_alone(criteria_set, code), {code: value}, unit=unit)
    lines = tuple(line for extra in found.extras for line in extra.lines)
    return next(one for one in (*found.leaves(), *lines) if one.leaf.code == code)


def _least(rule: Rule, most: Decimal) -> Decimal:
    """The fewest points that a person may give by hand: below 0 only where the rule itself goes there."""
    match rule:
        case Levels():
            return min(Decimal(0), *(one.points for one in rule.levels))
        case Bands():
            return min(Decimal(0), *(one.points for one in rule.bands))
        case Deduction() if rule.floor is None:
            return -most
        case Deduction():
            return min(Decimal(0), rule.floor or Decimal(0))
    return Decimal(0)


def _by_hand(criteria_set: CriteriaSet, leaf: Leaf, rule: Rule, raw: object) -> Judged:
    text = str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if not _BY_HAND.fullmatch(text):
        raise InputFault(f"Tiêu chí {leaf.code}: không đọc được điểm “{raw}”; hãy ghi một số, ví dụ 1.5.")
    points, least = Decimal(text), _least(rule, leaf.max_points)
    if not least <= points <= leaf.max_points:
        ends = f"{plain(least)} đến {plain(leaf.max_points)}".replace(".", ",")
        raise InputFault(f"Tiêu chí {leaf.code}: điểm phải từ {ends}.")
    places = criteria_set.rounding.points
    if places is not None and points != round(points, places):
        raise InputFault(f"Tiêu chí {leaf.code}: bộ tiêu chí chấm đến {places} chữ số thập phân; hãy ghi lại điểm.")
    return Judged({"points": plain(points)}, "scored", points, by_hand=True)


def judge(criteria_set: CriteriaSet, code: str, raw: Mapping[str, Any], *, unit: str) -> Judged:
    """What a person's inputs give on a leaf: by its rule, or the points that he gives by hand (`{"points"}` alone).

    InputFault for a code that the set does not have or does not ask of the unit, and for inputs that do not fit.
    """
    leaf = leaf_of(criteria_set, code)
    rule = rule_of(criteria_set, leaf)
    asked = score_leaf(criteria_set, code, None, unit=unit)
    if asked.state == EXCLUDED:
        raise InputFault(f"Tiêu chí {code} không chấm cho đơn vị này (bộ tiêu chí đã loại trừ).")
    if set(raw) == {"points"} and Given not in rule.takes:
        return _by_hand(criteria_set, leaf, rule, raw["points"])
    value = parse_value(dict(raw), code=code)
    found = score_leaf(criteria_set, code, value, unit=unit)
    if found.state == NOT_SCORED:
        raise InputFault(f"Tiêu chí {code}: chưa đủ số để ra điểm; hãy ghi cả số cao nhất của khối, hoặc ghi điểm.")
    return Judged(as_json(value) or {}, found.state, found.points, by_hand=False)


def same_inputs(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Whether two stored values say the same: "8.0" of "10" is 8 of 10."""
    if one is None or other is None:
        return one is other
    if "points" in one and "points" in other:
        return Fraction(str(one["points"])) == Fraction(str(other["points"]))
    return ("points" in one) == ("points" in other) and parse_value(dict(one)) == parse_value(dict(other))
