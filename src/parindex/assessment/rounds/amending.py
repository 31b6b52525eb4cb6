"""A set amended in an open round: a further version of the block's set, to which a person confirms what moves and where.

Nothing is rescored silently and nothing is guessed: a value is judged by the new rule where it fits, else the leaf waits
for a score with a note that says why; what has no new code stays with the version before, and is listed for the unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from parindex.assessment.models import Adoption
from parindex.assessment.refreshing import refresh_units_soon
from parindex.assessment.rounds import totals
from parindex.assessment.rounds.again import ask_again, checked_until
from parindex.assessment.rounds.assessed import assessed_units, running_round
from parindex.assessment.rounds.carrying import carried_rows, fields_after
from parindex.assessment.rounds.matching import checked_pairs
from parindex.assessment.rounds.models import FieldOfAppraisal, RoundBlock, RoundUnit
from parindex.assessment.rounds.opening import BlockSet, adopt, next_adoptions
from parindex.assessment.rounds.planning import Amendment, planned
from parindex.assessment.rounds.reading import block_in_force, round_tree, set_of, units_of_block
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import STATE_TITLES, State
from parindex.assessment.rounds.words import needed_reason
from parindex.assessment.sets import checked_set
from parindex.criteria.model import CriteriaSet
from parindex.errors import InputFault
from parindex.measures.period import parse_period
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.roles import Right

_ENDED = (State.FINAL, State.ANNOUNCED)


@dataclass(frozen=True)
class _Asked:
    """What is asked for, checked: the block as it stands, those of its units that the round assesses, the new set and what
    becomes of each code.
    """

    block: RoundBlock
    units: tuple[RoundUnit, ...]
    after: CriteriaSet
    pairs: Mapping[str, str]


def _checked(by: User, round_id: str, code: str, document: str, pairs: Mapping[str, str], seen: int) -> _Asked:
    one = running_round(round_id)
    block, units = block_in_force(round_id, code), assessed_units(round_id, code)
    for right in (Right.ROUND, Right.ADOPT):
        check_over_all(by, right, units_of_block(round_id, code), round_tree(one))
    if block.version != seen:
        raise InputFault(
            f"Bộ tiêu chí của khối “{block.title}” vừa được sửa lần nữa; hãy tải lại trang để xem bản mới."
        )
    ended = [of for of in units if State(of.state) in _ENDED]
    if ended:
        raise InputFault(
            f"Đơn vị “{ended[0].unit_id}” ở trạng thái “{STATE_TITLES[State(ended[0].state)]}”; bộ tiêu chí chỉ sửa được khi "
            "chưa chốt kết quả đơn vị nào của khối."
        )
    before, after = set_of(block), checked_set(document, name=f"khối {code}")
    _check_new(block, units, before, after)
    return _Asked(block, units, after, checked_pairs(before, after, pairs))


def _check_new(block: RoundBlock, units: tuple[RoundUnit, ...], before: CriteriaSet, after: CriteriaSet) -> None:
    """InputFault for a text that is in force already, and for an id under which values of another version are kept."""
    if after.digest == block.digest:
        raise InputFault("Bộ tiêu chí này đúng là bộ đang dùng; không có gì để sửa.")
    used = set(RoundBlock.objects.filter(round=block.round_id, code=block.code).values_list("set_id", flat=True)) | set(
        Adoption.objects.filter(unit__in=[of.unit_id for of in units], period=block.round.period).values_list(
            "set_id", flat=True
        )
    )
    if after.id in used:
        raise InputFault(
            "Bộ sửa đổi phải có mã (id) khác các bản trước của khối, để giá trị ghi theo bản cũ không lẫn vào bản mới; ví dụ đổi "
            f"id “{before.id}” thành “{before.id[:76]}-sd{block.version}”."
        )


def plan_amendment(*, round: str, block: str, document: str, pairs: Mapping[str, str]) -> Amendment:  # noqa: A002
    """What amending would do, for every unit of the block that the round assesses: nothing is written, rights are the
    page's.

    `pairs`: code of the set in force → code in the new set. SetFault for a set with any problem, InputFault for pairs
    that cannot be and for a cancelled round.
    """
    found, after = block_in_force(running_round(round).id, block), checked_set(document, name=f"khối {block}")
    return planned(found, assessed_units(round, block), after, checked_pairs(set_of(found), after, pairs))


def amend_block(
    *,
    by: User,
    round: str,  # noqa: A002  # the word of the domain
    block: str,
    document: str,
    pairs: Mapping[str, str],
    reason: str,
    seen: int,
    again_until: date | None = None,
) -> RoundBlock:
    """Put an amended set in force for a block of an open round, and bring over what was said under the old codes.

    `pairs`: code of the set in force → code in the new set, as a person confirmed them; `reason`: the decision that
    amends, or why; `seen`: the version that the person saw; `again_until`: the last day on which units past their own step
    score what the new set asks them again. Scores, papers, remarks, checks on the spot, open disputes,
    judgements and fields of appraisers follow their leaves as rows that name the old ones; sums are counted again; every
    unit adopts the new set. Units that left the round are none of this: whoever comes back catches up then.

    NotAllowed without the rights to run rounds and to choose sets in every unit; SetFault for a set with any problem;
    InputFault without a reason, for a cancelled round, a set that is no new one, pairs that cannot be, without the day
    that units need to score again, and once a result is final.
    """
    with transaction.atomic():
        asked = _checked(by, round, block, document, pairs, seen)
        reason = needed_reason(reason, "căn cứ hoặc lý do sửa bộ tiêu chí")
        plan = planned(asked.block, asked.units, asked.after, asked.pairs)
        again = {one.of: one.asked_again for one in plan.units if one.asked_again}
        until = checked_until(len(again), again_until)
        made = _write(by, asked, document, reason)
        carried_rows(plan, made, by)
        ask_again(again, made, until, by)
        for of in asked.units:
            totals.recount(of, made)
        audit.record(
            by=by,
            action="round.set_amended",
            subject=f"{round}: {block} {made.version}",
            payload=_told(plan, made, until),
        )
    refresh_units_soon([of.unit_id for of in asked.units], parse_period(asked.block.round.period))
    return made


def _told(plan: Amendment, made: RoundBlock, until: date | None) -> dict[str, Any]:
    """What the audit row says."""
    units = plan.units
    return {
        "set": [made.set_id, made.digest],
        "reason": made.reason,
        "pairs": made.crosswalk,
        "carried": {one.of.unit_id: len(one.moved) for one in units},
        "to_score_again": {one.of.unit_id: one.refit_codes for one in units if one.refit_codes},
        "left": {one.of.unit_id: one.left_codes for one in units if one.left_codes},
        "asked_again": {one.of.unit_id: list(one.asked_again) for one in units if one.asked_again},
        "again_until": until,
    }


def _write(by: User, asked: _Asked, document: str, reason: str) -> RoundBlock:
    """The block's new version, the adoptions that follow from it, and the fields of appraisers."""
    block, now = asked.block, datetime.now(UTC)
    fields = fields_after(block, set_of(block), asked.after, asked.pairs)
    made = RoundBlock.objects.create(
        round_id=block.round_id,
        code=block.code,
        title=block.title,
        version=block.version + 1,
        set_id=asked.after.id,
        digest=asked.after.digest,
        document=document,
        crosswalk=dict(asked.pairs),
        reason=reason,
        by=by,
        at=now,
    )
    held, period = BlockSet(code=block.code, title=block.title, document=document, set=asked.after), block.round.period
    adopt(by, period, next_adoptions(held, [of.unit_id for of in asked.units], period), now)
    FieldOfAppraisal.objects.bulk_create(
        FieldOfAppraisal(
            round_id=block.round_id,
            block=block.code,
            code=code,
            appraiser_id=appraiser,
            withdrawn=withdrawn,
            by=by,
            at=now,
        )
        for code, appraiser, withdrawn in fields
    )
    return made
