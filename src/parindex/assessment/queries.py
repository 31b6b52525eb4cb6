"""Reads for doors and documents: the assessed periods, a period's whole picture, history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings

from parindex.assessment.models import Adoption, EnteredValue, Figure, PublishedResult
from parindex.assessment.outlook import LostPoints, Threat, lost_points, threats
from parindex.assessment.refreshing import expected_day, stale
from parindex.assessment.scores import UnitScore, entered_values, score_with
from parindex.assessment.sets import adopted_set
from parindex.assessment.stored import read_stored
from parindex.assessment.targets import Judged, judged_target
from parindex.assessment.totals import entered_totals
from parindex.criteria.model import CriteriaSet
from parindex.errors import InputFault
from parindex.measures.facts import Fact
from parindex.measures.measure import Measure
from parindex.measures.period import Period, parse_period
from parindex.organisations.audit import last_write
from parindex.organisations.queries import facts_in_force, today


@dataclass(frozen=True)
class State:
    """All that a period's picture depends on. Two equal states have equal pictures: what may be kept, is kept by it."""

    workspace: Path
    unit: str
    period: str
    today: date
    written: str  # digest of the audit row of the newest write
    computed: int  # id of the newest figure


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A unit's period as it stands: score, what each other source would give, losses, threats.

    `stale`: newer batches are not in the figures yet; `as_of` is the day the figures are of.
    """

    state: State
    unit: str
    period: Period
    criteria_set: CriteriaSet
    score: UnitScore
    others: Mapping[str, UnitScore]
    as_of: date
    snapshot: int
    stale: bool

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Limits, deadlines and targets, with the workspace's own steps."""
        return facts_in_force()

    def target(self, measure: Measure) -> Judged:
        """The measure's target on the day that the figures are of, judged by what counts: computed, else entered."""
        return judged_target(measure, self.score.counting(measure.code), self.facts, self.as_of)

    @property
    def lost(self) -> tuple[LostPoints, ...]:
        """Where points went, largest first."""
        return lost_points(self.score)

    @property
    def threats(self) -> tuple[Threat, ...]:
        """What threatens the next period."""
        return threats(self.score, self.others)


def _newest_first(codes: Iterable[str]) -> tuple[str, ...]:
    known = sorted(map(parse_period, set(codes)), key=lambda one: (-one.last.toordinal(), one.first, one.code))
    return tuple(one.code for one in known)


def assessed_periods(unit: str) -> tuple[str, ...]:
    """Codes of the periods that the unit has a set for: the newest end first, of those that end together the longest."""
    return _newest_first(Adoption.objects.filter(unit=unit).values_list("period", flat=True))


def sets_used(unit: str) -> dict[str, str]:
    """The id of the set in force by period, in the order of `assessed_periods`. One query, without the texts."""
    rows = Adoption.objects.filter(unit=unit).order_by("version").values_list("period", "set_id")
    found = dict(rows)
    return {period: found[period] for period in _newest_first(found)}


def assessments() -> dict[str, tuple[str, ...]]:
    """The same for every unit with any assessed period, in the order of adoption, in one query."""
    found: dict[str, list[str]] = {}
    for unit, period in Adoption.objects.order_by("id").values_list("unit_id", "period"):
        found.setdefault(unit, []).append(period)
    return {unit: _newest_first(periods) for unit, periods in found.items()}


def assessed_units() -> tuple[str, ...]:
    """Units with any assessed period, in the order of adoption."""
    return tuple(dict.fromkeys(Adoption.objects.order_by("id").values_list("unit_id", flat=True)))


def entered_leaves(unit: str, period: str) -> frozenset[str]:
    """Codes of the leaves that anybody has entered a judgement for."""
    return frozenset(EnteredValue.objects.filter(unit=unit, period=period).values_list("leaf", flat=True))


class NoSetYet(InputFault):
    """Nobody has chosen the set that the unit is scored by in the period."""


def adoption_of(unit: str, period: str) -> Adoption:
    """The unit's adoption for a period; NoSetYet when there is none."""
    found = Adoption.objects.filter(unit=unit, period=period).order_by("version").last()
    if found is None:
        raise NoSetYet(f"Kỳ {parse_period(period).title} của “{unit}” chưa chọn bộ tiêu chí để chấm.")
    return found


def picture(unit: str, period: str) -> Picture:
    """Everything the pages of a period show, from stored figures: nothing is computed from rows here."""
    computed = Figure.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return _picture(State(settings.WORKSPACE, unit, period, today(), last_write(), computed))


@lru_cache(maxsize=128)
def _picture(state: State) -> Picture:
    """Made once per state and process: a score is a function of what it depends on."""
    unit, period = state.unit, state.period
    adoption = adoption_of(unit, period)
    window = parse_period(period)
    criteria_set = adopted_set(adoption)
    stored = read_stored(unit, period)
    figures = stored.known
    entered, totals = entered_values(unit, period, criteria_set.id), entered_totals(unit, period)
    primary = score_with(criteria_set, figures[""], entered, unit=unit, totals=totals)
    others = {
        source: score_with(criteria_set, {**figures[""], **own}, entered, unit=unit, totals=totals)
        for source, own in figures.items()
        if source and any(figures[""].get(code) != figure for code, figure in own.items())
    }
    return Picture(
        state=state,
        unit=unit,
        period=window,
        criteria_set=criteria_set,
        score=primary,
        others=others,
        as_of=stored.as_of or expected_day(window),
        snapshot=stored.snapshot,
        stale=stale(unit, window, stored),
    )


INDEX_TITLES = {
    PublishedResult.PAR_INDEX: "Chỉ số cải cách hành chính",
    PublishedResult.SATISFACTION: "Chỉ số hài lòng",
}


def published_results(unit: str) -> Sequence[PublishedResult]:
    """Announced results of the unit, oldest first, with who entered them."""
    return list(PublishedResult.objects.filter(unit=unit).select_related("by").order_by("year", "index"))
