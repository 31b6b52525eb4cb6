"""Entered totals: which numbers may be entered for a measure, and reading back what was."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from parindex.assessment.models import EnteredTotal
from parindex.assessment.values import KnownFigure, Total, exact_number
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.measures.measure import Measure

MOST_DIGITS, MOST_DECIMALS = 18, 4


def _checked(measure: Measure, name: str, number: Decimal) -> Fraction:
    """One part of the total, exact. Sizes are looked at before anything is worked out of them."""
    where = f"Chỉ tiêu “{measure.title}”, {name}"
    if not number.is_finite():
        raise InputFault(f"{where}: {number} không phải một số; hãy ghi như 86 hoặc 12.5.")
    if number < 0:
        raise InputFault(f"{where}: {number} là số âm; hãy ghi số từ 0 trở lên.")
    if number.adjusted() >= MOST_DIGITS:
        raise InputFault(f"{where}: số dài hơn {MOST_DIGITS} chữ số; hãy xem lại đơn vị tính.")
    short = number.normalize()
    _, digits, exponent = short.as_tuple()
    decimals = max(0, -int(exponent))
    if len(digits) > MOST_DIGITS or decimals > MOST_DECIMALS:
        raise InputFault(f"{where}: tối đa {MOST_DIGITS} chữ số, trong đó {MOST_DECIMALS} chữ số thập phân.")
    if measure.is_count and not measure.amount and decimals:
        raise InputFault(f"{where}: đếm từng {measure.thing} nên phải là số nguyên.")
    return Fraction(short)


def checked_total(measure: Measure, numerator: Decimal, denominator: Decimal | None) -> KnownFigure:
    """The numbers as a figure of the measure. InputFault saying which number cannot be, and how to mend it."""
    title = measure.title
    if measure.is_count:
        if denominator is not None:
            raise InputFault(f"Chỉ tiêu “{title}” là số đếm, không có mẫu số; hãy để trống mẫu số.")
        return KnownFigure(measure=measure.code, numerator=_checked(measure, "số lượng", numerator), denominator=None)
    if denominator is None:
        raise InputFault(f"Chỉ tiêu “{title}” là một tỷ lệ; hãy ghi cả mẫu số (tổng số).")
    above, below = _checked(measure, "tử số", numerator), _checked(measure, "mẫu số", denominator)
    if not below and above:
        raise InputFault(f"Chỉ tiêu “{title}”: mẫu số là 0 thì tử số cũng phải là 0.")
    if above > below and not measure.may_exceed:
        raise InputFault(f"Chỉ tiêu “{title}”: tử số {numerator} lớn hơn mẫu số {denominator}; hãy xem lại hai số.")
    return KnownFigure(measure=measure.code, numerator=above, denominator=below)


def _total(row: EnteredTotal) -> Total:
    figure = KnownFigure(
        measure=row.measure,
        numerator=exact_number(row.numerator),
        denominator=exact_number(row.denominator) if row.denominator else None,
    )
    return Total(
        number=row.pk,
        figure=figure,
        document=row.document,
        note=row.note,
        file_name=row.file_name,
        by=str(row.by),
        at=row.at,
    )


def entered_totals(unit: str, period: str) -> dict[str, Total]:
    """The total that stands for each measure: the newest entry, unless that takes the total back. One query."""
    rows = EnteredTotal.objects.filter(unit=unit, period=period).select_related("by").order_by("id")
    newest = {row.measure: row for row in rows}
    return {measure: _total(row) for measure, row in newest.items() if not row.withdrawn}


def total_history(unit: str, period: str, measure: str) -> Sequence[EnteredTotal]:
    """Every entry for a measure, newest first, withdrawals among them, with who made it."""
    rows = EnteredTotal.objects.filter(unit=unit, period=period, measure=measure)
    return list(rows.select_related("by").order_by("-id"))


def total_entry(unit: str, period: str, measure: str, number: int) -> EnteredTotal | None:
    """One entry by its number, of this unit, period and measure only."""
    return EnteredTotal.objects.filter(pk=number, unit=unit, period=period, measure=measure).first()


def damaged_documents() -> tuple[str, ...]:
    """Names of the attached files of totals that are missing or no longer have their bytes."""
    rows = EnteredTotal.objects.exclude(file_digest="").order_by("id").values_list("file_digest", "file_name")
    return tuple(name for digest, name in rows if not workspace().store.was_sound(digest))
