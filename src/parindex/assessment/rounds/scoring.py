"""Scores of the steps: save one, take one back, accept all that is proposed. Rows are only added; the newest counts."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from parindex.assessment.rounds import totals
from parindex.assessment.rounds.block_best import block_amounts, by_block, with_best
from parindex.assessment.rounds.differing import before_of, check_score, differs, has_papers
from parindex.assessment.rounds.judging import EXCLUDED, NOT_SCORED, Judged, judge, same_inputs
from parindex.assessment.rounds.leaf_now import LeafNow, Newest, leaf_now
from parindex.assessment.rounds.models import Dispute, StepScore
from parindex.assessment.rounds.proposals import Proposal, basis, proposals
from parindex.assessment.rounds.reading import asked_leaves
from parindex.assessment.rounds.states import STEP_TITLES, Step
from parindex.assessment.rounds.words import checked_words
from parindex.assessment.rounds.writing import Writing, begin, run_by_own_people
from parindex.criteria.model import Leaf
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.inserting import insert
from parindex.organisations.models import User
from parindex.organisations.roles import Right

LONGEST_NOTE = 2000
_COLUMNS = tuple(field.attname for field in StepScore._meta.concrete_fields if not field.primary_key)


class StaleScore(InputFault):
    """Somebody has scored the leaf at this step since it was shown. `mine`: value and note as given; `theirs`: the row
    that counts now.
    """

    def __init__(self, message: str, *, mine: tuple[Mapping[str, Any] | None, str], theirs: StepScore) -> None:
        super().__init__(message)
        self.mine, self.theirs = mine, theirs


Rows = Mapping[Step, StepScore] | Mapping[Step, Newest]


def _check_scorer(write: Writing, leaf: Leaf) -> None:
    """Who may score such a leaf at this step: survey results are entered by who runs the round, never self-scored."""
    if write.step is Step.SELF and leaf.scored_by != "unit":
        who = "điều tra xã hội học" if leaf.scored_by == "survey" else "cơ quan thẩm định"
        raise InputFault(f"Tiêu chí {leaf.code} do {who} chấm, đơn vị không tự chấm.")
    if leaf.scored_by != "survey" or write.step is Step.COUNCIL or write.by.may(Right.ROUND):
        return
    if not run_by_own_people(write.of):
        write.by.require(Right.ROUND)


def _check_disputed(write: Writing, leaf: str, decision: Mapping[str, Any] | None) -> None:
    """The council scores what is disputed, by a decision: no member does alone."""
    if write.step is not Step.COUNCIL:
        return
    if not Dispute.objects.filter(of=write.of, block=write.block, leaf=leaf, end__isnull=True).exists():
        raise InputFault(f"Tiêu chí {leaf} không có kiến nghị nào đang chờ Hội đồng; điểm thẩm định giữ nguyên.")
    if not decision:
        raise InputFault(
            f"Điểm Hội đồng của tiêu chí {leaf} chỉ ghi bằng kết luận sau biểu quyết, kèm biên bản; hãy ghi ở trang Hội đồng."
        )


def _stale(newest: Newest, step: Step, value: Mapping[str, Any] | None, note: str) -> StaleScore:
    present = StepScore.objects.select_related("by").get(pk=newest.pk)
    when = timezone.localtime(present.at).strftime("%H:%M %d/%m/%Y")
    return StaleScore(
        f"Điểm {STEP_TITLES[step].lower()} của tiêu chí {present.leaf} vừa được {present.by} ghi lúc {when}, sau khi bạn mở "
        "trang. Hãy xem hai bản, chọn nội dung đúng rồi ghi lại. Chưa có gì thay đổi.",
        mine=(value, note),
        theirs=present,
    )


def _checked_note(note: str, *, lacking: str = "") -> str:
    long = f"Giải trình dài quá {LONGEST_NOTE} ký tự; hãy ghi ngắn lại hoặc đính kèm tài liệu."
    return checked_words(note, LONGEST_NOTE, lacking=lacking, long=long)


def _row(write: Writing, leaf: str, judged: Judged | None, proposed: Proposal | None, note: str) -> StepScore:
    return StepScore(
        of=write.of,
        block=write.block,
        step=write.step.value,
        leaf=leaf,
        value=judged.value if judged else None,
        proposed=proposed.value if proposed else None,
        state=judged.state if judged else NOT_SCORED,
        points=judged.text if judged else "",
        note=note,
        by=write.by.user,
        at=datetime.now(UTC),
    )


def _insert(row: StepScore) -> None:
    """Add the row as it is, by plain SQL; it has its number then."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    for name in ("value", "proposed"):
        values[name] = None if values[name] is None else json.dumps(values[name])
    values["at"] = connection.ops.adapt_datetimefield_value(row.at)
    row.pk = insert(StepScore, values)
    row._state.adding, row._state.db = False, connection.alias


def _add(write: Writing, row: StepScore, now: LeafNow, action: str, more: Mapping[str, Any] | None = None) -> StepScore:
    """Write the row, the sums and the audit row. The unit's row is held, so nobody is quicker by a moment."""
    rows, present = now.rows, now.rows.get(write.step)
    row.replaces_id = present.pk if present else None
    _insert(row)
    before = {step: totals.stand(one.state, one.points) for step, one in rows.items()}
    after = before | {write.step: totals.stand(row.state, row.points)}
    totals.changed(write.of, write.block, row.leaf, before=before, after=after, kept=now.sums)
    audit.record(
        by=write.by.user,
        action=action,
        unit=write.of.unit_id,
        subject=f"{write.of.round_id}: {row.leaf}",
        payload={
            "step": write.step.value,
            "value": row.value,
            "points": row.points,
            "note": row.note,
            "replaces": row.replaces_id,
            **(more or {}),
        },
    )
    return row


def save_score(
    *,
    by: User,
    of: int,
    step: Step,
    leaf: str,
    value: Mapping[str, Any],
    note: str = "",
    seen: int | None,
    decision: Mapping[str, Any] | None = None,
) -> StepScore:
    """What a step says of a leaf of a unit (`of`: its number in the round), from the writer's own inputs.

    `value` in a shape of `scoring.values`; `{"points": …}` alone on a leaf with another rule gives points by hand. `note`:
    why it differs from what stood before, or what it rests on. `seen`: the row of this step that the writer saw, None
    where there was none. Saying the same again changes nothing. `decision`: what the council's score rests on (`deciding`
    gives it, as part of its own write); it is said again in the audit row.

    The second appraisal takes results of surveys also while the unit stands before the council.

    NotAllowed without the right of the step, for the person's own office and outside his field; `NotOpen` outside the
    window; `StaleScore` when the row seen is not the newest; InputFault for inputs that do not fit the rule and for an
    explanation that is missing.
    """
    with transaction.atomic():
        write = begin(by, of, step, survey=True)
        found = write.leaf(leaf)
        _check_scorer(write, found)
        _check_disputed(write, leaf, decision)
        note = _checked_note(note)
        value = with_best(write.block, write.set, found, write.of.unit_id, value, note)
        judged = judge(write.set, leaf, value, unit=write.of.unit_id)
        now = leaf_now(write.of, write.block, write.set, found)
        present, before = now.rows.get(step), before_of(step, now.rows, now.proposed)
        if step is Step.SELF and not note and before and not differs(judged, before):
            note = basis(now.proposed)  # a judgement does not stand there without what it rests on
        if present and not decision and present.note == note and same_inputs(present.value, judged.value):
            return StepScore.objects.get(pk=present.pk)
        if (present.pk if present else None) != seen:
            raise _stale(present, step, value, note) if present else _gone(leaf)
        check_score(
            write.set,
            found,
            judged,
            note,
            unit=write.of.unit_id,
            before=before,
            proposed=now.proposed,
            papers=lambda: has_papers(write.of, write.block, leaf),
        )
        action = "round.dispute_decided" if decision else "score.saved"
        return _add(write, _row(write, leaf, judged, now.proposed, note), now, action, decision)


def _gone(leaf: str) -> InputFault:
    return InputFault(f"Tiêu chí {leaf}: bản ghi mà trang đang hiện không còn là bản mới nhất; hãy tải lại trang.")


def take_back(*, by: User, of: int, step: Step, leaf: str, reason: str, seen: int) -> StepScore:
    """Take a step's score of a leaf back: the step says nothing of it any more, what was said stays on record.

    As `save_score`; InputFault also without a reason, or when there is no score to take back.
    """
    with transaction.atomic():
        write = begin(by, of, step, survey=True)
        found = write.leaf(leaf)
        _check_scorer(write, found)
        if step is Step.COUNCIL:
            raise InputFault(f"Kết luận của Hội đồng về tiêu chí {leaf} không rút được; hãy đưa lại ra Hội đồng.")
        reason = _checked_note(reason, lacking=f"Tiêu chí {leaf}: cần nêu lý do rút điểm.")
        now = leaf_now(write.of, write.block, write.set, found)
        present = now.rows.get(step)
        if present is None or present.value is None:
            raise InputFault(f"Tiêu chí {leaf} chưa có điểm {STEP_TITLES[step].lower()} nào để rút.")
        if present.pk != seen:
            raise _stale(present, step, None, reason)
        return _add(write, _row(write, leaf, None, None, reason), now, "score.taken_back")


def _acceptable(
    write: Writing, rows: Mapping[str, Rows], leaves: Iterable[Leaf]
) -> dict[str, tuple[Judged, Proposal | None]]:
    """Leaves without a score of this step, with what may be accepted for them: the step before, else what is proposed; not
    where that goes by a best of the block that is not the block's.
    """
    open_ones = [
        leaf
        for leaf in leaves
        if (write.step not in rows.get(leaf.code, {}) or rows[leaf.code][write.step].value is None)
        and leaf.scored_by == "unit"
        and write.within(leaf.code)
    ]
    codes = [leaf.code for leaf in open_ones]
    proposed = proposals(write.block, write.set, (write.of.unit_id,), write.of.round.period, codes)
    compared = block_amounts(write.block, write.set, [one.code for one in open_ones if by_block(write.set, one)])
    found = {}
    for leaf in open_ones:
        own = proposed.get(leaf.code, {}).get(write.of.unit_id)
        before = before_of(write.step, rows.get(leaf.code, {}), own if write.step is Step.SELF else None)
        if before is not None and before.value is not None and before.state != NOT_SCORED:
            if leaf.code in compared and not compared[leaf.code].settles(before.value):
                continue
            judged = judge(write.set, leaf.code, before.value, unit=write.of.unit_id)
            if judged.text == before.points and (judged.state == EXCLUDED or judged.text):
                found[leaf.code] = judged, own
    return found


def accept_proposals(*, by: User, of: int, step: Step = Step.SELF) -> tuple[str, ...]:
    """Give every leaf that this step has not scored what stands before it: for the self-score what the figures propose,
    for an appraisal what the step before said. Returns the codes; nothing is written when there are none.

    As `save_score` for the rights, the window and the person's field.
    """
    if step not in (Step.SELF, Step.FIRST, Step.SECOND):
        raise InputFault("Chỉ bước tự chấm và thẩm định mới công nhận điểm hàng loạt được.")
    with transaction.atomic():
        write = begin(by, of, step)
        rows: dict[str, dict[Step, StepScore]] = {}
        for row in StepScore.objects.filter(of=write.of, block=write.block, replaced_by__isnull=True):
            rows.setdefault(row.leaf, {})[Step(row.step)] = row
        found = _acceptable(write, rows, asked_leaves(write.set, write.of.unit_id))
        if not found:
            return ()
        made = []
        for code, (judged, proposed) in found.items():
            row = _row(write, code, judged, proposed, basis(proposed) if step is Step.SELF else "")
            row.replaces = rows.get(code, {}).get(step)
            made.append(row)
        StepScore.objects.bulk_create(made)
        totals.recount(write.of, write.block)
        audit.record(
            by=by,
            action="scores.accepted",
            unit=write.of.unit_id,
            subject=f"{write.of.round_id}: {write.of.unit_id}",
            payload={"step": step.value, "points": {row.leaf: row.points for row in made}},
        )
    return tuple(found)
