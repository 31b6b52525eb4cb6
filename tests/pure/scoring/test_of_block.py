"""The best of a block: which amount every unit is held against, and who is still missing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.scoring.of_block import against_best
from parindex.scoring.values import AgainstBest, Count, Percent, Ratio, Value


def ratio(above: int, below: int) -> Ratio:
    return Ratio(Fraction(above), Fraction(below))


def test_every_share_is_held_against_the_greatest_one() -> None:
    found = against_best({"a": ratio(1, 2), "b": ratio(4, 5), "c": Percent(Fraction(20))})
    assert found.best == 80
    assert found.values == {
        "a": AgainstBest(Fraction(50), Fraction(80)),
        "b": AgainstBest(Fraction(80), Fraction(80)),
        "c": AgainstBest(Fraction(20), Fraction(80)),
    }
    assert found.missing == ()


def test_who_has_no_figure_yet_is_named_and_gets_none() -> None:
    found = against_best({"a": Count(3), "b": None})
    assert (found.missing, found.values["b"]) == (("b",), None)
    assert found.values["a"] == AgainstBest(Fraction(3), Fraction(3))


def test_nothing_to_measure_is_nothing_of_nothing_and_never_the_best() -> None:
    found = against_best({"a": ratio(0, 0), "b": ratio(1, 4)})
    assert found.values == {"a": AgainstBest(Fraction(0), Fraction(0)), "b": AgainstBest(Fraction(25), Fraction(25))}


def test_in_a_block_where_nobody_has_anything_there_is_no_best() -> None:
    found = against_best({"a": ratio(0, 0), "b": None})
    assert found.best is None
    assert found.values == {"a": AgainstBest(Fraction(0), Fraction(0)), "b": None}


def test_an_amount_that_was_entered_with_its_best_counts_by_its_amount() -> None:
    found = against_best({"a": AgainstBest(Fraction(3), Fraction(9)), "b": Count(6)})
    assert found.values["a"] == AgainstBest(Fraction(3), Fraction(6))


def test_shares_and_counts_do_not_stand_in_one_block() -> None:
    with pytest.raises(ValueError, match="all shares or all counts"):
        against_best({"a": ratio(1, 2), "b": Count(3)})


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"),
        st.one_of(st.none(), st.builds(lambda n, more: ratio(n, n + more), st.integers(0, 50), st.integers(0, 50))),
    )
)
def test_the_best_is_the_greatest_share_of_those_that_have_one(figures: dict[str, Value | None]) -> None:
    found = against_best(figures)
    shares = [
        one.numerator * 100 / one.denominator for one in figures.values() if isinstance(one, Ratio) and one.denominator
    ]
    assert found.best == (max(shares) if shares else None)
    assert set(found.values) == set(figures)
    assert set(found.missing) == {unit for unit, value in figures.items() if value is None}
    assert all(one.amount <= one.best for one in found.values.values() if one is not None)
