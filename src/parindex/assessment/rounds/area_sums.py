"""Sums of a unit's areas after each step, for its sheet. Bonus and penalty lines belong to no area."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from parindex.assessment.rounds.judging import EXCLUDED, NOT_SCORED, SCORED
from parindex.assessment.rounds.states import Step
from parindex.assessment.rounds.totals import ZERO, kept_in_base
from parindex.criteria.model import CriteriaSet


class Score(Protocol):
    """A step's score of a leaf: its state, and its points as stored."""

    @property
    def state(self) -> str: ...

    @property
    def points(self) -> str: ...


@dataclass(slots=True)
class AreaSum:
    """`points` by step: what each leaf has from the last step up to it that spoke. `max_points`: what is asked of the unit."""

    points: dict[Step, Decimal] = field(default_factory=dict)
    max_points: Decimal = ZERO


_points = lru_cache(maxsize=4096)(Decimal)  # a sheet says the same few points hundreds of times


def area_sums(
    criteria_set: CriteriaSet,
    unit: str,
    without: frozenset[str],
    said: Mapping[str, Mapping[Step, Score]],
    steps: Iterable[Step],
) -> dict[str, AreaSum]:
    """By the area's code, in one pass. `without`: leaves that are not asked of the unit; `steps`: those to sum, in order."""
    order, kept = tuple(steps), kept_in_base(criteria_set, unit)
    found = {area.code: AreaSum(dict.fromkeys(order, ZERO)) for area in criteria_set.areas}
    for area, criterion, leaf in criteria_set.leaves():
        into = found[area.code]
        if leaf.code in without:
            into.max_points += leaf.max_points if kept & {area.code, criterion.code, leaf.code} else ZERO
            continue
        here, last = said.get(leaf.code, {}), None
        for step in order:
            one = here.get(step)
            if one is not None and one.state != NOT_SCORED:
                last = one
            if last is not None and last.state == SCORED:
                into.points[step] += _points(last.points)
        if last is None or last.state != EXCLUDED:
            into.max_points += leaf.max_points
    return found
