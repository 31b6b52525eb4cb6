"""The reports of administrative reform that a year asks for: cut-offs and due days, whether anybody recorded them or not.

Công văn số 581/BNV-CCHC: quarterly, half-yearly and yearly reports, sent by day 20 of the last month, with figures of
15/12–14/3, 15/12–14/6, 15/6–14/9 and 15/12–14/12. So a reporting year is not a calendar year. A sở reports to Sở Nội vụ
earlier: a local step of `DUE_DAY`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from parindex.measures.facts import Fact, Step

DUE_DAY = Fact(
    name="cchc_report_day",
    title="Hạn gửi báo cáo CCHC: ngày của tháng cuối kỳ",
    unit="ngày trong tháng",
    steps=(Step(value="20", source="Công văn số 581/BNV-CCHC của Bộ Nội vụ"),),
)


@dataclass(frozen=True)
class Kind:
    """One report of the year. `words` recognises its period when folded (a regular expression)."""

    code: str
    period: str
    month: int  # its last month, in which it is due
    months_before: int  # how many months its figures reach back
    words: str


# The order matters: a period is the first whose words it contains.
KINDS = (
    Kind("Q1", "Quý I", 3, 3, r"\bquy (i|1)\b"),
    Kind("H1", "6 tháng", 6, 6, r"\bquy (ii|2)\b|\b(6|06|sau) thang\b"),
    Kind("Q3", "Quý III", 9, 3, r"\bquy (iii|3)\b|\b(9|09|chin) thang\b"),
    Kind("Y", "Năm", 12, 12, r"\bquy (iv|4)\b|\b(12|muoi hai) thang\b|\bnam\b"),
)


@dataclass(frozen=True)
class ExpectedReport:
    """A report that must be there."""

    code: str
    period: str
    cut_from: date
    cut_to: date
    due: date


def expected_reports(year: int, day: int) -> tuple[ExpectedReport, ...]:
    """The reports of administrative reform of a year, due on the given day of their last months."""
    found = []
    for kind in KINDS:
        back = kind.month - kind.months_before
        begins = date(year - 1, 12, 15) if back == 0 else date(year, back, 15)
        ends = date(year, kind.month, 15) - timedelta(days=1)
        found.append(ExpectedReport(f"{year}-{kind.code}", kind.period, begins, ends, date(year, kind.month, day)))
    return tuple(found)


def expected_sql(day: str) -> str:
    """The same as a relation (code, period, cut_from, cut_to, due) of $year; `day` is an SQL expression over `month`."""
    rows = ", ".join(f"('{kind.code}', '{kind.period}', {kind.month}, {kind.months_before})" for kind in KINDS)
    return f"""
        SELECT $year || '-' || code AS code, period, make_date($year, month, 14) AS cut_to,
            CASE WHEN month = back THEN make_date($year - 1, 12, 15) ELSE make_date($year, month - back, 15) END AS cut_from,
            make_date($year, month, CAST({day} AS INTEGER)) AS due
        FROM (VALUES {rows}) AS kinds(code, period, month, back)
    """


def code_sql(period: str) -> str:
    """SQL: which of the year's reports a period in words speaks of ("Quý I/2021"), NULL when none."""
    folded = f"regexp_replace(lower(strip_accents({period})), '[^a-z0-9]+', ' ', 'g')"
    cases = " ".join(f"WHEN regexp_matches({folded}, '{kind.words}') THEN '{kind.code}'" for kind in KINDS)
    return f"CASE {cases} END"
