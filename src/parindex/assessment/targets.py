"""Whether a figure reaches the target of its measure on a day (pure). The target never enters the figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Literal

from parindex.assessment.values import KnownFigure
from parindex.measures.facts import Fact, Step
from parindex.measures.measure import Measure

TargetState = Literal["met", "unmet", "no_target", "no_figure"]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The target in force with whether it is met. `step` is None when no target is known for the day."""

    state: TargetState
    step: Step | None = None
    unit: str = ""


def _reached(figure: KnownFigure) -> Fraction | None:
    """What is compared with the target: percent of a share, the number of a count. None: nothing to divide."""
    if figure.denominator is None:
        return figure.numerator
    return figure.numerator * 100 / figure.denominator if figure.denominator else None


def judged_target(measure: Measure, figure: KnownFigure | None, facts: Mapping[str, Fact], day: date) -> Judged:
    """The measure's target on the day, at least so much. Compared exactly: 89,996% is not 90%."""
    if measure.target is None:
        return Judged(state="no_target")
    fact = facts.get(measure.target.name, measure.target)
    step = fact.on(day)
    try:
        aim = Fraction(Decimal(step.value)) if step else None
    except (InvalidOperation, ValueError, OverflowError):
        aim = None
    if aim is None:
        return Judged(state="no_target", unit=fact.unit)
    reached = _reached(figure) if figure else None
    if reached is None:
        return Judged(state="no_figure", step=step, unit=fact.unit)
    return Judged(state="met" if reached >= aim else "unmet", step=step, unit=fact.unit)
