"""A unit that comes back into a round: on the set in force, with what it wrote, to begin again from its self-score."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, PERIOD, SET_OF_DEPARTMENTS, ARound
from tests.apps.rounds.test_round_amending import amend, newest, paper, scored
from tests.apps.rounds.test_round_amending_left import elsewhere, leave
from tests.apps.rounds.test_round_lowered import HEAD, OFFICE, go, score, sent

from parindex.assessment.models import Adoption, EnteredValue
from parindex.assessment.rounds import totals
from parindex.assessment.rounds.amended import unread_amendment
from parindex.assessment.rounds.assessed import missed_versions
from parindex.assessment.rounds.checks import unappraised
from parindex.assessment.rounds.council import raise_dispute
from parindex.assessment.rounds.known import Known
from parindex.assessment.rounds.matching import proposed_pairs
from parindex.assessment.rounds.models import Dispute, Evidence, Remark, RoundUnit, StepScore, StepTotal
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.passing import endings
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.remarks import explain
from parindex.assessment.rounds.scoring import accept_proposals, save_score
from parindex.assessment.rounds.sheet import score_history, talk_of
from parindex.assessment.rounds.states import State, Step
from parindex.criteria.loading import load
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent

__all__ = ["scored", "sent"]
LATER = ("first", "second", "council")


def come_back(a_round: ARound, unit: str) -> RoundUnit:
    move(by=a_round.people["thuong-truc"], of=a_round.of[unit].pk, name="join", reason="Rút nhầm")
    a_round.of[unit].refresh_from_db()
    return a_round.of[unit]


@pytest.fixture
def appraised(sent: ARound) -> ARound:
    """The unit has explained and was scored a second time; one leaf is disputed, the survey's result is in."""
    of, people = sent.of[BUILDING].pk, sent.people
    for leaf in ("1.1", "2.1"):
        explain(by=people[OFFICE], of=of, leaf=leaf, text="Có quyết định")
    go(sent, HEAD, "explain")
    for leaf in ("1.1", "2.1"):
        score(sent, "tham-dinh", Step.SECOND, leaf, "1")
    score(sent, "quan-tri", Step.SECOND, "2.2", "1.5", "Kết quả điều tra")
    raise_dispute(by=people[HEAD], of=of, leaf="1.1", reason="Chưa nhất trí")
    return sent


def test_what_was_appraised_before_counts_no_more_and_stays_to_be_read(appraised: ARound) -> None:
    block, stood = appraised.blocks["so"], appraised.of[BUILDING]
    before = StepScore.objects.filter(of=stood).count()
    leave(appraised, BUILDING)
    of = come_back(appraised, BUILDING)
    speaking = StepScore.objects.filter(of=of, replaced_by__isnull=True).exclude(state="not_scored")
    assert list(speaking.filter(step__in=LATER).values_list("leaf", "step")) == [("2.2", "second")]
    assert set(speaking.filter(step="self").values_list("leaf", flat=True)) == {"1.1", "1.2", "1.3.1", "2.1"}
    assert StepScore.objects.filter(of=of).count() > before
    history = [(row.step, row.points) for row in score_history(of, block, "1.1")]
    assert history == [("second", ""), ("first", ""), ("second", "1"), ("first", "3.5"), ("self", "4")]
    taken = StepScore.objects.filter(of=of, leaf="1.1", step="first").latest("pk")
    assert (taken.value, taken.by.username) == (None, "thuong-truc")
    assert taken.note == "Đơn vị được đưa lại vào đợt và chấm lại từ bước tự chấm: Rút nhầm"
    kept = totals.kept_totals((of.pk,))[of.pk]
    assert kept == totals.counted(set_of(block), BUILDING, totals.stands_of(of, block))
    assert StepTotal.objects.get(of=of, step="council").points == "9.5", "its own 8 and the survey's 1,5"
    payload = AuditEvent.objects.latest("number").payload
    assert payload["taken_back"]["second"] == ["1.1", "2.1"]
    assert (sorted(payload["not_asked"]), payload["not_disputed"]) == (["1.1", "2.1"], ["1.1"])


def test_what_the_unit_scores_now_is_what_counts(appraised: ARound) -> None:
    leave(appraised, BUILDING)
    of = come_back(appraised, BUILDING)
    seen = newest(appraised, BUILDING, appraised.blocks["so"])
    row = StepScore.objects.get(of=of, leaf="1.1", step="self", replaced_by__isnull=True)
    assert "1.1" in seen
    given: dict[str, Any] = {"leaf": "1.1", "value": {"points": "3"}, "note": "Tính lại", "seen": row.pk}
    save_score(by=appraised.people[OFFICE], of=of.pk, step=Step.SELF, **given)
    assert StepTotal.objects.get(of=of, step="council").points == "8.5"


def test_every_leaf_is_appraised_again_and_what_is_lowered_is_put_to_the_unit_again(appraised: ARound) -> None:
    leave(appraised, BUILDING)
    of = come_back(appraised, BUILDING)
    assert not Known((of,)).requests.get(of.pk)
    assert not any(talk.asked for talk in talk_of(of).values())
    assert talk_of(of)["1.1"].explanations == 1, "it stays to be read"
    appraised.stand(BUILDING, State.FIRST_APPRAISAL)
    assert unappraised(of, Step.FIRST) == ("1.1", "1.2", "1.3.1", "1.3.2", "2.1")
    with pytest.raises(InputFault, match="còn 5 mục chưa có điểm"):
        go(appraised, "thuong-truc", "ask_explanation")
    for leaf, points in (("1.1", "2"), ("1.3.2", "0.5")):
        row = StepScore.objects.get(of=of, leaf=leaf, step="first", replaced_by__isnull=True)
        given: dict[str, Any] = {"leaf": leaf, "value": {"points": points}, "note": "Xem lại", "seen": row.pk}
        save_score(by=appraised.people["tham-dinh"], of=of.pk, step=Step.FIRST, **given)
    accept_proposals(by=appraised.people["tham-dinh"], of=of.pk, step=Step.FIRST)
    go(appraised, "thuong-truc", "ask_explanation")
    assert AuditEvent.objects.latest("number").payload["asked"] == ["1.1"]
    assert Known((of,)).requests[of.pk] == {"1.1": False}


def test_a_dispute_of_before_ends_and_may_be_raised_again(appraised: ARound) -> None:
    leave(appraised, BUILDING)
    of = come_back(appraised, BUILDING)
    assert "được đưa lại vào đợt" in Dispute.objects.get().end.reason
    appraised.stand(BUILDING, State.SECOND_APPRAISAL)
    raise_dispute(by=appraised.people[HEAD], of=of.pk, leaf="1.1", reason="Vẫn chưa nhất trí")
    assert Dispute.objects.filter(end__isnull=True).count() == 1


def test_who_left_before_anything_was_appraised_comes_back_as_he_was(scored: ARound) -> None:
    before = newest(scored, HEALTH, scored.blocks["so"])
    leave(scored)
    come_back(scored, HEALTH)
    assert newest(scored, HEALTH, scored.blocks["so"]) == before
    payload = AuditEvent.objects.latest("number").payload
    assert not {"adopted", "followed", "taken_back", "not_asked", "not_disputed"} & set(payload)
    assert not Remark.objects.exists()


def test_who_comes_back_stands_on_the_amended_set_with_what_it_had_written(scored: ARound) -> None:
    kept = paper(scored, "1.2", "Sổ báo cáo")
    leave(scored)
    made = amend(scored)
    of = scored.of[HEALTH]
    assert missed_versions(of) == (made,)
    of = come_back(scored, HEALTH)
    after = newest(scored, HEALTH, made)
    assert {leaf: row.points for leaf, row in after.items()} == {"1.2": "3.2", "1.1": "1", "1.3.1": "1"}
    standing = Evidence.objects.filter(of=of, withdrawal__isnull=True)
    assert [(one.leaf, one.carried_id, one.block_id) for one in standing] == [("1.1", kept.pk, made.pk)]
    held = Adoption.objects.filter(unit=HEALTH, period=PERIOD).order_by("version").last()
    assert held is not None and (held.version, held.digest) == (2, made.digest)
    payload = AuditEvent.objects.latest("number").payload
    assert (payload["adopted"], payload["followed"]) == ([made.set_id, made.digest], [2])
    assert totals.kept_totals((of.pk,))[of.pk] == totals.counted(set_of(made), HEALTH, totals.stands_of(of, made))
    told = unread_amendment(HEALTH, PERIOD)
    assert told is not None and told.moved == 3


def test_who_missed_two_amendments_follows_both_and_what_was_appraised_stays_behind(scored: ARound) -> None:
    of = scored.of[HEALTH]
    StepScore.objects.create(
        of=of, block=scored.blocks["so"], step="first", leaf="1.1", value={"points": "2"}, state="scored", points="2",
        by=scored.people["tham-dinh"], at=datetime.now(UTC),
    )  # fmt: skip
    leave(scored)
    first = amend(scored)
    again = SET_OF_DEPARTMENTS.replace("id: bo-dot-so-2021", "id: bo-dot-so-2021-sd2").replace("2.1", "2.3")
    second = amend(scored, document=again, pairs=proposed_pairs(set_of(first), load(again, name="lần hai")), seen=2)
    come_back(scored, HEALTH)
    assert AuditEvent.objects.latest("number").payload["followed"] == [2, 3]
    rows = newest_of_self(of, second.pk)
    assert rows == {"1.1": "3.2", "1.2": "1", "1.3.1": "1"}
    assert totals.stands_of(of, second)["1.1"][Step.FIRST] == totals.OPEN
    assert missed_versions(of) == ()


def newest_of_self(of: RoundUnit, block: int) -> dict[str, str]:
    rows = StepScore.objects.filter(of=of, block=block, step="self", replaced_by__isnull=True)
    return dict(rows.order_by("leaf").values_list("leaf", "points"))


def test_who_comes_back_from_another_round_takes_the_set_of_this_one_again(scored: ARound) -> None:
    leave(scored)
    other = elsewhere(scored)
    there = RoundUnit.objects.get(round=other, unit=HEALTH)
    move(by=scored.people["thuong-truc"], of=there.pk, name="withdraw", reason="Rút nhầm")
    come_back(scored, HEALTH)
    held = Adoption.objects.filter(unit=HEALTH, period=PERIOD).order_by("version").last()
    assert held is not None and (held.version, held.digest) == (3, scored.blocks["so"].digest)


def test_a_judgement_made_elsewhere_under_the_amended_set_is_not_outweighed(scored: ARound) -> None:
    by, at = scored.people["quan-tri"], datetime.now(UTC)
    words = {"unit_id": HEALTH, "period": PERIOD, "leaf": "1.3.1", "evidence": "KH 1", "by": by, "at": at}
    EnteredValue.objects.create(set_id="bo-dot-so-2021", value={"level": "late"}, **words)
    leave(scored)
    made = amend(scored)
    EnteredValue.objects.create(set_id=made.set_id, value={"level": "in_time"}, **words)
    come_back(scored, HEALTH)
    said = EnteredValue.objects.filter(unit=HEALTH, set_id=made.set_id).latest("id")
    assert said.value == {"level": "in_time"}


def test_who_begins_again_has_ended_no_step_yet() -> None:
    moves = (
        (1, "submit", "self_scoring", "submitted", True),
        (1, "explain", "explaining", "second_appraisal", True),
        (1, "withdraw", "second_appraisal", "out", False),
    )
    assert set(endings(moves)[1]) == {Step.SELF, Step.EXPLANATION}
    assert endings((*moves, (1, "join", "out", "self_scoring", False))) == {1: {}}
