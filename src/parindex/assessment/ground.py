"""What the measures of one question stand on, read once: units, batches, sources, files, dated facts, calendars."""

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from parindex.ledger.models import Batch, SourceTitle
from parindex.ledger.queries import current_file, register_named
from parindex.measures.catalogue import MEASURES
from parindex.measures.facts import Fact
from parindex.measures.measure import Measure, Scope
from parindex.measures.period import Period
from parindex.organisations.calendars import EVERYBODY, unit_calendars
from parindex.organisations.queries import facts_in_force, unit_tree
from parindex.worktime.calendar import WorkingCalendar


def stable_text(value: object) -> str:
    """A value as text that does not change with the order in which sets and tables keep their members."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = ",".join(f"{one.name}={stable_text(getattr(value, one.name))}" for one in fields(value))
        return f"{type(value).__name__}({inner})"
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{stable_text(key)}:{stable_text(one)}" for key, one in value.items())) + "}"
    if isinstance(value, frozenset | set):
        return "{" + ",".join(sorted(map(stable_text, value))) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(map(stable_text, value)) + "]"
    return repr(value)


@lru_cache(maxsize=4096)
def _digest(value: Hashable) -> str:
    """The digest of a value's text, worked out once a process: pages ask for those of all facts and calendars."""
    return hashlib.sha256(stable_text(value).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One unit on one day, as the ledger stood at one number. `batches`: those in force that the unit, the offices
    over it or those under it brought, by (register, source); `primary` may name a source that brought nothing yet.
    """

    as_of: date
    snapshot: int
    units: tuple[str, ...]
    batches: Mapping[tuple[str, str], tuple[int, ...]]
    present: Mapping[str, tuple[str, ...]]  # register → every source with batches in force, whoever brought them
    primary: Mapping[str, str]
    facts: Mapping[str, Fact]
    calendar: WorkingCalendar
    calendars: Mapping[str, WorkingCalendar]
    _files: dict[str, Path] = field(default_factory=dict, repr=False, compare=False)

    def source(self, asked: str | None, measure: Measure, register: str) -> str | None:
        """The source of one register for one measure: the asked one, always, for the measure's own register."""
        if asked is not None and (register == measure.registers[0] or asked in self.present.get(register, ())):
            return asked
        return self.primary.get(register)

    def sources(self, asked: str | None, measure: Measure) -> dict[str, str | None]:
        """The source of each of the measure's registers."""
        return {register: self.source(asked, measure, register) for register in measure.registers}

    def supplied(self, register: str, source: str | None) -> bool:
        """Whether the unit's family brought rows from the source."""
        return source is not None and (register, source) in self.batches

    def file(self, register: str) -> Path:
        """The register's rows in force, looked up once."""
        if register not in self._files:
            self._files[register] = current_file(register_named(register), self.snapshot)
        return self._files[register]

    def scope(self, asked: str | None, measure: Measure, period: Period) -> Scope:
        """What the measure is computed over."""
        return Scope(
            units=self.units,
            period=period,
            as_of=self.as_of,
            sources=self.sources(asked, measure),
            files={register: self.file(register) for register in measure.registers},
            facts=self.facts,
            calendar=self.calendar,
            calendars=self.calendars,
        )

    @cached_property
    def _shared(self) -> str:
        """What every figure depends on: the units counted and the working calendars."""
        calendars = (self.calendar, *(part for one in sorted(self.calendars.items()) for part in one))
        return _digest(tuple(sorted(self.units))) + "".join(map(_digest, calendars))

    @cached_property
    def _stairs(self) -> Mapping[str, str]:
        """The digest of each fact's staircase."""
        return {name: _digest(tuple(fact.steps)) for name, fact in self.facts.items()}

    @cached_property
    def _brought(self) -> Mapping[tuple[str, str], str]:
        """The digest of each list of batches: there may be thousands of edits, and every measure asks."""
        return {one: hashlib.sha256(repr(numbers).encode()).hexdigest() for one, numbers in self.batches.items()}

    @property
    def rules(self) -> str:
        """A digest of what rows are judged by: the units counted, all working calendars, all dated facts."""
        stairs = "".join(digest for _, digest in sorted(self._stairs.items()))
        return hashlib.sha256(f"{self._shared}{stairs}".encode()).hexdigest()

    def fingerprint(self, measure: Measure, asked: str | None) -> str:
        """What a figure depends on beside window and day, as 16 hexadecimal digits: the way of counting, the units
        counted, each register's source and batches, the dated facts it reads, the working calendars. Never the target.
        """
        parts = [measure.definition, self._shared]
        for register, source in self.sources(asked, measure).items():
            parts.append(f"{register}:{source}:{self._brought.get((register, source or ''), '')}")
        parts += [self._stairs[fact.name] for fact in measure.facts]
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]

    def wanted(self) -> Iterator[tuple[str, Measure]]:
        """Every measure from its primary source (""), and from each source that brought rows to its own register."""
        own: dict[str, list[str]] = {}
        for register, source in self.batches:
            own.setdefault(register, []).append(source)
        for measure in MEASURES.values():
            yield "", measure
            for source in own.get(measure.registers[0], ()):
                yield source, measure


def ground(unit: str, as_of: date, snapshot: int) -> Ground:
    """The ground under a unit's figures on a day; without units when it does not exist then."""
    tree = unit_tree(as_of)
    exists = unit in tree.by_id
    units = tuple(fact.id for fact in tree.below(unit)) if exists else ()
    family = {*units, *(fact.id for fact in tree.above(unit))} if exists else set[str]()
    rows = Batch.objects.filter(number__lte=snapshot, undoes__isnull=True)
    undone = Batch.objects.filter(number__lte=snapshot, undoes__isnull=False).values("undoes")
    batches: dict[tuple[str, str], list[int]] = {}
    present: dict[str, dict[str, None]] = {}
    in_force = rows.exclude(number__in=undone).order_by("number")
    for number, register, source, brought_for in in_force.values_list("number", "register", "source", "unit"):
        present.setdefault(register, {})[source] = None
        if brought_for in family:
            batches.setdefault((register, source), []).append(number)
    first = {register: next(iter(names)) for register, names in present.items()}
    declared = SourceTitle.objects.filter(primary=True).values_list("register", "source")
    calendars = unit_calendars(units)
    return Ground(
        as_of=as_of,
        snapshot=snapshot,
        units=units,
        batches={brought: tuple(numbers) for brought, numbers in batches.items()},
        present={register: tuple(names) for register, names in present.items()},
        primary=first | dict(declared),
        facts=facts_in_force(),
        calendar=calendars.get(unit, calendars[EVERYBODY]),
        calendars=calendars,
    )
