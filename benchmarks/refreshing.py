"""A day later: the table of dossiers refreshed, against counting all of them, at the size of the plan.

Two refreshes: the calendar alone moved, and a batch came as well (the day's new dossiers, ends and pauses). Both give what
counting everything gives, cell by cell.
"""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.rounds import ROUNDS, Contest, contest
from benchmarks.scale import CLOCKS, LAW
from benchmarks.scale_data import BASE, Files, make_files, scope_of
from parindex.measures.dossier_daily import Earlier, Keeping
from parindex.measures.grouping import Grouping, OfficialTable, grouped
from parindex.measures.measure import Scope
from parindex.records.engine import Connection, connect, copy_to_parquet, path_literal

MILLIONS = 10
GOAL = 0.05
YESTERDAY, TODAY = date(2025, 12, 29), date(2025, 12, 30)
BY_UNIT = Grouping(by="unit", window="workload", clock=CLOCKS[LAW])
_CHANGED = " OR ".join(f"CAST({moment} AS DATE) = DATE '{TODAY}'" for moment in ("received", "finished", "refused"))


def _as_folded(connection: Connection, files: Files, folder: Path) -> tuple[Scope, Scope]:
    """Both registers in the order of their keys, as the ledger folds them, yesterday and today; what changed today is batch 2."""
    found = []
    for name, kept in (("yesterday", f"CAST(received AS DATE) < DATE '{TODAY}'"), ("today", "TRUE")):
        place = folder / name
        place.mkdir()
        batch = "1" if name == "yesterday" else f"CASE WHEN coalesce({_CHANGED}, FALSE) THEN 2 ELSE 1 END"
        pauses = "1" if name == "yesterday" else f"CASE WHEN CAST(began AS DATE) = DATE '{TODAY}' THEN 2 ELSE 1 END"
        for register, file, numbered, where in (
            ("dossiers", files.dossiers, batch, kept),
            ("dossier_pauses", files.pauses, pauses, "TRUE"),
        ):
            query = f"SELECT * REPLACE (CAST({numbered} AS BIGINT) AS batch) FROM read_parquet({path_literal(file)})"
            copy_to_parquet(
                connection, f"{query} WHERE {where} ORDER BY source, key", place / f"{register}.parquet", paged=True
            )
        scope = scope_of(files)
        own = {register: place / f"{register}.parquet" for register in ("dossiers", "dossier_pauses")}
        found.append(replace(scope, files=own, as_of=YESTERDAY if name == "yesterday" else TODAY))
    return found[0], found[1]


def run(folder: Path, millions: int = MILLIONS, rounds: int = ROUNDS) -> Contest:
    """The contest, with its proof as the note."""
    place = folder / "refresh"
    files = make_files(place, millions * 1_000_000 // BASE)
    try:
        with connect(folder) as connection:
            yesterday, today = _as_folded(connection, files, place)
            files.dossiers.unlink()
            kept = place / "kept"
            before = [Earlier(number=1, dossiers=yesterday.files["dossiers"], pauses=yesterday.files["dossier_pauses"])]
            keeping = Keeping(folder=kept, earlier=lambda: before)

            def table(scope: Scope, keeping: Keeping | None = None) -> OfficialTable:
                return grouped(connection, scope, BY_UNIT, keeping)

            table(yesterday, keeping)
            there = {file.name for file in kept.iterdir()}

            def forget() -> None:
                for file in kept.iterdir():
                    if file.name not in there:
                        file.unlink()

            later = replace(yesterday, as_of=TODAY)
            for scope in (later, today):
                if table(scope, keeping) != table(scope):
                    raise AssertionError("a refreshed table is not that of counting everything")
            changed = connection.execute(
                f"SELECT count(*) FROM read_parquet({path_literal(today.files['dossiers'])}) WHERE batch = 2"
            ).fetchone()
            day, batch = "the day after, no new rows", "the day after, with its batch"
            return contest(
                f"Daily refresh of {millions} million dossiers, by law",
                {
                    "all dossiers counted anew": lambda: table(today),
                    day: lambda: table(later, keeping),
                    batch: lambda: table(today, keeping),
                },
                goals={day: GOAL, batch: GOAL},
                before=forget,
                rounds=rounds,
                note=f"Every cell equals that of counting anew. The batch touches {changed[0] if changed else 0:,} dossiers.",
                by_processor=True,
            )
    finally:
        shutil.rmtree(place)
