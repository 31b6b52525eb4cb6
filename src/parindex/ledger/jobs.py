"""Imports that the worker does. The file's bytes and the job are on disk first, so that a killed worker can repeat."""

import os
import shutil
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks import task

from parindex.errors import InputFault
from parindex.ledger.importing import ImportReport, import_file
from parindex.ledger.landing import check_may_write, check_source
from parindex.ledger.models import ImportJob
from parindex.ledger.queries import register_named
from parindex.ledger.signals import worker_free
from parindex.ledger.store import disk_told
from parindex.ledger.worker import drain_here, enqueue_once, left_to_worker
from parindex.ledger.workspace import workspace
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.records.reading.choices import ReadingChoices

MOST_ERRORS_KEPT = 200  # faults that a job's report lists; all are in the error sheet
_BEING_QUEUED = 3600  # seconds: a younger file may belong to a job that is being queued at this moment
_KILLED = 3  # times that a worker may die over a job before the job is given up


def _choices_kept(choices: ReadingChoices | None) -> dict[str, Any] | None:
    if choices is None:
        return None
    return {
        "columns": dict(choices.columns),
        "month_first": sorted(choices.month_first),
        "day_first": sorted(choices.day_first),
    }


def _choices_given(kept: dict[str, Any] | None) -> ReadingChoices | None:
    if kept is None:
        return None
    return ReadingChoices(
        columns=kept["columns"], month_first=frozenset(kept["month_first"]), day_first=frozenset(kept["day_first"])
    )


@disk_told()
def start_import(
    *,
    by: User,
    register: str,
    path: Path,
    source: str,
    unit: str,
    file_name: str | None = None,
    choices: ReadingChoices | None = None,
) -> ImportJob:
    """Queue an import and come back at once; without a worker the import is done here, before coming back.

    The same rights, rules and outcome as `import_file`; what became of it stands in the job.
    """
    register_named(register)
    name = check_source(source)
    check_may_write(by, unit)
    if not path.is_file():
        raise InputFault(f"Không có tệp {path}.")
    place = workspace()
    place.make_folders()
    digest = place.waiting.put(path)
    with transaction.atomic():
        job = ImportJob.objects.create(
            register=register,
            source=name,
            unit=unit,
            file_name=(file_name or path.name)[-255:],
            digest=digest,
            choices=_choices_kept(choices),
            by=by,
            at=datetime.now(UTC),
        )
        payload = {"file": job.file_name, "job": str(job.token)}
        audit.record(by=by, action="records.queued", unit=unit, subject=f"{register}/{name}", payload=payload)
        run_import.enqueue(str(job.token))
    if not left_to_worker():
        drain_here()
    job.refresh_from_db()
    return job


def import_job(token: UUID | str) -> ImportJob | None:
    """The background import with a token: its state, stage and report; None when there is none."""
    try:
        return ImportJob.objects.select_related("by").filter(token=token).first()
    except (ValidationError, ValueError):
        return None


def _tell(token: str, **facts: object) -> None:
    ImportJob.objects.filter(token=token).update(**facts)


def _told(report: ImportReport) -> dict[str, Any]:
    """The report as JSON keeps it: the keys of the command line, with the columns and questions of the preview."""
    told = asdict(report)
    told["errors"] = told["errors"][:MOST_ERRORS_KEPT]
    told["error_sheet"] = str(report.error_sheet) if report.error_sheet else None
    return told


@task()
def run_import(token: str) -> None:
    """Do a queued import. Doing it twice brings its rows once: the second time finds nothing new."""
    job = ImportJob.objects.select_related("by").filter(token=token).first()
    if job is None or job.finished:
        return
    _tell(token, state=ImportJob.RUNNING, attempts=job.attempts + 1)
    try:
        report = _import(job)
    except InputFault as fault:
        _tell(token, state=ImportJob.FAILED, message=str(fault))
    except Exception:
        _tell(token, state=ImportJob.FAILED, message="Lỗi của phần mềm khi nhập tệp; hãy báo người quản trị.")
        raise
    else:
        _tell(token, state=ImportJob.DONE, report=_told(report))
    _drop_file(job)


def _import(job: ImportJob) -> ImportReport:
    place = workspace()
    if not place.waiting.is_sound(job.digest):
        raise InputFault(f"Tệp chờ nhập “{job.file_name}” bị mất hoặc bị sửa; hãy chọn lại tệp.")
    with place.scratch() as folder:
        path = folder / (Path(job.file_name).name or "tep")
        try:
            os.link(place.waiting.path(job.digest), path)
        except OSError:  # a file system without links
            shutil.copyfile(place.waiting.path(job.digest), path)
        return import_file(
            by=job.by,
            register=job.register,
            path=path,
            source=job.source,
            unit=job.unit,
            file_name=job.file_name,
            choices=_choices_given(job.choices),
            on_stage=lambda stage: _tell(str(job.token), stage=stage),
        )


def _drop_file(job: ImportJob) -> None:
    """Remove the waiting file: it may hold personal columns that the import dropped."""
    unfinished = ImportJob.objects.filter(state__in=(ImportJob.QUEUED, ImportJob.RUNNING))
    if not unfinished.filter(digest=job.digest).exists():
        with suppress(OSError):
            workspace().waiting.path(job.digest).unlink(missing_ok=True)


def _drop_forgotten() -> None:
    """Remove waiting files that no unfinished job names: their worker was killed between its last two steps."""
    unfinished = ImportJob.objects.filter(state__in=(ImportJob.QUEUED, ImportJob.RUNNING))
    named = set(unfinished.values_list("digest", flat=True))
    for path in workspace().waiting.root.glob("*/*"):
        with suppress(OSError):
            if path.name not in named and time.time() - path.stat().st_mtime > _BEING_QUEUED:
                path.unlink()


def recover_jobs(**_: object) -> None:
    """Queue unfinished imports again; give up what has killed its worker again and again."""
    _drop_forgotten()
    for job in ImportJob.objects.filter(state__in=(ImportJob.QUEUED, ImportJob.RUNNING)):
        if job.attempts >= _KILLED:
            message = "Việc nhập tệp bị ngắt nhiều lần (hết bộ nhớ hoặc tắt máy); hãy chia nhỏ tệp rồi nhập lại."
            _tell(str(job.token), state=ImportJob.FAILED, message=message)
            _drop_file(job)
        else:
            _tell(str(job.token), state=ImportJob.QUEUED, stage="")
            enqueue_once(run_import, str(job.token))


worker_free.connect(recover_jobs, dispatch_uid="ledger.jobs")
