"""Who is in a round after it was opened: a unit that comes later, a round that is cancelled. Leaving and coming back are
transitions of the table.
"""

from datetime import UTC, datetime

from django.db import transaction

from parindex.assessment.refreshing import refresh_units_soon
from parindex.assessment.rounds.assessed import running_round
from parindex.assessment.rounds.models import Move, RoundCancellation, RoundUnit
from parindex.assessment.rounds.opening import BlockSet, adopt, adoptions
from parindex.assessment.rounds.reading import all_units, block_in_force, round_day, round_tree, set_of
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import OUTSIDE, TRANSITIONS, State
from parindex.assessment.rounds.words import LONGEST_REASON, needed_reason
from parindex.errors import InputFault
from parindex.measures.period import parse_period
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import unit_on
from parindex.organisations.roles import Right

_ENDED = (State.FINAL, State.ANNOUNCED)


def _moved(of: RoundUnit, name: str, came_from: str, reason: str, by: User, now: datetime) -> Move:
    to = TRANSITIONS[name].target.value
    return Move(of=of, name=name, came_from=came_from, went_to=to, reason=reason, by=by, at=now)


def add_unit(*, by: User, round: str, unit: str, block: str, reason: str) -> RoundUnit:  # noqa: A002
    """Bring a unit into one of the blocks of an open round; it begins to score itself, by the set that is in force.

    NotAllowed without the right to run the round in all its units and this one, and to choose the unit's set; InputFault
    without a reason, for a cancelled round, a unit that is not there on the round's day or is in the round already, and
    for one that another round or another set scores in the period.
    """
    one = running_round(round)
    unit_on(unit, round_day(one))
    tree = round_tree(one)
    check_over_all(by, Right.ROUND, (*all_units(round), unit), tree)
    check_over_all(by, Right.ADOPT, (unit,), tree)
    words, period = needed_reason(reason, "lý do đưa đơn vị vào đợt"), parse_period(one.period)
    held = block_in_force(round, block)
    made = BlockSet(code=block, title=held.title, document=held.document, set=set_of(held))
    with transaction.atomic():
        if RoundUnit.objects.filter(round=one, unit=unit).exists():
            raise InputFault(
                f"Đơn vị “{unit}” đã ở trong đợt này; nếu đang để ngoài, hãy dùng “{TRANSITIONS['join'].title}” ở trang của đợt."
            )
        missing, now = adoptions({block: made}, {unit: block}, period), datetime.now(UTC)
        adopt(by, period.code, missing, now)
        added = RoundUnit.objects.create(round=one, unit_id=unit, block=block, state=State.SELF_SCORING.value)
        _moved(added, "join", State.OUT.value, words, by, now).save()
        audit.record(
            by=by,
            action="round.unit_added",
            unit=unit,
            subject=f"{round}: {unit}",
            payload={
                "block": block,
                "set": [made.set.id, made.set.digest],
                "reason": words,
                "adopted": [one.unit for one in missing],
            },
        )
    refresh_units_soon([one.unit for one in missing], period)
    return added


def cancel_round(*, by: User, round: str, reason: str) -> tuple[str, ...]:  # noqa: A002
    """Cancel a round that was opened by mistake: all its units are out of it and free for another round; what was written
    stays readable. The units that were moved out.

    NotAllowed without the right to run rounds in every unit; InputFault without a reason, for a round that was cancelled
    before, and once a result is concluded.
    """
    one = running_round(round)
    check_over_all(by, Right.ROUND, all_units(round), round_tree(one))
    words = needed_reason(reason, "lý do hủy đợt")
    with transaction.atomic():
        units = tuple(RoundUnit.objects.select_for_update().filter(round=one).order_by("id"))
        ended = [of.unit_id for of in units if of.state in _ENDED]
        if ended:
            raise InputFault(
                f"Đã chốt hoặc công bố kết quả của {', '.join(ended[:5])}; không hủy đợt được nữa. Hãy trả lại Hội đồng trước, "
                "hoặc thôi chấm từng đơn vị."
            )
        RoundCancellation.objects.create(round=one, reason=words, by=by, at=(now := datetime.now(UTC)))
        going = [of for of in units if of.state not in OUTSIDE]
        Move.objects.bulk_create(
            _moved(of, "withdraw", of.state, f"Hủy đợt đánh giá: {words}"[:LONGEST_REASON], by, now) for of in going
        )
        RoundUnit.objects.filter(pk__in=[of.pk for of in going]).update(state=State.OUT.value)
        audit.record(
            by=by,
            action="round.cancelled",
            subject=round,
            payload={"reason": words, "units": {of.unit_id: of.state for of in going}},
        )
    return tuple(of.unit_id for of in going)
