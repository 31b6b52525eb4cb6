"""Dossiers counted from one day to the next: only those are judged again that the day or a batch may have changed.

The counts of a question are kept beside what they were made from, told apart by the day on which time itself may change a
status (`dossier_sleep`). A later day judges those that wake by then. A batch's dossiers are judged again too, and what was
counted of their earlier rows is taken off (`dossier_changes`). Dossiers that moved of late are kept at hand (`dossier_nodes`),
so that neither reads the whole register. What a table says never depends on what is kept.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb

from parindex.errors import InputFault
from parindex.measures.dossier_changes import COLUMNS, NEWEST, Changes, Earlier
from parindex.measures.dossier_counts import MONTH, Tally, recipe
from parindex.measures.dossier_nodes import DAYS, NEVER, Node, digest, kept_nodes, new_root, prune, relation
from parindex.measures.dossier_sleep import judged_one_by_one, resting_on
from parindex.measures.measure import Scope
from parindex.records.engine import Connection, copy_to_parquet, literal, path_literal
from parindex.records.registers import REGISTERS
from parindex.records.row_count import many_rows
from parindex.records.typing_rows import canonical_columns
from parindex.worktime.clock import DossierClock

LEAST = 100_000  # rows of a register, below which counting all of them is as quick
LATELY = 7  # days: what moved within them before the root's is at hand
_GROUPS = {MONTH: "CAST(date_trunc('month', received) AS DATE) AS received_on"}


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """Where counts are kept; `earlier`, asked only when it matters: what the present files continue, the newest first."""

    folder: Path
    earlier: Callable[[], Iterable[Earlier]] = tuple
    least: int = LEAST


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
        self._connection, self._scope, self._clock, self._keeping = connection, scope, clock, keeping
        self._asked = (clock, window, axes)
        self._logged = bool(scope.sources.get("dossier_pauses"))
        shape = (COLUMNS, *canonical_columns(REGISTERS["dossier_pauses"]))  # of the files that nodes have in common
        sources = (scope.sources.get("dossiers"), scope.sources.get("dossier_pauses"))
        self._way = digest(recipe(connection, scope, clock), shape, sorted(set(scope.units)), sources)
        self._question = digest(window, scope.period.first, scope.period.last, tuple(axes))

    def counts(self) -> str | None:
        """SELECT of the counts, as `Tally.relation` gives them, out of a table of this connection. None: not worth keeping."""
        node = self._found()
        if node is None:
            if many_rows(self._scope.files["dossiers"]) < self._keeping.least:
                return None
            node = self._anew()
        day = (self._scope.as_of - node.chain[0].day).days
        # a group that is gone altogether leaves nothing behind, not even its name
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE counted_kept AS SELECT * EXCLUDE (since, until, n), CAST(sum(n) AS BIGINT) AS n"
            f" FROM read_parquet({path_literal(self._counted(node))}) WHERE since <= {day} AND until > {day}"
            " GROUP BY ALL HAVING sum(n) <> 0"
        )
        return "SELECT * FROM counted_kept"

    def _state(self, files: dict[str, Path]) -> str:
        """What the registers hold: a file never changes while it has its name, size and time."""
        read = [files["dossiers"], *([files["dossier_pauses"]] if self._logged else [])]
        return digest([(file.name, (there := file.stat()).st_size, there.st_mtime_ns) for file in read])

    def _found(self) -> Node | None:
        """The node of the registers as they are and of the day, gone on to from what is kept; None when nothing serves."""
        day, state = self._scope.as_of, self._state(dict(self._scope.files))
        if not (kept := kept_nodes(self._keeping.folder, self._way, self._question, day)):
            return None
        if there := next((node for node in kept if node.state == state), None):
            return there if there.day == day else self._gone_on(there, None, state)
        for before in self._keeping.earlier():
            try:
                old = self._state(dict(before.files))
            except FileNotFoundError:
                continue
            if there := next((node for node in kept if node.state == old), None):
                return self._gone_on(there, before, state)
        return None

    def _gone_on(self, prior: Node, before: Earlier | None, state: str) -> Node | None:
        """The node after another one, or that itself if nothing wakes meanwhile; None: counting everything is as quick."""
        node = Node(folder=prior.folder, state=state, day=self._scope.as_of, parent=prior)
        if node.rows.exists():
            return node
        changes = Changes(self._connection, self._scope, self._clock, prior, before)
        if changes.too_many():
            return None
        if not changes.put():
            return prior
        self._write(node, changes.gone)
        return node

    def _write(self, node: Node, gone: str = "") -> None:
        """The node's files: `kept_rows` judged, and what is counted no more of rows that no node before it has."""
        rows = {"dossiers": "kept_rows", **({"dossier_pauses": "kept_log"} if self._logged else {})}
        judged = judged_one_by_one(self._connection, self._scope, self._clock, rows, node.chain[0].day)
        number = f"CAST({len(node.chain) - 1} AS INTEGER) AS node"
        both = f"SELECT *, {number}, FALSE AS gone FROM ({judged})"
        if gone:
            both += f" UNION ALL BY NAME SELECT *, {number}, TRUE AS gone FROM ({gone})"
        if self._logged:
            copy_to_parquet(self._connection, "SELECT * FROM kept_log", node.pauses, paged=True)
        # a day looks for those that wake among all rows of a root, which are many
        in_order = "" if node.parent else " ORDER BY wakes"
        copy_to_parquet(self._connection, f"SELECT * FROM ({both}){in_order}", node.rows, paged=True)

    def _counted(self, node: Node) -> Path:
        """The counts of a node for the question, made if they are not there: those of its parent and its own rows."""
        file = node.counts(self._question)
        if node.parent and not file.exists():
            self._sum_up(f"SELECT * FROM read_parquet({path_literal(self._counted(node.parent))})", node)
        return file

    def _sum_up(self, others: str, node: Node) -> None:
        """Write the counts of a node, those of its own rows and others, each with the days on which it holds."""
        _, window, axes = self._asked
        groups = ", ".join(_GROUPS.get(column, column) for column in dict.fromkeys((*axes, "channel")))
        carried = f"CAST(received AS DATE) < DATE '{self._scope.period.first}'"
        outside = f"{carried} AND NOT coalesce(ended_on >= DATE '{self._scope.period.first}', NOT over)"
        told_apart = (
            f"SELECT {groups}, {carried} AS carried, status, CASE WHEN over THEN 'ended' END AS ended_as, turns, wakes,"
            f" CAST(sum(n) AS BIGINT) AS n FROM ({self._spoken_of(node)}) WHERE status IS NOT NULL"
            f" AND CAST(received AS DATE) <= DATE '{self._scope.period.last}'"
            f" AND NOT ({outside if window == 'workload' else carried}) GROUP BY ALL"
        )
        own = "SELECT * EXCLUDE (turns, wakes){}, {} AS since, {} AS until FROM told_apart"
        parts = [
            others,
            own.format("", "0", "least(turns, wakes)"),
            own.format(" REPLACE ('overdue' AS status)", "turns", "wakes") + " WHERE turns < wakes",
        ]
        copy_to_parquet(
            self._connection,
            f"WITH told_apart AS MATERIALIZED ({told_apart})"
            f" SELECT * EXCLUDE (n), CAST(sum(n) AS BIGINT) AS n FROM ({' UNION ALL BY NAME '.join(parts)})"
            f" WHERE until > {node.ordinal} GROUP BY ALL HAVING sum(n) <> 0",
            node.counts(self._question),
        )

    def _spoken_of(self, node: Node) -> str:
        """SELECT of a node's rows, each to be counted `n` times: 1, or -1 for what was said of the same dossiers before."""
        own = f"read_parquet({path_literal(node.rows)})"
        found = f"SELECT *, CASE WHEN gone THEN -1 ELSE 1 END AS n FROM {own}"
        if node.parent:
            newest = NEWEST.format("node") if node.parent.parent else ""
            found += (
                f" UNION ALL BY NAME SELECT *, -1 AS n FROM {relation([one.rows for one in node.parent.chain])}"
                f" SEMI JOIN (SELECT key FROM {own} WHERE NOT gone) USING (key) WHERE NOT gone {newest}"
            )
        return found

    def _anew(self) -> Node:
        """A root: all dossiers are looked at."""
        state, day = self._state(dict(self._scope.files)), self._scope.as_of
        root = new_root(self._keeping.folder, self._way, state, day)
        far = resting_on(day - timedelta(days=LATELY))
        if not root.rows.exists():
            self._put_near(
                f"NOT {far} AND coalesce(CAST(received AS DATE) <= DATE '{day + timedelta(days=DAYS)}', TRUE)"
            )
            self._write(root)
        tally = Tally(self._connection, self._scope, *self._asked, where=far)
        tally.count()
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE counted_far AS {tally.relation()}")
        self._sum_up(f"SELECT *, 0 AS since, {NEVER} AS until FROM counted_far", root)
        prune(self._keeping.folder)
        return root

    def _put_near(self, near: str) -> None:
        """TEMP TABLE `kept_rows`: the dossiers at hand, in whatever state; `kept_log`: their pauses and those of nobody."""
        source = literal(self._scope.sources["dossiers"] or "")
        rows = f"read_parquet({path_literal(self._scope.files['dossiers'])})"
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE kept_rows AS SELECT {COLUMNS} FROM {rows} WHERE source = {source} AND {near}"
        )
        if self._logged:
            log = path_literal(self._scope.files["dossier_pauses"])
            self._connection.execute(
                f"CREATE OR REPLACE TEMP TABLE kept_log AS SELECT * FROM read_parquet({log})"
                f" WHERE source = {literal(self._scope.sources['dossier_pauses'] or '')} AND (dossier IN (SELECT code FROM"
                f" kept_rows) OR dossier NOT IN (SELECT code FROM {rows} WHERE source = {source}))"
            )


def counts_sql(
    connection: Connection,
    scope: Scope,
    clock: DossierClock,
    window: str,
    axes: Sequence[str],
    keeping: Keeping | None = None,
) -> str:
    """SELECT of the counts as `Tally.relation` gives them; `keeping` None: all are judged."""
    if keeping is not None:
        # another process may throw away what is kept, and a full disk keeps nothing: then all are judged
        with suppress(duckdb.IOException, InputFault):
            if kept := _Counter(connection, scope, clock, window, axes, keeping).counts():
                return kept
    tally = Tally(connection, scope, clock, window, axes)
    tally.count()
    return tally.relation()
