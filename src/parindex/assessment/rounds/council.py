"""What the council does with a disputed score: it is brought before the council, voted on, taken back.

The decision itself is in `deciding`.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from parindex.assessment.rounds.belonging import check_not_own
from parindex.assessment.rounds.fields import fields_of, within
from parindex.assessment.rounds.judging import judge
from parindex.assessment.rounds.models import Dispute, DisputeEnd, RoundUnit, Vote
from parindex.assessment.rounds.reading import block_in_force, round_tree, round_unit, scorable, set_of
from parindex.assessment.rounds.states import STATE_TITLES, State, Step
from parindex.assessment.rounds.windows import check_open
from parindex.assessment.rounds.words import needed_words
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed, check_may, held_roles
from parindex.organisations.roles import Right, Role
from parindex.organisations.tree import UnitTree

_LONGEST_REASON = 2000
DISPUTABLE = (State.SECOND_APPRAISAL, State.COUNCIL)


def check_state(of: RoundUnit, states: tuple[State, ...], what: str) -> None:
    """InputFault unless the unit stands in one of the states. `what`: what cannot be done elsewhere."""
    if State(of.state) not in states:
        allowed = " hoặc ".join(f"“{STATE_TITLES[one]}”" for one in states)
        raise InputFault(
            f"Chỉ {what} khi đơn vị ở bước {allowed}; đơn vị đang ở bước “{STATE_TITLES[State(of.state)]}”."
        )


def asked_leaf(criteria_set: CriteriaSet, unit: str, code: str) -> Leaf:
    """The leaf that the set asks of the unit, or a line of bonus or penalty points as a leaf; InputFault when there is none
    of that code.
    """
    found = scorable(criteria_set, unit).get(code)
    if found is None:
        raise InputFault(f"Bộ tiêu chí “{criteria_set.id}” không chấm mục “{code}” cho đơn vị này.")
    return found


def check_member(by: User, unit: str, tree: UnitTree, what: str) -> None:
    """NotAllowed unless a member of the council for the unit, who does not belong to it. `what`: what he may not do else."""
    day = today()
    check_may(by, Right.DECIDE, unit, tree=tree, on=day)
    check_not_own(by, unit, tree=tree, on=day, what=what)
    over = {fact.id for fact in tree.above(unit)}
    if not any(one.role is Role.COUNCIL and one.unit in over for one in held_roles(by, day)):
        raise NotAllowed(f"“{by}” không phải thành viên Hội đồng thẩm định nên không {what}.")


def _check_may_raise(by: User, of: RoundUnit, leaf: str, criteria_set: CriteriaSet, tree: UnitTree) -> None:
    """The unit's head, an appraiser of another office within his fields, or a member of the council that the unit stands
    before. What the head lacks is what is said.
    """
    if State(of.state) is State.COUNCIL:
        with suppress(NotAllowed):
            check_member(by, of.unit_id, tree, "đưa điểm ra Hội đồng")
            return
    with suppress(NotAllowed):
        check_may(by, Right.APPRAISE, of.unit_id, tree=tree, on=today())
        check_not_own(by, of.unit_id, tree=tree, on=today(), what="đưa điểm ra Hội đồng với tư cách thẩm định")
        if within(criteria_set, fields_of(of.round_id, of.block, by.pk), leaf):
            return
    check_may(by, Right.SUBMIT, of.unit_id, tree=tree, on=today())


def raise_dispute(*, by: User, of: int, leaf: str, reason: str) -> Dispute:
    """Bring a leaf of a unit, or a line of bonus or penalty points, before the council: its head or an appraiser, in the
    second appraisal or before the council; there also a member of the council.

    InputFault in another state, for a leaf that is not asked of the unit or is before the council already, without a
    reason.
    """
    with transaction.atomic():
        found = round_unit(of)
        block = block_in_force(found.round_id, found.block)
        criteria_set = set_of(block)
        _check_may_raise(by, found, leaf, criteria_set, round_tree(found.round))
        check_state(found, DISPUTABLE, "đưa điểm ra Hội đồng")
        asked_leaf(criteria_set, found.unit_id, leaf)
        if Dispute.objects.filter(of=found, leaf=leaf, end__isnull=True).exists():
            raise InputFault(f"Mục {leaf} đã đưa ra Hội đồng và chưa kết luận; hãy xem ở danh sách mục còn ý kiến.")
        reason = needed_words(reason, "lý do đưa ra Hội đồng", _LONGEST_REASON)
        dispute = Dispute.objects.create(of=found, block=block, leaf=leaf, reason=reason, by=by, at=datetime.now(UTC))
        record(by, dispute, "round.dispute_raised", {"reason": reason})
    return dispute


@dataclass(frozen=True, kw_only=True)
class Open:
    """An open dispute with all that its checks ask for."""

    dispute: Dispute
    of: RoundUnit
    tree: UnitTree


def open_dispute(number: int) -> Open:
    """The dispute of that number; InputFault when there is none or it has ended."""
    found = Dispute.objects.select_related("of__round", "block").filter(pk=number).first()
    if found is None:
        raise InputFault(f"Không có mục số {number} trước Hội đồng.")
    if DisputeEnd.objects.filter(dispute=found).exists():
        raise InputFault(f"Mục {found.leaf} đã kết thúc ở Hội đồng; hãy tải lại trang để xem kết quả.")
    return Open(dispute=found, of=found.of, tree=round_tree(found.of.round))


def record(by: User, dispute: Dispute, action: str, payload: Mapping[str, Any]) -> None:
    """The audit row of what happened to a dispute."""
    unit = dispute.of.unit_id
    subject = f"{dispute.of.round_id}: {unit} {dispute.leaf}"
    audit.record(by=by, action=action, unit=unit, subject=subject, payload={"dispute": dispute.pk, **payload})


def _check_may_take_back(by: User, found: Open) -> None:
    """Who raised it, while he has a part in the unit's scores: his fields may have changed since, and do not matter here."""
    unit, day = found.of.unit_id, today()
    for right in (Right.APPRAISE, Right.DECIDE):
        with suppress(NotAllowed):
            check_may(by, right, unit, tree=found.tree, on=day)
            return
    check_may(by, Right.SUBMIT, unit, tree=found.tree, on=day)


def take_back_dispute(*, by: User, dispute: int, reason: str) -> DisputeEnd:
    """Take a dispute back: only who raised it may, with a reason, while the council may still speak. It stays on record."""
    with transaction.atomic():
        found = open_dispute(dispute)
        if found.dispute.by_id != by.pk:
            raise NotAllowed(f"Chỉ người đưa ra Hội đồng (“{found.dispute.by}”) được rút lại mục này.")
        _check_may_take_back(by, found)
        check_state(found.of, DISPUTABLE, "rút lại")
        reason = needed_words(reason, "lý do rút lại", _LONGEST_REASON)
        end = DisputeEnd.objects.create(dispute=found.dispute, reason=reason, by=by, at=datetime.now(UTC))
        record(by, found.dispute, "round.dispute_taken_back", {"reason": reason})
    return end


def check_may_decide(by: User, found: Open, what: str) -> None:
    """NotAllowed unless a member of the council, who does not belong to the unit; InputFault out of the council's time."""
    check_member(by, found.of.unit_id, found.tree, what)
    check_state(found.of, (State.COUNCIL,), what)
    check_open(found.of.round_id, Step.COUNCIL, found.of.unit_id, on=today())


def disputed_leaf(found: Open) -> tuple[CriteriaSet, Leaf]:
    """The disputed leaf in its set, which is the one in force: amending a set carries open disputes over to it."""
    criteria_set = set_of(found.dispute.block)
    return criteria_set, asked_leaf(criteria_set, found.of.unit_id, found.dispute.leaf)


def given_points(points: Decimal, criteria_set: CriteriaSet, leaf: Leaf, unit: str) -> str:
    """Points as a person may give them on the leaf, as they are stored. InputFault for points that cannot be."""
    return judge(criteria_set, leaf.code, {"points": format(points, "f")}, unit=unit).text


def vote(*, by: User, dispute: int, points: Decimal, reason: str = "") -> Vote:
    """A member's vote: the points that he gives. A later vote of his replaces it.

    NotAllowed for who is no member of the council, or belongs to the unit; InputFault out of time or for points that cannot be.
    """
    with transaction.atomic():
        found = open_dispute(dispute)
        check_may_decide(by, found, "biểu quyết")
        given = given_points(points, *disputed_leaf(found), found.of.unit_id)
        why = needed_words(reason, "lý do") if reason.strip() else ""
        newest = Vote.objects.filter(dispute=found.dispute, by=by).last()
        if newest and (newest.points, newest.reason) == (given, why):
            return newest
        made = Vote.objects.create(dispute=found.dispute, points=given, reason=why, by=by, at=datetime.now(UTC))
        record(by, found.dispute, "round.voted", {"points": given, "reason": why})
    return made


def step_back(*, by: User, dispute: int, reason: str) -> Vote:
    """A member steps back from one dispute of his own accord, with a reason: his vote does not count."""
    with transaction.atomic():
        found = open_dispute(dispute)
        check_may_decide(by, found, "biểu quyết")
        why = needed_words(reason, "lý do không tham gia biểu quyết")
        made = Vote.objects.create(dispute=found.dispute, recused=True, reason=why, by=by, at=datetime.now(UTC))
        record(by, found.dispute, "round.stepped_back", {"reason": why})
    return made
