"""A seeded CSV of dossiers with every column of the register, as a one-stop export has them."""

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
        out.writerow([column.title for column in REGISTERS["dossiers"].columns])
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
            out.writerow([cells.get(column.name, "") for column in REGISTERS["dossiers"].columns])
