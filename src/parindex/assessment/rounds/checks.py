"""What must hold before a unit moves on, by the names that the table of transitions gives. Each says what is missing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from parindex.assessment.rounds.belonging import own_membership, own_name
from parindex.assessment.rounds.known import Known
from parindex.assessment.rounds.models import RoundUnit
from parindex.assessment.rounds.states import STEP_OF, STEP_TITLES, State, Step, Transition
from parindex.assessment.rounds.windows import check_span
from parindex.errors import InputFault
from parindex.organisations.gone import gone_of
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed
from parindex.organisations.tree import UnitTree

MOST_CODES = 20  # codes that a message lists before it counts the rest


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A move about to happen: whose, by which transition, in whose name (nobody's at a deadline). `known`: what is read of
    it and of those that move with it.
    """

    of: RoundUnit
    way: Transition
    by: User | None
    tree: UnitTree
    known: Known


def listed(codes: Iterable[str]) -> str:
    """Codes as a message lists them: the first ones, and how many more."""
    every = tuple(codes)
    rest = f" và {len(every) - MOST_CODES} mục nữa" if len(every) > MOST_CODES else ""
    return f"{', '.join(every[:MOST_CODES])}{rest}"


def _step(state: State) -> Step:
    return STEP_OF[state]


def _window_open(move: Moving) -> None:
    step = _step(move.way.source)
    check_span(move.known.window(step, move.of), step)


def _window_open_for_target(move: Moving) -> None:
    step = _step(move.way.target)
    check_span(move.known.window(step, move.of), step)


def _window_closed(move: Moving) -> None:
    step = _step(move.way.source)
    found = move.known.window(step, move.of)
    if found is None or found.closes >= today():
        until = f"còn mở đến hết ngày {found.closes:%d/%m/%Y}" if found else "chưa đặt hạn"
        raise InputFault(f"Bước “{STEP_TITLES[step]}” {until}; chỉ khóa được sau khi hết hạn.")


def unscored(of: RoundUnit, step: Step, scorers: Iterable[str], known: Known | None = None) -> tuple[str, ...]:
    """Codes of the leaves scored by one of `scorers` (unit, appraiser, survey) that the step has no score for. `known`, here
    and below: what has been read of the unit and of those beside it.
    """
    known = known or Known((of,))
    done, wanted = known.scored(step).get(of.pk, ()), frozenset(scorers)
    return tuple(leaf.code for leaf in known.asked(of) if leaf.scored_by in wanted and leaf.code not in done)


def _self_scored(move: Moving) -> None:
    if missing := unscored(move.of, Step.SELF, ("unit",), move.known):
        raise InputFault(
            f"Còn {len(missing)} mục chưa tự chấm: {listed(missing)}. Hãy chấm các mục này (kể cả chấm 0 điểm) rồi gửi lại."
        )


def silent(of: RoundUnit, known: Known | None = None) -> tuple[str, ...]:
    """Codes of the leaves asked of the unit, the survey's among them, of which no step says anything, not even that they
    do not count.
    """
    known = known or Known((of,))
    spoken = known.spoken.get(of.pk, ())
    return tuple(leaf.code for leaf in known.asked(of) if leaf.code not in spoken)


def _all_scored(move: Moving) -> None:
    if missing := silent(move.of, move.known):
        who = "cơ quan thường trực (của chính cơ quan này thì cơ quan thẩm định)"
        mend = (
            "Hãy đưa các mục này ra Hội đồng, biểu quyết và ghi kết luận kèm biên bản; điểm điều tra do "
            f"{who} ghi ở trang của mục."
        )
        if move.way.target is State.COUNCIL:
            mend = f"Hãy chấm các mục này ở bước này; điểm điều tra do {who} ghi."
        raise InputFault(f"Còn {len(missing)} mục chưa bước nào chấm: {listed(missing)}. {mend}")


def open_requests(of: RoundUnit, known: Known | None = None) -> tuple[str, ...]:
    """Codes of the leaves whose newest request for an explanation stands and has no explanation after it."""
    known = known or Known((of,))
    return tuple(leaf for leaf, answered in known.requests.get(of.pk, {}).items() if not answered)


def unappraised(of: RoundUnit, step: Step, known: Known | None = None) -> tuple[str, ...]:
    """Codes that an appraisal has still to score: in the first one all but those of the survey; in the second those that
    an explanation was asked for (elsewhere the first one stands).
    """
    known = known or Known((of,))
    if step is Step.FIRST:
        return unscored(of, step, ("unit", "appraiser"), known)
    done = known.scored(step).get(of.pk, ())
    return tuple(leaf for leaf in known.requests.get(of.pk, {}) if leaf not in done)


def _appraised(move: Moving) -> None:
    step = _step(move.way.source)
    if missing := unappraised(move.of, step, move.known):
        raise InputFault(
            f"{STEP_TITLES[step]} còn {len(missing)} mục chưa có điểm: {listed(missing)}. Hãy chấm các mục này (công nhận hoặc "
            "điều chỉnh) trước."
        )


def _requests_answered(move: Moving) -> None:
    if missing := open_requests(move.of, move.known):
        raise InputFault(f"Còn {len(missing)} mục được đề nghị giải trình mà chưa trả lời: {listed(missing)}.")


def open_disputes(of: RoundUnit, known: Known | None = None) -> tuple[str, ...]:
    """Codes of the leaves that are before the council and not yet decided."""
    known = known or Known((of,))
    return tuple(known.disputes.get(of.pk, ()))


def _disputes_settled(move: Moving) -> None:
    if missing := open_disputes(move.of, move.known):
        raise InputFault(
            f"Còn {len(missing)} mục Hội đồng chưa kết luận: {listed(missing)}. Hãy ghi kết luận kèm biên bản, hoặc rút "
            "kiến nghị."
        )


def _not_own_unit(move: Moving) -> None:
    own = own_membership(move.known.held, move.of.unit_id, move.tree)
    if own is not None:
        raise NotAllowed(
            f"“{move.by}” thuộc “{own_name(own, move.tree)}” nên không được “{move.way.title}” cho chính cơ quan mình; "
            "hãy để người khác làm."
        )


def _unit_there(move: Moving) -> None:
    how = gone_of(move.tree, move.of.unit_id)
    if how is not None:
        name = move.tree.by_id[move.of.unit_id].name
        raise InputFault(
            f"“{name}” đã kết thúc hoạt động ngày {how.last:%d/%m/%Y}, trước khi hết kỳ đánh giá. Hãy chuyển sang đơn vị kế "
            "thừa hoặc thôi chấm đơn vị này, có lý do."
        )


def _heir_in_round(move: Moving) -> None:
    how = gone_of(move.tree, move.of.unit_id)
    name = move.tree.by_id[move.of.unit_id].name if move.of.unit_id in move.tree.by_id else move.of.unit_id
    if how is None or not how.heirs:
        raise InputFault(
            f"Chưa có quyết định sáp nhập, chia tách nào nói “{name}” chuyển sang đơn vị nào trong kỳ. Hãy ghi quyết định đó, "
            "hoặc thôi chấm đơn vị này."
        )
    if not move.known.running & set(how.heirs):
        heirs = ", ".join(f"“{move.tree.by_id[one].name}”" if one in move.tree.by_id else one for one in how.heirs)
        raise InputFault(f"Đơn vị kế thừa {heirs} chưa được chấm trong đợt này. Hãy đưa đơn vị đó vào đợt trước.")


def _round_runs(move: Moving) -> None:
    if move.known.cancelled:
        raise InputFault("Đợt đánh giá này đã bị hủy; không đưa thêm đơn vị vào được. Hãy mở đợt khác.")


def _free_in_period(move: Moving) -> None:
    if title := move.known.elsewhere.get(move.of.unit_id):
        raise InputFault(
            f"Đơn vị đang được chấm trong “{title}” của cùng kỳ; một đơn vị chỉ được chấm một lần trong một kỳ."
        )


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
    "unit_there": _unit_there,
    "heir_in_round": _heir_in_round,
    "round_runs": _round_runs,
    "free_in_period": _free_in_period,
}
