"""The import of a large dossier CSV against DuckDB merely reading it into a table."""

import itertools
from pathlib import Path

from benchmarks.dossier_file import ROWS, UNITS, columns_of, write_dossiers
from benchmarks.rounds import Contest, contest
from parindex.records.engine import connect, path_literal
from parindex.records.importing import prepare, write_batch
from parindex.records.registers import REGISTERS

GOAL = 4.0
READ = "DuckDB CREATE TABLE AS SELECT * FROM read_csv"


def run(folder: Path) -> Contest:
    """Needs Django loaded on the example: the whole action writes store, ledger and audit there."""
    from parindex.assessment.models import Adoption
    from parindex.ledger.actions import import_file, undo_batch
    from parindex.organisations.queries import person

    file = folder / "ho-so.csv"
    write_dossiers(file)
    register = REGISTERS["dossiers"]
    names = {unit.replace("-", " "): unit for unit in UNITS} | {unit: unit for unit in UNITS}
    landed: list[int] = []
    adopted = list(Adoption.objects.all())
    sources = (f"do_{number}" for number in itertools.count())

    def read() -> None:
        with connect(folder) as connection:
            connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv({path_literal(file)})")

    def batch() -> None:
        with connect(folder) as connection:
            prepared = prepare(
                connection, register, file, source="do", unit="so-ldtbxh", unit_names=names, current=None
            )
            if prepared.accepted != ROWS:
                raise AssertionError(prepared.errors[:3])
            write_batch(connection, prepared, folder / "batch.parquet")
            connection.execute(f"DROP SCHEMA {prepared.raw.schema} CASCADE")

    def whole(*, assessed: bool) -> None:
        Adoption.objects.all().delete()
        if assessed:
            Adoption.objects.bulk_create(adopted)
        report = import_file(by=person(None), register="dossiers", path=file, source=next(sources), unit="so-ldtbxh")
        if report.accepted != ROWS or report.batch is None:
            raise AssertionError(report.errors[:3])
        landed.append(report.batch)

    def tidy() -> None:
        """Take the last import out of force, so that every round finds the ledger alike."""
        Adoption.objects.all().delete()
        while landed:
            undo_batch(by=person(None), number=landed.pop())

    return contest(
        f"Import of a dossier CSV, {ROWS:,} rows, {columns_of(file)} columns, {file.stat().st_size / 1e6:.0f} MB",
        {
            READ: read,
            "prepare + write_batch (checked, canonical, Parquet)": batch,
            "whole action with store, ledger and audit": lambda: whole(assessed=False),
            "the same, figures of an assessed period made again": lambda: whole(assessed=True),
        },
        goals={
            "prepare + write_batch (checked, canonical, Parquet)": GOAL,
            "whole action with store, ledger and audit": GOAL,
        },
        before=tidy,
        note="Every row is accepted. Each contestant opens its own connection with two threads.",
    )
