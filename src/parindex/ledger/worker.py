"""The one process that does queued work. The queue is a table of the workspace's own database (django-tasks-db).

A worker holds a lock on a file of the workspace: the lock ends with the process, however it ends. Whoever holds it may
queue again what an earlier worker left unfinished; tasks are therefore such that doing them twice changes nothing.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import IO, Any

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import is_locked_database_exception

from parindex.errors import InputFault
from parindex.ledger.signals import day_begins, worker_free
from parindex.ledger.workspace import workspace
from parindex.organisations.queries import today

_PAUSE = 0.3  # seconds between two looks at an empty queue
_PATIENCE = 3.0  # seconds that a starting worker waits for the lock: others hold it for a moment to look
_KEPT_DAYS = 7  # days that finished tasks stay in the queue's table, for whoever looks for a failure


def _lock(file: IO[bytes], *, shared: bool) -> bool:
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _only_worker(patience: float = 0) -> Iterator[bool]:
    """Whether this process is now the workspace's only worker, for the length of the block."""
    until = time.monotonic() + patience
    with (workspace().root / "worker.lock").open("ab") as file:
        while not (held := _lock(file, shared=False)) and time.monotonic() < until:
            time.sleep(0.05)
        yield held


def worker_running() -> bool:
    """Whether a process works on the queue at this moment."""
    try:
        with (workspace().root / "worker.lock").open("rb") as file:
            return not _lock(file, shared=True)
    except FileNotFoundError:
        return False


def left_to_worker() -> bool:
    """Whether work may be queued: this is a process of the web server, and a worker is there to do it."""
    return bool(settings.BACKGROUND) and worker_running()


def enqueue_once(task: Task[..., None], *given: str) -> None:
    """Queue a task, unless it is waiting with the same arguments already."""
    if not _ready().filter(task_path=task.module_path, args_kwargs__args=list(given)).exists():
        task.enqueue(*given)


def _ready() -> Any:
    return DBTaskResult.objects.ready()


def _recover() -> None:
    """Queue again what a killed worker had begun; forget what was finished long ago."""
    DBTaskResult.objects.running().update(status=TaskResultStatus.READY)
    old = timezone.now() - timedelta(days=_KEPT_DAYS)
    DBTaskResult.objects.finished().filter(finished_at__lt=old).delete()
    worker_free.send(sender=None)


def _worker() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{os.getpid()}",
        excluded_queue_names=[],
    )


def drain_here() -> None:
    """Do all queued work in this process, unless a worker is at it: what is queued is then that worker's."""
    while _ready().exists():
        with _only_worker() as held:
            if not held:
                return
            _recover()
            _worker().run()


def _drain(worker: Worker) -> None:
    try:
        worker.run()
    except OperationalError as error:
        if not is_locked_database_exception(error):
            raise  # a writer held the database longer than we wait: look again later


def run_worker(*, once: bool = False, beside: bool = False) -> None:
    """Do queued work until told to stop (SIGTERM, Ctrl+C: after the task at hand); `once`: until the queue is empty.

    `beside`: stop when the process that started this one is gone. InputFault when another worker is running.
    """
    parent = os.getppid()
    workspace().make_folders()
    with _only_worker(_PATIENCE) as held:
        if not held:
            raise InputFault(
                "Không gian làm việc này đã có một tiến trình nền đang chạy (`parindex serve` tự mở một cái)."
            )
        _recover()
        worker, free, day = _worker(), True, today()
        worker.configure_signals()
        while worker.running and not (beside and os.getppid() != parent):
            if today() != day:
                day = today()
                day_begins.send_robust(sender=None)
            if _ready().exists():
                _drain(worker)
                free = False
            elif not free:
                worker_free.send(sender=None)
                free = True
            elif once:
                return
            else:
                time.sleep(_PAUSE)
