"""Points that a person gives, from none to the maximum, with evidence or an explanation.

For a scoring text that no other shape says (`scoring.official_text` lists such texts): the words stay, nothing is made up.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.criteria.fields import Text
from parindex.errors import InputFault
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule
from parindex.scoring.values import Given, Value


class Judgement(Rule):
    """points = those given; `text` says in the words of the set what they are given for."""

    shape: Literal["judgement"]
    text: Text

    takes: ClassVar[tuple[type, ...]] = (Given,)

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if not isinstance(value, Given):
            self.refuse(value)
        if value.points > Fraction(max_points):
            raise InputFault(f"điểm nhận định vượt điểm tối đa {max_points:f}".replace(".", ","))
        return Outcome(value.points, Explanation("judgement", {"text": self.text}))

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        return ()
