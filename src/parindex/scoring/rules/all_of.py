"""Conditions, all or nothing. Sources: CM13 1.2.1 (all four reports in time), CM13 1.1.2 (all tasks and money)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from parindex.criteria.fields import Number, Text, at_least
from parindex.errors import InputFault
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule, best_findings
from parindex.scoring.values import Met, Value


class AllOf(Rule):
    """`points` when every condition is met, else 0."""

    shape: Literal["all_of"]
    conditions: Annotated[tuple[Text, ...], at_least(1)]
    points: Number

    takes: ClassVar[tuple[type, ...]] = (Met,)

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Met):
            self.refuse(value)
        if len(value.flags) != len(self.conditions):
            raise InputFault(f"cần trả lời {len(self.conditions)} điều kiện, nhận được {len(value.flags)}")
        pairs = zip(self.conditions, value.flags, strict=True)
        unmet = tuple({"text": text} for text, met in pairs if not met)
        facts = {"of": str(len(self.conditions)), "points": str(self.points)}
        if unmet:
            return Outcome(Fraction(0), Explanation("not_all_met", facts, unmet))
        return Outcome(Fraction(self.points), Explanation("all_met", facts))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        return best_findings(self.points, max_points, ("points",))
