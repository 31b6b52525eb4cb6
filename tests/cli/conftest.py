"""Workspaces for the tests of the command line: built once, copied for who writes."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from cli_process import Ran, run_parindex
from tests.built_once import built_once

FILES = Path(__file__).parent / "fixtures"
DERIVED = {"derived", "tmp"}  # made again when missing: not part of what a workspace says


@pytest.fixture
def parindex(tmp_path: Path) -> Callable[..., Ran]:
    """parindex(*arguments, workspace=…) runs the command in an empty directory of its own."""
    home = tmp_path / "nơi chạy lệnh"
    home.mkdir()
    return lambda *args, **options: run_parindex(*args, **({"cwd": home} | options))


@pytest.fixture
def demo_copy(demo: Path, tmp_path: Path) -> Path:
    """A demo workspace of one's own. Who reads the shared one meanwhile makes and removes files beside its database."""
    return shutil.copytree(demo, tmp_path / "bản sao", ignore=shutil.ignore_patterns("parindex.sqlite3-*"))


@pytest.fixture(scope="session")
def office_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace with the unit tree of the worked files and nothing else. Not to be written to."""

    def build(place: Path) -> None:
        assert run_parindex("init", workspace=place).code == 0
        assert run_parindex("units", "import", FILES / "units-2021.csv", workspace=place).code == 0

    return built_once(tmp_path_factory, "office", build)


@pytest.fixture
def office(office_built: Path, tmp_path: Path) -> Path:
    """The same, of one's own, in a folder with a space, an accent, a number sign, a percent sign and a bracket."""
    return shutil.copytree(office_built, tmp_path / "Hồ sơ năm 2021 #1 [50%]")


@pytest.fixture
def files() -> Path:
    """Folder of the worked files: nine reports, one late; the units of an office."""
    return FILES


@pytest.fixture
def spec_files() -> Path:
    """Folder of the worked example of scoring."""
    return Path(__file__).parents[1] / "spec" / "fixtures"


def _state(workspace: Path) -> dict[str, str]:
    database = workspace / "parindex.sqlite3"
    said = {}
    if database.exists():
        with closing(sqlite3.connect(database)) as connection:
            said["database"] = hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    for path in sorted(workspace.rglob("*")):
        inside = path.relative_to(workspace)
        if path.is_file() and inside.parts[0] not in DERIVED and not inside.name.startswith("parindex.sqlite3"):
            said[str(inside)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return said


@pytest.fixture
def state() -> Callable[[Path], dict[str, str]]:
    """state(workspace) → all that the workspace says: every table, every file. Equal when nothing changed."""
    return _state


@pytest.fixture
def unchanged() -> Callable[[Path], Any]:
    """with unchanged(workspace): … fails when anything that the workspace says is different afterwards."""

    @contextmanager
    def watch(workspace: Path) -> Iterator[None]:
        before = _state(workspace)
        yield
        assert _state(workspace) == before

    return watch
