"""Batches: the same rows give the same bytes. Folding: the newest row per source and key, nothing dropped."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dossier_file import UNITS as DOSSIER_UNITS
from dossier_file import dossier_rows, write_dossiers
from hypothesis import given, settings
from hypothesis import strategies as st
from import_kit import SAMPLE, TITLES, connection, read, sample_row, write_csv

from parindex.accents import fold
from parindex.errors import InputFault
from parindex.records.engine import copy_to_parquet, path_literal
from parindex.records.folding import fold_batches, versions
from parindex.records.importing import prepare, write_batch
from parindex.records.listing import all_rows
from parindex.records.registers.dossiers import DOSSIERS
from parindex.records.schema import Column, Register

BATCH_COLUMNS = [
    ("source", "VARCHAR"),
    ("key", "VARCHAR"),
    ("state", "VARCHAR"),
    ("row", "INTEGER"),
    ("unit", "VARCHAR"),
    ("code", "VARCHAR"),
    ("title", "VARCHAR"),
    ("day", "DATE"),
    ("moment", "TIMESTAMP"),
    ("count", "BIGINT"),
    ("length", "DECIMAL(18,4)"),
    ("kind", "VARCHAR"),
    ("agreed", "BOOLEAN"),
]


def columns_of(path: Path) -> list[tuple[str, str]]:
    with connection(path.parent) as con:
        return [(row[0], row[1]) for row in con.execute(f"DESCRIBE FROM read_parquet({path_literal(path)})").fetchall()]


def batch(path: Path, *codes: str, source: str = "so", title: str = "") -> Path:
    """A batch of rows that only have a code and a title."""
    rows = [sample_row(code, title=title) for code in codes]
    read(write_csv(path, [TITLES, *rows]), source=source)
    return path.with_suffix(".batch.parquet")


def folded(into: Path, *batches: tuple[int, Path], previous: Path | None = None) -> list[dict[str, Any]]:
    with connection(into.parent) as con:
        fold_batches(con, SAMPLE, batches, into, previous=previous)
        return list(all_rows(con, into))


def test_a_batch_has_the_canonical_columns_in_order(tmp_path: Path) -> None:
    assert columns_of(batch(tmp_path / "a.csv", "A")) == BATCH_COLUMNS


def test_the_same_rows_give_the_same_bytes_in_any_order_of_the_connection(tmp_path: Path) -> None:
    path = write_dossiers(tmp_path / "a.csv", 3_000)
    names = {fold(name): str(number) for number, name in enumerate(DOSSIER_UNITS)}
    made = []
    for number in range(3):
        with connection(tmp_path) as con:
            con.execute(f"SET threads = {number + 1}")
            found = prepare(con, DOSSIERS, path, source="so", unit="x", unit_names=names, current=None)
            write_batch(con, found, tmp_path / f"{number}.parquet")
        made.append((tmp_path / f"{number}.parquet").read_bytes())
    assert made[0] == made[1] == made[2]


def test_a_dossier_file_lands_row_for_row(tmp_path: Path) -> None:
    path = write_dossiers(tmp_path / "a.csv", 500)
    names = {fold(name): name for name in DOSSIER_UNITS}
    found = read(path, DOSSIERS, names=names)
    typed = {row[0]: row for row in dossier_rows(500)}
    assert found.prepared.accepted == len(typed) == 500
    for row in found.rows:
        source = typed[row["code"]]
        assert row["unit"] == source[4]
        assert f"{row['received']:%d/%m/%Y %H:%M}" == source[9]
        assert row["days"] == int(source[10])
        assert row["result_signed"] == dt.datetime.strptime(source[19], "%d/%m/%Y").date()


def test_importing_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = write_dossiers(tmp_path / "a.csv", 200)
    names = {fold(name): name for name in DOSSIER_UNITS}
    read(path, DOSSIERS, names=names)
    with connection(tmp_path) as con:
        fold_batches(con, DOSSIERS, [(1, tmp_path / "a.batch.parquet")], tmp_path / "now.parquet")
    again = read(path, DOSSIERS, names=names, current=tmp_path / "now.parquet").prepared
    assert (again.accepted, again.updated, again.unchanged, again.batch_rows) == (0, 0, 200, 0)


def test_a_file_with_one_change_writes_all_its_rows(tmp_path: Path) -> None:
    batch(tmp_path / "a.csv", "A", "B")
    folded(tmp_path / "now.parquet", (1, tmp_path / "a.batch.parquet"))
    path = write_csv(tmp_path / "b.csv", [TITLES, sample_row("A"), sample_row("B", title="mới")])
    found = read(path, current=tmp_path / "now.parquet")
    assert (found.prepared.updated, found.prepared.unchanged, found.prepared.batch_rows) == (1, 1, 2)
    # so that undoing the first batch keeps what the second file says about A
    assert [row["key"] for row in folded(tmp_path / "c.parquet", (2, tmp_path / "b.batch.parquet"))] == ["A", "B"]


def test_the_later_batch_wins_whatever_the_order_given(tmp_path: Path) -> None:
    old, new = batch(tmp_path / "a.csv", "A", "B", title="cũ"), batch(tmp_path / "b.csv", "B", "C", title="mới")
    for order in ([(1, old), (2, new)], [(2, new), (1, old)]):
        rows = folded(tmp_path / "now.parquet", *order)
        assert [(row["key"], row["title"], row["batch"]) for row in rows] == [
            ("A", "cũ", 1),
            ("B", "mới", 2),
            ("C", "mới", 2),
        ]


def test_sources_do_not_touch_each_other(tmp_path: Path) -> None:
    ours, theirs = batch(tmp_path / "a.csv", "A", title="sở"), batch(tmp_path / "b.csv", "A", source="một cửa")
    rows = folded(tmp_path / "now.parquet", (1, ours), (2, theirs))
    assert [(row["source"], row["key"]) for row in rows] == [("một cửa", "A"), ("so", "A")]


def test_no_batches_make_an_empty_file_of_the_right_shape(tmp_path: Path) -> None:
    assert folded(tmp_path / "now.parquet") == []
    assert columns_of(tmp_path / "now.parquet") == [*BATCH_COLUMNS, ("batch", "BIGINT")]
    path = write_csv(tmp_path / "a.csv", [TITLES, sample_row("A")])
    assert read(path, current=tmp_path / "now.parquet").prepared.accepted == 1


def test_withdrawn_rows_stay_and_come_back_as_new(tmp_path: Path) -> None:
    first, gone = batch(tmp_path / "a.csv", "A", "B"), tmp_path / "gone.parquet"
    with connection(tmp_path) as con:
        query = f"SELECT * REPLACE ('withdrawn' AS state) FROM read_parquet({path_literal(first)}) WHERE key = 'A'"
        copy_to_parquet(con, query, gone)
    rows = folded(tmp_path / "now.parquet", (1, first), (2, gone))
    assert [(row["key"], row["state"]) for row in rows] == [("A", "withdrawn"), ("B", "present")]
    again = read(tmp_path / "a.csv", current=tmp_path / "now.parquet").prepared
    assert (again.accepted, again.unchanged) == (1, 1)


def test_a_batch_older_than_a_new_column_reads_as_empty_there(tmp_path: Path) -> None:
    grown = Register(
        name=SAMPLE.name,
        title=SAMPLE.title,
        criterion="0",
        key=SAMPLE.key,
        columns=(*SAMPLE.columns, Column(name="remark", title="Nhận xét")),
    )
    first = batch(tmp_path / "a.csv", "A")
    path = write_csv(tmp_path / "b.csv", [["Mã", "Nhận xét"], ["A", ""], ["B", "tốt"]])
    found = read(path, grown, current=first)
    assert (found.prepared.unchanged, found.prepared.accepted) == (1, 1)
    with connection(tmp_path) as con:
        fold_batches(con, grown, [(1, first), (2, tmp_path / "b.batch.parquet")], tmp_path / "now.parquet")
        rows = all_rows(con, tmp_path / "now.parquet")
    assert [(row["key"], row["remark"]) for row in rows] == [("A", None), ("B", "tốt")]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = batch(tmp_path / "a.csv", "A")
    folded(tmp_path / "now.parquet", (1, first))
    before = (tmp_path / "now.parquet").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputFault, match="Không ghi được"):
        folded(tmp_path / "now.parquet", (1, first), (2, batch_again(tmp_path)))
    assert (tmp_path / "now.parquet").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


def batch_again(folder: Path) -> Path:
    """A second batch, copied from the first: nothing may be written through the importer at this point."""
    copy = folder / "again.parquet"
    copy.write_bytes((folder / "a.batch.parquet").read_bytes())
    return copy


def test_two_batches_may_have_brought_the_same_file(tmp_path: Path) -> None:
    first, second = batch(tmp_path / "a.csv", "A", "B", title="cũ"), batch(tmp_path / "b.csv", "B", title="mới")
    rows = folded(tmp_path / "now.parquet", (1, first), (2, second), (3, first))
    assert [(row["key"], row["title"], row["batch"]) for row in rows] == [("A", "cũ", 3), ("B", "cũ", 3)]
    with connection(tmp_path) as con:
        said = versions(con, SAMPLE, [(1, first), (2, second), (3, first)], source="so", key="B")
    assert [(row["batch"], row["title"]) for row in said] == [(3, "cũ"), (2, "mới"), (1, "cũ")]


def test_one_row_is_told_from_hundreds_of_files_by_two_statements(tmp_path: Path) -> None:
    first = batch(tmp_path / "a.csv", "A", "B")
    files = [(1, first)]
    for number in range(2, 202):
        files.append((number, tmp_path / f"{number}.parquet"))
        files[-1][1].write_bytes(first.read_bytes())
    with connection(tmp_path) as con:
        counted = CountedStatements(con)
        said = versions(counted, SAMPLE, files, source="so", key="B")  # type: ignore[arg-type]
    assert [row["batch"] for row in said] == list(range(201, 0, -1))
    assert counted.statements == 2, "one for the columns that are there, one for the rows"


class CountedStatements:
    """A connection that counts what it is asked."""

    def __init__(self, inner: duckdb.DuckDBPyConnection) -> None:
        self.inner, self.statements = inner, 0

    def execute(self, *given: Any) -> duckdb.DuckDBPyConnection:
        self.statements += 1
        return self.inner.execute(*given)


def test_batches_in_odd_folders_fold_too(tmp_path: Path) -> None:
    folder = tmp_path / "Hồ sơ năm 2021 #1 [x] a%20b 'q' *"
    folder.mkdir()
    both = ((1, batch(folder / "a[b].csv", "A")), (2, batch(folder / "c*.csv", "B")))
    rows = folded(folder / "now [1]?.parquet", *both)
    assert [(row["key"], row["batch"]) for row in rows] == [("A", 1), ("B", 2)]


_step = st.dictionaries(st.sampled_from("ABCDE"), st.sampled_from(["1", "2", "3"]), min_size=1)


@settings(max_examples=8)
@given(steps=st.lists(st.tuples(st.sampled_from(["so", "mc"]), _step), min_size=1, max_size=5), cut=st.integers(0, 5))
def test_folding_in_two_goes_gives_the_same_as_in_one(
    tmp_path: Path, steps: list[tuple[str, dict[str, str]]], cut: int
) -> None:
    batches, expected = [], {}
    for number, (source, values) in enumerate(steps, start=1):
        rows = [sample_row(code, title=title) for code, title in values.items()]
        read(write_csv(tmp_path / f"{number}.csv", [TITLES, *rows]), source=source)
        batches.append((number, tmp_path / f"{number}.batch.parquet"))
        expected |= {(source, code): (title, number) for code, title in values.items()}
    whole = folded(tmp_path / "whole.parquet", *batches)
    folded(tmp_path / "half.parquet", *batches[:cut])
    parts = folded(tmp_path / "parts.parquet", *batches[cut:], previous=tmp_path / "half.parquet")
    assert whole == parts
    assert {(row["source"], row["key"]): (row["title"], row["batch"]) for row in whole} == expected
    assert [(row["source"], row["key"]) for row in whole] == sorted(expected)


def test_the_connection_never_looks_for_extensions(tmp_path: Path) -> None:
    with connection(tmp_path) as con:
        for option in ("autoinstall_known_extensions", "autoload_known_extensions"):
            assert con.execute(f"SELECT current_setting('{option}')").fetchone() == (False,)
        with pytest.raises(duckdb.Error):
            con.execute("SELECT * FROM sqlite_scan('a', 'b')")
