"""What was announced of units: results entered with their decisions, and final points of rounds. Never counted again."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from parindex.assessment.models import PublishedResult
from parindex.assessment.queries import INDEX_TITLES
from parindex.assessment.rounds.models import Move, RoundUnit
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.totals import kept_totals
from parindex.measures.period import parse_period


@dataclass(frozen=True, kw_only=True)
class Announced:
    """One announced result. `percent` of an index, or the `points` of a round out of `most`; `paper`: by what decision."""

    unit: str
    year: int
    what: str
    paper: str
    percent: Decimal | None = None
    points: Decimal | None = None
    most: Decimal | None = None
    rank: int | None = None
    rank_of: int | None = None


def announced_of(units: Iterable[str]) -> tuple[Announced, ...]:
    """Everything that was announced of the units, the oldest first. Four queries."""
    asked = list(units)
    found = [
        Announced(
            unit=one.unit_id,
            year=one.year,
            what=INDEX_TITLES[one.index],
            paper=one.decision,
            percent=one.percent,
            rank=one.rank,
            rank_of=one.rank_of,
        )
        for one in PublishedResult.objects.filter(unit__in=asked, derived_from="").order_by("year", "id")
    ]
    return tuple(sorted((*found, *_of_rounds(asked)), key=lambda one: one.year))


def _of_rounds(units: list[str]) -> list[Announced]:
    rows = RoundUnit.objects.filter(unit__in=units, state=State.ANNOUNCED.value).select_related("round").order_by("id")
    final = {one.pk: one for one in rows}
    totals = kept_totals(final)
    moves = Move.objects.filter(of__in=final, went_to=State.ANNOUNCED.value).order_by("id")
    papers = dict(moves.values_list("of", "document"))
    found = []
    for number, one in final.items():
        total = totals.get(number, {}).get(Step.COUNCIL)
        if total is not None:
            found.append(
                Announced(
                    unit=one.unit_id,
                    year=parse_period(one.round.period).year,
                    what=one.round.title,
                    paper=papers.get(number, ""),
                    points=total.points,
                    most=total.max_points,
                )
            )
    return found
