"""What a register is made of: named columns with types, synonyms and checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """How a cell is read and kept. Moments are local time (Asia/Ho_Chi_Minh), stored without a zone."""

    TEXT = "text"
    CODE = "code"  # text whose leading zeros matter; a number in the cell is refused when it lost them
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHOICE = "choice"
    BOOLEAN = "boolean"  # có / không
    UNIT = "unit"  # a unit's id, name or abbreviation; kept as the id


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One allowed word of a CHOICE column: `value` is kept, `title` is shown, `synonyms` are understood."""

    value: str
    title: str
    synonyms: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. Headers match `title`, `name` or a synonym; letter case, accents and punctuation do not count."""

    name: str
    title: str
    type: ColumnType = ColumnType.TEXT
    required: bool = False
    synonyms: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    hint: str = ""
    personal: bool = False  # read, then dropped: never reaches a batch


@dataclass(frozen=True, kw_only=True)
class Check:
    """A condition between cells of one row, as a DuckDB expression over canonical column names.

    A row for which `holds` is false (not NULL) is refused with `message`, shown at `column`. `amount`, when given, is
    an expression whose value stands in the message in the place of `{amount}`: by how much a sum is wrong.
    """

    code: str
    column: str
    holds: str
    message: str
    amount: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """One register: its columns in order, what identifies a row, and what a row must satisfy.

    `key_year`: columns of dates or years; the year of the first that is filled is part of what identifies a row, where
    the rest of the key comes back every year (“Quý I”, “20/KH-…”).
    """

    name: str
    title: str
    criterion: str  # the item of the 2022 source plan that keeps it, for people
    key: Sequence[str]
    columns: Sequence[Column]
    checks: Sequence[Check] = ()
    note: str = ""
    unit_column: str = "unit"
    listed: Sequence[str] = ()  # columns that lists show, most telling first; empty: the first eight
    key_year: Sequence[str] = ()

    @property
    def list_columns(self) -> tuple[Column, ...]:
        """The columns of a list of rows."""
        if self.listed:
            return tuple(self.column(name) for name in self.listed)
        return tuple(column for column in self.columns if not column.personal)[:8]

    @property
    def key_titles(self) -> str:
        """What identifies a row, for people: “Loại báo cáo, Kỳ, năm của “Hạn gửi””."""
        titles = [self.column(name).title for name in self.key]
        if self.key_year:
            years = (f"“{self.column(name).title}”" for name in self.key_year)
            titles.append(f"năm của {', để trống thì '.join(years)}")
        return ", ".join(titles)

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def unit_column(title: str = "Đơn vị", *synonyms: str) -> Column:
    """The column that says which unit a row belongs to; the import's `--unit` fills it when a file has none."""
    return Column(
        name="unit",
        title=title,
        type=ColumnType.UNIT,
        synonyms=("Đơn vị", "Đơn vị thực hiện", "Phòng, đơn vị", "Mã đơn vị", *synonyms),
        hint="Tên, tên viết tắt hoặc mã của phòng, đơn vị",
    )
