"""Points for each item that is there, with a cap. Source: CNTT (1 point an application, not above 5), SW-B sample."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from parindex.criteria.fields import Number, Part, Points, Text, at_least
from parindex.errors import InputFault
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule, best_findings
from parindex.scoring.values import Met, Value


class Item(Part):
    text: Text
    points: Points


class SumOf(Rule):
    """points = Σ points of the items met, not above `cap`."""

    shape: Literal["sum_of"]
    items: Annotated[tuple[Item, ...], at_least(1)]
    cap: Number | None = None

    takes: ClassVar[tuple[type, ...]] = (Met,)

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Met):
            self.refuse(value)
        if len(value.flags) != len(self.items):
            raise InputFault(f"cần trả lời {len(self.items)} mục, nhận được {len(value.flags)}")
        total, unmet = Fraction(0), []
        for item, met in zip(self.items, value.flags, strict=True):
            if met:
                total += Fraction(item.points)
            else:
                unmet.append({"text": item.text, "points": str(item.points)})
        met_count = len(self.items) - len(unmet)
        facts = {"met": str(met_count), "of": str(len(self.items)), "sum": str(total)}
        if self.cap is not None and total > Fraction(self.cap):
            total = Fraction(self.cap)
            facts["cap"] = str(self.cap)
        return Outcome(total, Explanation("sum_of", facts, tuple(unmet)))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        total = sum((item.points for item in self.items), Decimal(0))
        best = total if self.cap is None else min(total, self.cap)
        yield from best_findings(best, max_points, ("items",) if self.cap is None else ("cap",))
