"""The example's 41 differences: what the owner of the software decides moves its rates exactly, and nothing else does."""

from datetime import date
from pathlib import Path

import pytest

from parindex.assessment.reconciliation_actions import decide
from parindex.assessment.reconciliation_asked import Asked
from parindex.assessment.reconciling import Compared, comparison
from parindex.ledger.actions import import_file, own_source
from parindex.organisations.actions import create_user
from parindex.organisations.models import User
from parindex.organisations.roles import Role
from parindex.organisations.unit_import import import_units

EXAMPLE = Path(__file__).parents[2] / "examples" / "dong-thap-2021"
ASKED = Asked(kind="dossiers", left="so", right="mot_cua_dien_tu", unit="so-ldtbxh", period="2021")


@pytest.fixture
def example(admin: User) -> None:
    import_units(by=admin, path=EXAMPLE / "don-vi.csv")
    for register, file, source in (
        ("procedures", "thu-tuc.xlsx", "so"),
        ("dossiers", "ho-so-so.csv", "so"),
        ("dossiers", "ho-so-mot-cua.csv", "mot_cua_dien_tu"),
    ):
        import_file(by=admin, register=register, path=EXAMPLE / file, source=source, unit="so-ldtbxh")
    own_source(by=admin, register="dossiers", source="mot_cua_dien_tu", owner="tt-hcc", unit="so-ldtbxh")


@pytest.fixture
def centre(admin: User, example: None) -> User:
    """Who decides for the owner of the software."""
    return create_user(
        by=admin,
        username="tham-dinh",
        display_name="",
        password="mot-mat-khau-dai",
        unit="dong-thap",
        role=Role.APPRAISER,
        valid_from=date(2021, 1, 1),
        office="tt-hcc",
    )


def rates(compared: Compared) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    return {rate.name: (rate.before, rate.after) for rate in compared.rates[1].rates}


def test_excusing_the_twelve_that_were_never_closed_moves_the_softwares_rates_and_not_the_departments(
    centre: User,
) -> None:
    before = comparison(ASKED)
    closed = [one.key for one in before.found.disagreements if one.cause == "C01"]
    assert len(closed) == 12
    assert rates(before)["rate_766"] == ((1628, 1670), (1628, 1670))
    assert decide(
        by=centre, asked=ASKED, keys=closed, cause="C01", verdict="excused", document="Công văn số 12/TTHCC"
    ) == len(closed)
    after = comparison(ASKED)
    assert rates(after)["rate_766"] == ((1628, 1670), (1640, 1670))
    assert rates(after)["rate_received"] == ((1622, 1670), (1634, 1670))
    assert rates(after)["rate_completed"] == ((1622, 1652), (1634, 1664))
    assert after.rates[0].counts_after == before.rates[0].counts
    assert after.rates[1].excused == 12
    assert len(after.found.disagreements) == len(before.found.disagreements) == 41
