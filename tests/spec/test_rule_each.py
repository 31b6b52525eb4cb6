"""Each: so many points for each thing, up to the maximum. Source: SW-B sample (each rule-book 0.5, at most 2)."""

from decimal import Decimal

import pytest

from parindex.errors import InputFault

RULE = {"shape": "each", "per": "0.5"}


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param("0", "0", id="không có trường hợp nào"),
        pytest.param("3", "1.5", id="ba trường hợp"),
        pytest.param("4", "2", id="vừa chạm mức tối đa"),
        pytest.param("5", "2", id="quá mức tối đa"),
    ],
)
def test_each_thing_earns_its_points_up_to_the_maximum(points, count, expected):
    assert points(RULE, {"count": count}, "2") == Decimal(expected)


def test_a_maximum_that_is_no_multiple_is_still_reached(points):
    assert points({"shape": "each", "per": "0.3"}, {"count": "4"}, "1") == Decimal("1")


def test_a_measure_that_counts_can_feed_it(points):
    assert points(RULE, {"count": "2"}, "2", measure="reports.late") == Decimal("1")


def test_a_share_is_not_a_count(points):
    with pytest.raises(InputFault, match=r"quy tắc each cần số lượng \(count\)"):
        points(RULE, {"percent": "50"}, "2")


def test_the_explanation_counts(explained):
    assert explained(RULE, {"count": "3"}, "2") == "3 × 0,5 điểm = 1,5 điểm, mất 0,5 điểm."


def test_the_explanation_says_when_the_maximum_bit(explained):
    assert explained(RULE, {"count": "7"}, "2") == "7 × 0,5 điểm = 3,5 điểm, chỉ tính tối đa: 2 điểm (tối đa)."


def test_one_thing_cannot_earn_more_than_the_maximum(faults):
    assert faults({"shape": "each", "per": "3"}, "2") == ["over_max"]


@pytest.mark.parametrize("per", ["0", "-1"])
def test_what_earns_nothing_is_no_rule(faults, per):
    assert faults({"shape": "each", "per": per}, "2") == ["out_of_range"]
