"""Choice of one named level. Sources: CM13 1.1.1 (1 / 0.5 / 0), TG22 plan (1 / 0 / -1: a level may be negative)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from parindex.criteria.fields import Number, Part, Text, at_least
from parindex.errors import InputFault
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule, best_findings
from parindex.scoring.values import Level, Value


class NamedLevel(Part):
    key: Text
    text: Text
    points: Number


class Levels(Rule):
    """`levels` in the order in which a form lists them."""

    shape: Literal["levels"]
    levels: Annotated[tuple[NamedLevel, ...], at_least(2)]

    takes: ClassVar[tuple[type, ...]] = (Level,)

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Level):
            self.refuse(value)
        for level in self.levels:
            if level.key == value.key:
                facts = {"key": level.key, "text": level.text, "points": str(level.points)}
                return Outcome(Fraction(level.points), Explanation("level", facts))
        known = ", ".join(level.key for level in self.levels)
        raise InputFault(f"không có mức “{value.key}”; các mức của tiêu chí: {known}")

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        seen: set[str] = set()
        for index, level in enumerate(self.levels):
            if level.key in seen:
                yield Finding("duplicate_key", ("levels", index, "key"), f"Mức “{level.key}” viết hai lần.")
            seen.add(level.key)
        yield from best_findings(max(level.points for level in self.levels), max_points, ("levels",))
