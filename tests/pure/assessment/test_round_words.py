"""Words that must come with a write: without blanks around them, not too long, and missing only where they may be."""

import pytest

from parindex.assessment.rounds.words import checked_words, needed_reason, needed_words
from parindex.errors import InputFault


def test_words_are_kept_without_the_blanks_around_them() -> None:
    assert checked_words("  vì lụt \n", 10, lacking="thiếu", long="dài") == "vì lụt"
    assert needed_words(" đã rõ ", "lý do") == "đã rõ" == needed_reason("\tđã rõ", "lý do gia hạn")


def test_words_may_be_missing_only_where_nothing_is_said_of_it() -> None:
    assert checked_words(" ", 10, long="dài") == ""
    with pytest.raises(InputFault, match=r"^thiếu$"):
        checked_words(" ", 10, lacking="thiếu", long="dài")


def test_the_letters_are_counted_without_those_blanks() -> None:
    assert checked_words(f" {'x' * 10} ", 10, long="dài") == "x" * 10
    with pytest.raises(InputFault, match=r"^dài$"):
        checked_words("x" * 11, 10, long="dài")


def test_what_is_missing_or_too_long_is_named() -> None:
    with pytest.raises(InputFault, match=r"^Chưa ghi lý do rút lại\.$"):
        needed_words("", "lý do rút lại")
    with pytest.raises(InputFault, match=r"^Lý do rút lại dài hơn 20 ký tự"):
        needed_words("x" * 21, "lý do rút lại", 20)
    for text in (" ", "x" * 1001):
        with pytest.raises(InputFault, match=r"^Cần ghi lý do gia hạn, không quá 1000 ký tự\.$"):
            needed_reason(text, "lý do gia hạn")
