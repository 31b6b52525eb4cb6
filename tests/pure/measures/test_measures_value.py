"""The percentage of a figure, and the fingerprint of a definition."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_rows import ratio

from parindex.measures.catalogue import MEASURES
from parindex.measures.measure import Policy
from parindex.records.registers import REGISTERS

TASKS = MEASURES["assigned_tasks.on_time"]
INDICATOR_SETS = ("service_766",)  # measures named after the decision that defines them, not after a register
# What is offered stands in the list of procedures and what was used in the dossiers: neither is a register of services.
COUNTED_FROM_DOSSIERS = {
    f"{register}.{name}": register
    for register in ("online_services", "postal_services")
    for name in ("used", "used_of_live", "offered", "dossiers_online", "dossiers_postal")
}


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (86, 87, "98.85"),
        (1, 87, "1.15"),
        (1, 8, "12.50"),
        (2, 3, "66.67"),
        (1, 3, "33.33"),
        (1663, 1664, "99.94"),
        (195, 250, "78.00"),
        (0, 5, "0.00"),
        (5, 5, "100.00"),
        (1, 20000, "0.01"),  # 0,005 is rounded up
        (1, 20001, "0.00"),
        (19999, 20000, "100.00"),  # 99,995 likewise: printed; rules compare exact fractions, not this
    ],
)
def test_percentages_have_two_decimals_and_halves_go_up(numerator: int, denominator: int, percent: str) -> None:
    assert str(ratio(TASKS, numerator, denominator).value) == percent


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_percentage_is_the_exact_one_rounded_once(numerator: int, denominator: int) -> None:
    doubled = Fraction(numerator, denominator) * 20000 + 1  # floor((2x + 1) / 2) is half-up for what is not negative
    expected = Decimal(doubled.numerator // doubled.denominator // 2) / 100
    assert ratio(TASKS, numerator, denominator).value == expected


def test_nothing_to_divide_has_no_percentage() -> None:
    assert ratio(TASKS, 0, 0).value is None
    assert replace(ratio(TASKS, 7, 1), denominator=None).value is None


def test_a_definition_is_a_short_fingerprint() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", TASKS.definition)
    assert len({measure.definition for measure in MEASURES.values()}) == len(MEASURES)


@pytest.mark.parametrize(
    "change",
    [
        {"counted": TASKS.counted + " "},
        {"policy": Policy("another", TASKS.policy.text)},
        {"costs": "FALSE"},
        {"code": "assigned_tasks.else"},
    ],
)
def test_the_fingerprint_changes_with_the_way_of_counting(change: dict[str, object]) -> None:
    assert replace(TASKS, **change).definition != TASKS.definition  # type: ignore[arg-type]


def test_the_fingerprint_stays_when_only_the_words_change() -> None:
    assert replace(TASKS, title="khác", policy=Policy(TASKS.policy.name, "lời khác")).definition == TASKS.definition


@pytest.mark.parametrize("code", MEASURES)
def test_each_measure_is_named_after_its_first_register_and_says_how_it_counts(code: str) -> None:
    measure = MEASURES[code]
    assert measure.code == code
    first = code.partition(".")[0]
    assert first in {measure.registers[0], COUNTED_FROM_DOSSIERS.get(code), *INDICATOR_SETS}
    assert set(measure.registers) <= set(REGISTERS)
    assert measure.policy.text.endswith(".")
    assert measure.title
    assert measure.thing
