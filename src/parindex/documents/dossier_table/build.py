"""One sheet: whose table, how counted, a line a group, the sum, the identities that were checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parindex.measures.grouping import AXES, OfficialTable
from parindex.measures.official_table import CELLS, IDENTITIES, RATES, Line
from parindex.records.sheets import HEADER, workbook, write_text

_FIRST_WIDTH, _WIDTH = 48, 12


@dataclass(frozen=True, kw_only=True)
class TableSheet:
    """What the sheet says beside the counts: whose table of when, from where; `names` of its lines by group."""

    unit: str
    period: str
    as_of: str
    source: str
    names: Mapping[str, str]
    illustrative: bool = False


def write_dossier_table(table: OfficialTable, sheet: TableSheet, into: Path) -> None:
    """Write the table to an .xlsx file. Percentages stand with two decimals, rounded once."""
    policy = table.grouping.policy
    with workbook(into) as book:
        page = book.add_worksheet("Tình hình hồ sơ")
        bold, box, head = book.add_format({"bold": True}), book.add_format({"border": 1}), book.add_format(HEADER)
        percent = book.add_format({"border": 1, "num_format": '0.00"%"'})
        page.set_column(0, 0, _FIRST_WIDTH)
        page.set_column(1, len(CELLS) + len(RATES), _WIDTH)
        top = [
            f"TÌNH HÌNH GIẢI QUYẾT HỒ SƠ {sheet.period.upper()}",
            f"{sheet.unit}; nguồn: {sheet.source}; tính đến {sheet.as_of}",
            f"Cách đếm: {policy.text} ({policy.name})",
            *(["Số liệu minh họa"] if sheet.illustrative else []),
        ]
        for row, text in enumerate(top):
            write_text(page, row, 0, text, bold if row == 0 else None)
        start = len(top) + 1
        titles = [AXES[table.grouping.by][0], *(cell.title for cell in CELLS.values())]
        titles += [rate.title for rate in RATES.values()]
        for column, title in enumerate(titles):
            write_text(page, start, column, title, head)
        for row, line in enumerate((*table.lines, table.total), start=start + 1):
            write_text(page, row, 0, sheet.names.get(line.key, line.title) if line.key else line.title, box)
            _numbers(page, row, line, box, percent)
        page.freeze_panes(start + 1, 1)
        below = start + len(table.lines) + 3
        for row, (_, _, words) in enumerate(IDENTITIES, start=below):
            write_text(page, row, 0, f"Đã kiểm tra mọi dòng: {words}")


def _numbers(page: Any, row: int, line: Line, box: Any, percent: Any) -> None:
    for column, cell in enumerate(CELLS, start=1):
        page.write_number(row, column, line[cell], box)
    for column, rate in enumerate(RATES, start=1 + len(CELLS)):
        share = line.percent(rate)
        if share is None:
            write_text(page, row, column, "–", box)
        else:
            page.write_number(row, column, share, percent)
