"""A million dossiers as CSV, checked and made canonical, against DuckDB merely turning the file into Parquet."""

from pathlib import Path

from benchmarks.dossier_file import ROWS, columns_of, unit_names, write_dossiers, write_many
from benchmarks.rounds import Contest, contest
from parindex.records.engine import connect, path_literal
from parindex.records.importing import prepare, write_batch
from parindex.records.registers import REGISTERS

GOAL = 4.0
TIMES = 5
OURS = "prepare + write_batch (checked, canonical, Parquet)"


def million_batch(folder: Path) -> Path:
    """The batch of the million rows; made when it is not there yet."""
    batch = folder / "million.parquet"
    if not batch.exists():
        _import(folder, _file(folder), batch)
    return batch


def _file(folder: Path) -> Path:
    part, file = folder / "ho-so.csv", folder / "mot-trieu.csv"
    if not part.exists():
        write_dossiers(part)
    if not file.exists():
        write_many(file, part, TIMES)
    return file


def _import(folder: Path, file: Path, batch: Path) -> None:
    with connect(folder) as connection:
        prepared = prepare(
            connection,
            REGISTERS["dossiers"],
            file,
            source="do",
            unit="so-ldtbxh",
            unit_names=unit_names(),
            current=None,
        )
        if prepared.accepted != ROWS * TIMES:
            raise AssertionError(prepared.errors[:3])
        write_batch(connection, prepared, batch)
        connection.execute(f"DROP SCHEMA {prepared.raw.schema} CASCADE")


def run(folder: Path) -> Contest:
    """Each contestant opens its own connection with two threads and writes zstd."""
    file = _file(folder)

    def read() -> None:
        with connect(folder) as connection:
            into = path_literal(folder / "read.parquet")
            query = f"SELECT * FROM read_csv({path_literal(file)})"
            connection.execute(f"COPY ({query}) TO {into} (FORMAT parquet, COMPRESSION zstd)")

    return contest(
        f"Import of a million dossiers, CSV of {columns_of(file)} columns, {file.stat().st_size / 1e6:.0f} MB",
        {
            "DuckDB COPY (SELECT * FROM read_csv) TO Parquet": read,
            OURS: lambda: _import(folder, file, folder / "million.parquet"),
        },
        goals={OURS: GOAL},
        note="Every row is accepted. The yardstick checks nothing; ours also orders the rows by key.",
    )
