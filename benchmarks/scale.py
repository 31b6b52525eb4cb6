"""Classification and grouped counts of dossiers against the bare scan of the same columns, at 1, 10 and 50 million.

The product's own road (`measures.grouping.grouped`, `measures.dossier_counts.Tally`), and beside each figure the proof: every
cell equals what the naive twin gives.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.rounds import ROUNDS, Contest, contest
from benchmarks.scale_data import BASE, Files, make_files, scope_of
from benchmarks.scale_twin import Row, base_rows, statuses, table
from parindex.measures.dossier_counts import STATUSES, Tally
from parindex.measures.grouping import Grouping, OfficialTable, grouped
from parindex.records.engine import Connection, connect, path_literal
from parindex.worktime.clock import DossierClock

GOAL = 4.5
MEMORY_GOAL = 1024  # MiB
SCAN = "scan of the same columns, summed"
CUBE = "law, by unit × procedure × month × channel"
CLOCKS = {
    "due date in the file, by unit": DossierClock(),
    "law with pauses and extensions, to the minute, by unit": DossierClock(
        due="legal", extension="current", granularity="MINUTE"
    ),
    "working hours used up with pauses, to the minute, by unit": DossierClock(
        due="r_hour", extension="current", granularity="MINUTE"
    ),
}
LAW = "law with pauses and extensions, to the minute, by unit"
AXES = ("unit", "procedure", "month")
# The bigger sizes leave out two clocks, so that the whole run keeps within minutes.
PLAN: Mapping[int, Sequence[str]] = {1: tuple(CLOCKS), 10: (LAW,), 50: (LAW,)}
_TEXTS = ("source", "state", "unit", "channel", "stage", "state_text", "code", "duration_kind")
_MOMENTS = ("received", "due", "supplement_asked", "supplemented", "finished", "returned", "closed", "refused")
_DAYS = ("extended_to", "extended_on")


@dataclass(frozen=True)
class Size:
    """What was measured at one size."""

    millions: int
    contest: Contest
    cells: int  # of all tables, each equal to the twin's
    memory: int  # MiB, the most that a process of its own held


def _sums(texts: tuple[str, ...], moments: tuple[str, ...], numbers: tuple[str, ...]) -> str:
    sums = [f"sum(strlen({name}))" for name in texts] + [f"sum({name})" for name in numbers]
    return ", ".join(sums + [f"sum(epoch_us(CAST({name} AS TIMESTAMP)))" for name in moments])


def scan(connection: Connection, files: Files) -> None:
    """Read and sum the columns of both registers that the counts read."""
    dossiers = _sums(_TEXTS, (*_MOMENTS, *_DAYS), ("days",))
    pauses = _sums(("source", "state", "unit", "dossier", "kind"), ("began", "ended"), ())
    connection.execute(f"SELECT {dossiers} FROM read_parquet({path_literal(files.dossiers)})").fetchall()
    connection.execute(f"SELECT {pauses} FROM read_parquet({path_literal(files.pauses)})").fetchall()


def by_unit(connection: Connection, files: Files, clock: DossierClock) -> Counter[tuple[str, str]]:
    """The official table's counts of each unit and status."""
    return cells(grouped(connection, scope_of(files), Grouping(by="unit", window="workload", clock=clock)))


def cells(found: OfficialTable) -> Counter[tuple[str, str]]:
    """A table's counts of each line and status."""
    return Counter(
        {(line.key, status): line[status] for line in found.lines for status in STATUSES[:6] if line[status]}
    )


def cube(connection: Connection, files: Files) -> list[tuple[object, ...]]:
    """Counts by everything at once, without the clock's own page."""
    tally = Tally(connection, scope_of(files), CLOCKS[LAW], "workload", AXES)
    tally.count()
    columns = "unit, procedure, received_on, channel, status"
    sql = f"SELECT {columns}, CAST(sum(n) AS BIGINT) FROM ({tally.relation()}) GROUP BY ALL"
    return connection.execute(sql).fetchall()


def proved(
    connection: Connection, files: Files, rows: list[Row], judged: Mapping[str, list[str]], clocks: Sequence[str]
) -> int:
    """How many cells were compared with the naive twin's; AssertionError unless every one is equal."""
    compared = 0
    for name in clocks:
        clock = CLOCKS[name]
        twin: Counter[tuple[str, str]] = Counter()
        for row, status in zip(rows, judged[name], strict=True):
            twin[row["unit"], status] += files.copies
        if by_unit(connection, files, clock) != twin:
            raise AssertionError(f"{name}, {files.rows} rows: not what the twin says")
        compared += len(twin)
    expected = table(rows, judged[LAW], AXES, files.copies)
    if {row[:-1]: row[-1] for row in cube(connection, files)} != dict(expected):
        raise AssertionError(f"{CUBE}, {files.rows} rows: not what the twin says")
    return compared + len(expected)


def memory(files: Files) -> int:
    """The most MiB that a process of its own held while it made the table by law."""
    command = [sys.executable, "-m", "benchmarks.scale_memory", str(files.folder), str(files.copies)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 (our own words)


def _contestants(connection: Connection, files: Files, clocks: Sequence[str]) -> dict[str, Callable[[], object]]:
    found: dict[str, Callable[[], object]] = {SCAN: lambda: scan(connection, files)}
    for name in clocks:
        found[name] = partial(by_unit, connection, files, CLOCKS[name])
    return found | {CUBE: lambda: cube(connection, files)}


def sizes(folder: Path, plan: Mapping[int, Sequence[str]], rounds: int = ROUNDS) -> Iterator[Size]:
    """Each size of the plan (millions → clocks of `CLOCKS`, beside the table by everything), its files removed after it."""
    rows = base_rows(folder)
    judged = {name: statuses(rows, clock) for name, clock in CLOCKS.items()}
    for million, clocks in plan.items():
        place = folder / f"{million}m"
        files = make_files(place, million * 1_000_000 // BASE)
        with connect(folder) as connection:
            cells = proved(connection, files, rows, judged, clocks)
            measured = contest(
                f"Dossiers by status: {million} million",
                _contestants(connection, files, clocks),
                goals=dict.fromkeys([*clocks, CUBE], GOAL),
                rounds=rounds,
                by_processor=True,
                note=f"{cells:,} cells of these tables equal the naive twin's.",
            )
        yield Size(million, measured, cells, memory(files))
        files.dossiers.unlink()
        files.pauses.unlink()
        place.rmdir()
