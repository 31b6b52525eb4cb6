"""Keeping the stored figures in step with the ledger. Figures are derived: they can all be made again."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from parindex.assessment.figures import Answer, Question, answer, fingerprint, question
from parindex.assessment.models import Adoption, Figure
from parindex.ledger.queries import last_number, last_number_for, primary_sources, sources
from parindex.measures.catalogue import MEASURES
from parindex.measures.measure import Measure
from parindex.measures.period import Period, parse_period
from parindex.organisations.queries import facts_in_force, today, unit_tree


def decimal_text(number: Fraction) -> str:
    """An exact decimal as text. Sums of counts and of four-decimal amounts always are; anything else is our error."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(exact) != number:
        raise ValueError(f"not a finite decimal: {number}")
    return format(exact.normalize(), "f")


def expected_day(period: Period) -> date:
    """The as-of day that figures of the period should bear today."""
    return min(period.last, today())


def _figure(unit: str, one: Answer, asked: Question) -> Figure:
    denominator = one.value.denominator
    return Figure(
        unit_id=unit,
        period=asked.period.code,
        source=asked.source or "",
        measure=one.value.measure.code,
        definition=one.fingerprint,
        as_of=asked.as_of,
        snapshot=asked.snapshot,
        known=one.known,
        numerator=decimal_text(one.value.numerator),
        denominator="" if denominator is None else decimal_text(denominator),
    )


def _measures_by_source(snapshot: int) -> dict[str, list[Measure]]:
    """Every measure from its primary source (""), and from each source that its own register has."""
    plan: dict[str, list[Measure]] = {"": list(MEASURES.values())}
    for measure in MEASURES.values():
        for source in sources(measure.registers[0], snapshot):
            plan.setdefault(source, []).append(measure)
    return plan


def refresh(unit: str, period: Period) -> None:
    """Compute every figure of a unit's period, from each source, and store them in one step in place of those before."""
    snapshot, rows = last_number(), list[Figure]()
    for source, measures in _measures_by_source(snapshot).items():
        asked = question(unit, period, source=source or None, snapshot=snapshot)
        rows += [_figure(unit, one, asked) for one in answer(asked, measures)]
    with transaction.atomic():
        present = Figure.objects.filter(unit=unit, period=period.code)
        if present.filter(snapshot__gt=snapshot).exists():
            return  # another process has already stored newer figures
        present.delete()
        Figure.objects.bulk_create(rows)


def stale(unit: str, period: Period) -> bool:
    """Whether the stored figures are behind: new batches, another day, or another way of counting (definition, units,
    sources, settings). An office that does not exist on the day keeps its last figures.
    """
    stored = Figure.objects.filter(unit=unit, period=period.code, source="")
    found = {
        measure: (definition, as_of, snapshot)
        for measure, definition, as_of, snapshot in stored.values_list("measure", "definition", "as_of", "snapshot")
    }
    day = expected_day(period)
    tree = unit_tree(day)
    if unit not in tree.by_id:
        return False
    units = {fact.id for fact in tree.below(unit)}
    newest = last_number_for(units | {fact.id for fact in tree.above(unit)})
    primary, facts = primary_sources(), facts_in_force()
    return any(
        code not in found
        or found[code][:2] != (fingerprint(measure, units=units, sources=primary, facts=facts), day)
        or found[code][2] < newest
        for code, measure in MEASURES.items()
    )


def stale_periods() -> tuple[tuple[str, str], ...]:
    """(unit, period) of the assessed periods whose figures are behind."""
    known = Adoption.objects.values_list("unit_id", "period")
    return tuple((unit, code) for unit, code in known if stale(unit, parse_period(code)))


def refresh_stale() -> int:
    """Bring every assessed period up to date; how many were behind."""
    behind = stale_periods()
    for unit, code in behind:
        refresh(unit, parse_period(code))
    return len(behind)


def after_batch(**_: object) -> None:
    """A batch touches the periods of its unit, of the offices over it and of those under it; the first of a register
    also says which source is the primary one, for everybody.
    """
    refresh_stale()
