"""Survey: the result of a sociological survey times the max points; never self-scored.

Sources: Sơn La 152/QĐ-UBND, 4.5 (max 2): the whole criterion comes from the survey. Bộ Nội vụ 1149/QĐ-BNV,
876/QĐ-BNV: survey parts.
"""

from decimal import Decimal

import pytest

from parindex.errors import InputFault

SURVEY = {"shape": "survey"}


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("100", "2"), ("88.5", "1.77"), ("98.13", "1.96"), ("0", "0")],
    ids=["100%", "88,5%", "98,13% là 1,9626, làm tròn 1,96", "0%"],
)
def test_the_percentage_of_the_max_points(points, percent, expected):
    assert points(SURVEY, {"percent": percent}, "2", scored_by="survey") == Decimal(expected)


def test_without_a_result_it_waits_for_the_survey(explained, points):
    assert points(SURVEY, None, "2", scored_by="survey") is None
    assert explained(SURVEY, None, "2", scored_by="survey") == "Chưa chấm: chờ kết quả điều tra xã hội học."


def test_the_explanation(explained):
    words = explained(SURVEY, {"percent": "88.5"}, "2", scored_by="survey")
    assert words == "Kết quả điều tra xã hội học 88,5% × 2 điểm = 1,77 điểm, mất 0,23 điểm."


def test_more_than_all_respondents_is_refused(points):
    with pytest.raises(InputFault, match="không thể vượt 100%"):
        points(SURVEY, {"percent": "100.01"}, "2", scored_by="survey")


def test_only_a_survey_may_score_it(faults):
    assert faults(SURVEY, "2", scored_by="unit") == ["survey_only"]
    assert faults(SURVEY, "2", scored_by="survey") == []


def test_a_measure_cannot_feed_it(faults):
    assert faults(SURVEY, "2", scored_by="survey", measure="reports.late") == ["measure_not_usable"]
