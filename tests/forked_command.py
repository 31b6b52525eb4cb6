"""The command line in processes of their own that need not load the software again: a process that has, forks them.

`run(arguments)` starts that process at its first call. A child sets Django up for its own workspace, has its own
streams, folder and exit code. In the sample Django is set up before the fork: a child only moves to its workspace, and ends
without taking down what was loaded. What a start from nothing does besides is tried with the installed command itself.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

FULL = os.environ.get("TEST_DEPTH") == "full"
LOADED = (
    "parindex.cli.main",
    "parindex.measures.catalogue",
    "parindex.records.importing",
    "parindex.records.inline",
    "parindex.organisations.tree",
    "csp.constants",
    "django.contrib.admin",
    "django.contrib.auth.hashers",
    "django.contrib.auth.password_validation",
    "django.contrib.messages",
    "django.contrib.staticfiles.finders",
    "django.contrib.syndication.views",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.template.defaulttags",
    "django.template.loader_tags",
    "django.views.debug",
    "django_htmx",
    "django_stubs_ext.patch",
    "django_tasks",
    "django_tasks_db.backend",
    "docx",
    "duckdb",
    "xlsxwriter",
)


def clean_environment() -> dict[str, str]:
    """This process's own, without what changes the command; warnings are errors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARINDEX", "DJANGO", "PYTHON"))}
    return kept | {"PYTHONWARNINGS": "error"}


@cache
def _parent() -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=clean_environment(),
    )
    atexit.register(_end, process)
    return process


def _end(process: "subprocess.Popen[str]") -> None:
    with process:
        process.stdin.close()  # type: ignore[union-attr]


def run(arguments: Sequence[str], *, cwd: Path | None = None, timeout: int = 400) -> tuple[int, bytes, bytes]:
    """Exit code (negative: the signal that ended it), what it wrote to stdout and to stderr."""
    parent = _parent()
    assert parent.stdin
    assert parent.stdout
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        words = {"arguments": arguments, "cwd": [cwd or Path.cwd()], "out": [out], "err": [err]}
        order = {name: [os.fsencode(word).hex() for word in given] for name, given in words.items()}
        parent.stdin.write(json.dumps(order | {"timeout": timeout}) + "\n")
        parent.stdin.flush()
        code = int(parent.stdout.readline())
        assert code != -signal.SIGALRM, f"no end within {timeout} s: {arguments}"
        return code, out.read_bytes(), err.read_bytes()


def _words(order: dict[str, Any], name: str) -> list[str]:
    """A part of an order; names of files need not be UTF-8, so they travel as digits."""
    return [os.fsdecode(bytes.fromhex(word)) for word in order[name]]


def _child(order: dict[str, Any]) -> NoReturn:
    """Be the command, and end as it does: whatever is open is closed on the way out."""
    atexit.register(gc.unfreeze)  # what was loaded is taken down as after a start from nothing
    signal.alarm(order["timeout"])
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(_words(order, name)[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    os.chdir(_words(order, "cwd")[0])
    sys.argv = ["parindex", *_words(order, "arguments")]
    from parindex.cli.main import entry

    if FULL:
        entry()
    try:
        entry()
    except SystemExit as end:
        _end_at_once(end.code)


def _end_at_once(code: object) -> NoReturn:
    """End, with everything written and the database closed."""
    from django.db import connections

    connections.close_all()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def _set_django_up() -> None:
    """Load what is the same for every workspace; setting Django up is then to move to one."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "parindex.settings"
    django.setup()
    from django.conf import Settings, settings
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    MigrationLoader(None)
    del os.environ["DJANGO_SETTINGS_MODULE"]

    def move() -> None:
        importlib.reload(sys.modules["parindex.settings"])
        settings._wrapped = Settings("parindex.settings")
        for made in connections.all(
            initialized_only=True
        ):  # none is open: each only knows where its database would lie
            del connections[made.alias]
        connections._settings = None
        vars(connections).pop("settings", None)

    django.setup = move


def main() -> None:
    """Fork a child an order, tell its exit code."""
    from parindex.cli import commands

    for module in (*LOADED, *(f"{commands.__name__}.{one.name}" for one in pkgutil.iter_modules(commands.__path__))):
        importlib.import_module(module)
    if not FULL:
        os.fsync = lambda handle: None
        _set_django_up()
    gc.collect()
    gc.freeze()  # a child need not look through what was loaded
    orders, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    for line in orders:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            orders.close()
            answers.close()
            _child(order)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


if __name__ == "__main__":
    main()
