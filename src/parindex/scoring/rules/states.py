"""Each thing found is in a state; a state is worth a share. Source: TG22 1.4.2, (b/a) × 1 + (c/a) × 0.5."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from parindex.criteria.fields import NotNegative, at_least
from parindex.errors import InputFault
from parindex.scoring.rules.base import EMPTY, Explanation, Finding, Outcome, Rule
from parindex.scoring.values import Counts, Value


class States(Rule):
    """points = Σ weight × count ÷ Σ count × max points; `weights` by state, from 0 to 1, the best state 1.

    `names` says the states in Vietnamese, by the same keys.
    """

    shape: Literal["states"]
    weights: Annotated[Mapping[str, NotNegative], at_least(1)]
    names: Mapping[str, str] = {}

    takes: ClassVar[tuple[type, ...]] = (Counts,)

    @property
    def can_be_empty(self) -> bool:
        return True

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Counts):
            self.refuse(value)
        unknown = sorted(set(value.by_key) - set(self.weights))
        if unknown:
            raise InputFault(f"không có trạng thái “{unknown[0]}”; các trạng thái: {', '.join(self.weights)}")
        total = sum(value.by_key.values())
        if total == 0:
            return EMPTY
        share, lines = Fraction(0), []
        for key, weight in self.weights.items():
            count = value.by_key.get(key, 0)
            share += Fraction(weight) * count
            name = self.names.get(key, "")
            lines.append({"key": key, "name": name, "count": str(count), "weight": str(weight)})
        points = share / total * Fraction(max_points)
        facts = {"total": str(total), "percent": str(share / total * 100)}
        return Outcome(points, Explanation("states", facts, tuple(lines)))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        for key, weight in self.weights.items():
            if weight > 1:
                yield Finding("over_max", ("weights", key), "Trọng số của một trạng thái không được lớn hơn 1.")
        if max(self.weights.values()) < 1:
            message = "Không trạng thái nào có trọng số 1 nên không bao giờ đạt điểm tối đa."
            yield Finding("max_unreachable", ("weights",), message)
        for key in self.names:
            if key not in self.weights:
                yield Finding("unknown_key", ("names", key), f"Trọng số không có trạng thái “{key}”.")
