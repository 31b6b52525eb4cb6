"""All that is said of a unit in a round, read in a constant number of queries: steps, papers, remarks, sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count

from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import Dispute, Evidence, Remark, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.proposals import Proposal, proposals
from parindex.assessment.rounds.reading import left_out, set_of
from parindex.assessment.rounds.states import SCORING_STEPS, State, Step
from parindex.assessment.rounds.totals import Total, counted, kept_totals
from parindex.criteria.model import CriteriaSet


@dataclass(frozen=True, slots=True)
class Said:
    """The score of one step: the writer's own inputs, the points that follow (text, "" where none do), why, who, when.

    `proposed`: what the figures gave at that moment. `carried`: it came from the set's version before.
    """

    number: int
    value: Mapping[str, Any] | None
    state: str
    points: str
    note: str
    by: str
    at: datetime
    proposed: Mapping[str, Any] | None
    carried: bool

    @property
    def speaks(self) -> bool:
        """Whether the step says something of the leaf; not when its score was taken back."""
        return self.state != NOT_SCORED


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said about a leaf beside its scores. `asked`: an explanation is wanted; `answered`: it was given since."""

    asked: bool = False
    answered: bool = False
    explanations: int = 0
    text: str = ""  # the newest explanation, with who gave it and when
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class UnitSheet:
    """A unit in a round: its set in force and what is said of each leaf. `said`: leaf → step; `papers`: how many stand."""

    of: RoundUnit
    block: RoundBlock
    set: CriteriaSet
    without: frozenset[str]
    said: Mapping[str, Mapping[Step, Said]]
    papers: Mapping[str, int]
    talk: Mapping[str, Talk]
    disputed: frozenset[str]
    totals: Mapping[Step, Total]
    proposed: Mapping[str, Proposal] = field(default_factory=dict)

    def final(self, leaf: str) -> tuple[Step, Said] | None:
        """The last step that spoke of a leaf, with what it said."""
        said = self.said.get(leaf, {})
        return next(
            ((step, said[step]) for step in reversed(SCORING_STEPS) if step in said and said[step].speaks), None
        )


def said_of(of: RoundUnit, block: RoundBlock, leaf: str = "") -> dict[str, dict[Step, Said]]:
    """The newest score of each step, by leaf; of one leaf, or ("") of all. One query."""
    rows = StepScore.objects.filter(of=of, block=block, replaced_by__isnull=True)
    if leaf:
        rows = rows.filter(leaf=leaf)
    fields = rows.values_list(
        "leaf",
        "step",
        "id",
        "value",
        "state",
        "points",
        "note",
        "by__display_name",
        "by__username",
        "at",
        "proposed",
        "carried",
    )
    found: dict[str, dict[Step, Said]] = {}
    for code, step, number, value, state, points, note, name, username, at, proposed, carried in fields:
        said = Said(number, value, state, points, note, name or username, at, proposed, carried is not None)
        found.setdefault(code, {})[Step(step)] = said
    return found


def papers_of(of: RoundUnit, block: RoundBlock) -> dict[str, int]:
    """How many papers stand behind each leaf of the set in force. One query."""
    rows = Evidence.objects.filter(of=of, block=block, withdrawal__isnull=True).order_by()
    return dict(rows.values_list("leaf").annotate(Count("id")))


def talk_of(of: RoundUnit) -> dict[str, Talk]:
    """Requests and explanations of each leaf. One query."""
    rows = of_set_in_force(Remark.objects.filter(of=of)).exclude(kind=Remark.NOTE).order_by("id")
    fields = rows.values_list("leaf", "kind", "withdrawn", "text", "by__display_name", "by__username", "at")
    found: dict[str, Talk] = {}
    for leaf, kind, withdrawn, text, name, username, at in fields:
        was = found.get(leaf, Talk())
        if kind == Remark.REQUEST:
            found[leaf] = Talk(not withdrawn, False, was.explanations, was.text, was.by, was.at)
        else:
            found[leaf] = Talk(was.asked, was.asked, was.explanations + 1, text, name or username, at)
    return found


def sheet_of(of: RoundUnit, block: RoundBlock) -> UnitSheet:
    """The whole sheet of a unit. While it self-scores, also what the figures propose for what is not scored yet."""
    criteria_set = set_of(block)
    without = left_out(criteria_set, of.unit_id)
    said = said_of(of, block)
    totals = kept_totals((of.pk,)).get(of.pk) or counted(criteria_set, of.unit_id, {})
    return UnitSheet(
        of=of,
        block=block,
        set=criteria_set,
        without=without,
        said=said,
        papers=papers_of(of, block),
        talk=talk_of(of),
        disputed=_disputed(of, block),
        totals=totals,
        proposed=_proposed(of, block, criteria_set, said, without) if of.state == State.SELF_SCORING.value else {},
    )


def _disputed(of: RoundUnit, block: RoundBlock) -> frozenset[str]:
    rows = Dispute.objects.filter(of=of, block=block, end__isnull=True).order_by()
    return frozenset(rows.values_list("leaf", flat=True))


def _proposed(
    of: RoundUnit,
    block: RoundBlock,
    criteria_set: CriteriaSet,
    said: Mapping[str, Mapping[Step, Said]],
    without: Iterable[str],
) -> dict[str, Proposal]:
    """What the figures propose for the leaves that the unit has still to score."""
    skipped = set(without)
    codes = [
        leaf.code
        for _, _, leaf in criteria_set.leaves()
        if leaf.scored_by == "unit" and leaf.code not in skipped and not _spoke(said.get(leaf.code, {}))
    ]
    found = proposals(block, criteria_set, (of.unit_id,), of.round.period, codes)
    return {code: own[of.unit_id] for code, own in found.items() if of.unit_id in own}


def _spoke(said: Mapping[Step, Said]) -> bool:
    return Step.SELF in said and said[Step.SELF].speaks


def score_history(of: RoundUnit, leaf: str) -> Sequence[StepScore]:
    """Every row ever written about a leaf, newest first, also those of the set's versions before. One query."""
    return list(StepScore.objects.filter(of=of, leaf=leaf).select_related("by", "block").order_by("-id"))


def evidence_of(of: RoundUnit, block: RoundBlock, leaf: str) -> Sequence[Evidence]:
    """Every paper attached to a leaf of the set in force, those withdrawn among them (with why). One query."""
    rows = Evidence.objects.filter(of=of, block=block, leaf=leaf).select_related("by", "withdrawal", "withdrawal__by")
    return list(rows.order_by("id"))


def remarks_of(of: RoundUnit, leaf: str) -> Sequence[Remark]:
    """Everything said about a leaf, oldest first. One query."""
    return list(of_set_in_force(Remark.objects.filter(of=of, leaf=leaf)).select_related("by").order_by("id"))
