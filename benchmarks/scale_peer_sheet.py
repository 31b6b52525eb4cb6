"""A spreadsheet as a peer: a formula a cell, calculated by LibreOffice without a window."""

import csv
import resource
import subprocess
from pathlib import Path

from benchmarks.scale_data import AS_OF, calendars
from benchmarks.scale_peer import DAYS, Peer, ended_on, timed
from benchmarks.scale_twin import AS_OF_MOMENT, Row

SHEET_ROWS = 10_000


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
        moments = [ended_on(row), row["extended_to"], row["extended_on"], int(running), opened, shut]
        sheet.append([row["received"], row["days"], *moments, extended, f"={status}"])
    whole.save(book)
