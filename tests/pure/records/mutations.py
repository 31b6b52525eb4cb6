"""Ways in which files go wrong between the office that makes them and the one that imports them."""

import csv
import io
import json
import random
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

Table = list[list[str]]

TELLING = [b"\0", b'"', b"\n", b"\r", b",", b"\xff", b"\xcc\x81", b"<", b"&", b"=", b"'", b"\xef\xbb\xbf", b"9" * 30]
NASTY = [
    "", " ", "\x00", "\x07\x1b", "\ufeff", "\u202e", "=1+1", "#N/A", "'", '"', '""', "a\nb", "a\r\nb", "1e999", "-0",
    "99999999999999999999", "31/02/2021", "03/25/2021", "Tổng cộng", "e\u0301", "🙂", "x" * 40_000, "|", "\\", "\t", "1.670",
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258", "latin-1", "cp437"]


def mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """A few changes: a byte, a run cut out, a run repeated, a telling byte put in, the end cut off."""
    for _ in range(chance.randint(1, 6)):
        place, length = chance.randrange(len(data) + 1), chance.randrange(1, 40)
        match chance.randrange(5):
            case 0:
                data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
            case 1:
                data = data[:place] + data[place + length :]
            case 2:
                data = data[:place] + data[place : place + length] * chance.randint(1, 50) + data[place:]
            case 3:
                data = data[:place] + chance.choice(TELLING) + data[place:]
            case _:
                data = data[: max(place, len(data) // 2)]
    return data


def mutated_package(data: bytes, chance: random.Random) -> bytes:
    """Zip surgery: parts changed, dropped, swapped, added, stored twice, or the package's own bytes changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = list(parts)
    kind, victim = chance.randrange(6), chance.choice(names)
    match kind:
        case 0:
            parts[victim] = mutated_bytes(parts[victim], chance)
        case 1:
            del parts[victim]
        case 2:
            other = chance.choice(names)
            parts[victim], parts[other] = parts[other], parts[victim]
        case 3:
            parts[f"xl/{chance.choice(['x.xml', 'vbaProject.bin', '../../x', 'worksheets/sheet9.xml'])}"] = b"<x/>" * 9
        case 4:
            parts[victim] = b""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return mutated_bytes(out.getvalue(), chance) if kind == 5 else out.getvalue()


def mutated_table(table: Table, chance: random.Random) -> Table:
    """Rows and columns removed, repeated, moved; cells swapped or made nasty."""
    rows = [list(row) for row in table]
    for _ in range(chance.randint(1, 5)):
        at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        column = chance.randrange(max(map(len, rows)) or 1)
        match chance.randrange(8):
            case 0 if len(rows) > 1:
                del rows[at]
            case 1:
                rows[at:at] = [list(rows[at])] * chance.randint(1, 3)
            case 2:
                rows[at], rows[other] = rows[other], rows[at]
            case 3:
                rows = [row[:column] + row[column + 1 :] for row in rows]
            case 4:
                rows = [row[: column + 1] + row[column:] for row in rows]
            case 5 if rows[at] and rows[other]:
                a, b = chance.randrange(len(rows[at])), chance.randrange(len(rows[other]))
                rows[at][a], rows[other][b] = rows[other][b], rows[at][a]
            case 6:
                rows.insert(at, [chance.choice(NASTY) for _ in range(chance.randint(0, 9))])
            case _ if rows[at]:
                rows[at][chance.randrange(len(rows[at]))] = chance.choice(NASTY)
    return rows


def table_of(path: Path) -> Table:
    """The file's cells as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def as_csv(table: Table, chance: random.Random) -> bytes:
    """The table as CSV, in some encoding, dialect and Unicode form."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=chance.choice(",,,;\t"), quoting=chance.choice((0, 0, 1))).writerows(table)
    text = unicodedata.normalize(chance.choice(("NFC", "NFC", "NFD")), out.getvalue())
    encoding = "utf-8" if chance.random() < 0.7 else chance.choice(ENCODINGS)
    return text.encode(encoding, "replace")


def as_json(table: Table, chance: random.Random) -> bytes:
    """The table as an array of objects, its first row as names, some values as other things than text."""
    head = table[0] if table else []
    odd = [None, True, 0, -1.5, 10**30, [], {}, "x"]
    rows = [
        {name: chance.choice(odd) if chance.random() < 0.02 else cell for name, cell in zip(head, row, strict=False)}
        for row in table[1:]
    ]
    return json.dumps(rows if chance.random() < 0.7 else {"rows": rows}, ensure_ascii=chance.random() < 0.3).encode()


def as_workbook(table: Table, chance: random.Random) -> bytes:
    """The table as a workbook, with numbers, merges, formulas and styles where they do not belong."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "date_1904": chance.random() < 0.1},
    )
    if chance.random() < 0.2:
        book.add_worksheet("Bìa")
    sheet, day = book.add_worksheet("Số liệu"), book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(table):
        for place, cell in enumerate(row):
            roll = chance.random()
            if roll < 0.01:
                sheet.write_number(
                    number, place, chance.choice((0, 7, 44260.5, -1, 1e15, 0.1, 3e9)), day if roll < 0.005 else None
                )
            elif roll < 0.013:
                sheet.write_formula(number, place, "=1+1", None, 2)
            elif roll < 0.016:
                sheet.write_boolean(number, place, True)
            else:
                sheet.write_string(number, place, cell[:32_767])
    if chance.random() < 0.3 and len(table) > 4:
        top = chance.randrange(len(table) - 3)
        sheet.merge_range(top, 0, top + chance.randint(1, 3), chance.randint(0, 2), "gộp")
    book.close()
    return out.getvalue()


WRITERS: dict[str, Callable[[Table, random.Random], bytes]] = {".csv": as_csv, ".json": as_json, ".xlsx": as_workbook}
