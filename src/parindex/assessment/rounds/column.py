"""Scoring by column: one leaf of a block for all its units, what every step said of it side by side, and many saves at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from parindex.assessment.rounds.belonging_seen import Belonging, run_by_own
from parindex.assessment.rounds.fields import fields_of, within
from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.judging import NOT_SCORED, leaf_of
from parindex.assessment.rounds.models import Evidence, Remark, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.passing import confirmed_alone
from parindex.assessment.rounds.proposals import Proposal, proposals
from parindex.assessment.rounds.reading import left_out, set_of
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import SCORING_STEPS, STEP_OF, State, Step
from parindex.assessment.rounds.windows import windows_of
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.organisations.rights import Held, NotAllowed, allows
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitTree
from parindex.scoring.extras import scored_names

APPRAISING = (Step.FIRST, Step.SECOND)
_STEPS = {one.value: one for one in SCORING_STEPS}
_NONE: frozenset[Step] = frozenset()


class Proof(NamedTuple):
    """A paper of a unit behind the leaf. `number`: of its row; `file`: whether it can be opened here."""

    number: int
    title: str
    file: bool


class Spoken(NamedTuple):
    """The score of one step: the writer's own inputs, the points that follow (text, "" where none do), why, who, when."""

    number: int
    value: Mapping[str, Any] | None
    state: str
    points: str
    note: str
    by: str
    at: datetime

    @property
    def speaks(self) -> bool:
        """Whether the step says something of the leaf; not when its score was taken back."""
        return self.state != NOT_SCORED


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One unit on the leaf. `step`: the appraisal that takes writes of it; None when none does. `explanation`: the newest.

    `asked`: an explanation was asked for. `left_out`: the set does not ask the leaf of this unit. `alone`: its own steps
    that it confirmed without a second person.
    """

    of: int
    unit: str
    state: State
    step: Step | None
    proposed: Proposal | None
    said: Mapping[Step, Spoken]
    papers: tuple[Proof, ...]
    explanation: str
    asked: bool
    left_out: bool
    alone: frozenset[Step]

    @property
    def mine(self) -> Spoken | None:
        """What the appraisal that takes writes has said so far, also when that was taken back."""
        return self.said.get(self.step) if self.step else None

    @property
    def standing(self) -> Spoken | None:
        """What the form begins with: the appraisal's own score, else that of the last step before which spoke."""
        if self.step is None:
            return None
        earlier = reversed(SCORING_STEPS[: SCORING_STEPS.index(self.step) + 1])
        return next((self.said[one] for one in earlier if one in self.said and self.said[one].speaks), None)


@dataclass(frozen=True)
class Column:
    """A leaf of the set in force over the units of its block."""

    block: RoundBlock
    set: CriteriaSet
    leaf: Leaf
    rows: tuple[ColumnRow, ...]


_FIELDS = ("of", "step", "id", "value", "state", "points", "note", "by__display_name", "by__username", "at")
_Units = QuerySet[
    RoundUnit, int
]  # of a block, as the database finds them: naming 200 numbers costs more than the query


def _units_of(block: RoundBlock) -> _Units:
    return RoundUnit.objects.filter(round=block.round_id, block=block.code).order_by().values_list("pk", flat=True)


def _spoken(rows: QuerySet[StepScore]) -> Iterator[tuple[int, str, Spoken]]:
    """The unit, the step, and what was said."""
    for unit, step, number, value, state, points, note, name, username, at in rows.values_list(*_FIELDS):
        yield unit, step, Spoken(number, value, state, points, note, name or username, at)


def _said(block: RoundBlock, leaf: str) -> dict[int, dict[Step, Spoken]]:
    """The newest row of each step, by unit. The index of scores is by unit, step and leaf, so all three are named."""
    rows = StepScore.objects.filter(of__in=_units_of(block), step__in=_STEPS, leaf=leaf, block=block)
    found: dict[int, dict[Step, Spoken]] = {}
    for unit, step, said in _spoken(rows.filter(replaced_by__isnull=True).order_by()):
        found.setdefault(unit, {})[_STEPS[step]] = said
    return found


def scores_numbered(numbers: Iterable[int]) -> dict[int, Spoken]:
    """Rows of scores by their numbers, also those that were replaced: what a page showed that is not the newest. One query."""
    asked = list(numbers)
    rows = _spoken(StepScore.objects.filter(pk__in=asked)) if asked else ()
    return {said.number: said for _, _, said in rows}


def _papers(block: RoundBlock, leaf: str) -> dict[int, tuple[Proof, ...]]:
    """The papers that stand, oldest first, by unit."""
    rows = Evidence.objects.filter(of__in=_units_of(block), leaf=leaf, block=block, withdrawal__isnull=True)
    found: dict[int, tuple[Proof, ...]] = {}
    for unit, number, title, digest in rows.order_by("id").values_list("of", "id", "title", "digest"):
        found[unit] = (*found.get(unit, ()), Proof(number, title, bool(digest)))
    return found


def _explanations(block: RoundBlock, leaf: str) -> tuple[dict[int, str], set[int]]:
    """The newest explanation by unit, and the units that were asked for one."""
    rows = of_set_in_force(Remark.objects.filter(of__in=_units_of(block), leaf=leaf), block)
    rows = rows.exclude(kind=Remark.NOTE).order_by("id")
    texts: dict[int, str] = {}
    asked: set[int] = set()
    for unit, kind, withdrawn, text in rows.values_list("of", "kind", "withdrawn", "text"):
        if kind == Remark.EXPLANATION:
            texts[unit] = text
        elif withdrawn:
            asked.discard(unit)
        else:
            asked.add(unit)
    return texts, asked


def appraising(of: RoundUnit, leaf: Leaf) -> Step | None:
    """The appraisal that takes scores of a unit's leaf; None when none does. The second one takes results of surveys also
    while the unit is before the council.
    """
    if leaf.scored_by == "survey" and State(of.state) is State.COUNCIL:
        return Step.SECOND
    step = STEP_OF.get(State(of.state))
    return step if step in APPRAISING else None


def column_leaves(criteria_set: CriteriaSet) -> tuple[Leaf, ...]:
    """What has a column: the leaves of the tree, then the lines of bonus and penalty points."""
    return tuple(scored_names(criteria_set).values())


def column_of(block: RoundBlock, code: str, units: Sequence[RoundUnit], period: str) -> Column:
    """The leaf, or the line of bonus or penalty points, over those of the units that are in the block. At most nine
    queries, however many units there are.

    InputFault when the set in force has no such leaf.
    """
    criteria_set = set_of(block)
    leaf = leaf_of(criteria_set, code)
    there = [one for one in units if one.block == block.code]
    outside = {one.unit_id for one in there if code in left_out(criteria_set, one.unit_id)}
    said, papers = _said(block, code), _papers(block, code)
    texts, asked = _explanations(block, code)
    proposed = proposals(block, criteria_set, [one.unit_id for one in there], period, (code,)).get(code, {})
    alone = confirmed_alone(_units_of(block))
    rows = tuple(
        ColumnRow(
            of=one.pk,
            unit=one.unit_id,
            state=State(one.state),
            step=appraising(one, leaf),
            proposed=proposed.get(one.unit_id),
            said=said.get(one.pk, {}),
            papers=papers.get(one.pk, ()),
            explanation=texts.get(one.pk, ""),
            asked=one.pk in asked and one.unit_id not in outside,
            left_out=one.unit_id in outside,
            alone=alone.get(one.pk, _NONE),
        )
        for one in there
    )
    return Column(block, criteria_set, leaf, rows)


@dataclass(frozen=True)
class Appraiser:
    """A person before a column: the roles that he holds on the day, the tree that rights are read in."""

    user: User
    held: tuple[Held, ...]
    tree: UnitTree
    day: date

    def may(self, right: Right, unit: str) -> bool:
        """Whether he holds the right over the unit."""
        return (self.user.is_active and self.user.is_superuser) or allows(self.held, right, unit, self.tree)

    @cached_property
    def _belongs(self) -> Belonging:
        return Belonging(self.held, self.tree)

    def from_elsewhere(self, unit: str) -> bool:
        """Whether he does not belong to the unit, as `belonging` has it: not to it, under it, or to its agency."""
        return not self._belongs.to(unit)


def writable(column: Column, who: Appraiser) -> frozenset[int]:
    """The rows that the person may score now: the page offers fields there; the action checks again. Two queries;
    two more where the round goes by the units of another day.

    Results of surveys are entered by who runs the round; where only the unit's own people do, by who appraises it. Two
    more queries for them.
    """
    round_id = column.block.round_id
    if not within(column.set, fields_of(round_id, column.block.code, who.user.pk), column.leaf.code):
        return frozenset()
    windows = windows_of(round_id)

    def taken(row: ColumnRow) -> bool:
        if row.step is None or row.left_out:
            return False
        span = windows.of(row.step, row.unit)
        return row.state is State.COUNCIL or (span is not None and span.open_on(who.day))

    def may(row: ColumnRow) -> bool:
        return taken(row) and who.may(Right.APPRAISE, row.unit) and who.from_elsewhere(row.unit)

    found = [row for row in column.rows if may(row)]
    if column.leaf.scored_by == "survey":
        others = [row.unit for row in found if not who.may(Right.ROUND, row.unit)]
        barred = set(others) - run_by_own(others, who.tree, who.day) if others else set()
        found = [row for row in found if row.unit not in barred]
    return frozenset(row.of for row in found)


@dataclass(frozen=True, kw_only=True)
class RowWrite:
    """What is to be saved of one unit (its number in the round): as `save_score` takes it."""

    of: int
    step: Step
    value: Mapping[str, Any]
    note: str
    seen: int | None


@dataclass(frozen=True)
class RowsSaved:
    """What became of many saves: the units that were written, and why others were not."""

    done: tuple[int, ...]
    refused: Mapping[int, InputFault]


def save_rows(*, by: User, leaf: str, writes: Iterable[RowWrite]) -> RowsSaved:
    """Score one leaf of many units, each row a write of its own with its own checks: what fails comes back with its reason
    (`StaleScore` among them), the rest lands. NotAllowed when the person may write none of them; InputFault, and nothing is
    written, when one names another step than an appraisal.
    """
    every = tuple(writes)
    if any(one.step not in APPRAISING for one in every):
        raise InputFault("Chấm theo cột chỉ dùng cho thẩm định lần 1 và lần 2.")
    done: list[int] = []
    refused: dict[int, InputFault] = {}
    for one in every:
        try:
            save_score(by=by, of=one.of, step=one.step, leaf=leaf, value=one.value, note=one.note, seen=one.seen)
        except InputFault as fault:
            refused[one.of] = fault
        else:
            done.append(one.of)
    barred = [fault for fault in refused.values() if isinstance(fault, NotAllowed)]
    if barred and len(barred) == len(refused) and not done:
        raise barred[0]
    return RowsSaved(tuple(done), refused)


def scored_counts(block: RoundBlock, units: Sequence[RoundUnit]) -> dict[tuple[str, Step], int]:
    """How many of the units each appraisal has scored, by leaf. One query."""
    numbers = [one.pk for one in units if one.block == block.code]
    rows = StepScore.objects.filter(
        of__in=numbers,
        step__in=[one.value for one in APPRAISING],
        block=block,
        replaced_by__isnull=True,
        value__isnull=False,
    )
    counts = rows.order_by().values_list("leaf", "step").annotate(Count("pk"))
    return {(leaf, Step(step)): many for leaf, step, many in counts}
