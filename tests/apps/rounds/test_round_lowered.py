"""A first appraisal below the self-score is put to the unit, and what the unit explains of itself is read."""

import pytest
from tests.apps.rounds.a_round import BUILDING, ARound

from parindex.assessment.rounds.models import Remark
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.remarks import ask_explanation, explain
from parindex.assessment.rounds.scoring import accept_proposals, save_score
from parindex.assessment.rounds.sheet import talk_of
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent

HEAD, OFFICE = f"lanh-dao.{BUILDING}", f"van-phong.{BUILDING}"


def score(a_round: ARound, who: str, step: Step, leaf: str, points: str, note: str = "lý do") -> None:
    order = {"leaf": leaf, "value": {"points": points}, "note": note, "seen": None}
    save_score(by=a_round.people[who], of=a_round.of[BUILDING].pk, step=step, **order)


def go(a_round: ARound, who: str, name: str) -> None:
    move(by=a_round.people[who], of=a_round.of[BUILDING].pk, name=name, alone=True)


@pytest.fixture
def sent(a_round: ARound) -> ARound:
    """1.1 lowered from 4 to 3,5, 2.1 lowered and asked for, 1.2 raised, the others as the unit said; the results are out."""
    for leaf, points in (("1.1", "4"), ("1.2", "1"), ("1.3.1", "2"), ("2.1", "1")):
        score(a_round, OFFICE, Step.SELF, leaf, points)
    of = a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    score(a_round, "tham-dinh", Step.FIRST, "1.1", "3.5", "Một nhiệm vụ trễ")
    score(a_round, "tham-dinh", Step.FIRST, "1.2", "2", "Không trễ")
    score(a_round, "tham-dinh", Step.FIRST, "2.1", "0", "Chưa công nhận")
    score(a_round, "tham-dinh", Step.FIRST, "1.3.2", "0.5", "Khá")
    ask_explanation(by=a_round.people["tham-dinh"], of=of.pk, leaf="2.1", text="Quyết định công nhận đâu?")
    accept_proposals(by=a_round.people["tham-dinh"], of=of.pk, step=Step.FIRST)
    go(a_round, "thuong-truc", "ask_explanation")
    return a_round


def test_what_was_lowered_is_asked_for_in_the_name_and_words_of_who_lowered_it(sent: ARound) -> None:
    asked = Remark.objects.filter(of=sent.of[BUILDING], kind=Remark.REQUEST).order_by("id")
    assert [(one.leaf, one.by.username, one.text) for one in asked] == [
        ("2.1", "tham-dinh", "Quyết định công nhận đâu?"),
        ("1.1", "tham-dinh", "Thẩm định lần 1 cho 3,5 điểm, đơn vị tự chấm 4 điểm. Một nhiệm vụ trễ"),
    ]
    assert {leaf for leaf, talk in talk_of(sent.of[BUILDING]).items() if talk.asked} == {"1.1", "2.1"}
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.payload["asked"]) == ("round.ask_explanation", ["1.1"])


def test_the_unit_answers_what_was_lowered_before_it_sends(sent: ARound) -> None:
    of, person = sent.of[BUILDING].pk, sent.people[OFFICE]
    explain(by=person, of=of, leaf="2.1", text="Quyết định số 5")
    with pytest.raises(InputFault, match=r"chưa trả lời: 1\.1"):
        go(sent, HEAD, "explain")
    explain(by=person, of=of, leaf="1.1", text="Nhất trí")
    go(sent, HEAD, "explain")


def test_an_explanation_that_nobody_asked_for_waits_for_the_second_appraisal(sent: ARound) -> None:
    of, person = sent.of[BUILDING].pk, sent.people[OFFICE]
    for leaf in ("1.1", "2.1", "1.3.1"):
        explain(by=person, of=of, leaf=leaf, text="Xin xem thêm tài liệu")
    go(sent, HEAD, "explain")
    for leaf in ("1.1", "2.1"):
        score(sent, "tham-dinh", Step.SECOND, leaf, "1")
    with pytest.raises(InputFault, match=r"Thẩm định lần 2 còn 1 mục chưa có điểm: 1\.3\.1"):
        go(sent, "thuong-truc", "to_council")


def test_nothing_is_asked_where_nothing_was_lowered(a_round: ARound) -> None:
    for leaf in ("1.1", "1.2", "1.3.1", "2.1"):
        score(a_round, OFFICE, Step.SELF, leaf, "1")
    of = a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    score(a_round, "tham-dinh", Step.FIRST, "1.3.2", "0.5", "Khá")
    accept_proposals(by=a_round.people["tham-dinh"], of=of.pk, step=Step.FIRST)
    go(a_round, "thuong-truc", "ask_explanation")
    assert not Remark.objects.exists()
