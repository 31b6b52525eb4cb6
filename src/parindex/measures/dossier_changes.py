"""What a later day or further batches change among dossiers whose counts are kept: TEMP TABLES of a few rows.

`kept_rows`: dossiers to be judged again as they are, and those that batches brought, with their pauses in `kept_log`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parindex.measures.dossier_nodes import Node, relation
from parindex.measures.dossier_sleep import judged_one_by_one
from parindex.measures.measure import Scope
from parindex.records.engine import Connection, literal, path_literal, scalar
from parindex.records.folding import Rows, newest_rows
from parindex.records.registers import REGISTERS
from parindex.records.row_count import many_rows
from parindex.worktime.clock import DossierClock

# What counts and statuses are made of; `place` since the register has such a column.
COLUMNS = (
    "source, state, unit, key, code, place, procedure, procedure_name, field, channel, stage, state_text, received, days,"
    " duration_kind, due, extended_to, extended_on, finished, returned, closed, refused, supplement_asked, supplemented"
)
_SPELLED = 200  # so many keys may stand in a query as text
_MOST = 10  # a batch with more than one in so many rows is not worth going on: all are counted
NEWEST = "QUALIFY row_number() OVER (PARTITION BY key ORDER BY {} DESC) = 1"


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The registers' files as they were, by register, and the (ordinal, rows) batches that came to a register since."""

    files: Mapping[str, Path]
    brought: Callable[[str], Sequence[tuple[int, Rows]]]


class Changes:
    """The tables, for a node after `prior`. `before` None: the registers are as they were there, only the day is later."""

    def __init__(
        self,
        connection: Connection,
        scope: Scope,
        clock: DossierClock,
        prior: Node,
        before: Earlier | None,
    ) -> None:
        self._connection, self._scope, self._clock, self._prior, self._before = connection, scope, clock, prior, before
        self._rows = relation([node.rows for node in prior.chain])
        self._source = literal(scope.sources["dossiers"] or "")
        self._log_source = literal(scope.sources.get("dossier_pauses") or "")
        self._logged = bool(scope.sources.get("dossier_pauses"))
        registers = ("dossiers", "dossier_pauses") if self._logged else ("dossiers",)
        self._brought = {name: before.brought(name) if before else () for name in registers}
        self._new = 0  # dossiers that the batches brought and that were in no file before
        self.gone = (
            ""  # SELECT of rows judged as they were, which no node has: what was counted of them is counted no more
        )

    def too_many(self) -> bool:
        """Whether the batches are so large that counting everything is as quick."""
        files = [rows for brought in self._brought.values() for _, rows in brought if isinstance(rows, Path)]
        if not files:
            return False
        return sum(many_rows(file) for file in files) * _MOST > many_rows(self._scope.files["dossiers"])

    def put(self) -> bool:
        """Make the tables; whether there is anything in them."""
        self._put_awake()
        if self._before is None and not self._any("kept_old"):
            return False
        self._run(f"CREATE OR REPLACE TEMP TABLE kept_rows AS SELECT {COLUMNS} FROM kept_old LIMIT 0")
        if self._before is not None:
            self._put_brought(self._before)
            self._put_asked()
            self._put_from_afar(self._before)
        self._run(f"INSERT INTO kept_rows SELECT {COLUMNS} FROM kept_old ANTI JOIN kept_rows USING (key)")
        if self._logged:
            self._put_log()
        return True

    def _run(self, sql: str) -> None:
        self._connection.execute(sql)

    def _any(self, relation: str) -> bool:
        return bool(scalar(self._connection, f"SELECT count(*) FROM {relation}"))

    def _put_awake(self) -> None:
        """`kept_old`, so far those that wake by the day. What a later node of the chain says of a row takes its place."""
        root, *later = self._prior.chain
        day = (self._scope.as_of - root.day).days
        self._run(
            f"CREATE OR REPLACE TEMP TABLE kept_old AS SELECT * FROM {self._rows}"
            f" WHERE wakes BETWEEN {self._prior.ordinal + 1} AND {day} AND NOT gone"
        )
        if later:
            newer = f"SELECT key, node FROM {relation([node.rows for node in later])} WHERE NOT gone"
            self._run(
                f"DELETE FROM kept_old WHERE EXISTS (SELECT 1 FROM ({newer}) AS n"
                " WHERE n.key = kept_old.key AND n.node > kept_old.node)"
            )

    def _put_brought(self, before: Earlier) -> None:
        """Into `kept_rows` the newest rows of the batches, of the source; `kept_paused`: the same of pauses."""
        if brought := self._brought["dossiers"]:
            newest = newest_rows(self._connection, REGISTERS["dossiers"], brought)
            self._run(f"INSERT INTO kept_rows SELECT {COLUMNS} FROM ({newest})")
            others = scalar(self._connection, f"SELECT count(*) FROM kept_rows WHERE source <> {self._source}")
            self._run(f"DELETE FROM kept_rows WHERE source <> {self._source}")
            now, then = (many_rows(files["dossiers"]) for files in (self._scope.files, before.files))
            self._new = now - then - others
        if paused := self._brought.get("dossier_pauses"):
            newest = newest_rows(self._connection, REGISTERS["dossier_pauses"], paused)
            self._run(
                f"CREATE OR REPLACE TEMP TABLE kept_paused AS SELECT * FROM ({newest}) WHERE source = {self._log_source}"
            )

    def _put_asked(self) -> None:
        """Into `kept_old` what only pauses that a batch brought speak of; `kept_asked`: that and all else that the chain has."""
        newest = NEWEST.format("node") if self._prior.parent else ""
        anew, wanted = "key IN (SELECT key FROM kept_rows)", ""
        if self._brought.get("dossier_pauses"):
            wanted = " OR code IN (SELECT dossier FROM kept_paused)"
        self._run(
            f"CREATE OR REPLACE TEMP TABLE kept_asked AS SELECT DISTINCT key, code, {anew} AS anew FROM {self._rows}"
            f" WHERE NOT gone AND ({anew}{wanted})"
        )
        self._run("DELETE FROM kept_old WHERE key IN (SELECT key FROM kept_asked)")
        if self._any("kept_asked WHERE NOT anew"):
            self._run(
                f"INSERT INTO kept_old BY NAME SELECT * FROM {self._rows}"
                f" SEMI JOIN (SELECT key FROM kept_asked WHERE NOT anew) USING (key) WHERE NOT gone {newest}"
            )

    def _put_from_afar(self, before: Earlier) -> None:
        """`kept_far`: what they speak of and the chain does not have. As a rule there is none; new dossiers need no search, since
        the register has so many rows more.
        """
        file = f"read_parquet({path_literal(before.files['dossiers'])})"
        unknown, wanted = "SELECT key FROM kept_rows ANTI JOIN kept_asked USING (key)", []
        if scalar(self._connection, f"SELECT count(*) FROM ({unknown})") > self._new:
            wanted.append(f"SELECT key FROM {file} WHERE source = {self._source} AND key IN ({unknown})")
        if self._brought.get("dossier_pauses"):
            paused = (
                "SELECT dossier FROM kept_paused WHERE dossier NOT IN"
                " (SELECT code FROM kept_asked UNION ALL SELECT code FROM kept_rows)"
            )
            if self._any(f"({paused})"):
                wanted.append(f"SELECT key FROM {file} WHERE source = {self._source} AND code IN ({paused})")
        self._run(f"CREATE OR REPLACE TEMP TABLE kept_far AS SELECT {COLUMNS} FROM kept_rows LIMIT 0")
        if wanted:
            self._run(f"CREATE OR REPLACE TEMP TABLE kept_sought AS {' UNION '.join(wanted)}")
            if self._any("kept_sought"):
                self._put_far(before, file)

    def _put_far(self, before: Earlier, file: str) -> None:
        """The rows of `kept_sought` in the file as they were, into `kept_far`; judged, `kept_gone`."""
        keys = self._connection.execute(f"SELECT key FROM kept_sought LIMIT {_SPELLED + 1}").fetchall()
        # as text: the engine then opens only the pages that may have one of a few keys
        few = ", ".join(literal(key) for (key,) in keys) if len(keys) <= _SPELLED else "SELECT key FROM kept_sought"
        self._run(f"INSERT INTO kept_far SELECT {COLUMNS} FROM {file} WHERE source = {self._source} AND key IN ({few})")
        rows = {"dossiers": "kept_far"}
        if self._logged:
            rows["dossier_pauses"] = "kept_log"
            self._run(f"CREATE OR REPLACE TEMP TABLE kept_log AS {self._far_log(before)}")
        judged = judged_one_by_one(self._connection, self._scope, self._clock, rows, self._prior.chain[0].day)
        self._run(f"CREATE OR REPLACE TEMP TABLE kept_gone AS {judged}")
        self.gone = "SELECT * FROM kept_gone"
        self._run(f"INSERT INTO kept_rows SELECT {COLUMNS} FROM kept_far ANTI JOIN kept_rows USING (key)")

    def _far_log(self, before: Earlier) -> str:
        return (
            f"SELECT * FROM read_parquet({path_literal(before.files['dossier_pauses'])})"
            f" WHERE source = {self._log_source} AND dossier IN (SELECT code FROM kept_far)"
        )

    def _put_log(self) -> None:
        """`kept_log`; pauses of dossiers that nobody knows yet stay with those brought."""
        logs = relation([node.pauses for node in self._prior.chain])
        there = f"SELECT * FROM {logs} WHERE dossier IN (SELECT code FROM kept_rows)"
        if self._before is not None and self._any("kept_far"):
            there += f" UNION ALL BY NAME {self._far_log(self._before)}"
        if self._brought.get("dossier_pauses"):
            there += " UNION ALL BY NAME SELECT * FROM kept_paused"
        self._run(f"CREATE OR REPLACE TEMP TABLE kept_log AS SELECT * FROM ({there}) {NEWEST.format('batch')}")
