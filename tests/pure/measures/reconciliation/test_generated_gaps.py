"""What the data does not hold is not guessed: columns that neither source fills, logs that nobody keeps, damaged codes."""

from datetime import datetime
from functools import partial

import pytest
from measure_rows import Office
from tests.conftest import FULL
from tests.pure.measures.reconciliation.generator import Maker, Pair
from tests.pure.measures.reconciliation.generator_files import put, question
from tests.pure.measures.reconciliation.generator_plants import ALONE, SINGLE, reckoned, world

from parindex.measures.reconciliation.model import UNDETERMINED, Difference
from parindex.measures.reconciliation.reconcile import reconcile

pytestmark = pytest.mark.dear(2)

# What is gone → causes that then look like another one, with all the evidence of that other one.
ALIKE = {
    "returned": {"C03": {"C02"}},
    "created_at": {"C16": {"C02"}},
    "result_signed": {"C19": {"C01", "C02"}},
    "supplement_count": {"C20": {"C05"}},
}
QUIET = datetime(2021, 5, 5), datetime(2021, 7, 20)  # no public holiday near, which could be the reason too


def compared(office: Office, **how: object) -> dict[str, Difference]:
    """Every difference and every agreed late one, by key."""
    found = reconcile(office.connection, "dossiers", question(office, **how))
    return {one.key: one for one in (*found.disagreements, *found.agreed)}


def wrong(pairs: list[Pair], found: dict[str, Difference], alike: dict[str, set[str]]) -> list[tuple[set[str], str]]:
    """The pairs whose cause is neither one that was planted nor left open."""
    bad = []
    for pair in pairs:
        one = found.get(pair.code)
        allowed = pair.planted | {UNDETERMINED}
        allowed = allowed.union(*(alike.get(cause, set()) for cause in pair.planted))
        if pair.primaries and one is not None and one.cause not in allowed:
            bad.append((set(pair.planted), one.cause))
    return bad


@pytest.mark.parametrize(
    "gone",
    [*ALIKE, "days", "synced", "note", "channel", "step_due"] if FULL else ["created_at", "result_signed"],
)
def test_a_column_that_nobody_fills_makes_no_cause_up(office: Office, gone: str) -> None:
    pairs = world(31, 5)
    found = compared(put(office, pairs, without=[gone]))
    planted = [pair for pair in pairs if pair.primaries]
    assert len(wrong(pairs, found, ALIKE.get(gone, {}))) * 20 <= len(planted), wrong(pairs, found, ALIKE.get(gone, {}))
    for pair in planted:
        one = found.get(pair.code)
        if one is None or one.agreed:  # without the column both sources have it in time, or late
            continue
        if "C19" not in pair.planted:
            assert one.cause != "C19", (pair.planted, gone)
        if one.cause == UNDETERMINED:
            assert all(one.lacking) and one.lacking


def test_without_logs_and_procedures_a_planted_cause_is_found_or_left_open_and_never_called_really_late(
    office: Office,
) -> None:
    maker = Maker(41)
    pairs: list[Pair] = []
    for cause in ("C04", "C05", "C09", "C13", "C20"):
        plant = SINGLE.get(cause, partial(reckoned, planted=frozenset({cause})))
        drawn = (plant(maker) for _ in range(60))
        pairs += [pair for pair in drawn if pair.right and QUIET[0] <= pair.right["received"] <= QUIET[1]][:8]
    columns = ("supplement_asked", "supplemented", "supplement_count", "days", "step_due")
    put(office, pairs, without=columns, without_logs=True, without_procedures=True)
    found = {key: one for key, one in compared(office).items() if not one.agreed}
    planted = {pair.code: pair.planted for pair in pairs}
    assert {cause for key in found for cause in planted[key]} >= {"C04", "C05", "C09", "C13", "C20"}
    for key, one in found.items():
        assert one.cause == UNDETERMINED and one.lacking, (planted[key], one.cause)


@pytest.mark.parametrize("cause", [*ALONE, *SINGLE][:: 1 if FULL else 9])
def test_a_cause_in_a_single_pair_of_rows_is_never_called_really_late(office: Office, cause: str) -> None:
    maker = Maker(51)
    plant = SINGLE.get(cause, lambda maker: reckoned(maker, frozenset({cause})))
    pair = plant(maker)
    (one,) = compared(put(office, [pair])).values()
    assert one.cause in pair.planted | {UNDETERMINED}
