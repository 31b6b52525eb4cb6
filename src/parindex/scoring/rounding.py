"""The one place where a score is rounded: half-up, away from zero at the half (as printed scores do)."""

from decimal import Decimal
from fractions import Fraction

EXACT_PLACES = 6  # decimals shown of a value that a set keeps exact and that no decimal can hold, such as 1/3


def rounded(value: Fraction, places: int | None) -> Decimal:
    """`value` to `places` decimals, half-up. None: the exact value if it is a short decimal, else 6 decimals.

    Half-up on the magnitude: 2.965 → 2.97 and -2.965 → -2.97. The result never is a negative zero.
    """
    if places is None:
        exact = _short_decimal(value)
        if exact is not None:
            return exact
        places = EXACT_PLACES
    scaled = abs(value.numerator) * 10**places * 2 + value.denominator
    units = scaled // (2 * value.denominator)
    return _decimal(-units if value < 0 else units, places)


def _short_decimal(value: Fraction) -> Decimal | None:
    for places in range(EXACT_PLACES + 1):
        if 10**places % value.denominator == 0:
            return _decimal(value.numerator * (10**places // value.denominator), places)
    return None


def _decimal(units: int, places: int) -> Decimal:
    """units ÷ 10^places. Made from text because arithmetic would obey the caller's decimal context."""
    return Decimal(f"{units}E-{places}")
