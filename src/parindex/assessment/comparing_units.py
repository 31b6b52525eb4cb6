"""What a unit and the units that it came of had in a window: figures as of then, and their sum."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from parindex.assessment.figures import answered
from parindex.assessment.ground import Ground, ground
from parindex.ledger.queries import last_number
from parindex.measures.compute import compute
from parindex.measures.measure import Measure, percent_of
from parindex.measures.period import Period, parse_period
from parindex.organisations.calendars import unit_calendars
from parindex.organisations.lineage import DAY, Trees, whole_forebears
from parindex.organisations.lineage_queries import lineage_lines, trees_of_days
from parindex.organisations.queries import today
from parindex.records.engine import Connection


@dataclass(frozen=True, kw_only=True)
class Told:
    """A figure of one unit in one window, judged on `as_of`. Numbers are None when there were no rows."""

    unit: str
    name: str
    period: Period
    as_of: date
    numerator: Fraction | None = None
    denominator: Fraction | None = None

    @property
    def percent(self) -> Fraction | None:
        """Percent to two decimals; None for a count, or when there is nothing to divide."""
        value = percent_of(self.numerator, self.denominator) if self.numerator is not None else None
        return None if value is None else Fraction(value)


class Gap(StrEnum):
    """Why a year has no figure: no such unit then, no rows, or rows that do not say of which field they are."""

    NO_UNIT = "no_unit"
    NO_ROWS = "no_rows"
    NO_FIELD = "no_field"


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year in one mode: what is said, and of which parts it is the sum. Without `whole` the year is a gap, and `gap`
    says why where the parts do not.
    """

    period: Period
    whole: Told | None
    parts: tuple[Told, ...] = ()
    unassigned: int = 0  # rows whose field does not say which unit has their work today
    gap: Gap = Gap.NO_UNIT


class Comparer:
    """Asks for figures of one measure; what days and trees it needs is read once."""

    def __init__(self, connection: Connection, measure: Measure) -> None:
        self._connection, self.measure = connection, measure
        self.trees: Trees = trees_of_days()
        self.lines = lineage_lines()
        self._number = last_number()
        self._grounds: dict[tuple[str, date], Ground] = {}

    def ground(self, unit: str, day: date) -> Ground:
        """What the unit's figures stand on, as it was on a day."""
        if (unit, day) not in self._grounds:
            self._grounds[unit, day] = ground(unit, day, self._number)
        return self._grounds[unit, day]

    def last_day(self, unit: str, period: Period) -> date | None:
        """The last day of a window, up to today, on which the unit existed; None when it never did."""
        end = min(period.last, today())
        days = {end, *(line.effective - DAY for line in self.lines if period.first < line.effective <= end)}
        there = [day for day in days if unit in self.trees(day).by_id]
        return max(there) if there else None

    def _there(self, unit: str, period: Period) -> Period:
        """The part of a window in which the unit existed; the window itself when it did throughout, or never."""
        last = self.last_day(unit, period)
        starts = [line.effective for line in self.lines if period.first < line.effective <= period.last]
        first = period.first if unit in self.trees(period.first).by_id else None
        first = first or min((day for day in starts if unit in self.trees(day).by_id), default=None)
        ended = last is not None and last < min(period.last, today())
        if first is None or last is None or (first == period.first and not ended):
            return period
        return parse_period(f"{first}..{last if ended else period.last}")

    def told(self, unit: str, period: Period, *, as_of: date | None = None) -> Told | None:
        """The unit's own figure: judged on its last day in the window, or on `as_of`. None when it did not exist."""
        day = self.last_day(unit, period)
        if day is None:
            return None
        on = replace(self.ground(unit, day), as_of=as_of or day)
        found = answered(self._connection, on, self.measure, None, period)
        empty = Told(unit=unit, name=self.trees(day).by_id[unit].name, period=period, as_of=on.as_of)
        if not found.known:
            return empty
        return replace(empty, numerator=found.value.numerator, denominator=found.value.denominator)

    def forebears(self, unit: str, period: Period) -> tuple[str, ...]:
        """The whole units whose sum the unit is in a window: itself if it existed, and who had yet to become part of it.

        One that stood under another of them is counted there.
        """
        named = [unit, *(line.came_from for line in whole_forebears(unit, self.lines) if line.effective > period.first)]
        days = {one: self.last_day(one, period) for one in dict.fromkeys(filter(None, named))}
        there = {one: day for one, day in days.items() if day is not None}
        inner = {
            one
            for one, day in there.items()
            if any(over.id in there and over.id != one for over in self.trees(day).above(one))
        }
        return tuple(one for one in there if one not in inner)

    def pro_forma(self, unit: str, period: Period) -> Year:
        """Numerators and denominators of all forebears, summed, every row judged on the window's own as-of day.

        In a window in which one followed another (`_once`) each row counts once.
        """
        as_of = min(period.last, today())
        forebears = self.forebears(unit, period)
        parts = [self.told(one, self._there(one, period), as_of=as_of) for one in forebears]
        told = [part for part in parts if part is not None]
        if any(part.period != period for part in told) and any(part.numerator is not None for part in told):
            return Year(period=period, whole=self._once(unit, forebears, period, told), parts=tuple(told))
        return summed(unit, period, as_of, told)

    def _once(self, unit: str, forebears: Sequence[str], period: Period, parts: Sequence[Told]) -> Told:
        """One count over every unit that on its last day in the window stood under one of the forebears: inner units
        that outlived their office would else count on both sides of the change, and those that ended before it not at all.
        """
        as_of = min(period.last, today())
        days = {as_of, *(line.effective - DAY for line in self.lines if period.first < line.effective <= as_of)}
        units = set()
        for one in {fact.id for day in days for fact in self.trees(day).facts}:
            last = self.last_day(one, period)
            if last and not {fact.id for fact in self.trees(last).above(one)}.isdisjoint(forebears):
                units.add(one)
        scope = self.ground(unit, as_of).scope(None, self.measure, period)
        whole = replace(scope, units=tuple(sorted(units)), as_of=as_of, calendars=unit_calendars(units))
        found = compute(self._connection, self.measure, whole)
        name = " + ".join(dict.fromkeys(part.name for part in parts))
        return Told(
            unit=unit, name=name, period=period, as_of=as_of, numerator=found.numerator, denominator=found.denominator
        )


def summed(unit: str, period: Period, as_of: date, parts: Sequence[Told]) -> Year:
    """The sum of figures of several units; those without rows add nothing. A gap when none has any."""
    known = [part for part in parts if part.numerator is not None]
    if not known:
        return Year(period=period, whole=None, parts=tuple(parts))
    denominators = [part.denominator for part in known if part.denominator is not None]
    whole = Told(
        unit=unit,
        name=" + ".join(dict.fromkeys(part.name for part in known)),
        period=period,
        as_of=as_of,
        numerator=sum((part.numerator or Fraction(0) for part in known), Fraction(0)),
        denominator=sum(denominators, Fraction(0)) if denominators else None,
    )
    return Year(period=period, whole=whole, parts=tuple(parts))
