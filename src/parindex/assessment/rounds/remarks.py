"""What is said about a leaf: an appraiser asks for an explanation, the unit explains, anybody at work on it leaves a note."""

from datetime import UTC, datetime

from django.db import transaction

from parindex.assessment.rounds.checks import open_requests
from parindex.assessment.rounds.models import Remark
from parindex.assessment.rounds.reading import left_out
from parindex.assessment.rounds.states import Step
from parindex.assessment.rounds.words import checked_words
from parindex.assessment.rounds.writing import Writing, begin
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import User

LONGEST = 4000
_WORDS = {
    Remark.REQUEST: "nội dung cần giải trình",
    Remark.EXPLANATION: "nội dung giải trình",
    Remark.NOTE: "nội dung ghi chú",
}
_ACTIONS = {
    Remark.REQUEST: "explanation.asked",
    Remark.EXPLANATION: "explanation.given",
    Remark.NOTE: "note.left",
}


def _add(write: Writing, leaf: str, kind: str, text: str, action: str, *, withdrawn: bool = False) -> Remark:
    fault = f"Tiêu chí {leaf}: cần ghi {_WORDS[kind]}, không quá {LONGEST} ký tự."
    words = checked_words(text, LONGEST, lacking=fault, long=fault)
    row = Remark.objects.create(
        of=write.of,
        leaf=leaf,
        step=write.step.value,
        kind=kind,
        text=words,
        withdrawn=withdrawn,
        by=write.by.user,
        at=datetime.now(UTC),
    )
    audit.record(
        by=write.by.user,
        action=action,
        unit=write.of.unit_id,
        subject=f"{write.of.round_id}: {leaf}",
        payload={"step": write.step.value, "text": words},
    )
    return row


def _asked_leaf(write: Writing, leaf: str) -> None:
    """As `Writing.leaf`; InputFault also where nobody scores the leaf of this unit, so that nothing is to be explained."""
    write.leaf(leaf)
    if leaf in left_out(write.set, write.of.unit_id):
        raise InputFault(
            f"Tiêu chí {leaf} không chấm cho đơn vị này (bộ tiêu chí đã loại trừ) nên không có gì phải giải trình."
        )


def ask_explanation(*, by: User, of: int, leaf: str, text: str) -> Remark:
    """An appraiser asks the unit to explain a leaf, in the first appraisal; the unit answers when that has ended.

    NotAllowed without the right to appraise, for one's own office and outside one's field; InputFault without words, and
    for a leaf that the set does not ask of the unit.
    """
    with transaction.atomic():
        write = begin(by, of, Step.FIRST)
        _asked_leaf(write, leaf)
        return _add(write, leaf, Remark.REQUEST, text, _ACTIONS[Remark.REQUEST])


def withdraw_request(*, by: User, of: int, leaf: str, reason: str) -> Remark:
    """Take the request for an explanation of a leaf back, while the first appraisal lasts. As `ask_explanation`."""
    with transaction.atomic():
        write = begin(by, of, Step.FIRST)
        write.leaf(leaf)
        if leaf not in open_requests(write.of):
            raise InputFault(f"Tiêu chí {leaf} không có đề nghị giải trình nào để rút.")
        return _add(write, leaf, Remark.REQUEST, reason, "explanation.not_asked", withdrawn=True)


def explain(*, by: User, of: int, leaf: str, text: str) -> Remark:
    """The unit explains a leaf, asked for or not; further papers are attached at the same step. Its own people may write.

    NotAllowed for others; InputFault when the unit is not explaining now, without words, and for a leaf that the set does
    not ask of the unit.
    """
    with transaction.atomic():
        write = begin(by, of, Step.EXPLANATION, papers=True)
        _asked_leaf(write, leaf)
        return _add(write, leaf, Remark.EXPLANATION, text, _ACTIONS[Remark.EXPLANATION])


def leave_note(*, by: User, of: int, step: Step, leaf: str, text: str) -> Remark:
    """A note about a leaf by somebody at work on it now: the unit's people at its steps, who judges it at the others."""
    with transaction.atomic():
        write = begin(by, of, step, papers=True, survey=True)
        write.leaf(leaf)
        return _add(write, leaf, Remark.NOTE, text, _ACTIONS[Remark.NOTE])
