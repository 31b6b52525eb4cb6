"""All of: every condition is met, or nothing.

Sources: Cà Mau 1880/QĐ-UBND (2013), 1.2.1: all periodic reports present and in time 1, any one missing or late 0;
1.1.2: all tasks named AND money allotted 1, failing either 0.
"""

from decimal import Decimal

import pytest

from parindex.errors import InputFault

CM13_PLAN = {"shape": "all_of", "conditions": ["đủ nhiệm vụ", "có kinh phí"], "points": "1"}
CM13_REPORTS = {"shape": "all_of", "conditions": ["quý I", "6 tháng", "quý III", "năm"], "points": "1"}


@pytest.mark.parametrize(
    ("rule", "met", "expected"),
    [
        pytest.param(CM13_PLAN, [True, True], "1", id="đủ cả hai điều kiện được 1"),
        pytest.param(CM13_PLAN, [True, False], "0", id="không bố trí kinh phí mất cả điểm"),
        pytest.param(CM13_PLAN, [False, True], "0", id="không đủ nhiệm vụ mất cả điểm"),
        pytest.param(CM13_PLAN, [False, False], "0", id="không đạt điều kiện nào được 0"),
        pytest.param(CM13_REPORTS, [False, True, True, True], "0", id="một báo cáo trễ mất cả điểm"),
        pytest.param(CM13_REPORTS, [True, True, True, True], "1", id="bốn báo cáo đúng hạn được 1"),
    ],
)
def test_all_or_nothing(points, rule, met, expected):
    assert points(rule, {"met": met}, "1") == Decimal(expected)


def test_the_explanation_names_what_is_not_met(explained):
    words = explained(CM13_REPORTS, {"met": [False, True, True, False]}, "1")
    assert words == "Chưa đạt 2/4 điều kiện (quý I; năm): 0 điểm, mất 1 điểm."


def test_the_explanation_of_full_points(explained):
    assert explained(CM13_PLAN, {"met": [True, True]}, "1") == "Đủ cả 2 điều kiện: 1 điểm (tối đa)."


@pytest.mark.parametrize("met", [[True], [True, True, True]], ids=["thiếu câu trả lời", "thừa câu trả lời"])
def test_every_condition_needs_its_answer(points, met):
    with pytest.raises(InputFault, match="cần trả lời 2 điều kiện"):
        points(CM13_PLAN, {"met": met}, "1")


@pytest.mark.parametrize(("max_points", "expected"), [("1", []), ("2", ["max_unreachable"]), ("0.5", ["over_max"])])
def test_the_points_must_be_the_max_points(faults, max_points, expected):
    assert faults(CM13_PLAN, max_points) == expected
