"""The states of a unit in a round and what moves it from one to another: one table (pure).

Actions, buttons, audit rows and the diagram in the documents come from `TRANSITIONS`; nothing else writes a state.
The steps are those of practice (self-score, appraisal, explanation, second appraisal, council), see decision 0011.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parindex.organisations.roles import Right


class State(StrEnum):
    """Where a unit stands in a round."""

    SELF_SCORING = "self_scoring"
    SUBMITTED = "submitted"
    FIRST_APPRAISAL = "first_appraisal"
    EXPLAINING = "explaining"
    SECOND_APPRAISAL = "second_appraisal"
    COUNCIL = "council"
    FINAL = "final"
    ANNOUNCED = "announced"
    OUT = "out"
    SUCCEEDED = "succeeded"


class Step(StrEnum):
    """Who speaks: whose scores, explanations and evidence a window lets in. In the order of the round."""

    SELF = "self"
    FIRST = "first"
    EXPLANATION = "explanation"
    SECOND = "second"
    COUNCIL = "council"


SCORING_STEPS = (Step.SELF, Step.FIRST, Step.SECOND, Step.COUNCIL)  # an explanation gives no points

STATE_TITLES: Mapping[State, str] = {
    State.SELF_SCORING: "Đang tự chấm",
    State.SUBMITTED: "Đã gửi tự chấm",
    State.FIRST_APPRAISAL: "Thẩm định lần 1",
    State.EXPLAINING: "Đang giải trình",
    State.SECOND_APPRAISAL: "Thẩm định lần 2",
    State.COUNCIL: "Hội đồng thẩm định",
    State.FINAL: "Đã chốt kết quả",
    State.ANNOUNCED: "Đã công bố",
    State.OUT: "Không chấm trong đợt",
    State.SUCCEEDED: "Đã chuyển sang đơn vị kế thừa",
}
# out of the round: what was written stays readable; neither counted, nor ranked, nor in the way of another round
OUTSIDE = frozenset({State.OUT, State.SUCCEEDED})
IN_ROUND = tuple(state for state in State if state not in OUTSIDE)
STEP_TITLES: Mapping[Step, str] = {
    Step.SELF: "Tự chấm",
    Step.FIRST: "Thẩm định lần 1",
    Step.EXPLANATION: "Giải trình",
    Step.SECOND: "Thẩm định lần 2",
    Step.COUNCIL: "Hội đồng",
}
# the step whose scores, explanations and evidence may be written while a unit is in a state; elsewhere nothing may
STEP_OF: Mapping[State, Step] = {
    State.SELF_SCORING: Step.SELF,
    State.FIRST_APPRAISAL: Step.FIRST,
    State.EXPLAINING: Step.EXPLANATION,
    State.SECOND_APPRAISAL: Step.SECOND,
    State.COUNCIL: Step.COUNCIL,
}
STEP_RIGHT: Mapping[Step, Right] = {
    Step.SELF: Right.ENTER,
    Step.FIRST: Right.APPRAISE,
    Step.EXPLANATION: Right.ENTER,
    Step.SECOND: Right.APPRAISE,
    Step.COUNCIL: Right.DECIDE,
}


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One way from a state to another.

    `title`: the words of the button. `checks`: names of what must hold (`rounds.checks`). `reason`: one must be given.
    `second_person`: who scored alone says so (“tự xác nhận”). `by_deadline`: happens by itself when the step's window
    has closed. `document`: the paper that it rests on must be named. `also`: further states that it leads from.
    """

    name: str
    title: str
    source: State
    target: State
    right: Right
    checks: tuple[str, ...] = ()
    reason: bool = False
    second_person: bool = False
    by_deadline: bool = False
    document: bool = False
    also: tuple[State, ...] = ()

    @property
    def sources(self) -> tuple[State, ...]:
        """Every state that it leads from."""
        return (self.source, *self.also)


_BEFORE_END = IN_ROUND[1 : IN_ROUND.index(State.ANNOUNCED)]  # from the first step on, as long as nothing is announced
TRANSITIONS: Mapping[str, Transition] = {
    one.name: one
    for one in (
        Transition(
            name="submit",
            title="Duyệt và gửi bản tự chấm",
            source=State.SELF_SCORING,
            target=State.SUBMITTED,
            right=Right.SUBMIT,
            checks=("window_open", "self_scored"),
            second_person=True,
        ),
        Transition(
            name="lock",
            title="Khóa tự chấm khi hết hạn",
            source=State.SELF_SCORING,
            target=State.SUBMITTED,
            right=Right.ROUND,
            checks=("window_closed",),
            by_deadline=True,
        ),
        Transition(
            name="unlock",
            title="Mở khóa để tự chấm lại",
            source=State.SUBMITTED,
            target=State.SELF_SCORING,
            right=Right.ROUND,
            checks=("window_open_for_target",),
            reason=True,
        ),
        Transition(
            name="start_appraisal",
            title="Bắt đầu thẩm định lần 1",
            source=State.SUBMITTED,
            target=State.FIRST_APPRAISAL,
            right=Right.ROUND,
        ),
        Transition(
            name="ask_explanation",
            title="Gửi kết quả lần 1, đề nghị giải trình",
            source=State.FIRST_APPRAISAL,
            target=State.EXPLAINING,
            right=Right.ROUND,
            checks=("appraised",),
        ),
        Transition(
            name="explain",
            title="Duyệt và gửi giải trình",
            source=State.EXPLAINING,
            target=State.SECOND_APPRAISAL,
            right=Right.SUBMIT,
            checks=("window_open", "requests_answered"),
            second_person=True,
        ),
        Transition(
            name="end_explanation",
            title="Kết thúc giải trình khi hết hạn",
            source=State.EXPLAINING,
            target=State.SECOND_APPRAISAL,
            right=Right.ROUND,
            checks=("window_closed",),
            by_deadline=True,
        ),
        Transition(
            name="to_council",
            title="Trình Hội đồng thẩm định",
            source=State.SECOND_APPRAISAL,
            target=State.COUNCIL,
            right=Right.ROUND,
            checks=("appraised", "all_scored"),
        ),
        Transition(
            name="conclude",
            title="Chốt kết quả",
            source=State.COUNCIL,
            target=State.FINAL,
            right=Right.DECIDE,
            checks=("unit_there", "disputes_settled", "not_own_unit", "all_scored"),
        ),
        Transition(
            name="back_to_council",
            title="Trả lại Hội đồng",
            source=State.FINAL,
            target=State.COUNCIL,
            right=Right.ROUND,
            reason=True,
        ),
        Transition(
            name="announce",
            title="Phê duyệt, công bố",
            source=State.FINAL,
            target=State.ANNOUNCED,
            right=Right.ANNOUNCE,
            checks=("unit_there",),
            document=True,
        ),
        Transition(
            name="withdraw",
            title="Thôi chấm trong đợt này",
            source=State.SELF_SCORING,
            also=_BEFORE_END,
            target=State.OUT,
            right=Right.ROUND,
            reason=True,
        ),
        Transition(
            name="succeed",
            title="Chuyển sang đơn vị kế thừa",
            source=State.SELF_SCORING,
            also=_BEFORE_END,
            target=State.SUCCEEDED,
            right=Right.ROUND,
            checks=("heir_in_round",),
            reason=True,
        ),
        Transition(
            name="join",
            title="Đưa vào đợt đánh giá",
            source=State.OUT,
            also=(State.SUCCEEDED,),
            target=State.SELF_SCORING,
            right=Right.ROUND,
            checks=("round_runs", "free_in_period"),
            reason=True,
        ),
    )
}


def ways_from(state: State) -> tuple[Transition, ...]:
    """What may follow a state, in the order of the table."""
    return tuple(one for one in TRANSITIONS.values() if state in one.sources)
