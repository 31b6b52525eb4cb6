"""Deduction: starts full and loses for each fault.

Source: Sở Y tế Tiền Giang (2022), reports: start 2; late or poor -0.25 each, missing quarterly or 6-month report
-0.5, missing yearly report -1. The source does not say whether it stops at 0; the access-to-law tables break a
floor of zero on purpose. So `floor` is declared: a number, or null for none.
"""

from decimal import Decimal

import pytest

from parindex.errors import InputFault

TG22 = {
    "shape": "deduction",
    "start": "2",
    "per": {"late": "-0.25", "missing_quarter": "-0.5", "missing_year": "-1"},
    "floor": "0",
}
NO_FLOOR = TG22 | {"floor": None}
DEEP_FLOOR = TG22 | {"floor": "-0.5"}
ONE_KIND = {
    "shape": "deduction",
    "start": "1.5",
    "per": {"late": "-0.25"},
    "names": {"late": "báo cáo trễ"},
    "floor": "0",
}


@pytest.mark.parametrize(
    ("rule", "late", "missing_quarter", "missing_year", "expected"),
    [
        pytest.param(TG22, 0, 0, 0, "2", id="không lỗi nào"),
        pytest.param(TG22, 1, 0, 0, "1.75", id="một báo cáo trễ"),
        pytest.param(TG22, 2, 1, 0, "1", id="hai báo cáo trễ, thiếu một báo cáo quý"),
        pytest.param(TG22, 0, 2, 1, "0", id="vừa hết điểm"),
        pytest.param(TG22, 4, 3, 1, "0", id="có sàn: dừng ở 0"),
        pytest.param(NO_FLOOR, 4, 3, 1, "-1.5", id="không sàn: âm 1,5"),
        pytest.param(DEEP_FLOOR, 4, 3, 1, "-0.5", id="sàn âm"),
        pytest.param(NO_FLOOR, 0, 2, 1, "0", id="không sàn, vừa đúng 0"),
    ],
)
def test_each_fault_takes_its_points(points, rule, late, missing_quarter, missing_year, expected):
    counts = {"late": late, "missing_quarter": missing_quarter, "missing_year": missing_year}
    assert points(rule, {"counts": counts}, "2") == Decimal(expected)


def test_a_single_kind_of_fault_may_come_as_a_plain_count_such_as_a_measure(points):
    assert points(ONE_KIND, {"count": "1"}, "1.5", measure="reports.late") == Decimal("1.25")


def test_several_kinds_cannot_come_as_a_plain_count(points):
    with pytest.raises(InputFault, match="cần số lượng theo từng loại"):
        points(TG22, {"count": "1"}, "2")


def test_several_kinds_cannot_be_fed_by_a_measure(faults):
    assert faults(TG22, "2", measure="reports.late") == ["measure_not_usable"]


@pytest.mark.parametrize(
    ("rule", "counts", "sentence"),
    [
        (
            TG22,
            {"late": 1},
            "Ban đầu 2 điểm; 1 trường hợp trễ hạn × 0,25 = trừ 0,25 điểm; còn 1,75 điểm, mất 0,25 điểm.",
        ),
        (TG22, {}, "Không có trường hợp nào bị trừ điểm: 2 điểm (tối đa)."),
        (
            TG22,
            {"missing_year": 3},
            "Ban đầu 2 điểm; 3 trường hợp thiếu báo cáo năm × 1 = trừ 3 điểm; còn -1 điểm, "
            "lấy mức thấp nhất 0 điểm, mất 2 điểm.",
        ),
        (
            NO_FLOOR,
            {"missing_year": 3},
            "Ban đầu 2 điểm; 3 trường hợp thiếu báo cáo năm × 1 = trừ 3 điểm; còn -1 điểm, mất 3 điểm.",
        ),
    ],
    ids=["một báo cáo trễ", "không lỗi", "chạm sàn", "không sàn"],
)
def test_the_explanation(explained, rule, counts, sentence):
    assert explained(rule, {"counts": counts}, "2") == sentence


def test_names_of_the_set_are_used_in_the_explanation(explained):
    words = explained(ONE_KIND, {"count": "2"}, "1.5")
    assert words == "Ban đầu 1,5 điểm; 2 trường hợp báo cáo trễ × 0,25 = trừ 0,5 điểm; còn 1 điểm, mất 0,5 điểm."


def test_a_misspelt_fault_is_refused(points):
    with pytest.raises(InputFault, match="không có loại lỗi “lates”; các loại: late, missing_quarter, missing_year"):
        points(TG22, {"counts": {"lates": 1}}, "2")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"start": "1"}, ["max_unreachable"], id="điểm ban đầu thấp hơn điểm tối đa"),
        pytest.param({"start": "3"}, ["over_max"], id="điểm ban đầu vượt điểm tối đa"),
        pytest.param({"per": {"late": "0.25"}}, ["not_negative"], id="điểm trừ quên dấu trừ"),
        pytest.param({"floor": "3"}, ["floor_above_start"], id="sàn cao hơn điểm ban đầu"),
        pytest.param({"names": {"later": "trễ"}}, ["unknown_key"], id="tên cho loại lỗi không có"),
    ],
)
def test_parameters_out_of_place_are_reported(faults, change, expected):
    assert faults(TG22 | change, "2") == expected


def test_the_floor_must_be_written_even_when_there_is_none(faults):
    without = {name: value for name, value in TG22.items() if name != "floor"}
    assert faults(without, "2") == ["missing"]
