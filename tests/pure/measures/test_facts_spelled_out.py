"""A lookup of a dated fact and the CASE that it is spelled out as are the same, on every day and for every kind of value."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.measures.catalogue import FACTS, MEASURES
from parindex.measures.facts import Fact, Step, facts_sql, held, spelled_out
from parindex.records.engine import connect

DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))
VALUES = st.sampled_from(["", "80", "12.5", "II", "it's", "0"])
COLUMNS = ("number", "value", "source")


def looked_up(folder: Path, sql: str, facts: dict[str, Fact]) -> list[tuple[object, ...]]:
    with connect(folder) as connection:
        return connection.execute(f"WITH facts AS ({facts_sql(facts.values())}) {sql}").fetchall()


@given(
    steps=st.lists(st.tuples(DAYS, VALUES), max_size=4, unique_by=lambda one: one[0]), more=st.lists(DAYS, max_size=3)
)
def test_both_ways_of_asking_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[date, str]], more: list[date]
) -> None:
    fact = Fact(
        name="thu", title="Thử", steps=[Step(value=value, valid_from=day, source=f"s {day}") for day, value in steps]
    )
    edges = [day + timedelta(days=apart) for day, _ in steps for apart in (-1, 0, 1)]
    days = ", ".join([*(f"(DATE '{day}')" for day in (*edges, *more)), "(CAST(NULL AS DATE))"])
    asked = ", ".join(held("thu", "day", column) for column in COLUMNS)
    sql = f"SELECT day, {asked} FROM (VALUES {days}) AS days(day) ORDER BY day"
    spelled = spelled_out(sql, {"thu": fact})
    assert "FROM facts" not in spelled
    folder = tmp_path_factory.getbasetemp()
    assert looked_up(folder, spelled, {"thu": fact}) == looked_up(folder, sql, {"thu": fact})


def test_a_day_that_is_itself_worked_out_with_a_fact_is_spelled_out_too(tmp_path: Path) -> None:
    facts = {
        "days": Fact(name="days", title="Số ngày", unit="ngày", steps=[Step(value="30", source="a")]),
        "limit": Fact(
            name="limit",
            title="Mức",
            unit="%",
            steps=[Step(value="1", source="a"), Step(value="2", valid_from=date(2021, 1, 31), source="b")],
        ),
    }
    later = f"CAST(DATE '2021-01-01' + CAST({held('days', chr(36) + 'day')} AS INTEGER) AS DATE)".replace(
        "$day", "DATE '2021-01-01'"
    )
    sql = f"SELECT {held('limit', later)}"
    spelled = spelled_out(sql, facts)
    assert "FROM facts" not in spelled
    assert looked_up(tmp_path, spelled, facts) == [(Decimal("2.0000"),)]


def test_a_lookup_of_an_unknown_fact_stays_as_it_is() -> None:
    sql = f"SELECT {held('khong_co', 'day')}"
    assert spelled_out(sql, {}) == sql


def test_no_measure_is_left_with_a_lookup() -> None:
    read = {code: spelled_out(measure.counted, FACTS) for code, measure in MEASURES.items()}
    assert [code for code, sql in read.items() if "(SELECT f." in sql and " FROM facts AS f WHERE f.name" in sql] == []
