"""A large workbook, checked and made canonical, against openpyxl merely reading its cells (read_only, values)."""

import csv
from datetime import datetime
from pathlib import Path

import openpyxl
import xlsxwriter

from benchmarks.dossier_file import ROWS, unit_names, write_dossiers
from benchmarks.rounds import Contest, contest
from parindex.records.engine import connect
from parindex.records.importing import prepare, write_batch
from parindex.records.registers import REGISTERS

GOAL = 1 / 8
COLUMNS = ("code", "procedure", "field", "unit", "channel", "received", "days", "due", "finished", "state_text")
OURS = "prepare + write_batch (checked, canonical, Parquet)"


def _write(path: Path, rows_of: Path) -> None:
    register = REGISTERS["dossiers"]
    titles = [register.column(name).title for name in COLUMNS]
    book = xlsxwriter.Workbook(str(path), {"constant_memory": False, "strings_to_urls": False})
    sheet, moment = book.add_worksheet("Hồ sơ"), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_row(0, 0, titles)
    with rows_of.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            for place, title in enumerate(titles):
                cell = row[title]
                if cell.isdigit():
                    sheet.write_number(number, place, int(cell))
                elif len(cell) == 16 and cell[2] == "/":
                    sheet.write_datetime(number, place, datetime.strptime(cell, "%d/%m/%Y %H:%M"), moment)
                elif cell:
                    sheet.write_string(number, place, cell)
    book.close()


def run(folder: Path) -> Contest:
    """Real dates, numbers and shared strings, as a spreadsheet saves them."""
    rows, file = folder / "ho-so.csv", folder / "ho-so.xlsx"
    if not rows.exists():
        write_dossiers(rows)
    _write(file, rows)

    def read() -> None:
        book = openpyxl.load_workbook(file, read_only=True)
        count = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
        book.close()
        if count != ROWS + 1:
            raise AssertionError(count)

    def ours() -> None:
        with connect(folder) as connection:
            register, names = REGISTERS["dossiers"], unit_names()
            found = prepare(connection, register, file, source="do", unit="so-ldtbxh", unit_names=names, current=None)
            if found.accepted != ROWS:
                raise AssertionError(found.errors[:3])
            write_batch(connection, found, folder / "sheet.parquet")
            connection.execute(f"DROP SCHEMA {found.raw.schema} CASCADE")

    return contest(
        f"Import of a workbook, {ROWS:,} rows, {len(COLUMNS)} columns, {file.stat().st_size / 1e6:.0f} MB",
        {"openpyxl, read_only, every cell's value": read, OURS: ours},
        goals={OURS: GOAL},
        note="The yardstick only reads the cells; ours also checks them and writes the batch.",
    )
