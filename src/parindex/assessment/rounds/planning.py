"""What amending a set would do to the scores of each unit: what moves, what must be scored again, what stays behind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parindex.assessment.rounds.again import SENT, open_again
from parindex.assessment.rounds.judging import EXCLUDED, NOT_SCORED, Judged, judge
from parindex.assessment.rounds.models import RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.reading import asked_leaves, set_of
from parindex.assessment.rounds.states import State, Step
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.scoring.extras import scored_names


@dataclass(frozen=True)
class MovedScore:
    """A score that moves. `judged` None: its value says nothing under the new rule, `why` says so; it waits for a score."""

    row: StepScore
    leaf: str
    judged: Judged | None
    why: str = ""

    @property
    def points(self) -> str:
        """The points under the new rule, as stored; "" where none follow."""
        return self.judged.text if self.judged else ""

    @property
    def changed(self) -> bool:
        """Whether the same value gives other points under the new rule."""
        return self.judged is not None and (self.points, self.judged.state) != (self.row.points, self.row.state)


@dataclass(frozen=True)
class UnitPlan:
    """One unit: the scores that move, and those of leaves that the new set does not ask. `own`: new codes that the unit
    itself has to score because of the new set, whatever step it is at.
    """

    of: RoundUnit
    moved: tuple[MovedScore, ...]
    left: tuple[StepScore, ...]
    own: tuple[str, ...] = ()

    @property
    def asked_again(self) -> tuple[str, ...]:
        """Those of `own` for which the unit needs a window of their own: its step is over."""
        return self.own if State(self.of.state) in SENT else ()

    @property
    def refit_codes(self) -> list[str]:
        """New codes that must be scored again at some step."""
        return list(dict.fromkeys(one.leaf for one in self.moved if one.judged is None))

    @property
    def left_codes(self) -> list[str]:
        """Old codes that nothing of the new set takes over."""
        return list(dict.fromkeys(row.leaf for row in self.left))


@dataclass(frozen=True)
class Amendment:
    """The whole plan. `pairs`: old code → new code; `new`: leaves of the new set that nothing comes to."""

    block: RoundBlock
    before: CriteriaSet
    after: CriteriaSet
    pairs: Mapping[str, str]
    units: tuple[UnitPlan, ...]

    @property
    def new(self) -> list[Leaf]:
        """What the new set asks and the old one did not."""
        taken = set(self.pairs.values())
        return [leaf for code, leaf in scored_names(self.after).items() if code not in taken]

    @property
    def gone(self) -> list[Leaf]:
        """What the old set asked and the new one does not."""
        return [leaf for code, leaf in scored_names(self.before).items() if code not in self.pairs]


def planned(block: RoundBlock, units: tuple[RoundUnit, ...], after: CriteriaSet, pairs: Mapping[str, str]) -> Amendment:
    """The plan for the units of a block; pairs are checked. One query for all scores, one more from the second amendment on."""
    before = set_of(block)
    waiting = open_again([of.pk for of in units], [block])
    rows: dict[int, list[StepScore]] = {of.pk: [] for of in units}
    scores = StepScore.objects.filter(of__in=list(rows), block=block, replaced_by__isnull=True).order_by("id")
    for row in scores.select_related("by"):
        if row.state != NOT_SCORED:  # a score that was taken back says nothing
            rows[row.of_id].append(row)
    plans = tuple(_unit(of, rows[of.pk], before, after, pairs, frozenset(waiting.get(of.pk, ()))) for of in units)
    return Amendment(block, before, after, pairs, plans)


def _unit(
    of: RoundUnit,
    rows: list[StepScore],
    before: CriteriaSet,
    after: CriteriaSet,
    pairs: Mapping[str, str],
    waiting: frozenset[str],
) -> UnitPlan:
    old, new = scored_names(before), scored_names(after)
    moved, left = [], []
    for row in rows:
        target = pairs.get(row.leaf)
        if target is None:
            left.append(row)
        else:
            moved.append(_moved(of, row, old[row.leaf], new[target], after))
    own = _asked_of_unit(of.unit_id, before, after, pairs, moved, waiting)
    return UnitPlan(of, tuple(moved), tuple(left), own)


def _asked_of_unit(
    unit: str,
    before: CriteriaSet,
    after: CriteriaSet,
    pairs: Mapping[str, str],
    moved: Iterable[MovedScore],
    waiting: frozenset[str],
) -> tuple[str, ...]:
    """New codes that the unit has to score because of the new set: those whose own score did not fit, those that were not
    asked of it, and those that it was asked again and has not done. What it left unscored of its own accord is no matter
    of the amendment; lines of bonus and penalty points need no score.
    """
    fits = {one.leaf: one.judged is not None for one in moved if one.row.step == Step.SELF.value}
    had = {pairs[code] for code in _own(before, unit) if code in pairs and code not in waiting}
    lines = {code: leaf for code, leaf in scored_names(after).items() if leaf.scored_by == "unit" and code in fits}
    asked = {code: leaf for code, leaf in lines.items() if code not in after.by_code} | _own(after, unit)
    return tuple(code for code in asked if not fits.get(code, code in had))


def _own(criteria_set: CriteriaSet, unit: str) -> dict[str, Leaf]:
    """The leaves that a set asks the unit itself to score."""
    return {leaf.code: leaf for leaf in asked_leaves(criteria_set, unit) if leaf.scored_by == "unit"}


def _moved(of: RoundUnit, row: StepScore, before: Leaf, leaf: Leaf, after: CriteriaSet) -> MovedScore:
    if row.value is None:
        return MovedScore(row, leaf.code, None, "không có giá trị nào được ghi")
    same = before.max_points == leaf.max_points and before.rule == leaf.rule
    if not same and set(row.value) == {"points"}:  # given by a person, out of the old maximum
        return MovedScore(row, leaf.code, None, "điểm do người chấm cho theo cách chấm cũ")
    try:
        judged = judge(after, leaf.code, row.value, unit=of.unit_id)
    except InputFault as fault:
        return MovedScore(row, leaf.code, None, str(fault))
    if judged.state == EXCLUDED and row.state != EXCLUDED:
        return MovedScore(row, leaf.code, judged, "theo bộ mới mục này không tính")
    return MovedScore(row, leaf.code, judged)
