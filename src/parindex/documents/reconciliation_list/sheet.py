"""What a list of differences says, ready to be written: the same rows stand in the workbook and in the letter's annex."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ListedSide:
    """One source's view of a row; None where the source says nothing. 00:00 and 23:59 are the whole day."""

    due: date | None
    end: date | None
    status: str


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """One difference. `cause` is the code with its title, or “chưa đủ căn cứ”; `settled`: what was decided of it."""

    code: str
    unit: str
    group: str  # the procedure, the document that assigned the task, the kind of report
    left: ListedSide
    right: ListedSide
    cause: str
    evidence: str
    secondary: str = ""
    proposal: str = ""
    settled: str = ""


@dataclass(frozen=True, kw_only=True)
class DifferenceList:
    """The list with what it compares. `thing` is what a row is: “hồ sơ”; `group_title` heads the column of groups. `settled`: how
    many more of the owner's differences are left out, as they were decided.
    """

    unit_name: str
    owner: str
    thing: str
    group_title: str
    period_title: str
    as_of: date
    left_title: str
    right_title: str
    left_counting: str
    right_counting: str
    rows: tuple[ListRow, ...]
    illustrative: bool
    settled: int = 0
