"""The figures of a unit whose set was amended are made once: it has adopted two versions, and has one period."""

import pytest
from tests.apps.rounds.a_round import COMMUNE, DEPARTMENTS, PERIOD, ARound
from tests.apps.rounds.test_round_amending import amend

from parindex.assessment import refreshing
from parindex.assessment.models import Adoption


def test_an_amended_unit_is_told_once_among_those_that_are_behind(
    a_round: ARound, monkeypatch: pytest.MonkeyPatch
) -> None:
    amend(a_round)
    assert Adoption.objects.filter(unit=DEPARTMENTS[0]).count() == 2
    monkeypatch.setattr(refreshing, "stale", lambda unit, period: True)
    assert refreshing.stale_periods() == tuple((unit, PERIOD) for unit in sorted((*DEPARTMENTS, COMMUNE)))
