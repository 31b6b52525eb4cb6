"""What is still apart when a unit comes before the council: its own points beside those of the appraisals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import Dispute, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.states import State, Step
from parindex.scoring.extras import penalties, scored_leaf

MOST = 200  # rows that a page shows


@dataclass(frozen=True, kw_only=True)
class Apart:
    """A leaf on which the unit and the appraisals differ to the end. `points`: of the steps that spoke; None: none follow.
    `taken_off`: it is a line of penalty points.
    """

    unit: str
    leaf: str
    name: str
    points: Mapping[Step, Decimal | None]
    taken_off: bool = False


def _points(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def still_apart(units: Iterable[RoundUnit], blocks: Mapping[str, RoundBlock]) -> tuple[Apart, ...]:
    """Leaves of the units that stand before the council on which the last appraisal gave other points than the unit itself,
    nobody having brought them there yet; one more than `MOST` at most. One query. `blocks`: the sets in force.
    """
    there = {one.pk: one.unit_id for one in units if State(one.state) is State.COUNCIL}
    rows = StepScore.objects.filter(block__in=blocks.values(), replaced_by__isnull=True).exclude(state=NOT_SCORED)
    same = rows.filter(of=OuterRef("of"), block=OuterRef("block"), leaf=OuterRef("leaf")).order_by()
    said = {step: Subquery(same.filter(step=step.value).values("points")[:1]) for step in (Step.FIRST, Step.SECOND)}
    brought = Dispute.objects.filter(
        of=OuterRef("of"), block=OuterRef("block"), leaf=OuterRef("leaf"), end__isnull=True
    )
    own = rows.filter(of__in=list(there), step=Step.SELF.value).annotate(
        first=said[Step.FIRST], second=said[Step.SECOND]
    )
    own = own.annotate(last=Coalesce("second", "first")).filter(last__isnull=False).exclude(last=F("points"))
    own = own.exclude(Exists(brought)).exclude(Exists(same.filter(step=Step.COUNCIL.value))).order_by("of", "id")
    sets = {block.pk: set_of(block) for block in blocks.values()}
    found = []
    for of, block, code, mine, first, second in own.values_list("of", "block", "leaf", "points", "first", "second")[
        : MOST + 1
    ]:
        leaf = scored_leaf(sets[block], code)
        texts = {Step.SELF: mine, Step.FIRST: first, Step.SECOND: second}
        points = {step: _points(text) for step, text in texts.items() if text is not None}
        taken_off = code in penalties(sets[block])
        found.append(
            Apart(unit=there[of], leaf=code, name=leaf.name if leaf else "", points=points, taken_off=taken_off)
        )
    return tuple(found)
