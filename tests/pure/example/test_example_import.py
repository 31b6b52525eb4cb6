"""Through the real importer: only the two planted repeats are refused, and every other row lands as it stands."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from reading_plainly import EXAMPLE

from parindex.accents import fold
from parindex.records.engine import Connection, connect
from parindex.records.importing import prepare
from parindex.records.registers import REGISTERS

IMPORTS = yaml.safe_load((EXAMPLE / "vi-du.yaml").read_text(encoding="utf-8"))["imports"]
REPEATED = {"ho-so-so.csv", "nhiem-vu.xlsx"}
ROWS = {
    "bao-cao.xlsx": 9,
    "nhiem-vu.xlsx": 92,
    "tai-lieu-ton-dong.xlsx": 19,
    "thu-tuc.xlsx": 75,
    "ho-so-so.csv": 1670,
    "ho-so-mot-cua.csv": 1670,
    "ra-soat-tthc.xlsx": 25,
    "lanh-dao-phong.xlsx": 8,
    "dao-tao.xlsx": 9,
    "ke-hoach-cchc-2021.xlsx": 22,
    "ke-hoach-2022-phu-luc.xlsx": 38,
}


@dataclass(frozen=True)
class Landed:
    """What the importer made of one file: how many rows, what it refused, what it said, and the good rows."""

    accepted: int
    refused: list[str]
    notices: str
    rows: list[dict[str, object]]


def unit_names() -> dict[str, str]:
    rows = csv.DictReader(io.StringIO((EXAMPLE / "don-vi.csv").read_text(encoding="utf-8")))
    return {fold(row[head]): row["id"] for row in rows for head in ("id", "name", "abbreviation")}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with connect(tmp_path_factory.mktemp("spill")) as connection:
        yield connection


@pytest.fixture(scope="module")
def landed(engine: Connection) -> dict[str, Landed]:
    found = {}
    for one in IMPORTS:
        prepared = prepare(
            engine,
            REGISTERS[one["register"]],
            Path(EXAMPLE / one["file"]),
            source=one["source"],
            unit="so-ldtbxh",
            unit_names=unit_names(),
            current=None,
        )
        good = engine.execute(f"SELECT * FROM {prepared.raw.schema}.good")
        heads = [column[0] for column in good.description or ()]
        rows = [dict(zip(heads, row, strict=True)) for row in good.fetchall()]
        codes = [error.code for error in prepared.errors]
        found[one["file"]] = Landed(prepared.accepted, codes, " ".join(prepared.notices), rows)
        engine.execute(f"DROP SCHEMA {prepared.raw.schema} CASCADE")
    return found


def test_the_example_imports_every_file_that_the_script_and_people_made() -> None:
    listed = {one["file"] for one in IMPORTS}
    there = {path.name for path in EXAMPLE.iterdir() if path.suffix in {".csv", ".xlsx"}}
    assert listed == ROWS.keys()
    assert there - listed == {"don-vi.csv", "nguyen-nhan-da-gai.csv"}


@pytest.mark.parametrize("name", ROWS)
def test_all_rows_land_but_the_planted_repeat(name: str, landed: dict[str, Landed]) -> None:
    assert landed[name].accepted == ROWS[name]
    assert landed[name].refused == (["duplicate"] if name in REPEATED else [])


def test_the_applicants_are_read_and_dropped(landed: dict[str, Landed]) -> None:
    for name in ("ho-so-so.csv", "ho-so-mot-cua.csv"):
        assert "thông tin cá nhân" in landed[name].notices
        assert all("Minh Họa" not in str(value) for row in landed[name].rows for value in row.values())


def test_rows_of_every_division_find_their_unit_though_an_accent_is_missing(landed: dict[str, Landed]) -> None:
    units = {row["unit"] for row in landed["nhiem-vu.xlsx"].rows}
    assert units == {"van-phong", "thanh-tra", "tc-kt", "gdnn", "ld-vl-bh", "ncc", "btxh-pctnxh", "te-bdg"}
    assert "so-ldtbxh" not in {row["unit"] for row in landed["ho-so-so.csv"].rows}


def test_dates_typed_as_text_and_decimal_commas_are_understood(landed: dict[str, Landed]) -> None:
    assert all(row["submitted"] for row in landed["nhiem-vu.xlsx"].rows if row["accepted"])
    assert sum(float(str(row["processed"])) for row in landed["tai-lieu-ton-dong.xlsx"].rows) == pytest.approx(195)


def test_both_exports_give_the_same_dossiers_the_same_channel_and_unit(landed: dict[str, Landed]) -> None:
    ours, theirs = (
        {row["code"]: (row["procedure"], row["unit"], row["channel"]) for row in landed[name].rows}
        for name in ("ho-so-so.csv", "ho-so-mot-cua.csv")
    )
    assert ours == theirs


def test_lead_and_unit_of_a_plan_item_are_not_mixed_up(landed: dict[str, Landed]) -> None:
    items = {row["code"]: row for row in landed["ke-hoach-2022-phu-luc.xlsx"].rows}
    assert items["6.1"]["lead"] == "Phòng Tài chính – Kế toán Sở"
    assert items["6.1"]["unit"] == "so-ldtbxh"
