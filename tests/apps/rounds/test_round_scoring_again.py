"""What an amended set asks of units that have sent their self-score: a window of its own, for those leaves only."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, PERIOD, ARound
from tests.apps.rounds.test_round_amending import AMENDED, amend, scored

from parindex.assessment.models import EnteredValue
from parindex.assessment.rounds.again import open_again
from parindex.assessment.rounds.amended import note_amendment_read, unread_amendment
from parindex.assessment.rounds.evidence import Paper, attach_evidence
from parindex.assessment.rounds.matching import proposed_pairs
from parindex.assessment.rounds.models import RoundBlock, RoundUnit, ScoreAgain, StepScore
from parindex.assessment.rounds.offers import offers_of
from parindex.assessment.rounds.overview import standings
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.scoring import accept_proposals, save_score
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.waiting import AGAIN
from parindex.assessment.rounds.windows import NotOpen
from parindex.criteria.loading import load
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed

__all__ = ["scored"]
UNTIL = today() + timedelta(days=5)
PAST = (State.SUBMITTED, State.FIRST_APPRAISAL, State.EXPLAINING, State.SECOND_APPRAISAL, State.COUNCIL)


def waiting(a_round: ARound, made: RoundBlock, unit: str = HOME_AFFAIRS) -> dict[str, date]:
    number = a_round.of[unit].pk
    return open_again([number], [made]).get(number, {})


def score(a_round: ARound, leaf: str, value: dict[str, Any], who: str = "lanh-dao.so-noi-vu") -> StepScore:
    of = a_round.of[HOME_AFFAIRS]
    present = StepScore.objects.filter(
        of=of, leaf=leaf, step="self", replaced_by__isnull=True, block__version=2
    ).first()
    seen = present.pk if present else None
    return save_score(by=a_round.people[who], of=of.pk, step=Step.SELF, leaf=leaf, value=value, note="QĐ 8", seen=seen)


@pytest.fixture
def past(scored: ARound) -> ARound:
    """Home Affairs before the first appraisal: its 1.3.1 was given by hand out of the old maximum, 2.3 is new."""
    scored.stand(HOME_AFFAIRS, State.FIRST_APPRAISAL)
    return scored


def test_only_the_head_changes_what_the_unit_has_sent(past: ARound) -> None:
    amend(past, again_until=UNTIL)
    with pytest.raises(NotAllowed, match="duyệt"):
        score(past, "1.3.1", {"level": "in_time"}, "van-phong.so-noi-vu")
    by, of = past.people["van-phong.so-noi-vu"], past.of[HOME_AFFAIRS]
    offers = offers_of(by, of).about("1.3.1")
    asked = set_of(offers.block)
    found = next(one for _, _, one in asked.leaves() if one.code == "1.3.1")
    assert not offers.scores(asked, found)
    assert offers.papers(asked, "1.3.1"), "papers are brought by everybody of the unit"
    assert offers_of(past.people["lanh-dao.so-noi-vu"], of).about("1.3.1").scores(asked, found)
    assert score(past, "1.3.1", {"level": "in_time"}).points == "3"


def test_a_unit_past_its_step_is_asked_what_does_not_fit_and_what_is_new(past: ARound) -> None:
    made = amend(past, again_until=UNTIL)
    assert waiting(past, made) == {"1.3.1": UNTIL, "2.3": UNTIL}
    assert set(ScoreAgain.objects.values_list("of__unit", flat=True)) == {HOME_AFFAIRS}, "others are self-scoring"
    said = AuditEvent.objects.latest("number").payload
    assert said["asked_again"] == {HOME_AFFAIRS: ["1.3.1", "2.3"]}


@pytest.mark.parametrize("state", PAST)
def test_it_scores_those_leaves_at_whatever_step_it_is(scored: ARound, state: State) -> None:
    scored.stand(HOME_AFFAIRS, state)
    made = amend(scored, again_until=UNTIL)
    assert score(scored, "1.3.1", {"level": "in_time"}).points == "3"
    assert list(waiting(scored, made)) == ["2.3"]


def test_no_other_leaf_opens(past: ARound) -> None:
    amend(past, again_until=UNTIL)
    with pytest.raises(InputFault, match=r"chỉ còn nhận: 1\.3\.1, 2\.3"):
        score(past, "1.1", {"count": "1"})
    assert not StepScore.objects.filter(of=past.of[HOME_AFFAIRS], leaf="1.1").exists()


def test_papers_are_attached_to_those_leaves_only(past: ARound) -> None:
    amend(past, again_until=UNTIL)
    order: dict[str, Any] = {
        "by": past.people["lanh-dao.so-noi-vu"],
        "of": past.of[HOME_AFFAIRS].pk,
        "step": Step.SELF,
        "paper": Paper(title="Kế hoạch", number="12/KH"),
    }
    assert attach_evidence(leaf="2.3", **order).leaf == "2.3"
    with pytest.raises(InputFault, match="chỉ còn nhận"):
        attach_evidence(leaf="1.2", **order)


def test_the_window_closes_when_all_is_scored(past: ARound) -> None:
    made = amend(past, again_until=UNTIL)
    score(past, "1.3.1", {"level": "in_time"})
    score(past, "2.3", {"met": [True, True]})
    assert waiting(past, made) == {}
    with pytest.raises(InputFault, match="không nhận nội dung mới"):
        score(past, "2.3", {"met": [True, False]})


def test_the_window_closes_at_its_deadline(past: ARound) -> None:
    amend(past, again_until=UNTIL)
    ScoreAgain.objects.update(closes=today() - timedelta(days=1))
    with pytest.raises(NotOpen, match="Hạn chấm lại"):
        score(past, "2.3", {"met": [True, True]})


@pytest.mark.parametrize("state", [State.FINAL, State.ANNOUNCED])
def test_once_a_result_stands_nothing_is_open(past: ARound, state: State) -> None:
    made = amend(past, again_until=UNTIL)
    past.stand(HOME_AFFAIRS, state)
    assert waiting(past, made) == {}
    with pytest.raises(InputFault, match="không nhận nội dung mới"):
        score(past, "2.3", {"met": [True, True]})


def test_what_is_proposed_is_accepted_for_those_leaves_only(past: ARound) -> None:
    made, by = amend(past, again_until=UNTIL), past.people["lanh-dao.so-noi-vu"]
    for leaf, value in (("2.3", {"met": [True, True]}), ("1.1", {"count": "1"})):
        EnteredValue.objects.create(
            unit_id=HOME_AFFAIRS,
            period=PERIOD,
            set_id=made.set_id,
            leaf=leaf,
            value=value,
            evidence="QĐ 5",
            by=by,
            at=made.at,
        )
    assert accept_proposals(by=by, of=past.of[HOME_AFFAIRS].pk) == ("2.3",)


@pytest.mark.parametrize("who", ["tham-dinh", "cong-chuc.so-y-te", "lanh-dao.so-y-te", "hoi-dong-1", "chu-tich"])
def test_only_the_unit_scores_again(past: ARound, who: str) -> None:
    amend(past, again_until=UNTIL)
    with pytest.raises(NotAllowed):
        score(past, "2.3", {"met": [True, True]}, who)


@pytest.mark.parametrize(
    ("until", "words"),
    [(None, "hãy ghi hạn chấm lại"), (today() - timedelta(days=1), "đã qua"), (date(2222, 1, 1), "năm")],
)
def test_without_a_day_to_come_the_set_is_not_amended(past: ARound, until: date | None, words: str) -> None:
    with pytest.raises(InputFault, match=words):
        amend(past, again_until=until)
    assert RoundBlock.objects.filter(code="so").count() == 1
    assert not ScoreAgain.objects.exists()


def test_what_a_unit_left_unscored_of_its_own_accord_stays_so(past: ARound) -> None:
    past.stand(BUILDING, State.SUBMITTED)
    made = amend(past, again_until=UNTIL)
    assert list(waiting(past, made, BUILDING)) == ["2.3"]


def test_a_further_amendment_asks_what_is_not_done_yet(past: ARound) -> None:
    first = amend(past, again_until=UNTIL)
    score(past, "1.3.1", {"level": "in_time"})
    document = AMENDED.replace("-sd1", "-sd2").replace("name: Ban hành kế hoạch", "name: Ban hành kế hoạch năm")
    pairs = proposed_pairs(set_of(first), load(document, name="lần hai")) | {"1.3.1": "1.3.1"}
    second = amend(past, document=document, pairs=pairs, seen=2, again_until=UNTIL)
    assert waiting(past, second) == {"2.3": UNTIL}


def test_the_round_says_what_it_waits_for_and_of_whom(past: ARound, django_assert_num_queries: Any) -> None:
    made = amend(past, again_until=UNTIL)
    units = list(RoundUnit.objects.filter(unit__in=[HOME_AFFAIRS, HEALTH]).order_by("unit"))

    def waits() -> list[int]:
        found = standings(past.round, units)
        return [one.leaves for standing in found for one in standing.waiting if one.who == AGAIN]

    assert waits() == [2]
    score(past, "2.3", {"met": [True, True]})
    assert waits() == [1]
    ScoreAgain.objects.filter(block=made).update(closes=today() - timedelta(days=1))
    assert waits() == []


def test_a_unit_is_told_until_it_has_scored_though_it_has_read(past: ARound) -> None:
    amend(past, again_until=UNTIL)
    by, of = past.people["lanh-dao.so-noi-vu"], past.of[HOME_AFFAIRS].pk
    note_amendment_read(by=by, of=of)
    notice = unread_amendment(HOME_AFFAIRS, PERIOD)
    assert notice is not None
    assert (notice.read, list(notice.own), notice.until) == (True, ["1.3.1", "2.3"], UNTIL)
    score(past, "1.3.1", {"level": "in_time"})
    score(past, "2.3", {"met": [True, True]})
    assert unread_amendment(HOME_AFFAIRS, PERIOD) is None


def test_no_unit_of_another_block_is_asked_about(past: ARound, django_assert_num_queries: Any) -> None:
    amend(past, again_until=UNTIL)
    with django_assert_num_queries(1):
        assert unread_amendment("xa-a", PERIOD) is None
