"""Windows of time that a figure speaks of."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from parindex.errors import InputFault

_SPANS = {"": (1, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_SPANS["9M"] = (1, 9)
_TITLES = {"": "năm {}", "H1": "6 tháng đầu năm {}", "H2": "6 tháng cuối năm {}", "9M": "9 tháng năm {}"}
_TITLES |= {f"Q{n}": f"quý {roman} năm {{}}" for n, roman in enumerate(("I", "II", "III", "IV"), start=1)}
_FORM = re.compile(r"([0-9]{4})(?:-(Q[1-4]|H[12]|9M))?")


@dataclass(frozen=True)
class Period:
    """A window from `first` to `last`, both included. `code` is how the command line names it."""

    code: str
    first: date
    last: date

    @property
    def year(self) -> int:
        """The calendar year of the window."""
        return self.first.year

    @property
    def title(self) -> str:
        """The window in Vietnamese: "năm 2021", "quý I năm 2021"."""
        _, _, part = self.code.partition("-")
        return _TITLES[part].format(self.year)


def parse_period(code: str) -> Period:
    """The window called `code`: `2021`, `2021-Q1`, `2021-H1`, `2021-9M`. InputFault for anything else."""
    form = _FORM.fullmatch(code.strip().upper())
    if not form:
        raise InputFault(f"Kỳ “{code}” không đọc được; hãy ghi 2021, 2021-Q1, 2021-H1, 2021-H2 hoặc 2021-9M.")
    year, part = int(form[1]), form[2] or ""
    if not 2000 <= year <= 2100:
        raise InputFault(f"Kỳ “{code}”: năm phải từ 2000 đến 2100.")
    first_month, last_month = _SPANS[part]
    last_day = calendar.monthrange(year, last_month)[1]
    return Period(form[0], date(year, first_month, 1), date(year, last_month, last_day))
