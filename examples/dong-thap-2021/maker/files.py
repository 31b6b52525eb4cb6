"""The files of many rows: the tasks' workbook and the two exports of dossiers, each in its own office's manner."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from maker.dossier import Dossier
from maker.office import DEPARTMENT, UNIT_NAMES
from maker.sheets import Cell, Head, Sheet
from maker.tables import rows as rows_of
from maker.tasks import Task

REPEATED_TASK, REPEATED_DOSSIER = 40, 700  # the rows that somebody pasted twice
WITHOUT_ACCENT = 12  # every so many rows the unit's name lost an accent
SO_HEADS, SOFTWARE_HEADS = rows_of("heads.txt")
CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "postal": "Bưu chính công ích"}
NUMBERS = {"direct": "1", "online": "2", "postal": "3"}


def tasks_sheet(tasks: Sequence[Task]) -> Sheet:
    """The tasks: one row pasted twice, an empty line, a unit name without an accent, some dates as text."""
    rows: list[Sequence[Cell]] = []
    for number, task in enumerate(tasks, start=1):
        unit = UNIT_NAMES[task.unit]
        if number % 30 == WITHOUT_ACCENT:
            unit = unit.replace("ệ", "ê").replace("ò", "o").replace(" – ", " - ")
        submitted: Cell = task.submitted
        if submitted and number % 9 == 4 and task.submitted:
            submitted = f"{task.submitted.day}/{task.submitted.month}/{task.submitted.year}"
        given = (number, task.code, task.assigned_by, task.assigned, task.text, unit, task.due)
        rows.append((*given, submitted, task.accepted, task.result, task.note))
    rows.insert(REPEATED_TASK + 6, rows[REPEATED_TASK])
    rows.insert(REPEATED_TASK + 20, [None] * len(rows[0]))
    return Sheet(
        name="Nhiệm vụ",
        titles=(
            DEPARTMENT,
            "NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO",
            "(Trích từ phần mềm theo dõi, đến ngày 31/12/2021)",
        ),
        heads=(
            Head(title="STT", width=6),
            Head(title="Mã NV", width=13),
            Head(title="Số văn bản giao", width=30),
            Head(title="Ngày giao"),
            Head(title="Nội dung nhiệm vụ", width=60),
            Head(title="Đơn vị chủ trì", width=32),
            Head(title="Hạn hoàn thành"),
            Head(title="Ngày hoàn thành", above="Kết quả thực hiện"),
            Head(title="Ngày VP UBND xác nhận", above="Kết quả thực hiện"),
            Head(title="Số văn bản kết quả", above="Kết quả thực hiện", width=30),
            Head(title="Ghi chú", width=26),
        ),
        rows=rows,
        total=("Tổng cộng", f"{len(tasks)} nhiệm vụ"),
    )


def write_so(path: Path, dossiers: Sequence[Dossier]) -> None:
    """The department's register: commas, dd/MM/yyyy HH:mm, one row pasted twice."""
    rows = [_so_row(dossier, number) for number, dossier in enumerate(dossiers)]
    rows.insert(REPEATED_DOSSIER + 3, rows[REPEATED_DOSSIER])
    _write_csv(path, [SO_HEADS, *rows], ",")


def write_software(path: Path, dossiers: Sequence[Dossier]) -> None:
    """The province's export: a title line, semicolons, yyyyMMddHHmmss, other headers, a total line."""
    width = len(SOFTWARE_HEADS)
    title = ["DANH SÁCH HỒ SƠ TIẾP NHẬN TỪ 01/01/2021 ĐẾN 31/12/2021"]
    rows = [_software_row(dossier) for dossier in dossiers]
    total = ["Tổng cộng", f"{len(rows)} hồ sơ"]
    padded = [row + [""] * (width - len(row)) for row in (title, [], total)]
    _write_csv(path, [padded[0], padded[1], SOFTWARE_HEADS, *rows, padded[2]], ";")


def write_causes(path: Path, dossiers: Sequence[Dossier]) -> None:
    """The 41 dossiers that were made to disagree, and why: for tests of a later reconciliation, never imported."""
    rows = [(dossier.code, dossier.cause) for dossier in dossiers if dossier.cause]
    _write_csv(path, [("code", "cause"), *rows], ",")


def _write_csv(path: Path, rows: Sequence[Sequence[str]], separator: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _clock(moment: datetime | None) -> str:
    return f"{moment:%d/%m/%Y %H:%M}" if moment else ""


def _stamp(moment: datetime | None) -> str:
    return f"{moment:%Y%m%d%H%M%S}" if moment else ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _so_row(dossier: Dossier, number: int) -> list[str]:
    one, side = dossier.procedure, dossier.so
    unit = UNIT_NAMES[one.unit]
    if number % 400 == WITHOUT_ACCENT:
        unit = unit.replace("ệ", "ê").replace("ò", "o")
    return [
        *(dossier.code, one.code, one.name, one.field, unit, dossier.applicant),
        *(CHANNELS[dossier.channel], CHANNELS[dossier.return_channel], _clock(dossier.filed), _clock(dossier.received)),
        *(str(side.days), _clock(side.due), _clock(side.asked), _clock(side.supplemented)),
        *(_day(side.extended_to), side.apology, _clock(side.finished), _clock(side.returned)),
        *(dossier.result, _day(dossier.signed), side.state, side.note),
    ]


def _software_row(dossier: Dossier) -> list[str]:
    one, side = dossier.procedure, dossier.software
    result = (dossier.result, _day(dossier.signed)) if side.result_known else ("", "")
    unit = UNIT_NAMES[one.unit].replace("–", "-")
    return [
        *(dossier.code, one.code, one.field, unit, dossier.applicant),
        *(NUMBERS[dossier.channel], NUMBERS[dossier.return_channel], _stamp(dossier.filed), _stamp(dossier.received)),
        *(str(side.days), _stamp(side.due), _stamp(side.asked), _stamp(side.supplemented)),
        *(_day(side.extended_to), side.apology, _stamp(side.finished), _stamp(side.returned)),
        *result,
        *(side.state, side.note),
    ]
