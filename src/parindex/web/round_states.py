"""Words and signs of a round's states, windows and of what a result waits for, the same on every page."""

from collections.abc import Collection, Iterable
from datetime import date

from parindex.assessment.rounds.passing import LOCKED
from parindex.assessment.rounds.states import STATE_TITLES, STEP_OF, STEP_TITLES, State, Step
from parindex.assessment.rounds.totals import Total, index_of
from parindex.assessment.rounds.waiting import AGAIN, APPRAISER, COUNCIL, SURVEY, UNIT, Waiting
from parindex.assessment.rounds.windows import Span
from parindex.criteria.model import CriteriaSet
from parindex.documents.wording.numbers import count_text, date_text, points_text
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.table import Cell

ALONE = "tự xác nhận"
STATE_SIGNS: dict[State, Sign] = {
    State.SELF_SCORING: "open",
    State.SUBMITTED: "none",
    State.FIRST_APPRAISAL: "open",
    State.EXPLAINING: "warn",
    State.SECOND_APPRAISAL: "open",
    State.COUNCIL: "warn",
    State.FINAL: "good",
    State.ANNOUNCED: "good",
    State.OUT: "none",
    State.SUCCEEDED: "none",
}
_WAITING = {
    (UNIT, Step.SELF): "đơn vị chưa tự chấm {} mục",
    (AGAIN, Step.SELF): "đơn vị chưa chấm lại {} mục theo bộ tiêu chí sửa đổi",
    (LOCKED, Step.SELF): "khóa do hết hạn, đơn vị còn {} mục chưa tự chấm",
    (UNIT, Step.EXPLANATION): "đơn vị chưa giải trình {} mục",
    (APPRAISER, Step.FIRST): "cơ quan thẩm định chưa chấm {} mục",
    (APPRAISER, Step.SECOND): "cơ quan thẩm định chưa chấm lại {} mục",
    (COUNCIL, Step.COUNCIL): "Hội đồng chưa kết luận {} mục",
    (SURVEY, Step.FIRST): "chưa có kết quả điều tra xã hội học của {} mục",
}


def alone_words(alone: Collection[Step]) -> tuple[str, ...]:
    """Which of its own steps a unit confirmed without a second person; the mark stays at later steps."""
    return tuple(f"{STEP_TITLES[step].lower()}: {ALONE}" for step in Step if step in alone)


def state_cell(state: State, *, notes: Iterable[str] = ()) -> Cell:
    """A unit's state, with what is told of how it came there."""
    return Cell(STATE_TITLES[state], sign=STATE_SIGNS[state], note=", ".join(notes) or None)


def waiting_text(waiting: Iterable[Waiting]) -> str:
    """What a result waits for and from whom; "" when it waits for nothing."""
    return "; ".join(_WAITING[one.who, one.step].format(count_text(one.leaves)) for one in waiting)


def span_text(span: Span) -> str:
    """From when to when, both included."""
    return f"{date_text(span.opens)} – {date_text(span.closes)}"


def span_state(span: Span | None, day: date) -> tuple[str, Sign]:
    """Whether a step takes writes on a day, in a word and a sign."""
    if span is None:
        return "Chưa đặt thời gian", "none"
    if day < span.opens:
        return "Chưa mở", "none"
    return ("Đang mở", "good") if span.open_on(day) else ("Đã hết hạn", "bad")


def deadline_cell(state: State, span: Span | None, day: date) -> Cell:
    """Until when the step of a unit's state takes writes; empty where no step is at work."""
    if state not in STEP_OF:
        return Cell("")
    if span is None:
        return Cell("chưa đặt", title=f"Bước “{STEP_TITLES[STEP_OF[state]]}” chưa đặt thời gian")
    words = date_text(span.closes)
    if not span.open_on(day):
        return Cell(words, sign="bad", note=span_state(span, day)[0].lower())
    return Cell(words, note="đã gia hạn" if span.extension else None)


def index_text(criteria_set: CriteriaSet, total: Total, state: State) -> str | None:
    """The index in per cent of the maximum asked of the unit, provisional until its points are final: "chỉ số 82,03%"."""
    found = index_of(criteria_set, total)
    if found is None:
        return None
    settled = state in {State.FINAL, State.ANNOUNCED}
    return f"chỉ số {'' if settled else 'tạm tính '}{points_text(found, fixed=True)}%"
