"""Several formulas, of which the scorer says which one applies. Source: SW-A (each scorer keeps his own choice and values)."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from parindex.criteria.fields import Opaque, Part, Text, at_least
from parindex.errors import InputFault
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule, parse_rule
from parindex.scoring.values import Chosen, Value


class Option(Part):
    """One formula: `rule` is a shape and its parameters, as in a leaf."""

    key: Text
    text: Text
    rule: Opaque

    @field_validator("rule")
    @classmethod
    def _can_be_read(cls, rule: Opaque) -> Opaque:
        if rule.get("shape") in ("choice", "survey"):
            raise PydanticCustomError("nested", "Một cách tính không thể lại là lựa chọn hay điều tra.")
        try:
            parse_rule(rule)
        except (KeyError, ValueError) as error:
            raise PydanticCustomError("bad_rule", "Không đọc được quy tắc của cách tính này.") from error
        return rule


class Choice(Rule):
    """The points of the option that was chosen, for the value given with it."""

    shape: Literal["choice"]
    options: Annotated[tuple[Option, ...], at_least(2)]

    takes: ClassVar[tuple[type, ...]] = (Chosen,)

    @cached_property
    def by_key(self) -> dict[str, tuple[Option, Rule]]:
        """Options with their rules read."""
        return {option.key: (option, parse_rule(option.rule)) for option in self.options}

    @property
    def can_be_empty(self) -> bool:
        return any(rule.can_be_empty for _, rule in self.by_key.values())

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Chosen):
            self.refuse(value)
        if value.key not in self.by_key:
            raise InputFault(f"không có cách tính “{value.key}”; các cách: {', '.join(self.by_key)}")
        option, rule = self.by_key[value.key]
        outcome = rule.evaluate(value.value, max_points)
        facts = {"chosen": option.text, "inner": outcome.explanation.code, **outcome.explanation.values}
        return Outcome(outcome.points, Explanation("choice", facts, outcome.explanation.lines))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        seen: set[str] = set()
        for index, option in enumerate(self.options):
            if option.key in seen:
                yield Finding("duplicate_key", ("options", index, "key"), f"Cách tính “{option.key}” viết hai lần.")
            seen.add(option.key)
            for finding in parse_rule(option.rule).findings(max_points):
                yield Finding(finding.code, ("options", index, "rule", *finding.path), finding.message)
