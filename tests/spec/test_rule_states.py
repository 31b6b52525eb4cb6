"""States: each thing found is in one state, each state is worth a share; the points are the average share.

Source: Sở Y tế Tiền Giang (2022), 1.4.2: (b/a) × 1 + (c/a) × 0.5, where a = problems found, b finished, c handled
but unfinished. The source does not say what happens when nothing was found, so `when_empty` must.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.errors import InputFault
from parindex.scoring.rules import parse_rule
from parindex.scoring.values import Counts

TG22 = {
    "shape": "states",
    "weights": {"done": "1", "doing": "0.5", "not_started": "0"},
    "names": {"done": "đã xử lý xong", "doing": "đang xử lý", "not_started": "chưa xử lý"},
}


@pytest.mark.parametrize(
    ("done", "doing", "not_started", "expected"),
    [
        pytest.param(4, 0, 0, "1", id="xử lý xong tất cả"),
        pytest.param(0, 4, 0, "0.5", id="tất cả đang xử lý"),
        pytest.param(0, 0, 4, "0", id="chưa xử lý việc nào"),
        pytest.param(2, 1, 1, "0.63", id="0,625 làm tròn nửa lên thành 0,63"),
        pytest.param(1, 1, 1, "0.5", id="mỗi trạng thái một việc"),
    ],
)
def test_the_average_share(points, done, doing, not_started, expected):
    value = {"counts": {"done": done, "doing": doing, "not_started": not_started}}
    assert points(TG22, value, "1", when_empty="exclude") == Decimal(expected)


def test_a_state_left_out_counts_nothing(points):
    assert points(TG22, {"counts": {"done": 3}}, "1", when_empty="exclude") == Decimal(1)


def test_the_explanation_shows_the_arithmetic(explained):
    words = explained(TG22, {"counts": {"done": 2, "doing": 1, "not_started": 1}}, "1", when_empty="exclude")
    assert words == (
        "Đã xử lý xong 2, đang xử lý 1, chưa xử lý 1; "
        "(2 × 1 + 1 × 0,5) ÷ 4 = 62,5% × 1 điểm = 0,63 điểm, mất 0,37 điểm."
    )


def test_the_explanation_when_nothing_was_started(explained):
    words = explained(TG22, {"counts": {"not_started": 3}}, "1", when_empty="exclude")
    assert words.endswith("(0) ÷ 3 = 0% × 1 điểm = 0 điểm, mất 1 điểm.")


def test_a_misspelt_state_is_refused_with_the_ones_there_are(points):
    with pytest.raises(InputFault, match="không có trạng thái “finished”; các trạng thái: done, doing, not_started"):
        points(TG22, {"counts": {"finished": 3}}, "1", when_empty="exclude")


@pytest.mark.parametrize(
    ("weights", "names", "expected"),
    [
        pytest.param({"done": "1.5", "open": "0"}, {}, ["over_max"], id="trọng số lớn hơn 1"),
        pytest.param({"done": "0.9", "open": "0"}, {}, ["max_unreachable"], id="không trạng thái nào đủ điểm"),
        pytest.param({"done": "1", "open": "-1"}, {}, ["out_of_range"], id="trọng số âm"),
        pytest.param({"done": "1"}, {"open": "chưa"}, ["unknown_key"], id="tên cho trạng thái không có"),
    ],
)
def test_weights_out_of_place_are_reported(faults, weights, names, expected):
    rule = {"shape": "states", "weights": weights, "names": names}
    assert faults(rule, "1", when_empty="exclude") == expected


@given(done=st.integers(0, 500), doing=st.integers(0, 500), open_=st.integers(0, 500))
def test_points_agree_with_scoring_each_thing_one_by_one(done, doing, open_):
    each = [Fraction(1)] * done + [Fraction(1, 2)] * doing + [Fraction(0)] * open_
    outcome = parse_rule(TG22).evaluate(Counts({"done": done, "doing": doing, "not_started": open_}), Decimal(3))
    assert outcome.points == (sum(each) / len(each) * 3 if each else None)
