"""How a code may have been damaged: each kind at its edge, and what no pair of codes may ever be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.measures.reconciliation.damage import DAMAGES, MOST_CUT, SHORTEST_TAIL, damage, digits, tidy

pytestmark = pytest.mark.dear(3)

CODE = "000.00.19.H20-210412-0003"
KINDS = [words for words, _ in DAMAGES]
APART, LETTERS, NOUGHTS, HEAD, TAIL, SWAPPED, WRONG, ONE_LOST = KINDS


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("000.00.19.H20 - 210412 - 0003", APART),
        ("000.00.19.H20–210412—0003", APART),
        ("000.00.19.h20_210412_0003", APART),
        ("０００.００.19.H20-210412-0003", APART),  # full-width digits
        ("OOO.OO.19.H20-210412-0003", LETTERS),
        ("000.00.l9.H20-2lO4I2-0003", LETTERS),
        ("0.0.19.H20-210412-3", NOUGHTS),
        ("000.00.19.H20-210412-00003", NOUGHTS),
        ("19.H20-210412-0003", HEAD),
        ("210412-0003", HEAD),
        ("000.00.19.H20-210412-000", TAIL),
        ("000.00.19.H20-210412-0", TAIL),
        ("000.00.19.H20-210421-0003", SWAPPED),
        ("000.00.91.H20-210412-0003", SWAPPED),
        ("000.00.19.H20-210412-0008", WRONG),
        ("000.00.19.H20-210412-1003", WRONG),
        ("000.00.19.H20-2104122-0003", ONE_LOST),
        ("000.00.19.H20-21042-0003", ONE_LOST),
    ],
)
def test_each_kind_of_damage_is_told_by_its_name(other: str, words: str) -> None:
    assert damage(CODE, other) == words
    assert damage(other, CODE) == words, "whichever source has the damaged one"


@pytest.mark.parametrize(
    "other",
    [
        "000.00.19.H20-210413-0008",  # two digits, apart
        "000.00.19.H20-210413-0004",
        "000.00.19.K20-210412-0003",  # another letter is another office
        "0003",  # too short to tell it apart
        "2-0003",
        "10412-0003",  # not cut at the beginning of a group
        "000.00.19.H20-210412",  # more is missing than a slip cuts off
        "000.00.19.H20-2104-0003",  # two digits lost inside
        "H20",
        "",
        "khác hẳn",
    ],
)
def test_what_only_looks_alike_is_no_damage(other: str) -> None:
    assert damage(CODE, other) is None
    assert damage(other, CODE) is None


def test_the_most_harmless_explanation_is_given_first() -> None:
    """A blank and a letter O at once: the letter explains both, and nobody is told of a wrong digit."""
    assert damage("000.00 .19.H20-21O412-0003", CODE) == LETTERS
    assert damage("0.00.19.H20 -210412-0003", CODE) == NOUGHTS


def test_letters_are_read_as_digits_only_in_groups_of_digits() -> None:
    assert digits("OO1.HO1-1l") == "001.HO1-11"
    assert digits("LOI") == "101"
    assert digits("SOL") == "SOL"


def test_a_tail_as_long_as_the_shortest_still_tells_a_code() -> None:
    code = "ABC-" + "7" * SHORTEST_TAIL
    assert damage(code, "7" * SHORTEST_TAIL) == HEAD
    assert damage("ABC-" + "7" * (SHORTEST_TAIL - 1), "7" * (SHORTEST_TAIL - 1)) is None


@pytest.mark.parametrize("cut", range(1, MOST_CUT + 2))
def test_no_more_than_a_few_characters_may_be_missing_at_the_end(cut: int) -> None:
    code = "A12345678-9876"
    assert damage(code, code[:-cut]) == (TAIL if cut <= MOST_CUT else None)


def test_every_kind_has_words_of_its_own() -> None:
    assert len({*KINDS}) == len(KINDS) == 8


codes = st.from_regex(r"[0-9OIl]{1,4}\.[0-9A-H]{1,3}-[0-9]{3,6}-[0-9]{2,4}", fullmatch=True)


@given(one=codes, other=codes)
def test_it_makes_no_difference_which_code_is_the_damaged_one(one: str, other: str) -> None:
    assert damage(one, other) == damage(other, one)


@given(code=codes, blanks=st.lists(st.integers(0, 12), max_size=3))
def test_blanks_and_case_are_never_more_than_blanks_and_case(code: str, blanks: list[int]) -> None:
    other = code.lower()
    for at in blanks:
        other = f"{other[:at]} {other[at:]}"
    assert damage(code, other) == APART
    assert tidy(other) == tidy(code)


@given(code=codes, at=st.integers(0, 20), digit=st.sampled_from("0123456789"))
def test_one_digit_written_wrong_is_always_proposed(code: str, at: int, digit: str) -> None:
    at %= len(code)
    if not code[at].isdigit() or code[at] == digit:
        return
    assert damage(code, code[:at] + digit + code[at + 1 :]) is not None
