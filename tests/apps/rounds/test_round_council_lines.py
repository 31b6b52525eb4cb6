"""Lines of bonus and penalty points before the council: listed by name, brought there, voted on, decided, carried over."""

from decimal import Decimal
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, PERIOD, ARound, make_round, with_extras
from tests.apps.rounds.test_round_amending import AMENDED, amend, pairs_of

from parindex.assessment.rounds.council import raise_dispute, vote
from parindex.assessment.rounds.council_reading import one_dispute
from parindex.assessment.rounds.deciding import decide_dispute
from parindex.assessment.rounds.differences import still_apart
from parindex.assessment.rounds.models import Dispute, StepScore, StepTotal
from parindex.assessment.rounds.reading import blocks_in_force, round_tree
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.sheet import sheet_of
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.organisations.queries import today

MINUTES = "Biên bản số 01/BB-HĐTĐ ngày 20/01/2022"
PRAISE, LATE = "T1", "P1"


@pytest.fixture
def lined(admin: User) -> ARound:
    """The office of building gives itself a bonus point and no penalty; the appraiser sees both otherwise."""
    made = make_round(admin, document=with_extras())
    of = made.of[BUILDING].pk
    said: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        PRAISE: ({"met": [True]}, {"met": [False]}),
        LATE: ({"count": "0"}, {"count": "2"}),
    }
    for leaf, (own, first) in said.items():
        by = made.people[f"van-phong.{BUILDING}"]
        save_score(by=by, of=of, step=Step.SELF, leaf=leaf, value=own, note="theo sổ", seen=None)
        made.stand(BUILDING, State.FIRST_APPRAISAL)
        by = made.people["tham-dinh"]
        save_score(by=by, of=of, step=Step.FIRST, leaf=leaf, value=first, note="chưa đúng", seen=None)
        made.stand(BUILDING, State.SELF_SCORING)
    made.stand(BUILDING, State.COUNCIL)
    return made


def bring(lined: ARound, leaf: str) -> Dispute:
    head = lined.people[f"lanh-dao.{BUILDING}"]
    return raise_dispute(by=head, of=lined.of[BUILDING].pk, leaf=leaf, reason="Đã có quyết định khen")


def test_a_line_that_is_still_apart_is_listed_by_its_name(lined: ARound) -> None:
    found = still_apart([lined.of[BUILDING]], blocks_in_force(PERIOD))
    assert [(one.leaf, one.name, one.taken_off) for one in found] == [
        (PRAISE, "Bằng khen", False),
        (LATE, "Chậm báo cáo", True),
    ]


def test_it_is_brought_before_the_council_and_decided_there(lined: ARound) -> None:
    dispute = bring(lined, LATE)
    found = one_dispute(PERIOD, dispute.pk, [BUILDING], round_tree(lined.round))
    assert found is not None
    assert (found.name, found.max_points, found.taken_off) == ("Chậm báo cáo", Decimal(2), True)
    assert {step: said.points for step, said in found.steps.items()} == {Step.SELF: Decimal(0), Step.FIRST: Decimal(1)}
    assert sheet_of(lined.of[BUILDING], lined.blocks["so"]).disputed == {LATE}
    members = [lined.people[f"hoi-dong-{number}"] for number in (1, 2)]
    newest = [vote(by=one, dispute=dispute.pk, points=Decimal("0.5")) for one in members][-1]
    decide_dispute(by=members[0], dispute=dispute.pk, minutes=MINUTES, seen=newest.pk, seen_score=None)
    assert StepScore.objects.get(step="council").points == "0.5"
    totals = dict(StepTotal.objects.filter(of=lined.of[BUILDING]).values_list("step", "points"))
    assert (totals["second"], totals["council"]) == ("-1", "-0.5")


@pytest.mark.parametrize("points", ["2.5", "-0.5"])
def test_no_more_than_the_line_allows_is_voted_for(lined: ARound, points: str) -> None:
    dispute = bring(lined, LATE)
    with pytest.raises(InputFault, match="từ 0 đến 2"):
        vote(by=lined.people["hoi-dong-1"], dispute=dispute.pk, points=Decimal(points))


def test_a_code_that_is_neither_leaf_nor_line_is_refused(lined: ARound) -> None:
    with pytest.raises(InputFault, match="không chấm mục “T9”"):
        bring(lined, "T9")


def test_an_open_dispute_of_a_line_goes_over_to_an_amended_set(lined: ARound) -> None:
    bring(lined, PRAISE)
    document = with_extras(AMENDED)
    made = amend(lined, document=document, pairs=pairs_of(lined, document), again_until=today())
    assert [(one.leaf, one.block) for one in Dispute.objects.filter(end__isnull=True)] == [(PRAISE, made)]


def test_it_ends_where_the_amended_set_has_no_such_line(lined: ARound) -> None:
    bring(lined, PRAISE)
    amend(lined, again_until=today())
    ended = Dispute.objects.select_related("end").get()
    assert "không còn chấm mục này" in ended.end.reason
