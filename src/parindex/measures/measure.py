"""What a measure is: one SQL query that lists the things counted, each with its share in numerator and denominator.

The figure is the sum over that list and the drill-down is the list itself, so that they cannot disagree.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from parindex.measures.facts import Fact
from parindex.measures.period import Period
from parindex.records.schema import Column
from parindex.worktime.calendar import WorkingCalendar


@dataclass(frozen=True)
class Policy:
    """How a rate was counted: which due date, day or minute, which states, which window. Printed with every figure."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """`counted` selects from the registers (named as tables: only the scope's source and units are in them) one row
    a thing counted, with `num` and `den` (0, 1 or an amount) beside whatever columns explain it. `den` NULL
    everywhere makes a count. Parameters: $first, $last, $as_of (dates), $year. A query that speaks of `facts` or of
    `working_days` gets that relation beside the registers (`facts.held` and `working_days_after` write the lookups).
    """

    code: str
    title: str
    thing: str  # what one row is, in Vietnamese: "báo cáo"
    registers: tuple[str, ...]  # the first one is the measure's own: `--source` speaks of it
    counted: str
    policy: Policy
    basis: tuple[str, ...] = ()  # legal or technical source
    is_count: bool = False
    amount: str = ""  # unit of num and den when they are not pieces: "mét giá"
    costs: str = "num < den"  # which rows cost points; a count of faults says "num > 0"
    added: tuple[Column, ...] = ()  # columns of the query that are not the register's own, for people to read
    facts: tuple[Fact, ...] = ()  # dated limits and deadlines that the query reads
    target: Fact | None = None  # what the figure should reach, by date
    helping: tuple[str, ...] = ()  # registers among `registers` that may stay empty: they only add to what is known
    may_exceed: bool = False  # a share whose numerator can lawfully be above its denominator (staff present ÷ allotted)

    @property
    def registers_needed(self) -> tuple[str, ...]:
        """The registers without whose rows the figure is not known."""
        return tuple(register for register in self.registers if register not in self.helping)

    @cached_property
    def definition(self) -> str:
        """A fingerprint that changes when the way of counting does (16 hexadecimal digits of SHA-256)."""
        text = "\x00".join((self.code, self.counted, self.policy.name, self.costs))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose rows, of which time, from which source and files. `sources` and `files` are keyed by register name.

    `calendar` counts working days for everybody; `calendars` holds those of units that differ, by unit id.
    """

    units: tuple[str, ...]
    period: Period
    as_of: date
    sources: Mapping[str, str | None]
    files: Mapping[str, Path]
    facts: Mapping[str, Fact]  # by name: the shipped staircases with the workspace's own steps
    calendar: WorkingCalendar
    calendars: Mapping[str, WorkingCalendar] = field(default_factory=dict)


def percent_of(numerator: Fraction, denominator: Fraction | None) -> Decimal | None:
    """Percent to two decimals, half-up; None when there is nothing to divide."""
    if not denominator:
        return None
    exact = numerator / denominator * 10000
    hundredths = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    return hundredths.scaleb(-2)


@dataclass(frozen=True, kw_only=True)
class MeasureValue:
    """A computed figure. `denominator` is None for a count; `value` is percent to two decimals, half-up."""

    measure: Measure
    numerator: Fraction
    denominator: Fraction | None
    source: str | None

    @property
    def value(self) -> Decimal | None:
        """Percent, or None when there is nothing to divide."""
        return percent_of(self.numerator, self.denominator)
