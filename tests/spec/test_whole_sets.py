"""What a set says of itself as a whole: exclusions with declared re-basing, the share of surveys, other scales, two depths."""

import json
from decimal import Decimal
from typing import Any

import pytest

from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.documents.wording.explaining import explain
from parindex.scoring.check import check_set
from parindex.scoring.score import score
from parindex.scoring.values import parse_values


def leaf(code: str, points: str, **more: Any) -> dict[str, Any]:
    base = {"code": code, "name": f"Mục {code}", "max_points": points, "scored_by": "unit", "when_empty": "zero"}
    return base | {"rule": {"shape": "proportional"}} | more


SURVEY = leaf("2.1", "30", rule={"shape": "survey"}, scored_by="survey")
AREAS = [
    {
        "code": "1",
        "name": "Một",
        "criteria": [
            {"code": "1.1", "name": "Có thành phần", "components": [leaf("1.1.1", "20"), leaf("1.1.2", "20")]},
            leaf("1.2", "30"),
        ],
    },
    {"code": "2", "name": "Hai", "criteria": [SURVEY]},
]


def build(**change: Any) -> CriteriaSet:
    document = {
        "id": "bo-chung",
        "title": "Bộ",
        "nature": "model",
        "decision": None,
        "year": 2026,
        "block": "so",
        "scale": "100",
        "rounding": {"points": 2, "index": 2},
        "areas": AREAS,
    }
    return load(json.dumps(document | change, indent=1), name="bo-chung")


FULL = parse_values({"1.1.1": {"percent": "100"}, "1.1.2": {"percent": "50"}, "1.2": {"percent": "100"}})


def excluding(rebase: bool | None) -> CriteriaSet:
    entry: dict[str, Any] = {"units": ["thanh-tra"], "codes": ["1.1.2", "2"]}
    return build(exclusions=[entry if rebase is None else entry | {"rebase": rebase}])


@pytest.mark.parametrize("rebase", [None, True])
def test_the_base_shrinks_by_what_is_not_asked_unless_the_set_says_otherwise(rebase):
    found = score(excluding(rebase), FULL, unit="thanh-tra")
    assert (found.points, found.max_points, found.index_percent) == (50, 50, 100)


def test_a_set_may_keep_its_base_whole():
    found = score(excluding(False), FULL, unit="thanh-tra")
    assert (found.points, found.max_points, found.index_percent, found.index_so_far) == (50, 100, 50, 50)
    assert found.unscored == ()
    assert found.areas[0].max_points == 70
    (left, _) = [one for one in found.leaves() if one.state == "excluded"]
    assert explain(left) == "Không áp dụng cho đơn vị này: không chấm, điểm tối đa vẫn ở mẫu số theo bộ tiêu chí."


def test_where_two_entries_differ_the_base_stays():
    entries = [{"units": ["a"], "codes": ["1.1"]}, {"units": ["a"], "codes": ["1.1.1"], "rebase": False}]
    assert score(build(exclusions=entries), {}, unit="a").max_points == 80


def test_others_are_asked_everything():
    assert score(excluding(False), FULL, unit="so-y-te").max_points == 100


def test_the_share_of_surveys_is_what_the_leaves_say():
    assert build().share_of_surveys == 30
    assert check_set(build(survey_share="30"), measures=()) == ()


def test_a_share_of_surveys_that_is_not_so_is_told():
    (problem,) = check_set(build(survey_share="32"), measures=())
    assert problem.code == "survey_share"
    assert problem.message == (
        "Bộ tiêu chí ghi phần điều tra là 32% nhưng các mục chấm bằng điều tra chiếm 30% thang điểm."
    )
    assert problem.line == 73


@pytest.mark.parametrize(("scale", "points"), [("200", "2"), ("70", "0.7"), ("150", "1.5")])
def test_a_scale_other_than_100_gives_the_same_index(scale, points):
    times = Decimal(points)
    grown = json.loads(json.dumps(AREAS))
    for area in grown:
        for criterion in area["criteria"]:
            for one in criterion.get("components", [criterion]):
                one["max_points"] = f"{(Decimal(one['max_points']) * times).normalize():f}"
    found, usual = score(build(scale=scale, areas=grown), FULL), score(build(), FULL)
    assert found.max_points == Decimal(scale)
    assert found.points == usual.points * times
    assert found.index_percent == usual.index_percent == 60


def test_leaves_stand_at_two_depths_and_count_the_same():
    found = score(build(), FULL)
    assert [one.leaf.code for one in found.leaves()] == ["1.1.1", "1.1.2", "1.2", "2.1"]
    assert [criterion.points for area in found.areas for criterion in area.criteria] == [30, 30, None]


def test_blocks_of_one_round_are_asked_by_sets_of_their_own():
    office, commune = build(), build(id="bo-xa", block="cap-xa", scale="30", areas=[AREAS[1]])
    assert {one.block: one.scale for one in (office, commune)} == {"so": 100, "cap-xa": 30}
    values = parse_values({"2.1": {"percent": "80"}})
    assert [score(one, values).points for one in (office, commune)] == [24, 24]
    assert [score(one, values).index_percent for one in (office, commune)] == [24, 80]
