"""Sum of: points for each item that is there, with a cap.

Sources: IT-application ranking, Phụ lục 1B: 1 point for each application, not above 5; a Phú Thọ sample: each
rule-book issued properly 0.5.
"""

from decimal import Decimal

import pytest

from parindex.errors import InputFault


def items(*points: str) -> list[dict[str, str]]:
    words = ("phần mềm một cửa", "quản lý văn bản", "thư công vụ", "họp trực tuyến")
    return [{"text": text, "points": each} for text, each in zip(words, points, strict=False)]


CAPPED = {"shape": "sum_of", "items": items("1", "1", "1", "1"), "cap": "3"}
UNCAPPED = {"shape": "sum_of", "items": items("0.5", "0.5", "1")}


@pytest.mark.parametrize(
    ("rule", "met", "max_points", "expected"),
    [
        pytest.param(CAPPED, [True, True, True, True], "3", "3", id="bốn ứng dụng, trần 3 điểm"),
        pytest.param(CAPPED, [True, True, True, False], "3", "3", id="ba ứng dụng vừa chạm trần"),
        pytest.param(CAPPED, [True, False, False, False], "3", "1", id="một ứng dụng"),
        pytest.param(UNCAPPED, [True, False, True], "2", "1.5", id="mỗi mục điểm riêng"),
        pytest.param(UNCAPPED, [False, False, False], "2", "0", id="không mục nào"),
    ],
)
def test_the_items_met_add_up(points, rule, met, max_points, expected):
    assert points(rule, {"met": met}, max_points) == Decimal(expected)


def test_the_explanation_names_what_is_missing(explained):
    words = explained(UNCAPPED, {"met": [True, False, True]}, "2")
    assert words == "Đạt 2/3 mục (chưa có: quản lý văn bản, 0,5 điểm): 1,5 điểm, mất 0,5 điểm."


def test_the_explanation_says_when_the_cap_bit(explained):
    words = explained(CAPPED, {"met": [True] * 4}, "3")
    assert words == "Đạt 4/4 mục, cộng được 4 điểm, chỉ tính tối đa 3 điểm: 3 điểm (tối đa)."


def test_every_item_needs_its_answer(points):
    with pytest.raises(InputFault, match="cần trả lời 3 mục, nhận được 2"):
        points(UNCAPPED, {"met": [True, True]}, "2")


@pytest.mark.parametrize(
    ("rule", "max_points", "expected"),
    [
        pytest.param(CAPPED, "4", ["max_unreachable"], id="trần thấp hơn điểm tối đa"),
        pytest.param(CAPPED, "2", ["over_max"], id="trần vượt điểm tối đa"),
        pytest.param(UNCAPPED, "1", ["over_max"], id="tổng các mục vượt điểm tối đa"),
    ],
)
def test_the_most_it_can_give_must_be_the_max_points(faults, rule, max_points, expected):
    assert faults(rule, max_points) == expected
