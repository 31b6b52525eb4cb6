"""Judgement: points that a person gives, for a scoring text that no other shape says."""

from decimal import Decimal

import pytest

from parindex.errors import InputFault

RULE = {"shape": "judgement", "text": "Hội đồng xem xét mức độ phối hợp."}


@pytest.mark.parametrize("given", ["0", "1.5", "3"])
def test_the_points_given_are_the_points(points, given):
    assert points(RULE, {"points": given}, "3") == Decimal(given)


def test_more_than_the_maximum_is_refused(points):
    with pytest.raises(InputFault, match="vượt điểm tối đa 3"):
        points(RULE, {"points": "3.01"}, "3")


def test_less_than_nothing_is_refused(points):
    with pytest.raises(InputFault, match="số âm"):
        points(RULE, {"points": "-1"}, "3")


def test_a_ratio_is_no_judgement(points):
    with pytest.raises(InputFault, match="điểm nhận định"):
        points(RULE, {"numerator": "1", "denominator": "2"}, "3")


def test_the_explanation(explained):
    words = explained(RULE, {"points": "2"}, "3")
    assert words == "Người chấm nhận định theo tài liệu kiểm chứng: 2 điểm, mất 1 điểm."


def test_a_measure_cannot_feed_it(faults):
    assert faults(RULE, "3", measure="reports.late") == ["measure_not_usable"]
    assert faults(RULE, "3") == []
