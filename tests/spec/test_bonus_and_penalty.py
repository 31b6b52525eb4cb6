"""Bonus and penalty points: lines with their own values, a cap over them, and a set that says whether 100 % is a lid.

Source: SW-A (a year has a maximum bonus and a maximum penalty; the printed total is sum + bonus - penalty). No official
text on them could be read, so whether the index may pass 100 % is a setting of the set.
"""

import json
from decimal import Decimal
from typing import Any

import pytest

from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.criteria.problems import SetFault
from parindex.documents.wording.explaining import explain, explain_line
from parindex.documents.wording.extras import exceeding_in_words, extra_in_words
from parindex.documents.wording.score_json import score_as_json
from parindex.errors import InputFault
from parindex.scoring.check import check_set
from parindex.scoring.score import SetScore, score
from parindex.scoring.values import parse_values

AWARD = {"code": "T1", "name": "Được tặng bằng khen về CCHC", "points": "1"}
IDEAS = {"code": "T2", "name": "Sáng kiến được công nhận", "per": "0.5", "max": "2", "evidence": ["Quyết định"]}
COUNCIL = {"code": "T3", "name": "Mô hình mới", "max": "1.5", "scored_by": "appraiser"}
LATE = {"code": "P1", "name": "Báo cáo gửi chậm", "per": "0.25"}
BONUS = {"max": "3", "lines": [AWARD, IDEAS, COUNCIL]}
PENALTY = {"max": "1", "lines": [LATE]}


def build(**change: Any) -> CriteriaSet:
    """A set of 10 points in one leaf, with the bonus and penalty points of above."""
    leaf = {"code": "1.1", "name": "Tiêu chí", "max_points": "10", "scored_by": "unit", "when_empty": "zero"}
    document = {
        "id": "bo-thuong",
        "title": "Bộ có điểm thưởng",
        "nature": "model",
        "decision": None,
        "year": 2026,
        "block": "so",
        "scale": "10",
        "rounding": {"points": 2, "index": 2},
        "bonus": BONUS,
        "penalty": PENALTY,
        "areas": [{"code": "1", "name": "Một", "criteria": [leaf | {"rule": {"shape": "proportional"}}]}],
    }
    return load(json.dumps(document | change, indent=1), name="bo-thuong")


def scored(percent: str, lines: dict[str, Any], **change: Any) -> SetScore:
    criteria_set = build(**change)
    assert check_set(criteria_set, measures=()) == ()
    return score(criteria_set, parse_values({"1.1": {"percent": percent}, **lines}))


@pytest.mark.parametrize(
    ("lines", "bonus", "total"),
    [
        pytest.param({}, "0", "5", id="chưa ghi dòng nào"),
        pytest.param({"T1": {"met": [True]}}, "1", "6", id="có bằng khen"),
        pytest.param({"T1": {"met": [False]}}, "0", "5", id="không có bằng khen"),
        pytest.param({"T2": {"count": "3"}}, "1.5", "6.5", id="ba sáng kiến"),
        pytest.param({"T2": {"count": "9"}}, "2", "7", id="trần của một dòng"),
        pytest.param({"T3": {"points": "0.75"}}, "0.75", "5.75", id="người chấm cho điểm"),
        pytest.param({"T1": {"met": [True]}, "T2": {"count": "4"}, "T3": {"points": "1"}}, "3", "8", id="trần chung"),
    ],
)
def test_the_lines_add_up_to_no_more_than_the_cap(lines, bonus, total):
    found = scored("50", lines)
    assert found.extra_points("bonus").points == Decimal(bonus)
    assert (found.points, found.leaf_points) == (Decimal(total), 5)
    assert found.index_percent == Decimal(total) * 10


def test_penalty_points_are_taken_off_up_to_their_cap():
    assert scored("50", {"P1": {"count": "2"}}).points == Decimal("4.5")
    assert scored("50", {"P1": {"count": "9"}}).points == 4
    assert scored("50", {"P1": {"count": "9"}, "T1": {"met": [True]}}).points == 5


def test_bonus_points_do_not_lift_the_index_over_100_unless_the_set_says_so():
    lines = {"T1": {"met": [True]}}
    held, free = scored("95", lines), scored("95", lines, bonus=BONUS | {"may_exceed": True})
    assert (held.points, held.index_percent) == (10, 100)
    assert (free.points, free.index_percent) == (Decimal("10.5"), 105)
    assert exceeding_in_words(held) == (
        "Cộng được 10,5 điểm; bộ tiêu chí không cho điểm thưởng vượt tổng điểm tối đa 10 điểm."
    )
    assert exceeding_in_words(free) == ""


def test_a_penalty_is_taken_before_the_lid():
    found = scored("100", {"T1": {"met": [True]}, "P1": {"count": "2"}})
    assert (found.points, found.index_percent) == (10, 100)
    assert scored("100", {"P1": {"count": "2"}}).points == Decimal("9.5")


def test_the_index_so_far_stays_under_the_lid_too():
    two = [
        {"code": f"1.{n}", "name": f"Mục {n}", "max_points": "5", "scored_by": "unit", "when_empty": "zero"}
        | {"rule": {"shape": "proportional"}}
        for n in (1, 2)
    ]
    found = scored("100", {"T1": {"met": [True]}}, areas=[{"code": "1", "name": "Một", "criteria": two}])
    assert (found.index_so_far, found.index_percent, found.unscored) == (100, 60, ("1.2",))


def test_a_line_without_a_value_waits_for_nobody():
    found = scored("50", {})
    assert found.unscored == ()
    assert [line.state for line in found.extra_points("bonus").lines] == ["not_scored"] * 3


def test_a_set_with_a_cap_and_no_lines_has_no_such_points():
    found = scored("50", {}, bonus={"max": "0"}, penalty={"max": "0"})
    assert (found.extras, found.points) == ((), 5)
    assert exceeding_in_words(found) == ""


def test_the_sentences_of_the_lines():
    lines = {"T1": {"met": [True]}, "T2": {"count": "9"}, "T3": {"points": "1"}, "P1": {"count": "2"}}
    found = scored("50", lines)
    told = [explain_line(line, extra.kind) for extra in found.extras for line in extra.lines]
    assert told == [
        "Có: 1 điểm thưởng.",
        "9 × 0,5 điểm = 4,5 điểm, chỉ tính tối đa 2 điểm thưởng.",
        "Người chấm cho 1 điểm thưởng, tối đa 1,5 điểm.",
        "2 × 0,25 điểm = 0,5 điểm trừ.",
    ]
    assert [extra_in_words(extra) for extra in found.extras] == ["4 điểm, chỉ tính tối đa 3 điểm", "0,5 điểm"]
    nothing = scored("50", {"T1": {"met": [False]}}).extra_points("bonus")
    assert [explain_line(line, "bonus") for line in nothing.lines] == [
        "Không có: 0 điểm thưởng.",
        "Chưa ghi nhận; tính 0 điểm.",
        "Chưa ghi nhận; tính 0 điểm.",
    ]


def test_the_json_carries_the_lines_beside_the_areas():
    told = score_as_json(scored("50", {"T2": {"count": "3"}, "P1": {"count": "1"}}), grades={}, explain=explain)
    assert (told["points"], told["leaf_points"], told["index_percent"]) == ("6.25", "5", "62.50")
    assert [area["points"] for area in told["areas"]] == ["5"]
    assert (told["bonus"]["points"], told["bonus"]["max_points"], told["penalty"]["points"]) == ("1.5", "3", "0.25")
    assert told["bonus"]["lines"][1] == {
        "code": "T2",
        "name": "Sáng kiến được công nhận",
        "points": "1.5",
        "max_points": "2",
        "rule": "Mỗi trường hợp 0,5 điểm; tối đa 2 điểm.",
        "inputs": {"count": "3"},
        "explanation": "3 × 0,5 điểm = 1,5 điểm thưởng.",
    }


def test_a_value_that_does_not_fit_its_line_names_it():
    with pytest.raises(InputFault, match=r"^Tiêu chí T3: điểm nhận định vượt điểm tối đa 1,5"):
        scored("50", {"T3": {"points": "2"}})


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"bonus": {"max": "0", "lines": [AWARD]}}, ["max_is_zero"]),
        ({"bonus": {"max": "1", "lines": [IDEAS]}}, ["over_max"]),
        ({"penalty": {"max": "1", "lines": [LATE | {"per": "2"}]}}, ["over_max"]),
    ],
)
def test_lines_that_can_never_give_what_they_say_are_told(change, codes):
    assert [problem.code for problem in check_set(build(**change), measures=())] == codes


@pytest.mark.parametrize(
    ("change", "code", "where", "words"),
    [
        ({"bonus": {"max": "1", "lines": [AWARD | {"per": "1"}]}}, "line_twice", "T1", "đã có points"),
        ({"bonus": {"max": "1", "lines": [{"code": "T1", "name": "A"}]}}, "line_empty", "T1", "thiếu cách tính"),
        ({"bonus": {"max": "1", "lines": [AWARD, AWARD]}}, "duplicate_code", "T1", "đã dùng ở dòng"),
        ({"bonus": {"max": "1", "lines": [AWARD | {"code": "1.1"}]}}, "duplicate_code", "1.1", "đã dùng ở dòng"),
        ({"penalty": {"max": "1", "may_exceed": True}}, "unknown_field", "penalty", "không có trường này"),
        ({"exclusions": [{"units": ["a"], "codes": ["T1"]}]}, "unknown_code", "exclusions", "không có mã T1"),
    ],
)
def test_what_cannot_be_read_says_where(change, code, where, words):
    with pytest.raises(SetFault) as caught:
        build(**change)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert where in problem.where
    assert words in problem.message.lower() or words in problem.message
    assert problem.line
