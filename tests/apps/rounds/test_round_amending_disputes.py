"""A dispute when the set is amended: it follows its leaf, is decided under the new code, and ends where the leaf is gone."""

from decimal import Decimal

import pytest
from tests.apps.rounds.a_round import HEALTH, HOME_AFFAIRS, PERIOD, ARound
from tests.apps.rounds.test_round_amending import AMENDED, amend, pairs_of

from parindex.assessment.rounds.checks import open_disputes, silent
from parindex.assessment.rounds.council import raise_dispute, step_back, take_back_dispute, vote
from parindex.assessment.rounds.council_reading import TAKEN_BACK, disputes_of, one_dispute
from parindex.assessment.rounds.deciding import decide_dispute
from parindex.assessment.rounds.fields import assign_field, withdraw_field
from parindex.assessment.rounds.models import Dispute, StepScore, Vote
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.reading import round_tree
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.sheet import sheet_of
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.queries import today

REPORTS = "1.2"  # in the amended set 1.1


def bring(a_round: ARound, leaf: str, unit: str = HEALTH, by: str = "tham-dinh") -> Dispute:
    of = a_round.stand(unit, State.COUNCIL)
    return raise_dispute(by=a_round.people[by], of=of.pk, leaf=leaf, reason="Số liệu chưa khớp")


def carried(a_round: ARound) -> Dispute:
    return Dispute.objects.get(of=a_round.of[HEALTH], end__isnull=True)


def carry(a_round: ARound, dispute: Dispute, points: str) -> Vote:
    """Two of the three who may vote, which is more than half, give the same points; the newest vote."""
    votes = [vote(by=a_round.people[f"hoi-dong-{one}"], dispute=dispute.pk, points=Decimal(points)) for one in (1, 2)]
    return votes[-1]


def test_it_is_decided_under_the_new_code(a_round: ARound) -> None:
    bring(a_round, REPORTS)
    made = amend(a_round)
    dispute, member = carried(a_round), a_round.people["hoi-dong-1"]
    assert (dispute.leaf, dispute.block, dispute.by) == ("1.1", made, a_round.people["tham-dinh"])
    newest = carry(a_round, dispute, "2")
    decide_dispute(by=member, dispute=dispute.pk, minutes="BB số 1 ngày 20/01/2022", seen=newest.pk, seen_score=None)
    assert StepScore.objects.get(step="council").leaf == "1.1"
    assert open_disputes(a_round.of[HEALTH]) == ()


def test_the_council_s_pages_and_the_sheet_show_the_leaf_that_is_disputed(a_round: ARound) -> None:
    head = a_round.people[f"lanh-dao.{HEALTH}"]
    for leaf, value in (("1.1", {"numerator": "8", "denominator": "10"}), (REPORTS, {"count": "1"})):
        save_score(by=head, of=a_round.of[HEALTH].pk, step=Step.SELF, leaf=leaf, value=value, seen=None)
    old = bring(a_round, REPORTS)
    made, tree = amend(a_round), round_tree(a_round.round)
    for number, code in ((old.pk, REPORTS), (carried(a_round).pk, "1.1")):
        shown = one_dispute(PERIOD, number, [HEALTH], tree)
        assert shown is not None
        assert (shown.leaf, shown.name, shown.max_points) == (code, "Báo cáo trễ", Decimal(2))
        assert shown.steps[Step.SELF].points == Decimal(1)
    assert sheet_of(a_round.of[HEALTH], made).disputed == {"1.1"}


def test_the_council_scores_what_the_amendment_leaves_without_points(a_round: ARound) -> None:
    """1.3.1 was given by hand out of 2 points and is out of 3 now; the unit is before the council already."""
    head, of = a_round.people[f"lanh-dao.{HEALTH}"], a_round.of[HEALTH]
    save_score(
        by=head, of=of.pk, step=Step.SELF, leaf="1.3.1", value={"points": "1.5"}, note="theo kế hoạch", seen=None
    )
    a_round.stand(HEALTH, State.COUNCIL)
    assert "1.3.1" not in silent(of)
    amend(a_round, again_until=today())
    member = a_round.people["hoi-dong-1"]
    with pytest.raises(InputFault, match=r"chưa bước nào chấm: .*1\.3\.1"):
        move(by=member, of=of.pk, name="conclude")
    dispute = bring(a_round, "1.3.1")
    newest = carry(a_round, dispute, "3")
    decide_dispute(by=member, dispute=dispute.pk, minutes="BB số 1 ngày 20/01/2022", seen=newest.pk, seen_score=None)
    assert "1.3.1" not in silent(of)


def test_another_leaf_that_now_has_the_code_can_be_brought_there_too(a_round: ARound) -> None:
    bring(a_round, REPORTS)
    amend(a_round)
    bring(a_round, REPORTS)  # the code is that of the tasks now
    assert open_disputes(a_round.of[HEALTH]) == ("1.1", REPORTS)


def test_votes_come_along_but_not_points_of_another_scale(a_round: ARound) -> None:
    """1.3.1 gives 3 points instead of 2: only who stepped back last stays recused there."""
    for leaf in (REPORTS, "1.3.1"):
        dispute = bring(a_round, leaf)
        vote(by=a_round.people["hoi-dong-1"], dispute=dispute.pk, points=Decimal(2))
        step_back(by=a_round.people["hoi-dong-2"], dispute=dispute.pk, reason="có người thân")
        step_back(by=a_round.people["hoi-dong-noi-vu"], dispute=dispute.pk, reason="bận")
        vote(by=a_round.people["hoi-dong-noi-vu"], dispute=dispute.pk, points=Decimal(1))
    amend(a_round)
    found = {
        one.leaf: one.votes for one in disputes_of(PERIOD, [HEALTH], round_tree(a_round.round)) if not one.ended_at
    }
    assert {leaf: (votes.by_points, votes.recused) for leaf, votes in found.items()} == {
        "1.1": (((Decimal(2), 1), (Decimal(1), 1)), 1),
        "1.3.1": ((), 1),
    }


def test_it_ends_where_the_leaf_is_asked_no_more(a_round: ARound) -> None:
    """2.1 is gone; 1.3.1 is no longer asked of the health department."""
    for leaf, unit in (("2.1", HOME_AFFAIRS), ("1.3.1", HEALTH)):
        bring(a_round, leaf, unit)
    document = AMENDED.replace('codes: ["2.3"]', 'codes: ["2.3", "1.3.1"]')
    amend(a_round, document=document, pairs=pairs_of(a_round, document), again_until=today())
    ended = disputes_of(PERIOD, [HEALTH, HOME_AFFAIRS], round_tree(a_round.round))
    assert [(one.leaf, one.state) for one in ended] == [("2.1", TAKEN_BACK), ("1.3.1", TAKEN_BACK)]
    assert {one.end_reason for one in ended} == {"Bộ tiêu chí sửa đổi không còn chấm mục này cho đơn vị."}


def test_one_that_had_ended_stays_as_it_was(a_round: ARound) -> None:
    dispute = bring(a_round, REPORTS)
    take_back_dispute(by=a_round.people["tham-dinh"], dispute=dispute.pk, reason="đã thống nhất")
    amend(a_round)
    assert Dispute.objects.get() == dispute


def test_the_old_page_says_that_it_has_ended(a_round: ARound) -> None:
    dispute = bring(a_round, REPORTS)
    amend(a_round)
    with pytest.raises(InputFault, match="đã kết thúc"):
        vote(by=a_round.people["hoi-dong-1"], dispute=dispute.pk, points=Decimal(1))


def test_who_raised_it_takes_it_back_whatever_became_of_his_fields(a_round: ARound) -> None:
    admin = a_round.people["quan-tri"]
    assign_field(by=admin, round=PERIOD, block="so", code=REPORTS, appraiser="tham-dinh")
    bring(a_round, REPORTS)
    amend(a_round)
    withdraw_field(by=admin, round=PERIOD, block="so", code="1.1", appraiser="tham-dinh")
    assign_field(by=admin, round=PERIOD, block="so", code="2", appraiser="tham-dinh")
    take_back_dispute(by=a_round.people["tham-dinh"], dispute=carried(a_round).pk, reason="đã thống nhất")
    assert open_disputes(a_round.of[HEALTH]) == ()
