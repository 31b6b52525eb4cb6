"""Bands: a percentage or a count falls into exactly one listed band, and gets that band's points.

Sources: Cà Mau 1880/QĐ-UBND (2013), 1.1.4: above 90 % → 2, "70 % - 90 %" → 1, under 70 % → 0. Sơn La 152/QĐ-UBND,
4.4.3: all → 1, 80 % to under 100 % → 0.75, 50 % to under 80 % → 0.5, under 50 % → 0. Tiền Giang (2022), 1.4.1: 30
% and more → 1.

"Trên" is strict, "từ … trở lên" is not, "từ A đến B" is closed at both ends: each edge carries its own flag.
Without a flag the lower end is inside and the upper end outside.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.errors import InputFault
from parindex.scoring.rules import parse_rule
from parindex.scoring.values import Percent, Ratio

CM13 = {
    "shape": "bands",
    "bands": [
        {"from": "90", "from_inclusive": False, "points": "2"},
        {"from": "70", "from_inclusive": True, "to": "90", "to_inclusive": True, "points": "1"},
        {"to": "70", "to_inclusive": False, "points": "0"},
    ],
}
SL152 = {
    "shape": "bands",
    "bands": [
        {"from": "100", "points": "1"},
        {"from": "80", "to": "100", "points": "0.75"},
        {"from": "50", "to": "80", "points": "0.5"},
        {"to": "50", "points": "0"},
    ],
}
TG22 = {
    "shape": "bands",
    "bands": [{"from": "30", "points": "1"}, {"from": "20", "to": "30", "points": "0.5"}, {"to": "20", "points": "0"}],
}
INITIATIVES = {
    "shape": "bands",
    "of": "count",
    "bands": [{"from": "2", "points": "2"}, {"from": "1", "to": "2", "points": "1"}, {"to": "1", "points": "0"}],
}


@pytest.mark.parametrize(
    ("rule", "done", "of", "max_points", "expected"),
    [
        pytest.param(CM13, "91", "100", "2", "2", id="Cà Mau: 91% là trên 90%"),
        pytest.param(CM13, "45", "50", "2", "1", id="Cà Mau: đúng 90% không phải trên 90%"),
        pytest.param(CM13, "70", "100", "2", "1", id="Cà Mau: đúng 70% thuộc mức từ 70% đến 90%"),
        pytest.param(CM13, "69", "100", "2", "0", id="Cà Mau: dưới 70%"),
        pytest.param(CM13, "9000001", "10000000", "2", "2", id="Cà Mau: nhỉnh hơn 90% một phần triệu là trên 90%"),
        pytest.param(SL152, "7", "7", "1", "1", id="Sơn La: tất cả"),
        pytest.param(SL152, "999", "1000", "1", "0.75", id="Sơn La: 99,9% chưa phải tất cả"),
        pytest.param(SL152, "4", "5", "1", "0.75", id="Sơn La: đúng 80% thuộc mức từ 80%"),
        pytest.param(SL152, "1", "2", "1", "0.5", id="Sơn La: đúng 50% thuộc mức từ 50%"),
        pytest.param(SL152, "49", "100", "1", "0", id="Sơn La: dưới 50%"),
        pytest.param(TG22, "3", "10", "1", "1", id="Tiền Giang: đúng 30% đủ mức từ 30% trở lên"),
        pytest.param(TG22, "2", "7", "1", "0.5", id="Tiền Giang: 28,57%"),
        pytest.param(TG22, "1", "6", "1", "0", id="Tiền Giang: 16,67%"),
        pytest.param(TG22, "12", "10", "1", "1", id="hơn cả kế hoạch, 120%, là mức cao nhất"),
        pytest.param(SL152, "0", "5", "1", "0", id="0%"),
    ],
)
def test_the_band_of_a_ratio(points, rule, done, of, max_points, expected):
    value = {"numerator": done, "denominator": of}
    assert points(rule, value, max_points, when_empty="zero") == Decimal(expected)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param("0", "0", id="không có sáng kiến"),
        pytest.param("1", "1", id="một sáng kiến"),
        pytest.param("2", "2", id="hai sáng kiến"),
        pytest.param("15", "2", id="nhiều hơn vẫn là mức cao nhất"),
    ],
)
def test_the_band_of_a_count(points, count, expected):
    assert points(INITIATIVES, {"count": count}, "2") == Decimal(expected)


def test_the_explanation_says_why_exactly_ninety_percent_is_not_above_ninety(explained):
    words = explained(CM13, {"numerator": "45", "denominator": "50"}, "2", when_empty="zero")
    assert words == (
        "45/50 = 90%, thuộc mức từ 70% đến 90%: 1 điểm, mất 1 điểm; mức 2 điểm cần trên 90%, đúng 90% chưa đạt."
    )


def test_the_explanation_never_rounds_a_percentage_onto_a_threshold(explained):
    words = explained(CM13, {"numerator": "9000001", "denominator": "10000000"}, "2", when_empty="zero")
    assert words == "9.000.001/10.000.000 = 90,00001%, thuộc mức trên 90%: 2 điểm (tối đa)."


def test_the_explanation_of_a_count(explained):
    words = explained(INITIATIVES, {"count": "1"}, "2")
    assert words == "Số lượng 1, thuộc mức có 1: 1 điểm, mất 1 điểm; mức 2 điểm cần từ 2 trở lên."


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param(CM13, {"count": "3"}, id="quy tắc theo tỷ lệ không nhận số lượng"),
        pytest.param(INITIATIVES, {"percent": "50"}, id="quy tắc theo số lượng không nhận tỷ lệ"),
        pytest.param(CM13, {"level": "in_time"}, id="quy tắc theo tỷ lệ không nhận mức chọn"),
    ],
)
def test_a_value_of_another_kind_is_refused(points, rule, value):
    with pytest.raises(InputFault, match=r"Tiêu chí 1\.1: quy tắc bands theo"):
        points(rule, value, "2", when_empty="zero")


def band(points: str, low: str | None = None, high: str | None = None, flags: str = "") -> dict[str, object]:
    """`flags`: "(" the lower end is outside, "]" the upper end is inside."""
    made: dict[str, object] = {"points": points}
    made |= {"from": low} if low else {}
    made |= {"to": high} if high else {}
    made |= {"from_inclusive": False} if "(" in flags else {}
    return made | ({"to_inclusive": True} if "]" in flags else {})


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        pytest.param([band("1", "50"), band("0", None, "50")], [], id="từ 50% và dưới 50% phủ kín"),
        pytest.param([band("1", "50", None, "("), band("0", None, "50")], ["band_hole"], id="đúng 50% bị bỏ sót"),
        pytest.param([band("1", "50"), band("0", None, "50", "]")], ["band_overlap"], id="đúng 50% thuộc hai mức"),
        pytest.param([band("1", "60"), band("0", None, "50")], ["band_hole"], id="hở từ 50% đến dưới 60%"),
        pytest.param([band("1", "40"), band("0", None, "50")], ["band_overlap"], id="chồng từ 40% đến dưới 50%"),
        pytest.param([band("1", "50", "100"), band("0", None, "50")], ["band_hole"], id="đúng 100% bị bỏ sót"),
        pytest.param([band("1", "50", "100", "]"), band("0", None, "50")], [], id="đến hết 100% là đủ"),
        pytest.param([band("1", "0", None, "("), band("0", "0", "0", "]")], [], id="mức chỉ gồm đúng 0%"),
        pytest.param([band("1", "70", "50"), band("0", None, "50")], ["empty_band"], id="from lớn hơn to"),
        pytest.param([band("1", "50", "50"), band("0")], ["empty_band"], id="mức rỗng: from bằng to mà không gồm to"),
        pytest.param([band("2", "50"), band("0", None, "50")], ["over_max"], id="điểm của mức vượt điểm tối đa"),
        pytest.param([band("0.5", "50"), band("0", None, "50")], ["max_unreachable"], id="không mức nào đạt tối đa"),
    ],
)
def test_percent_bands_must_cover_0_to_100_once(faults, bands, expected):
    assert faults({"shape": "bands", "bands": bands}, "1", when_empty="zero") == expected


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        pytest.param([band("1", "2"), band("0", None, "2")], [], id="dưới 2 và từ 2 phủ kín"),
        pytest.param(
            [band("1", "2"), band("0", None, "1", "]")], [], id="đến 1 và từ 2: giữa 1 và 2 không có số nguyên"
        ),
        pytest.param([band("1", "3"), band("0", None, "2")], ["band_hole"], id="bỏ sót số lượng 2"),
        pytest.param([band("1", "2"), band("0", None, "2", "]")], ["band_overlap"], id="số lượng 2 thuộc hai mức"),
        pytest.param([band("1", "1", "5"), band("0", None, "1")], ["band_hole"], id="từ 5 trở lên bị bỏ sót"),
        pytest.param([band("1", "1"), band("0", "1")], ["band_hole", "band_overlap"], id="bỏ sót 0, chồng từ 1"),
    ],
)
def test_count_bands_must_cover_every_whole_number_once(faults, bands, expected):
    assert faults({"shape": "bands", "of": "count", "bands": bands}, "1") == expected


@given(numerator=st.integers(0, 1200), denominator=st.integers(1, 1000))
def test_bands_agree_with_a_table_read_by_hand(numerator, denominator):
    """A second way of reading Cà Mau 1.1.4, in whole numbers only."""
    if numerator * 10 > denominator * 9:
        expected = 2
    elif numerator * 10 >= denominator * 7:
        expected = 1
    else:
        expected = 0
    value = Ratio(Fraction(numerator), Fraction(denominator))
    assert parse_rule(CM13).evaluate(value, Decimal(2)).points == expected


@given(
    cuts=st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True), flags=st.lists(st.booleans(), min_size=6)
)
def test_bands_made_without_gaps_are_never_reported_and_always_answer(cuts, flags):
    """Whatever the flags, the edge belongs to exactly one side."""
    edges = sorted(cuts)
    ends = [None, *edges, None]
    bands = []
    for index in range(len(edges) + 1):
        made: dict[str, object] = {"points": str(index)}
        if ends[index] is not None:
            made |= {"from": str(ends[index]), "from_inclusive": flags[(index - 1) % len(flags)]}
        if ends[index + 1] is not None:
            made |= {"to": str(ends[index + 1]), "to_inclusive": not flags[index % len(flags)]}
        bands.append(made)
    rule = parse_rule({"shape": "bands", "bands": bands})
    assert list(rule.findings(Decimal(len(edges)))) == []
    for edge in [0, *edges, 100]:
        assert rule.evaluate(Percent(Fraction(edge)), Decimal(len(edges))).points is not None


@given(low=st.integers(0, 50), high=st.integers(51, 100), inside=st.fractions(0, 100))
def test_a_hole_is_found_wherever_it_lies(low, high, inside):
    """Bands up to `low` and from `high`: whatever lies between is in no band, and the check says so."""
    raw = [{"to": str(low), "to_inclusive": True, "points": "0"}, {"from": str(high), "points": "1"}]
    rule = parse_rule({"shape": "bands", "bands": raw})
    assert [finding.code for finding in rule.findings(Decimal(1))] == ["band_hole"]
    if low < inside < high:
        with pytest.raises(InputFault, match="không rơi vào mức nào"):
            rule.evaluate(Percent(inside), Decimal(1))
