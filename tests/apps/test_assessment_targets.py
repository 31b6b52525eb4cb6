"""Targets: at least so much, by date, compared exactly, and never part of the figure."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.assessment.targets import judged_target
from parindex.assessment.values import KnownFigure
from parindex.measures.catalogue import MEASURES
from parindex.measures.facts import Fact, Step, percent_target
from parindex.measures.measure import Measure, Policy

NAME = "target.reports.thu"


def measure(target: Fact | None) -> Measure:
    return Measure(
        code="reports.thu",
        title="Thử",
        thing="báo cáo",
        registers=("reports",),
        counted="SELECT 1 AS num, 1 AS den",
        policy=Policy("thu", "thử"),
        target=target,
    )


def figure(numerator: int | str, denominator: int | str | None) -> KnownFigure:
    whole = None if denominator is None else Fraction(denominator)
    return KnownFigure(measure="reports.thu", numerator=Fraction(numerator), denominator=whole)


RISING = percent_target(
    "reports.thu",
    "80",
    Step(value="90", valid_from=date(2022, 1, 1), source="Kế hoạch 2022"),
    Step(value="", valid_from=date(2023, 1, 1), source="chưa giao"),
    source="Kế hoạch 2021",
)


@pytest.mark.parametrize(
    ("given", "day", "state"),
    [
        (figure(80, 100), date(2021, 12, 31), "met"),
        (figure(80, 100), date(2022, 1, 1), "unmet"),
        (figure(89996, 100000), date(2022, 6, 30), "unmet"),
        (figure(9, 10), date(2022, 12, 31), "met"),
        (figure(9, 10), date(2023, 1, 1), "no_target"),
        (figure(0, 0), date(2021, 12, 31), "no_figure"),
        (None, date(2021, 12, 31), "no_figure"),
    ],
)
def test_the_step_in_force_on_the_day_judges(given: KnownFigure | None, day: date, state: str) -> None:
    assert judged_target(measure(RISING), given, {NAME: RISING}, day).state == state


def test_a_workspaces_own_step_comes_before_the_shipped_one() -> None:
    local = RISING.with_local([Step(value="95", valid_from=date(2021, 1, 1), source="QĐ của tỉnh", local=True)])
    judged = judged_target(measure(RISING), figure(94, 100), {NAME: local}, date(2021, 12, 31))
    assert (judged.state, judged.step and judged.step.value, judged.unit) == ("unmet", "95", "%")


def test_a_count_is_compared_as_a_count() -> None:
    aim = Fact(name=NAME, title="Mục tiêu", unit="sáng kiến", steps=(Step(value="2", source="Kế hoạch"),))
    assert judged_target(measure(aim), figure(2, None), {NAME: aim}, date(2021, 12, 31)).state == "met"
    assert judged_target(measure(aim), figure(1, None), {NAME: aim}, date(2021, 12, 31)).state == "unmet"


@pytest.mark.parametrize("value", ["tám mươi", "NaN", "Infinity", ""])
def test_a_target_that_is_no_number_is_no_target(value: str) -> None:
    aim = Fact(name=NAME, title="Mục tiêu", unit="%", steps=(Step(value=value, source="?"),))
    assert judged_target(measure(aim), figure(1, 1), {NAME: aim}, date(2021, 12, 31)).state == "no_target"


def test_a_measure_without_a_target_is_never_unmet() -> None:
    assert judged_target(measure(None), figure(0, 5), {}, date(2021, 12, 31)).state == "no_target"
    assert any(one.target is None for one in MEASURES.values())


@given(numerator=st.integers(0, 10**6), more=st.integers(0, 10**6), percent=st.integers(0, 10000))
def test_the_comparison_is_that_of_whole_numbers(numerator: int, more: int, percent: int) -> None:
    whole = numerator + more
    aim = Fact(name=NAME, title="Mục tiêu", unit="%", steps=(Step(value=f"{percent / 100:.2f}", source="thử"),))
    expected = "no_figure" if not whole else "met" if numerator * 10000 >= percent * whole else "unmet"
    assert judged_target(measure(aim), figure(numerator, whole), {NAME: aim}, date(2021, 12, 31)).state == expected
