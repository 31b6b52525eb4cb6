"""Explanations: each way a leaf can come by its points, or by none, has its sentence (more cases in `tests/spec`)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parindex.scoring
from parindex.criteria.loading import load
from parindex.documents.wording import explaining
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.keys import key_in_words
from parindex.scoring.score import score
from parindex.scoring.values import parse_value

BANDS = [{"from": "50", "points": "2"}, {"to": "50", "points": "0"}]
FEWER_IS_BETTER = [{"to": "0", "to_inclusive": True, "points": "2"}, {"from": "1", "points": "0"}]


def sentence(rule: dict[str, Any], value: object, *, unit: str | None = None, **leaf: Any) -> str:
    one = {"code": "1.1", "name": "Một", "max_points": "2", "scored_by": "unit", "rule": rule, "when_empty": "zero"}
    document = {
        "id": "mot",
        "title": "Một",
        "nature": "model",
        "decision": None,
        "year": 2021,
        "block": "so",
        "scale": "2",
        "rounding": {"points": 2, "index": 2},
        "exclusions": [{"units": ["thanh-tra"], "codes": ["1.1"]}],
        "areas": [{"code": "1", "name": "Một", "criteria": [one | leaf]}],
    }
    result = score(load(json.dumps(document), name="x"), {"1.1": parse_value(value)}, unit=unit)
    return explain(result.leaves()[0])


@pytest.mark.parametrize(
    ("scored_by", "words"),
    [
        ("unit", "Chưa chấm: chưa có số liệu hoặc chưa tự chấm."),
        ("appraiser", "Chưa chấm: chờ cơ quan thẩm định."),
        ("survey", "Chưa chấm: chờ kết quả điều tra xã hội học."),
    ],
)
def test_a_leaf_not_scored_says_whom_it_waits_for(scored_by, words):
    assert sentence({"shape": "proportional"}, None, scored_by=scored_by) == words


def test_a_leaf_that_is_not_asked_of_the_unit_says_so():
    words = sentence({"shape": "proportional"}, {"percent": "50"}, unit="thanh-tra")
    assert words == "Không áp dụng cho đơn vị này: không tính vào mẫu số."


@pytest.mark.parametrize(
    ("rule", "value", "words"),
    [
        ({"shape": "proportional"}, {"percent": "78"}, "78% × 2 điểm = 1,56 điểm, mất 0,44 điểm."),
        ({"shape": "proportional", "cap": "1"}, {"percent": "78"}, "78%, lấy mức trần: 1 điểm, mất 1 điểm."),
        (
            {"shape": "proportional"},
            {"numerator": "234.5", "denominator": "300.25"},
            "234,5/300,25 = 78,1%; 78,1% × 2 điểm = 1,56 điểm, mất 0,44 điểm.",
        ),
        (
            {"shape": "proportional"},
            {"numerator": "1663", "denominator": "1664"},
            "1.663/1.664 = 99,94%; 99,94% × 2 điểm = 2 điểm (tối đa).",
        ),
        ({"shape": "bands", "bands": BANDS}, {"percent": "64.5"}, "64,5%, thuộc mức từ 50% trở lên: 2 điểm (tối đa)."),
        (
            {"shape": "bands", "bands": FEWER_IS_BETTER, "of": "count"},
            {"count": "3"},
            "Số lượng 3, thuộc mức từ 1 trở lên: 0 điểm, mất 2 điểm; mức 2 điểm cần không có trường hợp nào.",
        ),
        (
            {"shape": "all_of", "conditions": ["đã công khai"], "points": "2"},
            {"met": [True]},
            "Đạt điều kiện: 2 điểm (tối đa).",
        ),
        (
            {"shape": "sum_of", "items": [{"text": "quy chế", "points": "2"}]},
            {"met": [True]},
            "Đạt 1/1 mục: 2 điểm (tối đa).",
        ),
    ],
    ids=[
        "chỉ có tỷ lệ",
        "có trần",
        "mét giá",
        "gần tròn",
        "mức theo tỷ lệ",
        "càng ít càng tốt",
        "một điều kiện",
        "một mục",
    ],
)
def test_sentences(rule, value, words):
    assert sentence(rule, value) == words


def test_every_explanation_code_that_scoring_uses_has_its_teller():
    folder = Path(parindex.scoring.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    codes = set(re.findall(r'Explanation\(\s*"(\w+)"', source))
    codes |= set(re.findall(r'code = .*, "(\w+)"', source))
    codes |= {f"empty_{word}" for word in ("exclude", "full", "zero")}
    told = set(explaining._TELLERS)
    assert codes - {"empty"} <= told  # "empty" is only the rule's answer; the score turns it into one of three
    assert {"proportional", "proportional_full", "proportional_capped", "band", "survey"} <= codes


def test_words_for_keys_prefer_the_set_s_own_name():
    assert key_in_words("late", "báo cáo trễ") == "báo cáo trễ"
    assert key_in_words("late") == "trễ hạn"
    assert key_in_words("strange_key") == "strange_key"


@given(numerator=st.integers(0, 3000), denominator=st.integers(0, 2000))
def test_any_ratio_gives_one_readable_sentence(numerator, denominator):
    numerator = numerator if denominator else 0
    words = sentence({"shape": "bands", "bands": BANDS}, {"numerator": numerator, "denominator": denominator})
    assert words[0].isupper() or words[0].isdigit()
    assert words.endswith(".")
    assert "None" not in words
    assert "Fraction" not in words
