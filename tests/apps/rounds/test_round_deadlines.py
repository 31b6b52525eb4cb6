"""What happens by itself when a window has closed: in nobody's name, once, and never for who was given more time."""

from datetime import timedelta

import pytest
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, ARound

from parindex.assessment.rounds import deadlines, moving
from parindex.assessment.rounds.deadlines import pass_deadlines
from parindex.assessment.rounds.models import Move, RoundUnit, Window
from parindex.assessment.rounds.setting_windows import extend_window
from parindex.assessment.rounds.states import State, Step
from parindex.ledger.signals import day_begins, worker_free
from parindex.organisations.models import AuditEvent
from parindex.organisations.queries import today

YESTERDAY = today() - timedelta(days=1)


def close(step: Step, on: object = YESTERDAY) -> None:
    Window.objects.filter(step=step.value).update(closes=on)


def states(a_round: ARound) -> dict[str, str]:
    return dict(RoundUnit.objects.filter(round=a_round.round).values_list("unit", "state"))


def test_nothing_happens_while_windows_are_open_up_to_their_last_day(a_round: ARound) -> None:
    close(Step.SELF, today())
    assert pass_deadlines(by="hết hạn") == ()
    assert set(states(a_round).values()) == {State.SELF_SCORING.value}


def test_self_scoring_is_locked_the_day_after_its_window_in_nobodys_name(a_round: ARound) -> None:
    close(Step.SELF)
    moved = pass_deadlines(by="hết hạn")
    assert set(moved) == set(a_round.of)
    assert set(states(a_round).values()) == {State.SUBMITTED.value}
    assert set(Move.objects.values_list("name", "alone")) == {("lock", False)}
    assert not Move.objects.filter(by__isnull=False).exists()
    events = AuditEvent.objects.filter(action="round.lock")
    assert {(one.by, one.unit) for one in events} == {("hết hạn", unit) for unit in a_round.of}


def test_doing_it_twice_changes_nothing(a_round: ARound) -> None:
    close(Step.SELF)
    pass_deadlines(by="hết hạn")
    before = Move.objects.count(), AuditEvent.objects.count()
    assert pass_deadlines(by="hết hạn") == ()
    assert (Move.objects.count(), AuditEvent.objects.count()) == before


def test_a_unit_with_an_extension_is_not_locked(a_round: ARound) -> None:
    close(Step.SELF)
    extend_window(
        by=a_round.people["thuong-truc"],
        round=a_round.round.id,
        unit=HEALTH,
        step=Step.SELF,
        closes=today(),
        reason="Chờ số liệu",
    )
    assert HEALTH not in pass_deadlines(by="hết hạn")
    assert states(a_round)[HEALTH] == State.SELF_SCORING.value


def test_an_explanation_ends_at_its_deadline_and_the_other_states_wait_for_people(a_round: ARound) -> None:
    for step in Step:
        close(step)
    standing = {
        HEALTH: State.EXPLAINING,
        BUILDING: State.FIRST_APPRAISAL,
        HOME_AFFAIRS: State.COUNCIL,
        COMMUNE: State.SUBMITTED,
    }
    for unit, state in standing.items():
        a_round.stand(unit, state)
    assert pass_deadlines(by="hết hạn") == (HEALTH,)
    assert states(a_round) == {unit: state.value for unit, state in standing.items()} | {
        HEALTH: State.SECOND_APPRAISAL.value
    }


def test_a_step_without_a_window_has_no_deadline(a_round: ARound) -> None:
    Window.objects.all().delete()
    assert pass_deadlines(by="hết hạn") == ()


@pytest.mark.parametrize("signal", [day_begins, worker_free])
def test_the_worker_does_it_when_it_begins_and_each_day(a_round: ARound, signal: object) -> None:
    close(Step.SELF)
    signal.send(sender=None)  # type: ignore[attr-defined]
    assert set(states(a_round).values()) == {State.SUBMITTED.value}
    assert set(AuditEvent.objects.filter(action="round.lock").values_list("by", flat=True)) == {deadlines.AT_DEADLINE}


def test_somebody_who_moved_the_unit_in_between_is_not_overruled(
    a_round: ARound, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(Step.SELF)
    real = moving.at_deadline

    def meanwhile(by: str, of: RoundUnit, *rest: object) -> bool:
        RoundUnit.objects.filter(pk=of.pk).update(state=State.SUBMITTED.value)
        return real(by, of, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(deadlines, "at_deadline", meanwhile)
    assert pass_deadlines(by="hết hạn") == ()
    assert not Move.objects.exists()
