"""Measures of one unit: which rows count (units, source, snapshot, day), and the computation itself."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from parindex.errors import InputFault
from parindex.ledger.models import Batch
from parindex.ledger.queries import (
    check_snapshot,
    current_file,
    last_number,
    primary_source,
    register_named,
    sources,
)
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.compute import Rows, compute, rows
from parindex.measures.facts import Fact
from parindex.measures.measure import Measure, MeasureValue, Scope
from parindex.measures.period import Period
from parindex.organisations.queries import facts_in_force, today, unit_on, unit_tree
from parindex.records.engine import connect
from parindex.worktime.calendar import shipped_calendar


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: whose figures, of when, from which source, as the ledger stood at which number."""

    unit: str
    period: Period
    as_of: date
    source: str | None  # None: each register's primary source
    snapshot: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A figure with whether there were any rows to compute it from."""

    value: MeasureValue
    known: bool
    fingerprint: str


def question(
    unit: str, period: Period, *, as_of: date | None = None, source: str | None = None, snapshot: int | None = None
) -> Question:
    """The question with its defaults: as-of is the end of the window, or today if that is earlier; the newest rows.

    InputFault for a unit that did not exist, a source nobody supplied, a snapshot that is not there.
    """
    day = as_of or min(period.last, today())
    unit_on(unit, day)
    number = last_number() if snapshot is None else check_snapshot(snapshot)
    if source is not None and not Batch.objects.filter(source=source, kind=Batch.IMPORT).exists():
        known = ", ".join(Batch.objects.values_list("source", flat=True).distinct().order_by("source")) or "chưa có"
        raise InputFault(f"Chưa có số liệu từ nguồn “{source}”. Các nguồn: {known}.")
    return Question(unit=unit, period=period, as_of=day, source=source, snapshot=number)


def measure_named(code: str) -> Measure:
    """The measure; InputFault with the nearest names when there is none."""
    if code not in MEASURES:
        register = code.partition(".")[0]
        near = [name for name in MEASURES if register and name.startswith(register)]
        hint = f"Gần giống: {', '.join(near)}." if near else "Xem danh mục bằng `parindex measures list`."
        raise InputFault(f"Không có chỉ tiêu “{code}”. {hint}")
    return MEASURES[code]


def _source(asked: Question, measure: Measure, register: str) -> str | None:
    """The source of one register for one measure: the asked one, always, for the measure's own register."""
    if asked.source is None:
        return primary_source(register, asked.snapshot)
    if register == measure.registers[0] or asked.source in sources(register, asked.snapshot):
        return asked.source
    return primary_source(register, asked.snapshot)


def _scope(asked: Question, measure: Measure) -> Scope:
    tree = unit_tree(asked.as_of)
    return Scope(
        units=tuple(fact.id for fact in tree.below(asked.unit)),
        period=asked.period,
        as_of=asked.as_of,
        sources={register: _source(asked, measure, register) for register in measure.registers},
        files={register: current_file(register_named(register), asked.snapshot) for register in measure.registers},
        facts=facts_in_force(),
        calendar=shipped_calendar(),
    )


def fingerprint(
    measure: Measure, *, units: Iterable[str], sources: Mapping[str, str | None], facts: Mapping[str, Fact]
) -> str:
    """What a figure depends on beside rows and day, as 16 hexadecimal digits: the way of counting, the units counted,
    the source of each register, the dated facts it reads."""
    read = [facts[fact.name].steps for fact in measure.facts]
    parts = (measure.definition, sorted(units), [sources.get(register) for register in measure.registers], read)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _supplied(asked: Question) -> Mapping[str, frozenset[str]]:
    """Register → sources that brought rows for the unit (for itself, from above, or from below)."""
    tree = unit_tree(asked.as_of)
    family = {fact.id for fact in (*tree.below(asked.unit), *tree.above(asked.unit))}
    found: dict[str, set[str]] = {}
    for register in {name for measure in MEASURES.values() for name in measure.registers}:
        found[register] = set(sources(register, asked.snapshot, units=family))
    return {register: frozenset(names) for register, names in found.items()}


def answer(asked: Question, measures: Iterable[Measure]) -> tuple[Answer, ...]:
    """The figures, in the order of the measures."""
    supplied = _supplied(asked)
    answers = []
    with connect(workspace().temporary) as connection:
        for measure in measures:
            scope = _scope(asked, measure)
            (value,) = compute(connection, (measure,), scope)
            known = all(scope.sources[register] in supplied[register] for register in measure.registers)
            made_by = fingerprint(measure, units=scope.units, sources=scope.sources, facts=scope.facts)
            answers.append(Answer(value=value, known=known, fingerprint=made_by))
    return tuple(answers)


def rows_behind(
    asked: Question,
    measure: Measure,
    *,
    costing: bool = False,
    key: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows:
    """The rows that a figure counted: the list whose sums the figure is. `key`: only the row with it, if counted."""
    with connect(workspace().temporary) as connection:
        return rows(connection, measure, _scope(asked, measure), costing=costing, key=key, limit=limit, offset=offset)
