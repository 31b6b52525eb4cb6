"""What the results of a round's units wait for: how many leaves, of whom, at which step. Counted for all units at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from parindex.assessment.rounds.again import open_again, still_open
from parindex.assessment.rounds.known import standing_requests
from parindex.assessment.rounds.models import Dispute, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.reading import asked_leaves, set_of
from parindex.assessment.rounds.states import OUTSIDE, SCORING_STEPS, State, Step
from parindex.assessment.rounds.totals import Total, sum_up
from parindex.organisations.queries import today
from parindex.scoring.extras import extra_lines

UNIT, APPRAISER, SURVEY, COUNCIL = "unit", "appraiser", "survey", "council"
AGAIN = "again"  # the unit too, past its own step: what an amended set asks of it


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a unit's result waits for: how many leaves, of whom, at which step."""

    who: str
    step: Step
    leaves: int


@dataclass
class Counts:
    """What was counted of all the units at once; each for the units whose state asks for it."""

    scored: dict[int, int] = field(default_factory=dict)  # leaves that the step at work has scored
    spoken: dict[int, dict[str, int]] = field(default_factory=dict)  # scorer → leaves that any step scored
    requests: Mapping[int, Mapping[str, bool]] = field(default_factory=dict)
    second: dict[int, set[str]] = field(default_factory=dict)
    disputes: dict[int, int] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)  # leaves that an amended set asks of the unit once more


def _of_scorers(blocks: Iterable[RoundBlock], *who: str) -> tuple[Q, dict[tuple[str, str], str]]:
    """Which rows are about leaves of these scorers, whatever the block's set; and the scorer by block and leaf."""
    rows = Q(pk__in=())
    scorers: dict[tuple[str, str], str] = {}
    for block in blocks:
        own = {leaf.code: leaf.scored_by for _, _, leaf in set_of(block).leaves() if leaf.scored_by in who}
        rows |= Q(block=block, leaf__in=own)
        scorers |= {(block.code, code): scorer for code, scorer in own.items()}
    return rows, scorers


def _beside(blocks: Iterable[RoundBlock]) -> Q:
    """Which rows are about lines of bonus and penalty points: nobody waits for them."""
    rows = Q(pk__in=())
    for block in blocks:
        rows |= Q(block=block, leaf__in=[one.line.code for one in extra_lines(set_of(block))])
    return rows


def counted(units: Sequence[RoundUnit], blocks: Mapping[str, RoundBlock]) -> Counts:
    """Everything that `waiting` needs, in six queries, seven where a set was amended. `blocks`: the sets in force. Units'
    own leaves are many: they are counted only at the step that is at work.
    """

    def at(*states: State) -> list[int]:
        return [one.pk for one in units if one.state in states]

    counts = Counts()
    rows = StepScore.objects.filter(block__in=blocks.values(), replaced_by__isnull=True).exclude(state="not_scored")
    rows = rows.order_by().exclude(_beside(blocks.values()))
    others, scorers = _of_scorers(blocks.values(), APPRAISER, SURVEY)
    survey, _ = _of_scorers(blocks.values(), SURVEY)
    own = rows.filter(of__in=at(State.SELF_SCORING), step=Step.SELF.value).exclude(others)
    first = rows.filter(of__in=at(State.SUBMITTED, State.FIRST_APPRAISAL), step=Step.FIRST.value).exclude(survey)
    for step in (own, first):
        counts.scored |= dict(step.values_list("of").annotate(Count("pk")))
    every = [one.value for one in SCORING_STEPS]  # named, so that the index leads to the few leaves
    spoken = rows.filter(others, of__in=[one.pk for one in units], step__in=every)
    for number, block, leaf in spoken.values_list("of", "of__block", "leaf").distinct():
        of_unit = counts.spoken.setdefault(number, {APPRAISER: 0, SURVEY: 0})
        of_unit[scorers[block, leaf]] += 1
    explaining = [one for one in units if one.state in (State.EXPLAINING, State.SECOND_APPRAISAL)]
    counts.requests = standing_requests(explaining, blocks)
    second = rows.filter(of__in=at(State.SECOND_APPRAISAL), step=Step.SECOND.value)
    for number, leaf in second.values_list("of", "leaf"):
        counts.second.setdefault(number, set()).add(leaf)
    open_ones = Dispute.objects.filter(of__in=[one.pk for one in units], end__isnull=True).order_by()
    counts.disputes = dict(open_ones.values_list("of").annotate(Count("pk")))
    waiting_again = open_again([one.pk for one in units], blocks.values())
    counts.again = {number: len(still_open(leaves, today())) for number, leaves in waiting_again.items()}
    return counts


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
    scored, spoken = counts.scored.get(number, 0), counts.spoken.get(number, {})
    found = []
    if state is State.SELF_SCORING:
        found.append(Waiting(UNIT, Step.SELF, asked[UNIT] - scored))
        found.append(Waiting(APPRAISER, Step.FIRST, asked[APPRAISER] - spoken.get(APPRAISER, 0)))
    elif state in (State.SUBMITTED, State.FIRST_APPRAISAL):
        found.append(Waiting(APPRAISER, Step.FIRST, asked[UNIT] + asked[APPRAISER] - scored))
    elif state is State.EXPLAINING:
        open_ones = [leaf for leaf, answered in counts.requests.get(number, {}).items() if not answered]
        found.append(Waiting(UNIT, Step.EXPLANATION, len(open_ones)))
    elif state is State.SECOND_APPRAISAL:
        left = set(counts.requests.get(number, {})) - counts.second.get(number, set())
        found.append(Waiting(APPRAISER, Step.SECOND, len(left)))
    found.append(Waiting(AGAIN, Step.SELF, counts.again.get(number, 0)))
    if state in OUTSIDE:
        return ()
    if state is not State.SELF_SCORING and state not in (State.FINAL, State.ANNOUNCED):
        found.append(Waiting(COUNCIL, Step.COUNCIL, counts.disputes.get(number, 0)))
    if state is not State.ANNOUNCED:
        found.append(Waiting(SURVEY, Step.FIRST, asked[SURVEY] - spoken.get(SURVEY, 0)))
    return tuple(one for one in found if one.leaves > 0)
