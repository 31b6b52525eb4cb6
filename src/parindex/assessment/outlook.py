"""Where points went, and what threatens next year: derived from a score and its figures (pure).

A threat is a code with values; its words are in `documents.wording.threats`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.assessment.scores import UnitScore
from parindex.assessment.values import KnownFigure
from parindex.scoring.score import LeafScore

# What is left undone at the end of the period and will weigh on the next one: measure → code of the threat.
_CARRIED = {
    "archive_backlog.processed": "archive_left",
    "leadership.within_limit": "leadership_over",
    "training.completed": "training_short",
    "online_services.used": "online_unused",
    "postal_services.used": "postal_unused",
}


@dataclass(frozen=True, kw_only=True)
class LostPoints:
    """A leaf that did not get all its points."""

    criterion: str
    criterion_name: str
    leaf: LeafScore
    lost: Decimal


@dataclass(frozen=True, kw_only=True)
class Threat:
    """Something that will cost points next year unless somebody acts. `points` at stake: None when it cannot be said."""

    code: str
    criterion: str
    criterion_name: str
    measure: str
    source: str  # "" is the primary source
    values: Mapping[str, Fraction]
    points: Decimal | None


def lost_points(score: UnitScore) -> tuple[LostPoints, ...]:
    """Leaves that lost points, the largest loss first."""
    found = [
        LostPoints(criterion=code, criterion_name=name, leaf=leaf, lost=leaf.lost)
        for code, name, leaf in _leaves(score)
        if leaf.lost is not None and leaf.lost > 0
    ]
    return tuple(sorted(found, key=lambda one: (-one.lost, one.leaf.leaf.code)))


def _leaves(score: UnitScore) -> Iterator[tuple[str, str, LeafScore]]:
    for area in score.score.areas:
        for criterion in area.criteria:
            for leaf in criterion.leaves:
                yield criterion.criterion.code, criterion.criterion.name, leaf


def _open_dossiers(criterion: str, name: str, source: str, figures: Mapping[str, KnownFigure]) -> Iterator[Threat]:
    for measure, code in (("dossiers.pending", "pending_due_next"), ("dossiers.overdue", "overdue_open")):
        figure = figures.get(measure)
        if figure and figure.numerator:
            yield Threat(
                code=code,
                criterion=criterion,
                criterion_name=name,
                measure=measure,
                source=source,
                values={"count": figure.numerator},
                points=None,
            )


def _both(here: KnownFigure, there: KnownFigure) -> dict[str, Fraction]:
    """Both figures; the wholes too when both are shares of something."""
    values = {"here": here.numerator, "there": there.numerator}
    if here.denominator and there.denominator:
        values |= {"here_of": here.denominator, "there_of": there.denominator}
    return values


def _other_source(primary: UnitScore, other: UnitScore, source: str) -> Iterator[Threat]:
    """Leaves that another source would score lower, with both figures."""
    lower = {leaf.leaf.code: leaf for _, _, leaf in _leaves(other)}
    for criterion, name, leaf in _leaves(primary):
        measure = leaf.leaf.measure
        there = lower[leaf.leaf.code]
        if not measure or leaf.points is None or there.points is None or there.points >= leaf.points:
            continue
        here_figure, there_figure = primary.figures.get(measure), other.figures.get(measure)
        if here_figure is None or there_figure is None or here_figure == there_figure:
            continue  # a total entered by hand is compared where it is shown, not as a source
        yield Threat(
            code="sources_disagree",
            criterion=criterion,
            criterion_name=name,
            measure=measure,
            source=source,
            values=_both(here_figure, there_figure),
            points=leaf.points - there.points,
        )


def _carried(criterion: str, name: str, leaf: LeafScore, figure: KnownFigure | None) -> Iterator[Threat]:
    """What a measure leaves undone at the end of the period."""
    measure = leaf.leaf.measure or ""
    if measure not in _CARRIED or figure is None or not figure.denominator or figure.numerator >= figure.denominator:
        return
    yield Threat(
        code=_CARRIED[measure],
        criterion=criterion,
        criterion_name=name,
        measure=measure,
        source="",
        values={"left": figure.denominator - figure.numerator, "of": figure.denominator},
        points=leaf.lost,
    )


def _dossiers(criterion: str, name: str, primary: UnitScore, others: Mapping[str, UnitScore]) -> Iterator[Threat]:
    """Dossiers still open at the end of the period, and those that only another source shows as overdue."""
    yield from _open_dossiers(criterion, name, "", primary.figures)
    for source, other in others.items():
        overdue = other.figures.get("dossiers.overdue")
        if overdue and overdue != primary.figures.get("dossiers.overdue"):
            yield from _open_dossiers(criterion, name, source, {"dossiers.overdue": overdue})


def threats(primary: UnitScore, others: Mapping[str, UnitScore]) -> tuple[Threat, ...]:
    """What threatens the next period. `others`: the same score as each other source would give it."""
    found: list[Threat] = []
    seen: set[str] = set()
    for criterion, name, leaf in _leaves(primary):
        measure = leaf.leaf.measure
        topic = "dossiers" if measure and measure.startswith("dossiers.") else measure
        if topic is None or topic in seen:
            continue
        seen.add(topic)
        if topic == "dossiers":
            found.extend(_dossiers(criterion, name, primary, others))
        else:
            found.extend(_carried(criterion, name, leaf, primary.figures.get(topic)))
    for source, other in others.items():
        found.extend(_other_source(primary, other, source))
    return tuple(sorted(found, key=lambda one: (-(one.points or Decimal(0)), one.criterion, one.code)))
