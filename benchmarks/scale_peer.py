"""What a peer in the benchmarks of scale is: the same classification as other tools are used for it, on rows loaded already.

Each says how much processor time a row takes it and how many dossiers it classes as the naive twin does. Peers count whole
days, not minutes; working days by the unit's own calendar where the tool can hold one; pauses as whole working days.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.rounds import ROUNDS
from benchmarks.scale_data import AS_OF
from benchmarks.scale_twin import Row
from parindex.worktime.calendar import WorkingCalendar

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1096)]


@dataclass(frozen=True)
class Peer:
    """Processor seconds a row in each round, and the status of every dossier of the base that it looked at, by its id."""

    name: str
    how: str
    rows: int
    seconds: tuple[float, ...]
    found: dict[int, str]


def ordinals(calendar: WorkingCalendar) -> list[int]:
    """How many working days there were up to and including each day."""
    counted, found = 0, []
    for day in DAYS:
        counted += calendar.is_working_day(day)
        found.append(counted)
    return found


def timed(run: Callable[[], object], clock: Callable[[], float], rows: int) -> tuple[float, ...]:
    """Seconds a row of each round after a warm-up."""
    run()
    found = []
    for _ in range(ROUNDS):
        began = clock()
        run()
        found.append((clock() - began) / rows)
    return tuple(found)


def ended_on(row: Row) -> date | None:
    ended = row["refused"] or row["finished"]
    return ended.date() if ended and ended.date() <= AS_OF else None
