"""Files with bytes changed, cut or repeated: a result or a clear fault, never anything else.

TEST_DEPTH=full tries thousands; the default only enough to notice a broken reader.
"""

import os
import random
import zipfile
from pathlib import Path

import pytest
from import_kit import SAMPLE, TITLES, UNITS, connection, sample_row, write_csv, write_xlsx

from parindex.errors import InputFault
from parindex.records.importing import discard, prepare, write_batch, write_error_sheet

TRIES = 2_000 if os.environ.get("TEST_DEPTH") == "full" else 40
ROWS = [
    TITLES,
    sample_row("007", title="Sở Nội vụ", day="05/03/2021", count="1.670", unit="VP"),
    sample_row("A|B", title='Công ty "ABC"\nCao Lãnh', moment="05/03/2021 08:10", length="12,5", kind="Trực tiếp"),
    sample_row("", title="Tổng cộng", count="2"),
]
_TELLING = [b"\0", b'"', b"\n", b"\r", b",", b"\xff", b"\xcc\x81", b"<", b"&", b"=", b"'", b"\xef\xbb\xbf", b"9" * 30]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with a few changes: a byte, a run cut out, a run repeated, a telling byte put in, the end cut off."""
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        length = chance.randrange(1, 40)
        match chance.randrange(5):
            case 0:
                data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
            case 1:
                data = data[:place] + data[place + length :]
            case 2:
                data = data[:place] + data[place : place + length] * chance.randint(1, 50) + data[place:]
            case 3:
                data = data[:place] + chance.choice(_TELLING) + data[place:]
            case _:
                data = data[: max(place, len(data) // 2)]
    return data


def outcome(path: Path, folder: Path) -> str:
    """`fault` or `result`; whatever else escapes fails the test."""
    with connection(folder) as con:
        try:
            found = prepare(con, SAMPLE, path, source="so", unit="so-x", unit_names=UNITS, current=None)
        except InputFault as fault:
            assert str(fault)
            return "fault"
        assert found.read == found.accepted + found.rejected
        write_batch(con, found, folder / "batch.parquet")
        write_error_sheet(con, found, folder / "lỗi.xlsx")
        discard(con, found)
        return "result"


@pytest.mark.parametrize("part", range(4))
def test_a_mutated_csv_gives_a_result_or_a_fault(tmp_path: Path, part: int) -> None:
    original = write_csv(tmp_path / "gốc.csv", ROWS).read_bytes()
    assert outcome(tmp_path / "gốc.csv", tmp_path) == "result"
    chance, seen = random.Random(part), set()
    for _ in range(TRIES // 4):
        (tmp_path / "a.csv").write_bytes(mutated(original, chance))
        seen.add(outcome(tmp_path / "a.csv", tmp_path))
    assert "fault" in seen


@pytest.mark.parametrize("part", range(4))
def test_a_mutated_workbook_gives_a_result_or_a_fault(tmp_path: Path, part: int) -> None:
    original = write_xlsx(tmp_path / "gốc.xlsx", ROWS, merges=[(1, 1, 2, 1)]).read_bytes()
    assert outcome(tmp_path / "gốc.xlsx", tmp_path) == "result"
    chance = random.Random(part)
    for _ in range(TRIES // 8):
        (tmp_path / "a.xlsx").write_bytes(mutated(original, chance))
        assert outcome(tmp_path / "a.xlsx", tmp_path) in {"fault", "result"}


@pytest.mark.parametrize("part", range(4))
def test_a_workbook_whose_parts_are_mutated_gives_a_result_or_a_fault(tmp_path: Path, part: int) -> None:
    original = write_xlsx(tmp_path / "gốc.xlsx", ROWS, merges=[(1, 1, 2, 1)])
    with zipfile.ZipFile(original) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
    chance, seen = random.Random(part), set()
    for _ in range(TRIES // 4):
        victim = chance.choice(told)
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, mutated(data, chance) if name == victim else data)
        seen.add(outcome(tmp_path / "a.xlsx", tmp_path))
    assert "fault" in seen
