"""A seeded CSV of dossiers with the columns that a one-stop export has, and the same rows many times over."""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

from parindex.records.registers import REGISTERS

ROWS = 200_000
UNITS = ("van-phong", "gdnn", "ld-vl-bh", "ncc", "btxh-pctnxh", "te-bdg")
CHANNELS = ("Trực tiếp", "Trực tuyến", "Bưu chính công ích")


def write_dossiers(path: Path, rows: int = ROWS, seed: int = 20211231) -> None:
    """The same bytes for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    start = datetime(2021, 1, 4, 7, 30)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        columns = REGISTERS["dossiers"].columns
        for number in range(rows):
            received = start + timedelta(minutes=chance.randrange(350 * 1440))
            days = chance.choice((3, 5, 10, 15, 20))
            due = received + timedelta(days=days + 2)
            finished = received + timedelta(minutes=chance.randrange(60, (days + 3) * 1440))
            asked = received + timedelta(days=1) if chance.random() < 0.1 else None
            still_open = chance.random() < 0.02
            kind = chance.randrange(120)
            cells = {
                "code": f"000.00.19.H20-{received:%y%m%d}-{number:06d}",
                "procedure": f"1.{kind:06d}.000.00.00.H20",
                "procedure_name": f"Thủ tục số {kind} về lao động, người có công và xã hội",
                "field": chance.choice(("Người có công", "Việc làm", "Bảo trợ xã hội")),
                "unit": chance.choice(UNITS),
                "applicant": f"Người nộp {number} (hư cấu)",
                "channel": chance.choice(CHANNELS),
                "return_channel": chance.choice(CHANNELS),
                "filed": f"{received:%d/%m/%Y %H:%M}",
                "received": f"{received:%d/%m/%Y %H:%M}",
                "days": str(days),
                "due": f"{due:%d/%m/%Y %H:%M}",
                "supplement_asked": f"{asked:%d/%m/%Y %H:%M}" if asked else "",
                "supplemented": f"{asked + timedelta(hours=30):%d/%m/%Y %H:%M}" if asked else "",
                "extended_to": f"{due + timedelta(days=3):%d/%m/%Y}" if chance.random() < 0.01 else "",
                "apology": f"{number}/XL-SLĐTBXH" if chance.random() < 0.01 else "",
                "finished": "" if still_open else f"{finished:%d/%m/%Y %H:%M}",
                "returned": "" if still_open else f"{finished + timedelta(hours=5):%d/%m/%Y %H:%M}",
                "result": "" if still_open else f"{number}/QĐ-SLĐTBXH",
                "result_signed": "" if still_open else f"{finished:%d/%m/%Y}",
                "state_text": "Đang giải quyết" if still_open else "Đã trả kết quả",
                "note": "",
            }
            if not number:
                out.writerow([column.title for column in columns if column.name in cells])
            out.writerow([cells[column.name] for column in columns if column.name in cells])


def write_many(path: Path, rows_of: Path, times: int) -> None:
    """The rows of a file of `write_dossiers` again and again, every time under other codes."""
    with rows_of.open(encoding="utf-8", newline="") as file:
        head, text = file.readline(), file.read()
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(head)
        for number in range(times):
            out.write(text.replace("000.00.19.H20-", f"{number:03d}.00.19.H20-"))


def columns_of(path: Path) -> int:
    """How many columns a CSV file has."""
    with path.open(encoding="utf-8", newline="") as file:
        return len(next(csv.reader(file)))


def unit_names() -> dict[str, str]:
    """The words for the units that the file names."""
    return {unit.replace("-", " "): unit for unit in UNITS} | {unit: unit for unit in UNITS}
