"""The JSON object of a score: the contract's keys, amounts as text, null where there is nothing."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.criteria.loading import load
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.score_json import plain_percent, plain_points, score_as_json
from parindex.scoring.score import score
from parindex.scoring.values import Count, Percent, Ratio

SHIPPED = Path(__file__).parents[3] / "criteria_sets" / "mau-cap-so-2021.yaml"


@pytest.fixture
def model():
    return load(SHIPPED.read_text(encoding="utf-8"), name=SHIPPED.name)


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("9.72", "9.72"),
        ("19", "19"),
        ("19.00", "19"),
        ("0.00", "0"),
        ("1.50", "1.5"),
        ("-0.25", "-0.25"),
        ("1E+2", "100"),
    ],
)
def test_points_have_no_trailing_zeros_and_no_exponent(points, text):
    assert plain_points(Decimal(points)) == text


@pytest.mark.parametrize(
    ("percent", "text"), [("51.16", "51.16"), ("78", "78.00"), ("33.333333", "33.33"), ("0", "0.00")]
)
def test_percentages_have_two_decimals(percent, text):
    assert plain_percent(Decimal(percent)) == text


def test_nothing_is_null():
    assert (plain_points(None), plain_percent(None)) == (None, None)


def test_a_criterion_with_components_carries_its_sums_and_what_is_still_open(model):
    values = {"3.2.3": Ratio(Fraction(1663), Fraction(1664)), "3.2.4": Count(0), "3.2.5": Count(1)}
    told = score_as_json(score(model, values), grades=dict.fromkeys(values, "computed"), explain=explain)
    one_stop = told["areas"][2]["criteria"][1]
    assert {name: one_stop[name] for name in ("code", "points", "max_points", "inputs", "grade", "state")} == {
        "code": "3.2",
        "points": "4.95",
        "max_points": "13.5",
        "inputs": None,
        "grade": "computed",
        "state": "partly_scored",
    }
    assert one_stop["rule"] == "Tổng điểm của 6 tiêu chí thành phần."
    assert one_stop["explanation"] == "Cộng các thành phần được 4,95/13,5 điểm; chưa chấm: 3.2.1, 3.2.2, 3.2.6."
    assert [part["points"] for part in one_stop["components"]] == [None, None, "2", "1", "1.95", None]


def test_components_of_different_grades_give_the_criterion_none(model):
    values = {"3.2.3": Ratio(Fraction(1), Fraction(1)), "3.2.4": Count(0)}
    told = score_as_json(score(model, values), grades={"3.2.3": "computed", "3.2.4": "entered"}, explain=explain)
    assert told["areas"][2]["criteria"][1]["grade"] is None


def test_a_criterion_of_which_nothing_is_scored_says_so(model):
    told = score_as_json(score(model, {}), grades={}, explain=explain)
    plan = told["areas"][0]["criteria"][0]
    assert (plan["points"], plan["state"]) == (None, "not_scored")
    assert plan["explanation"] == "Chưa chấm: 1.1.1, 1.1.2, 1.1.3."
    assert told["index_so_far"] is None
    assert told["index_percent"] == "0.00"


def test_the_base_of_an_excluded_leaf_is_told_as_nothing_that_counts(model):
    nothing = Ratio(Fraction(0), Fraction(0))
    told = score_as_json(score(model, {"2.2": nothing}), grades={}, explain=explain)
    procedure = told["areas"][1]["criteria"][1]
    assert (procedure["state"], procedure["points"]) == ("excluded", None)
    assert procedure["explanation"] == "Không phát sinh: không tính vào mẫu số."
    assert told["max_points"] == "97"


def test_every_leaf_of_the_model_set_has_the_keys_of_the_contract(model):
    survey = {code: Percent(Fraction("88.5")) for code, leaf in model.by_code.items() if leaf.scored_by == "survey"}
    told = json.loads(json.dumps(score_as_json(score(model, survey), grades={}, explain=explain), ensure_ascii=False))
    keys = {"code", "name", "points", "max_points", "rule", "inputs", "explanation", "grade", "state"}
    criteria = [criterion for area in told["areas"] for criterion in area["criteria"]]
    assert len(criteria) == 31
    for criterion in criteria:
        assert set(criterion) == keys | {"components"}
        for leaf in criterion["components"]:
            assert set(leaf) == keys
    assert told["points"] == "17.71"  # 1,77 + 6,20 + 2,66 + 3,54 + 3,54: each leaf rounded, then summed
    assert told["nature"] == "model"
