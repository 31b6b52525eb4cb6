"""Shared by all tests: how deep to test, what the machine must have, no network beyond this machine."""

import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

FULL = os.environ.get("TEST_DEPTH") == "full"
TOOLS = {"browser": ("chromium", "chromium-browser", "google-chrome"), "libreoffice": ("soffice", "libreoffice")}

settings.register_profile(
    "sample",
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("full", settings.get_profile("sample"), max_examples=150)
settings.load_profile("full" if FULL else "sample")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A tool that is missing skips its tests with the reason; in the full profile nothing may be missing."""
    for item in items:
        for marker, names in TOOLS.items():
            if item.get_closest_marker(marker) and not any(map(shutil.which, names)):
                if FULL:
                    raise pytest.UsageError(f"TEST_DEPTH=full needs one of: {', '.join(names)}")
                item.add_marker(pytest.mark.skip(reason=f"needs {names[0]}, which this machine does not have"))


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
