"""Words of a round on screen: states, windows, deadlines, what a result waits for."""

from datetime import date, timedelta
from itertools import product

import pytest

from parindex.assessment.rounds.passing import LOCKED
from parindex.assessment.rounds.states import STATE_TITLES, STEP_OF, State, Step
from parindex.assessment.rounds.waiting import APPRAISER, COUNCIL, SURVEY, UNIT, Waiting
from parindex.assessment.rounds.windows import Span
from parindex.web.rendering.markup import SIGNS
from parindex.web.round_states import (
    ALONE,
    STATE_SIGNS,
    alone_words,
    deadline_cell,
    span_state,
    span_text,
    state_cell,
    waiting_text,
)

DAY = date(2026, 11, 23)
OPEN = Span(opens=DAY - timedelta(3), closes=DAY + timedelta(3))


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_word_and_a_sign_that_the_stylesheet_knows(state: State) -> None:
    assert STATE_SIGNS[state] in SIGNS
    assert state_cell(state).text == STATE_TITLES[state]
    assert state_cell(state).note is None
    assert state_cell(state, notes=("khóa do hết hạn", ALONE)).note == "khóa do hết hạn, tự xác nhận"


def test_what_was_confirmed_alone_is_named_by_its_step() -> None:
    both = {Step.EXPLANATION, Step.SELF}
    assert alone_words(both) == ("tự chấm: tự xác nhận", "giải trình: tự xác nhận")
    assert alone_words(()) == ()


@pytest.mark.parametrize(
    ("span", "words", "sign"),
    [
        (None, "Chưa đặt thời gian", "none"),
        (OPEN, "Đang mở", "good"),
        (Span(opens=DAY, closes=DAY), "Đang mở", "good"),
        (Span(opens=DAY + timedelta(1), closes=DAY + timedelta(2)), "Chưa mở", "none"),
        (Span(opens=DAY - timedelta(2), closes=DAY - timedelta(1)), "Đã hết hạn", "bad"),
    ],
)
def test_a_window_says_whether_it_is_open(span: Span | None, words: str, sign: str) -> None:
    assert span_state(span, DAY) == (words, sign)


def test_a_window_is_written_with_both_its_days() -> None:
    assert span_text(Span(opens=date(2026, 11, 1), closes=date(2026, 11, 30))) == "01/11/2026 – 30/11/2026"


def test_a_state_in_which_no_step_is_at_work_has_no_deadline() -> None:
    for state in State:
        cell = deadline_cell(state, OPEN, DAY)
        assert cell.text == ("26/11/2026" if state in STEP_OF else "")
        assert cell.note is None


def test_a_deadline_says_when_it_has_passed_was_lengthened_or_never_set() -> None:
    late = deadline_cell(State.SELF_SCORING, Span(opens=DAY - timedelta(9), closes=DAY - timedelta(1)), DAY)
    assert (late.text, late.sign, late.note) == ("22/11/2026", "bad", "đã hết hạn")
    longer = Span(opens=OPEN.opens, closes=OPEN.closes, extension="Chờ số liệu")
    assert deadline_cell(State.EXPLAINING, longer, DAY).note == "đã gia hạn"
    unset = deadline_cell(State.COUNCIL, None, DAY)
    assert (unset.text, unset.title) == ("chưa đặt", "Bước “Hội đồng” chưa đặt thời gian")


def test_what_a_result_waits_for_names_who_and_how_many() -> None:
    assert waiting_text(()) == ""
    said = waiting_text((Waiting(UNIT, Step.SELF, 3), Waiting(SURVEY, Step.FIRST, 1200)))
    assert said == "đơn vị chưa tự chấm 3 mục; chưa có kết quả điều tra xã hội học của 1.200 mục"


def test_each_one_waited_for_has_words_of_its_own() -> None:
    pairs = [
        (UNIT, Step.SELF),
        (LOCKED, Step.SELF),
        (UNIT, Step.EXPLANATION),
        (APPRAISER, Step.FIRST),
        (APPRAISER, Step.SECOND),
        (COUNCIL, Step.COUNCIL),
        (SURVEY, Step.FIRST),
    ]
    said = [waiting_text((Waiting(who, step, 7),)) for who, step in pairs]
    assert all(" 7 mục" in one for one in said)
    assert all(one != other for one, other in product(said, said) if one is not other)
