"""Every measure against its naive twin, over rows that lie on the edges of periods, days, units, sources, states."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_rows import Office
from measure_twins import TWINS, Row
from tests.conftest import COSTLY, drawn

from parindex.measures.catalogue import MEASURES
from parindex.measures.compute import compute, rows

EDGES = tuple(
    date(year, month, day) + timedelta(days=shift)
    for year, month, day in ((2021, 1, 1), (2021, 3, 31), (2021, 6, 30), (2021, 9, 30), (2021, 12, 31))
    for shift in (-1, 0, 1)
)
days = st.sampled_from(EDGES)
some_day = st.none() | days
channels = st.sampled_from((None, "direct", "online", "postal"))
numbers = st.integers(0, 20)
metres = st.decimals(0, 50, places=2)


def moments(day: st.SearchStrategy[date | None]) -> st.SearchStrategy[datetime | None]:
    hours = st.sampled_from((time(0, 0), time(7, 30), time(17, 0), time(23, 59, 59)))
    return st.builds(lambda found, hour: datetime.combine(found, hour) if found else None, day, hours)


def table(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    fixed = {
        "source": st.sampled_from(("so", "so", "khac")),
        "state": st.sampled_from(("present", "present", "present", "withdrawn")),
        "unit": st.sampled_from(("a", "b", "c", "x")),
    }
    return st.lists(st.fixed_dictionaries(fixed | columns), max_size=9)


def keyed(found: Iterable[Row], *parts: str) -> list[Row]:
    """Rows with keys, one a (source, key): what folding promises."""
    whole: dict[tuple[str, str], Row] = {}
    for number, row in enumerate(found):
        key = "|".join(str(row[part]) for part in parts) or f"k{number}"
        whole.setdefault((row["source"], key), row | {"key": key})
    return list(whole.values())


WORK = {
    "reports": table(due=some_day, sent=some_day),
    "assigned_tasks": table(due=some_day, submitted=some_day),
    "plan_items": table(due=some_day, done=some_day),
    "archive_backlog": table(
        fonds=st.sampled_from(("Hồ sơ A", "hồ sơ a", "Hồ sơ B")),
        years=st.sampled_from(("1976–1990", "1991–2014")),
        inventory=days,
        total=metres,
        processed=metres,
    ),
    "training": table(year=st.sampled_from((2020, 2021, 2022)), quota=numbers, completed=numbers),
}
SERVICES = {
    "procedures": table(
        code=st.sampled_from(("P1", "P2", "P3", "P4")),
        online_level=st.sampled_from(("none", "3", "4", "partial", "full")),
        postal=st.booleans(),
        valid_from=some_day,
        valid_to=some_day,
    ),
    "dossiers": table(
        procedure=st.sampled_from(("P1", "P2", "P3", "P9")),
        received=moments(days),
        due=moments(some_day),
        finished=moments(some_day),
        channel=channels,
        return_channel=channels,
    ),
    "procedure_reviews": table(
        procedure=st.sampled_from(("P1", "P2", "P9")), reviewed=some_day, proposal=st.none() | st.booleans()
    ),
}
LEADERS = table(
    unit_kind=st.sampled_from(("division", "office", "inspectorate")),
    counted=days,
    headcount=st.integers(5, 17),
    heads=st.just(1),
    deputies=st.integers(0, 4),
)
periods = st.sampled_from(("2021", "2021-Q1", "2021-Q3", "2021-Q4", "2021-H1", "2021-H2", "2021-9M"))


def compared(office: Office, tables: dict[str, list[Row]], codes: Iterable[str], period: str, **rest: Any) -> None:
    for register, found in tables.items():
        office.put(register, *found)
    scope = office.scope(period, **rest)
    for code in codes:
        measure = MEASURES[code]
        counted = TWINS[code](tables, scope)
        figure = compute(office.connection, measure, scope)
        listed = rows(office.connection, measure, scope)
        place = {name: at for at, name in enumerate(listed.columns)}
        seen = [(row[place["key"]], row[place["num"]], row[place["den"]]) for row in listed.rows]
        assert sorted(seen, key=str) == sorted(counted, key=str), code
        assert [row[0] for row in seen] == sorted(row[0] for row in seen), f"{code}: not in the order of the key"
        assert figure.numerator == sum((Fraction(num) for _, num, _ in counted), Fraction(0)), code
        if measure.is_count:
            assert figure.denominator is None
            assert figure.value is None
        else:
            assert figure.denominator == sum((Fraction(den or 0) for _, _, den in counted), Fraction(0)), code
            assert (figure.value is None) == (figure.denominator == 0)


def _fill(registers: dict[str, st.SearchStrategy[list[Row]]]) -> st.SearchStrategy[dict[str, list[Row]]]:
    return st.fixed_dictionaries({name: rows_.map(lambda found: keyed(found)) for name, rows_ in registers.items()})


@COSTLY
@given(tables=_fill(WORK), period=periods, as_of=days)
def test_work_with_due_days_metres_and_lines_are_counted_as_a_clerk_would(
    office: Office, tables: dict[str, list[Row]], period: str, as_of: date
) -> None:
    codes = [code for code in TWINS if MEASURES[code].registers[0] in WORK]
    assert len(codes) == 6
    compared(office, tables, codes, period, as_of=as_of)


@COSTLY
@given(tables=_fill(SERVICES), period=periods, as_of=days)
def test_dossiers_procedures_and_reviews_are_counted_as_a_clerk_would(
    office: Office, tables: dict[str, list[Row]], period: str, as_of: date
) -> None:
    one_a_code = keyed(tables["procedures"], "code")
    codes = [code for code in TWINS if MEASURES[code].registers[0] in SERVICES]
    assert len(codes) == 14
    compared(office, tables | {"procedures": one_a_code}, codes, period, as_of=as_of)


@given(
    found=LEADERS,
    as_of=st.sampled_from((*EDGES, date(2020, 11, 24), date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 1))),
    province_class=st.sampled_from(("special", "I", "II", "III", "chưa rõ")),
)
def test_deputies_are_judged_as_the_decrees_say(
    office: Office, found: list[Row], as_of: date, province_class: str
) -> None:
    tables = {"leadership": keyed(found, "unit", "counted")}
    compared(office, tables, ["leadership.within_limit"], "2021", as_of=as_of, facts={"province_class": province_class})


def test_every_measure_has_a_twin_here_or_is_tried_by_name_in_a_file_of_its_own() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("*.py"))
    assert set(TWINS) <= set(MEASURES)
    assert [code for code in MEASURES if code not in TWINS and f'"{code}"' not in texts] == []


def test_metres_are_summed_exactly(office: Office) -> None:
    day = date(2021, 12, 31)
    parts = [
        {"inventory": day, "total": Decimal("0.10"), "processed": Decimal("0.01"), "fonds": str(n)} for n in range(30)
    ]
    office.put("archive_backlog", *parts)
    assert office.parts("archive_backlog.processed") == (Fraction("0.3"), Fraction(3))


@pytest.mark.parametrize("code", drawn([*MEASURES], 3, "empty"))
def test_empty_registers_have_nothing_to_divide_and_no_rows(office: Office, code: str) -> None:
    figure = office.figure(code)
    assert figure.numerator == 0
    assert figure.denominator == (None if MEASURES[code].is_count else 0)
    assert figure.value is None
    assert office.listed(code) == []
