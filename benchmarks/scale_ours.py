"""The product among its peers: the same table over a million dossiers, read from their file in every round."""

import time
from pathlib import Path

from benchmarks.scale import AXES, CLOCKS, LAW, cube
from benchmarks.scale_data import BASE, make_files, scope_of
from benchmarks.scale_peer import Peer, timed
from benchmarks.scale_peer_sheet import libreoffice
from benchmarks.scale_peers_python import pandas, python
from benchmarks.scale_peers_sql import postgresql, sqlite
from benchmarks.scale_twin import base_rows, statuses, table
from parindex.measures.dossier_status import make_ready, statused_sql
from parindex.measures.relations import parameters
from parindex.records.engine import connect

MILLION = 1_000_000
COPIES = 4  # of the base, for the peers that hold their rows in memory
NAME = "ParIndex"
# How many times the processor time of ours each should take: what is aimed at.
AIMS = {"PostgreSQL": 15, "SQLite": 25, "pandas": 10, "Python": 40, "LibreOffice": 500}


def ours(folder: Path) -> Peer:
    """Seconds a row, and each dossier's status. AssertionError unless every cell of the table is the naive twin's."""
    files = make_files(folder / "peers", MILLION // BASE)
    try:
        with connect(folder) as connection:
            rows = base_rows(folder)
            expected = table(rows, statuses(rows, CLOCKS[LAW]), AXES, files.copies)
            if {row[:-1]: row[-1] for row in cube(connection, files)} != dict(expected):
                raise AssertionError("the table is not what the twin says")
            seconds = timed(lambda: cube(connection, files), time.process_time, files.rows)
            scope = scope_of(files)
            make_ready(connection, scope)
            sql = f'SELECT DISTINCT "row", status FROM ({statused_sql(scope, CLOCKS[LAW], "workload")})'
            found = dict(connection.execute(sql, parameters(scope, sql)).fetchall())
    finally:
        files.dossiers.unlink(missing_ok=True)
        files.pauses.unlink(missing_ok=True)
    return Peer(
        f"{NAME}",
        "out of the Parquet file in every round; to the minute, each unit's calendar",
        files.rows,
        seconds,
        found,
    )


def peers(folder: Path) -> tuple[list[Peer], dict[int, str]]:
    """Ours first, then each peer that is installed, and the right statuses."""
    rows = base_rows(folder)
    right = dict(zip((row["id"] for row in rows), statuses(rows, CLOCKS[LAW]), strict=True))
    found = [ours(folder)]
    for run in (
        lambda: postgresql(rows, COPIES, folder),
        lambda: sqlite(rows, COPIES),
        lambda: pandas(rows, COPIES),
        lambda: python(rows),
        lambda: libreoffice(rows, folder),
    ):
        try:
            found.append(run())
        except (ImportError, FileNotFoundError) as absent:
            print(f"left out: {absent}")
    return found, right
