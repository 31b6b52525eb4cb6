"""The pages in a real browser: a server of its own on the example workspace, Debian's Chromium, no other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from tests.built_once import COMMAND
from tests.conftest import FULL
from tests.web.example_workspace import Example, example_copy

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
]
PATIENCE = 120_000  # milliseconds: on a busy machine a page takes its time, and that is no fault
expect.set_options(timeout=PATIENCE)
LARGE_ROWS = 50_000 if FULL else 2_000  # more are imported in the background; in full, the software's own limit
SMALLER = f"""
from parindex.cli import loading
from parindex.cli.main import entry
load = loading.load_django
def load_and_lower(folder):
    load(folder)
    from parindex.web.views import imports
    imports.LARGE_ROWS = {LARGE_ROWS}
loading.load_django = load_and_lower
entry()
"""
PROGRAM = COMMAND if FULL else (sys.executable, "-c", SMALLER)


@dataclass
class Site:
    """Where the server answers, whose passwords open it, and from how many rows on it imports in the background."""

    url: str
    example: Example
    large_rows: int = LARGE_ROWS
    strange: list[str] = field(default_factory=list)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`parindex serve` on a copy of the example."""
    example, port = example_copy(tmp_path_factory, "browser"), _free_port()
    command = [*PROGRAM, "--workspace", str(example.folder), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/dang-nhap/", timeout=5).close()  # noqa: S310 (our own server)
                break
            except OSError:
                assert server.poll() is None, "the server ended"
                time.sleep(0.2)
        yield Site(url, example)
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without its sandbox only where root could not have one.

    Never for longer than a module: Playwright runs an event loop in this thread, and Django refuses its database there.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=[*QUIET, *root])
        yield launched
        launched.close()


def _strange(said: ConsoleMessage) -> bool:
    refused = said.text.startswith("Failed to load resource") and any(code in said.text for code in (" 400 ", " 409 "))
    return said.type in {"error", "warning"} and not refused


@pytest.fixture
def open_page(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """open_page(width=390, dark=True, scripts=False): a page in which the coordinator has signed in.

    Whatever the console says or the page asks of another host is an error at the end of the test; but for the
    browser's remark on a form that was refused (400) or overtaken (409), which is how the site answers those.
    """
    contexts: list[BrowserContext] = []
    strange: list[str] = []

    def make(*, width: int = 1366, dark: bool = False, scripts: bool = True, user: str = "van-phong") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="vi-VN",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: strange.append(said.text) if _strange(said) else None)
        page.on("pageerror", lambda error: strange.append(str(error)))
        page.on(
            "request", lambda asked: None if asked.url.startswith((site.url, "data:")) else strange.append(asked.url)
        )
        page.goto(f"{site.url}/dang-nhap/")
        page.fill("[name=username]", user)
        page.fill("[name=password]", site.example.passwords[user])
        page.click("button[type=submit]")
        return page

    yield make
    for context in contexts:
        context.close()
    assert strange == []
