"""The columns of both sheets and how a row goes into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xlsxwriter.worksheet import Worksheet

from parindex.documents.official.text import clean_text
from parindex.documents.score_sheet.formats import Formats
from parindex.documents.score_sheet.sheet import ScoreSheetRow

_POINTS_PER_LINE = 14.5
_MOST_LETTERS = 32_767
_MOST_HEIGHT = 400.0  # Excel ends at 409


@dataclass(frozen=True)
class Column:
    """`field` of a row under `heading`; `width` in characters."""

    heading: str
    field: str
    width: float
    holds: Literal["code", "text", "points"]


CODE = Column("Mã", "code", 7, "code")
NAME = Column("Lĩnh vực, tiêu chí, tiêu chí thành phần", "name", 36, "text")
MAX_POINTS = Column("Điểm tối đa", "max_points", 7.5, "points")
POINTS = Column("Điểm đạt", "points", 7.5, "points")
LOST = Column("Điểm mất", "lost", 7.5, "points")
FIGURE = Column("Số liệu", "figure", 17, "text")
RULE = Column("Quy tắc chấm", "rule", 34, "text")
EXPLANATION = Column("Giải thích", "explanation", 34, "text")
GRADE = Column("Nguồn điểm", "grade", 13, "text")
STATE = Column("Trạng thái", "state", 10, "text")

ALL_COLUMNS = (CODE, NAME, MAX_POINTS, POINTS, LOST, FIGURE, RULE, EXPLANATION, GRADE, STATE)
LOST_COLUMNS = (CODE, NAME, MAX_POINTS, POINTS, LOST, FIGURE, EXPLANATION, GRADE)


def write_headings(sheet: Worksheet, columns: Sequence[Column], row: int, formats: Formats) -> None:
    """Column widths and the row of headings."""
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(row, position, column.heading, formats.head)
    sheet.set_row(row, 34)


def write_row(sheet: Worksheet, columns: Sequence[Column], row: int, line: ScoreSheetRow, formats: Formats) -> None:
    """One line: codes as text, points as numbers, empty where there are none."""
    for position, column in enumerate(columns):
        value = getattr(line, column.field)
        if column.holds == "code":
            sheet.write_string(row, position, plain(value), formats.code(line.kind))
        elif column.holds == "text":
            sheet.write_string(row, position, plain(value), formats.text(line.kind))
        elif isinstance(value, Decimal):
            sheet.write_number(row, position, value, formats.points(line.kind))
        else:
            sheet.write_blank(row, position, None, formats.points(line.kind))
    sheet.set_row(row, _height(columns, line))


def plain(text: str) -> str:
    """Text as a cell can hold it."""
    return clean_text(text)[:_MOST_LETTERS]


def _height(columns: Sequence[Column], line: ScoreSheetRow) -> float:
    """Height that shows the longest cell: LibreOffice and printers do not grow rows by themselves."""
    lines = 1
    for column in columns:
        if column.holds == "text":
            room = column.width * (1.0 if line.kind == "leaf" else 0.9)
            text = str(getattr(line, column.field))
            lines = max(lines, sum(_lines(part, room) for part in text.split("\n")))
    return min(lines * _POINTS_PER_LINE + 2, _MOST_HEIGHT)


def _lines(text: str, room: float) -> int:
    """Lines that words need in a column of `room` characters."""
    count, used = 1, 0.0
    for word in text.split():
        width = len(word) + (1 if used else 0)
        if used and used + width > room:
            count, used = count + 1, float(len(word))
        else:
            used += width
    return count
