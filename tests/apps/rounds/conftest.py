"""The small round, for tests of its actions."""

import pytest
from tests.apps.rounds.a_round import ARound, make_round

from parindex.organisations.models import User


@pytest.fixture
def a_round(admin: User) -> ARound:
    """Three departments and a commune, all self-scoring."""
    return make_round(admin)
