"""Rules in words: what an official reads beside a criterion."""

from decimal import Decimal

import pytest

from parindex.documents.wording.rules import rule_in_words
from parindex.documents.wording.spans import count_span, percent_span
from parindex.scoring.rules import RULES, parse_rule

D = Decimal
SENTENCES = {
    "levels": (
        {"levels": [{"key": "a", "text": "đúng hạn", "points": "1"}, {"key": "b", "text": "trễ", "points": "-1"}]},
        "Đúng hạn: 1 điểm; trễ: -1 điểm.",
    ),
    "all_of": (
        {"conditions": ["đủ nhiệm vụ", "có kinh phí"], "points": "1"},
        "Đủ cả 2 điều kiện (đủ nhiệm vụ; có kinh phí): 1 điểm; thiếu một điều kiện: 0 điểm.",
    ),
    "bands": (
        {
            "bands": [
                {"from": "90", "from_inclusive": False, "points": "2"},
                {"from": "70", "to": "90", "to_inclusive": True, "points": "1"},
                {"to": "70", "points": "0"},
            ]
        },
        "Trên 90%: 2 điểm; từ 70% đến 90%: 1 điểm; dưới 70%: 0 điểm.",
    ),
    "proportional": (
        {"floor": {"at": "80", "inclusive": True, "below": "0"}},
        "Tỷ lệ × 2 điểm; dưới 80%: 0 điểm.",
    ),
    "states": (
        {"weights": {"done": "1", "doing": "0.5"}, "names": {"doing": "đang xử lý"}},
        "Mỗi việc đã xong tính 1, đang xử lý tính 0,5; tổng chia cho số việc phát sinh × 2 điểm.",
    ),
    "deduction": (
        {"start": "2", "per": {"late": "-0.25", "heavier": "-1"}, "names": {"heavier": "bị cảnh cáo"}, "floor": "0"},
        "Ban đầu 2 điểm; mỗi trường hợp trễ hạn trừ 0,25 điểm; "
        "mỗi trường hợp bị cảnh cáo trừ 1 điểm; thấp nhất 0 điểm.",
    ),
    "sum_of": (
        {"items": [{"text": "thư công vụ", "points": "1"}, {"text": "họp trực tuyến", "points": "1.5"}], "cap": "2"},
        "Cộng điểm từng mục (thư công vụ: 1 điểm; họp trực tuyến: 1,5 điểm); tối đa 2 điểm.",
    ),
    "survey": ({}, "Tỷ lệ hài lòng qua điều tra xã hội học × 2 điểm."),
    "judgement": ({"text": "hội đồng xem xét."}, "Nhận định, tối đa 2 điểm: hội đồng xem xét."),
    "each": ({"per": "0.5"}, "Mỗi trường hợp 0,5 điểm; tối đa 2 điểm."),
    "best_of_block": ({}, "Số của đơn vị ÷ số cao nhất của khối × 2 điểm."),
    "choice": (
        {
            "options": (
                {"key": "a", "text": "có hồ sơ", "rule": {"shape": "best_of_block"}},
                {"key": "b", "text": "không có hồ sơ", "rule": {"shape": "judgement", "text": "theo báo cáo"}},
            )
        },
        "Người chấm chọn một cách tính: có hồ sơ: số của đơn vị ÷ số cao nhất của khối × 2 điểm | không có hồ sơ: "
        "nhận định, tối đa 2 điểm: theo báo cáo.",
    ),
}


@pytest.mark.parametrize("shape", RULES)
def test_every_shape_has_its_sentence(shape):
    parameters, sentence = SENTENCES[shape]
    raw = {"shape": shape} | parameters
    assert rule_in_words(raw, D(2)) == sentence
    assert rule_in_words(parse_rule(raw), D(2)) == sentence


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (
            {"shape": "proportional", "full_at": "30"},
            "Từ 30% trở lên: 2 điểm; dưới 30%: tỷ lệ ÷ 30% × 2 điểm.",
        ),
        (
            {"shape": "proportional", "floor": {"at": "50", "inclusive": False, "below": "0.5"}},
            "Tỷ lệ × 2 điểm; từ 50% trở xuống: 0,5 điểm.",
        ),
        ({"shape": "proportional", "cap": "1.5"}, "Tỷ lệ × 2 điểm; không quá 1,5 điểm."),
        (
            {"shape": "deduction", "start": "2", "per": {"x_1": "-1"}, "floor": None},
            "Ban đầu 2 điểm; mỗi trường hợp x_1 trừ 1 điểm; không có mức sàn, có thể âm.",
        ),
        (
            {"shape": "all_of", "conditions": ["đã công khai"], "points": "1"},
            "Đã công khai: 1 điểm; không đạt: 0 điểm.",
        ),
        (
            {"shape": "sum_of", "items": [{"text": "quy chế", "points": "2"}]},
            "Cộng điểm từng mục (quy chế: 2 điểm).",
        ),
    ],
    ids=["có mức đủ điểm", "sàn không bao gồm", "có trần", "không sàn, khóa lạ", "một điều kiện", "không trần"],
)
def test_variants_of_a_shape(raw, sentence):
    assert rule_in_words(raw, D(2)) == sentence


@pytest.mark.parametrize(
    ("span", "text"),
    [
        ((D(90), False, None, False), "trên 90%"),
        ((D(30), True, None, False), "từ 30% trở lên"),
        ((D(100), True, None, False), "đạt 100%"),
        ((D(70), True, D(90), True), "từ 70% đến 90%"),
        ((D(50), True, D(80), False), "từ 50% đến dưới 80%"),
        ((D(50), False, D(80), True), "trên 50% đến 80%"),
        ((D("99.5"), False, D(100), False), "trên 99,5% đến dưới 100%"),
        ((None, True, D(70), False), "dưới 70%"),
        ((None, True, D(70), True), "từ 70% trở xuống"),
        ((D(0), True, D(0), True), "đúng 0%"),
        ((None, True, None, False), "mọi tỷ lệ"),
    ],
)
def test_spans_of_percentages(span, text):
    assert percent_span(*span) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        ((D(2), True, None, False), "từ 2 trở lên"),
        ((D(2), False, None, False), "từ 3 trở lên"),
        ((D(1), True, D(2), False), "có 1"),
        ((None, True, D(1), False), "không có"),
        ((D(6), True, D(12), False), "từ 6 đến 11"),
        ((D(6), True, D(12), True), "từ 6 đến 12"),
        ((None, True, D(6), False), "từ 0 đến 5"),
        ((D("0.5"), True, D("2.5"), False), "từ 1 đến 2"),
        ((D(1000), True, None, False), "từ 1.000 trở lên"),
        ((None, True, None, False), "mọi số lượng"),
    ],
)
def test_spans_of_counts_name_whole_numbers(span, text):
    assert count_span(*span) == text
