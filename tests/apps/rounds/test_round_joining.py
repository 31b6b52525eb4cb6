"""Who is in a round after it was opened: a unit brought in later, one that leaves and comes back, a round cancelled."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, PERIOD, PROVINCE, SET_OF_COMMUNES, ARound
from tests.apps.rounds.a_round import SET_OF_DEPARTMENTS as SET

from parindex.assessment.models import Adoption
from parindex.assessment.rounds.joining import add_unit, cancel_round
from parindex.assessment.rounds.listing import cancellation_of, rounds_of
from parindex.assessment.rounds.models import Move, RoundCancellation, RoundUnit
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.opening import open_round
from parindex.assessment.rounds.overview import standings
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.sheet import sheet_of
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent, Membership, Unit, UnitVersion
from parindex.organisations.rights import NotAllowed

LATE = "so-tu-phap"


@pytest.fixture
def late(a_round: ARound) -> ARound:
    """A department that nobody thought of when the round was opened."""
    Unit.objects.create(id=LATE)
    UnitVersion.objects.create(
        unit_id=LATE, name="Sở Tư pháp", kind="department", parent_id=PROVINCE, valid_from=date(2008, 1, 1)
    )
    return a_round


def add(a_round: ARound, who: str = "thuong-truc", **more: Any) -> RoundUnit:
    given = {"round": PERIOD, "unit": LATE, "block": "so", "reason": "Sót khi mở đợt, CV số 5"} | more
    return add_unit(by=a_round.people[who], **given)


def counts() -> tuple[int, ...]:
    return RoundUnit.objects.count(), Adoption.objects.count(), Move.objects.count(), AuditEvent.objects.count()


def test_a_unit_that_comes_later_begins_to_score_itself_by_the_set_of_its_block(late: ARound) -> None:
    of = add(late)
    assert (of.state, of.block) == (State.SELF_SCORING.value, "so")
    assert Adoption.objects.get(unit=LATE, period=PERIOD).digest == late.blocks["so"].digest
    moved = Move.objects.get(of=of)
    assert (moved.name, moved.reason, moved.by) == ("join", "Sót khi mở đợt, CV số 5", late.people["thuong-truc"])
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.unit) == ("round.unit_added", LATE)
    assert event.payload["adopted"] == [LATE]
    saved = save_score(
        by=late.people["quan-tri"],
        of=of.pk,
        step=Step.SELF,
        leaf="1.3.1",
        value={"level": "in_time"},
        note="Kế hoạch số 5/KH",
        seen=None,
    )
    assert saved.points == "2"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unit": HEALTH}, "đã ở trong đợt"),
        ({"unit": "khong-co"}, "Không có đơn vị “khong-co”"),
        ({"block": "khac"}, "không có khối “khac”"),
        ({"round": "khac"}, "Không có đợt đánh giá"),
        ({"reason": "  "}, "Cần ghi lý do đưa đơn vị vào đợt"),
        ({"reason": "x" * 1001}, "không quá 1000 ký tự"),
    ],
)
def test_a_unit_that_cannot_come_in_is_refused(late: ARound, change: dict[str, str], words: str) -> None:
    before = counts()
    with pytest.raises(InputFault, match=words):
        add(late, **change)
    assert counts() == before


def test_a_unit_of_another_round_or_another_set_of_the_period_cannot_come_in(late: ARound) -> None:
    admin = late.people["quan-tri"]
    blocks, order = {"xa": ("Khối khác", SET_OF_COMMUNES)}, {"title": "Đợt khác", "period": PERIOD}
    open_round(by=admin, round="khac", blocks=blocks, units={LATE: "xa"}, **order)
    before = counts()
    with pytest.raises(InputFault, match="đã ở trong đợt “khac”"):
        add(late)
    assert counts() == before


def test_bringing_a_unit_in_asks_for_the_right_over_the_whole_round(late: ARound) -> None:
    person = late.people[f"van-phong.{HEALTH}"]
    for unit in (HEALTH, LATE):
        Membership.objects.create(user=person, unit_id=unit, role="secretariat", valid_from=date(2020, 1, 1))
    with pytest.raises(NotAllowed):
        add(late, f"van-phong.{HEALTH}")
    for who in ("tham-dinh", "chu-tich", "hoi-dong-1", "nguoi-xem"):
        with pytest.raises(NotAllowed):
            add(late, who)


def test_who_leaves_a_round_is_not_counted_and_keeps_what_was_written(a_round: ARound) -> None:
    by, of = a_round.people["thuong-truc"], a_round.of[HEALTH]
    save_score(
        by=a_round.people["quan-tri"],
        of=of.pk,
        step=Step.SELF,
        leaf="1.3.1",
        value={"level": "late"},
        note="chậm",
        seen=None,
    )
    move(by=by, of=of.pk, name="withdraw", reason="Đơn vị mới thành lập, chưa đủ năm")
    of.refresh_from_db()
    assert of.state == State.OUT.value
    listed = rounds_of()[0]
    assert (listed.units, listed.states[State.OUT]) == (3, 1)
    (found,) = standings(a_round.round, (of,))
    assert (found.waiting, found.span) == ((), None)
    assert sheet_of(of, a_round.blocks["so"]).said["1.3.1"][Step.SELF].points == "1"
    with pytest.raises(InputFault, match="Không chấm trong đợt"):
        save_score(
            by=a_round.people["quan-tri"],
            of=of.pk,
            step=Step.SELF,
            leaf="1.1",
            value={"points": "1"},
            note="x",
            seen=None,
        )


def test_who_left_comes_back_unless_another_round_assesses_him(a_round: ARound) -> None:
    admin, of = a_round.people["quan-tri"], a_round.of[HEALTH]
    move(by=admin, of=of.pk, name="withdraw", reason="Nhầm")
    open_round(
        by=admin,
        round="khac",
        title="Đợt khác",
        period=PERIOD,
        blocks={"so": ("Khối sở", SET)},
        units={HEALTH: "so"},
    )
    with pytest.raises(InputFault, match="đang được chấm trong “Đợt khác”"):
        move(by=admin, of=of.pk, name="join", reason="Nhầm")
    RoundUnit.objects.filter(round="khac").update(state=State.OUT.value)
    assert move(by=admin, of=of.pk, name="join", reason="Nhầm").went_to == State.SELF_SCORING.value


def test_a_cancelled_round_sets_its_units_free_also_for_another_set(a_round: ARound) -> None:
    admin, late = a_round.people["quan-tri"], SET.replace("id: bo-dot-so-2021", "id: bo-dung")
    going = cancel_round(by=a_round.people["thuong-truc"], round=PERIOD, reason="Mở nhầm bộ tiêu chí")
    assert len(going) == 4
    assert set(RoundUnit.objects.values_list("state", flat=True)) == {State.OUT.value}
    assert set(Move.objects.values_list("name", flat=True)) == {"withdraw"}
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.payload["units"][HEALTH]) == ("round.cancelled", State.SELF_SCORING.value)
    held = cancellation_of(PERIOD)
    assert held is not None
    assert held.reason == rounds_of()[0].cancelled == "Mở nhầm bộ tiêu chí"
    open_round(
        by=admin,
        round="dung",
        title="Đợt đúng",
        period=PERIOD,
        blocks={"so": ("Khối sở", late)},
        units={HEALTH: "so", BUILDING: "so"},
    )
    newest = Adoption.objects.filter(unit=HEALTH, period=PERIOD).order_by("version").last()
    assert newest is not None
    assert (newest.version, newest.set_id) == (2, "bo-dung")


def test_nothing_happens_in_a_cancelled_round(late: ARound) -> None:
    by = late.people["thuong-truc"]
    cancel_round(by=by, round=PERIOD, reason="Mở nhầm")
    with pytest.raises(InputFault, match="đã bị hủy"):
        add(late)
    with pytest.raises(InputFault, match="đã bị hủy"):
        move(by=by, of=late.of[HEALTH].pk, name="join", reason="Nhầm")
    with pytest.raises(InputFault, match="đã bị hủy"):
        cancel_round(by=by, round=PERIOD, reason="Lần nữa")
    assert RoundCancellation.objects.count() == 1


@pytest.mark.parametrize("state", [State.FINAL, State.ANNOUNCED])
def test_a_round_with_a_result_is_not_cancelled(a_round: ARound, state: State) -> None:
    a_round.stand(COMMUNE, state)
    before = counts()
    with pytest.raises(InputFault, match=COMMUNE):
        cancel_round(by=a_round.people["thuong-truc"], round=PERIOD, reason="Mở nhầm")
    assert counts() == before
    assert not RoundCancellation.objects.exists()


@pytest.mark.parametrize("who", ["tham-dinh", "chu-tich", "hoi-dong-1", f"lanh-dao.{HEALTH}", "nguoi-xem"])
def test_only_who_runs_the_round_cancels_it(a_round: ARound, who: str) -> None:
    before = counts()
    with pytest.raises(NotAllowed):
        cancel_round(by=a_round.people[who], round=PERIOD, reason="Mở nhầm")
    assert counts() == before


def test_a_set_that_was_chosen_apart_from_any_round_stays(a_round: ARound) -> None:
    """Only what a round brought is set free with it."""
    admin = a_round.people["quan-tri"]
    cancel_round(by=admin, round=PERIOD, reason="Mở nhầm")
    other = SET.replace("id: bo-dot-so-2021", "id: bo-rieng")
    Adoption.objects.create(
        unit_id=HEALTH, period=PERIOD, version=2, set_id="bo-rieng", digest="1" * 64, document=other, by=admin,
        at=datetime.now(UTC),
    )  # fmt: skip
    with pytest.raises(InputFault, match="đã dùng bộ tiêu chí “bo-rieng”"):
        open_round(
            by=admin,
            round="dung",
            title="Đợt đúng",
            period=PERIOD,
            blocks={"so": ("Khối sở", SET)},
            units={HEALTH: "so"},
        )
