"""The example's files with bytes, rows, columns, cells or parts changed: a result or a clear fault, never anything else.

TEST_DEPTH=full tries thousands; the default only enough to notice a broken reader.
"""

import random
import warnings
from functools import cache
from pathlib import Path

import pytest
import yaml
from import_kit import connection
from mutations import WRITERS, mutated_bytes, mutated_package, mutated_table, table_of
from test_samples import unit_names
from tests.conftest import FULL

from parindex.errors import InputFault
from parindex.records.importing import prepare, write_batch, write_error_sheet
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register
from parindex.shipped import shipped_folder

PARTS = 10
TRIES = 2_500 if FULL else 80
EXAMPLE = shipped_folder("examples") / "dong-thap-2021"
NAMES = unit_names()


@cache
def files() -> tuple[tuple[Register, Path], ...]:
    """Every file of the examples that a register takes."""
    samples = [(REGISTERS[path.stem], path) for path in sorted((EXAMPLE.parent / "mau-so").glob("*.csv"))]
    listed = yaml.safe_load((EXAMPLE / "vi-du.yaml").read_text(encoding="utf-8"))
    imported = [(REGISTERS[one["register"]], EXAMPLE / one["file"]) for one in _imports(listed)]
    return tuple(samples + imported)


def _imports(node: object) -> list[dict[str, str]]:
    """The entries of the example that name a register and a file, wherever they stand."""
    if isinstance(node, dict):
        own = [node] if {"register", "file"} <= set(node) and (EXAMPLE / str(node["file"])).is_file() else []
        return own + [one for value in node.values() for one in _imports(value)]
    return [one for value in node for one in _imports(value)] if isinstance(node, list) else []


@cache
def cells(path: Path) -> list[list[str]]:
    return table_of(path)


def outcome(register: Register, path: Path, folder: Path) -> str:
    """`fault` or `result`; whatever else escapes fails the test. A fault leaves nothing behind."""
    with connection(folder) as con:
        before = set(folder.rglob("*"))
        try:
            found = prepare(con, register, path, source="so", unit="so-ldtbxh", unit_names=NAMES, current=None)
        except InputFault as fault:
            assert str(fault)
            assert con.execute("SELECT count(*) FROM information_schema.tables").fetchone() == (0,)
            assert set(folder.rglob("*")) == before
            return "fault"
        assert found.read == found.accepted + found.updated + found.unchanged + found.rejected
        assert (found.rejected == 0) == (not found.errors)
        assert all(error.message and error.row > 0 for error in found.errors)
        write_batch(con, found, folder / "batch.parquet")
        kept = con.execute(f"SELECT count(*), count(DISTINCT key) FROM '{folder}/batch.parquet'").fetchone()
        assert kept == (found.read - found.rejected, found.read - found.rejected)
        write_error_sheet(con, found, folder / "lỗi.xlsx")
        con.execute(f"DROP SCHEMA {found.raw.schema} CASCADE")
        return "result"


def mutation(path: Path, chance: random.Random) -> tuple[str, bytes]:
    """A suffix and the bytes of a file gone wrong."""
    kind = chance.randrange(4)
    if kind == 0:
        return path.suffix, mutated_bytes(path.read_bytes(), chance)
    suffix = ".xlsx" if kind == 1 else chance.choice(list(WRITERS))
    data = WRITERS[suffix](mutated_table(cells(path), chance), chance)
    if kind == 1:
        return suffix, mutated_package(data, chance)
    return suffix, mutated_bytes(data, chance) if kind == 2 else data


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_file_gives_a_result_or_a_fault(tmp_path: Path, part: int) -> None:
    chance, seen = random.Random(part), set()
    for number in range(TRIES // PARTS):
        register, path = files()[(part + number * PARTS) % len(files())]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # the zip writer remarks on parts of one name
            suffix, data = mutation(path, chance)
        (tmp_path / f"a{suffix}").write_bytes(data)
        try:
            seen.add(outcome(register, tmp_path / f"a{suffix}", tmp_path))
        except BaseException as wrong:
            wrong.add_note(f"{path.name}, part {part}, try {number}, {suffix}")
            raise
        (tmp_path / f"a{suffix}").unlink()
    assert seen == {"fault", "result"}


def test_every_file_of_the_examples_is_tried_and_imports_as_it_is(tmp_path: Path) -> None:
    assert {path.suffix for _, path in files()} == {".csv", ".xlsx"}
    assert {register.name for register, _ in files()} == set(REGISTERS)
    for register, path in files()[:: 1 if FULL else 7]:
        assert outcome(register, path, tmp_path) == "result", path.name
