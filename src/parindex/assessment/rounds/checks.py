"""What must hold before a unit moves on, by the names that the table of transitions gives. Each says what is missing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from parindex.assessment.rounds.belonging import check_not_own
from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.models import Dispute, Remark, RoundUnit, StepScore
from parindex.assessment.rounds.reading import asked_leaves, block_in_force, set_of
from parindex.assessment.rounds.states import STEP_OF, STEP_TITLES, State, Step, Transition
from parindex.assessment.rounds.windows import check_open, window_of
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.tree import UnitTree

MOST_CODES = 20  # codes that a message lists before it counts the rest


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A move about to happen: whose, by which transition, in whose name (nobody's at a deadline)."""

    of: RoundUnit
    way: Transition
    by: User | None
    tree: UnitTree


def listed(codes: Iterable[str]) -> str:
    """Codes as a message lists them: the first ones, and how many more."""
    every = tuple(codes)
    rest = f" và {len(every) - MOST_CODES} mục nữa" if len(every) > MOST_CODES else ""
    return f"{', '.join(every[:MOST_CODES])}{rest}"


def _step(state: State) -> Step:
    return STEP_OF[state]


def _window_open(move: Moving) -> None:
    check_open(move.of.round_id, _step(move.way.source), move.of.unit_id)


def _window_open_for_target(move: Moving) -> None:
    check_open(move.of.round_id, _step(move.way.target), move.of.unit_id)


def _window_closed(move: Moving) -> None:
    step = _step(move.way.source)
    found = window_of(move.of.round_id, step, move.of.unit_id)
    if found is None or found.closes >= today():
        until = f"còn mở đến hết ngày {found.closes:%d/%m/%Y}" if found else "chưa đặt hạn"
        raise InputFault(f"Bước “{STEP_TITLES[step]}” {until}; chỉ khóa được sau khi hết hạn.")


def scored_leaves(of: RoundUnit, step: Step) -> frozenset[str]:
    """Codes of the leaves of the block's set in force that the step has a standing score for."""
    block = block_in_force(of.round_id, of.block)
    newest = StepScore.objects.filter(of=of, block=block, step=step.value, replaced_by__isnull=True)
    return frozenset(newest.exclude(state="not_scored").filter(value__isnull=False).values_list("leaf", flat=True))


def unscored(of: RoundUnit, step: Step, scorers: Iterable[str]) -> tuple[str, ...]:
    """Codes of the leaves scored by one of `scorers` (unit, appraiser, survey) that the step has no score for."""
    asked = asked_leaves(set_of(block_in_force(of.round_id, of.block)), of.unit_id)
    done, wanted = scored_leaves(of, step), frozenset(scorers)
    return tuple(leaf.code for leaf in asked if leaf.scored_by in wanted and leaf.code not in done)


def _self_scored(move: Moving) -> None:
    if missing := unscored(move.of, Step.SELF, ("unit",)):
        raise InputFault(
            f"Còn {len(missing)} mục chưa tự chấm: {listed(missing)}. Hãy chấm các mục này (kể cả chấm 0 điểm) rồi gửi lại."
        )


def silent(of: RoundUnit) -> tuple[str, ...]:
    """Codes of the leaves asked of the unit, the survey's among them, of which no step says anything, not even that they
    do not count.
    """
    block = block_in_force(of.round_id, of.block)
    rows = StepScore.objects.filter(of=of, block=block, replaced_by__isnull=True).exclude(state="not_scored")
    spoken = frozenset(rows.values_list("leaf", flat=True))
    return tuple(leaf.code for leaf in asked_leaves(set_of(block), of.unit_id) if leaf.code not in spoken)


def _all_scored(move: Moving) -> None:
    if missing := silent(move.of):
        mend = (
            "Hãy đưa các mục này ra Hội đồng, biểu quyết và ghi kết luận kèm biên bản; điểm điều tra do cơ quan thường trực "
            "ghi ở trang của mục."
        )
        if move.way.target is State.COUNCIL:
            mend = "Hãy chấm các mục này ở bước này; điểm điều tra do cơ quan thường trực ghi."
        raise InputFault(f"Còn {len(missing)} mục chưa bước nào chấm: {listed(missing)}. {mend}")


def open_requests(of: RoundUnit) -> tuple[str, ...]:
    """Codes of the leaves whose newest request for an explanation stands and has no explanation after it."""
    return tuple(leaf for leaf, answered in _requests(of).items() if not answered)


def _requests(of: RoundUnit) -> Mapping[str, bool]:
    rows = of_set_in_force(Remark.objects.filter(of=of)).order_by("id").values_list("leaf", "kind", "withdrawn")
    return standing_requests(rows)


def standing_requests(rows: Iterable[tuple[str, str, bool]]) -> Mapping[str, bool]:
    """Leaves with a standing request for an explanation, each with whether it was answered since.

    `rows`: leaf, kind and whether withdrawn of a unit's remarks, oldest first.
    """
    found: dict[str, bool] = {}
    for leaf, kind, withdrawn in rows:
        if kind == Remark.REQUEST and withdrawn:
            found.pop(leaf, None)
        elif kind == Remark.REQUEST:
            found[leaf] = False
        elif kind == Remark.EXPLANATION and leaf in found:
            found[leaf] = True
    return found


def unappraised(of: RoundUnit, step: Step) -> tuple[str, ...]:
    """Codes that an appraisal has still to score: in the first one all but those of the survey; in the second those that
    an explanation was asked for (elsewhere the first one stands).
    """
    if step is Step.FIRST:
        return unscored(of, step, ("unit", "appraiser"))
    done = scored_leaves(of, step)
    return tuple(leaf for leaf in _requests(of) if leaf not in done)


def _appraised(move: Moving) -> None:
    step = _step(move.way.source)
    if missing := unappraised(move.of, step):
        raise InputFault(
            f"{STEP_TITLES[step]} còn {len(missing)} mục chưa có điểm: {listed(missing)}. Hãy chấm các mục này (công nhận hoặc "
            "điều chỉnh) trước."
        )


def _requests_answered(move: Moving) -> None:
    if missing := open_requests(move.of):
        raise InputFault(f"Còn {len(missing)} mục được đề nghị giải trình mà chưa trả lời: {listed(missing)}.")


def open_disputes(of: RoundUnit) -> tuple[str, ...]:
    """Codes of the leaves that are before the council and not yet decided."""
    return tuple(Dispute.objects.filter(of=of, end__isnull=True).order_by("id").values_list("leaf", flat=True))


def _disputes_settled(move: Moving) -> None:
    if missing := open_disputes(move.of):
        raise InputFault(
            f"Còn {len(missing)} mục Hội đồng chưa kết luận: {listed(missing)}. Hãy ghi kết luận kèm biên bản, hoặc rút "
            "kiến nghị."
        )


def _not_own_unit(move: Moving) -> None:
    if move.by is not None:
        check_not_own(move.by, move.of.unit_id, tree=move.tree, on=today(), what=f"“{move.way.title}”")


CHECKS: Mapping[str, Callable[[Moving], None]] = {
    "window_open": _window_open,
    "window_open_for_target": _window_open_for_target,
    "window_closed": _window_closed,
    "self_scored": _self_scored,
    "appraised": _appraised,
    "requests_answered": _requests_answered,
    "disputes_settled": _disputes_settled,
    "all_scored": _all_scored,
    "not_own_unit": _not_own_unit,
}
