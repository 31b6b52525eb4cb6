"""Writes of the assessment: adopt a set, enter a judgement or a total, enter a published result."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from parindex.assessment.figures import answer, measure_named, question
from parindex.assessment.models import INDEXES, Adoption, EnteredTotal, EnteredValue, PublishedResult
from parindex.assessment.queries import adoption_of
from parindex.assessment.refreshing import expected_day, refresh
from parindex.assessment.scores import figures_of
from parindex.assessment.sets import adopted_set, checked_set
from parindex.assessment.totals import checked_total, entered_totals
from parindex.assessment.values import KnownFigure, decimal_text
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.measures.measure import Measure
from parindex.measures.period import Period, parse_period
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today, unit_on, unit_tree
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.extras import scored_leaf
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
        present = Adoption.objects.filter(unit=unit, period=window.code).order_by("version").last()
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
    """Enter a judgement for a leaf without a measure. The paper behind it must be named.

    InputFault when the leaf is unknown, is for a survey or has a measure (its total is entered with `enter_total`), or
    when the value does not fit its rule; nothing is saved then.
    """
    window = parse_period(period)
    _check(by, Right.ENTER, unit, expected_day(window))
    criteria_set = adopted_set(adoption_of(unit, window.code))
    found = scored_leaf(criteria_set, leaf)
    if found is None:
        raise InputFault(f"Bộ tiêu chí “{criteria_set.id}” không có tiêu chí thành phần “{leaf}”.")
    if found.scored_by == "survey":
        raise InputFault(f"Tiêu chí {leaf} chấm bằng điều tra xã hội học, đơn vị không tự chấm.")
    if found.measure:
        raise InputFault(
            f"Tiêu chí {leaf} chấm bằng chỉ tiêu “{found.measure}”: nhập các dòng vào sổ, hoặc ghi số tổng hợp kèm văn bản "
            "ký ở trang của chỉ tiêu."
        )
    if not evidence.strip():
        raise InputFault(f"Tiêu chí {leaf}: cần nêu tài liệu kiểm chứng (số, ký hiệu, ngày, mục, trang).")
    score(criteria_set, {leaf: parse_value(dict(value))}, unit=unit)
    with transaction.atomic():
        entered = EnteredValue.objects.create(
            unit_id=unit,
            period=window.code,
            set_id=criteria_set.id,
            leaf=leaf,
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
            payload={"value": dict(value), "evidence": evidence},
        )
    return entered


def _check_explained(unit: str, window: Period, measure: Measure, total: KnownFigure, note: str) -> None:
    """A total that is not what the rows give needs its explanation. The figure is made afresh: pages may be behind."""
    computed = figures_of(answer(question(unit, window), [measure])).get(measure.code)
    if computed is None or computed.denominator == 0 or computed == total or note:
        return
    parts = [computed.numerator, *([] if computed.denominator is None else [computed.denominator])]
    shown = "/".join(decimal_text(part) for part in parts)
    raise InputFault(
        f"Số tổng hợp khác số tính từ các dòng ({shown}); hãy giải trình vì sao khác ở ô Giải trình, "
        "hoặc sửa lại số hay các dòng."
    )


def enter_total(
    *,
    by: User,
    unit: str,
    period: str,
    measure: str,
    numerator: Decimal,
    denominator: Decimal | None,
    document: str,
    note: str = "",
    file: Path | None = None,
    file_name: str = "",
) -> EnteredTotal:
    """Enter a total of a measure with the signed document behind it, and that document's file if there is one.

    It scores where no rows do, and stands beside the computed figure where they do: `note` must then say why they
    differ. InputFault for numbers that cannot be or a document not named; nothing is saved then.
    """
    window, asked = parse_period(period), measure_named(measure)
    _check(by, Right.ENTER, unit, expected_day(window))
    total = checked_total(asked, numerator, denominator)
    document, note = document.strip(), note.strip()
    if not document:
        raise InputFault(f"Chỉ tiêu “{asked.title}”: cần nêu văn bản (số, ký hiệu, ngày, cơ quan ban hành, trang).")
    for words, size in ((document, 1000), (note, 1000), (file_name, 255)):
        if len(words) > size:
            raise InputFault(f"“{words[:40]}…” dài hơn {size} ký tự; hãy ghi ngắn lại.")
    _check_explained(unit, window, asked, total, note)
    fields = {
        "numerator": decimal_text(total.numerator),
        "denominator": "" if total.denominator is None else decimal_text(total.denominator),
        "document": document,
        "note": note,
        "file_digest": workspace().store.put(file) if file else "",
        "file_name": (file_name or file.name)[-255:] if file else "",
    }
    with transaction.atomic():
        newest = EnteredTotal.objects.filter(unit=unit, period=window.code, measure=measure).last()
        if newest and all(getattr(newest, name) == value for name, value in fields.items()):
            return newest
        entered = EnteredTotal.objects.create(
            unit_id=unit, period=window.code, measure=measure, by=by, at=datetime.now(UTC), **fields
        )
        audit.record(
            by=by, action="total.entered", unit=unit, subject=f"{window.code}: {measure}", payload=dict(fields)
        )
    return entered


def withdraw_total(*, by: User, unit: str, period: str, measure: str, reason: str) -> EnteredTotal:
    """Take the total of a measure back: none counts until one is entered again. What was entered stays on record."""
    window = parse_period(period)
    title = measure_named(measure).title
    _check(by, Right.ENTER, unit, expected_day(window))
    reason = reason.strip()
    if not reason or len(reason) > 1000:
        raise InputFault(f"Chỉ tiêu “{title}”: cần nêu lý do rút số tổng hợp, không quá 1.000 ký tự.")
    with transaction.atomic():
        if measure not in entered_totals(unit, window.code):
            raise InputFault(f"Chỉ tiêu “{title}” {window.title} không có số tổng hợp nào để rút.")
        taken = EnteredTotal.objects.create(
            unit_id=unit,
            period=window.code,
            measure=measure,
            note=reason,
            withdrawn=True,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by, action="total.withdrawn", unit=unit, subject=f"{window.code}: {measure}", payload={"reason": reason}
        )
    return taken


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
