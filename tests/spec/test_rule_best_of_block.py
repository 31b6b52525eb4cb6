"""Best of block: the unit's amount against the greatest one in its block. Source: CNTT, Phụ lục 1B."""

from decimal import Decimal

import pytest

from parindex.errors import InputFault

RULE = {"shape": "best_of_block"}


@pytest.mark.parametrize(("amount", "expected"), [("80", "3"), ("40", "1.5"), ("0", "0"), ("53.3", "2.00")])
def test_the_share_of_the_best_of_the_maximum(points, amount, expected):
    assert points(RULE, {"amount": amount, "best": "80"}, "3", when_empty="zero") == Decimal(expected)


def test_a_block_in_which_nobody_has_anything_is_nothing_to_measure(points):
    assert points(RULE, {"amount": "0", "best": "0"}, "3", when_empty="full") == Decimal("3")


def test_more_than_the_best_cannot_be(points):
    with pytest.raises(InputFault, match="lớn hơn số cao nhất của khối"):
        points(RULE, {"amount": "81", "best": "80"}, "3", when_empty="zero")


@pytest.mark.parametrize("value", [{"numerator": "1", "denominator": "2"}, {"percent": "50"}, {"count": "4"}])
def test_a_figure_alone_waits_for_the_other_units_of_the_block(points, explained, value):
    assert points(RULE, value, "3", when_empty="zero") is None
    words = explained(RULE, value, "3", when_empty="zero")
    assert words == "Chưa chấm: chờ số của mọi đơn vị trong khối để biết số cao nhất."


def test_the_explanation(explained):
    words = explained(RULE, {"amount": "40", "best": "80"}, "3", when_empty="zero")
    assert words == "40 so với cao nhất của khối 80: 40 ÷ 80 × 3 điểm = 1,5 điểm, mất 1,5 điểm."


def test_what_nothing_means_must_be_declared(faults):
    assert faults(RULE, "3") == ["when_empty_missing"]
