"""What amending a set would do to the scores of each unit: what moves, what must be scored again, what stays behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.assessment.rounds.judging import EXCLUDED, NOT_SCORED, Judged, judge
from parindex.assessment.rounds.matching import scored_names
from parindex.assessment.rounds.models import RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.reading import set_of
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault


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
    """One unit: the scores that move, and those of leaves that the new set does not ask."""

    of: RoundUnit
    moved: tuple[MovedScore, ...]
    left: tuple[StepScore, ...]

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
    """The plan for the units of a block; pairs are checked. One query for all scores."""
    before = set_of(block)
    rows: dict[int, list[StepScore]] = {of.pk: [] for of in units}
    scores = StepScore.objects.filter(of__in=list(rows), block=block, replaced_by__isnull=True).order_by("id")
    for row in scores.select_related("by"):
        if row.state != NOT_SCORED:  # a score that was taken back says nothing
            rows[row.of_id].append(row)
    plans = tuple(_unit(of, rows[of.pk], before, after, pairs) for of in units)
    return Amendment(block, before, after, pairs, plans)


def _unit(
    of: RoundUnit, rows: list[StepScore], before: CriteriaSet, after: CriteriaSet, pairs: Mapping[str, str]
) -> UnitPlan:
    old, new = scored_names(before), scored_names(after)
    moved, left = [], []
    for row in rows:
        target = pairs.get(row.leaf)
        if target is None:
            left.append(row)
        else:
            moved.append(_moved(of, row, old[row.leaf], new[target], after))
    return UnitPlan(of, tuple(moved), tuple(left))


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
