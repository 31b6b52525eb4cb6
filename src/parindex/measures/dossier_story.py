"""One dossier as its register, its log of pauses and its log of steps tell it: what a page judges and explains."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from parindex.measures.dossier_rows import ENDED_FACTS, STATED
from parindex.measures.dossier_status import LIMIT_DAYS
from parindex.measures.facts import facts_sql
from parindex.measures.measure import Scope
from parindex.measures.relations import parameters, register_sql
from parindex.measures.working_days import working_days_sql
from parindex.records.engine import Connection
from parindex.worktime.dossier import Dossier, Extension
from parindex.worktime.pauses import Pause


@dataclass(frozen=True, kw_only=True)
class LoggedPause:
    """A pause with where it is written: the key of its row in the log, "" when only the dossier's own row tells it."""

    key: str
    pause: Pause
    document: str


@dataclass(frozen=True, kw_only=True)
class DossierStory:
    """What there is to judge by. `apart`: it ended in a way that the rules of its day do not judge by the due date."""

    dossier: Dossier
    pauses: tuple[LoggedPause, ...]
    unit: str
    ended_as: str | None
    apart: bool
    steps: int


def _asked(connection: Connection, scope: Scope, sql: str, key: str) -> list[dict[str, Any]]:
    values = parameters(scope, sql) | {name: value for name, value in (("key", key),) if f"${name}" in sql}
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _pauses(connection: Connection, scope: Scope, row: dict[str, Any]) -> tuple[LoggedPause, ...]:
    """As logged; a dossier whose supplements the log does not know has the one of its own row."""
    logged: list[dict[str, Any]] = []
    if scope.sources.get("dossier_pauses"):
        sql = f"SELECT * FROM ({register_sql(scope, 'dossier_pauses')}) WHERE dossier = $key ORDER BY began, key"
        logged = _asked(connection, scope, sql, row["code"])
    found = [
        LoggedPause(
            key=one["key"],
            pause=Pause(opened=one["began"], closed=one["ended"], kind=one["kind"]),
            document=one["document"] or "",
        )
        for one in logged
    ]
    if row["supplement_asked"] and not any(one.pause.kind == "supplement" for one in found):
        own = Pause(opened=row["supplement_asked"], closed=row["supplemented"])
        found.append(LoggedPause(key="", pause=own, document=""))
    return tuple(sorted(found, key=lambda one: one.pause.opened))


def _dossier(row: dict[str, Any], pauses: tuple[LoggedPause, ...]) -> Dossier:
    letters: tuple[Extension, ...] = ()
    if row["extended_to"]:
        given = row["extended_on"]
        until = datetime.combine(row["extended_to"], datetime.min.time())
        letters = (
            Extension(
                until=until,
                given=datetime.combine(given, datetime.min.time()) if given else None,
                document=row["apology"] or "",
            ),
        )
    limit = None if row["limit_days"] is None else int(row["limit_days"])
    in_hours = row["duration_kind"] == "working_hour"
    ended = row["ended_at"] if row["ended_counts"] == "timed" else None
    return Dossier(
        received=row["received"],
        days=None if in_hours else limit,
        hours=Decimal(row["days"]) if in_hours and row["days"] is not None else None,
        due=row["due"],
        extensions=letters,
        pauses=tuple(one.pause for one in pauses),
        ended=datetime.combine(ended, datetime.min.time()) if ended and not isinstance(ended, datetime) else ended,
        suspended=bool(row["waiting"]),
    )


def dossier_story(connection: Connection, scope: Scope, key: str) -> DossierStory | None:
    """The dossier with the key, from the scope's source; None when it is not there or was not received yet."""
    sql = (
        f"WITH dossiers AS ({register_sql(scope, 'dossiers')} AND key = $key),"
        f" facts AS ({facts_sql(scope.facts[fact.name] for fact in ENDED_FACTS)}),"
        f" working_days AS MATERIALIZED ({working_days_sql(scope.calendar)})"
        f" SELECT *, {LIMIT_DAYS} AS limit_days FROM ({STATED}) WHERE received IS NOT NULL"
    )
    found = _asked(connection, scope, sql, key)
    if not found:
        return None
    row = found[0]
    pauses = _pauses(connection, scope, row)
    steps = 0
    if scope.sources.get("dossier_steps"):
        count = f"SELECT count(*) AS many FROM ({register_sql(scope, 'dossier_steps')}) WHERE dossier = $key"
        steps = _asked(connection, scope, count, row["code"])[0]["many"]
    ended_as = row["ended_as"]
    return DossierStory(
        dossier=_dossier(row, pauses),
        pauses=pauses,
        unit=row["unit"] or "",
        ended_as=ended_as,
        apart=ended_as is not None and (row["ended_counts"] == "apart" or row["ended_at"] is None),
        steps=steps,
    )
