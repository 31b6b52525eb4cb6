"""What scores and screens know of a leaf or a measure: a figure, a total with its paper, a judgement (pure)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from parindex.scoring.values import Count, Ratio, Value

COMPUTED, TOTAL, JUDGEMENT = "computed", "entered_total", "judgement"


@dataclass(frozen=True, kw_only=True)
class KnownFigure:
    """A figure as scores and screens use it. `denominator` None: a count."""

    measure: str
    numerator: Fraction
    denominator: Fraction | None

    @property
    def value(self) -> Value:
        """As a value for a rule."""
        return Count(self.numerator) if self.denominator is None else Ratio(self.numerator, self.denominator)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """The newest judgement of a leaf."""

    value: Value | None
    evidence: str
    note: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Total:
    """The total that counts for a measure where nothing is computed. `number` names the entry; `file_name` "": no file."""

    number: int
    figure: KnownFigure
    document: str
    note: str
    file_name: str
    by: str
    at: datetime


def counting(figure: KnownFigure | None, total: Total | None) -> tuple[KnownFigure | None, str | None]:
    """What counts for a measure, with its grade: the computed figure before the entered total.

    A share of nothing (0/0) gives way to a total: rows of other times say nothing about this window.
    """
    if total and (figure is None or figure.denominator == 0):
        return total.figure, TOTAL
    return figure, COMPUTED if figure else None


def decimal_text(number: Fraction) -> str:
    """An exact decimal as text. Sums of counts and of four-decimal amounts always are; anything else is our error."""
    if number.denominator == 1:
        return str(number.numerator)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(exact) != number:
        raise ValueError(f"not a finite decimal: {number}")
    return format(exact.normalize(), "f")


def exact_number(text: str) -> Fraction:
    """What `decimal_text` wrote. Whole numbers, by far the most, are read the quick way."""
    return Fraction(int(text)) if text.isdecimal() else Fraction(text)
