"""One figure of one unit over several years, in the four ways in which years stand side by side when units changed.

As reported: of the unit that existed then, counted as today; what was announced is told apart (`rounds.announced`).
Restated: from rows of what is today's work. Pro forma: of whole predecessors, numerators and denominators summed, then
divided. What is none of these is not comparable. Source: organisation of 2025.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parindex.assessment.comparing_units import Comparer, Gap, Told, Year
from parindex.assessment.restating import Restated, restated
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.measures.measure import Measure
from parindex.measures.period import Period, parse_period
from parindex.organisations.lineage import LineageFact, breaks, stretches
from parindex.organisations.queries import today
from parindex.organisations.tree import UnitFact
from parindex.records.engine import connect


class Mode(StrEnum):
    """How two years stand side by side."""

    ANNOUNCED = "announced"
    REPORTED = "reported"
    RESTATED = "restated"
    PRO_FORMA = "pro_forma"
    NOT_COMPARABLE = "not_comparable"


MODE_TITLES = {
    Mode.ANNOUNCED: "Như đã công bố",
    Mode.REPORTED: "Như đơn vị khi đó",
    Mode.RESTATED: "Tính lại theo lĩnh vực",
    Mode.PRO_FORMA: "Cộng gộp",
    Mode.NOT_COMPARABLE: "Không so sánh được",
}


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A figure over the years, by mode; `split`: the stretches of the last year when units changed within it."""

    unit: UnitFact
    measure: Measure
    reported: tuple[Year, ...]
    restated: tuple[Year, ...]
    pro_forma: tuple[Year, ...]
    split: tuple[Told, ...]
    lines: tuple[LineageFact, ...]

    @property
    def changed(self) -> bool:
        """Whether anything became of the unit or led to it."""
        return bool(self.lines)


def same_part_of_years(period: Period, count: int = 5) -> tuple[Period, ...]:
    """The same part of as many years up to the window's own, oldest first; of a freely chosen window the calendar years."""
    year = period.year
    part = period.code.removeprefix(str(year)) if ".." not in period.code else ""
    return tuple(parse_period(f"{one}{part}") for one in range(max(year - count + 1, 2000), year + 1))


def _reported(comparer: Comparer, unit: str, period: Period) -> Year:
    """The unit's own figure; when it did not exist, a gap with those who had the work then."""
    own = comparer.told(unit, period)
    if own is not None:
        return Year(period=period, whole=own if own.numerator is not None else None, parts=(own,))
    before = [comparer.told(one, period) for one in comparer.forebears(unit, period)]
    return Year(period=period, whole=None, parts=tuple(part for part in before if part is not None))


def _split(comparer: Comparer, unit: str, period: Period) -> tuple[Told, ...]:
    """Who had the work in each stretch of a window in which units changed; nothing when none did."""
    days = breaks(unit, period.first, period.last, comparer.lines)
    if not days:
        return ()
    found: list[Told] = []
    for first, last in stretches(period.first, min(period.last, today()), days):
        part = parse_period(f"{first}..{last}")
        for one in _in_charge(comparer, unit, part):
            if told := comparer.told(one, part):
                found.append(told)
    return tuple(found)


def _in_charge(comparer: Comparer, unit: str, stretch: Period) -> tuple[str, ...]:
    """The unit itself, the units that became part of it, and those that handed it a field after the stretch."""
    givers = [
        line.came_from
        for line in comparer.lines
        if line.domain and line.became in (unit, *comparer.forebears(unit, stretch)) and line.effective > stretch.last
    ]
    return tuple(dict.fromkeys((*comparer.forebears(unit, stretch), *filter(None, givers))))


def compare(unit: str, measure: Measure, periods: Iterable[Period], *, day: date) -> Comparison:
    """The figure in every mode, for the unit as it stands on `day`. InputFault for a unit that is there no more."""
    asked = tuple(periods)
    with connect(workspace().temporary) as connection:
        comparer = Comparer(connection, measure)
        if unit not in comparer.trees(day).by_id:
            raise InputFault(
                f"Không có đơn vị “{unit}” vào ngày {day:%d/%m/%Y}; hãy so sánh các năm ở đơn vị kế thừa của đơn vị này."
            )
        again = Restated(connection, measure, comparer.trees, comparer.lines, comparer.ground(unit, day))
        return Comparison(
            unit=comparer.trees(day).by_id[unit],
            measure=measure,
            reported=tuple(_reported(comparer, unit, one) for one in asked),
            restated=tuple(_as_year(unit, comparer, again, one) for one in asked) if again.possible else (),
            pro_forma=tuple(comparer.pro_forma(unit, one) for one in asked),
            split=_split(comparer, unit, asked[-1]) if asked else (),
            lines=tuple(line for line in comparer.lines if unit in (line.came_from, line.became)),
        )


def _as_year(unit: str, comparer: Comparer, again: Restated, period: Period) -> Year:
    as_of = min(period.last, today())
    found = restated(again, period, as_of)
    name = comparer.trees(again.on.as_of).by_id[unit].name
    whole = Told(
        unit=unit, name=name, period=period, as_of=as_of, numerator=found.numerator, denominator=found.denominator
    )
    if found.numerator is not None:
        return Year(period=period, whole=whole, unassigned=found.unassigned)
    then = [comparer.told(one, period) for one in comparer.forebears(unit, period)]
    # the units of then have rows, and none of them says of which field it is
    silent = found.unassigned or any(one is not None and one.numerator is not None for one in then)
    gap = Gap.NO_FIELD if silent else Gap.NO_ROWS if then else Gap.NO_UNIT
    return Year(period=period, whole=None, unassigned=found.unassigned, gap=gap)
