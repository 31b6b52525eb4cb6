"""From tests to one cause, on tests made by hand: which cause is primary, which secondary, and when nothing is said."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.measures.reconciliation.deciding import Behind, Decision, decide
from parindex.measures.reconciliation.deciding import Tested as OneTest
from parindex.measures.reconciliation.model import UNDETERMINED

DUE = date(2021, 3, 8)


class EveryDay:
    """A calendar on which people work every day."""

    def missing(self, calendar: object, due: date, end: date) -> int | None:
        return None if end.year != 2021 else max((end - due).days, 0)


def behind(days: int = 3, **rest: Any) -> Behind:
    """The strict side is late by so many days."""
    return Behind(calendar=0, due=DUE, reached=DUE + timedelta(days=days), **rest)


def said(*tests: OneTest, of: Behind | None = None) -> Decision:
    days: Any = EveryDay()
    return decide(tests, of or behind(), days, really="C19")


def true(code: str, gain: int = 0, end: date | None = None, *, decides: bool = False) -> OneTest:
    return OneTest(code=code, holds=True, gain=gain, end=end, decides=decides)


def false(code: str) -> OneTest:
    return OneTest(code=code, holds=False)


def unknown(code: str) -> OneTest:
    return OneTest(code=code, holds=None)


def test_every_test_false_is_really_late() -> None:
    assert said(false("A"), false("B")) == Decision(cause="C19")
    assert said() == Decision(cause="C19")


def test_one_that_cannot_be_told_forbids_really_late() -> None:
    assert said(false("A"), unknown("B")) == Decision(cause=UNDETERMINED, unknown=("B",))


@pytest.mark.parametrize(("gain", "cause", "left"), [(2, UNDETERMINED, 1), (3, "A", 0), (4, "A", 0)])
def test_a_cause_must_move_the_due_day_far_enough(gain: int, cause: str, left: int) -> None:
    assert (said(true("A", gain)).cause, said(true("A", gain)).unexplained) == (cause, left)


@pytest.mark.parametrize(
    ("end", "cause"), [(0, "A"), (-4, "A"), (1, UNDETERMINED), (3, UNDETERMINED), (9, UNDETERMINED)]
)
def test_a_real_end_explains_only_when_it_is_in_time(end: int, cause: str) -> None:
    assert said(true("A", end=DUE + timedelta(days=end))).cause == cause


def test_the_first_that_explains_alone_is_primary_and_the_others_stand_beside_it() -> None:
    assert said(true("A", 1), true("B", 3), true("C", 5)) == Decision(cause="B", secondary=("A", "C"))


def test_what_cannot_be_told_does_not_matter_once_a_cause_is_proved() -> None:
    assert said(unknown("A"), true("B", 3), unknown("C")) == Decision(cause="B")


def test_two_that_explain_it_together_have_the_first_indispensable_one_as_primary() -> None:
    assert said(true("A", 1), true("B", 2)) == Decision(cause="A", secondary=("B",))
    assert said(true("A", 1), true("B", 2), true("C", 2), of=behind(4)) == Decision(cause="B", secondary=("A", "C"))


def test_where_any_two_of_three_suffice_the_first_is_primary() -> None:
    assert said(true("A", 2), true("B", 2), true("C", 2)) == Decision(cause="A", secondary=("B", "C"))


def test_a_real_end_and_a_gain_add_up() -> None:
    end = DUE + timedelta(days=2)
    assert said(true("A", 1), true("B", 1, end)).cause == "A"
    assert said(true("A", 1), true("B", 0, end)).unexplained == 1


def test_together_not_enough_says_how_much_is_left_and_what_else_could_be() -> None:
    decision = said(true("A", 1), true("B", 1), unknown("C"), of=behind(7))
    assert decision == Decision(cause=UNDETERMINED, secondary=("A", "B"), unknown=("C",), unexplained=5)


def test_a_cause_of_scope_ends_the_matter_by_itself() -> None:
    assert said(true("A", 9), true("B", decides=True)).cause == "A"
    assert said(true("A", 1), true("B", decides=True)) == Decision(cause="B", secondary=("A",))


def test_late_by_the_clock_of_one_day_needs_a_whole_day_s_gain_or_an_end_before() -> None:
    clock = behind(0)
    assert said(true("A", 1), of=clock).cause == "A"
    assert said(true("A"), of=clock).cause == UNDETERMINED
    assert said(true("A", end=DUE - timedelta(days=1)), of=clock).cause == "A"


def test_without_a_due_day_only_a_cause_that_decides_explains() -> None:
    none = replace(behind(), due=None)
    assert said(true("A", 9), of=none).unexplained == 1
    assert said(true("A", 9), true("B", decides=True), of=none).cause == "B"


def test_outside_the_calendar_s_years_nothing_is_counted() -> None:
    far = replace(behind(), reached=date(2022, 1, 3))
    assert said(true("A", 999), of=far).cause == UNDETERMINED
    assert said(true("A", end=DUE), of=far).cause == "A"


def test_where_the_other_side_has_only_ended_it_any_proved_end_explains() -> None:
    open_only = behind(9, closed_suffices=True)
    assert said(true("A", end=DUE + timedelta(days=5)), of=open_only).cause == "A"
    assert said(true("A", 5), of=open_only).cause == UNDETERMINED


tests = st.lists(
    st.builds(
        OneTest,
        code=st.sampled_from([f"C{n:02}" for n in range(1, 9)]),
        holds=st.sampled_from((True, True, False, None)),
        gain=st.integers(0, 4),
        end=st.none() | st.dates(date(2021, 3, 1), date(2021, 3, 20)),
        decides=st.sampled_from((False, False, False, True)),
    ),
    max_size=5,
    unique_by=lambda one: one.code,
)


@given(given_tests=tests, days=st.integers(0, 8))
def test_whatever_the_tests_say_the_answer_holds_together(given_tests: list[OneTest], days: int) -> None:
    decision = said(*given_tests, of=behind(days))
    present = {one.code for one in given_tests if one.holds}
    open_ones = {one.code for one in given_tests if one.holds is None}
    named = {decision.cause} - {"C19", UNDETERMINED} | {*decision.secondary}
    assert named == present
    assert decision.cause not in decision.secondary
    assert {*decision.unknown} <= open_ones
    assert (decision.cause == "C19") == (not present and not open_ones)
    assert (decision.unexplained > 0) == (decision.cause == UNDETERMINED and bool(present))


@given(given_tests=tests, days=st.integers(0, 8))
def test_the_order_of_the_tests_changes_which_is_named_but_not_whether(given_tests: list[OneTest], days: int) -> None:
    found = [said(*order, of=behind(days)) for order in list(permutations(given_tests))[:24]]
    assert len({one.cause == UNDETERMINED for one in found}) == 1
    assert len({one.unexplained for one in found}) == 1
    assert len({frozenset((one.cause, *one.secondary)) for one in found}) == 1
