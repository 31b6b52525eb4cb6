"""Leaves that the first appraisal gave less than the unit itself: put to the unit when the results go out to it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from parindex.assessment.rounds.judging import SCORED
from parindex.assessment.rounds.known import Known
from parindex.assessment.rounds.models import Remark, RoundUnit, StepScore
from parindex.assessment.rounds.reading import block_in_force, set_of
from parindex.assessment.rounds.states import Step
from parindex.scoring.extras import penalties

_LONGEST = 4000


def _lowered(of: RoundUnit) -> Mapping[str, tuple[StepScore, StepScore]]:
    """The unit's own score and the first appraisal's, by code of the leaf. Of a penalty more points are less. Two queries."""
    block = block_in_force(of.round_id, of.block)
    taken_off = penalties(set_of(block))
    rows = StepScore.objects.filter(of=of, block=block, replaced_by__isnull=True, state=SCORED).select_related("by")
    said: dict[str, dict[str, StepScore]] = {}
    for row in rows.filter(step__in=(Step.SELF.value, Step.FIRST.value)).order_by("id"):
        said.setdefault(row.leaf, {})[row.step] = row
    found = {}
    for leaf, steps in said.items():
        own, first = steps.get(Step.SELF.value), steps.get(Step.FIRST.value)
        if own is None or first is None:
            continue
        gained = Decimal(first.points) - Decimal(own.points)
        if (gained > 0) if leaf in taken_off else (gained < 0):
            found[leaf] = own, first
    return found


def put_to_unit(of: RoundUnit) -> tuple[str, ...]:
    """Ask the unit to explain every leaf that was given less than it gave itself, in the words and the name of who gave
    less; what was asked for already stays as it is. Returns the codes. Part of the move that sends the results out.
    """
    asked = Known((of,)).requests.get(of.pk, {})
    now, rows = datetime.now(UTC), []
    for leaf, (own, first) in _lowered(of).items():
        if leaf in asked:
            continue
        given, claimed = (one.points.replace(".", ",") for one in (first, own))
        text = f"Thẩm định lần 1 cho {given} điểm, đơn vị tự chấm {claimed} điểm. {first.note}".strip()[:_LONGEST]
        rows.append(
            Remark(of=of, leaf=leaf, step=Step.FIRST.value, kind=Remark.REQUEST, text=text, by=first.by, at=now)
        )
    Remark.objects.bulk_create(rows)
    return tuple(row.leaf for row in rows)
