"""Values: the JSON shapes a leaf can be fed with, read exactly or refused with a sentence."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.errors import InputFault
from parindex.scoring.values import (
    Count,
    Counts,
    Level,
    Met,
    Percent,
    Ratio,
    as_json,
    parse_value,
    parse_values,
    plain,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (None, None),
        ({"level": "late"}, Level("late")),
        ({"met": [True, False]}, Met((True, False))),
        ({"met": []}, Met(())),
        ({"numerator": "86", "denominator": "87"}, Ratio(Fraction(86), Fraction(87))),
        ({"numerator": 86, "denominator": 87}, Ratio(Fraction(86), Fraction(87))),
        ({"numerator": "12.75", "denominator": "16.5"}, Ratio(Fraction(51, 4), Fraction(33, 2))),
        ({"numerator": "0", "denominator": "0"}, Ratio(Fraction(0), Fraction(0))),
        ({"numerator": "3", "denominator": "2"}, Ratio(Fraction(3), Fraction(2))),
        ({"count": "1"}, Count(1)),
        ({"count": 0}, Count(0)),
        ({"counts": {"late": 1, "missing": "2"}}, Counts({"late": 1, "missing": 2})),
        ({"percent": "98.85"}, Percent(Fraction("98.85"))),
    ],
)
def test_every_shape_is_read_exactly(raw, value):
    assert parse_value(raw) == value


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param({"percent": 98.85}, "số lẻ phải đặt trong dấu nháy", id="số thực"),
        pytest.param({"numerator": "86", "denominator": 87.0}, "số lẻ phải đặt trong dấu nháy", id="mẫu số thực"),
        pytest.param({"numerator": "86"}, "không đúng dạng", id="thiếu mẫu số"),
        pytest.param({"numerator": "1", "denominator": "2", "percent": "50"}, "không đúng dạng", id="thừa trường"),
        pytest.param({"level": "a", "count": "1"}, "không đúng dạng", id="hai dạng một lúc"),
        pytest.param({"numerator": "1", "denominator": "0"}, "mẫu số là 0", id="tử số không có mẫu"),
        pytest.param({"numerator": "-1", "denominator": "2"}, "không được là số âm", id="tử số âm"),
        pytest.param({"count": "-1"}, "không được là số âm", id="số lượng âm"),
        pytest.param({"count": "1.5"}, "cần một số nguyên", id="số lượng lẻ"),
        pytest.param({"count": True}, "cần một số không âm", id="đúng sai thay cho số"),
        pytest.param({"count": None}, "cần một số không âm", id="trống"),
        pytest.param({"percent": "98,85"}, "sau dấu chấm", id="dấu phẩy thập phân"),
        pytest.param({"percent": "1e999999999"}, "cần một số không âm", id="số mũ khổng lồ"),
        pytest.param({"percent": "NaN"}, "cần một số không âm", id="NaN"),
        pytest.param({"percent": "٩٨"}, "cần một số không âm", id="chữ số không phải Ả Rập phương Tây"),
        pytest.param({"percent": "9" * 5000}, "cần một số không âm", id="năm nghìn chữ số"),
        pytest.param({"met": [1, 0]}, "không đúng dạng", id="0, 1 thay cho đúng sai"),
        pytest.param({"met": "true"}, "không đúng dạng", id="chữ thay cho danh sách"),
        pytest.param({"level": 3}, "không đúng dạng", id="mức là số"),
        pytest.param({"counts": [1, 2]}, "không đúng dạng", id="danh sách thay cho từng loại"),
        pytest.param({}, "không đúng dạng", id="khối trống"),
        pytest.param([], "không đúng dạng", id="danh sách"),
        pytest.param("86/87", "không đúng dạng", id="chữ"),
        pytest.param(3, "không đúng dạng", id="số trần"),
    ],
)
def test_anything_else_is_refused_naming_the_leaf(raw, says):
    with pytest.raises(InputFault, match=says) as caught:
        parse_value(raw, code="1.3")
    assert str(caught.value).startswith("Tiêu chí 1.3")
    assert str(caught.value).endswith(".")


def test_the_field_at_fault_is_named():
    with pytest.raises(InputFault, match=r"^Tiêu chí 1\.2, counts\.late: không được là số âm\.$"):
        parse_values({"1.2": {"counts": {"late": "-1"}}})


def test_without_a_code_the_sentence_still_reads():
    with pytest.raises(InputFault, match=r"^Giá trị không đúng dạng"):
        parse_value("x")


def test_a_values_file_must_be_an_object():
    with pytest.raises(InputFault, match="đối tượng JSON"):
        parse_values([{"level": "a"}])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(86), "86"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.333333333"),
        (Fraction(10**14), "1" + "0" * 14),
    ],
)
def test_plain_text_of_a_number_has_no_exponent(number, text):
    assert plain(number) == text


number_texts = st.decimals(0, 10**9, places=3).map(lambda value: f"{value:f}")
raw_values = st.one_of(
    st.none(),
    st.fixed_dictionaries({"level": st.text(min_size=1)}),
    st.fixed_dictionaries({"met": st.lists(st.booleans())}),
    st.fixed_dictionaries({"count": st.integers(0, 10**9).map(str)}),
    st.fixed_dictionaries({"counts": st.dictionaries(st.text(), st.integers(0, 10**9))}),
    st.fixed_dictionaries({"percent": number_texts}),
    st.fixed_dictionaries({"numerator": number_texts, "denominator": st.integers(1, 10**9).map(str)}),
)


@given(raw=raw_values)
def test_a_value_survives_the_way_out_and_in_again(raw):
    value = parse_value(raw)
    assert parse_value(json.loads(json.dumps(as_json(value)))) == value


junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner),
        st.dictionaries(
            st.sampled_from(["level", "met", "numerator", "denominator", "count", "counts", "percent"]), inner
        ),
    ),
)


@given(raw=junk)
def test_junk_is_read_or_refused_and_never_breaks(raw):
    try:
        value = parse_value(raw, code="1")
    except InputFault as fault:
        assert str(fault)
    else:
        assert value is None or as_json(value) is not None
