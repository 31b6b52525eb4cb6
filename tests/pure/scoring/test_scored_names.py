"""What a score may be given for: the leaves of the tree and the lines of bonus and penalty points, worked out once a set."""

import gc
from decimal import Decimal

from tests.apps.small_set import SET

from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.scoring.extras import extra_lines, scored_leaf, scored_names

LINES = """bonus: {max: "1", lines: [{code: T1, name: Bằng khen, points: "1"}]}
penalty: {max: "2", lines: [{code: P1, name: Chậm báo cáo, per: "0.5"}]}
"""


def lined() -> CriteriaSet:
    return load(SET.replace('bonus: {max: "0"}\npenalty: {max: "0"}\n', LINES), name="bộ nhỏ")


def test_leaves_come_first_in_the_order_of_the_set_then_bonus_then_penalty() -> None:
    assert list(scored_names(lined())) == ["1.1", "1.2", "1.3", "1.4", "T1", "P1"]


def test_a_code_leads_to_its_leaf_or_line_and_any_other_to_none() -> None:
    criteria_set = lined()
    plan, late = scored_leaf(criteria_set, "1.3"), scored_leaf(criteria_set, "P1")
    assert plan is not None and late is not None
    assert (plan.name, late.name, late.max_points) == ("Kế hoạch", "Chậm báo cáo", Decimal(2))
    assert scored_leaf(criteria_set, "1") is None  # an area


def test_it_is_worked_out_once_for_a_set_and_again_for_a_changed_copy() -> None:
    criteria_set = lined()
    assert scored_names(criteria_set) is scored_names(criteria_set)
    assert extra_lines(criteria_set) is extra_lines(criteria_set)
    without = criteria_set.model_copy(update={"penalty": None})
    assert list(scored_names(without)) == ["1.1", "1.2", "1.3", "1.4", "T1"]


def test_nothing_is_kept_of_a_set_that_is_gone() -> None:
    criteria_set = lined()
    key = id(criteria_set)
    scored_names(criteria_set)
    assert key in scored_names
    del criteria_set
    gc.collect()
    assert key not in scored_names
