"""Planted causes found again: on generated pairs of sources, all causes, with noise and several causes at once."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from measure_rows import Office
from tests.conftest import FULL
from tests.pure.measures.reconciliation.generator import Pair
from tests.pure.measures.reconciliation.generator_files import put, question
from tests.pure.measures.reconciliation.generator_plants import world

from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Reconciliation
from parindex.measures.reconciliation.reconcile import reconcile

SEEDS = (1, 2, 3, 4, 5) if FULL else (1,)
EACH = 30 if FULL else 12
RIGHT_SHARE = 95  # percent, as the product promises
ORDER = [cause.code for cause in COMPARISONS["dossiers"].causes]


@dataclass
class World:
    """The pairs of a seed with what the program found."""

    pairs: list[Pair]
    found: Reconciliation

    @property
    def by_key(self) -> dict[str, Difference]:
        """Every difference and every agreed late one."""
        return {one.key: one for one in (*self.found.disagreements, *self.found.agreed)}


@pytest.fixture(scope="module", params=SEEDS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp("sinh")
    office = Office(folder, tmp_path_factory.mktemp("trống"))
    pairs = world(request.param, EACH)
    found = reconcile(office.connection, "dossiers", question(put(office, pairs)))
    office.connection.close()
    return World(pairs, found)


def expected(pair: Pair) -> str:
    """Of the causes that can be primary, the first in the program's order."""
    return min(pair.primaries, key=ORDER.index)


def test_at_least_95_of_100_planted_causes_are_found(made: World) -> None:
    planted = [pair for pair in made.pairs if pair.primaries]
    wrong = Counter(
        (expected(pair), made.by_key[pair.code].cause)
        for pair in planted
        if made.by_key[pair.code].cause != expected(pair)
    )
    assert wrong.total() * 100 <= (100 - RIGHT_SHARE) * len(planted), wrong


def test_no_kind_of_cause_is_missed_as_a_rule(made: World) -> None:
    right, whole = Counter[str](), Counter[str]()
    for pair in made.pairs:
        if pair.primaries:
            whole[expected(pair)] += 1
            right[expected(pair)] += made.by_key[pair.code].cause == expected(pair)
    assert set(whole) == set(ORDER)
    assert {cause: f"{right[cause]}/{whole[cause]}" for cause in whole if right[cause] * 5 < whole[cause] * 4} == {}


def test_really_late_is_never_said_while_a_planted_cause_applies(made: World) -> None:
    said = {pair.code: pair.planted for pair in made.pairs if made.by_key.get(pair.code) and pair.primaries - {"C19"}}
    assert {code: causes for code, causes in said.items() if made.by_key[code].cause == "C19"} == {}


def test_with_every_column_filled_nothing_is_left_undetermined(made: World) -> None:
    assert [(pair.planted, made.by_key[pair.code].lacking) for pair in made.pairs if pair.primaries
            and made.by_key[pair.code].cause == UNDETERMINED] == []  # fmt: skip


def test_the_differences_are_those_that_were_planted_and_no_others(made: World) -> None:
    assert {one.key for one in made.found.disagreements} == {
        pair.code for pair in made.pairs if pair.primaries and not pair.agreed
    }
    assert {one.key for one in made.found.agreed} == {pair.code for pair in made.pairs if pair.agreed}


def test_a_cause_that_is_not_primary_is_secondary(made: World) -> None:
    for pair in made.pairs:
        if len(pair.planted) > 1:
            one = made.by_key[pair.code]
            assert pair.planted - {one.cause} <= set(one.secondary), (pair.code, pair.planted)
            assert one.cause not in one.secondary


def test_every_cause_is_told_with_its_evidence_and_a_proposal(made: World) -> None:
    for one in made.by_key.values():
        told = [evidence.cause for evidence in one.evidence]
        assert set(told) >= {one.cause, *one.secondary} - {"C19"}
        assert all(evidence.text for evidence in one.evidence)
        assert one.proposal
