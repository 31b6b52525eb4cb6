"""The stored figures of a unit's period, in one read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parindex.assessment.models import Figure
from parindex.assessment.values import KnownFigure, exact_number


@dataclass(frozen=True, kw_only=True)
class Stored:
    """`known`: by source ("" is primary), then by measure, those with rows. `as_of` None: figures of several days, or
    none at all.
    """

    known: Mapping[str, Mapping[str, KnownFigure]]
    fingerprints: Mapping[tuple[str, str], str]  # by source and measure, also of those without rows
    as_of: date | None
    snapshot: int


def read_stored(unit: str, period: str) -> Stored:
    """One query."""
    known: dict[str, dict[str, KnownFigure]] = {"": {}}
    fingerprints: dict[tuple[str, str], str] = {}
    days: set[date] = set()
    snapshot = 0
    rows = Figure.objects.filter(unit=unit, period=period).values_list(
        "source", "measure", "definition", "as_of", "snapshot", "known", "numerator", "denominator"
    )
    for source, measure, definition, as_of, number, has_rows, numerator, denominator in rows:
        fingerprints[source, measure] = definition
        days.add(as_of)
        snapshot = max(snapshot, number)
        if has_rows:
            known.setdefault(source, {})[measure] = KnownFigure(
                measure=measure,
                numerator=exact_number(numerator),
                denominator=exact_number(denominator) if denominator else None,
            )
    one_day = next(iter(days)) if len(days) == 1 else None
    return Stored(known=known, fingerprints=fingerprints, as_of=one_day, snapshot=snapshot)
