"""Numbers of documents that rise with their dates, through numbers that are already fixed."""

from collections.abc import Iterable, Sequence
from datetime import date

Knot = tuple[date, int]


def numbers(days: Sequence[date], knots: Iterable[Knot]) -> list[int]:
    """One number for each of `days` (ascending), strictly rising, never one that a knot holds.

    `knots` are (day, number) pairs that exist already; the first opens the series and the last closes it. Numbers keep
    the pace of the knots around them. ValueError when there are more documents than numbers between two knots.
    """
    fixed = sorted(knots)
    found: list[int] = []
    for place, day in enumerate(days):
        left = max(knot for knot in fixed if knot[0] <= day)
        right = min(knot for knot in fixed if knot[0] > day)
        following = sum(1 for other in days[place + 1 :] if other < right[0])
        share = ((day - left[0]).days + 0.5) / (right[0] - left[0]).days
        number = min(left[1] + round(share * (right[1] - left[1])), right[1] - 1 - following)
        number = max(number, left[1] + 1, found[-1] + 1 if found else 0)
        if number >= right[1]:
            raise ValueError(f"too many documents before {right[0]}: {number} reaches {right[1]}")
        found.append(number)
    return found
