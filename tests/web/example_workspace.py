"""The example workspace for tests of the pages: built once a run by the real command, copied for each process."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

UNIT, PERIOD = "so-ldtbxh", "2021"
BASE = f"/{UNIT}/{PERIOD}"
COMMAND = [sys.executable, "-c", "from parindex.cli.main import entry; entry()"]


@dataclass(frozen=True)
class Example:
    """A workspace folder of one's own, with the passwords of its people."""

    folder: Path
    passwords: dict[str, str]


def _build(place: Path) -> None:
    place.mkdir()
    ran = subprocess.run(
        [*COMMAND, "--workspace", str(place / "workspace"), "demo", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    (place / "said.json").write_text(ran.stdout, encoding="utf-8")


def example_copy(factory: pytest.TempPathFactory, name: str) -> Example:
    """A copy in a folder called `name` of this test process."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    place, done = shared / "web-example", shared / "web-example.done"
    with (shared / "web-example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _build(place)
            done.touch()
    said = json.loads((place / "said.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(place / "workspace", factory.mktemp(name) / "Hồ sơ năm 2021 #1")
    return Example(folder, {one["username"]: one["password"] for one in said["people"]})
