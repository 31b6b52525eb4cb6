"""Levels: one of several named levels is chosen, each with its own points.

Sources: Cà Mau 1880/QĐ-UBND (2013), 1.1.1: in time 1, late 0.5, not issued 0. Sở Y tế Tiền Giang (2022), plan: in
time 1, late 0, not issued -1: a level may be negative, and "late" is worth nothing in one set and half in
another.
"""

from decimal import Decimal

import pytest

from parindex.errors import InputFault


def levels(*points: str) -> dict[str, object]:
    keys = ("in_time", "late", "none")
    words = ("đúng hạn", "trễ", "không ban hành")
    named = [{"key": k, "text": w, "points": p} for k, w, p in zip(keys, words, points, strict=True)]
    return {"shape": "levels", "levels": named}


CM13 = levels("1", "0.5", "0")
TG22 = levels("1", "0", "-1")


@pytest.mark.parametrize(
    ("rule", "chosen", "expected"),
    [
        pytest.param(CM13, "in_time", "1", id="Cà Mau: ban hành đúng hạn được 1"),
        pytest.param(CM13, "late", "0.5", id="Cà Mau: ban hành trễ được 0,5"),
        pytest.param(CM13, "none", "0", id="Cà Mau: không ban hành được 0"),
        pytest.param(TG22, "in_time", "1", id="Tiền Giang: ban hành đúng hạn được 1"),
        pytest.param(TG22, "late", "0", id="Tiền Giang: ban hành trễ được 0"),
        pytest.param(TG22, "none", "-1", id="Tiền Giang: không ban hành bị trừ 1"),
    ],
)
def test_the_chosen_level_gives_its_points(points, rule, chosen, expected):
    assert points(rule, {"level": chosen}, "1") == Decimal(expected)


def test_the_explanation_names_the_level_and_what_was_lost(explained):
    assert explained(TG22, {"level": "none"}, "1") == "Mức “không ban hành”: -1 điểm, mất 2 điểm."


def test_a_level_that_the_rule_does_not_have_is_refused_with_the_ones_it_has(points):
    with pytest.raises(InputFault, match=r"Tiêu chí 1\.1: không có mức “soon”; .*in_time, late, none"):
        points(CM13, {"level": "soon"}, "1")


def test_a_count_cannot_choose_a_level(points):
    with pytest.raises(InputFault, match=r"Tiêu chí 1\.1: quy tắc levels cần mức chọn"):
        points(CM13, {"count": "1"}, "1")


@pytest.mark.parametrize(
    ("max_points", "expected"),
    [
        pytest.param("1", [], id="mức cao nhất bằng điểm tối đa"),
        pytest.param("2", ["max_unreachable"], id="mức cao nhất thấp hơn điểm tối đa"),
        pytest.param("0.5", ["over_max"], id="mức cao nhất vượt điểm tối đa"),
    ],
)
def test_the_highest_level_must_be_the_max_points(faults, max_points, expected):
    assert faults(CM13, max_points) == expected


def test_two_levels_with_one_key_are_reported(faults):
    twice = [{"key": "a", "text": "có", "points": "1"}, {"key": "a", "text": "không", "points": "0"}]
    assert faults({"shape": "levels", "levels": twice}, "1") == ["duplicate_key"]


def test_a_judgement_cannot_be_fed_by_a_measure(faults):
    assert faults(CM13, "1", measure="reports.late") == ["measure_not_usable"]
