"""What reading a file leaves behind, whatever the file was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_CELL = 32767  # characters: what a spreadsheet cell can hold


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """A fault that only the reader can see: `row` as in the file (from 1), `cell` from 0."""

    row: int
    cell: int
    code: str


@dataclass(frozen=True, kw_only=True)
class SheetDates:
    """Real dates of a workbook that share their column with text: with a day over 12; readable both ways if swapped."""

    day: int
    either: int


@dataclass(frozen=True, kw_only=True)
class Header:
    """The header found: its last row (from 0; -1 when the file needs none), which cell holds which column.

    `labels` and `keys` have one entry a cell; keys are unique (see HeaderCell). `unknown`: labels that are not read.
    """

    row: int
    cells: Mapping[str, int]
    labels: Sequence[str]
    unknown: Sequence[str] = ()
    keys: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """`{schema}.raw` holds every row of the file as text in cell_0, cell_1…; its rowid + 1 is the row in the file."""

    schema: str
    header: Header
    width: int
    quoted: bool  # CSV: an apostrophe may guard text that looks like a formula
    faults: Sequence[CellFault] = ()
    notices: Sequence[str] = field(default=())
    sheet_dates: Mapping[int, SheetDates] = field(default_factory=dict)  # by cell
    real_dates: frozenset[int] = frozenset()  # cells of columns of dates that hold a workbook's real dates

    @property
    def first_row(self) -> int:
        """The row (from 1) where data begin."""
        return self.header.row + 2

    def cell(self, column: str) -> str:
        """The SQL name of the cell that holds the column; a NULL when the file has no such column."""
        return self._place("cell", column)

    def tidy(self, column: str) -> str:
        """The same for the cell once cleaned."""
        return self._place("tidy", column)

    def _place(self, kind: str, column: str) -> str:
        place = self.header.cells.get(column)
        return "CAST(NULL AS VARCHAR)" if place is None else f"{kind}_{place}"
