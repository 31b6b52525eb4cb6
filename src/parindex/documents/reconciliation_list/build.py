"""The workbook: what is compared and how each side counts, a line a difference, two columns for the owner's answer."""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.official.text import clean_text
from parindex.documents.reconciliation_list.sheet import DifferenceList, ListRow
from parindex.documents.wording.numbers import cited_date_text, count_text
from parindex.documents.wording.sides import day_or_moment

DECIDED = (
    "Không tính trễ hạn",
    "Vẫn tính trễ hạn",
    "Còn tranh chấp",
)  # what the cell holds when it was decided already
ANSWERS = ("Thống nhất", "Không thống nhất", "Cần làm rõ", *DECIDED)
_A4 = 9
_FIRST_YEAR = 1901
_HEAD = 7  # the row of the two lines of headings, from 0
_POINTS_PER_LINE, _MOST_HEIGHT, _MOST_LETTERS = 14.0, 400.0, 32_767
_LETTERS = 1.1  # of running text in one character of width, words kept whole
# Text stays text: no cell of ours is a formula or a link, whatever it begins with.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = (4, 15, 13, 16, 13, 13, 9, 13, 13, 9, 18, 28, 20, 13, 17)  # characters
_DATES = frozenset((4, 5, 7, 8))  # the columns of days and moments
_ANSWER = 13  # the column of the owner's answer


def build_difference_list(listed: DifferenceList) -> bytes:
    """The list as an .xlsx file, to be printed on A4 landscape. The same list gives the same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, _OPTIONS)
    day = datetime(listed.as_of.year, listed.as_of.month, listed.as_of.day)
    title = f"Danh sách {listed.thing} có sai lệch giữa hai nguồn, {listed.period_title}"
    book.set_properties({"title": title, "author": clean_text(listed.unit_name), "company": "", "created": day})
    page = book.add_worksheet("Sai lệch")
    forms = _formats(book)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    _write_top(page, listed, title, forms)
    _write_head(page, listed, forms)
    for number, row in enumerate(listed.rows, start=1):
        _write_row(page, _HEAD + 1 + number, number, row, forms)
    _set_up(page, listed)
    book.close()
    return target.getvalue()


def _formats(book: Workbook) -> dict[str, Any]:
    base: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    box = base | {"border": 1, "border_color": "#7B8794", "text_wrap": True}
    return {
        "plain": book.add_format(base),
        "unit": book.add_format(base | {"bold": True, "font_size": 12}),
        "title": book.add_format(base | {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"}),
        "mark": book.add_format(base | {"italic": True, "align": "right"}),
        "head": book.add_format(box | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#BCCCDC"}),
        "text": book.add_format(box),
        "code": book.add_format(box | {"num_format": "@"}),
        "day": book.add_format(box | {"num_format": "dd/mm/yyyy", "align": "center"}),
        "moment": book.add_format(
            box | {"num_format": "dd/mm/yyyy hh:mm", "align": "center", "text_wrap": False, "shrink": True}
        ),
        "number": book.add_format(box | {"align": "center"}),
        "answer": book.add_format(box | {"bg_color": "#FFFBEA", "locked": False}),
    }


def _write_top(page: Worksheet, listed: DifferenceList, title: str, forms: dict[str, Any]) -> None:
    last = len(_WIDTHS) - 1
    page.write_string(0, 0, _plain(listed.unit_name.upper()), forms["unit"])
    if listed.illustrative:
        page.merge_range(0, last - 3, 0, last, ILLUSTRATIVE_MARK, forms["mark"])
    page.merge_range(1, 0, 1, last, _plain(title.upper()), forms["title"])
    page.set_row(1, 26)
    left_out = ""
    if listed.settled:
        left_out = f"; {count_text(listed.settled)} {listed.thing} khác đã được thống nhất nên không nêu lại"
    lines = (
        f"Gửi: {listed.owner}" if listed.owner else "",
        f"{listed.left_title}: {listed.left_counting}.",
        f"{listed.right_title}: {listed.right_counting}.",
        f"Tính đến ngày {cited_date_text(listed.as_of)}; {count_text(len(listed.rows))} {listed.thing}{left_out}. Nguyên nhân do "
        "máy nêu theo số liệu để hai bên kiểm tra; tỷ lệ chỉ thay đổi khi có quyết định bằng văn bản.",
    )
    for row, text in enumerate(lines, start=2):
        page.write_string(row, 0, _plain(text), forms["plain"])


def _write_head(page: Worksheet, listed: DifferenceList, forms: dict[str, Any]) -> None:
    """Two lines: the sources over their columns."""
    single = {
        0: "TT",
        1: f"Mã {listed.thing}",
        2: "Đơn vị",
        3: listed.group_title,
        10: "Nguyên nhân",
        11: "Bằng chứng trong số liệu",
        12: "Đề nghị",
        _ANSWER: "Ý kiến của cơ quan quản lý nguồn",
        _ANSWER + 1: "Lý do, văn bản căn cứ",
    }
    for column, heading in single.items():
        page.merge_range(_HEAD, column, _HEAD + 1, column, _plain(heading), forms["head"])
    for first, title in ((4, listed.left_title), (7, listed.right_title)):
        page.merge_range(_HEAD, first, _HEAD, first + 2, _plain(title), forms["head"])
        for offset, heading in enumerate(("Hạn", "Kết thúc", "Trạng thái")):
            page.write_string(_HEAD + 1, first + offset, heading, forms["head"])
    page.set_row(_HEAD, 34)
    page.set_row(_HEAD + 1, 20)


def _write_row(page: Worksheet, at: int, number: int, row: ListRow, forms: dict[str, Any]) -> None:
    moments = (row.left.due, row.left.end, row.right.due, row.right.end)
    days = dict(zip(sorted(_DATES), moments, strict=True))
    sides = (part for side in (row.left, row.right) for part in ("", "", side.status))
    evidence = "\n".join((row.evidence, *([f"Kèm theo: {row.secondary}."] if row.secondary else ())))
    texts = (row.code, row.unit, row.group, *sides, row.cause, evidence, row.proposal, row.settled)
    page.write_number(at, 0, number, forms["number"])
    for column, text in enumerate(texts, start=1):
        if column in _DATES:
            _write_moment(page, at, column, days[column], forms)
            continue
        form = "code" if column == 1 else "answer" if column == _ANSWER else "text"
        page.write_string(at, column, _plain(text), forms[form])
    page.write_blank(at, len(texts) + 1, None, forms["answer"])
    page.set_row(at, _height(texts))


def _write_moment(page: Worksheet, at: int, column: int, value: date | None, forms: dict[str, Any]) -> None:
    """A day that a spreadsheet can sort; a moment with its clock time unless it is a whole day."""
    if value is None:
        page.write_blank(at, column, None, forms["day"])
    elif value.year < _FIRST_YEAR:  # before the days of spreadsheets
        page.write_string(at, column, day_or_moment(value), forms["text"])
    else:
        whole = not isinstance(value, datetime) or (value.hour, value.minute) in {(0, 0), (23, 59)}
        day = datetime(value.year, value.month, value.day) if whole else value
        page.write_datetime(at, column, day, forms["day" if whole else "moment"])


def _height(texts: tuple[str, ...]) -> float:
    """Height that shows the longest cell: LibreOffice and printers do not grow rows by themselves."""
    lines = 1
    for width, text in zip(_WIDTHS[1:], texts, strict=False):
        lines = max(lines, -(-len(text) // int(width * _LETTERS)) + text.count("\n"))
    return float(min(lines * _POINTS_PER_LINE + 3, _MOST_HEIGHT))


def _plain(text: str) -> str:
    return clean_text(text)[:_MOST_LETTERS]


def _set_up(page: Worksheet, listed: DifferenceList) -> None:
    """Frozen head, choices for the answer, A4 landscape on one page's width with the head on every page."""
    first, last = _HEAD + 2, _HEAD + 1 + max(len(listed.rows), 1)
    page.data_validation(
        first,
        _ANSWER,
        last,
        _ANSWER,
        {
            "validate": "list",
            "source": list(ANSWERS),
            "error_type": "warning",
            "error_title": "Ý kiến",
            "error_message": f"Hãy chọn một trong: {', '.join(ANSWERS)}.",
        },
    )
    page.freeze_panes(first, 2)
    page.autofilter(_HEAD + 1, 0, last, len(_WIDTHS) - 1)
    page.repeat_rows(_HEAD, _HEAD + 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.print_area(0, 0, last, len(_WIDTHS) - 1)
    mark = f'&L&"Times New Roman,Italic"&10{ILLUSTRATIVE_MARK}' if listed.illustrative else ""
    page.set_footer(f'{mark}&R&"Times New Roman"&10Trang &P/&N')
