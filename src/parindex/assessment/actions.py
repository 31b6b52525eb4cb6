"""Writes of the assessment: adopt a set, enter a value, enter a published result."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from parindex.assessment.models import INDEXES, Adoption, EnteredValue, PublishedResult
from parindex.assessment.refreshing import expected_day, refresh
from parindex.assessment.sets import adopted_set, checked_set
from parindex.errors import InputFault
from parindex.measures.period import parse_period
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today, unit_on, unit_tree
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.score import score
from parindex.scoring.values import parse_value


def _check(by: User, right: Right, unit: str, day: date) -> None:
    unit_on(unit, day)
    check_may(by, right, unit, tree=unit_tree(day), on=today())


def adopt_set(*, by: User, unit: str, period: str, document: str, name: str) -> Adoption:
    """Choose the set that the unit is scored by in the period; its text is frozen here.

    SetFault when the set has any problem. InputFault when the period has another set already: amending a set in
    an open round moves scores and is a step of its own.
    """
    window = parse_period(period)
    _check(by, Right.ADOPT, unit, expected_day(window))
    criteria_set = checked_set(document, name=name)
    with transaction.atomic():
        present = Adoption.objects.filter(unit=unit, period=window.code).first()
        if present:
            if present.digest == criteria_set.digest:
                return present
            raise InputFault(f"Kỳ {window.title} của “{unit}” đã dùng bộ tiêu chí “{present.set_id}”.")
        adoption = Adoption.objects.create(
            unit_id=unit,
            period=window.code,
            set_id=criteria_set.id,
            digest=criteria_set.digest,
            document=document,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="set.adopted",
            unit=unit,
            subject=f"{window.code}: {criteria_set.id}",
            payload={"digest": criteria_set.digest},
        )
    refresh(unit, window)
    return adoption


def enter_value(
    *, by: User, unit: str, period: str, leaf: str, value: Mapping[str, Any], evidence: str, note: str = ""
) -> EnteredValue:
    """Enter a judgement, or a total where a measure exists. The paper behind it must be named.

    InputFault when the leaf is unknown or the value does not fit its rule; nothing is saved then.
    """
    window = parse_period(period)
    _check(by, Right.ENTER, unit, expected_day(window))
    adoption = Adoption.objects.filter(unit=unit, period=window.code).first()
    if adoption is None:
        raise InputFault(f"Kỳ {window.title} của “{unit}” chưa chọn bộ tiêu chí.")
    criteria_set = adopted_set(adoption)
    found = next((one for _, _, one in criteria_set.leaves() if one.code == leaf), None)
    if found is None:
        raise InputFault(f"Bộ tiêu chí “{criteria_set.id}” không có tiêu chí thành phần “{leaf}”.")
    if not evidence.strip():
        raise InputFault(f"Tiêu chí {leaf}: cần nêu tài liệu kiểm chứng (số, ký hiệu, ngày, mục, trang).")
    score(criteria_set, {leaf: parse_value(dict(value))}, unit=unit)
    grade = EnteredValue.TOTAL if found.measure else EnteredValue.JUDGEMENT
    with transaction.atomic():
        entered = EnteredValue.objects.create(
            unit_id=unit,
            period=window.code,
            set_id=criteria_set.id,
            leaf=leaf,
            grade=grade,
            value=dict(value),
            evidence=evidence.strip(),
            note=note.strip(),
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="value.entered",
            unit=unit,
            subject=f"{window.code}: {leaf}",
            payload={"value": dict(value), "grade": grade, "evidence": evidence},
        )
    return entered


def enter_result(
    *,
    by: User,
    unit: str,
    year: int,
    index: str,
    percent: Decimal,
    decision: str,
    day: date | None,
    rank: int | None = None,
    rank_of: int | None = None,
    change_points: Decimal | None = None,
    change_rank: int | None = None,
    derived_from: str = "",
) -> PublishedResult:
    """Enter an announced result with its decision, or one that follows from an announced one (`derived_from`)."""
    _check(by, Right.PUBLISH, unit, parse_period(str(year)).last)
    if index not in dict(INDEXES):
        raise InputFault(f"Không có chỉ số “{index}”; các chỉ số: {', '.join(dict(INDEXES))}.")
    if not decision.strip():
        raise InputFault(f"Kết quả năm {year}: cần số, ký hiệu văn bản công bố.")
    if not percent.is_finite() or not 0 <= percent <= 200:
        raise InputFault(f"Kết quả năm {year}: {percent} không phải tỷ lệ phần trăm.")
    if rank is not None and rank_of is not None and not 1 <= rank <= rank_of:
        raise InputFault(f"Kết quả năm {year}: hạng {rank}/{rank_of} không thể có.")
    facts = {
        "percent": percent,
        "rank": rank,
        "rank_of": rank_of,
        "change_points": change_points,
        "change_rank": change_rank,
        "decision": decision,
        "day": day,
        "derived_from": derived_from,
    }
    present = PublishedResult.objects.filter(unit=unit, year=year, index=index, **facts).first()
    if present:
        return present
    with transaction.atomic():
        result, _ = PublishedResult.objects.update_or_create(
            unit_id=unit, year=year, index=index, defaults=facts | {"by": by, "at": datetime.now(UTC)}
        )
        audit.record(by=by, action="result.entered", unit=unit, subject=f"{year}: {index}", payload=facts)
    return result
