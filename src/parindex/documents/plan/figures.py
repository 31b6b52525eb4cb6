"""Figures in the manner of a plan: small counts with a leading zero."""

from fractions import Fraction

from parindex.documents.wording import numbers

LEADING_ZERO = True  # "01 báo cáo", "02 phòng": customary in official documents


def count_text(count: Fraction | int) -> str:
    """`01`, `87`, `1.670`."""
    return numbers.count_text(count, leading_zero=LEADING_ZERO)


def share_text(part: Fraction, whole: Fraction) -> str:
    """`part` of `whole`: `98,85%`."""
    return numbers.ratio_percent_text(part, whole)
