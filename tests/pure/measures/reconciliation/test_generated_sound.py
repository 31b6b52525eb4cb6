"""The generator is held against the clerk's walk: what it plants is a difference, what it does not is none."""

from datetime import date

import pytest
from tests.pure.measures.reconciliation.generator import SOFTWARE as SOFTWARE_ROWS
from tests.pure.measures.reconciliation.generator import Pair, Row
from tests.pure.measures.reconciliation.generator_plants import world
from tests.pure.measures.reconciliation.twin import MISSING, status

from parindex.measures.reconciliation.counting import OWNER, SOFTWARE
from parindex.measures.reconciliation.model import BEHIND

AS_OF = date(2021, 12, 31)


def judged(row: Row | None, log: list[Row]) -> str:
    if row is None or row["unit"] == "x" or row["received"].year != AS_OF.year:
        return MISSING
    return status(row, SOFTWARE if row["source"] == SOFTWARE_ROWS else OWNER, AS_OF, log)


@pytest.mark.parametrize("seed", range(1, 7))
def test_what_is_planted_differs_and_what_is_not_does_not(seed: int) -> None:
    pairs: list[Pair] = world(seed, 6)
    log = [row for pair in pairs for row in pair.pauses]
    for pair in pairs:
        left, right = judged(pair.left, log), judged(pair.right, log)
        behind = bool({left, right} & BEHIND)
        assert behind == bool(pair.primaries), pair.planted
        assert not behind or (left == right) == pair.agreed, (pair.planted, left, right)
