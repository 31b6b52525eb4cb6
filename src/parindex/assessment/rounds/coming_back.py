"""A unit that comes back into a round: it stands on the set in force, and begins again from its self-score.

What was appraised and decided before it left stays to be read; were it to count, it would outweigh what is scored now.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import transaction

from parindex.assessment.refreshing import refresh_units_soon
from parindex.assessment.rounds import totals
from parindex.assessment.rounds.assessed import missed_versions
from parindex.assessment.rounds.carrying import carried_rows
from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.known import Known
from parindex.assessment.rounds.models import Dispute, DisputeEnd, Remark, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.opening import BlockSet, adopt, next_adoptions
from parindex.assessment.rounds.planning import planned
from parindex.assessment.rounds.reading import block_in_force, set_of
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import SCORING_STEPS, Step
from parindex.measures.period import parse_period
from parindex.organisations.models import User
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitTree

_LATER = [step.value for step in SCORING_STEPS if step is not Step.SELF]


def come_back(of: RoundUnit, by: User, tree: UnitTree, reason: str) -> dict[str, Any]:
    """Part of the move that brings the unit back, inside its transaction. What was done, as the audit row says it.

    The unit adopts the set in force where it has another one by now; what it had written follows the amendments that it
    missed. Scores of later steps are taken back, but for results of surveys; requests for explanations and disputes end.
    NotAllowed without the right to choose the unit's set where that changes.
    """
    missed = missed_versions(of)
    for made in missed:
        _follow(of, made, by)
    block, now = block_in_force(of.round_id, of.block), datetime.now(UTC)
    why = f"Đơn vị được đưa lại vào đợt và chấm lại từ bước tự chấm: {reason}"
    done = {
        "adopted": _adopted(of, block, by, tree, now),
        "followed": [made.version for made in missed],
        "taken_back": _take_back(of, block, by, why, now),
        "not_asked": _end_requests(of, by, why, now),
        "not_disputed": _end_disputes(of, by, why, now),
    }
    totals.recount(of, block)
    return {name: what for name, what in done.items() if what}


def _follow(of: RoundUnit, made: RoundBlock, by: User) -> None:
    """Bring over what the unit had written, as the amendment did for the units that were there."""
    before = RoundBlock.objects.get(round=made.round_id, code=made.code, version=made.version - 1)
    carried_rows(planned(before, (of,), set_of(made), made.crosswalk), made, by)


def _adopted(of: RoundUnit, block: RoundBlock, by: User, tree: UnitTree, now: datetime) -> list[str]:
    """Id and digest of the set that the unit adopts; nothing where it stands on it."""
    held = BlockSet(code=block.code, title=block.title, document=block.document, set=set_of(block))
    missing = next_adoptions(held, (of.unit_id,), of.round.period)
    if not missing:
        return []
    check_over_all(by, Right.ADOPT, (of.unit_id,), tree)
    adopt(by, of.round.period, missing, now)
    transaction.on_commit(partial(refresh_units_soon, (of.unit_id,), parse_period(of.round.period)))
    return [block.set_id, block.digest]


def _take_back(of: RoundUnit, block: RoundBlock, by: User, why: str, now: datetime) -> dict[str, list[str]]:
    """The codes by step. What a survey found is no judgement of the unit's self-score: it stays, but not a decision on it."""
    surveys = {leaf.code for _, _, leaf in set_of(block).leaves() if leaf.scored_by == "survey"}
    rows = StepScore.objects.filter(of=of, block=block, step__in=_LATER, replaced_by__isnull=True)
    found: dict[str, list[str]] = {}
    made = []
    for row in rows.exclude(state=NOT_SCORED).order_by("id"):
        if row.leaf in surveys and row.step != Step.COUNCIL.value:
            continue
        found.setdefault(row.step, []).append(row.leaf)
        silence = StepScore(of=of, block=block, step=row.step, leaf=row.leaf, state=NOT_SCORED, note=why, by=by, at=now)
        silence.replaces = row
        made.append(silence)
    StepScore.objects.bulk_create(made)
    return found


def _end_requests(of: RoundUnit, by: User, why: str, now: datetime) -> list[str]:
    """Answered ones too: an answer to what was asked before would wait for a second appraisal of now."""
    asked = list(Known((of,)).requests.get(of.pk, ()))
    step, kind = Step.FIRST.value, Remark.REQUEST
    Remark.objects.bulk_create(
        Remark(of=of, leaf=leaf, step=step, kind=kind, text=why, withdrawn=True, by=by, at=now) for leaf in asked
    )
    return asked


def _end_disputes(of: RoundUnit, by: User, why: str, now: datetime) -> list[str]:
    rows = list(Dispute.objects.filter(of=of, end__isnull=True).order_by("id"))
    DisputeEnd.objects.bulk_create(DisputeEnd(dispute=row, reason=why, by=by, at=now) for row in rows)
    return [row.leaf for row in rows]
