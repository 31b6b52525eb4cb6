"""The rows below the header as lines with a code, each with all that stands under it up to the next."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from parindex.criteria.official_table.columns import Columns, bare

_NUMBER = re.compile(r"^(\d{1,4}(?:[.,]\d{1,3})?)(?: ?(?:điểm|đ))?$", re.I)
_CODE = re.compile(r"^(?:lĩnh vực|tiêu chí|phần|mục)?\s*([IVX]{1,5}|[A-H]|\d{1,3}(?:\.\d{1,3}){0,4})\s*[.):]?$", re.I)
_CODE_IN_NAME = re.compile(
    r"^(?:lĩnh vực\s+)?([IVX]{1,5}(?=[.):])|\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,3}(?=[.)]\s))\s*[.):]?\s+(?=\S)", re.I
)
_TOTAL = re.compile(r"^tong (?:cong|diem|so diem)|^cong$|^tong$")
_SAYS_POINTS = re.compile(r"[:=] ?-?\d+(?:[.,]\d+)?(?: ?(?:điểm|đ))?\W*$|\d ?điểm", re.I)


@dataclass
class Line:
    """`row` in the file from 1. `points`: what the table gives as its maximum, None where the cell is empty."""

    code: str
    name: str
    points: Decimal | None
    row: int
    survey: bool = False
    texts: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


@dataclass
class Lines:
    """All lines and what the row of the total says."""

    lines: list[Line] = field(default_factory=list)
    total: Decimal | None = None


def number(text: str) -> Decimal | None:
    """A maximum as a table writes it."""
    found = _NUMBER.match(text.strip())
    return Decimal(found[1].replace(",", ".")) if found else None


def lines_of(rows: Sequence[Sequence[str]], columns: Columns, first: int) -> Lines:
    """Lines in order; a row without a code belongs to the line above it."""
    found = Lines()
    for row_number, row in enumerate(rows[first:], start=first + 1):
        cells = _Cells(row, columns)
        if not any(cells.all()) or _is_numbering(row):
            continue
        if _TOTAL.match(bare(cells.name or cells.code)) and not cells.text:
            found.total = number(cells.max)
            continue
        code, name = cells.coded()
        if code:
            found.lines.append(
                Line(code, name, number(cells.max) or number(cells.survey), row_number, _surveyed(cells))
            )
        elif not found.lines:
            continue
        elif name:
            found.lines[-1].texts.append(_with_points(name, cells.max))
        line = found.lines[-1]
        line.texts += [cells.text] if cells.text else []
        line.evidence += cells.papers()
    return found


def _surveyed(cells: "_Cells") -> bool:
    """Whether the survey's column marks the line or gives it points; 0 says that no survey scores it."""
    return bool(number(cells.survey)) or bare(cells.survey) in ("x", "co")


def _with_points(text: str, points: str) -> str:
    """A level on a row of its own may have its points in the column of points."""
    return f"{text.rstrip(' :;.')}: {points}" if number(points) is not None and not _SAYS_POINTS.search(text) else text


def _is_numbering(row: Sequence[str]) -> bool:
    """The row that numbers the columns: (1), (2), (3)… or a, b, c."""
    filled = [cell.strip(" ()[]") for cell in row if cell.strip()]
    return len(filled) > 2 and filled == [str(n) for n in range(1, len(filled) + 1)]


@dataclass(frozen=True)
class _Cells:
    row: Sequence[str]
    columns: Columns

    def _at(self, column: int | None) -> str:
        return self.row[column].strip() if column is not None and column < len(self.row) else ""

    @property
    def code(self) -> str:
        return self._at(self.columns.code)

    @property
    def name(self) -> str:
        return self._at(self.columns.name)

    @property
    def max(self) -> str:
        return self._at(self.columns.max)

    @property
    def text(self) -> str:
        return self._at(self.columns.text)

    @property
    def survey(self) -> str:
        return self._at(self.columns.survey)

    def all(self) -> Iterator[str]:
        """The cells that say something of a set."""
        yield from (self.code, self.name, self.max, self.text, self.survey, self._at(self.columns.evidence))

    def papers(self) -> list[str]:
        """The evidence asked for, one a line or between semicolons."""
        pieces = re.split(r"\n|;\s", self._at(self.columns.evidence))
        return [text for piece in pieces if (text := piece.strip(" -+•;.,"))]

    def coded(self) -> tuple[str, str]:
        """The code and the name without it; "" where the row has none."""
        found = _CODE.match(self.code)
        if found:
            return found[1].upper(), self.name
        inside = None if self.columns.code is not None and self.code else _CODE_IN_NAME.match(self.name)
        if inside and (self.columns.code is None or self.max or "." in inside[1]):
            return inside[1].upper(), self.name[inside.end() :].strip()
        return "", self.name
