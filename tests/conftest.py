"""Shared by all tests: how deep to test, what the machine must have, no network beyond this machine."""

import gc
import os
import shutil
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, settings
from tests import one_engine
from tests.built_once import ODD_NAME, demo_built

FULL = os.environ.get("TEST_DEPTH") == "full"
TOOLS = {"browser": ("chromium", "chromium-browser", "google-chrome"), "libreoffice": ("soffice", "libreoffice")}

# A gate says the same twice: the examples of a test follow from its own code. TEST_SEED=random tries others each time.
settings.register_profile(
    "sample",
    max_examples=40,
    deadline=None,
    derandomize=os.environ.get("TEST_SEED") != "random",
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("full", settings.get_profile("sample"), max_examples=150)
settings.load_profile("full" if FULL else "sample")
if not FULL:
    duckdb.connect = one_engine.connect
COSTLY = settings(max_examples=150 if FULL else 10)  # of examples that each take part of a second

# Registers for sweeps that cost much and whose subject other sweeps try on all: of every type of column, with many rows
# and with few, with a log, by day and by minute. Sweeps over all of them are those of the sample files.
SPREAD = frozenset(("assigned_tasks", "dossiers", "archive_backlog", "procedures", "leadership", "reports"))


def some(registers: Iterable[str]) -> list[str]:
    """The names of the spread; in full, of all registers."""
    return [name for name in registers if FULL or name in SPREAD]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A tool that is missing skips its tests with the reason; in the full profile nothing may be missing."""
    for item in items:
        for marker, names in TOOLS.items():
            if item.get_closest_marker(marker) and not any(map(shutil.which, names)):
                if FULL:
                    raise pytest.UsageError(f"TEST_DEPTH=full needs one of: {', '.join(names)}")
                item.add_marker(pytest.mark.skip(reason=f"needs {names[0]}, which this machine does not have"))


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
