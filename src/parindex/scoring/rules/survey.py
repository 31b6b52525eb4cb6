"""Result of a sociological survey × max points. Source: SL152 4.5; survey parts of BNV 1149 and 876."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.errors import InputFault
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule
from parindex.scoring.values import Percent, Value


class Survey(Rule):
    """points = percent × max points; never self-scored."""

    shape: Literal["survey"]

    takes: ClassVar[tuple[type, ...]] = (Percent,)

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Percent):
            self.refuse(value)
        if value.value > 100:
            raise InputFault("kết quả điều tra không thể vượt 100%")
        facts = {"percent": str(value.value)}
        return Outcome(value.value / 100 * Fraction(max_points), Explanation("survey", facts))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        return ()
