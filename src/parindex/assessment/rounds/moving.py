"""Moving units of a round from state to state: by the named transitions only, each with its right, checks and audit row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from parindex.assessment.rounds.checks import CHECKS, Moving
from parindex.assessment.rounds.coming_back import come_back
from parindex.assessment.rounds.known import Known
from parindex.assessment.rounds.lowered import put_to_unit
from parindex.assessment.rounds.models import Evidence, Move, Remark, RoundUnit, StepScore
from parindex.assessment.rounds.reading import round_tree, round_unit
from parindex.assessment.rounds.states import OUTSIDE, STATE_TITLES, STEP_OF, TRANSITIONS, State, Step, Transition
from parindex.assessment.rounds.words import LONGEST_REASON, checked_words
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.rights import NotAllowed, allows, refusal
from parindex.organisations.tree import UnitTree


class NeedsSecondPerson(InputFault):
    """Who approves has scored or explained himself and did not say that he confirms it alone."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A unit that did not move, and why."""

    of: int
    unit: str
    why: str


@dataclass(frozen=True, kw_only=True)
class MovedMany:
    """What came of moving many: the units that moved, and those that did not."""

    done: tuple[str, ...]
    refused: tuple[Refused, ...]


def transition_named(name: str) -> Transition:
    """The transition; InputFault naming those that there are."""
    if name not in TRANSITIONS:
        raise InputFault(f"Không có bước chuyển “{name}”; các bước: {', '.join(TRANSITIONS)}.")
    return TRANSITIONS[name]


def _words(text: str, what: str, *, needed: bool) -> str:
    long = f"{what[:1].upper()}{what[1:]} dài quá {LONGEST_REASON} ký tự; hãy ghi ngắn lại."
    return checked_words(text, LONGEST_REASON, lacking=f"Cần ghi {what}." if needed else "", long=long)


def wrote_himself(user: User, of: RoundUnit, way: Transition) -> bool:
    """Whether the person wrote any of what he is about to approve: a self-score, or an explanation or its papers."""
    if not way.second_person:
        return False
    step = STEP_OF[way.source]
    if step is Step.SELF:
        return StepScore.objects.filter(of=of, step=step.value, by=user).exists()
    said = Remark.objects.filter(of=of, kind=Remark.EXPLANATION, by=user)
    return said.exists() or Evidence.objects.filter(of=of, step=step.value, by=user).exists()


def _check_second_person(move: Moving, *, alone: bool) -> bool:
    """Whether the move is confirmed by who scored himself; NeedsSecondPerson when it would be and he did not say so."""
    if move.by is None or not wrote_himself(move.by, move.of, move.way):
        return False
    if not alone:
        raise NeedsSecondPerson(
            "Bạn đã tự ghi điểm hoặc giải trình của đơn vị này; bước này cần người thứ hai duyệt. Nếu đơn vị không có người thứ "
            "hai, hãy đánh dấu “tự xác nhận”: dấu này hiện ở mọi nơi có bước chuyển này."
        )
    return True


def _move(move: Moving, *, name: str, reason: str = "", document: str = "", alone: bool = False) -> Move:
    """Check, write and record one move; `name`: in whose name the audit log has it. The state is written first, and only
    where it still is the one that was read, so that nobody moves the unit in between.
    """
    way, of = move.way, move.of
    came_from = State(of.state)
    if came_from not in way.sources:
        raise _elsewhere(way, came_from)
    with transaction.atomic():
        taken = RoundUnit.objects.filter(pk=of.pk, state=came_from.value).update(state=way.target.value)
        if not taken:
            stands = State(RoundUnit.objects.values_list("state", flat=True).get(pk=of.pk))
            raise _elsewhere(way, stands)
        for check in way.checks:
            CHECKS[check](move)
        confirmed = _check_second_person(move, alone=alone)
        row = Move.objects.create(
            of=of,
            name=way.name,
            came_from=came_from.value,
            went_to=way.target.value,
            reason=reason,
            document=document,
            alone=confirmed,
            by=move.by,
            at=datetime.now(UTC),
        )
        more = _more(move, came_from, reason)
        audit.record(
            by=name,
            action=f"round.{way.name}",
            unit=of.unit_id,
            subject=f"{of.round_id}: {of.unit_id}",
            payload=more
            | {
                "from": came_from.value,
                "to": way.target.value,
                "reason": reason,
                "document": document,
                "alone": confirmed,
            },
        )
    return row


def _more(move: Moving, came_from: State, reason: str) -> dict[str, Any]:
    """What else a move does, as its audit row says it."""
    if move.way.target is State.EXPLAINING:
        return {"asked": put_to_unit(move.of)}
    if came_from in OUTSIDE and move.by is not None:
        return come_back(move.of, move.by, move.tree, reason)
    return {}


def _check_right(move: Moving) -> None:
    """NotAllowed without the transition's right. The roles are read once for all that move together."""
    by, unit = move.by, move.of.unit_id
    if by is None or (by.is_active and by.is_superuser) or allows(move.known.held, move.way.right, unit, move.tree):
        return
    raise refusal(by, move.way.right, unit, move.tree)


def _in_name(move: Moving, reason: str, document: str, *, alone: bool) -> Move:
    """A move in somebody's name: his right first, then what he must say, then the state and the checks."""
    _check_right(move)
    way = move.way
    reason = _words(reason, f"lý do “{way.title}”", needed=way.reason)
    document = _words(document, "văn bản làm căn cứ (số, ký hiệu, ngày, cơ quan ban hành)", needed=way.document)
    return _move(move, name=str(move.by and move.by.username), reason=reason, document=document, alone=alone)


def at_deadline(name: str, of: RoundUnit, way: Transition, tree: UnitTree) -> bool:
    """Move a unit because its window has closed; whether it moved. Somebody may just have moved it or given more time."""
    try:
        _move(Moving(of=of, way=way, by=None, tree=tree, known=Known((of,))), name=name)
    except InputFault:
        return False
    return True


def hindrances(by: User, of: Sequence[RoundUnit], name: str, tree: UnitTree) -> dict[int, str]:
    """What would keep each unit of a round from a transition now, by its number, "" where nothing would; nothing is
    written. As many queries for one unit as for many. `tree`: the one that the round goes by.
    """
    if not of:
        return {}
    way, known, said = transition_named(name), Known(of, by), {}
    for one in of:
        try:
            _check_movable(Moving(of=one, way=way, by=by, tree=tree, known=known))
            said[one.pk] = ""
        except InputFault as fault:
            said[one.pk] = str(fault)
    return said


def _check_movable(move: Moving) -> None:
    _check_right(move)
    if State(move.of.state) not in move.way.sources:
        raise _elsewhere(move.way, State(move.of.state))
    for check in move.way.checks:
        CHECKS[check](move)


def _elsewhere(way: Transition, stands: State) -> InputFault:
    titles = " hoặc ".join(f"“{STATE_TITLES[one]}”" for one in way.sources)
    return InputFault(
        f"“{way.title}” chỉ làm được khi đơn vị ở trạng thái {titles}; đơn vị đang ở trạng thái "
        f"“{STATE_TITLES[stands]}”. Hãy tải lại trang."
    )


def move(*, by: User, of: int, name: str, reason: str = "", document: str = "", alone: bool = False) -> Move:
    """Move a unit of a round (`of`: its number) by a named transition. Nothing changes when any check fails.

    `alone`: who approves his own scores says so. NotAllowed without the right; InputFault for another state, a closed
    window, anything missing (listed), a reason or document not given; NeedsSecondPerson where another one has to approve.
    """
    way, found = transition_named(name), round_unit(of)
    moving = Moving(of=found, way=way, by=by, tree=round_tree(found.round), known=Known((found,), by))
    return _in_name(moving, reason, document, alone=alone)


def move_many(*, by: User, of: Iterable[int], name: str, reason: str = "", document: str = "") -> MovedMany:
    """Move many units of one round by one transition, each in a transaction of its own: who cannot move stays, and the
    result says why. NotAllowed when the person may move none of them; InputFault when none is named.
    """
    way = transition_named(name)
    found = tuple(map(round_unit, dict.fromkeys(of)))
    if not found:
        raise InputFault("Chưa chọn đơn vị nào; hãy đánh dấu các đơn vị rồi bấm lại.")
    if len({one.round_id for one in found}) > 1:
        raise InputFault("Các đơn vị đã chọn thuộc nhiều đợt đánh giá; hãy chọn trong một đợt.")
    tree = round_tree(found[0].round)
    done, refused, barred = [], [], []
    for one in found:
        try:
            moving = Moving(of=one, way=way, by=by, tree=tree, known=Known((one,), by))
            _in_name(moving, reason, document, alone=False)
            done.append(one.unit_id)
        except InputFault as fault:
            refused.append(Refused(of=one.pk, unit=one.unit_id, why=str(fault)))
            if isinstance(fault, NotAllowed):
                barred.append(fault)
    if len(barred) == len(found):
        raise barred[0]
    return MovedMany(done=tuple(done), refused=tuple(refused))
