"""The workbook: the whole sheet, and the lost points alone, largest first."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.score_sheet.columns import (
    ALL_COLUMNS,
    LOST_COLUMNS,
    Column,
    plain,
    write_headings,
    write_row,
)
from parindex.documents.score_sheet.formats import Formats
from parindex.documents.score_sheet.sheet import ScoreSheet, ScoreSheetRow
from parindex.documents.wording.numbers import cited_date_text, percent_text, points_text

_A4 = 9
# Text stays text: no cell of ours is a formula or a link, whatever it begins with.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def build_score_sheet(sheet: ScoreSheet) -> bytes:
    """The score sheet as an .xlsx file, to be printed on A4 landscape. The same sheet gives the same bytes."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS)
    title = f"Bảng chấm điểm Chỉ số cải cách hành chính năm {sheet.year}"
    day = datetime(sheet.as_of.year, sheet.as_of.month, sheet.as_of.day)
    workbook.set_properties({"title": title, "author": sheet.unit_name, "company": "", "created": day})
    formats = Formats(workbook)
    _whole(workbook, sheet, title.upper(), formats)
    _lost(workbook, sheet, formats)
    workbook.close()
    return target.getvalue()


def _whole(workbook: Workbook, sheet: ScoreSheet, title: str, formats: Formats) -> None:
    page = workbook.add_worksheet("Bảng chấm điểm")
    top = _write_top(page, sheet, title, ALL_COLUMNS, formats)
    for row, (label, value) in enumerate(_totals(sheet), start=top):
        page.write_string(row, 1, label, formats.label)
        page.write_string(row, 2, value, formats.plain)
    head = top + len(_totals(sheet)) + 1
    _write_table(page, sheet, ALL_COLUMNS, sheet.rows, head, formats)


def _lost(workbook: Workbook, sheet: ScoreSheet, formats: Formats) -> None:
    page = workbook.add_worksheet("Điểm mất")
    leaves = [row for row in sheet.rows if row.kind == "leaf" and row.lost is not None and row.lost > 0]
    leaves.sort(key=lambda row: -(row.lost or 0))  # stable: equal losses stay in the order of the set
    head = _write_top(page, sheet, f"ĐIỂM MẤT NĂM {sheet.year}, TỪ NHIỀU ĐẾN ÍT", LOST_COLUMNS, formats)
    if not leaves:
        page.write_string(head, 0, "Không có tiêu chí thành phần nào đã chấm mà mất điểm.", formats.plain)
    _write_table(page, sheet, LOST_COLUMNS, leaves, head + (0 if leaves else 1), formats)


def _write_top(page: Worksheet, sheet: ScoreSheet, title: str, columns: Sequence[Column], formats: Formats) -> int:
    """Unit, mark, title, where the points come from; the first free row."""
    last = len(columns) - 1
    page.write_string(0, 0, plain(sheet.unit_name.upper()), formats.unit)
    if sheet.illustrative:
        page.merge_range(0, last - 3, 0, last, ILLUSTRATIVE_MARK, formats.mark)
    page.merge_range(1, 0, 1, last, title, formats.title)
    page.set_row(1, 26)
    source = f"Theo {sheet.set_title}; số liệu tính đến ngày {cited_date_text(sheet.as_of)}"
    page.merge_range(2, 0, 2, last, plain(source), formats.subtitle)
    return 4


def _totals(sheet: ScoreSheet) -> list[tuple[str, str]]:
    scored, whole = points_text(sheet.scored_max_points), points_text(sheet.max_points)
    lines = [
        ("Điểm đạt", f"{points_text(sheet.points)} trên {scored} điểm đã chấm (tổng điểm áp dụng {whole})"),
        (
            "Chỉ số đến nay",
            f"{percent_text(sheet.index_so_far, fixed=True)} (điểm đạt trên điểm tối đa của phần đã chấm)",
        ),
        ("Chỉ số trên toàn bộ", f"{percent_text(sheet.index_percent, fixed=True)} (phần chưa chấm tính 0 điểm)"),
    ]
    if sheet.unscored:
        lines.append(("Chưa chấm", f"{sheet.unscored} tiêu chí thành phần"))
    return lines


def _write_table(
    page: Worksheet,
    sheet: ScoreSheet,
    columns: Sequence[Column],
    rows: Sequence[ScoreSheetRow],
    head: int,
    formats: Formats,
) -> None:
    write_headings(page, columns, head, formats)
    for position, row in enumerate(rows, start=head + 1):
        write_row(page, columns, position, row, formats)
    page.freeze_panes(head + 1, 2)
    page.repeat_rows(head)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.6, right=0.5, top=0.7, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.print_area(0, 0, head + max(len(rows), 1), len(columns) - 1)
    mark = f'&L&"Times New Roman,Italic"&10{ILLUSTRATIVE_MARK}' if sheet.illustrative else ""
    page.set_footer(f'{mark}&R&"Times New Roman"&10Trang &P/&N')
