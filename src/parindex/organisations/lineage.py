"""What became of units: one line a decision, unit and field, and where rows of before belong today (pure).

Kinds after the reorganisations of 2025: a whole unit goes into another, is divided by field, hands over one field; takes
another name or superior; ends; begins. Everything is keyed by unit id and day, never by name: two provinces are called
Đồng Tháp.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from parindex.accents import fold
from parindex.organisations.tree import UnitTree
from parindex.records.text import clean

DAY = timedelta(days=1)
Trees = Callable[[date], UnitTree]


class LineageKind(StrEnum):
    """What happened to a unit."""

    RENAME = "rename"
    MERGE = "merge_into"
    SPLIT = "split_to"
    ABSORB = "absorb_domain"
    TRANSFER = "transfer_parent"
    ABOLISH = "abolish"
    CREATE = "create"


KIND_TITLES: Mapping[LineageKind, str] = {
    LineageKind.RENAME: "Đổi tên",
    LineageKind.MERGE: "Sáp nhập, hợp nhất vào",
    LineageKind.SPLIT: "Chia tách theo lĩnh vực",
    LineageKind.ABSORB: "Chuyển giao lĩnh vực",
    LineageKind.TRANSFER: "Chuyển cơ quan cấp trên",
    LineageKind.ABOLISH: "Kết thúc hoạt động, giải thể",
    LineageKind.CREATE: "Thành lập mới",
}
ENDS = frozenset({LineageKind.MERGE, LineageKind.SPLIT, LineageKind.ABOLISH})  # the first unit is there no more
FIELDWISE = frozenset({LineageKind.SPLIT, LineageKind.ABSORB})  # one field moves, named by the line
SAME = frozenset({LineageKind.RENAME, LineageKind.TRANSFER})  # the unit stays itself
MOVES = frozenset({LineageKind.MERGE, *FIELDWISE})  # work goes from one unit to another


@dataclass(frozen=True, kw_only=True)
class LineageFact:
    """One line. `effective`: the first day of the new state. `came_from` None: begins; `became` None: ends."""

    kind: LineageKind
    came_from: str | None
    became: str | None
    effective: date
    decision: str
    domain: str = ""


def same_field(one: str, other: str) -> bool:
    """Whether two texts name one field: letter case, accents and blanks aside."""
    return fold(clean(one)) == fold(clean(other))


def _reaches(line: LineageFact, unit: str, place: int, trees: Trees) -> bool:
    """Whether a line of an office takes along a unit that stood under it (`place` 0: the unit itself)."""
    after = trees(line.effective)
    if not place or unit not in after.by_id:
        return True
    return line.came_from in {fact.id for fact in after.above(unit)}


def _next(
    unit: str, field: str, since: date, until: date, lines: Sequence[LineageFact], trees: Trees
) -> LineageFact | None:
    """The first line after a day that moves the work of a field of a unit; of one day that of the nearest office."""
    found: list[tuple[date, int, LineageFact]] = []
    for line in lines:
        if line.kind not in MOVES or not since < line.effective <= until:
            continue
        if line.domain and not same_field(line.domain, field):
            continue
        before = trees(line.effective - DAY)
        over = [fact.id for fact in before.above(unit)] if unit in before.by_id else []
        if line.came_from in over:
            place = over.index(line.came_from)
            if _reaches(line, unit, place, trees):
                found.append((line.effective, place, line))
    return min(found, key=lambda one: one[:2])[2] if found else None


def heir(unit: str, field: str, *, since: date, on: date, lines: Sequence[LineageFact], trees: Trees) -> str | None:
    """Who has on a day `on` the work of a field that a unit had on `since`; None when nobody is said to.

    `field` "": not known, so that only what moved whole is followed.
    """
    at, day = unit, since
    while line := _next(at, field, day, on, lines, trees):
        if line.became is None:
            return None
        at, day = line.became, line.effective
    return at if at in trees(on).by_id else None


def whole_forebears(unit: str, lines: Iterable[LineageFact]) -> tuple[LineageFact, ...]:
    """The lines by which whole units became part of this one, also in several steps; newest first."""
    merges = [line for line in lines if line.kind is LineageKind.MERGE]
    found: list[LineageFact] = []
    queue: list[tuple[str, date]] = [(unit, date.max)]
    while queue:
        at, before = queue.pop(0)
        for line in merges:
            if line.became == at and line.effective < before and line.came_from and line not in found:
                found.append(line)
                queue.append((line.came_from, line.effective))
    return tuple(sorted(found, key=lambda line: line.effective, reverse=True))


def walk(unit: str, lines: Iterable[LineageFact], *, back: bool) -> tuple[tuple[int, LineageFact], ...]:
    """(depth, line) of all that led to a unit (`back`) or came of it, nearest first under each; each line once."""
    known = tuple(sorted(lines, key=lambda line: (line.effective, line.kind, line.domain), reverse=back))
    seen: set[LineageFact] = set()

    def inner(at: str, edge: date, depth: int) -> Iterator[tuple[int, LineageFact]]:
        for line in known:
            here, there = (line.became, line.came_from) if back else (line.came_from, line.became)
            ahead = line.effective < edge if back else line.effective > edge
            if here != at or not ahead or line in seen:
                continue
            seen.add(line)
            yield depth, line
            if there and there != at:
                yield from inner(there, line.effective, depth + 1)

    return tuple(inner(unit, date.max if back else date.min, 0))


def breaks(unit: str, first: date, last: date, lines: Iterable[LineageFact]) -> tuple[date, ...]:
    """The days within a window on which the unit, or one that it came of, became another."""
    found = {line.effective for _, line in walk(unit, lines, back=True)}
    found |= {line.effective for line in lines if line.came_from == unit}
    return tuple(sorted(day for day in found if first < day <= last))


def stretches(first: date, last: date, days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """A window cut before each of the days."""
    starts = [first, *sorted({day for day in days if first < day <= last})]
    return tuple(zip(starts, [*(day - DAY for day in starts[1:]), last], strict=True))
