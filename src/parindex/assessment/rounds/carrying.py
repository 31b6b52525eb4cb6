"""Rows of a block's new version that name those of the version before: scores, papers, remarks, checks, disputes,
judgements, fields.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.utils import timezone

from parindex.assessment.models import EnteredValue
from parindex.assessment.rounds.fields import covered
from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import (
    Dispute,
    DisputeEnd,
    Evidence,
    EvidenceWithdrawal,
    FieldOfAppraisal,
    Remark,
    RoundBlock,
    RoundUnit,
    SiteCheck,
    StepScore,
    Vote,
)
from parindex.assessment.rounds.planning import Amendment, MovedScore
from parindex.assessment.rounds.reading import scorable
from parindex.criteria.model import CriteriaSet
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.scoring.extras import scored_names
from parindex.scoring.score import score
from parindex.scoring.values import parse_value

_LONGEST_NOTE, _LONGEST_TEXT, _LONGEST_JUDGEMENT, _LONGEST_REASON = 2000, 4000, 1000, 2000


def carried_rows(plan: Amendment, made: RoundBlock, by: User) -> None:
    """Write all of them. Who said a thing and when stays with it; `made` is the version that they now belong to."""
    units = [one.of for one in plan.units]
    StepScore.objects.bulk_create(_score(one, made) for unit in plan.units for one in unit.moved)
    _papers(units, plan, made, by)
    _remarks(units, plan, made.at)
    _checks(units, plan, made.at)
    _disputes(units, plan, made, by)
    _judgements(units, plan, made)


def _from(old: str, new: str, plan: Amendment) -> str:
    """Where a row comes from, in words; "" where its leaf kept its code."""
    return "" if old == new else f"Chuyển từ mục {old} của bộ {plan.block.set_id}."


def _said_on(row: Remark | SiteCheck) -> str:
    """When a row was said that now bears the moment of the amendment."""
    return f"(Ghi ngày {timezone.localtime(row.at):%d/%m/%Y})"


def _together(*texts: str, most: int) -> str:
    return " ".join(text for text in texts if text)[:most]


def _score(one: MovedScore, made: RoundBlock) -> StepScore:
    row = one.row
    why = (
        f"Cần chấm lại theo bộ tiêu chí sửa đổi: {one.why}. Điểm theo bộ cũ: {row.points.replace('.', ',') or 'không có'}."
        if not one.judged
        else ""
    )
    return StepScore(
        of=row.of,
        block=made,
        step=row.step,
        leaf=one.leaf,
        value=one.judged.value if one.judged else None,
        proposed=row.proposed,
        state=one.judged.state if one.judged else NOT_SCORED,
        points=one.points,
        note=_together(why, row.note, most=_LONGEST_NOTE),
        carried=row,
        by=row.by,
        at=row.at,
    )


def _papers(units: list[RoundUnit], plan: Amendment, made: RoundBlock, by: User) -> None:
    """Papers follow their leaves; under the old version none counts any more, so that none counts twice."""
    rows = list(Evidence.objects.filter(of__in=units, withdrawal__isnull=True).select_related("by").order_by("id"))
    copies, ends, now = [], [], datetime.now(UTC)
    for row in rows:
        target = plan.pairs.get(row.leaf)
        if target:
            copies.append(_paper(row, target, made))
        told = f"Chuyển sang mục {target} của bộ {made.set_id}." if target else "Bộ tiêu chí sửa đổi không còn mục này."
        ends.append(EvidenceWithdrawal(evidence=row, reason=told, by=by, at=now))
    Evidence.objects.bulk_create(copies)
    EvidenceWithdrawal.objects.bulk_create(ends)


def _paper(row: Evidence, leaf: str, made: RoundBlock) -> Evidence:
    same = ("step", "kind", "title", "number", "day", "issuer", "section", "page", "address", "digest", "file_name")
    fields = {name: getattr(row, name) for name in same}
    return Evidence(of_id=row.of_id, block=made, leaf=leaf, carried=row, by=row.by, at=row.at, **fields)


def _remarks(units: list[RoundUnit], plan: Amendment, now: datetime) -> None:
    """Remarks have no version: those at or after the version's own moment are the ones of the set in force."""
    Remark.objects.bulk_create(
        Remark(
            of_id=row.of_id,
            leaf=plan.pairs[row.leaf],
            step=row.step,
            kind=row.kind,
            text=_together(_from(row.leaf, plan.pairs[row.leaf], plan), row.text, _said_on(row), most=_LONGEST_TEXT),
            withdrawn=row.withdrawn,
            by=row.by,
            at=now,
        )
        for row in of_set_in_force(Remark.objects.filter(of__in=units), plan.block).select_related("by").order_by("id")
        if row.leaf in plan.pairs
    )


def _checks(units: list[RoundUnit], plan: Amendment, now: datetime) -> None:
    SiteCheck.objects.bulk_create(
        SiteCheck(
            of_id=row.of_id,
            leaf=plan.pairs[row.leaf],
            day=row.day,
            people=row.people,
            findings=_together(
                _from(row.leaf, plan.pairs[row.leaf], plan), row.findings, _said_on(row), most=_LONGEST_TEXT
            ),
            minutes=row.minutes,
            digest=row.digest,
            file_name=row.file_name,
            by=row.by,
            at=now,
        )
        for row in of_set_in_force(SiteCheck.objects.filter(of__in=units, withdrawal__isnull=True), plan.block)
        .select_related("by")
        .order_by("id")
        if row.leaf in plan.pairs
    )


def _disputes(units: list[RoundUnit], plan: Amendment, made: RoundBlock, by: User) -> None:
    """Open disputes follow their leaves with their votes; under the old version none is open any more."""
    rows = Dispute.objects.filter(of__in=units, block=plan.block, end__isnull=True)
    for row in rows.select_related("of", "by").order_by("id"):
        target = plan.pairs.get(row.leaf, "")
        if target in scorable(plan.after, row.of.unit_id):
            _dispute(row, target, plan, made)
            told = f"Chuyển sang mục {target} của bộ {made.set_id}."
        else:
            told = "Bộ tiêu chí sửa đổi không còn chấm mục này cho đơn vị."
        DisputeEnd.objects.create(dispute=row, reason=told, by=by, at=datetime.now(UTC))


def _dispute(row: Dispute, leaf: str, plan: Amendment, made: RoundBlock) -> None:
    """Where the way of scoring changed, members vote again: their points are of the old scale. Who last stepped back
    stays so.
    """
    reason = _together(_from(row.leaf, leaf, plan), row.reason, most=_LONGEST_REASON)
    copy = Dispute.objects.create(of=row.of, block=made, leaf=leaf, reason=reason, by=row.by, at=row.at)
    votes = list(row.votes.select_related("by").order_by("id"))
    if not _same_rule(plan, row.leaf):
        votes = [one for one in {one.by_id: one for one in votes}.values() if one.recused]
    Vote.objects.bulk_create(
        Vote(dispute=copy, points=one.points, recused=one.recused, reason=one.reason, by=one.by, at=one.at)
        for one in votes
    )


def _same_rule(plan: Amendment, old: str) -> bool:
    """Whether a leaf of the old set is scored by the new one as before: points out of as many, by the same rule."""
    leaf, before = scored_names(plan.after)[plan.pairs[old]], scored_names(plan.before)[old]
    return (leaf.max_points, leaf.rule) == (before.max_points, before.rule)


def _judgements(units: list[RoundUnit], plan: Amendment, made: RoundBlock) -> None:
    """The newest judgement of each leaf that fits the new rule; one that does not stays with the set before."""
    period, old = made.round.period, plan.block.set_id
    rows = EnteredValue.objects.filter(unit__in=[of.unit_id for of in units], period=period, set_id=old)
    newest = {(row.unit_id, row.leaf): row for row in rows.select_related("by").order_by("id")}
    present = EnteredValue.objects.filter(unit__in=[of.unit_id for of in units], period=period, set_id=made.set_id)
    said = set(present.values_list("unit_id", "leaf"))  # by a unit that used the set elsewhere while it was out
    EnteredValue.objects.bulk_create(
        EnteredValue(
            unit_id=row.unit_id,
            period=period,
            set_id=made.set_id,
            leaf=plan.pairs[row.leaf],
            value=row.value,
            evidence=row.evidence,
            note=_together(_from(row.leaf, plan.pairs[row.leaf], plan), row.note, most=_LONGEST_JUDGEMENT),
            by=row.by,
            at=row.at,
        )
        for row in newest.values()
        if row.leaf in plan.pairs and (row.unit_id, plan.pairs[row.leaf]) not in said and _fits(plan, row)
    )


def _fits(plan: Amendment, row: EnteredValue) -> bool:
    """Whether a judgement says under the new rule what it said: points that a person gave are of the old scale."""
    leaf = scored_names(plan.after)[plan.pairs[row.leaf]]
    if leaf.measure or (set(row.value) == {"points"} and not _same_rule(plan, row.leaf)):
        return False
    try:
        score(plan.after, {leaf.code: parse_value(row.value)}, unit=row.unit_id)
    except InputFault:
        return False
    return True


def fields_after(
    block: RoundBlock, before: CriteriaSet, after: CriteriaSet, pairs: Mapping[str, str]
) -> list[tuple[str, int, bool]]:
    """What changes in the fields of appraisers: (code, appraiser, withdrawn).

    A field stays where its code covers just the leaves that came of those it covered; else it is withdrawn and its
    leaves are given one by one. A field of which nothing is left becomes one that covers nothing: an appraiser without
    any field would appraise all.
    """
    found: list[tuple[str, int, bool]] = []
    rows = FieldOfAppraisal.objects.filter(round=block.round_id, block=block.code).order_by("id")
    standing = {(code, who): not gone for code, who, gone in rows.values_list("code", "appraiser_id", "withdrawn")}
    for code, who in (key for key, stands in standing.items() if stands):
        old = covered(before, code)
        targets = [pairs[one] for one in old if one in pairs]
        if not old or {one for one in covered(after, code) if one in pairs.values()} != set(targets):
            found.append((code, who, True))
            found += [(one, who, False) for one in targets or [f"({code})"[:30]]]
    return found
