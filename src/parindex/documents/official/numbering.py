"""Numbers of headings: Roman numerals, and points in the order of the Vietnamese alphabet."""

# NĐ 30/2020/NĐ-CP, Phụ lục I: no f, j, w, z; đ after d; ă, â, ê, ô, ơ, ư are not used.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """4 is `IV`. ValueError below 1."""
    if number < 1:
        raise ValueError(f"no Roman numeral for {number}")
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def point_letter(number: int) -> str:
    """The letter of the `number`-th point, counted from 1: 5 is `đ`. ValueError after the 23rd."""
    if not 1 <= number <= len(POINT_LETTERS):
        raise ValueError(f"no letter for point {number}")
    return POINT_LETTERS[number - 1]
