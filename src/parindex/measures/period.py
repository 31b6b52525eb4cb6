"""Windows of time that a figure speaks of: of the calendar year, of the reporting year, or freely chosen.

The reporting year of Bộ Nội vụ runs from 15/12 of the year before to 14/12 (Công văn số 581/BNV-CCHC; the cut-off of its
nine months follows the same pattern).
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from parindex.errors import InputFault

LONGEST_CODE = 24  # "2021-01-15..2021-03-14" and two to spare
_ROMAN = ("I", "II", "III", "IV")
# Part of a code → first month, last month, title of the window.
_MONTHS: dict[str, tuple[int, int, str]] = {
    "": (1, 12, "năm {}"),
    **{f"Q{n + 1}": (3 * n + 1, 3 * n + 3, f"quý {roman} năm {{}}") for n, roman in enumerate(_ROMAN)},
    "H1": (1, 6, "6 tháng đầu năm {}"),
    "H2": (7, 12, "6 tháng cuối năm {}"),
    "9M": (1, 9, "9 tháng năm {}"),
    "11M": (1, 11, "11 tháng năm {}"),
    **{f"M{month:02}": (month, month, f"tháng {month} năm {{}}") for month in range(1, 13)},
}
# Part of a code → first and last (month, day); a first month of 12 lies in the year before.
_REPORTING: dict[str, tuple[tuple[int, int], tuple[int, int], str]] = {
    "BC": ((12, 15), (12, 14), "năm báo cáo {}"),
    "BC-Q1": ((12, 15), (3, 14), "quý I năm báo cáo {}"),
    "BC-H1": ((12, 15), (6, 14), "6 tháng đầu năm báo cáo {}"),
    "BC-Q3": ((6, 15), (9, 14), "quý III năm báo cáo {}"),
    "BC-9M": ((12, 15), (9, 14), "9 tháng năm báo cáo {}"),
}
_NAMED = re.compile(r"([0-9]{4})(?:-([0-9A-Z-]+))?")
_FREE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")
_FORMS = (
    "hãy ghi năm 2021; quý 2021-Q1; tháng 2021-M05; 2021-H1, 2021-H2, 2021-9M, 2021-11M; năm báo cáo 2021-BC, "
    "2021-BC-Q1, 2021-BC-H1, 2021-BC-Q3, 2021-BC-9M; hoặc từ ngày đến ngày: 2021-01-15..2021-03-14"
)


@dataclass(frozen=True)
class Period:
    """A window from `first` to `last`, both included. `code` is how the command line and addresses name it."""

    code: str
    first: date
    last: date
    title: str  # in Vietnamese: "năm 2021", "quý I năm 2021"

    @property
    def year(self) -> int:
        """The year that the window reports: that of its last day, also when it begins in December before."""
        return self.last.year


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _named(year: int, part: str) -> Period | None:
    """The window that has a name."""
    code = f"{year}-{part}" if part else str(year)
    if part in _MONTHS:
        first_month, last_month, title = _MONTHS[part]
        last_day = calendar.monthrange(year, last_month)[1]
        return Period(code, date(year, first_month, 1), date(year, last_month, last_day), title.format(year))
    if part in _REPORTING:
        start, end, title = _REPORTING[part]
        first, last = date(year - (start[0] == 12), *start), date(year, *end)
        return Period(code, first, last, f"{title.format(year)} ({_day(first)}–{_day(last)})")
    return None


def _all_named(year: int) -> Iterator[Period]:
    for part in (*_MONTHS, *_REPORTING):
        if found := _named(year, part):
            yield found


def _free(code: str, first_text: str, last_text: str) -> Period:
    """The window between two days; the named one when the days are those of a named one, so that it has one code."""
    try:
        first, last = date.fromisoformat(first_text), date.fromisoformat(last_text)
    except ValueError:
        raise InputFault(f"Kỳ “{code}” có ngày không có trong lịch; hãy ghi năm-tháng-ngày như 2021-01-15.") from None
    if last < first:
        raise InputFault(f"Kỳ “{code}”: ngày cuối trước ngày đầu; hãy đổi lại hai ngày này.")
    if last - first > timedelta(days=366):
        raise InputFault(f"Kỳ “{code}” dài hơn một năm; hãy chọn khoảng không quá một năm.")
    for named in _all_named(last.year):
        if (named.first, named.last) == (first, last):
            return named
    return Period(f"{first}..{last}", first, last, f"từ {_day(first)} đến {_day(last)}")


def parse_period(code: str) -> Period:
    """The window called `code`; InputFault with the forms that can be read for anything else."""
    text = code.strip().upper()
    free = _FREE.fullmatch(text)
    named = None if free else _NAMED.fullmatch(text)
    years = [int(part[:4]) for part in free.groups()] if free else [int(named[1])] if named else []
    if any(not 2000 <= year <= 2100 for year in years):
        raise InputFault(f"Kỳ “{code}”: năm phải từ 2000 đến 2100.")
    found = _free(code, free[1], free[2]) if free else _named(int(named[1]), named[2] or "") if named else None
    if found is None:
        raise InputFault(f"Kỳ “{code}” không đọc được; {_FORMS}.")
    return found
