"""The official table of a workspace whose counts are kept: imports, days and undone batches change it as if nothing were."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from two_sources import LEFT, RIGHT

from parindex.assessment import dossier_statistics
from parindex.assessment.dossier_statistics import dossier_table
from parindex.assessment.figures import question
from parindex.ledger.actions import undo_batch
from parindex.ledger.queries import earlier_files, last_number
from parindex.ledger.workspace import Workspace
from parindex.measures import dossier_changes
from parindex.measures.dossier_daily import Keeping
from parindex.measures.grouping import Grouping
from parindex.measures.period import parse_period
from parindex.organisations.models import User

BY_UNIT = Grouping(by="unit", window="workload")
PERIOD = parse_period("2021")


def test_the_table_of_kept_counts_is_that_of_all_rows_after_each_write(
    bring_dossiers: Callable[..., Any], admin: User, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def same(day: date) -> None:
        asked = question("so", PERIOD, as_of=day)
        monkeypatch.setattr(dossier_statistics, "Keeping", partial(Keeping, least=0))
        kept = dossier_table(asked, BY_UNIT)
        monkeypatch.setattr(dossier_statistics, "Keeping", partial(Keeping, least=1_000_000))
        assert kept == dossier_table(asked, BY_UNIT)

    monkeypatch.setattr(dossier_changes, "_MOST", 0)  # however large a batch is
    bring_dossiers("so", *LEFT)
    same(date(2021, 6, 30))
    bring_dossiers("so", *RIGHT)  # the same codes with other dates
    same(date(2021, 6, 30))
    same(date(2021, 7, 1))
    states = [number for number, _ in earlier_files(("dossiers", "dossier_pauses"))]
    assert states == [1]
    counts = workspace.derived / "counts"
    assert len(list(counts.iterdir())) == 1  # the second state went on from the first
    assert len(list(counts.glob("*/rows-*"))) == 2  # and the next day changed nothing
    undo_batch(by=admin, number=last_number())
    same(date(2021, 7, 2))
