"""Dossiers counted by status and by groups, whatever their number: one pass for all, a closer look at some.

All dossiers are counted as if nothing had held them up (`working_time.plain`); those that were paused, extended or have an
unusual limit are few. They are put aside, judged by the whole clock, and take the place of what the pass counted for them.
Groups are small numbers, never text: each value of a column has one, looked up once for each word of a page of the file.
"""

from collections.abc import Sequence

from parindex.measures.dossier_rows import ENDED_FACTS, stage_sql, stated
from parindex.measures.dossier_status import APART, LIMIT_DAYS, OTHER_LIMITS, clocked_sql, make_ready
from parindex.measures.facts import spelled_out
from parindex.measures.measure import Scope
from parindex.measures.relations import parameters, register_sql
from parindex.measures.working_days import working_days_sql
from parindex.measures.working_time import end_of_day, judged_sql
from parindex.measures.working_time.plain import is_plain, plain_sql
from parindex.records.engine import Connection, path_literal, scalar
from parindex.worktime.clock import DossierClock

STATUSES = (
    *("early", "on_time", "late", "pending", "overdue", "suspended", "no_due"),
    *("refused", "withdrawn", "stopped"),
)
CODES = 32  # more than two for each status
SLICE = 1_000_000  # dossiers looked at closely in one go, so that memory does not grow with their number
DAY = "received_on"  # the one axis that is no column of text
"""Axes are columns of the register with words, and the day of reception."""


def _code(status: str) -> str:
    return str(STATUSES.index(status) * 2)


def _numbers(connection: Connection, scope: Scope, columns: Sequence[str]) -> None:
    """`counted_<column>(value, number)` for each column of words; what the stages of all words of software are."""
    file = path_literal(scope.files["dossiers"])
    for column in columns:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE counted_{column} AS SELECT value, row_number() OVER (ORDER BY value) AS number"
            f" FROM (SELECT DISTINCT {column} AS value FROM read_parquet({file}) WHERE {column} IS NOT NULL)"
        )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE counted_words AS SELECT state_text AS said, {stage_sql()} AS meant"
        f" FROM (SELECT DISTINCT state_text, CAST(NULL AS VARCHAR) AS stage FROM read_parquet({file}))"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted_unit AS SELECT given.unit AS value, row_number() OVER (ORDER BY given.unit)"
        " AS number, coalesce(w.calendar, worktime_default()) AS calendar"
        " FROM (SELECT DISTINCT unnest(CAST($units AS VARCHAR[])) AS unit) AS given"
        " LEFT JOIN worktime_unit AS w ON given.unit = w.unit",
        {"units": list(scope.units)},
    )


class Tally:
    """Counts of one question. After `count`, `relation` reads them: one row for each group, channel and status."""

    def __init__(
        self, connection: Connection, scope: Scope, clock: DossierClock, window: str, axes: Sequence[str]
    ) -> None:
        self._connection, self._scope, self._clock, self._window = connection, scope, clock, window
        self._axes = tuple(axes)
        self._words = tuple(dict.fromkeys([axis for axis in axes if axis not in {"unit", DAY}] + ["channel"]))
        make_ready(connection, scope)
        _numbers(connection, scope, self._words)
        # every column has the number 0 for an empty cell; days count from the first of all times
        self._sizes = {
            column: scalar(connection, f"SELECT count(*) + 1 FROM counted_{column}")
            for column in ("unit", *self._words)
        } | {DAY: 4_000_000}

    @property
    def _digits(self) -> tuple[str, ...]:
        """The columns that make a place, the most telling first; the channel is always among them."""
        return tuple(dict.fromkeys((*self._axes, "channel")))

    def _run(self, sql: str) -> None:
        self._connection.execute(sql, parameters(self._scope, sql))

    def _placed(self) -> str:
        """SELECT of the window's dossiers as the clock reads them, each with its place and whether it is plain."""
        scope, joins = self._scope, ""
        for column in self._words:
            joins += f" LEFT JOIN counted_{column} AS of_{column} ON d.{column} = of_{column}.value"
        numbers = ", ".join(f"of_{column}.number AS {column}_number" for column in ("unit", *self._words))
        seen = (
            f"SELECT d.*, of_unit.calendar AS wt_calendar, meant, {numbers}"
            f" FROM read_parquet({path_literal(scope.files['dossiers'])}) AS d"
            f" JOIN counted_unit AS of_unit ON d.unit = of_unit.value{joins}"
            " LEFT JOIN counted_words ON d.state_text = said WHERE d.source = $source_dossiers AND d.state = 'present'"
        )
        place = "CAST(0 AS BIGINT)"
        for column in self._digits:
            digit = "(received_on - DATE '1970-01-01')" if column == DAY else f"coalesce({column}_number, 0)"
            place = f"({place} * {self._sizes[column]} + {digit})"
        clocked = spelled_out(
            clocked_sql(stated(f"({seen})", "coalesce(stage, meant)"), self._window),
            {fact.name: scope.facts[fact.name] for fact in ENDED_FACTS},
        )
        apart = " ".join(f"WHEN '{status}' THEN {_code(status)}" for status in STATUSES)
        days = f" AND coalesce(duration_kind NOT IN {OTHER_LIMITS}, TRUE)" if self._clock.computes else ""
        return (
            f"SELECT *, {place} * 2 + CAST(received_on < $first AS BIGINT) AS tally_place, ended_as IS NOT NULL AS tally_over,"
            f" CASE WHEN {APART} THEN CASE ended_as {apart} END END AS tally_apart,"
            f" {is_plain(self._clock)}{days} AS tally_plain FROM ({clocked})"
        )

    def count(self) -> None:
        """Make the counts: TEMP TABLE `counted(tally_place, n)`, where the place's last digit is the status."""
        as_of, counted = end_of_day("$as_of"), f"tally_place * {CODES} + coalesce(tally_apart, wt_class) + CAST(tally_over AS BIGINT)"
        placed = self._placed()
        short = f"SELECT {counted} AS tally_place FROM ({{}})"
        self._run(
            "CREATE OR REPLACE TEMP TABLE counted AS SELECT tally_place, count(*) AS n FROM ("
            + short.format(
                plain_sql(f"(SELECT * FROM ({placed}) WHERE tally_plain OR tally_apart IS NOT NULL)", self._clock, as_of, _code)
            )
            + ") GROUP BY tally_place"
        )
        self._put_aside(placed)
        self._run(
            "INSERT INTO counted SELECT tally_place, -count(*) FROM ("
            + short.format(plain_sql("(SELECT * FROM counted_rest WHERE tally_plain)", self._clock, as_of, _code))
            + ") GROUP BY tally_place"
        )
        for first in range(0, scalar(self._connection, "SELECT count(*) FROM counted_rest"), SLICE):
            self._look_closely(first, as_of)

    def _put_aside(self, placed: str) -> None:
        """`counted_rest`: the dossiers to be looked at closely, and their pauses in `counted_pauses`."""
        columns = (
            "tally_place, tally_over, tally_plain, CAST(NULL AS INTEGER) AS tally_apart, code, wt_calendar, received, received_on, days, hours,"
            " duration_kind, due, extended_to, extended_on, extensions, ended, suspended, supplement_asked, supplemented"
        )
        logged = bool(self._scope.sources.get("dossier_pauses"))
        log = f"({register_sql(self._scope, 'dossier_pauses')})" if logged else ""
        found = f"SELECT {columns} FROM ({placed}) WHERE tally_apart IS NULL AND "
        rest = f"{found} (NOT tally_plain OR supplement_asked IS NOT NULL)"
        if logged:
            # first by a number made of the code: whoever shares it by chance is only looked at more closely
            paused = f"hash(code) IN (SELECT hash(dossier) FROM {log})"
            rest += f" UNION ALL {found} tally_plain AND supplement_asked IS NULL AND {paused}"
        self._run(
            f"CREATE OR REPLACE TEMP TABLE counted_rest AS SELECT row_number() OVER () - 1 AS id, * FROM ({rest})"
        )
        own = "SELECT id AS key, 'supplement' AS kind, supplement_asked AS opened, supplemented AS closed FROM counted_rest"
        own += " WHERE supplement_asked IS NOT NULL"
        if logged:
            own = (
                "SELECT r.id AS key, p.kind, p.began AS opened, p.ended AS closed"
                f" FROM {log} AS p JOIN counted_rest AS r ON r.code = p.dossier"
                f" UNION ALL {own} AND code NOT IN (SELECT dossier FROM {log} WHERE kind = 'supplement')"
            )
        self._run(f"CREATE OR REPLACE TEMP TABLE counted_pauses AS {own}")

    def _look_closely(self, first: int, as_of: str) -> None:
        within = f"BETWEEN {first} AND {first + SLICE - 1}"
        tables = [f"pauses_in AS NOT MATERIALIZED (SELECT * FROM counted_pauses WHERE key {within})"]
        days = "days"
        if self._clock.computes:
            tables.append(f"working_days AS MATERIALIZED ({working_days_sql(self._scope.calendar)})")
            days = LIMIT_DAYS
        limited = f"SELECT * EXCLUDE (id) REPLACE ({days} AS days), id AS key FROM counted_rest WHERE id {within}"
        tables.append(f"rest AS MATERIALIZED ({limited})")
        judged = judged_sql("rest", self._clock, as_of, pauses="pauses_in", minutes=False, calendar="wt_calendar")
        codes = " ".join(f"WHEN '{status}' THEN {_code(status)}" for status in STATUSES)
        self._run(
            f"INSERT INTO counted WITH {', '.join(tables)}"
            f" SELECT tally_place * {CODES} + CASE status {codes} END + CAST(tally_over AS BIGINT) AS tally_place, count(*) FROM ({judged})"
            " GROUP BY ALL"
        )

    def relation(self) -> str:
        """SELECT of the counts: the axes, channel, carried, status, ended_as (NULL for open dossiers) and how many, n."""
        left, columns, joins = f"tally_place // {2 * CODES}", [], ""
        for column in reversed(self._digits):
            digit = f"({left}) % {self._sizes[column]}"
            if column == DAY:
                columns.append(f"DATE '1970-01-01' + CAST({digit} AS INTEGER) AS {DAY}")
            else:
                joins += f" LEFT JOIN counted_{column} AS of_{column} ON {digit} = of_{column}.number"
                columns.append(f"of_{column}.value AS {column}")
            left = f"({left}) // {self._sizes[column]}"
        names = ", ".join(f"'{status}'" for status in STATUSES)
        return (
            f"SELECT {', '.join(reversed(columns))}, tally_place // {CODES} % 2 = 1 AS carried,"
            f" [{names}][tally_place % {CODES} // 2 + 1] AS status, CASE WHEN tally_place % 2 = 1 THEN 'ended' END AS ended_as, n"
            f" FROM (SELECT tally_place, CAST(sum(n) AS BIGINT) AS n FROM counted GROUP BY tally_place HAVING sum(n) <> 0){joins}"
        )
