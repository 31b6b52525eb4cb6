"""Best of the block where no measure gives it: from the amounts that the units themselves have written in the round.

A unit knows its own amount only; the best of the block is known when every unit compared has given one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parindex.assessment.rounds.assessed import assessed_units
from parindex.assessment.rounds.judging import NOT_SCORED, rule_of
from parindex.assessment.rounds.models import RoundBlock, StepScore
from parindex.assessment.rounds.reading import left_out
from parindex.assessment.rounds.states import SCORING_STEPS
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.scoring.rules.best_of_block import BestOfBlock
from parindex.scoring.values import AgainstBest, parse_value, plain


@dataclass(frozen=True)
class BlockAmounts:
    """What units of a block gave for a leaf, each as the last step that spoke has it; `missing`: who gave none yet."""

    amounts: Mapping[str, Fraction]
    missing: tuple[str, ...]

    @property
    def best(self) -> Fraction | None:
        """The greatest amount so far."""
        return max(self.amounts.values(), default=None)

    @property
    def leaders(self) -> tuple[str, ...]:
        """The units that gave it."""
        return tuple(unit for unit, amount in self.amounts.items() if amount == self.best)

    def given_by(self, unit: str, amount: Fraction) -> "BlockAmounts":
        """The same with another amount of one unit."""
        missing = tuple(one for one in self.missing if one != unit)
        return BlockAmounts({**self.amounts, unit: amount}, missing)

    def settles(self, raw: Mapping[str, Any]) -> bool:
        """Whether a stored value goes by the block's best, and no unit's amount is missing; points by hand do not ask for it."""
        value = parse_value(dict(raw))
        return not isinstance(value, AgainstBest) or (not self.missing and value.best == self.best)

    def contradicts(self, best: Fraction) -> bool:
        """Whether a best that somebody wrote cannot be that of the block."""
        return self.best is not None and (best < self.best or (not self.missing and best != self.best))


def by_block(criteria_set: CriteriaSet, leaf: Leaf) -> bool:
    """Whether the leaf is measured against the best of what units write themselves."""
    return not leaf.measure and isinstance(rule_of(criteria_set, leaf), BestOfBlock)


def block_amounts(block: RoundBlock, criteria_set: CriteriaSet, codes: Collection[str]) -> dict[str, BlockAmounts]:
    """By leaf. Two queries, however many leaves and units; none without leaves."""
    if not codes:
        return {}
    units = assessed_units(block.round_id, block.code)
    rows = StepScore.objects.filter(block=block, of__in=units, leaf__in=list(codes), replaced_by__isnull=True)
    order = {step.value: number for number, step in enumerate(SCORING_STEPS)}
    said: dict[tuple[str, str], AgainstBest] = {}
    fields = rows.exclude(state=NOT_SCORED).values_list("leaf", "of__unit_id", "step", "value")
    for leaf, unit, _, value in sorted(fields, key=lambda one: order[one[2]]):
        found = parse_value(value) if value else None
        if isinstance(found, AgainstBest):
            said[leaf, unit] = found
    without = {one.unit_id: left_out(criteria_set, one.unit_id) for one in units}
    return {code: _amounts(code, said, [unit for unit, out in without.items() if code not in out]) for code in codes}


def _amounts(code: str, said: Mapping[tuple[str, str], AgainstBest], units: Collection[str]) -> BlockAmounts:
    given = {unit: said[code, unit].amount for unit in units if (code, unit) in said}
    return BlockAmounts(given, tuple(unit for unit in units if unit not in given))


def with_best(
    block: RoundBlock, criteria_set: CriteriaSet, leaf: Leaf, unit: str, raw: Mapping[str, Any], note: str
) -> Mapping[str, Any]:
    """A person's inputs with the best of the block, where he gave the unit's amount only. Two queries for such a leaf.

    InputFault when he gave a best that the block's amounts contradict, and no explanation.
    """
    if "amount" not in raw or not by_block(criteria_set, leaf):
        return raw
    own = parse_value({"best": raw["amount"], **raw}, code=leaf.code)
    if not isinstance(own, AgainstBest):
        return raw
    found = block_amounts(block, criteria_set, (leaf.code,))[leaf.code].given_by(unit, own.amount)
    best = plain(found.best or own.amount)
    if "best" not in raw:
        return {**raw, "best": best}
    if not note and found.contradicts(own.best):
        raise InputFault(
            f"Tiêu chí {leaf.code}: theo số các đơn vị trong khối đã ghi, số cao nhất là {best.replace('.', ',')}; hãy để "
            "trống ô số cao nhất để hệ thống lấy số này, hoặc giải trình vì sao khác."
        )
    return raw
