"""Dossiers as relations: what the vectorised clock reads and gives back, in minutes."""

import random
from datetime import datetime
from typing import Any

import duckdb
from tests.pure.worktime.naive_clock import minute
from tests.pure.worktime.random_offices import moment

from parindex.measures.working_time import DossierClock, judged_sql

MOMENTS = ("clock_start", "due_original", "due_current", "judged_due")
GIVEN = (*MOMENTS, "status", "extension_fault", "requests", "late_pauses")
MINUTES = ("worked_minutes", "paused_minutes", "late_minutes")


def put(connection: duckdb.DuckDBPyConnection, dossiers: dict[str, dict[str, Any]], rng: random.Random) -> None:
    """Tables `dossiers` and `pauses` with the rows in no order."""
    connection.execute(
        "CREATE OR REPLACE TABLE dossiers (key VARCHAR, unit VARCHAR, received TIMESTAMP, days INTEGER, minutes INTEGER,"
        " due TIMESTAMP, extended_to TIMESTAMP, extended_on TIMESTAMP, extensions INTEGER, ended TIMESTAMP,"
        " suspended BOOLEAN, title VARCHAR)"
    )
    connection.execute("CREATE OR REPLACE TABLE pauses (key VARCHAR, kind VARCHAR, opened TIMESTAMP, closed TIMESTAMP)")
    keys = list(dossiers)
    rng.shuffle(keys)
    rows = [
        (key, raw["unit"], moment(raw["received"]), raw["days"], raw["minutes"], moment(raw["due"]), moment(raw["until"]),
         moment(raw["given"]), raw["letters"], moment(raw["ended"]), raw["suspended"])
        for key, raw in ((key, dossiers[key]) for key in keys)
    ]  # fmt: skip
    if rows:
        marks = ", ".join("unnest(?)" for _ in rows[0])  # column by column: a row at a time takes many times as long
        connection.execute(
            f"INSERT INTO dossiers SELECT {marks}, 'Hồ sơ'", [list(one) for one in zip(*rows, strict=True)]
        )
    pauses = [(key, kind, moment(a), moment(b)) for key in keys for a, b, kind in dossiers[key]["pauses"]]
    rng.shuffle(pauses)
    if pauses:
        marks = ", ".join("unnest(?)" for _ in pauses[0])
        connection.execute(f"INSERT INTO pauses SELECT {marks}", [list(one) for one in zip(*pauses, strict=True)])


SOURCE = "(SELECT * EXCLUDE (minutes), CAST(minutes AS DECIMAL(18, 9)) / 60 AS hours FROM dossiers)"


def judged(
    connection: duckdb.DuckDBPyConnection, clock: DossierClock, as_of: datetime, **options: Any
) -> dict[str, dict[str, Any]]:
    """The judged rows by key, moments as minutes."""
    options = {"pauses": "pauses"} | options
    cursor = connection.execute(judged_sql(SOURCE, clock, f"TIMESTAMP '{as_of}'", **options))
    names = [column[0] for column in cursor.description]
    rows = {row[names.index("key")]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
    asked = (*GIVEN, *MINUTES) if options.get("minutes", True) else GIVEN
    return {
        key: {name: minute(row[name]) if name in MOMENTS else row[name] for name in asked} for key, row in rows.items()
    }
