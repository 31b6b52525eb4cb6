"""Units move by the named transitions only: each from its state, with its right, its checks, its words."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, ARound
from tests.apps.rounds.reorganised import ended

from parindex.assessment.rounds.checks import CHECKS, listed
from parindex.assessment.rounds.models import Dispute, Evidence, Move, Remark, RoundUnit, StepScore, Window
from parindex.assessment.rounds.moving import move, move_many
from parindex.assessment.rounds.states import STATE_TITLES, STEP_OF, TRANSITIONS, State, Step, Transition, ways_from
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent, Membership, User
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

HEAD = f"lanh-dao.{HEALTH}"
SELF_LEAVES = ("1.1", "1.2", "1.3.1")  # of Sở Y tế: 2.1 is not asked of it, 1.3.2 is the appraiser's, 2.2 the survey's
EVERY_LEAF = (*SELF_LEAVES, "1.3.2", "2.2")
WHO = {  # somebody who holds the right of each transition, and belongs to none of the units
    "submit": HEAD,
    "explain": HEAD,
    "conclude": "hoi-dong-1",
    "announce": "chu-tich",
}


def scored(
    a_round: ARound, unit: str, step: Step, leaves: Iterable[str], *, by: str = "quan-tri", state: str = "scored"
) -> None:
    of = a_round.of[unit]
    for leaf in leaves:
        StepScore.objects.create(
            of=of,
            block=a_round.blocks[of.block],
            step=step.value,
            leaf=leaf,
            value={"points": "1"},
            state=state,
            points="1" if state == "scored" else "",
            by=a_round.people[by],
            at=datetime.now(UTC),
        )


def remark(a_round: ARound, leaf: str, kind: str, *, withdrawn: bool = False, by: str = "tham-dinh") -> None:
    Remark.objects.create(
        of=a_round.of[HEALTH],
        leaf=leaf,
        step=Step.FIRST.value,
        kind=kind,
        text="Đề nghị nêu căn cứ",
        withdrawn=withdrawn,
        by=a_round.people[by],
        at=datetime.now(UTC),
    )


def prepare(a_round: ARound, way: Transition) -> RoundUnit:
    """Sở Y tế in the state that a transition starts from, with everything that its checks ask for."""
    of = a_round.stand(HEALTH, way.source)
    if "self_scored" in way.checks:
        scored(a_round, HEALTH, Step.SELF, SELF_LEAVES, by=f"van-phong.{HEALTH}")
    if "appraised" in way.checks:
        scored(a_round, HEALTH, STEP_OF[way.source], (*SELF_LEAVES, "1.3.2"))
    if "all_scored" in way.checks:
        scored(a_round, HEALTH, Step.FIRST, EVERY_LEAF)
    if "window_closed" in way.checks:
        Window.objects.filter(step=STEP_OF[way.source].value).update(closes=today() - timedelta(days=1))
    if "heir_in_round" in way.checks:
        ended(a_round, HEALTH, BUILDING)
    return of


def go(a_round: ARound, way: Transition, by: str, **more: object) -> Move:
    given = {"reason": "Có lý do", "document": "Quyết định số 1/QĐ-UBND"} | more
    return move(by=a_round.people[by], of=a_round.of[HEALTH].pk, name=way.name, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("way", TRANSITIONS.values(), ids=lambda one: one.name)
def test_each_transition_moves_the_unit_and_says_so_on_record(a_round: ARound, way: Transition) -> None:
    of, who = prepare(a_round, way), WHO.get(way.name, "thuong-truc")
    row = go(a_round, way, who)
    of.refresh_from_db()
    assert of.state == way.target.value
    assert (row.came_from, row.went_to, row.by, row.alone) == (
        way.source.value,
        way.target.value,
        a_round.people[who],
        False,
    )
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.by, event.unit) == (f"round.{way.name}", who, HEALTH)
    assert event.payload["to"] == way.target.value


@pytest.mark.parametrize("way", TRANSITIONS.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("state", State)
def test_a_transition_starts_from_its_own_state_only(a_round: ARound, way: Transition, state: State) -> None:
    if state in way.sources:
        assert way in ways_from(state)
        return
    prepare(a_round, way)
    of = a_round.stand(HEALTH, state)
    with pytest.raises(InputFault, match=f"đang ở trạng thái “{STATE_TITLES[state]}”"):
        go(a_round, way, WHO.get(way.name, "thuong-truc"))
    of.refresh_from_db()
    assert (of.state, Move.objects.count()) == (state.value, 0)


MAY = {  # written from the design's list of people: who may do what with Sở Y tế
    "submit": {HEAD, "quan-tri"},
    "explain": {HEAD, "quan-tri"},
    "conclude": {"hoi-dong-1", "hoi-dong-2", "hoi-dong-noi-vu", "quan-tri"},
    "announce": {"chu-tich", "quan-tri"},
}


@pytest.mark.parametrize("way", TRANSITIONS.values(), ids=lambda one: one.name)
def test_each_transition_is_for_those_with_its_right(a_round: ARound, way: Transition) -> None:
    allowed = MAY.get(way.name, {"thuong-truc", "quan-tri"})
    of = prepare(a_round, way)
    for name in a_round.people:
        RoundUnit.objects.filter(pk=of.pk).update(state=way.source.value)
        if name in allowed:
            go(a_round, way, name)
            continue
        before = Move.objects.count(), AuditEvent.objects.count()
        with pytest.raises(NotAllowed):
            go(a_round, way, name)
        assert (Move.objects.count(), AuditEvent.objects.count()) == before, name


def test_the_table_names_only_checks_that_there_are() -> None:
    named = {check for way in TRANSITIONS.values() for check in way.checks}
    assert named == set(CHECKS)


@pytest.mark.parametrize("way", [one for one in TRANSITIONS.values() if one.reason], ids=lambda one: one.name)
@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_reason_is_asked_for_where_the_table_says_so(a_round: ARound, way: Transition, reason: str) -> None:
    prepare(a_round, way)
    with pytest.raises(InputFault, match=r"(?i)lý do"):
        go(a_round, way, WHO.get(way.name, "thuong-truc"), reason=reason)
    assert not Move.objects.exists()


def test_announcing_names_its_decision(a_round: ARound) -> None:
    prepare(a_round, TRANSITIONS["announce"])
    with pytest.raises(InputFault, match="văn bản làm căn cứ"):
        go(a_round, TRANSITIONS["announce"], "chu-tich", document=" ")
    assert go(a_round, TRANSITIONS["announce"], "chu-tich").document == "Quyết định số 1/QĐ-UBND"


def test_a_self_score_with_holes_is_not_sent_and_the_holes_are_named(a_round: ARound) -> None:
    scored(a_round, HEALTH, Step.SELF, ("1.1",))
    with pytest.raises(InputFault, match=r"Còn 2 mục chưa tự chấm: 1\.2, 1\.3\.1\."):
        go(a_round, TRANSITIONS["submit"], HEAD)
    scored(a_round, HEALTH, Step.SELF, ("1.2",), state="not_scored")
    scored(a_round, HEALTH, Step.SELF, ("1.3.1",), state="excluded")
    with pytest.raises(InputFault, match=r"Còn 1 mục chưa tự chấm: 1\.2\."):
        go(a_round, TRANSITIONS["submit"], HEAD)


def test_a_score_that_was_taken_back_is_a_hole_again(a_round: ARound) -> None:
    scored(a_round, HEALTH, Step.SELF, SELF_LEAVES)
    held = StepScore.objects.get(leaf="1.1")
    StepScore.objects.create(
        of=held.of,
        block=held.block,
        step=held.step,
        leaf="1.1",
        value=None,
        state="not_scored",
        replaces=held,
        by=held.by,
        at=held.at,
    )
    with pytest.raises(InputFault, match=r"Còn 1 mục chưa tự chấm: 1\.1\."):
        go(a_round, TRANSITIONS["submit"], HEAD)


def test_scores_of_an_amended_sets_older_version_fill_no_hole(a_round: ARound) -> None:
    scored(a_round, HEALTH, Step.SELF, SELF_LEAVES)
    block = a_round.blocks["so"]
    block.pk, block.version = None, 2
    block.save(force_insert=True)
    with pytest.raises(InputFault, match="Còn 3 mục chưa tự chấm"):
        go(a_round, TRANSITIONS["submit"], HEAD)


def test_a_closed_window_keeps_the_unit_where_it_is(a_round: ARound) -> None:
    scored(a_round, HEALTH, Step.SELF, SELF_LEAVES)
    Window.objects.filter(step=Step.SELF.value).update(closes=today() - timedelta(days=1))
    with pytest.raises(InputFault, match="đã hết hạn"):
        go(a_round, TRANSITIONS["submit"], HEAD)
    assert go(a_round, TRANSITIONS["lock"], "thuong-truc").name == "lock"
    with pytest.raises(InputFault, match="đã hết hạn"):
        go(a_round, TRANSITIONS["unlock"], "thuong-truc")


def test_nothing_is_locked_before_its_deadline(a_round: ARound) -> None:
    with pytest.raises(InputFault, match="chỉ khóa được sau khi hết hạn"):
        go(a_round, TRANSITIONS["lock"], "thuong-truc")
    Window.objects.filter(step=Step.SELF.value).delete()
    with pytest.raises(InputFault, match="chưa đặt hạn"):
        go(a_round, TRANSITIONS["lock"], "thuong-truc")


def test_a_first_appraisal_ends_when_every_item_but_the_surveys_has_points(a_round: ARound) -> None:
    a_round.stand(HEALTH, State.FIRST_APPRAISAL)
    scored(a_round, HEALTH, Step.FIRST, SELF_LEAVES)
    with pytest.raises(InputFault, match=r"Thẩm định lần 1 còn 1 mục chưa có điểm: 1\.3\.2\."):
        go(a_round, TRANSITIONS["ask_explanation"], "thuong-truc")
    scored(a_round, HEALTH, Step.FIRST, ("1.3.2",))
    assert go(a_round, TRANSITIONS["ask_explanation"], "thuong-truc")


def test_a_second_appraisal_scores_what_was_explained_and_no_more(a_round: ARound) -> None:
    a_round.stand(HEALTH, State.SECOND_APPRAISAL)
    scored(a_round, HEALTH, Step.FIRST, EVERY_LEAF)
    remark(a_round, "1.1", Remark.REQUEST)
    remark(a_round, "1.1", Remark.EXPLANATION)
    remark(a_round, "1.2", Remark.REQUEST)
    remark(a_round, "1.2", Remark.REQUEST, withdrawn=True)
    with pytest.raises(InputFault, match=r"Thẩm định lần 2 còn 1 mục chưa có điểm: 1\.1\."):
        go(a_round, TRANSITIONS["to_council"], "thuong-truc")
    scored(a_round, HEALTH, Step.SECOND, ("1.1",))
    assert go(a_round, TRANSITIONS["to_council"], "thuong-truc")


def test_an_explanation_is_sent_when_every_standing_request_has_its_answer(a_round: ARound) -> None:
    a_round.stand(HEALTH, State.EXPLAINING)
    for leaf in ("1.1", "1.2", "1.3.1"):
        remark(a_round, leaf, Remark.REQUEST)
    remark(a_round, "1.1", Remark.EXPLANATION)
    remark(a_round, "1.2", Remark.REQUEST, withdrawn=True)
    remark(a_round, "1.3.1", Remark.NOTE)
    with pytest.raises(InputFault, match=r"Còn 1 mục .* chưa trả lời: 1\.3\.1\."):
        go(a_round, TRANSITIONS["explain"], HEAD)
    remark(a_round, "1.3.1", Remark.EXPLANATION)
    remark(a_round, "1.1", Remark.REQUEST)  # asked again
    with pytest.raises(InputFault, match=r"chưa trả lời: 1\.1\."):
        go(a_round, TRANSITIONS["explain"], HEAD)
    remark(a_round, "1.1", Remark.EXPLANATION)
    assert go(a_round, TRANSITIONS["explain"], HEAD)


def test_nothing_is_concluded_with_an_open_dispute(a_round: ARound) -> None:
    of = a_round.stand(HEALTH, State.COUNCIL)
    Dispute.objects.create(
        of=of,
        block=a_round.blocks["so"],
        leaf="1.1",
        reason="Không nhất trí",
        by=a_round.people[HEAD],
        at=datetime.now(UTC),
    )
    with pytest.raises(InputFault, match=r"Còn 1 mục Hội đồng chưa kết luận: 1\.1\."):
        go(a_round, TRANSITIONS["conclude"], "hoi-dong-1")


@pytest.mark.parametrize(
    ("way", "mend"), [("to_council", "chấm các mục này ở bước này"), ("conclude", "đưa các mục này ra Hội đồng")]
)
def test_a_result_has_points_of_some_step_for_every_item_the_survey_s_too(a_round: ARound, way: str, mend: str) -> None:
    """2.1 is not asked of the health department; 1.2 does not count for it; the points of 1.1 were taken back."""
    a_round.stand(HEALTH, TRANSITIONS[way].source)
    scored(a_round, HEALTH, Step.FIRST, ("1.3.1",))
    scored(a_round, HEALTH, Step.FIRST, ("1.2",), state="excluded")
    scored(a_round, HEALTH, Step.SELF, ("1.1",), state="not_scored")
    who = WHO.get(way, "thuong-truc")
    with pytest.raises(InputFault, match=rf"Còn 3 mục chưa bước nào chấm: 1\.1, 1\.3\.2, 2\.2\. Hãy {mend}"):
        go(a_round, TRANSITIONS[way], who)
    scored(a_round, HEALTH, Step.SECOND, ("1.3.2", "2.2"))
    scored(a_round, HEALTH, Step.COUNCIL, ("1.1",))
    assert go(a_round, TRANSITIONS[way], who)


def test_nobody_concludes_the_office_that_he_belongs_to_not_even_the_secretariats(a_round: ARound) -> None:
    of = a_round.stand(HOME_AFFAIRS, State.COUNCIL)
    with pytest.raises(NotAllowed, match="thuộc “Đơn vị so-noi-vu”"):
        move(by=a_round.people["hoi-dong-noi-vu"], of=of.pk, name="conclude")
    scored(a_round, HOME_AFFAIRS, Step.FIRST, (*EVERY_LEAF, "2.1"))
    assert move(by=a_round.people["hoi-dong-1"], of=of.pk, name="conclude").went_to == "final"


def test_an_administrator_with_a_role_in_the_office_does_not_conclude_it_either(a_round: ARound) -> None:
    admin, of = a_round.people["quan-tri"], a_round.stand(HEALTH, State.COUNCIL)
    Membership.objects.create(user=admin, unit_id="phong-y", role=Role.VIEWER.value, valid_from=today())
    with pytest.raises(NotAllowed, match="thuộc “Đơn vị phong-y”"):
        move(by=admin, of=of.pk, name="conclude")


def one_person(a_round: ARound) -> User:
    scored(a_round, COMMUNE, Step.SELF, ("1.1", "1.2"), by="mot-nguoi.xa-a")
    return a_round.people["mot-nguoi.xa-a"]


def test_who_scored_himself_confirms_alone_only_by_saying_so(a_round: ARound) -> None:
    person, of = one_person(a_round), a_round.of[COMMUNE]
    with pytest.raises(InputFault, match="tự xác nhận"):
        move(by=person, of=of.pk, name="submit")
    row = move(by=person, of=of.pk, name="submit", alone=True)
    assert row.alone
    assert AuditEvent.objects.latest("number").payload["alone"] is True


def test_a_second_person_is_no_one_alone_whatever_he_says(a_round: ARound) -> None:
    scored(a_round, HEALTH, Step.SELF, SELF_LEAVES, by=f"van-phong.{HEALTH}")
    assert not go(a_round, TRANSITIONS["submit"], HEAD, alone=True).alone


@pytest.mark.parametrize("paper", [False, True])
def test_who_explained_himself_or_added_its_paper_says_so_too(a_round: ARound, paper: bool) -> None:
    of, head = a_round.stand(HEALTH, State.EXPLAINING), a_round.people[HEAD]
    if paper:
        Evidence.objects.create(
            of=of,
            block=a_round.blocks["so"],
            leaf="1.1",
            step=Step.EXPLANATION.value,
            kind=Evidence.DOCUMENT,
            title="Báo cáo",
            number="12/BC",
            by=head,
            at=datetime.now(UTC),
        )
    else:
        remark(a_round, "1.1", Remark.EXPLANATION, by=HEAD)
    with pytest.raises(InputFault, match="tự xác nhận"):
        go(a_round, TRANSITIONS["explain"], HEAD)
    assert go(a_round, TRANSITIONS["explain"], HEAD, alone=True).alone


def test_many_move_each_for_itself_and_the_others_say_why_not(a_round: ARound) -> None:
    for unit in (HEALTH, BUILDING):
        a_round.stand(unit, State.SUBMITTED)
    came = move_many(
        by=a_round.people["thuong-truc"],
        of=[a_round.of[unit].pk for unit in (HEALTH, HOME_AFFAIRS, BUILDING, HEALTH)],
        name="start_appraisal",
    )
    assert came.done == (HEALTH, BUILDING)
    assert [(one.unit, one.of) for one in came.refused] == [(HOME_AFFAIRS, a_round.of[HOME_AFFAIRS].pk)]
    assert "Đang tự chấm" in came.refused[0].why
    assert Move.objects.count() == AuditEvent.objects.filter(action="round.start_appraisal").count() == 2


def test_many_are_unlocked_with_one_reason(a_round: ARound) -> None:
    units = [a_round.stand(unit, State.SUBMITTED).pk for unit in (HEALTH, BUILDING)]
    came = move_many(by=a_round.people["thuong-truc"], of=units, name="unlock", reason="Sửa số liệu của Bộ")
    assert len(came.done) == 2
    assert set(Move.objects.values_list("reason", flat=True)) == {"Sửa số liệu của Bộ"}


def test_of_many_a_person_moves_those_within_his_right(a_round: ARound) -> None:
    for unit in (HEALTH, BUILDING):
        leaves = SELF_LEAVES if unit == HEALTH else (*SELF_LEAVES, "2.1")
        scored(a_round, unit, Step.SELF, leaves)
    units = [a_round.of[unit].pk for unit in (HEALTH, BUILDING)]
    came = move_many(by=a_round.people[HEAD], of=units, name="submit")
    assert came.done == (HEALTH,)
    assert "không có quyền" in came.refused[0].why
    with pytest.raises(NotAllowed):
        move_many(by=a_round.people["nguoi-xem"], of=units, name="submit")


def test_many_of_nothing_and_many_of_two_rounds_are_refused(a_round: ARound) -> None:
    with pytest.raises(InputFault, match="Chưa chọn đơn vị nào"):
        move_many(by=a_round.people["thuong-truc"], of=[], name="unlock")
    with pytest.raises(InputFault, match="hãy tải lại trang"):
        move_many(by=a_round.people["thuong-truc"], of=[10**9], name="unlock")
    with pytest.raises(InputFault, match="Không có bước chuyển"):
        move_many(by=a_round.people["thuong-truc"], of=[a_round.of[HEALTH].pk], name="khac")


def test_a_long_list_of_holes_is_cut_and_counted() -> None:
    assert listed(("1.1", "1.2")) == "1.1, 1.2"
    assert listed(str(number) for number in range(25)).endswith("18, 19 và 5 mục nữa")
