"""The worked example: one leaf per shape, ready values, and the result to the last decimal."""

import json

import pytest

from parindex.criteria.loading import load
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.score_json import score_as_json
from parindex.scoring.check import check_set
from parindex.scoring.score import score
from parindex.scoring.values import parse_values


@pytest.fixture
def scored(spec_files):
    criteria_set = load((spec_files / "criteria-set.yaml").read_text(encoding="utf-8"), name="criteria-set.yaml")
    values = parse_values(json.loads((spec_files / "values.json").read_text(encoding="utf-8")))
    return score(criteria_set, values)


@pytest.fixture
def expected(spec_files):
    return json.loads((spec_files / "score.expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def told(scored):
    return score_as_json(scored, grades={"1.3": "entered"}, explain=explain)


def test_the_set_passes_every_check(spec_files):
    criteria_set = load((spec_files / "criteria-set.yaml").read_text(encoding="utf-8"), name="criteria-set.yaml")
    assert check_set(criteria_set, measures=["plan_items.done", "assigned_tasks.on_time"]) == ()


@pytest.mark.parametrize("name", ["points", "max_points", "index_percent", "index_so_far"])
def test_totals_come_out_as_expected(told, expected, name):
    assert told[name] == expected[name]


def test_every_leaf_comes_out_as_expected(told, expected):
    found = {}
    for area in told["areas"]:
        for criterion in area["criteria"]:
            for leaf in criterion["components"] or [criterion]:
                states = {"excluded": "excluded: nothing to measure", "not_scored": "not scored"}
                found[leaf["code"]] = states.get(leaf["state"], leaf["points"])
    assert found == expected["leaves"]


def test_inputs_come_back_in_the_shape_they_went_in(told, spec_files):
    values = json.loads((spec_files / "values.json").read_text(encoding="utf-8"))
    leaves = [leaf for area in told["areas"] for c in area["criteria"] for leaf in (c["components"] or [c])]
    assert {leaf["code"]: leaf["inputs"] for leaf in leaves} == values


def test_the_survey_leaf_is_the_one_not_scored(told):
    assert told["unscored"] == ["2.2"]


def test_the_json_can_be_written_and_has_every_key_of_the_contract(told):
    again = json.loads(json.dumps(told, ensure_ascii=False))
    leaf = again["areas"][0]["criteria"][2]
    assert leaf == {
        "code": "1.3",
        "name": "Nhiệm vụ được giao",
        "points": "2.97",
        "max_points": "3",
        "rule": "Tỷ lệ × 3 điểm; dưới 80%: 0 điểm.",
        "inputs": {"numerator": "86", "denominator": "87"},
        "explanation": "86/87 = 98,85%; 98,85% × 3 điểm = 2,97 điểm, mất 0,03 điểm.",
        "grade": "entered",
        "state": "scored",
        "components": [],
    }
