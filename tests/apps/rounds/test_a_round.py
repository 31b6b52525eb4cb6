"""The round that the tests share is as it says."""

from tests.apps.rounds.a_round import PEOPLE, ARound

from parindex.assessment.rounds.states import State
from parindex.organisations.roles import ROLE_TITLES, Role


def test_every_role_has_somebody(a_round: ARound) -> None:
    held = {role for roles in PEOPLE.values() for role, _ in roles}
    assert held == set(ROLE_TITLES) - {Role.ADMINISTRATOR}
    assert set(a_round.people) == {*PEOPLE, "quan-tri"}


def test_a_unit_can_be_put_into_any_state(a_round: ARound) -> None:
    for state in State:
        moved = a_round.stand("so-y-te", state)
        moved.refresh_from_db()
        assert moved.state == state.value
