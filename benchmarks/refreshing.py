"""A day later: the table of dossiers refreshed, against counting all of them.

Two refreshes: the calendar alone moved, and a batch came as well (the day's new dossiers, ends and pauses). Both give what
counting everything gives, cell by cell. The registers hold what was known on each of the two days: dossiers that ended later
are still open, and an ended one is neither extended nor paused.
"""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from benchmarks.rounds import ROUNDS, Contest, contest
from benchmarks.scale import CLOCKS, LAW, cells
from benchmarks.scale_data import BASE, Files, make_files, scope_of
from benchmarks.scale_twin import Row, base_rows, status_of
from parindex.measures.dossier_changes import Earlier
from parindex.measures.dossier_daily import Keeping
from parindex.measures.grouping import Grouping, OfficialTable, grouped
from parindex.measures.measure import Scope
from parindex.records.engine import Connection, connect, copy_to_parquet, path_literal
from parindex.records.row_count import many_rows

MILLIONS = (1, 10)  # a province's year is one to three
GOAL = 0.05
YESTERDAY, TODAY = date(2025, 12, 29), date(2025, 12, 30)
BY_UNIT = Grouping(by="unit", window="workload", clock=CLOCKS[LAW])
_MOMENTS = ("finished", "returned", "refused")
_CHANGED = {"dossiers": ("received", "extended_on", *_MOMENTS), "dossier_pauses": ("began", "ended")}


def _known(register: str, files: Files, day: date) -> str:
    """SELECT of a register's rows as the software exports them at the end of a day: nothing ahead is known."""
    ahead = "CAST({} AS DATE) > DATE '" + str(day) + "'"
    if register == "dossiers":
        ends = [f"CASE WHEN NOT {ahead.format(moment)} THEN {moment} END AS {moment}" for moment in _MOMENTS]
        ends.append(f"CASE WHEN {ahead.format('finished')} THEN 'Đang giải quyết' ELSE state_text END AS state_text")
        extended = f"NOT {ahead.format('extended_on')} AND coalesce(extended_on <= CAST(finished AS DATE), TRUE)"
        ends += [f"CASE WHEN {extended} THEN {column} END AS {column}" for column in ("extended_to", "extended_on")]
        rows = f"read_parquet({path_literal(files.dossiers)})"
        return f"SELECT * REPLACE ({', '.join(ends)}) FROM {rows} WHERE NOT {ahead.format('received')}"
    return (
        f"SELECT p.* REPLACE (CASE WHEN NOT {ahead.format('p.ended')} THEN p.ended END AS ended)"
        f" FROM read_parquet({path_literal(files.pauses)}) AS p JOIN read_parquet({path_literal(files.dossiers)}) AS d"
        f" ON p.dossier = d.code WHERE NOT {ahead.format('p.began')} AND coalesce(p.began <= d.finished, TRUE)"
    )


def _as_folded(connection: Connection, files: Files, folder: Path) -> tuple[Scope, Scope, dict[str, Path]]:
    """Both registers in the order of their keys, as the ledger folds them, yesterday and today, and the batches between."""
    scope, batches = scope_of(files), {}
    own: dict[date, dict[str, Path]] = {YESTERDAY: {}, TODAY: {}}
    for register, moments in _CHANGED.items():
        then, now = (_known(register, files, day) for day in (YESTERDAY, TODAY))
        batches[register] = folder / f"{register}-batch.parquet"
        happened = " OR ".join(f"CAST({moment} AS DATE) = DATE '{TODAY}'" for moment in moments)
        changed = f"coalesce({happened}, FALSE)"
        copy_to_parquet(connection, f"SELECT * EXCLUDE (batch) FROM ({now}) WHERE {changed}", batches[register])
        for day, rows, batch in (
            (YESTERDAY, then, "1"),
            (TODAY, now, f"CASE WHEN {changed} THEN 2 ELSE 1 END"),
        ):
            file = own[day][register] = folder / f"{register}-{day}.parquet"
            query = f"SELECT * REPLACE (CAST({batch} AS BIGINT) AS batch) FROM ({rows}) ORDER BY source, key"
            copy_to_parquet(connection, query, file, paged=True)
    yesterday, today = (replace(scope, files=own[day], as_of=day) for day in (YESTERDAY, TODAY))
    return yesterday, today, batches


def _known_row(row: Row, day: date) -> Row:
    """The same of a row of the twin's."""
    end = row["finished"]
    seen = {name: row[name] if row[name] and row[name].date() <= day else None for name in _MOMENTS}
    if end and end.date() > day:
        seen["state_text"] = "Đang giải quyết"
    given = row["extended_on"]
    if not (given and given <= day and (end is None or given <= end.date())):
        seen |= {"extended_to": None, "extended_on": None}
    pauses = [
        replace(one, closed=one.closed if one.closed and one.closed.date() <= day else None)
        for one in row["pauses"]
        if one.opened.date() <= day and (end is None or one.opened <= end)
    ]
    return row | seen | {"pauses": pauses}


def _proved(rows: list[Row], known: date, found: OfficialTable, copies: int) -> int:
    """How many cells of a table of today were compared with the naive twin's; AssertionError unless each one is equal."""
    now, twin = datetime.combine(TODAY, time(23, 59, 59)), Counter[tuple[str, str]]()
    for row in rows:
        if row["received"].date() <= known:
            twin[row["unit"], status_of(_known_row(row, known), BY_UNIT.clock, now)] += copies
    if cells(found) != twin:
        raise AssertionError(f"what was known on {known}: not what the twin says")
    return len(twin)


def run(folder: Path, millions: int, rounds: int = ROUNDS) -> Contest:
    """The contest, with its proof as the note."""
    place = folder / "refresh"
    files, kept = make_files(place, millions * 1_000_000 // BASE), place / "kept"
    try:
        with connect(folder) as connection:
            yesterday, today, batches = _as_folded(connection, files, place)
            before = [Earlier(files=yesterday.files, brought=lambda register: [(2, batches[register])])]
            keeping = Keeping(folder=kept, earlier=lambda: before)

            def table(scope: Scope, keeping: Keeping | None = None) -> OfficialTable:
                return grouped(connection, scope, BY_UNIT, keeping)

            table(yesterday, keeping)
            there = set(kept.rglob("*"))

            def forget() -> None:
                for file in set(kept.rglob("*")) - there:
                    file.unlink()

            later, rows, compared = replace(yesterday, as_of=TODAY), base_rows(folder), 0
            for scope, known in ((later, YESTERDAY), (today, TODAY)):
                found = table(scope, keeping)
                compared += _proved(rows, known, found, files.copies)
                if found != table(scope) or len(list(kept.iterdir())) != 1:
                    raise AssertionError("not the table of counting everything, or everything was counted")
            changed = [many_rows(batches[register]) for register in _CHANGED]
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
                note=f"{compared:,} cells of these tables equal the naive twin's, all cells those of counting anew."
                f" The batches have {changed[0]:,} dossiers and {changed[1]:,} pauses.",
                by_processor=True,
            )
    finally:
        shutil.rmtree(place)
