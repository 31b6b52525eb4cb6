"""From tests to one cause: which present causes explain that the strict side has the row behind, alone or together.

A cause is proved by setting that one thing right on the strict side and looking whether it is still behind. Pure Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parindex.measures.reconciliation.calendars import Days
from parindex.measures.reconciliation.model import UNDETERMINED


@dataclass(frozen=True, kw_only=True)
class Tested:
    """A cause's test on one row. `holds` None: the data cannot tell. `decides`: what it changes ends the matter by itself."""

    code: str
    holds: bool | None
    gain: int = 0  # working days by which the strict due day moves
    end: date | None = None  # the day on which the row really ended
    decides: bool = False


@dataclass(frozen=True, kw_only=True)
class Behind:
    """By how much the strict side is behind: its due day, and the day on which it ended or is looked at.

    `closed_suffices`: the other side has it late too, only ended: what proves an end explains the difference.
    """

    calendar: int  # its number in `recon_day`
    due: date | None
    reached: date
    closed_suffices: bool = False


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`unexplained`: working days that remain when all present causes are set right; 0 when the cause explains all."""

    cause: str
    secondary: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # causes whose test cannot tell, where that matters
    unexplained: int = 0


def _remaining(causes: Sequence[Tested], behind: Behind, days: Days) -> int:
    """Working days by which the row is still behind with these causes set right; 0: it is not behind any more."""
    if any(one.decides for one in causes):
        return 0
    if behind.closed_suffices and any(one.end is not None for one in causes):
        return 0
    ends = [one.end for one in causes if one.end is not None and one.end < behind.reached]
    gain = sum(one.gain for one in causes)
    if behind.due is None:
        return 1
    reached = min(ends, default=behind.reached)
    if ends and reached <= behind.due:
        return 0
    missing = days.missing(behind.calendar, behind.due, reached)
    if missing is None:
        return 1
    if missing == 0:  # behind by the clock of one day only
        return 0 if gain > 0 else 1
    return max(missing - gain, 0)


def decide(tests: Sequence[Tested], behind: Behind, days: Days, *, really: str) -> Decision:
    """The primary cause in the order of the tests, the other present ones, or `UNDETERMINED`; `really` when all are false."""
    present = [one for one in tests if one.holds]
    codes = tuple(one.code for one in present)

    def others(primary: str) -> tuple[str, ...]:
        return tuple(code for code in codes if code != primary)

    alone = next((one.code for one in present if _remaining([one], behind, days) == 0), None)
    if alone is not None:
        return Decision(cause=alone, secondary=others(alone))
    unknown = tuple(one.code for one in tests if one.holds is None)
    if not present:
        return Decision(cause=UNDETERMINED, unknown=unknown) if unknown else Decision(cause=really)
    left_over = _remaining(present, behind, days)
    if left_over:
        return Decision(cause=UNDETERMINED, secondary=codes, unknown=unknown, unexplained=left_over)
    needed = (one.code for one in present if _remaining([other for other in present if other is not one], behind, days))
    primary = next(needed, codes[0])
    return Decision(cause=primary, secondary=others(primary))
