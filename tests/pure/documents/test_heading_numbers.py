"""I, II, III… and a, b, c, d, đ, e…"""

import pytest

from parindex.documents.official.numbering import POINT_LETTERS, point_letter, roman


@pytest.mark.parametrize(
    "number, letters",
    [(1, "I"), (3, "III"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (2022, "MMXXII")],
)
def test_roman_numerals(number: int, letters: str) -> None:
    assert roman(number) == letters


@pytest.mark.parametrize("number", [0, -1])
def test_there_is_no_roman_numeral_below_one(number: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        roman(number)


def test_d_with_stroke_comes_after_d() -> None:
    assert [point_letter(number) for number in range(1, 8)] == ["a", "b", "c", "d", "đ", "e", "g"]


def test_points_never_use_f_j_w_z_or_letters_with_marks() -> None:
    assert not set("fjwzăâêôơư") & set(POINT_LETTERS)


def test_the_last_point_is_y() -> None:
    assert point_letter(len(POINT_LETTERS)) == "y"


@pytest.mark.parametrize("number", [0, 24])
def test_there_is_no_letter_outside_the_alphabet(number: int) -> None:
    with pytest.raises(ValueError, match="letter"):
        point_letter(number)
