"""Importing and taking back: what lands, what does not, and what the ledger says of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection

from parindex.errors import InputFault
from parindex.ledger import importing
from parindex.ledger.actions import ImportReport, import_file, name_source, undo_batch
from parindex.ledger.models import Batch, SourceTitle
from parindex.ledger.queries import (
    SourceTitles,
    batch_number,
    batches_in_force,
    check_snapshot,
    current_file,
    last_number,
    primary_source,
    register_named,
    sources,
)
from parindex.ledger.workspace import Workspace
from parindex.ledger.writes import writes
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

Write = Callable[..., Path]
A, B, C = ("NV-1", "30/06/2021", "29/06/2021"), ("NV-2", "30/06/2021", ""), ("NV-3", "31/12/2021", "31/12/2021")
BAD = ("NV-9", "31/02/2021", "")


@pytest.fixture
def bring(admin: User, units: object) -> Callable[..., ImportReport]:
    def bring(path: Path, **rest: Any) -> ImportReport:
        return import_file(
            **({"by": admin, "register": "assigned_tasks", "path": path, "source": "so", "unit": "so"} | rest)
        )

    return bring


def current(upto: int | None = None) -> dict[str, str | None]:
    """Current rows: code → day of submission."""
    file = current_file(register_named("assigned_tasks"), upto)
    found = duckdb.sql(f"SELECT key, CAST(submitted AS VARCHAR) FROM '{file.as_posix()}' ORDER BY key").fetchall()
    assert len(dict(found)) == len(found)
    return dict(found)


def state() -> tuple[object, ...]:
    return (list(Batch.objects.values()), AuditEvent.objects.count(), current())


def counts(report: ImportReport) -> tuple[int, ...]:
    assert report.read == report.accepted + report.updated + report.unchanged + report.rejected
    return report.accepted, report.updated, report.unchanged, report.rejected


def test_good_rows_land_and_a_faulty_one_comes_back_in_a_sheet(
    bring: Callable[..., ImportReport], tasks: Write
) -> None:
    report = bring(tasks(A, B, BAD))
    assert counts(report) == (2, 0, 0, 1)
    assert list(current()) == ["NV-1", "NV-2"]
    (fault,) = report.errors
    assert (fault.row, fault.value) == (4, "31/02/2021")
    assert report.error_sheet is not None
    assert report.error_sheet.read_bytes().startswith(b"PK")
    (batch,) = Batch.objects.all()
    assert (batch.number, batch.rows, batch.unit, batch.counts["rejected"]) == (report.batch, 2, "so", 1)


def test_a_dry_run_tells_the_same_and_changes_nothing(bring: Callable[..., ImportReport], tasks: Write) -> None:
    path = tasks(A, B, BAD)
    before = state()
    tried = bring(path, dry_run=True)
    assert (tried.dry_run, tried.batch) == (True, None)
    assert state() == before
    assert not any(
        file.is_file() for file in Workspace(current_file(register_named("reports")).parents[1]).store.root.rglob("*")
    )
    assert counts(bring(path)) == counts(tried)


def test_the_same_file_twice_is_unchanged_and_makes_no_batch(bring: Callable[..., ImportReport], tasks: Write) -> None:
    path = tasks(A, B)
    bring(path)
    before = state()
    again = bring(path)
    assert (counts(again), again.batch) == ((0, 0, 2, 0), None)
    assert state() == before


def test_updates_undo_and_snapshots(bring: Callable[..., ImportReport], tasks: Write, admin: User) -> None:
    first = bring(tasks(A, B))
    second = bring(tasks(A, ("NV-2", "30/06/2021", "05/07/2021"), C))
    assert counts(second) == (1, 1, 1, 0)
    after = current()
    assert after == {"NV-1": "2021-06-29", "NV-2": "2021-07-05", "NV-3": "2021-12-31"}
    assert second.batch is not None
    undo = undo_batch(by=admin, number=second.batch, reason="nhầm tệp")
    assert current() == {"NV-1": "2021-06-29", "NV-2": None}
    assert current(second.batch) == after
    assert current(first.batch) == {"NV-1": "2021-06-29", "NV-2": None}
    assert current(0) == {}
    assert (undo.rows, undo.reason, last_number()) == (3, "nhầm tệp", undo.number)
    assert [one.number for one in writes("assigned_tasks", {"so"}, limit=9)[0]] == [second.batch, first.batch]


def test_an_undo_happens_once_and_only_of_an_import(
    bring: Callable[..., ImportReport], tasks: Write, admin: User
) -> None:
    number = bring(tasks(A)).batch
    assert number is not None
    undo = undo_batch(by=admin, number=number)
    before = state()
    for again in (number, undo.number, 99, 0, -1, 10**30):
        with pytest.raises(InputFault):
            undo_batch(by=admin, number=again)
    with pytest.raises(InputFault, match="quá 500 ký tự"):
        undo_batch(by=admin, number=number, reason="x" * 501)
    assert state() == before


def test_importing_again_after_an_undo_brings_the_rows_back(
    bring: Callable[..., ImportReport], tasks: Write, admin: User
) -> None:
    path = tasks(A, B)
    first = bring(path)
    rows = current()
    undo_batch(by=admin, number=first.batch or 0)
    assert current() == {}
    again = bring(path)
    assert counts(again) == (2, 0, 0, 0)
    assert current() == rows


def test_taking_back_an_older_import_keeps_what_a_later_file_said(
    bring: Callable[..., ImportReport], tasks: Write, admin: User
) -> None:
    first = bring(tasks(A, B))
    bring(tasks(A, B, C))
    undo_batch(by=admin, number=first.batch or 0)
    assert list(current()) == ["NV-1", "NV-2", "NV-3"]


def test_rows_of_units_outside_the_import_are_refused(bring: Callable[..., ImportReport], tasks: Write) -> None:
    own, above, foreign, beside = (
        (f"NV-{n}", "", "", unit) for n, unit in enumerate(("phong-a", "so", "phong-khac", "phong-b"))
    )
    report = bring(tasks(own, above, foreign, beside), unit="phong-a")
    assert counts(report) == (1, 0, 0, 3)
    assert {error.value for error in report.errors} == {"so", "phong-khac", "phong-b"}


def test_an_unknown_unit_register_source_or_file_changes_nothing(
    bring: Callable[..., ImportReport], tasks: Write, tmp_path: Path
) -> None:
    path = tasks(A)
    before = state()
    for fault in ({"unit": "khong-co"}, {"register": "khong-co"}, {"source": " "}, {"source": "x" * 61}):
        with pytest.raises(InputFault):
            bring(path, **fault)
    with pytest.raises(InputFault):
        bring(tmp_path / "không có.csv")
    assert state() == before


def test_an_undo_that_lands_meanwhile_is_seen_too(
    bring: Callable[..., ImportReport], tasks: Write, monkeypatch: pytest.MonkeyPatch, admin: User
) -> None:
    first = bring(tasks(A))
    real = importing.write_batch

    def slow(*given: Any, **rest: Any) -> Any:
        undo_batch(by=admin, number=first.batch or 0)
        return real(*given, **rest)

    monkeypatch.setattr(importing, "write_batch", slow)
    with pytest.raises(InputFault, match="hoàn tác"):
        bring(tasks(A, B))
    assert current() == {}


def test_what_follows_an_import_cannot_undo_it(
    bring: Callable[..., ImportReport], tasks: Write, caplog: pytest.LogCaptureFixture
) -> None:
    """The write is on disk: exit code 2 with "nothing changed" would be a lie."""
    from parindex.ledger.signals import batch_landed

    def broken(**_: object) -> None:
        raise InputFault("đĩa đầy")

    batch_landed.connect(broken)
    try:
        report = bring(tasks(A))
    finally:
        batch_landed.disconnect(broken)
    assert report.batch == last_number()
    assert "đĩa đầy" in caplog.text


def test_sources_count_while_an_import_of_theirs_is_in_force(
    bring: Callable[..., ImportReport], tasks: Write, admin: User
) -> None:
    wrong = bring(tasks(A), source="soo")
    assert primary_source("assigned_tasks") == "soo"
    undo_batch(by=admin, number=wrong.batch or 0)
    assert (sources("assigned_tasks"), primary_source("assigned_tasks")) == ((), None)
    bring(tasks(A))
    bring(tasks(A), source="mot_cua")
    assert sources("assigned_tasks") == ("so", "mot_cua")
    assert sources("assigned_tasks", wrong.batch) == ("soo",)
    assert primary_source("assigned_tasks") == "so"
    name_source(by=admin, register="assigned_tasks", source="mot_cua", title="Một cửa", primary=True, unit="so")
    assert primary_source("assigned_tasks") == "mot_cua"


def test_a_source_is_called_as_its_register_says_else_as_another_does_else_by_its_code(
    admin: User, units: object, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for register, source, title in (
        ("assigned_tasks", "mot_cua", "Phần mềm theo dõi"),
        ("reports", "so", ""),
        ("reports", "mot_cua", "Một cửa"),
    ):
        name_source(by=admin, register=register, source=source, title=title, primary=False, unit="so")
    with django_assert_num_queries(1):
        titles = SourceTitles()
        assert titles.of("assigned_tasks", "mot_cua") == "Phần mềm theo dõi"
        assert titles.of("reports", "mot_cua") == "Một cửa"
        assert titles.of("dossiers", "mot_cua") == "Phần mềm theo dõi"
        assert titles.of("reports", "so") == "so"


def test_one_register_has_one_primary_source(admin: User, units: object) -> None:
    for source in ("a", "b", "a"):
        name_source(by=admin, register="reports", source=source, title=source.upper(), primary=True, unit="so")
    assert list(SourceTitle.objects.filter(primary=True).values_list("source", flat=True)) == ["a"]
    events = AuditEvent.objects.count()
    name_source(by=admin, register="reports", source="a", title="A", primary=True, unit="so")
    assert AuditEvent.objects.count() == events


def test_a_source_is_named_only_by_who_may_write_for_all_whose_rows_are_there(
    bring: Callable[..., ImportReport], tasks: Write, make_person: Callable[[Role, str], User]
) -> None:
    """The primary source decides everybody's figures; between two sources also how each is counted, so not who gains."""
    clerk, office = make_person(Role.CONTRIBUTOR, "phong-a"), make_person(Role.COORDINATOR, "so")
    order = {"register": "assigned_tasks", "source": "so", "title": "Sổ", "primary": True}
    with pytest.raises(NotAllowed, match="“so”"):  # no rows yet: they will be the agency's
        name_source(by=clerk, unit="phong-a", **order)
    bring(tasks(("NV-1", "", "", "phong-a")), unit="phong-a")
    name_source(by=clerk, unit="phong-a", **order)
    bring(tasks(("NV-2", "", "")), source="khac")
    with pytest.raises(NotAllowed, match="“so”"):
        name_source(by=clerk, unit="phong-a", **order)
    with pytest.raises(NotAllowed, match="cách đếm"):
        name_source(by=office, unit="so", **(order | {"source": "khac"}))
    name_source(by=office, unit="so", **(order | {"source": "khac", "primary": False, "title": "Sổ khác"}))
    name_source(by=make_person(Role.COORDINATOR, "tinh"), unit="so", **(order | {"source": "khac"}))
    bring(tasks(("NV-3", "", "")), unit="so-khac")
    with pytest.raises(NotAllowed, match="“so-khac”"):
        name_source(by=office, unit="so", **order)
    assert primary_source("assigned_tasks") == "khac"


def test_snapshots_that_are_not_there_are_refused(bring: Callable[..., ImportReport], tasks: Write) -> None:
    bring(tasks(A))
    assert [check_snapshot(number) for number in (0, 1)] == [0, 1]
    for number in (-1, 2):
        with pytest.raises(InputFault, match="ảnh chụp"):
            check_snapshot(number)


def test_a_batch_is_found_by_its_number_in_any_writing(bring: Callable[..., ImportReport], tasks: Write) -> None:
    number = bring(tasks(A)).batch
    assert batch_number(f"{number}") == Batch.objects.get()
    assert [batch_number(text) for text in ("", "x", "-1", "１", "9" * 30, 77)] == [None] * 6


def test_batches_in_force_are_in_order_and_of_one_register(
    bring: Callable[..., ImportReport], tasks: Write, admin: User
) -> None:
    numbers = [bring(tasks(one)).batch for one in (A, B, C)]
    undo_batch(by=admin, number=numbers[1] or 0)
    assert [number for number, _ in batches_in_force("assigned_tasks")] == [numbers[0], numbers[2]]
    assert [number for number, _ in batches_in_force("assigned_tasks", numbers[2])] == numbers
    assert batches_in_force("reports") == ()


@pytest.mark.parametrize("patience", [8.0, 0.0])
def test_an_import_that_others_overtake_begins_anew_and_the_last_time_they_wait(
    bring: Callable[..., ImportReport], tasks: Write, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    monkeypatch.setattr(importing, "_OTHERS_WAIT", patience)
    others, held = [tasks(B, name="b.csv"), tasks(C, name="c.csv")], []

    def stage(word: str) -> None:
        if word == "comparing":
            held.append(len(connection.savepoint_ids))
            if others:
                bring(others.pop())

    assert counts(bring(tasks(A, B), on_stage=stage)) == (1, 0, 1, 0)
    assert set(current()) == {"NV-1", "NV-2", "NV-3"}
    assert held[1] == held[0]
    assert held[2] == held[0] + (patience > 0)


def test_an_import_overtaken_to_the_last_says_so_and_leaves_what_the_others_wrote(
    bring: Callable[..., ImportReport], tasks: Write
) -> None:
    codes = iter(range(10, 20))

    def stage(word: str) -> None:
        if word == "writing":
            bring(tasks((f"NV-{next(codes)}", "", ""), name="other.csv"))

    with pytest.raises(InputFault, match="hãy nhập lại"):
        bring(tasks(A), on_stage=stage)
    assert "NV-1" not in current()
    assert {"NV-10", "NV-11"} <= set(current())
