"""A seeded dossier file of any size, every column filled as a one-stop export would."""

import csv
import datetime as dt
import random
from pathlib import Path

from parindex.records.registers.dossiers import DOSSIERS

UNITS = ("Phòng Lao động – Việc làm – Bảo hiểm", "Văn phòng Sở", "Phòng Người có công", "Phòng Bảo trợ xã hội")


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"


def dossier_rows(count: int, seed: int = 20_221) -> "list[list[str]]":
    """`count` rows in the order of the register's columns."""
    chance = random.Random(seed)
    procedures = [
        (f"2.{number:06d}.000.00.00.H20", f"Thủ tục giải quyết hưởng trợ cấp đối với đối tượng số {number}")
        for number in range(80)
    ]
    rows = []
    for number in range(count):
        received = dt.datetime(2021, 1, 4, 7, 30) + dt.timedelta(minutes=chance.randrange(500_000))
        days = chance.choice((3, 5, 10, 15))
        finished = received + dt.timedelta(days=chance.randrange(1, days), minutes=chance.randrange(400))
        paused = chance.random() < 0.05
        rows.append(
            [
                f"000.00.19.H20-{received:%y%m%d}-{number:06d}",
                *chance.choice(procedures),
                "Người có công",
                chance.choice(UNITS),
                "Nguyễn Văn A",
                "Trực tuyến" if chance.random() < 0.4 else "Trực tiếp",
                "Bưu chính công ích" if chance.random() < 0.2 else "Trực tiếp",
                _moment(received),
                _moment(received),
                str(days),
                _moment(received + dt.timedelta(days=days)),
                _moment(received) if paused else "",
                _moment(finished) if paused else "",
                f"{received + dt.timedelta(days=days):%d/%m/%Y}" if paused else "",
                "12/XL-SLĐTBXH" if paused else "",
                _moment(finished),
                _moment(finished),
                f"{number}/QĐ-SLĐTBXH",
                f"{finished:%d/%m/%Y}",
                "Đã trả kết quả",
                "Hồ sơ đủ, đúng quy định" if chance.random() < 0.3 else "",
            ]
        )
    return rows


def write_dossiers(path: Path, count: int, seed: int = 20_221) -> Path:
    """The same rows as a CSV file with the register's titles."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.title for column in DOSSIERS.columns])
        writer.writerows(dossier_rows(count, seed))
    return path
