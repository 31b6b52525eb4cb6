"""Percentage × max points, with or without a floor.

Sources: TG22 (80 % to 100 % by formula, under 80 % nothing: exactly 80 % is inside, a cliff), DTI-H (ratio × maximum,
no floor). `full_at` is the target that already earns everything (30 % of procedures reviewed).
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

from parindex.criteria.fields import NotNegative, Number, Part, Points
from parindex.scoring.rules.base import (
    EMPTY,
    Explanation,
    Finding,
    Outcome,
    Rule,
    best_findings,
    facts_of,
    percent_of,
)
from parindex.scoring.values import Percent, Ratio, Value


class Floor(Part):
    """Under `at` percent (or at it, when not `inclusive`) the formula does not apply: `below` points."""

    at: NotNegative
    inclusive: bool
    below: Number


class Proportional(Rule):
    """points = min(percent ÷ full_at, 1) × max points, not above `cap` points."""

    shape: Literal["proportional"]
    full_at: Points = Decimal(100)
    floor: Floor | None = None
    cap: NotNegative | None = None

    takes: ClassVar[tuple[type, ...]] = (Ratio, Percent)

    @property
    def measurable(self) -> bool:
        return True

    @property
    def can_be_empty(self) -> bool:
        return True

    @cached_property
    def _target(self) -> Fraction:
        return Fraction(self.full_at)

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, (Ratio, Percent)):
            self.refuse(value)
        percent = percent_of(value)
        if percent is None:
            return EMPTY
        facts = facts_of(value, percent)
        facts["full_at"] = str(self.full_at)
        if self.floor is not None and not _reaches(percent, self.floor):
            facts["floor_at"] = str(self.floor.at)
            facts["floor_inclusive"] = "true" if self.floor.inclusive else "false"
            return Outcome(Fraction(self.floor.below), Explanation("proportional_below_floor", facts))
        most = Fraction(max_points)
        points, code = percent / self._target * most, "proportional"
        if points >= most:
            points, code = most, "proportional_full"
        if self.cap is not None and points > Fraction(self.cap):
            points, code = Fraction(self.cap), "proportional_capped"
            facts["cap"] = str(self.cap)
        return Outcome(points, Explanation(code, facts))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        if self.floor is not None:
            if self.floor.at > self.full_at:
                message = "Ngưỡng sàn cao hơn mức được điểm tối đa (full_at)."
                yield Finding("floor_above_full", ("floor", "at"), message)
            if self.floor.below > max_points:
                message = "Điểm dưới ngưỡng vượt điểm tối đa của tiêu chí."
                yield Finding("over_max", ("floor", "below"), message)
        if self.cap is not None:
            yield from best_findings(self.cap, max_points, ("cap",))


def _reaches(percent: Fraction, floor: Floor) -> bool:
    at = Fraction(floor.at)
    return percent > at or (percent == at and floor.inclusive)
