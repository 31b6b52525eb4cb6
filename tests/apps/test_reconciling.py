"""Two sources compared in a workspace: what is asked, what is refused, what is kept."""

from dataclasses import replace
from typing import Any

import pytest
from two_sources import ASKED, BROKEN, LEFT

from parindex.assessment import reconciling
from parindex.assessment.reconciliation_asked import Asked
from parindex.assessment.reconciling import comparable_sources, comparison
from parindex.errors import InputFault
from parindex.ledger.actions import own_source
from parindex.measures.period import parse_period
from parindex.measures.reconciliation.counting import OWNER, SOFTWARE, Counting
from parindex.organisations.models import User

pytestmark = [pytest.mark.usefixtures("two_sources"), pytest.mark.dear(2)]


def test_the_differences_are_those_that_the_files_hold() -> None:
    found = comparison(ASKED).found
    assert {one.key: (one.left.status, one.right.status, one.cause) for one in found.disagreements} == {
        "H-1": ("early", "overdue", "C01"),
        "H-2": ("early", "late", "C02"),
    }
    assert [(one.key, one.left.status) for one in found.agreed] == [("H-4", "late")]
    assert (found.matched, found.only_left, found.only_right) == (4, (BROKEN[0],), (BROKEN[1],))
    assert [(one.left, one.right) for one in found.proposals] == [BROKEN]


def test_the_other_way_round_says_the_same() -> None:
    turned = comparison(replace(ASKED, left="mot_cua", right="so"))
    assert {one.key: (one.left.status, one.right.status, one.cause) for one in turned.found.disagreements} == {
        "H-1": ("overdue", "early", "C01"),
        "H-2": ("late", "early", "C02"),
    }
    assert (turned.left_counting, turned.right_counting) == (SOFTWARE, OWNER)


def test_each_source_is_counted_its_own_way_unless_this_question_says_otherwise(admin: User) -> None:
    assert (comparison(ASKED).left_counting, comparison(ASKED).right_counting) == (OWNER, SOFTWARE)
    own_source(
        by=admin, register="dossiers", source="mot_cua", owner="tinh", unit="so", counting={"granularity": "day"}
    )
    assert comparison(ASKED).right_counting == Counting(granularity="day")
    trial = Counting(end="returned")
    assert comparison(replace(ASKED, right_counting=trial)).right_counting == trial


def test_the_sources_to_choose_from_are_those_that_brought_rows_the_primary_first() -> None:
    asked = comparison(ASKED).question
    assert [one.source for one in comparable_sources("dossiers", asked)] == ["so", "mot_cua"]
    assert comparable_sources("tasks", asked) == ()


FAULTY: tuple[tuple[dict[str, Any], str], ...] = (
    ({"kind": "khac"}, "dossiers"),
    ({"right": "khac"}, "so, mot_cua"),
    ({"kind": "tasks"}, "chưa có nguồn nào"),
    ({"unit": "khong-co"}, "khong-co"),
    ({"unit": "so-khac"}, "chưa có số liệu"),
    ({"period": "năm nay"}, "năm nay"),
    ({"snapshot": 99}, "99"),
)


def test_a_question_that_cannot_be_answered_says_why() -> None:
    for change, words in FAULTY:
        with pytest.raises(InputFault, match=words):
            comparison(replace(ASKED, **change))


def test_tasks_are_compared_by_what_the_assigner_accepted_with_the_rate_of_what_is_done_or_due(bring: Any) -> None:
    bring(("NV-1", "30/06/2021", "29/06/2021"), ("NV-2", "30/06/2021", "30/06/2021"))
    bring(("NV-1", "30/06/2021", "29/06/2021"), ("NV-2", "30/06/2021", "30/06/2021"), source="vp")
    compared = comparison(replace(ASKED, kind="tasks", right="vp"))
    assert [(one.key, one.left.status, one.right.status) for one in compared.found.disagreements] == [
        ("NV-1", "early", "overdue"),
        ("NV-2", "on_time", "overdue"),
    ]
    left, right = (side.rates for side in compared.rates)
    assert [(rate.name, rate.before) for rate in (*left, *right)] == [("rate_due", (2, 2)), ("rate_due", (0, 2))]


def test_a_source_is_not_compared_with_itself() -> None:
    with pytest.raises(InputFault, match="phải khác nhau"):
        Asked(kind="dossiers", left="so", right="so", unit="so", period="2021")


def test_the_same_question_is_worked_out_once_until_rows_change(bring_dossiers: Any) -> None:
    reconciling._computed.cache_clear()
    assert comparison(ASKED).found is comparison(ASKED).found
    assert comparison(ASKED).question.period == parse_period("2021")
    assert reconciling._computed.cache_info().misses == 1
    before = comparison(ASKED)
    bring_dossiers("mot_cua", LEFT[0])  # the software has closed it now, on the day of the result
    assert {one.key for one in comparison(ASKED).found.disagreements} == {"H-2"}
    earlier = comparison(replace(ASKED, snapshot=before.question.snapshot))
    assert {one.key for one in earlier.found.disagreements} == {"H-1", "H-2"}
