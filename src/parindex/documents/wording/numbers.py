"""Numbers and dates as Vietnamese official documents write them: 1.670; 98,85%; 31/12/2021; ngày 05 tháng 01 năm 2022.

Thousands are parted by a dot, decimals by a comma. Rounding is half-up, as scores are rounded; a minus is a hyphen.
"""

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from parindex.scoring.rounding import rounded

Number = int | Decimal | Fraction
NOTHING = "–"  # shown where there is nothing to divide by, or nothing yet


def number_text(value: Number | None, *, places: int = 2, fixed: bool = False, leading_zero: bool = False) -> str:
    """Any number: at most `places` decimals, half-up, trailing zeros dropped unless `fixed`.

    `leading_zero`: one-digit whole numbers as "01" … "09", as documents write small counts. None gives a dash.
    """
    return NOTHING if value is None else _number(value, places, fixed, leading_zero)


@lru_cache(maxsize=8192)  # a page says the same few hundred numbers again and again
def _number(value: Number, places: int, fixed: bool, leading_zero: bool) -> str:
    shown = rounded(Fraction(value), places)
    whole, _, decimals = f"{abs(shown):f}".partition(".")
    if not fixed:
        decimals = decimals.rstrip("0")
    text = f"{int(whole):,}".replace(",", ".")
    if leading_zero and not decimals and len(text) == 1 and text != "0":
        text = f"0{text}"
    sign = "-" if shown < 0 else ""
    return f"{sign}{text},{decimals}" if decimals else f"{sign}{text}"


def points_text(points: Number | None, *, fixed: bool = False) -> str:
    """Points as the set rounded them: "2,97", "2", "-0,25"; with `fixed` at least two decimals, for columns: "2,00"."""
    if points is None:
        return NOTHING
    text = number_text(points, places=6)
    if not fixed or len(text.partition(",")[2]) > 2:
        return text
    return number_text(points, places=2, fixed=True)


def percent_text(percent: Number | None, *, places: int = 2, fixed: bool = False) -> str:
    """A percentage given in percent: 98.8505 → "98,85%", 78 → "78%" ("78,00%" with `fixed`)."""
    return NOTHING if percent is None else f"{number_text(percent, places=places, fixed=fixed)}%"


def ratio_percent_text(numerator: Number, denominator: Number) -> str:
    """numerator ÷ denominator as a percentage: 86, 87 → "98,85%"; a dash when the denominator is 0."""
    if not denominator:
        return NOTHING
    return percent_text(Fraction(numerator) * 100 / Fraction(denominator))


def percent_apart(percent: Fraction, *edges: Number) -> str:
    """A percentage beside thresholds: as many decimals as it takes not to look like a threshold it is not equal to.

    89.999 beside 90 is "89,999%", never "90%".
    """
    near = [Fraction(edge) for edge in edges if Fraction(edge) != percent]
    for places in range(2, 9):
        text = percent_text(percent, places=places)
        if text not in {percent_text(edge, places=places) for edge in near}:
            return text
    return f"gần {percent_text(percent)}"


def count_text(count: int | Fraction | Decimal | None, *, leading_zero: bool = False) -> str:
    """How many: 1670 → "1.670"; with `leading_zero` 1 → "01", 6 → "06"."""
    return number_text(count, places=2, leading_zero=leading_zero)


def rank_text(rank: int, of: int) -> str:
    """ "09/17": both with a leading zero."""
    return f"{count_text(rank, leading_zero=True)}/{count_text(of, leading_zero=True)}"


def change_text(change: Number | None, *, places: int = 2, leading_zero: bool = False) -> str:
    """A change with its sign: "+10,54", "-1,87", "0"; ranks with `leading_zero`: "+08"."""
    if change is None:
        return NOTHING
    text = number_text(change, places=places, leading_zero=leading_zero)
    return text if text.startswith("-") or rounded(Fraction(change), places) == 0 else f"+{text}"


def date_text(day: date | None) -> str:
    """dd/MM/yyyy, for tables and screens: "05/03/2022". None gives a dash."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if day else NOTHING


def moment_text(moment: datetime | None) -> str:
    """dd/MM/yyyy HH:mm, local time."""
    return f"{date_text(moment)} {time_text(moment.time())}" if moment else NOTHING


def time_text(moment: time) -> str:
    """HH:mm on a 24-hour clock."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def cited_date_text(day: date) -> str:
    """The date of a cited document, "17/3/2022" or "05/01/2022": a 0 before days under 10, months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
