"""Every dossier of one source with its status as that source counts.

A dossier refused, withdrawn or stopped stands apart where the rules of its day of reception say so; one without a due date
is `no_due`; one that ended is early (an earlier day), on time or late; an open one that waits for the applicant since a day
not after its due day is suspended; the others are pending or overdue at the end of the as-of day.

The due moment: 00:00 means the end of that day. An extension replaces it (`current`) if it was given not after the due day and
leads to a later one. Pauses (`added`) move the due day of a dossier that did not end before it by the working days that lie
inside them (the day of the request not counted, the day of the answer counted), for requests up to the due day; unless
the stated due day lies already so many working days or more after reception and limit. Where the limit is not known in
working days they are taken for not counted yet if the dossier would be behind.
"""

from collections.abc import Sequence

from parindex.measures.dossier_rows import stated, words_sql
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.calendars import calendar_sql, make_hours
from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.dossiers.pauses import logged_or_own
from parindex.measures.reconciliation.question import has_rows, in_question, rows_of_source, spelled, whole_source
from parindex.records.engine import Connection

_STATED = stated("({}) LEFT JOIN recon_word ON said = state_text", "coalesce(stage, meant)")
APART = "('refused', 'withdrawn', 'stopped')"
_APART = "ended_as IS NOT NULL AND (ended_counts = 'apart' OR ended_at IS NULL)"


def end_of_due(moment: str) -> str:
    """SQL: a due moment without a clock time is the end of its day."""
    return f"CASE WHEN CAST({moment} AS TIME) = TIME '00:00' THEN {moment} + INTERVAL 86399 SECOND ELSE {moment} END"


def _behind(counting: Counting, due: str) -> str:
    """SQL: whether the end, or the as-of day's end while there is none, lies after a due moment."""
    by_day = f"CAST(reached AS DATE) > CAST({due} AS DATE)"
    if counting.granularity == "day":
        return by_day
    by_minute = f"date_trunc('minute', reached) > date_trunc('minute', {due})"
    if counting.granularity == "minute":
        return by_minute
    written = f"CAST({due} AS TIME) NOT IN (TIME '00:00', TIME '23:59', TIME '23:59:59', closes_at)"
    return f"CASE WHEN {written} THEN {by_minute} ELSE {by_day} END"


def _with_pauses(scope: Scope, counting: Counting, source: str) -> list[tuple[str, str]]:
    """Relations that end in `moved(key, to_day)`: the due day with the pauses, where they add to it, by the row's number.

    The source is read a second time for them: few dossiers have pauses, and keeping all of them until then is dear.
    """
    held_up = "supplement_asked IS NOT NULL"
    if has_rows(scope, "dossier_pauses"):
        held_up += f" OR lower(code) IN (SELECT lower(dossier) FROM ({whole_source(scope, 'dossier_pauses')}))"
    return [
        (
            "clocked",
            "SELECT file_row_number AS key, code, CAST(given_due AS DATE) AS due_day, CAST(reached AS DATE) AS reached_day,"
            " CASE WHEN coalesce(duration_kind, 'working_day') = 'working_day' THEN days END AS limit_days,"
            " received_on, calendar, supplement_asked, supplemented, behind_as_given"
            f" FROM ({_compared(scope, counting, f'SELECT * FROM ({source}) WHERE {held_up}')})"
            " WHERE CAST(reached AS DATE) >= CAST(given_due AS DATE)",
        ),
        ("pauses_of", logged_or_own(scope, "clocked")),
        (
            "paused",
            """
            SELECT c.key, count(DISTINCT w.day) AS gain
            FROM clocked AS c JOIN pauses_of AS p ON p.key = c.key AND CAST(p.began AS DATE) <= c.due_day
                JOIN recon_day AS w ON w.calendar = c.calendar AND w.working
                    AND w.day > CAST(p.began AS DATE) AND w.day <= CAST(coalesce(p.ended, c.reached_day) AS DATE)
                JOIN recon_day AS r ON r.calendar = c.calendar AND r.day = c.received_on
                JOIN recon_day AS d ON d.calendar = c.calendar AND d.day = c.due_day
            GROUP BY c.key, c.limit_days, c.behind_as_given, d.ordinal, r.ordinal
            HAVING coalesce(d.ordinal - r.ordinal - c.limit_days < count(DISTINCT w.day), c.behind_as_given)
            """,
        ),
        (
            "moved",
            """
            SELECT c.key, min(w.day) AS to_day
            FROM clocked AS c JOIN paused AS p ON p.key = c.key
                JOIN recon_day AS d ON d.calendar = c.calendar AND d.day = c.due_day
                JOIN recon_day AS w ON w.calendar = c.calendar AND w.working AND w.ordinal = d.ordinal + p.gain
            GROUP BY c.key
            """,
        ),
    ]


def _rows(scope: Scope, counting: Counting, rows: str | None) -> str:
    """SELECT of the source's rows with what counts as their end in `finished`."""
    wanted = rows_of_source(scope, "dossiers", rows)
    if counting.end == "returned":
        return f"SELECT * REPLACE (returned AS finished), finished AS own_finished FROM ({wanted})"
    return f"SELECT *, finished AS own_finished FROM ({wanted})"


def _given(counting: Counting) -> str:
    """SQL: the due moment, pauses not yet added."""
    given = end_of_due("due")
    if counting.due != "current":
        return given
    accepted = "CAST(extended_to AS DATE) > CAST(due AS DATE) AND coalesce(extended_on <= CAST(due AS DATE), TRUE)"
    return f"CASE WHEN {accepted} THEN CAST(extended_to AS TIMESTAMP) + INTERVAL 86399 SECOND ELSE {given} END"


def _compared(scope: Scope, counting: Counting, source: str) -> str:
    """SELECT of the rows of a SELECT with what they say at the day, whether they are asked for, and whether they are behind
    with no pause added.
    """
    as_of_end = f"(CAST(DATE '{scope.as_of}' AS TIMESTAMP) + INTERVAL 86399 SECOND)"
    # carried on as one truth value, the unit's name need not be
    asked = f"{in_question(scope, 'received')} AND ended_as IS DISTINCT FROM 'refused_at_reception'"
    ended = "CASE WHEN ended_as IS NOT NULL THEN CAST(ended_at AS TIMESTAMP) END"
    return f"""
        SELECT *, {_behind(counting, "given_due")} AS behind_as_given
        FROM (
            SELECT s.*, c.closes AS closes_at
            FROM (
                SELECT *, {_given(counting)} AS given_due, {calendar_sql(scope, "unit")} AS calendar, {ended} AS ended,
                    coalesce({ended}, {as_of_end}) AS reached, {asked} AS asked
                FROM ({spelled(_STATED.format(source), scope)})
            ) AS s LEFT JOIN recon_day AS c ON c.calendar = s.calendar
                AND c.day = CASE WHEN CAST(reached AS DATE) = CAST(given_due AS DATE) THEN CAST(given_due AS DATE) END
        )
    """


def moved_sql(scope: Scope, counting: Counting) -> str:
    """SELECT (key, to_day) of the source's dossiers whose due day pauses move, by the row's number; "" where they are not
    added.
    """
    if counting.pauses != "added":
        return ""
    relations = _with_pauses(scope, counting, _rows(scope, counting, None))
    return f"WITH {_chained(relations)} SELECT * FROM moved"


def _chained(relations: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} AS ({query})" for name, query in relations)


def _final(scope: Scope, counting: Counting, source: str, moved: str | None) -> list[tuple[str, str]]:
    """Relations that end in `final`: the rows of a SELECT with `judged_due`, and behind by it."""
    compared = _compared(scope, counting, source)
    if counting.pauses != "added":
        return [("final", f"SELECT *, given_due AS judged_due FROM ({compared})")]
    return [
        *([("moved", f"SELECT * FROM {moved}")] if moved else _with_pauses(scope, counting, source)),
        (
            "final",
            "SELECT c.* REPLACE (coalesce(c.behind_as_given AND (m.to_day IS NULL OR CAST(c.reached AS DATE) > m.to_day),"
            " FALSE) AS behind_as_given), coalesce(m.to_day + CAST(c.given_due AS TIME), c.given_due) AS judged_due"
            f" FROM ({compared}) AS c LEFT JOIN moved AS m ON m.key = c.file_row_number",
        ),
    ]


_STATUS = f"""CASE
    WHEN {_APART} THEN ended_as
    WHEN judged_due IS NULL THEN 'no_due'
    WHEN ended IS NOT NULL THEN CASE WHEN CAST(ended AS DATE) < CAST(judged_due AS DATE) THEN 'early'
        WHEN behind_as_given THEN 'late' ELSE 'on_time' END
    WHEN waiting AND coalesce(CAST(supplement_asked AS DATE) <= CAST(judged_due AS DATE), TRUE) THEN 'suspended'
    WHEN behind_as_given THEN 'overdue' ELSE 'pending' END"""


def make_lookups(connection: Connection, scopes: Sequence[Scope]) -> None:
    """Make `recon_hours` of the first source's calendar, and `recon_word(said, meant)`: the software's words are few and its
    rows are many, each is understood once.
    """
    make_hours(connection, scopes[0])
    rows = " UNION ALL ".join(f"SELECT state_text FROM ({whole_source(scope, 'dossiers')})" for scope in scopes)
    said = f"SELECT DISTINCT state_text AS said FROM ({rows}) WHERE state_text IS NOT NULL"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE recon_word AS {words_sql(f'({said})')}")


def judged(scope: Scope, counting: Counting, rows: str | None, *, moved: str | None = None) -> str:
    """SELECT of the source's dossiers, as `comparison` says; further columns: those of `dossier_rows.STATED`. The table of
    `make_lookups` is there; `moved` names one of `moved_sql`.
    """
    relations = _final(scope, counting, _rows(scope, counting, rows), moved)
    return (
        f"WITH {_chained(relations)} SELECT * EXCLUDE (own_finished, said, meant, given_due, reached, closes_at,"
        f" behind_as_given, calendar) REPLACE (own_finished AS finished), {_STATUS} AS status FROM final"
    )
