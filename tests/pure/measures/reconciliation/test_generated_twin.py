"""The comparison against a clerk's walk, and against itself: rows in another order, sources the other way round."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from measure_rows import Office
from tests.conftest import FULL
from tests.pure.measures.reconciliation.generator import OFFICE, Pair
from tests.pure.measures.reconciliation.generator_files import put, question
from tests.pure.measures.reconciliation.generator_plants import world
from tests.pure.measures.reconciliation.twin import counts, status

from parindex.measures.measure import Scope
from parindex.measures.reconciliation.counting import OWNER, SOFTWARE, Counting
from parindex.measures.reconciliation.model import BEHIND, Difference, Reconciliation
from parindex.measures.reconciliation.reconcile import reconcile

SEEDS = (11, 12, 13, 14) if FULL else (11,)
EACH = 12 if FULL else 5
WAYS = [
    Counting(end=end, due=due, pauses=pauses, granularity=granularity)
    for end in ("finished", "returned")
    for due in ("original", "current")
    for pauses in ("stated", "added")
    for granularity in ("as_written", "day", "minute")
]
SOME_WAYS = WAYS if FULL else WAYS[::11]
WINDOWS = [
    ("2021-Q2", None),
    ("2021-H1", date(2021, 5, 14)),
    ("2021", date(2021, 9, 6)),
    ("2021-M02", date(2021, 2, 26)),
]
UNITS = ("a", "b", "c")


@dataclass
class World:
    """The pairs of a seed as the files of an office, and what the program says of them; the plain question is asked once."""

    pairs: list[Pair]
    office: Office
    _plain: list[Reconciliation] = field(default_factory=list)

    def found(self, **how: object) -> Reconciliation:
        """The program's answer."""
        if how:
            return reconcile(self.office.connection, "dossiers", question(self.office, **how))  # type: ignore[arg-type]
        if not self._plain:
            self._plain.append(reconcile(self.office.connection, "dossiers", question(self.office)))
        return self._plain[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, empty_registers: Path) -> Callable[[int], World]:
    """made(seed): in the sample all tests look at one seed."""
    worlds: dict[int, World] = {}

    def make(seed: int) -> World:
        seed = seed if FULL else SEEDS[0]
        if seed not in worlds:
            pairs = world(seed, EACH)
            worlds[seed] = World(pairs, put(Office(tmp_path_factory.mktemp("sinh"), empty_registers), pairs))
        return worlds[seed]

    return make


def walked(pairs: list[Pair], source: str, counting: Counting, scope: Scope) -> dict[str, str]:
    """The status of every row of a source that is in question, by code."""
    log = [row for pair in pairs for row in pair.pauses]
    first, last = scope.period.first, min(scope.period.last, scope.as_of)
    rows = [row for pair in pairs for row in pair.rows if row["source"] == source and row["unit"] in UNITS]
    return {
        row["code"]: status(row, counting, scope.as_of, log) for row in rows if first <= row["received"].date() <= last
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_both_sources_are_counted_as_a_clerk_would(made: Callable[[int], World], seed: int) -> None:
    pairs, office, it = made(seed).pairs, made(seed).office, made(seed).found()
    left, right = walked(pairs, OFFICE, OWNER, office.scope()), walked(pairs, "mot_cua", SOFTWARE, office.scope())
    assert dict(it.left_counts) == counts(left.values())
    assert dict(it.right_counts) == counts(right.values())
    for one in (*it.disagreements, *it.agreed):
        assert one.left.status == left.get(one.key, one.left.status)
        assert one.right.status == right.get(one.key, one.right.status)
    everywhere = {pair.code: pair for pair in pairs}
    assert it.matched == sum(pair.left is not None and pair.right is not None for pair in pairs) + sum(
        len(pair.others) // 2 for pair in pairs
    )
    assert set(it.only_left) == {code for code, pair in everywhere.items() if pair.right is None}
    assert set(it.only_right) == {code for code, pair in everywhere.items() if pair.left is None}


@pytest.mark.parametrize("counting", SOME_WAYS, ids=lambda one: f"{one.end}-{one.due}-{one.pauses}-{one.granularity}")
def test_each_way_of_counting_gives_the_statuses_of_the_walk(made: Callable[[int], World], counting: Counting) -> None:
    pairs, office, it = made(21).pairs, made(21).office, made(21).found(right_counting=counting)
    left, right = walked(pairs, OFFICE, OWNER, office.scope()), walked(pairs, "mot_cua", counting, office.scope())
    assert dict(it.right_counts) == counts(right.values())
    differing = {
        code
        for code in left.keys() | right.keys()
        if left.get(code) != right.get(code) and {left.get(code), right.get(code)} & BEHIND
    }
    assert {one.key for one in it.disagreements} == differing


@pytest.mark.parametrize(("period", "as_of"), WINDOWS if FULL else WINDOWS[1::2])
def test_any_window_and_day_gives_the_statuses_of_the_walk(
    made: Callable[[int], World], period: str, as_of: date | None
) -> None:
    pairs, scope = made(23).pairs, made(23).office.scope(period, as_of)
    it = made(23).found(period=period, as_of=as_of)
    left, right = walked(pairs, OFFICE, OWNER, scope), walked(pairs, "mot_cua", SOFTWARE, scope)
    assert dict(it.left_counts) == counts(left.values())
    assert dict(it.right_counts) == counts(right.values())
    differing = {
        code
        for code in left.keys() | right.keys()
        if left.get(code) != right.get(code) and {left.get(code), right.get(code)} & BEHIND
    }
    assert {one.key for one in it.disagreements} == differing


def mirrored(one: Difference) -> Difference:
    """The same difference seen from the other source."""
    return replace(one, left=one.right, right=one.left)


def by_key(differences: object) -> dict[str, Difference]:
    """Differences by their key."""
    return {one.key: one for one in differences}  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_rows_changes_nothing(office: Office, made: Callable[[int], World], seed: int) -> None:
    put(office, made(seed).pairs, shuffled=seed)
    assert reconcile(office.connection, "dossiers", question(office)) == made(seed).found()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_other_way_round_is_the_mirror_image(made: Callable[[int], World], seed: int) -> None:
    one, other = made(seed).found(), made(seed).found(swapped=True)
    assert (other.left_counts, other.right_counts) == (one.right_counts, one.left_counts)
    assert (other.only_left, other.only_right) == (one.only_right, one.only_left)
    assert other.by_cause == one.by_cause
    for mine, theirs in ((one.disagreements, other.disagreements), (one.agreed, other.agreed)):
        here, there = by_key(mine), by_key(theirs)
        assert here.keys() == there.keys()
        for key, difference in here.items():
            seen = mirrored(there[key])
            assert (difference.left, difference.right) == (seen.left, seen.right)
            assert (difference.cause, difference.secondary) == (seen.cause, seen.secondary)
