"""Every dossier of a scope with its status under a clock: the rows that the official table and its lists are made of.

The rules are those of the day of reception; a dossier that ended without a result stands apart where they say so, one
that waits for the applicant is suspended, one without a due date is in no class of time. None is ever called on time.
"""

from parindex.errors import InputFault
from parindex.measures.dossier_rows import ENDED_FACTS, stage_sql, stated
from parindex.measures.facts import spelled_out
from parindex.measures.measure import Scope
from parindex.measures.relations import register_sql
from parindex.measures.working_days import working_days_sql
from parindex.measures.working_time import calendar_tables, end_of_day, judged_sql
from parindex.records.engine import Connection
from parindex.worktime.clock import DossierClock

WINDOWS = {
    "accepted": "hồ sơ tiếp nhận trong kỳ",
    "workload": "hồ sơ tiếp nhận trong kỳ và từ kỳ trước chuyển sang",
}
_ORDINAL = "(SELECT w.ordinal FROM working_days AS w WHERE w.day = received_on)"
# A limit in calendar days or months ends on its last day, or on the next working day when that one is off.
_UP_TO = "(SELECT w.ordinal + CAST(NOT w.working AS INTEGER) FROM working_days AS w WHERE w.day = {last})"
LIMIT_DAYS = f"""CASE duration_kind WHEN 'working_hour' THEN NULL
    WHEN 'day' THEN {_UP_TO.format(last="received_on + CAST(least(days, 36500) AS INTEGER)")} - {_ORDINAL}
    WHEN 'month' THEN {_UP_TO.format(last="CAST(received_on + to_months(CAST(least(days, 1200) AS INTEGER)) AS DATE)")}
        - {_ORDINAL}
    ELSE days END"""
APART = "ended_as IS NOT NULL AND (ended_counts = 'apart' OR ended_at IS NULL)"


def clocked_sql(stated_rows: str, window: str) -> str:
    """SELECT of the window's dossiers with the columns that `judged_sql` reads; days as in the file."""
    carried = "" if check_window(window) == "workload" else " AND received_on >= $first"
    return f"""
    SELECT * REPLACE (CAST(extended_to AS TIMESTAMP) AS extended_to, CAST(extended_on AS TIMESTAMP) AS extended_on),
        CASE WHEN duration_kind = 'working_hour' THEN days END AS hours,
        CAST(extended_to IS NOT NULL AS INTEGER) AS extensions, waiting AS suspended,
        CASE WHEN ended_counts = 'timed' THEN CAST(ended_at AS TIMESTAMP) END AS ended
    FROM ({stated_rows}) WHERE received_on <= least($last, $as_of) AND ended_as IS DISTINCT FROM 'refused_at_reception'
        AND coalesce(received_on >= $first OR CAST(ended_at AS DATE) >= $first, ended_as IS NULL){carried}
"""


_SAID = "SELECT DISTINCT state_text, CAST(NULL AS VARCHAR) AS stage FROM dossiers"
_OWN_PAUSES = """SELECT d.key, 'supplement' AS kind, d.supplement_asked AS opened, d.supplemented AS closed
    FROM dossiers AS d WHERE d.supplement_asked IS NOT NULL"""
_LOGGED_PAUSES = """SELECT d.key, p.kind, p.began AS opened, p.ended AS closed
    FROM dossier_pauses AS p JOIN dossiers AS d ON d.code = p.dossier"""


def _pauses(scope: Scope) -> str:
    """Pauses as logged; a dossier that the log does not know has the one supplement of its own row."""
    if not scope.sources.get("dossier_pauses"):
        return _OWN_PAUSES
    return (
        f"{_LOGGED_PAUSES} UNION ALL {_OWN_PAUSES} AND d.code NOT IN"
        " (SELECT dossier FROM dossier_pauses WHERE kind = 'supplement')"
    )


def check_window(window: str) -> str:
    """The name of a window, as it is. InputFault for another."""
    if window not in WINDOWS:
        raise InputFault(f"Không có phạm vi “{window}”; hãy chọn một trong: {', '.join(WINDOWS)}.")
    return window


def statused_sql(scope: Scope, clock: DossierClock, window: str) -> str:
    """SELECT of the scope's dossiers with `status`, `carried` (from before the window) and the clock's due moments.

    Needs the clock's calendar tables on the connection (`make_ready`) and the parameters of `parameters`.
    """
    tables = [f"dossiers AS NOT MATERIALIZED ({register_sql(scope, 'dossiers')})"]
    if scope.sources.get("dossier_pauses"):
        tables.append(f"dossier_pauses AS ({register_sql(scope, 'dossier_pauses')})")
    if clock.computes:
        tables.append(f"working_days AS MATERIALIZED ({working_days_sql(scope.calendar)})")
    # the software's words are few and its rows are many
    tables.append(f"words AS MATERIALIZED (SELECT state_text AS said, {stage_sql()} AS meant FROM ({_SAID}))")
    clocked = spelled_out(
        clocked_sql(stated("dossiers LEFT JOIN words ON said = state_text", "coalesce(stage, meant)"), window),
        {fact.name: scope.facts[fact.name] for fact in ENDED_FACTS},
    )
    limit = f"SELECT * REPLACE ({LIMIT_DAYS} AS days) FROM ({clocked})" if clock.computes else clocked
    tables += [
        f"clocked AS NOT MATERIALIZED (SELECT * EXCLUDE (said, meant) FROM ({limit}))",
        f"pauses_in AS ({_pauses(scope)})",
    ]
    judged = judged_sql("clocked", clock, end_of_day("$as_of"), pauses="pauses_in", minutes=False)
    return (
        f"WITH {', '.join(tables)} SELECT * REPLACE (CASE WHEN {APART} THEN ended_as ELSE status END AS status),"
        f" received_on < $first AS carried FROM ({judged})"
    )


def make_ready(connection: Connection, scope: Scope) -> None:
    """Put the calendars of the scope's units on the connection."""
    calendar_tables(connection, {"": scope.calendar, **scope.calendars})
