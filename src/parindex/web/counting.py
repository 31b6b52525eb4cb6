"""How one row counts in a figure, in words, and how late it was: the same on the list of rows and on the row itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from parindex.documents.wording.numbers import date_text
from parindex.documents.wording.threats import amount
from parindex.errors import InputFault
from parindex.measures.measure import Measure
from parindex.records.schema import Register
from parindex.web.rendering.markup import Sign
from parindex.worktime.calendar import shipped_calendar

# Register → (what was due, what was done), the pair of dates that its punctuality is judged by.
_PAIRS = {"assigned_tasks": ("due", "submitted"), "reports": ("due", "sent"), "dossiers": ("due", "finished")}


@dataclass(frozen=True)
class Effect:
    """What a row does to a figure: a word with its sign."""

    word: str
    sign: Sign


def effect_title(measure: Measure) -> str:
    """What the column of effects is called; "" when every row counts alike and there is nothing to tell."""
    if not measure.is_count:
        return "Tính vào số đạt"
    return "" if measure.costs == "FALSE" else "Làm mất điểm"


def effect(measure: Measure, row: Mapping[str, Any]) -> Effect:
    """How a row with `num` and `den` counts."""
    if measure.is_count:
        if not row["num"]:
            return Effect("Không đếm", "none")
        return Effect("Được đếm", "none") if measure.costs == "FALSE" else Effect("Có", "bad")
    done, of = Fraction(row["num"] or 0), Fraction(row["den"] or 0)
    if not of:
        return Effect("Không tính", "none")
    if done >= of:
        return Effect("Có", "good")
    if not done:
        return Effect("Không", "bad")
    return Effect(f"{amount(done)}/{amount(of)} {measure.amount}".strip(), "warn")


def effect_sentence(measure: Measure, row: Mapping[str, Any]) -> str:
    """The same for a page about the row."""
    if measure.is_count:
        if not row["num"]:
            return "Được xét nhưng không đếm vào con số này."
        return "Được đếm vào con số này" + ("." if measure.costs == "FALSE" else " và làm mất điểm.")
    done, of = Fraction(row["num"] or 0), Fraction(row["den"] or 0)
    if not of:
        return "Liệt kê nhưng không tính vào tỷ lệ: chưa đủ thông tin để xét."
    if done >= of:
        return "Tính vào số đạt và vào tổng số."
    if not done:
        return "Không tính vào số đạt, vẫn nằm trong tổng số: làm giảm tỷ lệ."
    return f"Tính một phần: {amount(done)} trên {amount(of)} {measure.amount}.".replace(" .", ".")


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def lateness(register: Register, row: Mapping[str, Any], as_of: date) -> tuple[str, Sign] | None:
    """How the row stands to its due day, in working days of the national calendar; None without a due day."""
    if register.name not in _PAIRS:
        return None
    due, done = (_day(row.get(name)) for name in _PAIRS[register.name])
    if due is None:
        return None
    if done is not None and done <= as_of:
        if done <= due:
            return (
                (f"Đúng hạn, trong ngày {date_text(due)}", "good")
                if done == due
                else (
                    f"Trước hạn {_span(done, due)} so với hạn {date_text(due)}",
                    "good",
                )
            )
        return f"Trễ hạn {_span(due, done)} so với hạn {date_text(due)}", "bad"
    if as_of <= due:
        return f"Chưa xong, còn trong hạn {date_text(due)}", "open"
    return f"Quá hạn {_span(due, as_of)} tính đến {date_text(as_of)}, chưa xong", "bad"


def _span(first: date, last: date) -> str:
    """The days after `first` up to `last`: working days where the calendar has the years, and days of the calendar."""
    days = (last - first).days
    try:
        calendar = shipped_calendar()
        working = calendar.working_days(first, last) - calendar.is_working_day(first)
    except InputFault:
        return f"{days} ngày"
    return f"{working} ngày làm việc" + ("" if working == days else f" ({days} ngày theo lịch)")
