"""The writes of a register, page by page and in short, against what the whole list of batches says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from parindex.ledger.actions import import_file, undo_batch
from parindex.ledger.models import Batch
from parindex.ledger.rows import save_row
from parindex.ledger.writes import writes, written
from parindex.organisations.models import User

Bring = Callable[..., int]


@pytest.fixture
def bring(admin: User, units: object, tasks: Callable[..., Path]) -> Bring:
    def bring(*codes: str, source: str = "so", unit: str = "so") -> int:
        path = tasks(*((code, "", "") for code in codes))
        done = import_file(by=admin, register="assigned_tasks", path=path, source=source, unit=unit)
        assert done.batch is not None
        return done.batch

    return bring


def test_pages_of_writes_are_the_list_cut_and_other_units_have_their_own(bring: Bring, admin: User) -> None:
    numbers = [bring(f"NV-{number}") for number in range(7)]
    undo_batch(by=admin, number=numbers[3])
    for limit in (1, 3, 50):
        cut: list[int] = []
        for offset in range(0, 8, limit):
            page, total = writes("assigned_tasks", {"so"}, offset=offset, limit=limit)
            assert total == 7
            cut += [one.number for one in page]
        assert cut == numbers[::-1]
    assert writes("assigned_tasks", {"khac"}, limit=5) == ([], 0)
    assert writes("dossiers", {"so"}, limit=5) == ([], 0)


def test_a_register_in_short_names_its_sources_its_newest_write_and_the_newest_import_of_each(
    bring: Bring, admin: User, django_assert_num_queries: Any
) -> None:
    first = bring("NV-1")
    other = bring("NV-2", source="bo")
    again = bring("NV-3")
    values = {
        "code": "NV-4",
        "assigned_by": "Số 5/CV",
        "assigned": "01/06/2021",
        "task": "Việc",
        "unit": "so",
        "due": "30/06/2021",
    }
    edit = save_row(by=admin, register="assigned_tasks", source="bo", unit="so", values=values, seen=None)
    with django_assert_num_queries(3):
        one = written({"so"})["assigned_tasks"]
    assert edit is not None
    assert (one.sources, one.newest, one.state) == (("so", "bo"), edit, edit.number)
    assert [batch.number for batch in one.imports] == [again, other]
    undone = [undo_batch(by=admin, number=number) for number in (edit.number, again)]
    one = written({"so"})["assigned_tasks"]
    assert (one.newest, one.state) == (Batch.objects.get(number=other), undone[-1].number)
    assert [batch.number for batch in one.imports] == [first, other]


def test_what_others_wrote_changes_the_state_and_nothing_else(bring: Bring) -> None:
    number = bring("NV-1")
    one = written({"khac"})["assigned_tasks"]
    assert (one.state, one.sources, one.newest, one.imports) == (number, (), None, ())
    assert "dossiers" not in written({"so"})


def test_the_short_account_costs_as_many_queries_for_many_writes(bring: Bring) -> None:
    from django.db import connection

    bring("NV-0")
    with CaptureQueriesContext(connection) as few:
        written({"so"})
    for number in range(1, 12):
        bring(f"NV-{number}")
    with CaptureQueriesContext(connection) as many:
        written({"so"})
    assert len(many) == len(few)
