"""Keeping the stored figures in step with the ledger. Figures are derived: they can all be made again."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django_tasks import task

from parindex.assessment.figures import answered, question
from parindex.assessment.ground import Ground, ground
from parindex.assessment.models import Adoption, Figure
from parindex.assessment.stored import Stored, read_stored
from parindex.assessment.values import decimal_text
from parindex.ledger.queries import last_number
from parindex.ledger.worker import enqueue_once, left_to_worker
from parindex.ledger.workspace import workspace
from parindex.measures.measure import Measure
from parindex.measures.period import Period, parse_period
from parindex.organisations.queries import today, unit_tree
from parindex.records.engine import Connection, connect


def expected_day(period: Period) -> date:
    """The as-of day that figures of the period should bear today."""
    return min(period.last, today())


def _computed(connection: Connection, on: Ground, measure: Measure, source: str, period: Period) -> Figure:
    """A figure made from rows, not saved yet."""
    found = answered(connection, on, measure, source or None, period)
    denominator = found.value.denominator
    return Figure(
        known=found.known,
        numerator=decimal_text(found.value.numerator),
        denominator="" if denominator is None else decimal_text(denominator),
    )


def refresh(unit: str, period: Period) -> None:
    """Make every figure of a unit's period, from each source, and store them in one step in place of those before.

    A figure is a function of its fingerprint, its window and its day: what is stored with the same three is kept, and
    a source that is the primary one is not asked twice.
    """
    on = question(unit, period).ground
    present = Figure.objects.filter(unit=unit, period=period.code)
    made = {one.definition: one for one in present.filter(as_of=on.as_of)}
    rows = []
    with connect(workspace().temporary) as connection:
        for source, measure in on.wanted():
            fingerprint = on.fingerprint(measure, source or None)
            if fingerprint not in made:
                made[fingerprint] = _computed(connection, on, measure, source, period)
            numbers = made[fingerprint]
            rows.append(
                Figure(
                    unit_id=unit,
                    period=period.code,
                    source=source,
                    measure=measure.code,
                    definition=fingerprint,
                    as_of=on.as_of,
                    snapshot=on.snapshot,
                    known=numbers.known,
                    numerator=numbers.numerator,
                    denominator=numbers.denominator,
                )
            )
    with transaction.atomic():
        if present.filter(snapshot__gt=on.snapshot).exists():
            return  # another process has already stored newer figures
        present.delete()
        Figure.objects.bulk_create(rows)


def stale(unit: str, period: Period, stored: Stored | None = None) -> bool:
    """Whether the stored figures are behind: new batches, another day, or another way of counting (definition, units,
    sources, settings, calendar). An office that does not exist on the day keeps its last figures.
    """
    day = expected_day(period)
    on = ground(unit, day, last_number())
    if not on.units:
        return False
    expected = {(source, measure.code): on.fingerprint(measure, source or None) for source, measure in on.wanted()}
    held = stored or read_stored(unit, period.code)
    return held.fingerprints != expected or held.as_of != day


def stale_periods() -> tuple[tuple[str, str], ...]:
    """(unit, period) of the assessed periods whose figures are behind."""
    known = Adoption.objects.order_by("unit_id", "period").values_list("unit_id", "period").distinct()
    return tuple((unit, code) for unit, code in known if stale(unit, parse_period(code)))


def refresh_stale() -> int:
    """Bring every assessed period up to date; how many were behind."""
    behind = stale_periods()
    for unit, code in behind:
        refresh(unit, parse_period(code))
    return len(behind)


@task()
def refresh_figures() -> None:
    """The same as a task of the worker."""
    refresh_stale()


def _refresh_soon() -> None:
    """By the worker where there is one, else here and now."""
    if left_to_worker():
        enqueue_once(refresh_figures)
    else:
        refresh_stale()


def refresh_units_soon(units: Iterable[str], period: Period) -> None:
    """The figures of units that are scored in a period from now on: by the worker where there is one, else here. A unit
    that ended before the period's day keeps its last ones.
    """
    if left_to_worker():
        enqueue_once(refresh_figures)
        return
    there = unit_tree(expected_day(period)).by_id
    for unit in units:
        if unit in there:
            refresh(unit, period)


def after_batch(**_: object) -> None:
    """A batch touches the periods of its unit, of the offices over it and of those under it; the first of a register
    also says which source is the primary one, for everybody.
    """
    _refresh_soon()


def after_rules(**_: object) -> None:
    """A dated fact, a calendar or a new day touches the figures that read it, of every unit."""
    _refresh_soon()
