"""Figures of a whole block for the rule “best of block”: each unit's amount beside the greatest one."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parindex.scoring.values import AgainstBest, Count, Percent, Ratio, Value


@dataclass(frozen=True, slots=True)
class OfBlock:
    """`values` by unit, None where a unit has no figure; `missing`: those units. No score is final before it is empty."""

    best: Fraction | None
    values: Mapping[str, AgainstBest | None]
    missing: tuple[str, ...]


def against_best(figures: Mapping[str, Value | None]) -> OfBlock:
    """Each unit's figure (share, percentage or count) beside the greatest one of the block.

    A unit with nothing to measure (0 of 0) gets 0 of 0: the leaf's `when_empty` decides; it never sets the best. Shares
    and counts cannot stand in one block: ValueError, for that is a fault of the caller. An amount that was entered with
    its best already (`AgainstBest`) counts by its amount.
    """
    amounts = {unit: _amount(value) for unit, value in figures.items()}
    kinds = {isinstance(value, Count) for value in figures.values() if isinstance(value, (Ratio, Percent, Count))}
    if len(kinds) > 1:
        raise ValueError("a block's figures are all shares or all counts")
    known = [amount for amount in amounts.values() if amount is not None]
    best = max(known, default=None)
    values: dict[str, AgainstBest | None] = {}
    for unit, value in figures.items():
        amount = amounts[unit]
        if amount is not None and best is not None:
            values[unit] = AgainstBest(amount, best)
        else:
            values[unit] = None if value is None else AgainstBest(Fraction(0), Fraction(0))
    return OfBlock(best, values, tuple(unit for unit, value in figures.items() if value is None))


def _amount(value: Value | None) -> Fraction | None:
    match value:
        case Ratio(above, below):
            return above * 100 / below if below else None
        case Percent(percent):
            return percent
        case Count(count):
            return Fraction(count)
        case AgainstBest(amount, _):
            return amount
        case _:
            return None
