"""What a cause of a difference is: a code of the catalogue, its words, and the SQL test of its evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Cause:
    """`strict` is the side that has the row late or overdue (of one late and one overdue: the open one), `lenient` the other.

    `holds`: SQL over the evidence columns of the comparison; true, false, or NULL when the data cannot tell (`lacking`
    says then what is missing). What it changes, when it does: `gain`, working days that the strict due moment moves
    when the cause is set right; `end`, the day that the row really ended; NULL where that is not known. `decides`: SQL,
    whether it explains the difference by itself; a cause that declares neither `gain` nor `end` does unless it says
    otherwise. `evidence`: SQL of a Vietnamese sentence.
    """

    code: str
    name: str  # of the catalogue: NOT_CLOSED
    title: str
    holds: str
    evidence: str
    proposal: str  # what the owner of the source is asked to do
    gain: str = ""
    end: str = ""
    decides: str = ""
    lacking: str = ""
