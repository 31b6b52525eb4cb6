"""`worker`: the process that does queued work. `serve` starts one beside the pages."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parindex.cli.loading import open_workspace
from parindex.cli.options import command
from parindex.cli.result import Result

_LEAVE = (
    10  # seconds that a worker gets to finish what it is doing; what it does not finish is done after the next start
)


@contextmanager
def worker_beside(folder: Path) -> Iterator[None]:
    """A worker as a process of its own, for the length of the block."""
    program = "from parindex.cli.main import entry; entry()"
    words = [sys.executable, "-c", program, "--workspace", str(folder), "worker", "--beside"]
    process = subprocess.Popen(words, env={**os.environ, "PARINDEX_BACKGROUND": "1"})  # noqa: S603  # our own program
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


def _run(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.ledger.worker import run_worker

    run_worker(once=args.once, beside=args.beside)
    return Result({"ok": True}, "Đã làm hết việc đang chờ." if args.once else "Tiến trình nền đã dừng.")


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the command."""
    parser = command(parsers, "worker", _run, text)
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi thôi")
    parser.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
