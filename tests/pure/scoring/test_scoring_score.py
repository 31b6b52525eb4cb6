"""The score of a whole set: sums, bases, what is left out, what is not scored, and how often rules are parsed."""

import gc
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.criteria.problems import SetFault
from parindex.errors import InputFault
from parindex.scoring import prepared
from parindex.scoring.check import check_set
from parindex.scoring.score import score
from parindex.scoring.values import Count, Met, Percent, Ratio

LINEAR = {"shape": "proportional"}


def leaf(code: str, max_points: str, rule: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    base = {"code": code, "name": f"Tiêu chí {code}", "max_points": max_points, "scored_by": "unit"}
    return base | {"rule": rule or LINEAR, "when_empty": "exclude"} | more


def build(**change: Any) -> CriteriaSet:
    """Two areas: 1 (1.1 with two components of 2 and 3 points, 1.2 of 3 points), 2 (2.1, a survey of 2 points)."""
    criteria = [
        {"code": "1.1", "name": "Có thành phần", "components": [leaf("1.1.1", "2"), leaf("1.1.2", "3")]},
        leaf("1.2", "3"),
    ]
    survey = leaf("2.1", "2", {"shape": "survey"}, scored_by="survey")
    document = {
        "id": "bo-thu",
        "title": "Bộ thử",
        "nature": "model",
        "decision": None,
        "year": 2021,
        "block": "so",
        "scale": "10",
        "rounding": {"points": 2, "index": 2},
        "exclusions": [],
        "areas": [
            {"code": "1", "name": "Một", "criteria": criteria},
            {"code": "2", "name": "Hai", "criteria": [survey]},
        ],
    }
    return load(json.dumps(document | change), name="bo-thu")


def third(of: int = 3) -> Ratio:
    return Ratio(Fraction(1), Fraction(of))


NOTHING = Ratio(Fraction(0), Fraction(0))
ALL = Ratio(Fraction(1), Fraction(1))


def test_leaves_are_rounded_and_sums_are_exact():
    result = score(build(), {"1.1.1": third(), "1.1.2": third(7), "1.2": third()})
    assert [item.points for item in result.leaves()] == [Decimal("0.67"), Decimal("0.43"), Decimal("1.00"), None]
    assert result.points == Decimal("2.10")
    assert result.areas[0].criteria[0].points == Decimal("1.10")


def test_the_index_keeps_unscored_leaves_in_the_base_and_the_index_so_far_does_not():
    result = score(build(), {"1.1.1": ALL, "1.1.2": third(2)})
    assert (result.points, result.max_points, result.scored_max_points) == (Decimal("3.5"), 10, 5)
    assert (result.index_percent, result.index_so_far) == (Decimal("35.00"), Decimal("70.00"))
    assert result.unscored == ("1.2", "2.1")


def test_an_excluded_leaf_leaves_both_bases():
    result = score(build(), {"1.1.1": ALL, "1.1.2": NOTHING, "1.2": ALL, "2.1": Percent(Fraction(50))})
    assert (result.points, result.max_points, result.scored_max_points) == (6, 7, 7)
    assert result.index_percent == result.index_so_far == Decimal("85.71")
    assert result.unscored == ()
    assert result.areas[0].criteria[0].max_points == 2


def test_with_nothing_scored_there_is_no_index_so_far():
    result = score(build(), {})
    assert (result.points, result.index_percent, result.index_so_far) == (0, Decimal("0.00"), None)


def test_with_nothing_that_applies_there_is_no_index_at_all():
    everywhere = [{"units": ["thanh-tra"], "codes": ["1", "2"]}]
    result = score(build(exclusions=everywhere), {}, unit="thanh-tra")
    assert (result.max_points, result.index_percent, result.index_so_far, result.unscored) == (0, None, None, ())


@pytest.mark.parametrize(
    ("codes", "left_out"),
    [
        (["1"], ["1.1.1", "1.1.2", "1.2"]),
        (["1.1"], ["1.1.1", "1.1.2"]),
        (["1.1.2"], ["1.1.2"]),
        (["1.2", "2"], ["1.2", "2.1"]),
    ],
    ids=["cả lĩnh vực", "cả tiêu chí", "một thành phần", "một tiêu chí và một lĩnh vực"],
)
def test_an_exclusion_may_name_an_area_a_criterion_or_a_component(codes, left_out):
    criteria_set = build(exclusions=[{"units": ["thanh-tra"], "codes": codes}])
    values = {"1.1.1": ALL, "1.1.2": ALL, "1.2": ALL}
    result = score(criteria_set, values, unit="thanh-tra")
    assert [item.leaf.code for item in result.leaves() if item.state == "excluded"] == left_out
    assert {item.explanation.code for item in result.leaves() if item.state == "excluded"} == {"excluded_for_unit"}
    assert result.max_points == 10 - sum(item.max_points for item in result.leaves() if item.state == "excluded")


def test_an_exclusion_touches_only_the_units_it_names():
    criteria_set = build(exclusions=[{"units": ["thanh-tra"], "codes": ["1"]}])
    assert score(criteria_set, {}, unit="so-ldtbxh").max_points == 10
    assert score(criteria_set, {}).max_points == 10


def test_the_state_of_a_criterion_follows_its_components():
    states = {
        "scored": {"1.1.1": ALL, "1.1.2": ALL},
        "partly_scored": {"1.1.1": ALL},
        "not_scored": {},
        "excluded": {"1.1.1": NOTHING, "1.1.2": NOTHING},
    }
    for state, values in states.items():
        criterion = score(build(), values).areas[0].criteria[0]
        assert criterion.state == state
        assert (criterion.points is None) == (state in ("not_scored", "excluded"))


def test_a_component_excluded_beside_a_scored_one_leaves_the_criterion_scored():
    assert score(build(), {"1.1.1": ALL, "1.1.2": NOTHING}).areas[0].criteria[0].state == "scored"


def test_each_area_has_its_own_index():
    result = score(build(), {"1.1.1": ALL, "1.1.2": ALL, "1.2": third()})
    assert [area.index_percent for area in result.areas] == [Decimal("75.00"), Decimal("0.00")]


def test_a_set_that_rounds_nothing_adds_exact_thirds():
    exact = build(rounding={"points": None, "index": None})
    result = score(exact, {"1.1.1": third(), "1.1.2": third(), "1.2": third()})
    assert result.leaves()[0].points == Decimal("0.666667")
    assert result.leaves()[0].exact == Fraction(2, 3)
    assert result.points == Decimal("2.666667")
    assert result.index_so_far == Decimal("33.333333")


def test_other_numbers_of_decimals_are_kept():
    result = score(build(rounding={"points": 3, "index": 1}), {"1.1.1": third()})
    assert (result.points, result.index_percent) == (Decimal("0.667"), Decimal("6.7"))


def test_a_code_that_the_set_does_not_have_is_refused():
    with pytest.raises(InputFault, match=r"không có mã: 1\.1, 9\.9"):
        score(build(), {"1.1": ALL, "9.9": ALL})


def test_a_value_of_the_wrong_kind_names_the_leaf():
    with pytest.raises(InputFault, match=r"^Tiêu chí 1\.2: quy tắc proportional cần .*, không nhận danh sách đạt"):
        score(build(), {"1.2": Met((True,))})


def test_an_empty_denominator_that_the_set_does_not_foresee_is_refused():
    document = build().model_dump(mode="json", by_alias=True)
    assert document["areas"][0]["criteria"][1]["=leaf"]["when_empty"] == "exclude"
    loose = build()
    criterion = loose.areas[0].criteria[1]
    assert criterion.leaf is not None
    broken = criterion.model_copy(update={"leaf": criterion.leaf.model_copy(update={"when_empty": None})})
    area = loose.areas[0].model_copy(update={"criteria": (broken,)})
    with pytest.raises(InputFault, match="chưa khai when_empty"):
        score(loose.model_copy(update={"areas": (area,)}), {"1.2": NOTHING})


def test_rules_are_parsed_once_for_a_set_and_again_for_a_changed_copy(monkeypatch):
    parsed = []
    real = prepared.parse_rule
    monkeypatch.setattr(prepared, "parse_rule", lambda raw: parsed.append(raw) or real(raw))
    criteria_set = build()
    for _ in range(5):
        score(criteria_set, {"1.2": ALL})
    assert len(parsed) == 4
    score(criteria_set.model_copy(update={"title": "khác"}), {"1.2": ALL})
    assert len(parsed) == 8


def test_the_parsed_rules_of_a_set_that_is_gone_are_dropped():
    criteria_set = build()
    score(criteria_set, {})
    key = id(criteria_set)
    assert key in prepared.rules_of
    del criteria_set
    gc.collect()
    assert key not in prepared.rules_of


def test_a_rule_that_cannot_be_read_stops_the_score_with_place_and_line():
    strange = leaf("1.2", "3", {"shape": "lottery"})
    wrong = leaf("1.3", "2", {"shape": "bands", "bands": [{"from": 90, "points": "2"}, {"too": "90", "points": "0"}]})
    areas = [{"code": "1", "name": "Một", "criteria": [strange, wrong]}]
    criteria_set = load(json.dumps(build_document(areas), indent=1), name="x")
    with pytest.raises(SetFault) as caught:
        score(criteria_set, {})
    assert [(problem.code, problem.where) for problem in caught.value.problems] == [
        ("unknown_shape", "Tiêu chí 1.2, rule.shape"),
        ("unquoted", "Tiêu chí 1.3, rule.bands[1].from"),
        ("unknown_field", "Tiêu chí 1.3, rule.bands[2].too"),
    ]
    assert all(problem.line and problem.line > 10 for problem in caught.value.problems)
    assert check_set(criteria_set, measures=()) == caught.value.problems


def build_document(areas: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "bo-thu",
        "title": "Bộ thử",
        "nature": "model",
        "decision": None,
        "year": 2021,
        "block": "so",
        "scale": "5",
        "rounding": {"points": 2, "index": 2},
        "areas": areas,
    }


def test_an_unknown_measure_is_reported_with_its_neighbours():
    measured = leaf("1.1", "5", measure="reports.in_time")
    document = build_document([{"code": "1", "name": "Một", "criteria": [measured]}])
    (problem,) = check_set(load(json.dumps(document, indent=1), name="x"), measures=["reports.on_time", "reports.late"])
    assert (problem.code, problem.where) == ("unknown_measure", "Tiêu chí 1.1, measure")
    assert problem.message == "Không có chỉ tiêu “reports.in_time”. Có: reports.late, reports.on_time."


def test_an_unknown_register_points_to_the_command_that_lists_measures():
    document = build_document([{"code": "1", "name": "Một", "criteria": [leaf("1.1", "5", measure="x.y")]}])
    (problem,) = check_set(load(json.dumps(document), name="x"), measures=["reports.late"])
    assert "parindex measures list" in problem.message


@given(
    values=st.fixed_dictionaries(
        {},
        optional={
            code: st.builds(
                lambda part, rest: Ratio(Fraction(part), Fraction(part + rest)),
                st.integers(0, 400),
                st.integers(0, 400),
            )
            for code in ("1.1.1", "1.1.2", "1.2")
        },
    )
)
def test_totals_agree_with_adding_up_the_leaves_by_hand(values):
    result = score(build(), values)
    leaves = result.leaves()
    scored = [item for item in leaves if item.state == "scored"]
    assert result.points == sum((item.points for item in scored), Decimal(0))
    assert result.max_points == sum(item.max_points for item in leaves if item.state != "excluded")
    assert result.points == sum((area.points for area in result.areas), Decimal(0))
    if scored:
        share = Fraction(result.points) * 100 / Fraction(sum(item.max_points for item in scored))
        assert abs(Fraction(result.index_so_far) - share) <= Fraction(1, 200)
    for item in scored:
        assert 0 <= item.points <= item.max_points


def test_a_count_from_a_measure_may_be_an_exact_fraction():
    rule = {"shape": "deduction", "start": "3", "per": {"late": "-0.25"}, "floor": "0"}
    document = build_document([{"code": "1", "name": "Một", "criteria": [leaf("1.1", "3", rule), leaf("1.2", "2")]}])
    result = score(load(json.dumps(document), name="x"), {"1.1": Count(Fraction(2))})
    assert result.points == Decimal("2.5")
