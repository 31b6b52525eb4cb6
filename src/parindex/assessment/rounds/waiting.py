"""What the results of a round's units wait for: how many leaves, of whom, at which step. Counted for all units at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from parindex.assessment.rounds.checks import standing_requests
from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.models import Dispute, Remark, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.reading import asked_leaves, set_of
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.totals import Total, sum_up

UNIT, APPRAISER, SURVEY, COUNCIL = "unit", "appraiser", "survey", "council"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a unit's result waits for: how many leaves, of whom, at which step."""

    who: str
    step: Step
    leaves: int


@dataclass
class Counts:
    """What was counted of all the units at once."""

    scored: dict[int, dict[Step, dict[str, int]]] = field(default_factory=dict)  # unit → step → scorer → leaves
    spoken: dict[int, dict[str, int]] = field(default_factory=dict)  # unit → scorer → leaves that any step scored
    requests: dict[int, Mapping[str, bool]] = field(default_factory=dict)
    second: dict[int, set[str]] = field(default_factory=dict)
    disputes: dict[int, int] = field(default_factory=dict)


def _by_scorer(blocks: Iterable[RoundBlock]) -> dict[str, Q]:
    """Which rows are about leaves of each scorer, whatever the block's set."""
    found = {who: Q(pk__in=()) for who in (UNIT, APPRAISER, SURVEY)}
    for block in blocks:
        for who in found:
            codes = [leaf.code for _, _, leaf in set_of(block).leaves() if leaf.scored_by == who]
            found[who] |= Q(block=block, leaf__in=codes)
    return found


def counted(units: Sequence[RoundUnit], blocks: Mapping[str, RoundBlock]) -> Counts:
    """Everything that `waiting` needs, in at most five queries. `blocks`: the sets in force."""
    numbers, counts = [one.pk for one in units], Counts()
    who = _by_scorer(blocks.values())
    rows = StepScore.objects.filter(of__in=numbers, block__in=blocks.values(), replaced_by__isnull=True)
    rows = rows.exclude(state="not_scored").order_by()
    for number, step, *each in rows.values_list("of", "step").annotate(
        **{name: Count("pk", filter=one) for name, one in who.items()}
    ):
        counts.scored.setdefault(number, {})[Step(step)] = dict(zip(who, each, strict=True))
    for number, *each in rows.values_list("of").annotate(
        **{name: Count("leaf", filter=one, distinct=True) for name, one in who.items()}
    ):
        counts.spoken[number] = dict(zip(who, each, strict=True))
    counts.requests = _requests(one.pk for one in units if one.state in (State.EXPLAINING, State.SECOND_APPRAISAL))
    second = [one.pk for one in units if one.state == State.SECOND_APPRAISAL]
    for number, leaf in rows.filter(of__in=second, step=Step.SECOND.value).values_list("of", "leaf"):
        counts.second.setdefault(number, set()).add(leaf)
    open_ones = Dispute.objects.filter(of__in=numbers, end__isnull=True).order_by()
    counts.disputes = dict(open_ones.values_list("of").annotate(Count("pk")))
    return counts


def _requests(numbers: Iterable[int]) -> dict[int, Mapping[str, bool]]:
    """Leaves of each unit with a standing request for an explanation, and whether it was answered. One query."""
    said: dict[int, list[tuple[str, str, bool]]] = {}
    rows = of_set_in_force(Remark.objects.filter(of__in=list(numbers))).order_by("id")
    for number, leaf, kind, withdrawn in rows.values_list("of", "leaf", "kind", "withdrawn"):
        said.setdefault(number, []).append((leaf, kind, withdrawn))
    return {number: standing_requests(rows) for number, rows in said.items()}


class Asked:
    """How many leaves of each scorer a unit is asked, counted once a block for the units that nothing is left out for."""

    def __init__(self, blocks: Mapping[str, RoundBlock]) -> None:
        self._sets = {code: set_of(block) for code, block in blocks.items()}
        self._special = {
            code: {unit for entry in one.exclusions for unit in entry.units} for code, one in self._sets.items()
        }
        self._kept: dict[tuple[str, str], dict[str, int]] = {}
        self._nothing: dict[tuple[str, str], Total] = {}

    def _key(self, one: RoundUnit) -> tuple[str, str]:
        return one.block, one.unit_id if one.unit_id in self._special[one.block] else ""

    def of(self, one: RoundUnit) -> dict[str, int]:
        """Leaves by scorer."""
        key = self._key(one)
        if key not in self._kept:
            counted = dict.fromkeys((UNIT, APPRAISER, SURVEY), 0)
            for leaf in asked_leaves(self._sets[one.block], one.unit_id):
                counted[leaf.scored_by] += 1
            self._kept[key] = counted
        return self._kept[key]

    def nothing_yet(self, one: RoundUnit) -> Total:
        """The sums of a unit that no step has scored yet."""
        key = self._key(one)
        if key not in self._nothing:
            self._nothing[key] = sum_up(self._sets[one.block], one.unit_id, {})
        return self._nothing[key]


def waiting(one: RoundUnit, asked: Mapping[str, int], counts: Counts) -> tuple[Waiting, ...]:
    """What the unit's result waits for, by the state it is in; the survey until the end."""
    state, number = State(one.state), one.pk
    scored, spoken = counts.scored.get(number, {}), counts.spoken.get(number, {})
    found = []
    if state is State.SELF_SCORING:
        found.append(Waiting(UNIT, Step.SELF, asked[UNIT] - scored.get(Step.SELF, {}).get(UNIT, 0)))
        found.append(Waiting(APPRAISER, Step.FIRST, asked[APPRAISER] - spoken.get(APPRAISER, 0)))
    elif state in (State.SUBMITTED, State.FIRST_APPRAISAL):
        done = scored.get(Step.FIRST, {})
        both = sum(asked[who] - done.get(who, 0) for who in (UNIT, APPRAISER))
        found.append(Waiting(APPRAISER, Step.FIRST, both))
    elif state is State.EXPLAINING:
        open_ones = [leaf for leaf, answered in counts.requests.get(number, {}).items() if not answered]
        found.append(Waiting(UNIT, Step.EXPLANATION, len(open_ones)))
    elif state is State.SECOND_APPRAISAL:
        left = set(counts.requests.get(number, {})) - counts.second.get(number, set())
        found.append(Waiting(APPRAISER, Step.SECOND, len(left)))
    if state is not State.SELF_SCORING and state not in (State.FINAL, State.ANNOUNCED):
        found.append(Waiting(COUNCIL, Step.COUNCIL, counts.disputes.get(number, 0)))
    if state is not State.ANNOUNCED:
        found.append(Waiting(SURVEY, Step.FIRST, asked[SURVEY] - spoken.get(SURVEY, 0)))
    return tuple(one for one in found if one.leaves > 0)
