"""So many points for each thing, up to a number. Source: SW-B sample (each rule-book issued 0.5, at most 2); bonus lines."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.criteria.fields import Points
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule
from parindex.scoring.values import Count, Value


class Each(Rule):
    """points = count × `per`, not above the leaf's max points."""

    shape: Literal["each"]
    per: Points

    takes: ClassVar[tuple[type, ...]] = (Count,)

    @property
    def measurable(self) -> bool:
        return True

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Count):
            self.refuse(value)
        total = Fraction(self.per) * value.value
        facts = {"count": str(value.value), "per": str(self.per), "sum": str(total)}
        if total > Fraction(max_points):
            total = Fraction(max_points)
            facts["cap"] = str(max_points)
        return Outcome(total, Explanation("each", facts))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        if self.per > max_points:
            yield Finding("over_max", ("per",), "Điểm của một lần vượt điểm tối đa.")
