"""Every measure of chapters 4 to 7 against its naive twin, over rows on the edges of years, decrees, quotas and bands."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_rows import Office
from measure_twins import Row
from organisation_twins import APPOINTED, FORMS, RECRUITED, TWINS
from test_measures_twins import keyed, table
from tests.conftest import FULL

from parindex.measures.catalogue import MEASURES
from parindex.measures.compute import compute, rows

EDGES = tuple(
    date(year, month, day) + timedelta(days=shift)
    for year, month, day in ((2021, 6, 30), (2021, 12, 14), (2021, 12, 31), (2022, 8, 15), (2025, 12, 31))
    for shift in (-1, 0, 1)
)
days = st.sampled_from(EDGES)
some_day = st.none() | days
years = st.sampled_from((2015, 2021, 2021, 2022))
few = st.integers(0, 6)
some = st.none() | few
money = st.decimals(0, 200, places=1)
answers = st.sampled_from(("met", "met", "met", "unmet", "not_applicable"))
flags = st.none() | st.booleans()
groups = st.sampled_from(("1", "2", "3", "4"))

TABLES: dict[str, st.SearchStrategy[list[Row]]] = {
    "headcount": table(kind=st.sampled_from(("civil", "service")), year=years, counted=days, assigned=few, used=few),
    "delegation_checks": table(due=days, done=some_day, found=some, fixed=some, report_due=some_day, reported=some_day),
    "job_positions": table(
        position=st.sampled_from(("p", "q")), counted=days, approved=some_day, places=few, placed=few
    ),
    "staff_discipline": table(decided=days, form=st.sampled_from(FORMS)),
    "recruitments": table(decided=days, violation=st.none() | st.just("sai"), **dict.fromkeys(RECRUITED, answers)),
    "appointments": table(decided=days, violation=st.none() | st.just("sai"), **dict.fromkeys(APPOINTED, answers)),
    "staff_evaluations": table(
        code=st.sampled_from("abcdefgh"),
        period=st.sampled_from(("Năm", "Tháng")),
        ended=days,
        due=some_day,
        evaluated=some_day,
        staff_group=st.sampled_from(("leader", "civil")),
        score=st.none() | st.sampled_from(("90", "89.9999", "70", "69.5", "50", "49.99", "0", "100")),
        classification=st.sampled_from(("excellent", "good", "good", "good", "completed", "failed")),
    ),
    "training": table(year=years, quota=few, completed=few),
    "budget_autonomy": table(
        year=st.sampled_from((2020, 2021, 2024)),
        assigned=money,
        saved=money,
        rules_issued=some_day,
        report_due=some_day,
        reported=some_day,
        added_income=st.none() | money,
        salary_fund=st.none() | money,
    ),
    "service_units_autonomy": table(
        year=years,
        granted_group=groups,
        group_before=st.none() | groups,
        group_planned=st.none() | groups,
        revenue=st.sampled_from(("0", "9.9", "10", "99.9", "100", "120")),
        expense=st.sampled_from(("100", "99.9")),
        invests=flags,
        surplus=st.none() | st.sampled_from(("-5", "0", "100")),
        development_fund=st.none() | st.sampled_from(("9.9", "10", "15", "24.9", "25")),
    ),
    "it_plan": table(due=some_day, done=some_day),
    "e_documents": table(
        direction=st.sampled_from(("in", "out")),
        issued=days,
        secret=flags,
        form=st.sampled_from(("electronic", "paper", "both")),
        signed_by_person=flags,
        signed_by_agency=flags,
        sent=some_day,
        due=some_day,
        done=some_day,
    ),
    "portal_content": table(
        category=st.sampled_from(("news", "legal_documents", "procedures", "budget")),
        required=st.booleans(),
        arose=days,
        published=some_day,
        complete=flags,
    ),
    "iso_processes": table(
        code=st.sampled_from(("Q1", "Q2", "Q3")),
        procedure=st.none() | st.sampled_from(("P1", "P2", "P9")),
        changed=some_day,
        due=some_day,
        issued=some_day,
        withdrawn=some_day,
        announced=some_day,
    ),
    "iso_audits": table(kind=st.sampled_from(("audit", "review", "action")), due=days, done=some_day),
    "survey_answers": table(level=st.none() | st.integers(1, 5), answered=days),
}
PROCEDURES = table(code=st.sampled_from(("P1", "P2", "P3")), valid_from=some_day, valid_to=some_day)
KEYS = {"headcount": ("unit", "kind", "counted"), "job_positions": ("unit", "position", "counted")}
DECIMALS = {"score", "revenue", "expense", "surplus", "development_fund"}
WINDOWS = (  # a period and the day on which it is asked
    ("2021", date(2021, 12, 31)),
    ("2021", date(2021, 12, 14)),
    ("2021-H2", date(2021, 12, 30)),
    ("2022", date(2022, 12, 31)),
    ("2025", date(2025, 12, 31)),
    ("2026", date(2026, 1, 1)),
)
FEWER = settings(max_examples=50 if FULL else 5)  # sixteen registers, several queries each


def _exact(found: list[Row]) -> list[Row]:
    return [
        {name: Decimal(value) if name in DECIMALS and value is not None else value for name, value in row.items()}
        for row in found
    ]


def compared(office: Office, tables: dict[str, list[Row]], register: str, period: str, **rest: Any) -> None:
    for name, found in tables.items():
        office.put(name, *found)
    scope = office.scope(period, **rest)
    for code in (one for one in TWINS if one.startswith(f"{register}.")):
        measure = MEASURES[code]
        counted = TWINS[code](tables, scope)
        figure = compute(office.connection, measure, scope)
        listed = rows(office.connection, measure, scope)
        place = {name: at for at, name in enumerate(listed.columns)}
        seen = [(row[place["key"]], row[place["num"]], row[place["den"]]) for row in listed.rows]
        assert sorted(seen, key=str) == sorted(counted, key=lambda one: str(one[0])), code
        assert figure.numerator == sum(num for _, num, _ in counted), code
        if measure.is_count:
            assert figure.denominator is None
        else:
            assert figure.denominator == sum(den or 0 for _, _, den in counted), code
            assert {column.name for column in measure.added} <= set(listed.columns), code


@pytest.mark.parametrize("register", TABLES)
@FEWER
@given(data=st.data())
def test_figures_are_as_a_clerk_would_count_them(office: Office, register: str, data: st.DataObject) -> None:
    found = _exact(keyed(data.draw(TABLES[register]), *KEYS.get(register, ())))
    tables = {register: found}
    if register == "iso_processes":
        tables["procedures"] = keyed(data.draw(PROCEDURES), "code")
    period, as_of = data.draw(st.sampled_from(WINDOWS))
    facts = {
        "iso_processes.update_days": data.draw(st.sampled_from(("", "0", "3"))),
        "portal_content.delay.news": data.draw(st.sampled_from(("", "0", "1"))),
    }
    compared(office, tables, register, period, as_of=as_of, facts=facts)


def test_every_measure_of_these_registers_has_a_twin() -> None:
    assert {code for code in MEASURES if code.partition(".")[0] in TABLES} == set(TWINS)
