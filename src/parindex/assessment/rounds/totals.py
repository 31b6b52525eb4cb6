"""Sums of a unit after each step: what each leaf has from the last step up to this one that spoke. Kept for lists.

Written with every score of the unit and by nothing else; what is kept always equals a full recount.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.db.models import Exists, OuterRef

from parindex.assessment.rounds.judging import EXCLUDED, NOT_SCORED, SCORED, plain
from parindex.assessment.rounds.models import RoundBlock, RoundUnit, StepScore, StepTotal
from parindex.assessment.rounds.reading import block_in_force, left_out, set_of
from parindex.assessment.rounds.states import SCORING_STEPS, Step
from parindex.criteria.model import CriteriaSet
from parindex.scoring.extras import KINDS, capped, extra_lines, limit_of
from parindex.scoring.rounding import rounded

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stand:
    """How a leaf stands: as in a score (scored, not_scored, excluded), with its points."""

    state: str
    points: Decimal = ZERO


OPEN = Stand(NOT_SCORED)
Stands = Mapping[Step, Stand]


@dataclass(frozen=True, slots=True)
class Total:
    """Points with the max points of what applies and of what is scored, and how many leaves wait for a score."""

    points: Decimal
    max_points: Decimal
    scored_max_points: Decimal
    unscored: int

    def fields(self) -> dict[str, str | int]:
        """As a row keeps them."""
        return {
            "points": plain(self.points),
            "max_points": plain(self.max_points),
            "scored_max_points": plain(self.scored_max_points),
            "unscored": self.unscored,
        }


def index_of(criteria_set: CriteriaSet, total: Total) -> Decimal | None:
    """The index in per cent: points of the maximum that is asked of the unit, rounded as the set says; None where nothing is."""
    if not total.max_points:
        return None
    return rounded(Fraction(total.points) * 100 / Fraction(total.max_points), criteria_set.rounding.index)


def stand(state: str, points: str) -> Stand:
    """A score's row as it counts."""
    return Stand(state, Decimal(points) if points else ZERO)


def standing_at(stands: Stands, step: Step) -> Stand:
    """The last step up to this one that spoke; nobody did: not scored."""
    for one in reversed(SCORING_STEPS[: SCORING_STEPS.index(step) + 1]):
        if one in stands and stands[one].state != NOT_SCORED:
            return stands[one]
    return OPEN


def kept_in_base(criteria_set: CriteriaSet, unit: str) -> frozenset[str]:
    """Codes that are not asked of the unit and whose maximum counts nevertheless."""
    entries = (entry for entry in criteria_set.exclusions if unit in entry.units and not entry.rebase)
    return frozenset(code for entry in entries for code in entry.codes)


def sum_up(criteria_set: CriteriaSet, unit: str, leaves: Mapping[str, Stand]) -> Total:
    """The sums of a unit's leaves and of its bonus and penalty lines, capped as the set says. Exact."""
    without, kept = left_out(criteria_set, unit), kept_in_base(criteria_set, unit)
    points, base, scored, unscored = ZERO, ZERO, ZERO, 0
    for area, criterion, leaf in criteria_set.leaves():
        if leaf.code in without:
            base += leaf.max_points if kept & {area.code, criterion.code, leaf.code} else ZERO
            continue
        found = leaves.get(leaf.code, OPEN)
        if found.state == EXCLUDED:
            continue
        base += leaf.max_points
        if found.state == SCORED:
            points, scored = points + found.points, scored + leaf.max_points
        else:
            unscored += 1
    return Total(_with_extras(criteria_set, points, base, leaves), base, scored, unscored)


def _with_extras(criteria_set: CriteriaSet, points: Decimal, base: Decimal, leaves: Mapping[str, Stand]) -> Decimal:
    """Plus bonus, less penalty, each under its cap; not over the base unless the set lets bonus points exceed it."""
    if not has_extras(criteria_set):
        return points
    for kind in KINDS:
        parts = {
            one.line.code: Fraction(leaves[one.line.code].points)
            for one in extra_lines(criteria_set)
            if one.kind == kind and leaves.get(one.line.code, OPEN).state == SCORED
        }
        if (limit := limit_of(criteria_set, kind)) and parts:
            sum_of = capped(limit, parts).points
            amount = Decimal(sum_of.numerator) / Decimal(sum_of.denominator)  # parts are decimals, so this is exact
            points += amount if kind == "bonus" else -amount
    bonus = criteria_set.bonus
    return points if bonus is None or not bonus.lines or bonus.may_exceed else min(points, base)


def has_extras(criteria_set: CriteriaSet) -> bool:
    """Whether the set has bonus or penalty lines: their caps make sums depend on more than one leaf."""
    return any(block and block.lines for block in (criteria_set.bonus, criteria_set.penalty))


def stands_of(of: RoundUnit, block: RoundBlock) -> dict[str, dict[Step, Stand]]:
    """How every leaf of a unit stands at every step: leaf → step. One query."""
    rows = StepScore.objects.filter(of=of, block=block, replaced_by__isnull=True)
    found: dict[str, dict[Step, Stand]] = {}
    for leaf, step, state, points in rows.order_by("id").values_list("leaf", "step", "state", "points"):
        found.setdefault(leaf, {})[Step(step)] = stand(state, points)
    return found


def counted(criteria_set: CriteriaSet, unit: str, stands: Mapping[str, Stands]) -> dict[Step, Total]:
    """The sums after each step, from how every leaf stands."""
    return {
        step: sum_up(criteria_set, unit, {code: standing_at(one, step) for code, one in stands.items()})
        for step in SCORING_STEPS
    }


def total_in(points: str, base: str, scored: str, unscored: str | int) -> Total:
    """Sums as a row keeps them."""
    return Total(Decimal(points), Decimal(base), Decimal(scored), int(unscored))


def _keep(of: RoundUnit, totals: Mapping[Step, Total]) -> None:
    """Put the sums of some steps in place of those kept, in one statement."""
    columns = ("points", "max_points", "scored_max_points", "unscored")
    mark = f"({', '.join(['%s'] * (len(columns) + 2))})"
    order: list[str | int] = []
    for step, total in totals.items():
        order += [of.pk, step.value, *total.fields().values()]
    query = (
        f"INSERT INTO {StepTotal._meta.db_table} (of_id, step, {', '.join(columns)}) "
        f"VALUES {', '.join([mark] * len(totals))} "
        f"ON CONFLICT (of_id, step) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, order)


def recount(of: RoundUnit, block: RoundBlock | None = None) -> dict[Step, Total]:
    """Count all scores of a unit afresh and keep the sums. Must run inside the transaction of the write. Three queries."""
    found = block or block_in_force(of.round_id, of.block)
    totals = counted(set_of(found), of.unit_id, stands_of(of, found))
    _keep(of, totals)
    return totals


def kept_totals(units: Iterable[int]) -> dict[int, dict[Step, Total]]:
    """The kept sums of units of a round (numbers) by step. One query."""
    found: dict[int, dict[Step, Total]] = {}
    rows = StepTotal.objects.filter(of__in=list(units))
    fields = rows.values_list("of_id", "step", "points", "max_points", "scored_max_points", "unscored")
    for number, step, points, base, scored, unscored in fields:
        found.setdefault(number, {})[Step(step)] = total_in(points, base, scored, unscored)
    return found


def spoken_steps(units: Iterable[int], blocks: Iterable[RoundBlock]) -> dict[int, frozenset[Step]]:
    """The steps that say something of each unit now: a sum after a step that was silent is that of the step before. What an
    amended set left behind says nothing. One query, which looks at one row a unit and step. `blocks`: the sets in force.
    """
    newest = StepScore.objects.filter(of=OuterRef("pk"), block__in=[one.pk for one in blocks], replaced_by__isnull=True)
    newest = newest.exclude(state=NOT_SCORED)
    marks = {f"says_{step.value}": Exists(newest.filter(step=step.value)) for step in SCORING_STEPS}
    rows = RoundUnit.objects.filter(pk__in=list(units)).order_by().annotate(**marks)
    return {
        number: frozenset(step for step, says in zip(SCORING_STEPS, said, strict=True) if says)
        for number, *said in rows.values_list("pk", *marks)
    }


def changed(
    of: RoundUnit, block: RoundBlock, leaf: str, *, before: Stands, after: Stands, kept: Mapping[Step, Total]
) -> None:
    """Bring the sums up to date after one leaf of the unit changed, by what it changed: no other leaf is read. `kept`: the
    sums as they are kept.

    Must run inside the transaction of the write.
    """
    criteria_set = set_of(block)
    if has_extras(criteria_set):
        recount(of, block)
        return
    moved = {
        step: (standing_at(before, step), standing_at(after, step))
        for step in SCORING_STEPS
        if standing_at(before, step) != standing_at(after, step)
    }
    if not moved:
        return
    if len(kept) < len(SCORING_STEPS):
        recount(of, block)
        return
    most = criteria_set.by_code[leaf].max_points
    _keep(of, {step: _moved(kept[step], most, *pair) for step, pair in moved.items()})


def _moved(total: Total, most: Decimal, before: Stand, after: Stand) -> Total:
    def times(state: str) -> int:
        return (after.state == state) - (before.state == state)

    return Total(
        total.points + after.points - before.points,
        total.max_points - most * times(EXCLUDED),
        total.scored_max_points + most * times(SCORED),
        total.unscored + times(NOT_SCORED),
    )
