"""Fields of a rule by its shape: what is shown and sent back unchanged says the same, what is changed says just that."""

from pathlib import Path
from typing import Any

import pytest
from django import forms

from parindex.criteria.loading import load
from parindex.criteria.model import Leaf
from parindex.scoring.rules import RULES, parse_rule
from parindex.web.criteria_rule_form import SHAPE_TITLES, YAML, read_block, rule_fields

SHIPPED = sorted((Path(__file__).parents[3] / "criteria_sets").glob("*.yaml"))
LEAVES = [leaf for path in SHIPPED for leaf in load(path.read_text(encoding="utf-8"), name=path.name).by_code.values()]


def sent_back(raw: dict[str, Any], shape: str, **change: Any) -> dict[str, Any]:
    """What comes out when the fields are sent as they are shown, but for the changes."""
    fields, reader = rule_fields(raw, shape)
    form = forms.Form()
    form.fields = fields
    shown = {name: "" if form[name].value() is None else form[name].value() for name in fields}
    data = {name: value for name, value in (shown | change).items() if value is not False}
    bound = forms.Form(data)
    bound.fields = rule_fields(raw, shape)[0]
    assert bound.is_valid(), bound.errors
    return reader(bound.cleaned_data)


def test_every_shape_has_its_title() -> None:
    assert set(SHAPE_TITLES) == set(RULES)


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_a_rule_of_a_shipped_set_comes_back_as_it_is_written(leaf: Leaf) -> None:
    raw = dict(leaf.rule)
    assert sent_back(raw, str(raw["shape"])) == raw


@pytest.mark.parametrize(
    ("raw", "change", "expected"),
    [
        (
            {
                "shape": "levels",
                "levels": ({"key": "a", "text": "có", "points": "1.50"}, {"key": "b", "text": "x", "points": "0"}),
            },
            {"muc_2": "mới", "diem_2": "0,5"},
            (
                {"key": "a", "text": "có", "points": "1.50"},
                {"key": "b", "text": "x", "points": "0"},
                {"key": "muc_1", "text": "mới", "points": "0.5"},
            ),
        ),
        (
            {
                "shape": "levels",
                "levels": ({"key": "a", "text": "có", "points": "1"}, {"key": "b", "text": "x", "points": "0"}),
            },
            {"muc_1": "", "diem_1": "", "muc_2": "âm", "diem_2": "-1"},
            ({"key": "a", "text": "có", "points": "1"}, {"key": "muc_1", "text": "âm", "points": "-1"}),
        ),
    ],
)
def test_levels_are_added_and_taken_away(raw: dict[str, Any], change: dict[str, str], expected: object) -> None:
    assert sent_back(raw, "levels", **change)["levels"] == expected


def test_an_edge_that_is_not_included_says_so() -> None:
    raw = {"shape": "bands", "bands": ({"from": "90", "points": "2"}, {"to": "90", "points": "0"})}
    found = sent_back(raw, "bands", tu_ke_0=False, den_ke_1="on")
    assert found["bands"] == (
        {"from": "90", "from_inclusive": False, "points": "2"},
        {"to": "90", "to_inclusive": True, "points": "0"},
    )


def test_a_floor_begins_and_ends() -> None:
    begun = sent_back({"shape": "proportional"}, "proportional", san="80", san_ke="on", duoi_san="0,25")
    assert begun == {"shape": "proportional", "floor": {"at": "80", "inclusive": True, "below": "0.25"}}
    assert sent_back(begun, "proportional", san="") == {"shape": "proportional"}


def test_a_deduction_without_a_floor_keeps_saying_so() -> None:
    raw = {
        "shape": "deduction",
        "start": "2",
        "per": {"late": "-0.25"},
        "names": {"late": "báo cáo trễ"},
        "floor": None,
    }
    assert sent_back(raw, "deduction") == raw
    more = sent_back(raw, "deduction", loi_1="thiếu báo cáo", tru_1="0,5", san="0")
    assert more["per"] == {"late": "-0.25", "loi_1": "-0.5"}
    assert more["names"] == {"late": "báo cáo trễ", "loi_1": "thiếu báo cáo"}
    assert more["floor"] == "0"


def test_three_decimals_are_not_taken_for_thousands() -> None:
    raw = {"shape": "each", "per": "0.125"}
    assert rule_fields(raw, "each")[0]["moi"].initial == "0,125"
    assert sent_back(raw, "each") == raw
    taken = {"shape": "deduction", "start": "1.375", "per": {"a": "-0.125"}, "floor": "-2.125"}
    assert sent_back(taken, "deduction") == taken


def test_another_shape_begins_empty_and_can_be_read() -> None:
    raw = {"shape": "survey"}
    assert sent_back(raw, "each", moi="0,5") == {"shape": "each", "per": "0.5"}
    assert sent_back(raw, "judgement", loi="Theo chất lượng") == {"shape": "judgement", "text": "Theo chất lượng"}
    made = sent_back(raw, "sum_of", muc_0="thư", diem_0="1", muc_1="văn bản", diem_1="1", tran="2")
    assert parse_rule(made).shape == "sum_of"
    assert sent_back(raw, "all_of", dieu_kien="có kế hoạch\r\n\r\nđúng hạn", diem="1") == {
        "shape": "all_of",
        "conditions": ("có kế hoạch", "đúng hạn"),
        "points": "1",
    }
    assert sent_back({"shape": "levels"}, "best_of_block") == {"shape": "best_of_block"}


def test_a_rule_that_cannot_be_read_is_shown_as_it_is_written() -> None:
    raw = {"shape": "bands", "bands": ({"tu": "90"},)}
    fields, reader = rule_fields(raw, "bands")
    assert list(fields) == [YAML]
    assert reader({YAML: fields[YAML].initial}) == raw


def test_states_and_choices_are_yaml_text() -> None:
    raw = {"shape": "states", "weights": {"done": "1", "doing": "0.5"}, "names": {"done": "đã xong"}}
    fields, reader = rule_fields(raw, "states")
    assert "shape: states" in str(fields[YAML].initial)
    assert reader({YAML: str(fields[YAML].initial).replace("\n", "\r\n")}) == raw


@pytest.mark.parametrize("text", ["", "- a", "a: [", "a: 1\na: 2", "chữ"])
def test_a_text_that_is_no_block_is_refused_in_words(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        read_block(text, "Quy tắc")
