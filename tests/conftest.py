"""Shared by all tests: how deep to test, what the machine must have, no network beyond this machine."""

import gc
import os
import random
import shutil
import socket
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pytest
from hypothesis import HealthCheck, settings
from tests import one_engine
from tests.built_once import ODD_NAME, demo_built

FULL = os.environ.get("TEST_DEPTH") == "full"
TOOLS = {"browser": ("chromium", "chromium-browser", "google-chrome"), "libreoffice": ("soffice", "libreoffice")}

T = TypeVar("T")
# What the sample draws is the same each time, unless others are asked for: then the same in all processes of the run.
if os.environ.get("TEST_SEED") == "random":
    os.environ.setdefault("TEST_DRAW", str(random.SystemRandom().randrange(10**6)))
DRAW = os.environ.get("TEST_DRAW", "")

# A gate says the same twice: the examples of a test follow from its own code. TEST_SEED=random tries others each time.
settings.register_profile(
    "sample",
    max_examples=15,
    deadline=None,
    derandomize=os.environ.get("TEST_SEED") != "random",
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("full", settings.get_profile("sample"), max_examples=150)
settings.load_profile("full" if FULL else "sample")
if not FULL:
    duckdb.connect = one_engine.connect
    os.fsync = lambda handle: None  # processes die in tests, the machine does not: what was written is there
COSTLY = settings(max_examples=150 if FULL else 6)  # of examples that each take part of a second

# Registers for sweeps that cost much and whose subject other sweeps try on all: of every type of column, with many rows
# and with few, with a log, by day and by minute. Sweeps over all of them are those of the sample files.
SPREAD = frozenset(("assigned_tasks", "dossiers", "archive_backlog", "procedures", "leadership", "reports"))


def drawn(of: Sequence[T], share: int, name: str) -> list[T]:
    """One of every `share` neighbours, so that each stretch is touched, drawn by the name of what is tried; in full, all."""
    chance = random.Random(f"{name} {DRAW}")
    return [*of] if FULL else [chance.choice(of[at : at + share]) for at in range(0, len(of), share)]


def some(registers: Iterable[str]) -> list[str]:
    """The names of the spread; in full, of all registers."""
    return [name for name in registers if FULL or name in SPREAD]


def pytest_report_header() -> str | None:
    """How to draw the same cases again."""
    return f"TEST_DRAW={DRAW}" if DRAW else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of dear tests the sample draws some, unless their file is named. A tool that is missing skips its tests with the
    reason; in the full profile nothing may be missing."""
    if not FULL and not any(".py" in given for given in config.args):
        _leave_to_full(config, items)
    for item in items:
        for marker, names in TOOLS.items():
            if item.get_closest_marker(marker) and not any(map(shutil.which, names)):
                if FULL:
                    raise pytest.UsageError(f"TEST_DEPTH=full needs one of: {', '.join(names)}")
                item.add_marker(pytest.mark.skip(reason=f"needs {names[0]}, which this machine does not have"))


def _leave_to_full(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep one of so many tests marked `dear` in a file."""
    dear: dict[tuple[Path, int], list[pytest.Item]] = {}
    for item in items:
        if mark := item.get_closest_marker("dear"):
            dear.setdefault((item.path, mark.args[0]), []).append(item)
    left = {one for them in dear.values() for one in them}
    left -= {one for (path, share), them in dear.items() for one in drawn(them, share, path.stem)}
    config.hook.pytest_deselected(items=[*left])
    items[:] = [item for item in items if item not in left]


def pytest_collection_finish() -> None:
    """What was loaded stays to the end: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Connections only to this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "localhost", "::1"}:
            raise RuntimeError(f"tests must not reach {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    yield


@pytest.fixture(scope="session")
def demo_said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the shared example: the workspace, what `demo --json` said, what it told. Not to be written to."""
    return demo_built(tmp_path_factory)


@pytest.fixture(scope="session")
def demo(demo_said: Path) -> Path:
    """The example workspace, for who only reads."""
    return demo_said / ODD_NAME
