"""What a score sheet shows, ready to be written."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class ScoreSheetRow:
    """One line. `points` and `lost` are None while nothing is scored; texts are empty where they do not apply."""

    kind: Literal["area", "criterion", "leaf"]
    code: str
    name: str
    max_points: Decimal
    points: Decimal | None
    lost: Decimal | None
    figure: str = ""  # "86/87 = 98,85%"
    rule: str = ""
    explanation: str = ""
    grade: str = ""  # where the value comes from, in words
    state: str = ""  # "Đã chấm", "Chưa chấm", "Không áp dụng"


@dataclass(frozen=True, kw_only=True)
class ScoreSheet:
    """A unit's sheet for a year. `index_percent` counts what is not scored as nothing, `index_so_far` leaves it out."""

    unit_name: str
    year: int
    set_title: str
    illustrative: bool
    as_of: date
    rows: tuple[ScoreSheetRow, ...]
    points: Decimal
    max_points: Decimal
    scored_max_points: Decimal
    index_percent: Decimal | None
    index_so_far: Decimal | None
    unscored: int = 0  # components that apply and have no points yet
