"""An office with empty registers for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from measure_rows import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.connection.close()
