"""Differences of two sets in words: no code of the file, rules as sentences, numbers with a comma."""

from tests.apps.rounds.a_round import SET_OF_DEPARTMENTS

from parindex.criteria.loading import load
from parindex.documents.wording.set_changes import SaidChange, said_changes

BEFORE = load(SET_OF_DEPARTMENTS, name="trước")


def changes(old: str, new: str) -> list[SaidChange]:
    assert old in SET_OF_DEPARTMENTS
    return said_changes(BEFORE, load(SET_OF_DEPARTMENTS.replace(old, new, 1), name="sau"))


def test_equal_sets_differ_in_nothing() -> None:
    assert said_changes(BEFORE, BEFORE) == []


def test_a_rule_is_a_sentence_on_both_sides() -> None:
    (one,) = changes('text: trễ, points: "1"', 'text: trễ, points: "1.5"')
    assert (one.place, one.what) == ("1.3.1", "Quy tắc")
    assert "1,5" in one.after
    assert one.before != one.after
    assert not set("{}'") & set(one.before + one.after), "nobody reads braces"


def test_points_have_a_comma_and_words_stand_for_what_the_file_codes() -> None:
    half = SET_OF_DEPARTMENTS.replace('scale: "12"', 'scale: "12.5"', 1).replace(
        'max_points: "4"', 'max_points: "4.5"', 1
    )
    told = {one.place: (one.before, one.after) for one in said_changes(BEFORE, load(half, name="sau"))}
    assert told == {"Cả bộ": ("12", "12,5"), "1.1": ("4", "4,5")}
    assert [(one.before, one.after) for one in changes("scored_by: appraiser", "scored_by: unit")] == [
        ("cơ quan thẩm định chấm", "đơn vị tự chấm")
    ]
    assert [(one.before, one.after) for one in changes("when_empty: exclude", "when_empty: zero")] == [
        ("không tính vào mẫu số", "0 điểm")
    ]
