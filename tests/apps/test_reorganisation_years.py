"""Figures of several years when units changed: as reported, restated, pro forma, each against a sum over the rows."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from reform_2025 import BEFORE, FIELDS, JOINED, JULY, MARCH, carry_out
from tests.conftest import FULL

from parindex.assessment.comparing_units import Gap, Told, Year
from parindex.assessment.comparing_years import Comparison, compare, same_part_of_years
from parindex.ledger.actions import import_file
from parindex.measures.catalogue import MEASURES
from parindex.measures.measure import percent_of
from parindex.measures.period import parse_period
from parindex.organisations.actions import save_units
from parindex.organisations.lineage import LineageFact, LineageKind
from parindex.organisations.lineage_actions import reorganise
from parindex.organisations.models import User

HEAD = "Mã hồ sơ;Mã TTHC;Lĩnh vực;Đơn vị xử lý;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái"
RATE = MEASURES["dossiers.rate_completed"]
RECEIVED = MEASURES["dossiers.received"]
YEARS = same_part_of_years(parse_period("2025"), 3)
DAY = date(2025, 12, 31)
INSIDE = {
    "dong-thap": {
        "so-noi-vu-moi",
        "so-y-te-moi",
        "so-gddt-moi",
        "so-nnmt-moi",
        "cong-an-moi",
        "xa-ba-sao-moi",
        "xa-thoi-son",
    },
    "so-noi-vu-moi": {"phong-nguoi-co-cong", "phong-cchc"},
}
OLD = {
    "dong-thap-cu": {fact.id for fact in BEFORE}
    - {"dong-thap-cu", "tien-giang", "so-noi-vu-tg", "tp-my-tho", "xa-thoi-son"},
    "tien-giang": {"so-noi-vu-tg", "tp-my-tho", "xa-thoi-son"},
    "so-noi-vu-dt": {"phong-cchc"},
}


@dataclass(frozen=True)
class Dossier:
    """One row as its maker knows it."""

    unit: str
    field: str
    received: date
    in_time: bool

    def line(self, number: int) -> str:
        due = self.received + timedelta(days=10)
        done = due - timedelta(days=1) if self.in_time else due + timedelta(days=1)
        days = ";".join(f"{day:%d/%m/%Y} 08:00" for day in (self.received, due, done))
        return f"H-{number};1.{number % 7};{self.field};{self.unit};{days};Đã trả kết quả"


def heir_by_hand(unit: str, field: str) -> str | None:
    """Where the work of before 2025 is at the end of that year, written out by hand."""
    if unit in ("so-ldtbxh-dt", "phong-viec-lam"):
        return JOINED[FIELDS[field]] if field in FIELDS else None
    gone = JOINED | {
        "dong-thap-cu": "dong-thap",
        "tien-giang": "dong-thap",
        "huyen-cao-lanh": "dong-thap",
        "tp-my-tho": "dong-thap",
        "xa-ba-sao": "xa-ba-sao-moi",
        "xa-phuong-thinh": "xa-ba-sao-moi",
    }
    return str(gone.get(unit, unit))


def made(seed: int) -> list[Dossier]:
    """Dossiers of 2023 and 2024 by the units of then, of 2025 by those of each day."""
    choose = random.Random(seed)
    rows = []
    for _ in range(260):
        # finished within its year, so that the naive sum need not know what is still open when the year ends
        day = date(choose.choice((2023, 2024, 2025)), 1, 1) + timedelta(days=choose.randrange(350))
        unit = choose.choice([fact.id for fact in BEFORE])
        field = choose.choice([*FIELDS, "Lĩnh vực khác", ""])
        if unit in ("so-ldtbxh-dt", "phong-viec-lam") and day >= MARCH:
            unit = FIELDS.get(field, "so-noi-vu-dt")
        if day >= JULY:
            unit = heir_by_hand(unit, field) or "so-noi-vu-moi"
        rows.append(Dossier(unit, field, day, choose.random() < 0.7))
    return rows


def bring(admin: User, folder: Path, unit: str, rows: Iterable[tuple[int, Dossier]]) -> None:
    path = folder / f"ho-so-{unit}.csv"
    path.write_text("\n".join((HEAD, *(row.line(number) for number, row in rows))) + "\n", encoding="utf-8")
    assert not import_file(by=admin, register="dossiers", path=path, source="so", unit=unit).errors


@pytest.fixture
def dossiers(admin: User, tmp_path: Path, request: pytest.FixtureRequest) -> list[Dossier]:
    """Random dossiers, brought by the provinces of then and after the reform by the one of today."""
    save_units(by=admin, facts=BEFORE)
    rows = made(getattr(request, "param", 1))
    numbered = list(enumerate(rows))
    in_tien_giang = family("tien-giang", OLD)
    for unit, its in (("tien-giang", in_tien_giang), ("dong-thap-cu", family("dong-thap-cu", OLD))):
        bring(admin, tmp_path, unit, [one for one in numbered if one[1].received < JULY and one[1].unit in its])
    carry_out(admin)
    bring(admin, tmp_path, "dong-thap", [one for one in numbered if one[1].received >= JULY])
    return rows


def total(rows: Iterable[Dossier], year: int) -> tuple[Fraction, Fraction]:
    """(in time, all) of the rows received in the year; every one of them is finished."""
    found = [row for row in rows if row.received.year == year]
    return Fraction(sum(row.in_time for row in found)), Fraction(len(found))


def said(one: Told | None) -> tuple[Fraction | None, Fraction | None] | None:
    return (one.numerator, one.denominator) if one else None


def of_year(years: Iterable[Year], year: int) -> Year:
    return next(one for one in years if one.period.year == year)


def family(unit: str, known: dict[str, set[str]]) -> set[str]:
    inner = known.get(unit, set())
    return {unit, *inner, *(below for one in inner for below in known.get(one, ()))}


def asked(unit: str, measure: str = RATE.code) -> Comparison:
    return compare(unit, MEASURES[measure], YEARS, day=DAY)


SEEDS = range(1, 6 if FULL else 2)


@pytest.mark.parametrize("dossiers", SEEDS, indirect=True)
def test_restated_figures_are_the_sum_over_the_rows_of_todays_work(dossiers: list[Dossier]) -> None:
    for unit in ("so-noi-vu-moi", "so-y-te-moi", "phong-nguoi-co-cong", "dong-thap"):
        found = asked(unit).restated
        mine = family(unit, INSIDE)
        for year in (2023, 2024, 2025):
            rows = [row for row in dossiers if heir_by_hand(row.unit, row.field) in mine]
            assert said(of_year(found, year).whole) == total(rows, year), (unit, year)


@pytest.mark.parametrize("dossiers", SEEDS, indirect=True)
def test_every_row_is_restated_under_one_unit_or_said_to_be_nobodys(dossiers: list[Dossier]) -> None:
    tops = [*dict.fromkeys(JOINED.values())]
    for year in (2023, 2024):
        parts = [of_year(asked(unit, RECEIVED.code).restated, year) for unit in tops]
        rows = [row for row in dossiers if row.received.year == year]
        theirs = {one for top in tops for one in family(top, INSIDE)}
        expected = [row for row in rows if heir_by_hand(row.unit, row.field) in theirs]
        assert sum(part.whole.numerator or 0 for part in parts if part.whole) == len(expected)
    nobodys = [row for row in dossiers if heir_by_hand(row.unit, row.field) is None]
    assert {part.unassigned for part in parts if part.period.year == 2024 and part.unassigned} <= {len(nobodys)}


@pytest.mark.parametrize("dossiers", SEEDS, indirect=True)
def test_pro_forma_sums_numerators_and_denominators_and_never_averages(dossiers: list[Dossier]) -> None:
    for unit, forebears in (
        ("dong-thap", ("dong-thap-cu", "tien-giang")),
        ("so-noi-vu-moi", ("so-noi-vu-dt", "so-noi-vu-tg")),
    ):
        found = asked(unit).pro_forma
        for year in (2023, 2024):
            one = of_year(found, year)
            rows = [row for row in dossiers if any(row.unit in family(old, OLD) for old in forebears)]
            numerator, denominator = total(rows, year)
            assert one.whole is not None
            assert said(one.whole) == (numerator, denominator)
            assert {part.unit for part in one.parts} == set(forebears)
            assert one.whole.percent == percent_of(numerator, denominator)


def test_in_the_year_of_the_break_every_row_of_both_sides_counts_once(dossiers: list[Dossier]) -> None:
    one = of_year(asked("dong-thap").pro_forma, 2025)
    everybody = [row for row in dossiers if row.received.year == 2025]
    assert said(one.whole) == total(everybody, 2025)
    assert {part.unit for part in one.parts} == {"dong-thap", "dong-thap-cu", "tien-giang"}


def test_as_reported_has_a_gap_before_the_unit_began_and_says_who_was_there(dossiers: list[Dossier]) -> None:
    reported = asked("dong-thap").reported
    for year in (2023, 2024):
        one = of_year(reported, year)
        assert one.whole is None
        assert {part.unit for part in one.parts} == {"dong-thap-cu", "tien-giang"}
        for part in one.parts:
            rows = [row for row in dossiers if row.unit in family(part.unit, OLD)]
            assert said(part) == total(rows, year)
    after = of_year(reported, 2025).whole
    assert after is not None
    stayed = {
        "xa-thoi-son",
        "phong-cchc",
        "phong-nguoi-co-cong",
    }  # the same units before and after, with all their rows
    rows = [row for row in dossiers if row.received >= JULY or row.unit in stayed]
    assert said(after) == total(rows, 2025)


def test_the_year_of_the_break_is_told_in_three_stretches_with_who_was_in_charge(dossiers: list[Dossier]) -> None:
    split = asked("so-noi-vu-moi").split
    days = list(dict.fromkeys((part.period.first, part.period.last) for part in split))
    assert days == [
        (date(2025, 1, 1), date(2025, 2, 28)),
        (date(2025, 3, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2025, 12, 31)),
    ]
    who = [{part.unit for part in split if part.period.first == first} for first, _ in days]
    assert who == [
        {"so-noi-vu-dt", "so-noi-vu-tg", "so-ldtbxh-dt"},
        {"so-noi-vu-dt", "so-noi-vu-tg"},
        {"so-noi-vu-moi"},
    ]
    last = split[-1]
    rows = [row for row in dossiers if row.received >= JULY and row.unit in family("so-noi-vu-moi", INSIDE)]
    assert said(last) == total(rows, 2025)


def test_a_register_without_fields_is_not_restated_once_fields_have_moved(dossiers: list[Dossier]) -> None:
    assert asked("so-noi-vu-moi", "assigned_tasks.on_time").restated == ()


def test_a_unit_that_nothing_became_of_is_the_same_in_every_mode(admin: User, tmp_path: Path) -> None:
    save_units(by=admin, facts=BEFORE)
    rows = [row for row in made(9) if row.received < MARCH]
    path = tmp_path / "ho-so.csv"
    path.write_text("\n".join((HEAD, *(row.line(n) for n, row in enumerate(rows)))) + "\n", encoding="utf-8")
    import_file(by=admin, register="dossiers", path=path, source="so", unit="dong-thap-cu")
    found = compare("so-y-te-dt", RATE, YEARS, day=DAY)
    assert not found.changed
    assert found.split == ()
    for year in (2023, 2024):
        whole = [said(of_year(mode, year).whole) for mode in (found.reported, found.restated, found.pro_forma)]
        own = total([row for row in rows if row.unit == "so-y-te-dt"], year)
        assert whole == [own, own, own]


def test_years_before_any_row_are_gaps_not_zeros(admin: User) -> None:
    save_units(by=admin, facts=BEFORE)
    found = compare("so-y-te-dt", RATE, YEARS, day=DAY)
    assert [one.whole for one in (*found.reported, *found.restated, *found.pro_forma)] == [None] * 9
    assert {one.gap for one in found.restated} == {Gap.NO_ROWS}, "the unit was there"
    long_ago = compare("so-y-te-dt", RATE, same_part_of_years(parse_period("2001"), 2), day=DAY)
    assert {one.gap for one in long_ago.restated} == {Gap.NO_UNIT}


@pytest.mark.parametrize(
    ("code", "count", "codes"),
    [
        ("2025", 3, ("2023", "2024", "2025")),
        ("2025-Q1", 2, ("2024-Q1", "2025-Q1")),
        ("2025-BC", 2, ("2024-BC", "2025-BC")),
        ("2025-01-15..2025-03-14", 2, ("2024", "2025")),
        ("2001", 5, ("2000", "2001")),
    ],
)
def test_the_same_part_of_each_year_is_compared(code: str, count: int, codes: tuple[str, ...]) -> None:
    assert tuple(one.code for one in same_part_of_years(parse_period(code), count)) == codes


def test_rows_that_name_no_field_leave_a_gap_that_says_so(
    admin: User, units: object, bring_dossiers: Callable[..., Any]
) -> None:
    received = "01/06/2021 08:00;5;08/06/2021 17:00;04/06/2021 10:00;05/06/2021 08:00;1/QĐ;04/06/2021;Đã trả kết quả"
    bring_dossiers("so", f"H-1;1.001;phong-a;{received}")
    cut = LineageFact(
        kind=LineageKind.SPLIT,
        came_from="phong-a",
        became="phong-b",
        effective=date(2022, 1, 1),
        decision="QĐ 1",
        domain="Đất đai",
    )
    reorganise(by=admin, lines=[cut])
    found = compare("phong-b", RATE, same_part_of_years(parse_period("2022"), 2), day=date(2022, 12, 31))
    assert [(one.whole, one.gap) for one in found.restated] == [(None, Gap.NO_FIELD), (None, Gap.NO_FIELD)]
