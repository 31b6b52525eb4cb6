"""Measures of one unit: which rows count (units, source, snapshot, day), and the computation itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from parindex.assessment.ground import Ground, ground
from parindex.errors import InputFault
from parindex.ledger.models import Batch
from parindex.ledger.queries import check_snapshot, last_number
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.compute import Rows, compute, rows
from parindex.measures.measure import Measure, MeasureValue
from parindex.measures.period import Period
from parindex.organisations.queries import today, unit_on
from parindex.records.engine import Connection, connect


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: whose figures, of when, from which source, as the ledger stood at which number."""

    unit: str
    period: Period
    as_of: date
    source: str | None  # None: each register's primary source
    snapshot: int
    ground: Ground = field(repr=False, compare=False)  # read once, for everything that is asked


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A figure with whether there were any rows to compute it from."""

    value: MeasureValue
    known: bool


def question(
    unit: str, period: Period, *, as_of: date | None = None, source: str | None = None, snapshot: int | None = None
) -> Question:
    """The question with its defaults: as-of is the end of the window, or today if that is earlier; the newest rows.

    InputFault for a unit that did not exist, a source nobody supplied, a snapshot that is not there.
    """
    day = as_of or min(period.last, today())
    unit_on(unit, day)
    number = last_number() if snapshot is None else check_snapshot(snapshot)
    if source is not None and not Batch.objects.filter(source=source, undoes__isnull=True).exists():
        known = ", ".join(Batch.objects.values_list("source", flat=True).distinct().order_by("source")) or "chưa có"
        raise InputFault(f"Chưa có số liệu từ nguồn “{source}”. Các nguồn: {known}.")
    on = ground(unit, day, number)
    return Question(unit=unit, period=period, as_of=day, source=source, snapshot=number, ground=on)


def measure_named(code: str) -> Measure:
    """The measure; InputFault with the nearest names when there is none."""
    if code not in MEASURES:
        register = code.partition(".")[0]
        near = [name for name in MEASURES if register and name.startswith(register)]
        hint = f"Gần giống: {', '.join(near)}." if near else "Xem danh mục bằng `parindex measures list`."
        raise InputFault(f"Không có chỉ tiêu “{code}”. {hint}")
    return MEASURES[code]


def answered(connection: Connection, on: Ground, measure: Measure, source: str | None, period: Period) -> Answer:
    """One figure. Registers without a single row of the unit's family are known to count nothing: no query runs."""
    sources = on.sources(source, measure)
    supplied = [on.supplied(register, used) for register, used in sources.items()]
    needed = [on.supplied(register, sources[register]) for register in measure.registers_needed]
    if any(supplied):
        value = compute(connection, measure, on.scope(source, measure, period))
    else:
        value = MeasureValue(
            measure=measure,
            numerator=Fraction(0),
            denominator=None if measure.is_count else Fraction(0),
            source=sources[measure.registers[0]],
        )
    return Answer(value=value, known=all(needed))


def answer(asked: Question, measures: Iterable[Measure]) -> tuple[Answer, ...]:
    """The figures, in the order of the measures."""
    with connect(workspace().temporary) as connection:
        return tuple(answered(connection, asked.ground, measure, asked.source, asked.period) for measure in measures)


def rows_behind(
    asked: Question,
    measure: Measure,
    *,
    costing: bool = False,
    key: str | None = None,
    sort: str = "",
    descending: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Rows:
    """The rows that a figure counted: the list whose sums the figure is. `key`: only the row with it, if counted."""
    scope = asked.ground.scope(asked.source, measure, asked.period)
    with connect(workspace().temporary) as connection:
        return rows(
            connection,
            measure,
            scope,
            costing=costing,
            key=key,
            sort=sort,
            descending=descending,
            limit=limit,
            offset=offset,
        )
