"""Proposals of damaged codes: none while not all candidates were looked at, and each code is read once."""

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, compared

from parindex.measures.reconciliation import repair
from parindex.measures.reconciliation.damage import damage, digits, tidy
from parindex.measures.reconciliation.model import Reconciliation

pytestmark = pytest.mark.dear(2)

CODES = [("H20-210412-0003", "H20-210412-003"), ("H20-210415-1234", "H20-210415-1243")]


def found(office: Office) -> Reconciliation:
    """Two codes on each side, each damaged on the other: four pairs of rows that are alike."""
    return compared(
        office, {code: Case({}, None) for code, _ in CODES} | {code: Case(None, {}) for _, code in CODES}, full=False
    )


def test_when_all_candidates_were_looked_at_the_codes_are_proposed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repair, "MOST_CANDIDATES", 4)
    it = found(office)
    assert [(one.left, one.right) for one in it.proposals] == CODES
    assert it.unproposed == ""


def test_beyond_the_limit_nothing_is_proposed_and_the_answer_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repair, "MOST_CANDIDATES", 3)
    it = found(office)
    assert it.proposals == ()
    assert it.unproposed.startswith("Chưa đề nghị ghép mã nào: có hơn 3 cặp dòng")


def test_a_code_that_stands_in_many_pairs_is_read_once() -> None:
    tidy.cache_clear()
    digits.cache_clear()
    left, right = ([f"H20-210412-{number:04}" for number in range(first, first + 20)] for first in (100, 300))
    for one in left:
        for other in right:
            damage(one, other)
    assert tidy.cache_info().misses == digits.cache_info().misses == 40


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("H20-210412-1234", "H20-210412-12534", "thừa hoặc thiếu một chữ số"),
        ("H20-210412-1224", "H20-210412-124", "thừa hoặc thiếu một chữ số"),
        ("H20-210412-1234", "H20-210412-12-34", None),  # a dash too many is no digit
        ("H20-210412-1234", "H20-210412-13534", None),
    ],
)
def test_one_digit_too_many_or_too_few_is_told_from_two_faults(one: str, other: str, words: str | None) -> None:
    assert damage(one, other) == damage(other, one) == words
