"""The same sums as `score` on the same values with nothing around them: what the arithmetic itself costs."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

CENT = Decimal("0.01")
HUNDRED, ONE = Fraction(100), Fraction(1)


def _rounded(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def _bands(value: Any) -> Fraction:
    percent = value.numerator * 100 / value.denominator
    if percent > 90:
        return ONE
    return Fraction(1, 2) if percent >= 70 else Fraction(0)


def _proportional(value: Any) -> Fraction:
    percent = value.numerator * 100 / value.denominator
    return Fraction(0) if percent < 50 else min(percent / 100, ONE)


def _states(value: Any) -> Fraction:
    weights = {"done": ONE, "doing": Fraction(1, 2), "none": Fraction(0)}
    return sum((weights[key] * n for key, n in value.by_key.items()), Fraction(0)) / sum(value.by_key.values())


def _deduction(value: Any) -> Fraction:
    per = {"late": Fraction(-1, 4), "missing": Fraction(-1, 2)}
    return max(ONE + sum((per[key] * n for key, n in value.by_key.items()), Fraction(0)), Fraction(0))


BARE: tuple[Callable[[Any], Fraction], ...] = (
    lambda value: Fraction(1 if value.key == "a" else 0),
    lambda value: Fraction(1 if all(value.flags) else 0),
    _bands,
    _proportional,
    _states,
    _deduction,
    lambda value: min(sum((Fraction(1, 2) for met in value.flags if met), Fraction(0)), ONE),
    lambda value: value.value / 100,
)


def bare_score(values: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    """Points of every leaf rounded half-up, sums per area and over all, and the index: (points, index)."""
    total = Decimal(0)
    areas: list[Decimal] = []
    for number, value in enumerate(values.values()):
        points = _rounded(BARE[number % len(BARE)](value))
        if number % 10 == 0:
            areas.append(Decimal(0))
        areas[-1] += points
        total += points
    for area in areas:
        _rounded(Fraction(area) * 100 / 10)
    return total, _rounded(Fraction(total) * 100 / 100)
