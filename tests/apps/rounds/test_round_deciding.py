"""The council's decision: the points that most give, minutes, one audit row; the chair's where there is no majority."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, PROVINCE, ARound

from parindex.assessment.rounds.council import raise_dispute, step_back, vote
from parindex.assessment.rounds.council_reading import DECIDED, one_dispute
from parindex.assessment.rounds.council_rules import rule_of, rule_words, set_council_rule
from parindex.assessment.rounds.deciding import StaleVotes, decide_dispute
from parindex.assessment.rounds.majority import Quorum, Rule
from parindex.assessment.rounds.models import Dispute, DisputeEnd, StepScore, StepTotal, Vote
from parindex.assessment.rounds.reading import round_tree
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.organisations.models import AuditEvent, Membership
from parindex.organisations.rights import NotAllowed

MINUTES = "Biên bản số 01/BB-HĐTĐ ngày 20/01/2022"
Decide = Callable[..., DisputeEnd]


@pytest.fixture
def dispute(a_round: ARound) -> Dispute:
    """A plan of the building department, scored 1 by the first appraisal, is before the council."""
    of = a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    appraiser = a_round.people["tham-dinh"]
    save_score(by=appraiser, of=of.pk, step=Step.FIRST, leaf="1.3.1", value={"level": "late"}, note="chậm", seen=None)
    a_round.stand(BUILDING, State.COUNCIL)
    return raise_dispute(by=a_round.people[f"lanh-dao.{BUILDING}"], of=of.pk, leaf="1.3.1", reason="đúng hạn")


@pytest.fixture
def votes(a_round: ARound, dispute: Dispute) -> Callable[..., int]:
    """votes("2", "1", …): the members vote in order, "-" steps back; the number of the newest vote."""

    def votes(*given: str) -> int:
        members = ("hoi-dong-1", "hoi-dong-2", "hoi-dong-noi-vu")
        for member, points in zip(members, given, strict=False):
            if points == "-":
                step_back(by=a_round.people[member], dispute=dispute.pk, reason="có người thân")
            else:
                vote(by=a_round.people[member], dispute=dispute.pk, points=Decimal(points))
        return Vote.objects.order_by("id").values_list("pk", flat=True).last() or 0

    return votes


@pytest.fixture
def decide(a_round: ARound, dispute: Dispute) -> Decide:
    def decide(by: str = "hoi-dong-1", **more: Any) -> DisputeEnd:
        order = {"dispute": dispute.pk, "minutes": MINUTES, "seen": 0, "seen_score": None} | more
        return decide_dispute(by=a_round.people[by], **order)

    return decide


def test_the_majoritys_points_become_the_councils_score_and_end_the_dispute(
    a_round: ARound, dispute: Dispute, votes: Callable[..., int], decide: Decide
) -> None:
    newest, before = votes("2", "2", "1"), AuditEvent.objects.count()
    end = decide(seen=newest)
    assert end.score is not None
    assert (end.score.step, end.score.value, end.score.points) == ("council", {"points": "2"}, "2")
    assert MINUTES in end.score.note
    assert StepTotal.objects.get(of=dispute.of, step="council").points == "2"
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.latest("number")
    assert event.action == "round.dispute_decided"
    assert event.payload["votes"] == {"2": 2, "1": 1} and event.payload["minutes"] == MINUTES
    found = one_dispute("2021", dispute.pk, [BUILDING], round_tree(a_round.round))
    assert found is not None and found.state == DECIDED
    assert {step: said.points for step, said in found.steps.items()} == {
        Step.FIRST: Decimal(1),
        Step.COUNCIL: Decimal(2),
    }


def test_a_decided_dispute_takes_no_further_vote_and_no_second_decision(
    a_round: ARound, dispute: Dispute, votes: Callable[..., int], decide: Decide
) -> None:
    end = decide(seen=votes("2", "2"))
    with pytest.raises(InputFault, match="đã kết thúc"):
        votes("1")
    with pytest.raises(InputFault, match="đã kết thúc"):
        decide(seen_score=end.score_id)
    assert StepScore.objects.filter(step="council").count() == 1


def test_a_tie_is_no_decision(votes: Callable[..., int], decide: Decide) -> None:
    newest = votes("2", "1")
    for points in (None, Decimal(2), Decimal("1.5")):
        with pytest.raises(InputFault, match=r"bằng phiếu \(2 điểm và 1 điểm\) nên chưa thành kết luận"):
            decide(seen=newest, points=points)
    assert not DisputeEnd.objects.exists()


def set_rule(a_round: ARound, *, quorum: Quorum = Quorum.MORE_THAN_HALF, chair: bool = False, **more: Any) -> Rule:
    order: dict[str, Any] = {"by": a_round.people["thuong-truc"], "document": "Quy chế số 5/QC-HĐTĐ"}
    return set_council_rule(**(order | {"round": a_round.round.pk, "quorum": quorum, "chair": chair} | more))


def test_where_the_rule_says_so_a_tie_goes_to_the_chairs_side_as_the_minutes_state(
    a_round: ARound, votes: Callable[..., int], decide: Decide
) -> None:
    set_rule(a_round, chair=True)
    newest = votes("2", "1")
    for points in (None, Decimal("1.5")):
        with pytest.raises(InputFault, match="của phía có Chủ tịch Hội đồng"):
            decide(seen=newest, points=points)
    end = decide(seen=newest, points=Decimal(1))
    assert end.score is not None and end.score.points == "1"
    assert AuditEvent.objects.latest("number").payload["by_chair"] is True


@pytest.mark.parametrize(("given", "voted"), [(("2",), 1), (("2", "-", "-"), 1)])
def test_no_single_vote_decides(votes: Callable[..., int], decide: Decide, given: tuple[str, ...], voted: int) -> None:
    newest = votes(*given)
    with pytest.raises(InputFault, match=f"mới có {voted} phiếu hợp lệ của .* cần ít nhất 2"):
        decide(seen=newest)
    assert not DisputeEnd.objects.exists()


def test_a_round_may_ask_for_the_votes_of_all(a_round: ARound, votes: Callable[..., int], decide: Decide) -> None:
    set_rule(a_round, quorum=Quorum.ALL)
    with pytest.raises(InputFault, match=r"mới có 2 phiếu hợp lệ của 3 thành viên .* cần ít nhất 3 \(tất cả\)"):
        decide(seen=votes("2", "2"))
    assert decide(seen=votes("2", "2", "2")).score is not None
    payload = AuditEvent.objects.latest("number").payload
    assert (payload["entitled"], payload["needed"]) == (3, 3)


def test_who_runs_the_whole_round_sets_how_its_council_decides(a_round: ARound) -> None:
    assert rule_of(a_round.round.pk) == Rule()
    for who in ("hoi-dong-1", "tham-dinh", f"lanh-dao.{BUILDING}"):
        with pytest.raises(NotAllowed):
            set_rule(a_round, by=a_round.people[who])
    with pytest.raises(InputFault, match="văn bản quy định cách biểu quyết"):
        set_rule(a_round, document=" ")
    before = AuditEvent.objects.count()
    for _ in range(2):
        assert set_rule(a_round, quorum=Quorum.TWO_THIRDS) == rule_of(a_round.round.pk) == Rule(Quorum.TWO_THIRDS)
    assert AuditEvent.objects.count() == before + 1
    assert "ít nhất hai phần ba" in rule_words(rule_of(a_round.round.pk))


@pytest.mark.parametrize("minutes", ["Biên bản họp Hội đồng", "Biên bản số 01/BB", "Biên bản ngày 20/01/2022"])
def test_minutes_without_a_file_are_named_by_number_and_day(
    votes: Callable[..., int], decide: Decide, tmp_path: Path, minutes: str
) -> None:
    newest, file = votes("2", "2"), tmp_path / "bb.pdf"
    with pytest.raises(InputFault, match="ghi đủ số và ngày"):
        decide(seen=newest, minutes=minutes)
    file.write_bytes(b"bien ban")
    assert decide(seen=newest, minutes=minutes, file=file, file_name="bb.pdf").score is not None


def test_the_chair_does_not_overrule_a_majority(votes: Callable[..., int], decide: Decide) -> None:
    newest = votes("2", "2", "1")
    with pytest.raises(InputFault, match="Đa số biểu quyết 2 điểm"):
        decide(seen=newest, points=Decimal(1))
    assert not DisputeEnd.objects.exists()
    assert decide(seen=newest, points=Decimal("2.0")).score is not None


@pytest.mark.parametrize("given", [(), ("-",), ("-", "-")])
def test_nothing_is_decided_without_a_valid_vote(
    votes: Callable[..., int], decide: Decide, given: tuple[str, ...]
) -> None:
    with pytest.raises(InputFault, match="chưa có thành viên nào biểu quyết"):
        decide(seen=votes(*given), points=Decimal(1))


def test_a_vote_that_came_in_since_the_page_was_opened_stops_the_decision(
    votes: Callable[..., int], decide: Decide
) -> None:
    seen = votes("2")
    votes("1")
    with pytest.raises(StaleVotes, match="vừa biểu quyết"):
        decide(seen=seen)
    assert not StepScore.objects.filter(step="council").exists()


def test_minutes_must_be_named_and_their_file_is_kept(
    votes: Callable[..., int], decide: Decide, tmp_path: Path
) -> None:
    newest, file = votes("2", "2"), tmp_path / "bb.pdf"
    with pytest.raises(InputFault, match="biên bản"):
        decide(seen=newest, minutes="  ")
    file.write_bytes(b"bien ban")
    end = decide(seen=newest, file=file, file_name="BB 01.pdf")
    assert end.file_name == "BB 01.pdf"
    assert workspace().store.is_sound(end.digest)


@pytest.mark.parametrize("who", ["tham-dinh", "thuong-truc", "quan-tri", "chu-tich", f"lanh-dao.{BUILDING}"])
def test_only_a_member_of_the_council_records_its_decision(votes: Callable[..., int], decide: Decide, who: str) -> None:
    newest = votes("2", "2")
    with pytest.raises(NotAllowed):
        decide(by=who, seen=newest)
    assert not DisputeEnd.objects.exists()


def test_who_belongs_to_the_unit_records_no_decision_on_it_even_from_the_secretariat(a_round: ARound) -> None:
    of = a_round.stand(HOME_AFFAIRS, State.COUNCIL)
    made = raise_dispute(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.3.1", reason="chưa rõ")
    own = a_round.people["thuong-truc"]
    Membership.objects.create(user=own, unit_id=PROVINCE, role="council", valid_from=date(2020, 1, 1))
    for member in ("hoi-dong-1", "hoi-dong-2"):
        newest = vote(by=a_round.people[member], dispute=made.pk, points=Decimal(2)).pk
    order: dict[str, Any] = {"dispute": made.pk, "minutes": MINUTES, "seen": newest, "seen_score": None}
    for person in (own, a_round.people["hoi-dong-noi-vu"]):
        with pytest.raises(NotAllowed, match="chính cơ quan mình"):
            decide_dispute(by=person, **order)
    assert decide_dispute(by=a_round.people["hoi-dong-2"], **order).score is not None


def test_a_vote_of_who_came_to_the_unit_afterwards_decides_nothing(
    a_round: ARound, votes: Callable[..., int], decide: Decide
) -> None:
    newest = votes("2", "2", "1")
    Membership.objects.create(
        user=a_round.people["hoi-dong-2"], unit_id=BUILDING, role="viewer", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(InputFault, match="bằng phiếu"):
        decide(seen=newest)


def test_a_leaf_decided_once_is_decided_again_when_it_comes_back(
    a_round: ARound, dispute: Dispute, votes: Callable[..., int], decide: Decide
) -> None:
    first = decide(seen=votes("2", "2"))
    again = raise_dispute(by=a_round.people["tham-dinh"], of=dispute.of_id, leaf="1.3.1", reason="có tài liệu mới")
    for member in ("hoi-dong-1", "hoi-dong-2"):
        newest = vote(by=a_round.people[member], dispute=again.pk, points=Decimal(2)).pk
    with pytest.raises(InputFault, match="vừa được"):
        decide(dispute=again.pk, seen=newest, seen_score=None, note="khác")
    end = decide(dispute=again.pk, seen=newest, seen_score=first.score_id)
    assert end.score is not None and end.score.replaces_id == first.score_id
    assert end.score.pk != first.score_id


def test_another_unit_is_not_touched(a_round: ARound, votes: Callable[..., int], decide: Decide) -> None:
    decide(seen=votes("2", "2"))
    assert not StepScore.objects.filter(of=a_round.of[HEALTH]).exists()
    assert not StepTotal.objects.filter(of=a_round.of[HEALTH]).exists()
