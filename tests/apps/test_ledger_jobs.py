"""Imports left to the worker: queued with their bytes, done once, told about; and kept choices of how to read a file."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from parindex.errors import InputFault
from parindex.ledger import jobs, worker
from parindex.ledger.actions import import_file, start_import, undo_batch
from parindex.ledger.jobs import import_job, recover_jobs
from parindex.ledger.models import Batch, ImportJob
from parindex.ledger.queries import current_file, kept_choices, register_named
from parindex.ledger.signals import day_begins
from parindex.ledger.worker import drain_here, enqueue_once, left_to_worker, run_worker, worker_running
from parindex.ledger.workspace import Workspace
from parindex.organisations.models import AuditEvent, Membership, User
from parindex.organisations.roles import Role
from parindex.records.reading.choices import HeaderFault, ReadingChoices

Write = Callable[..., Path]
Start = Callable[..., ImportJob]
GOOD, BAD = ("NV-1", "30/06/2021", "29/06/2021"), ("NV-9", "31/02/2021", "")


@pytest.fixture
def order(admin: User, units: object) -> dict[str, Any]:
    return {"by": admin, "register": "assigned_tasks", "source": "so", "unit": "so"}


@pytest.fixture
def queued(order: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Start:
    """Queue an import as beside a running worker: it is not done here."""

    def start(path: Path, **more: Any) -> ImportJob:
        with monkeypatch.context() as patch:
            patch.setattr(jobs, "left_to_worker", lambda: True)
            return start_import(**(order | {"path": path} | more))

    return start


def waiting(workspace: Workspace) -> list[Path]:
    return [path for path in workspace.waiting.root.rglob("*") if path.is_file()]


def found(token: object) -> ImportJob:
    job = import_job(str(token))
    assert job is not None
    return job


def test_without_a_worker_the_import_is_done_at_once(order: dict[str, Any], tasks: Write, workspace: Workspace) -> None:
    job = start_import(**order, path=tasks(GOOD, BAD), file_name="tháng 6.csv")
    batch = Batch.objects.get()
    assert (job.state, job.stage, job.message, job.finished) == ("done", "writing", "", True)
    report = job.report
    assert (report["read"], report["accepted"], report["rejected"], report["batch"]) == (2, 1, 1, batch.number)
    assert report["errors"][0]["value"] == "31/02/2021"
    assert Path(report["error_sheet"]).read_bytes().startswith(b"PK")
    assert batch.file_name == "tháng 6.csv"
    assert (waiting(workspace), DBTaskResult.objects.ready().count()) == ([], 0)
    assert [one.action for one in AuditEvent.objects.order_by("-number")[:2]] == ["records.imported", "records.queued"]


def test_a_queued_import_waits_with_its_bytes_until_the_worker_comes(
    queued: Start, tasks: Write, workspace: Workspace
) -> None:
    path = tasks(GOOD)
    job = queued(path)
    path.unlink()
    assert (job.state, job.finished, Batch.objects.count()) == ("queued", False, 0)
    assert [file.name for file in waiting(workspace)] == [job.digest]
    run_worker(once=True)
    assert found(job.token).state == "done"
    assert (Batch.objects.count(), waiting(workspace)) == (1, [])


def test_every_stage_is_told_while_the_import_runs_and_none_of_them_is_an_event(
    queued: Start, tasks: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(tasks(GOOD))
    told: list[tuple[str, str, int]] = []
    events = AuditEvent.objects.count()
    real = jobs._tell

    def tell(token: str, **facts: object) -> None:
        real(token, **facts)
        now = found(token)
        told.append((now.state, now.stage, AuditEvent.objects.count() - events))

    monkeypatch.setattr(jobs, "_tell", tell)
    drain_here()
    stages = ["", "reading", "checking", "comparing", "writing"]
    assert told == [("queued", "", 0), *(("running", stage, 0) for stage in stages), ("done", "writing", 1)]


def test_what_a_file_is_refused_for_stands_in_the_job(
    order: dict[str, Any], tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "lạ.csv"
    path.write_text("một;hai\n1;2\n", encoding="utf-8")
    job = start_import(**order, path=path)
    assert (job.state, job.report, Batch.objects.count(), waiting(workspace)) == ("failed", {}, 0, [])
    assert "Không tìm thấy dòng tiêu đề" in job.message
    for fault in ({"path": tmp_path / "không có.csv"}, {"register": "khong-co"}, {"source": " "}, {"unit": "khong-co"}):
        with pytest.raises(InputFault):
            start_import(**(order | {"path": path} | fault))
    assert ImportJob.objects.count() == 1


def test_a_right_lost_while_waiting_is_a_right_lost(
    queued: Start, tasks: Write, make_person: Callable[[Role, str], User]
) -> None:
    person = make_person(Role.CONTRIBUTOR, "phong-a")
    job = queued(tasks(GOOD), by=person, unit="phong-a")
    Membership.objects.filter(user=person).delete()
    drain_here()
    assert (found(job.token).state, Batch.objects.count()) == ("failed", 0)
    assert "không có quyền" in found(job.token).message


def test_a_waiting_file_that_was_changed_is_not_imported(queued: Start, tasks: Write, workspace: Workspace) -> None:
    job = queued(tasks(GOOD))
    workspace.waiting.path(job.digest).write_bytes(b"khac")
    drain_here()
    assert (found(job.token).state, Batch.objects.count()) == ("failed", 0)
    assert "hãy chọn lại tệp" in found(job.token).message


def test_an_error_of_ours_is_told_without_internals_and_kept_for_whoever_mends_it(
    queued: Start, tasks: Write, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    job = queued(tasks(GOOD))
    monkeypatch.setattr(jobs, "import_file", lambda **_: 1 // 0)
    drain_here()
    assert found(job.token).state == "failed"
    assert found(job.token).message.startswith("Lỗi của phần mềm")
    assert "ZeroDivisionError" in DBTaskResult.objects.failed().get().traceback


def test_what_a_killed_worker_left_is_queued_again_and_lands_once(queued: Start, tasks: Write) -> None:
    job = queued(tasks(GOOD))
    DBTaskResult.objects.update(status="RUNNING")
    ImportJob.objects.update(state="running", stage="checking", attempts=1)
    run_worker(once=True)
    assert (found(job.token).state, found(job.token).attempts) == ("done", 2)
    ImportJob.objects.update(state="running")  # killed after landing, before it was told
    run_worker(once=True)
    again = found(job.token)
    assert (again.state, Batch.objects.count()) == ("failed", 1)  # its file is gone: it has landed


def test_a_job_that_was_killed_before_it_told_of_its_landing_lands_nothing_twice(
    queued: Start, tasks: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = queued(tasks(GOOD))
    real = jobs._tell

    def killed(token: str, **facts: object) -> None:
        if facts.get("state") == "done":
            raise KeyboardInterrupt
        real(token, **facts)

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "_tell", killed)
        drain_here()
    assert (found(job.token).state, Batch.objects.count()) == ("running", 1)
    run_worker(once=True)
    assert (found(job.token).state, Batch.objects.count()) == ("done", 1)
    assert found(job.token).report["unchanged"] == 1


def test_a_job_whose_last_word_was_lost_is_finished_by_the_same_worker(
    queued: Start, tasks: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, faults, real = queued(tasks(GOOD)), [OperationalError("database is locked")], jobs._tell

    def locked(token: str, **facts: object) -> None:
        if facts.get("state") == "done" and faults:
            raise faults.pop()
        real(token, **facts)

    monkeypatch.setattr(jobs, "_tell", locked)
    run_worker(once=True)
    assert (found(job.token).state, found(job.token).attempts) == ("done", 2)
    assert Batch.objects.count() == 1


def test_a_waiting_file_that_no_job_names_is_removed_once_it_is_old(
    queued: Start, tasks: Write, workspace: Workspace
) -> None:
    queued(tasks(GOOD))
    workspace.waiting.put(tasks(BAD, name="bỏ quên.csv"))
    recover_jobs()
    named, forgotten = sorted(waiting(workspace), key=lambda path: path.name != ImportJob.objects.get().digest)
    for path in (named, forgotten):
        os.utime(path, (0, 0))
    recover_jobs()
    assert waiting(workspace) == [named]


@pytest.mark.parametrize(("then", "told"), [(2, 1), (1, 0)])
def test_the_worker_tells_when_the_date_changes(
    db: None, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, then: int, told: int
) -> None:
    days, heard = iter([date(2021, 6, 1)]), []

    def receiver(**_: object) -> None:
        heard.append(1)

    monkeypatch.setattr(worker, "today", lambda: next(days, date(2021, 6, then)))
    day_begins.connect(receiver)
    try:
        run_worker(once=True)
    finally:
        day_begins.disconnect(receiver)
    assert len(heard) == told


def test_a_file_that_kills_its_worker_again_and_again_is_given_up(
    queued: Start, tasks: Write, workspace: Workspace
) -> None:
    job = queued(tasks(GOOD))
    ImportJob.objects.update(state="running", attempts=3)
    recover_jobs()
    assert found(job.token).state == "failed"
    assert "chia nhỏ" in found(job.token).message
    assert waiting(workspace) == []


def test_two_jobs_with_the_same_bytes_share_them_until_both_are_done(
    queued: Start, tasks: Write, workspace: Workspace
) -> None:
    path = tasks(GOOD)
    one, other = queued(path), queued(path, source="khac")
    assert len(waiting(workspace)) == 1
    drain_here()
    assert [found(job.token).state for job in (one, other)] == ["done", "done"]
    assert (Batch.objects.count(), waiting(workspace)) == (2, [])


def test_one_workspace_has_one_worker(workspace: Workspace, db: None, settings: Settings) -> None:
    assert not worker_running()
    with worker._only_worker() as held:
        assert held
        assert worker_running()
        assert not left_to_worker()  # not a process of the web server
        settings.BACKGROUND = True
        assert left_to_worker()
        worker_patience = worker._PATIENCE
        worker._PATIENCE = 0.1
        try:
            with pytest.raises(InputFault, match="đã có một tiến trình nền"):
                run_worker(once=True)
        finally:
            worker._PATIENCE = worker_patience
    assert not worker_running()
    assert not left_to_worker()


def test_beside_a_worker_figures_are_left_to_it_and_queued_once(
    order: dict[str, Any], tasks: Write, settings: Settings
) -> None:
    settings.BACKGROUND = True
    with worker._only_worker():
        for number in range(3):
            import_file(**order, path=tasks((f"NV-{number}", "", "")))
        assert [task.task_name for task in DBTaskResult.objects.ready()] == ["refresh_figures"]
    drain_here()
    assert DBTaskResult.objects.successful().count() == 1


def test_a_job_is_found_by_its_token_only(db: None) -> None:
    for token in ("", "x", "1", str(uuid4()), uuid4(), "'; --"):
        assert import_job(token) is None


def test_how_columns_were_mapped_is_kept_when_the_import_lands(order: dict[str, Any], tasks: Write) -> None:
    path = tasks(GOOD)
    path.write_text(path.read_text(encoding="utf-8").replace("Nội dung nhiệm vụ", "Diễn giải"), encoding="utf-8")
    with pytest.raises(HeaderFault) as refused:
        import_file(**order, path=path)
    key = next(one.key for one in refused.value.headers if one.label == "Diễn giải")
    given = ReadingChoices(columns={key: "task"}, day_first=frozenset({"due"}))
    assert import_file(**order, path=path, choices=given, dry_run=True).accepted == 1
    assert kept_choices("assigned_tasks", "so") == ReadingChoices()
    report = import_file(**order, path=path, choices=given)
    assert "task" in {one.column for one in report.headers}
    assert kept_choices("assigned_tasks", "so") == ReadingChoices(
        columns={key: "task"}
    )  # the order of days is not kept
    newest = AuditEvent.objects.latest("number")
    assert (newest.action, newest.payload["columns"]) == ("records.imported", {key: "task"})
    again = tasks(("NV-2", "", ""), name="sau.csv")
    again.write_text(again.read_text(encoding="utf-8").replace("Nội dung nhiệm vụ", "DIEN GIAI"), encoding="utf-8")
    assert import_file(**order, path=again).accepted == 1
    assert "columns" not in AuditEvent.objects.latest("number").payload
    with pytest.raises(HeaderFault):
        import_file(**(order | {"source": "khac"}), path=again)


def test_a_choice_adds_to_what_was_kept_and_comes_back_after_an_undo(
    order: dict[str, Any], tasks: Write, admin: User
) -> None:
    first = import_file(**order, path=tasks(GOOD), choices=ReadingChoices(columns={"a": "task"}))
    import_file(**order, path=tasks(("NV-2", "", "")), choices=ReadingChoices(columns={"b": ""}))
    assert kept_choices("assigned_tasks", "so").columns == {"a": "task", "b": ""}
    undo_batch(by=admin, number=first.batch or 0)
    assert kept_choices("assigned_tasks", "so").columns == {"a": "task", "b": ""}


def test_a_background_import_takes_choices_along(queued: Start, tasks: Write) -> None:
    path = tasks(("NV-1", "03/04/2021", ""))
    path.write_text(path.read_text(encoding="utf-8").replace("Nội dung nhiệm vụ", "Diễn giải"), encoding="utf-8")
    choices = ReadingChoices(columns={"dien giai": "task"}, month_first=frozenset({"due"}))
    job = queued(path, choices=choices)
    drain_here()
    assert found(job.token).state == "done", found(job.token).message
    file = current_file(register_named("assigned_tasks")).as_posix()
    assert duckdb.sql(f"SELECT CAST(due AS VARCHAR) FROM '{file}'").fetchall() == [("2021-03-04",)]


def test_the_same_task_waits_once(db: None, workspace: Workspace) -> None:
    one, other = str(uuid4()), str(uuid4())
    for token in (one, other, one):
        enqueue_once(jobs.run_import, token)
    assert DBTaskResult.objects.ready().count() == 2
    drain_here()
    assert DBTaskResult.objects.successful().count() == 2
