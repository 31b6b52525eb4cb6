"""Against the best of the block. Source: CNTT (a ratio normalised by the best value among all units).

No score is final before every unit of the block has its figure: the best value is brought by whoever knows them all.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.errors import InputFault
from parindex.scoring.rules.base import EMPTY, Explanation, Finding, Outcome, Rule
from parindex.scoring.values import AgainstBest, Count, Percent, Ratio, Value


class BestOfBlock(Rule):
    """points = own amount ÷ best amount of the block × max points; all amounts in one unit (percent, count…)."""

    shape: Literal["best_of_block"]

    takes: ClassVar[tuple[type, ...]] = (AgainstBest,)

    @property
    def measurable(self) -> bool:
        return True

    @property
    def can_be_empty(self) -> bool:
        return True

    def waits_for_block(self, value: Value) -> bool:
        return isinstance(value, (Ratio, Percent, Count))

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, AgainstBest):
            self.refuse(value)
        if value.amount > value.best:
            raise InputFault("số của đơn vị lớn hơn số cao nhất của khối")
        if value.best == 0:
            return EMPTY
        facts = {"amount": str(value.amount), "best": str(value.best)}
        return Outcome(value.amount / value.best * Fraction(max_points), Explanation("best_of_block", facts))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        return ()
