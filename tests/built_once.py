"""What all test processes of a run share: built by the first that asks, while the others wait."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.forked_command import clean_environment

COMMAND = (str(Path(sys.executable).parent / "parindex"),)
ODD_NAME = "Hồ sơ năm 2021 #1"


def built_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """A folder that `build(folder)` makes, a single time for all test processes of a run. Not to be written to."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    place, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(place, ignore_errors=True)  # the half of a build that failed
            build(place)
            done.touch()
    return place


def demo_built(factory: pytest.TempPathFactory) -> Path:
    """A folder with the example workspace as the installed command builds it, in a folder with an odd name; what
    `demo --json` said in `said.json`, what it told meanwhile in `told.txt`."""

    def build(place: Path) -> None:
        place.mkdir()
        ran = subprocess.run(
            [*COMMAND, "--workspace", str(place / ODD_NAME), "demo", "--json"],
            capture_output=True,
            cwd=place,
            env=clean_environment(),
            timeout=400,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr.decode()
        (place / "said.json").write_bytes(ran.stdout)
        (place / "told.txt").write_bytes(ran.stderr)

    return built_once(factory, "demo", build)
