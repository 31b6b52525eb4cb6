"""An office with empty registers for each test; the files of empty registers are made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from measure_rows import Office


@pytest.fixture(scope="session")
def empty_registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sổ trống")


@pytest.fixture
def office(tmp_path: Path, empty_registers: Path) -> Iterator[Office]:
    made = Office(tmp_path, empty_registers)
    yield made
    made.connection.close()
