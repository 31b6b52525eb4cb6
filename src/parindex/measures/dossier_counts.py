"""Dossiers counted by status and by groups, whatever their number: one pass for all, a closer look at some.

Most dossiers are ordinary: no supplement, no extension, not refused or withdrawn, a limit in working days. A pass counts
them as if nothing had held them up (`working_time.plain`). The others, and those that the log of pauses names, are few: they
are put aside, judged by the whole clock, and take the place of what the pass counted for them. Groups are small numbers,
never text: the engine looks a word up once for each page of a file, not once a row.
"""

from collections.abc import Iterator, Mapping, Sequence

from parindex.measures.dossier_few import judged_few
from parindex.measures.dossier_rows import ENDED_FACTS, stage_sql, stated, words_sql
from parindex.measures.dossier_status import (
    APART,
    LIMIT_DAYS,
    WINDOWS,
    check_window,
    clocked_sql,
    make_ready,
)
from parindex.measures.facts import spelled_out
from parindex.measures.measure import Scope
from parindex.measures.relations import parameters, register_sql
from parindex.measures.working_days import working_days_sql
from parindex.measures.working_time import end_of_day, judged_sql
from parindex.measures.working_time.judged import MOST_DAYS
from parindex.measures.working_time.plain import plain_sql, settles
from parindex.records.engine import Connection, path_literal, scalar
from parindex.records.row_count import many_rows
from parindex.worktime.clock import DossierClock

STATUSES = (
    *("early", "on_time", "late", "pending", "overdue", "suspended", "no_due"),
    *("refused", "withdrawn", "stopped"),
)
CODES = 32  # more than two for each status: whether the dossier is over makes the last bit
ROWS = 20_000_000  # rows of the file counted in one go: the few put aside stay in memory meanwhile
SLICE = 250_000  # dossiers looked at closely in one go, so that memory does not grow with their number
MONTH = "month"  # the one axis that is no column of words: the month of reception
_MONTHS = 200_000  # more than there are
_FIRST_MONTH = 12 * 1900 + 1  # number 0: January 1900
_AS_OF = end_of_day("$as_of")
# What a stage says: 1 that the row may have ended otherwise, 2 that it waits for the applicant, 0 nothing.
_KINDS = """CASE WHEN {} IN ('refused_at_reception', 'refused', 'withdrawn', 'stopped') THEN 1
    WHEN {} IN ('supplement', 'fee') THEN 2 ELSE 0 END"""
_REST = (
    "place, over, code, wt_calendar, received, received_on, days, hours, duration_kind, due, extended_to,"
    " extended_on, extensions, ended, suspended, supplement_asked, supplemented"
)
# What the closer look reads of a row.
_ASIDE = (
    *(
        "place",
        "code",
        "wt_calendar",
        "meant",
        "received",
        "days",
        "duration_kind",
        "due",
        "extended_to",
        "extended_on",
    ),
    *("finished", "returned", "closed", "refused", "supplement_asked", "supplemented"),
)


def _code(status: str) -> str:
    return str(STATUSES.index(status) * 2)


_CODED = "CASE {} " + " ".join(f"WHEN '{status}' THEN {_code(status)}" for status in STATUSES) + " END"


def _make_words(connection: Connection, scope: Scope, columns: Sequence[str], rows: str) -> None:
    """`counted_<column>(value, number)` of each column of words, and what stages and the software's words mean."""
    for column in columns:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE counted_{column} AS SELECT value, row_number() OVER (ORDER BY value) AS number"
            f" FROM (SELECT DISTINCT {column} AS value FROM {rows} WHERE {column} IS NOT NULL)"
        )
    kinds = _KINDS.format("meant", "meant")
    for table, column, meaning in (
        ("stages", "stage", "SELECT said, said AS meant FROM {}".format),
        ("words", "state_text", words_sql),
    ):
        said = f"(SELECT DISTINCT {column} AS said FROM {rows} WHERE {column} IS NOT NULL)"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE counted_{table} AS SELECT said, meant, CAST({kinds} AS TINYINT) AS kind"
            f" FROM ({meaning(said)})"
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted_unit AS SELECT given.unit AS value, row_number() OVER (ORDER BY given.unit)"
        " AS number, coalesce(w.calendar, worktime_default()) AS calendar, whole.worked AS whole"
        " FROM (SELECT DISTINCT unnest(CAST($units AS VARCHAR[])) AS unit) AS given"
        " LEFT JOIN worktime_unit AS w ON given.unit = w.unit"
        " LEFT JOIN worktime_whole AS whole ON whole.calendar = coalesce(w.calendar, worktime_default())"
        " WHERE given.unit IS NOT NULL",
        {"units": list(scope.units)},
    )


def recipe(connection: Connection, scope: Scope, clock: DossierClock) -> str:
    """All that a count depends on beside its rows, window, groups and days: the rules as text, the units' calendars."""
    make_ready(connection, scope)
    stood = spelled_out(stated("rows", stage_sql()), {fact.name: scope.facts[fact.name] for fact in ENDED_FACTS})
    windows = [clocked_sql("rows", window) for window in WINDOWS]
    judged = judged_sql("rest", clock, _AS_OF, pauses="pauses", minutes=False, calendar="wt_calendar")
    plainly = plain_sql("rows", clock, _AS_OF, _code)
    texts = [stood, *windows, judged, plainly, settles(clock), LIMIT_DAYS, APART, _KINDS, _CODED]
    made = connection.execute("SELECT worktime_digest(), worktime_default()").fetchone()
    return "\x00".join([*texts, str(made)])


class Tally:
    """The counts of one question. After `count`, `relation` reads them: one row for each group, channel and status.

    `axes` are columns of the register with words, or `MONTH`, which the counts give as its first day, `received_on`.
    `where`: SQL over the register's rows, which of them are counted. `rows`: a relation for each of the two registers that
    takes the place of its file.
    """

    def __init__(
        self,
        connection: Connection,
        scope: Scope,
        clock: DossierClock,
        window: str,
        axes: Sequence[str],
        where: str = "TRUE",
        rows: Mapping[str, str] | None = None,
    ) -> None:
        self._connection, self._scope, self._clock = connection, scope, clock
        self._window, self._where = check_window(window), where
        self._digits = tuple(dict.fromkeys((*axes, "channel")))
        self._words = tuple(column for column in self._digits if column not in {"unit", MONTH})
        self._given = rows or {}
        file = path_literal(scope.files["dossiers"])
        self._many = 0 if self._given else many_rows(scope.files["dossiers"])
        make_ready(connection, scope)
        _make_words(connection, scope, self._words, self._given.get("dossiers", f"read_parquet({file})"))
        # 0 stands for an empty cell
        self._sizes = {MONTH: _MONTHS} | {
            column: scalar(connection, f"SELECT count(*) + 1 FROM counted_{column}")
            for column in ("unit", *self._words)
        }

    def _run(self, sql: str) -> None:
        self._connection.execute(sql, parameters(self._scope, sql))

    @property
    def _logged(self) -> bool:
        return bool(self._scope.sources.get("dossier_pauses"))

    @property
    def _log(self) -> str:
        return register_sql(self._scope, "dossier_pauses", self._given.get("dossier_pauses"))

    @property
    def _ordinary(self) -> str:
        """SQL over rows of the register: whether nothing in the row asks for a closer look. Never NULL."""
        ordinary = "d.extended_to IS NULL AND d.refused IS NULL"
        if self._clock.computes:
            ordinary += " AND (d.duration_kind IS NULL OR d.duration_kind = 'working_day')"
            ordinary += f" AND d.days IS NOT NULL AND d.days BETWEEN 1 AND {MOST_DAYS}"
        return ordinary + " AND coalesce(of_stage.kind, of_word.kind, 0) <> 1"

    def _seen(self, first: int) -> str:
        """SELECT of the register's rows of the scope with the numbers of their words, from a row of the file on."""
        place, joins = "CAST(0 AS BIGINT)", ""
        for column in self._digits:
            digit = f"coalesce(of_{column}.number, 0)"
            if column == MONTH:
                digit = f"coalesce(12 * year(d.received) + month(d.received) - {_FIRST_MONTH}, 0)"
            elif column != "unit":
                joins += f" LEFT JOIN counted_{column} AS of_{column} ON d.{column} = of_{column}.value"
            place = f"({place} * {self._sizes[column]} + {digit})"
        return (
            f"SELECT d.* EXCLUDE (place), {place} * 2 + CAST(received < $first AS BIGINT) AS place,"
            " of_unit.calendar AS wt_calendar, of_unit.whole AS wt_whole,"
            " CASE WHEN d.stage IS NULL THEN of_word.meant ELSE d.stage END AS meant,"
            f" coalesce(of_stage.kind, of_word.kind, 0) AS kind, {self._ordinary} AS plain,"
            " CASE WHEN finished < CAST($as_of AS DATE) + 1 THEN finished END AS ended"
            f" FROM ({self._rows(first)}) AS d"
            f" JOIN counted_unit AS of_unit ON d.unit = of_unit.value{joins}"
            " LEFT JOIN counted_stages AS of_stage ON d.stage = of_stage.said"
            " LEFT JOIN counted_words AS of_word ON d.state_text = of_word.said"
            " WHERE d.source = $source_dossiers AND d.state = 'present' AND received < CAST(least($last, $as_of) AS DATE) + 1"
        )

    def _rows(self, first: int) -> str:
        """SELECT of the rows that are counted in one go."""
        file = path_literal(self._scope.files["dossiers"])
        relation = self._given.get("dossiers", f"read_parquet({file})")
        if self._many <= ROWS:
            return f"SELECT * FROM {relation} WHERE {self._where}"
        part = f"file_row_number BETWEEN {first} AND {first + self._part - 1}"
        return (
            f"SELECT * EXCLUDE (file_row_number) FROM read_parquet({file}, file_row_number = true)"
            f" WHERE {part} AND {self._where}"
        )

    def _judged_plainly(self, first: int) -> str:
        """SELECT of the rows as if nothing had held them up, with `aside`: whether they need a closer look."""
        carried = " OR ended >= $first OR ended IS NULL" if self._window == "workload" else ""
        within = (
            f"SELECT *, ended IS NULL AND kind = 2 AS suspended FROM ({self._seen(first)})"
            f" WHERE NOT plain OR received >= $first{carried}"
        )
        judged = plain_sql(f"({within})", self._clock, _AS_OF, _code)
        held_up = "supplement_asked IS NOT NULL"
        if self._logged:
            # by a number made of the code: whoever shares it by chance is only looked at more closely
            held_up += " OR coalesce(asking IN (SELECT code FROM counted_held_up), FALSE)"
        asking = f"CASE WHEN plain AND NOT ({settles(self._clock)}) THEN hash(code) END AS asking"
        return f"SELECT *, NOT plain OR asking IS NOT NULL AND ({held_up}) AS aside FROM (SELECT *, {asking} FROM ({judged}))"

    def count(self) -> None:
        """Make the counts: TEMP TABLE `counted(place, n)`; the place's last digit is the status."""
        self._run("CREATE OR REPLACE TEMP TABLE counted (place BIGINT, n BIGINT)")
        self._put_held_up()
        parts = max(-(-self._many // ROWS), 1)
        self._part = max(-(-self._many // parts), 1)
        for first in range(0, max(self._many, 1), self._part):
            self._count_from(first)

    def _put_held_up(self) -> None:
        """`counted_held_up`: the dossiers that the log names."""
        if self._logged:
            held_up = f"SELECT DISTINCT hash(dossier) AS code FROM ({self._log})"
            self._run(f"CREATE OR REPLACE TEMP TABLE counted_held_up AS {held_up}")

    def _count_from(self, first: int) -> None:
        packed = ", ".join(f"{column} := {column}" for column in _ASIDE)
        # those put aside come as lists of rows, in a few groups of their own below 0
        self._run(
            "CREATE OR REPLACE TEMP TABLE counted_once AS SELECT CASE WHEN aside THEN -1 - place % 64"
            f" ELSE place * {CODES} + wt_class + CAST(ended IS NOT NULL AS BIGINT) END AS place, count(*) AS n,"
            f" list(struct_pack({packed})) FILTER (aside) AS apart FROM ({self._judged_plainly(first)}) GROUP BY ALL"
        )
        self._run("INSERT INTO counted SELECT place, n FROM counted_once WHERE place >= 0")
        self._put_aside("SELECT one.* FROM (SELECT unnest(apart) AS one FROM counted_once)")
        self._run("DROP TABLE counted_once")
        self._look_closely()

    def _put_aside(self, seen: str, more: str = "") -> None:
        """`counted_rest`: the dossiers to be looked at closely, `more` columns of them, their pauses in `counted_pauses`."""
        clocked = spelled_out(
            clocked_sql(stated(f"({seen})", "meant"), self._window),
            {fact.name: self._scope.facts[fact.name] for fact in ENDED_FACTS},
        )
        kept = _REST.replace("over,", f"ended_as IS NOT NULL AS over, CASE WHEN {APART} THEN ended_as END AS apart,", 1)
        self._run(
            f"CREATE OR REPLACE TEMP TABLE counted_rest AS SELECT row_number() OVER () - 1 AS id, {kept}{more} FROM ({clocked})"
        )
        self._run(
            "CREATE OR REPLACE TEMP TABLE counted_pauses (key BIGINT, kind VARCHAR, opened TIMESTAMP, closed TIMESTAMP)"
        )
        if self._logged:
            self._run(
                "INSERT INTO counted_pauses SELECT r.id, p.kind, p.began, p.ended"
                f" FROM ({self._log}) AS p JOIN counted_rest AS r ON r.code = p.dossier"
            )
        # what the row itself says of a supplement counts where the log has none
        self._run(
            "INSERT INTO counted_pauses SELECT id, 'supplement', supplement_asked, supplemented FROM counted_rest"
            " WHERE supplement_asked IS NOT NULL AND id NOT IN (SELECT key FROM counted_pauses WHERE kind = 'supplement')"
        )

    def _look_closely(self) -> None:
        """Add the counts of the dossiers put aside, judged by the whole clock, slice by slice."""
        status = _CODED.format("coalesce(apart, status)")
        for judged in self._closely():
            self._run(
                f"INSERT INTO counted SELECT place * {CODES} + {status} + CAST(over AS BIGINT) AS place, count(*)"
                f" FROM ({judged}) GROUP BY ALL"
            )

    def _closely(self) -> Iterator[str]:
        """SELECT of each slice of the dossiers put aside with their status by the whole clock."""
        if few := judged_few(self._connection, self._scope, self._clock):
            yield few
            return
        for first in range(0, scalar(self._connection, "SELECT count(*) FROM counted_rest"), SLICE):
            within = f"BETWEEN {first} AND {first + SLICE - 1}"
            tables = [f"pauses_in AS NOT MATERIALIZED (SELECT * FROM counted_pauses WHERE key {within})"]
            days = "days"
            if self._clock.computes:
                tables.append(f"working_days AS MATERIALIZED ({working_days_sql(self._scope.calendar)})")
                days = LIMIT_DAYS
            limited = f"SELECT * EXCLUDE (id) REPLACE ({days} AS days), id AS key FROM counted_rest WHERE id {within}"
            tables.append(f"rest AS MATERIALIZED ({limited})")
            judged = judged_sql("rest", self._clock, _AS_OF, pauses="pauses_in", minutes=False, calendar="wt_calendar")
            yield f"WITH {', '.join(tables)} SELECT * FROM ({judged})"

    def relation(self) -> str:
        """SELECT of the counts: the axes, channel, carried, status, ended_as (NULL for open dossiers) and how many, n."""
        left, columns, joins = f"place // {2 * CODES}", [], ""
        for column in reversed(self._digits):
            digit = f"({left}) % {self._sizes[column]}"
            if column == MONTH:
                columns.append(f"CAST(DATE '1900-01-01' + to_months(CAST({digit} AS INTEGER)) AS DATE) AS received_on")
            else:
                joins += f" LEFT JOIN counted_{column} AS of_{column} ON {digit} = of_{column}.number"
                columns.append(f"of_{column}.value AS {column}")
            left = f"({left}) // {self._sizes[column]}"
        names = ", ".join(f"'{status}'" for status in STATUSES)
        return (
            f"SELECT {', '.join(reversed(columns))}, place // {CODES} % 2 = 1 AS carried,"
            f" [{names}][place % {CODES} // 2 + 1] AS status, CASE WHEN place % 2 = 1 THEN 'ended' END AS ended_as, n"
            f" FROM (SELECT place, CAST(sum(n) AS BIGINT) AS n FROM counted GROUP BY place HAVING sum(n) <> 0){joins}"
        )
