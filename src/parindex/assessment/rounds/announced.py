"""What was announced of units: results entered with their decisions, and final points of rounds. Never counted again."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from parindex.assessment.models import PublishedResult
from parindex.assessment.queries import INDEX_TITLES
from parindex.assessment.rounds.models import Move, RoundUnit
from parindex.assessment.rounds.reading import block_in_force, set_of
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.totals import index_of, kept_totals
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


@dataclass(frozen=True)
class AnnouncedRound:
    """A round whose result was announced of a unit: its final points out of the maximum asked of it, the index in per cent
    (None where nothing was asked), and by what decision.
    """

    round: str
    title: str
    points: Decimal
    most: Decimal
    index: Decimal | None
    paper: str


def announced_in(unit: str, period: str) -> tuple[AnnouncedRound, ...]:
    """The rounds of a period whose result was announced of the unit. One query where there is none."""
    move = Move.objects.filter(of=OuterRef("pk"), went_to=State.ANNOUNCED.value).order_by("-id")
    rows = RoundUnit.objects.filter(unit=unit, round__period=period, state=State.ANNOUNCED.value)
    found = list(rows.select_related("round").annotate(paper=Subquery(move.values("document")[:1])).order_by("id"))
    totals = kept_totals(one.pk for one in found) if found else {}
    announced = []
    for one in found:
        total = totals.get(one.pk, {}).get(Step.COUNCIL)
        if total is not None:
            index = index_of(set_of(block_in_force(one.round_id, one.block)), total)
            paper = one.paper or ""
            announced.append(
                AnnouncedRound(one.round_id, one.round.title, total.points, total.max_points, index, paper)
            )
    return tuple(announced)
