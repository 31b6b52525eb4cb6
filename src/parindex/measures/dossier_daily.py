"""Dossiers counted from one day to the next: those at rest stay counted, only the others are judged again.

A dossier is at rest on a day when it has ended and no date in its row lies ahead: no later day gives it another status. Kept
in a folder are the counts of dossiers at rest, by question (`resting-*`), and those that still move, with their pauses, in
small files (`moving-*`, `moving_pauses-*`). A new batch changes few dossiers: they join those that move, and what was counted
of their earlier rows (`gone-*`) is taken off. All of it is derived and may be thrown away at any time.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb

from parindex.errors import InputFault
from parindex.measures.dossier_counts import Tally, recipe
from parindex.measures.measure import Scope
from parindex.records.engine import Connection, copy_to_parquet, literal, path_literal, scalar
from parindex.worktime.clock import DossierClock

DAYS = 31  # for so long the same dossiers are taken to be at rest; then it is looked anew who moves
LEAST = 100_000  # rows of a register, below which counting all of them is as quick
_KEPT = 48  # files of each kind
_MOMENTS = ("finished", "refused", "returned", "closed", "supplement_asked", "supplemented")


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The registers' files as they were before the batches with higher numbers."""

    number: int
    dossiers: Path
    pauses: Path


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """Where counts are kept; `earlier`, asked only when it matters: what the present files continue, the newest first."""

    folder: Path
    earlier: Callable[[], Iterable[Earlier]] = tuple
    least: int = LEAST


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """The files for one state of the registers (`state`), that go with the counts of the state `root` on `day`."""

    folder: Path
    state: str
    root: str
    day: date

    def file(self, kind: str) -> Path:
        """`moving`, `moving_pauses`, `gone`, `gone_pauses`."""
        return self.folder / f"{kind}-{self.state}-{self.root}-{self.day}.parquet"

    def resting(self, question: str) -> Path:
        """The counts of those at rest."""
        return self.folder / f"resting-{question}-{self.root}-{self.day}.parquet"


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def _state(scope: Scope, files: Iterable[Path]) -> str:
    """What the registers hold: a file never changes while it has its name, size and time."""
    looked = [(file.name, (there := file.stat()).st_size, there.st_mtime_ns) for file in files]
    return _digest(looked, scope.sources.get("dossiers"), scope.sources.get("dossier_pauses"))


def _resting_on(day: date) -> str:
    """SQL: whether a row is at rest on a day. Never NULL."""
    ahead = " AND ".join(f"coalesce(CAST({moment} AS DATE) <= DATE '{day}', TRUE)" for moment in _MOMENTS)
    return (
        f"(coalesce(CAST(received AS DATE) <= DATE '{day}', FALSE) AND (finished IS NOT NULL OR refused IS NOT NULL)"
        f" AND {ahead})"
    )


def _present(scope: Scope, file: Path) -> str:
    source = literal(scope.sources["dossiers"] or "")
    return f"SELECT * FROM read_parquet({path_literal(file)}) WHERE source = {source} AND state = 'present'"


def _rows(connection: Connection, file: Path) -> int:
    return scalar(connection, f"SELECT sum(num_rows) FROM parquet_file_metadata({path_literal(file)})")


class _Counter:
    """The counts of one question, from what is kept and what is not."""

    def __init__(
        self,
        connection: Connection,
        scope: Scope,
        clock: DossierClock,
        window: str,
        axes: Sequence[str],
        keeping: Keeping,
    ) -> None:
        self._connection, self._scope, self._keeping = connection, scope, keeping
        self._asked = (clock, window, axes)
        way = recipe(connection, scope, clock, window)
        self._question = _digest(way, scope.period.first, scope.period.last, sorted(set(scope.units)), tuple(axes))
        self._files = [scope.files["dossiers"]]
        if scope.sources.get("dossier_pauses"):
            self._files.append(scope.files["dossier_pauses"])

    def counts(self) -> str:
        """SELECT of the counts, as `Tally.relation` gives them, out of a table of this connection."""
        parts = self._found() or self._anew()
        self._connection.execute("DROP TABLE IF EXISTS counted_moving")
        self._add(parts, "moving", "moving_pauses", taken_off=False)
        if parts.state != parts.root and _rows(self._connection, parts.file("gone")):
            self._add(parts, "gone", "gone_pauses", taken_off=True)
        kept = path_literal(parts.resting(self._question))
        both = f"SELECT * FROM counted_moving UNION ALL BY NAME SELECT * FROM read_parquet({kept})"
        # a group that is gone altogether leaves nothing behind, not even its name
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE counted_kept AS SELECT * EXCLUDE (n), CAST(sum(n) AS BIGINT) AS n"
            f" FROM ({both}) GROUP BY ALL HAVING sum(n) <> 0"
        )
        return "SELECT * FROM counted_kept"

    def _add(self, parts: _Parts, rows: str, pauses: str, *, taken_off: bool) -> None:
        """Count one kind of parts into `counted_moving`."""
        files = {**self._scope.files, "dossiers": parts.file(rows), "dossier_pauses": parts.file(pauses)}
        tally = Tally(self._connection, replace(self._scope, files=files), *self._asked)
        tally.count()
        into = "INSERT INTO counted_moving BY NAME" if taken_off else "CREATE TEMP TABLE counted_moving AS"
        number = "-n" if taken_off else "n"
        self._connection.execute(f"{into} SELECT * REPLACE ({number} AS n) FROM ({tally.relation()})")

    def _there(self, state: str) -> list[_Parts]:
        """The parts of a state that are kept, serve the day and have counts for the question; the newest first."""
        found = []
        for file in self._keeping.folder.glob(f"moving-{state}-*.parquet"):
            root, _, day = file.stem.removeprefix(f"moving-{state}-").partition("-")
            parts = _Parts(folder=self._keeping.folder, state=state, root=root, day=date.fromisoformat(day))
            serves = parts.day <= self._scope.as_of <= parts.day + timedelta(days=DAYS)
            if serves and parts.resting(self._question).exists():
                found.append(parts)
        return sorted(found, key=lambda one: one.day, reverse=True)

    def _found(self) -> _Parts | None:
        """What is kept for the files as they are, or else what they continue, brought forward."""
        state = _state(self._scope, self._files)
        if there := self._there(state):
            return there[0]
        for before in self._keeping.earlier():
            try:
                there = self._there(_state(self._scope, [before.dossiers, before.pauses][: len(self._files)]))
            except FileNotFoundError:
                continue
            if there:
                return self._continued(there[0], before, replace(there[0], state=state))
        return None

    def _anew(self) -> _Parts:
        """Look at all dossiers: who moves, and the counts of the others."""
        state, day = _state(self._scope, self._files), self._scope.as_of
        parts = _Parts(folder=self._keeping.folder, state=state, root=state, day=day)
        parts.folder.mkdir(parents=True, exist_ok=True)
        resting = _resting_on(day)
        if not parts.file("moving").exists():
            self._write_moving(parts, f"SELECT * FROM ({_present(self._scope, self._files[0])}) WHERE NOT {resting}")
        tally = Tally(self._connection, self._scope, *self._asked, where=resting)
        tally.count()
        copy_to_parquet(self._connection, tally.relation(), parts.resting(self._question))
        _prune(parts.folder)
        return parts

    def _write_moving(self, parts: _Parts, rows: str) -> None:
        """Those that may be received within the days; before them their pauses: where the rows are, the pauses are too."""
        last = parts.day + timedelta(days=DAYS)
        self._put_by(f"SELECT * FROM ({rows}) WHERE CAST(received AS DATE) <= DATE '{last}'", self._files[1:])
        self._write(parts, "moving", "moving_pauses")

    def _put_by(self, rows: str, log: Sequence[Path]) -> None:
        """TEMP TABLES `kept_rows`, and with a log `kept_pauses` of these rows."""
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE kept_rows AS {rows}")
        for file in log:
            self._connection.execute(
                f"CREATE OR REPLACE TEMP TABLE kept_pauses AS SELECT * FROM read_parquet({path_literal(file)})"
                " WHERE dossier IN (SELECT code FROM kept_rows)"
            )

    def _write(self, parts: _Parts, rows: str, pauses: str) -> None:
        if len(self._files) > 1:
            copy_to_parquet(self._connection, "SELECT * FROM kept_pauses", parts.file(pauses), paged=True)
        copy_to_parquet(self._connection, "SELECT * FROM kept_rows", parts.file(rows), paged=True)

    def _continued(self, old: _Parts, before: Earlier, new: _Parts) -> _Parts:
        """The parts after further batches: changed dossiers move, and what their earlier rows counted at rest is gone."""
        moving = f"read_parquet({path_literal(old.file('moving'))})"
        self._put_changed(before.number, moving)
        changed = "SELECT key FROM kept_changed"
        self._put_by(
            f"SELECT * FROM ({_present(self._scope, before.dossiers)}) WHERE {_resting_on(old.day)}"
            f" AND key IN ({changed}) AND key NOT IN (SELECT key FROM {moving})",
            [before.pauses][: len(self._files) - 1],
        )
        if old.state != old.root:
            for table, kind in (("kept_rows", "gone"), ("kept_pauses", "gone_pauses"))[: len(self._files)]:
                there = path_literal(old.file(kind))
                self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet({there})")
        self._write(new, "gone", "gone_pauses")
        self._write_moving(
            new,
            f"SELECT * FROM {moving} WHERE key NOT IN ({changed})"
            " UNION ALL BY NAME SELECT * FROM kept_changed WHERE state = 'present'",
        )
        _prune(new.folder)
        return new

    def _put_changed(self, number: int, moving: str) -> None:
        """TEMP TABLE `kept_changed`: rows of later batches, and those whose pauses changed; the ones that move need no search."""
        (file, *logs), name = self._files, literal
        source = name(self._scope.sources["dossiers"] or "")
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE kept_changed AS SELECT * FROM read_parquet({path_literal(file)})"
            f" WHERE source = {source} AND batch > {number}"
        )
        for log in logs:
            self._connection.execute(
                "CREATE OR REPLACE TEMP TABLE kept_asked AS SELECT DISTINCT dossier AS code"
                f" FROM read_parquet({path_literal(log)}) AS p ANTI JOIN kept_changed AS c ON c.code = p.dossier"
                f" ANTI JOIN {moving} AS m ON m.code = p.dossier"
                f" WHERE p.source = {name(self._scope.sources['dossier_pauses'] or '')} AND p.batch > {number}"
            )
            if scalar(self._connection, "SELECT count(*) FROM kept_asked"):
                self._connection.execute(
                    f"INSERT INTO kept_changed SELECT * FROM ({_present(self._scope, file)}) SEMI JOIN kept_asked USING (code)"
                )


def _prune(folder: Path) -> None:
    """Keep the newest files; the oldest of the rows go before their pauses do."""
    for kind in ("resting", "moving", "moving_pauses", "gone", "gone_pauses"):
        files = sorted(folder.glob(f"{kind}-*.parquet"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT if kind == "resting" else _KEPT // 6 :]:
            with suppress(OSError):  # still being read on a system that locks open files: next time
                file.unlink(missing_ok=True)


def counts_sql(
    connection: Connection,
    scope: Scope,
    clock: DossierClock,
    window: str,
    axes: Sequence[str],
    keeping: Keeping | None = None,
) -> str:
    """SELECT of the counts as `Tally.relation` gives them; `keeping` None: all are judged."""
    if keeping is not None and _rows(connection, scope.files["dossiers"]) >= keeping.least:
        # another process may throw away what is kept, and a full disk keeps nothing: then all are judged
        with suppress(duckdb.IOException, InputFault):
            return _Counter(connection, scope, clock, window, axes, keeping).counts()
    tally = Tally(connection, scope, clock, window, axes)
    tally.count()
    return tally.relation()
