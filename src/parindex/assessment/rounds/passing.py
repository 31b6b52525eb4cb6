"""How the unit's own steps ended: confirmed by who had written himself, or by the deadline. It is told ever after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import Move, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.reading import asked_leaves, set_of
from parindex.assessment.rounds.states import OUTSIDE, STEP_OF, TRANSITIONS, State, Step

LOCKED = "locked"  # who a result waits for: the unit, had the deadline not locked it
UNIT_STEPS = (Step.SELF, Step.EXPLANATION)
_AFTER = (State.SUBMITTED.value, State.FIRST_APPRAISAL.value)
OPEN = tuple(state.value for state, step in STEP_OF.items() if step in UNIT_STEPS)  # in which a unit's own step is open


@dataclass(frozen=True, slots=True)
class Ended:
    """`alone`: who approved had written himself; `by_deadline`: nobody sent it."""

    alone: bool = False
    by_deadline: bool = False


def endings(moves: Iterable[tuple[int, str, str, str, bool]]) -> dict[int, dict[Step, Ended]]:
    """How the steps of units ended, by unit; a step that is open again, or that a unit which came back has to go through
    again, has not.

    `moves`: unit, name of the transition, state before, state after, whether confirmed alone; oldest first.
    """
    found: dict[int, dict[Step, Ended]] = {}
    for unit, name, before, after, alone in moves:
        own = found.setdefault(unit, {})
        if before in OUTSIDE:  # it begins again from the first step
            own.clear()
        if before in OPEN:
            own[STEP_OF[State(before)]] = Ended(alone, name in TRANSITIONS and TRANSITIONS[name].by_deadline)
        if after in OPEN:
            own.pop(STEP_OF[State(after)], None)
    return found


def alone_steps(ended: Mapping[Step, Ended]) -> frozenset[Step]:
    """The steps that were confirmed alone."""
    return frozenset(step for step, one in ended.items() if one.alone)


def locked_early(
    units: Sequence[RoundUnit], blocks: Mapping[str, RoundBlock], ended: Mapping[int, Mapping[Step, Ended]]
) -> dict[int, int]:
    """How many of its own leaves a unit had not scored when the deadline locked it, while the first appraisal is still to
    give them their points. One query where any was locked.
    """
    there = [one for one in units if one.state in _AFTER and ended.get(one.pk, {}).get(Step.SELF, Ended()).by_deadline]
    if not there:
        return {}
    rows = StepScore.objects.filter(of__in=[one.pk for one in there], step=Step.SELF.value, block__in=blocks.values())
    scored: dict[int, set[str]] = {}
    for number, leaf in rows.filter(replaced_by__isnull=True).exclude(state=NOT_SCORED).values_list("of", "leaf"):
        scored.setdefault(number, set()).add(leaf)
    found = {}
    for one in there:
        own = {leaf.code for leaf in asked_leaves(set_of(blocks[one.block]), one.unit_id) if leaf.scored_by == "unit"}
        found[one.pk] = len(own - scored.get(one.pk, set()))
    return found


def confirmed_alone(units: Iterable[int] | QuerySet[RoundUnit, int]) -> dict[int, frozenset[Step]]:
    """The steps that each unit confirmed alone; units without any are left out. One query, of the few moves that tell."""
    rows = Move.objects.filter(of__in=units).filter(Q(alone=True) | Q(went_to__in=OPEN)).order_by("id")
    ended = endings(rows.values_list("of_id", "name", "came_from", "went_to", "alone"))
    return {unit: steps for unit, own in ended.items() if (steps := alone_steps(own))}
