"""A process with the software loaded that forks one child an order, and kills it after so many seconds if asked to.

Run as a script; orders, each with its workspace folder, come as JSON lines, answers leave as JSON lines. Forking saves
the seconds of a start-up, so that many kills fall into the write itself.
"""

import gc
import hashlib
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TASKS = "assigned_tasks"


def _die_at(point: str, when: str) -> None:
    """Make the process kill itself as it enters, or leaves, a function named `module:name.name`."""
    module, _, names = point.partition(":")
    owner: Any = importlib.import_module(module)
    *path, last = names.split(".")
    for name in path:
        owner = getattr(owner, name)
    real = getattr(owner, last)

    def deadly(*given: Any, **named: Any) -> Any:
        if when == "after":
            real(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, last, deadly)


def bring(path: str, source: str = "so") -> Any:
    """Import a file of tasks."""
    from parindex.ledger.actions import import_file
    from parindex.organisations.queries import person

    report = import_file(by=person(None), register=TASKS, path=Path(path), source=source, unit="so")
    return {"batch": report.batch, "accepted": report.accepted}


def save(code: str, seen: int | None = None, submitted: str = "") -> Any:
    """Write one task by hand."""
    from parindex.ledger.actions import save_row
    from parindex.ledger.queries import register_named
    from parindex.organisations.queries import person
    from parindex.records.typing_rows import kept_columns

    values = dict.fromkeys((column.name for column in kept_columns(register_named(TASKS))), "") | {
        "code": code,
        "assigned_by": "Số 1/QĐ-UBND",
        "assigned": "02/01/2021",
        "task": "Việc",
        "submitted": submitted,
    }
    batch = save_row(by=person(None), register=TASKS, source="so", unit="so", values=values, seen=seen)
    return batch and batch.number


def save_many(name: str, count: int) -> Any:
    """Write many tasks one after the other; how many landed."""
    return sum(save(f"{name}-{number}") is not None for number in range(count))


def queue(path: str, source: str = "so") -> Any:
    """Queue an import for a worker that is not there yet."""
    from parindex.ledger import jobs
    from parindex.organisations.queries import person

    jobs.left_to_worker = lambda: True
    job = jobs.start_import(by=person(None), register=TASKS, path=Path(path), source=source, unit="so")
    return str(job.token)


def work() -> None:
    """Be the worker until the queue is empty."""
    from parindex.ledger.worker import run_worker

    run_worker(once=True)


def job(token: str) -> Any:
    """How a queued import stands."""
    from parindex.ledger.jobs import import_job

    found = import_job(token)
    return {"state": found.state, "message": found.message} if found else None


def state(thorough: bool) -> Any:
    """The rows in force as one hash, how many; what `doctor` finds wrong; what lies about."""
    from parindex.cli.commands.doctor import CHECKS
    from parindex.ledger.models import Batch
    from parindex.ledger.queries import current_file, register_named
    from parindex.ledger.workspace import workspace
    from parindex.organisations.models import AuditEvent
    from parindex.records.engine import connect
    from parindex.records.listing import all_rows

    for file in workspace().derived.glob("*.parquet"):
        file.unlink()  # what is derived is derived again: the batches are what counts
    with connect(workspace().temporary) as connection:
        rows = all_rows(connection, current_file(register_named(TASKS)))
    said = [{name: str(value) for name, value in row.items() if name not in ("batch", "row")} for row in rows]
    keys = [(row["source"], row["key"]) for row in rows]
    waiting = workspace().waiting.root
    return {
        "rows": hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
        "count": len(keys),
        "twice": len(keys) - len(set(keys)),
        "troubles": [
            trouble
            for name, _, check in CHECKS
            if (thorough or name in ("database", "audit", "store")) and (trouble := check())
        ],
        "batches": Batch.objects.count(),
        "landed": AuditEvent.objects.filter(action__in=("records.imported", "records.edited")).count(),
        "waiting": len([file for file in waiting.rglob("*") if file.is_file()]) if waiting.is_dir() else 0,
    }


ORDERS: dict[str, Callable[..., Any]] = {one.__name__: one for one in (bring, save, save_many, queue, work, job, state)}


def _move_to(folder: str) -> None:
    """Be a process that was started on this workspace."""
    from django.conf import settings
    from django.db import connection

    os.environ["PARINDEX_WORKSPACE"] = folder
    settings.WORKSPACE = Path(folder)
    settings.FILE_UPLOAD_TEMP_DIR = Path(folder) / "tmp"
    assert connection.connection is None, "nothing was opened before the fork"
    connection.settings_dict["NAME"] = Path(folder) / "parindex.sqlite3"


def _child(order: dict[str, Any], answer: int) -> None:
    from parindex.errors import InputFault
    from parindex.ledger.store import disk_fault

    code, said = 0, None
    _move_to(order["folder"])
    try:
        if limit := order.get("file_size"):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if uid := order.get("uid"):
            os.setgid(uid)
            os.setuid(uid)
        if point := order.get("die_at"):
            _die_at(*point)
        said = ORDERS[order["do"]](**order.get("given", {}))
    except InputFault as fault:
        code, said = 2, str(fault)
    except BaseException as error:  # as the command line does
        told = disk_fault(error)
        code, said = (2, str(told)) if told else (1, repr(error))
    os.write(answer, json.dumps({"code": code, "said": said}).encode())
    os._exit(code)


def _fork(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(order, writing)
    os.close(writing)
    wait = order.get("kill_after")
    if wait is not None and not select.select([reading], [], [], wait)[0]:
        os.kill(child, signal.SIGKILL)
    said = b""
    while piece := os.read(reading, 65536):
        said += piece
    _, status = os.waitpid(child, 0)
    os.close(reading)
    took = time.monotonic() - started
    if os.WIFSIGNALED(status):
        return {"killed": True, "took": took}
    return {"killed": False, "took": took, **json.loads(said)}


def main() -> None:
    """Answer orders until there are no more."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "parindex.settings"
    import django

    django.setup()
    import parindex.assessment.refreshing
    import parindex.cli.commands.doctor
    import parindex.ledger.actions  # noqa: F401

    gc.collect()
    gc.freeze()  # a child need not look through what was loaded
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(_fork(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
