"""Lists about rounds: the rounds that units are in, and what moved when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from parindex.assessment.rounds.models import Move, Round, RoundCancellation, RoundUnit, Window
from parindex.assessment.rounds.reading import blocks_in_force
from parindex.assessment.rounds.states import OUTSIDE, State, Step
from parindex.assessment.rounds.windows import Span, windows_of


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A move as the history shows it."""

    at: datetime
    unit: str
    name: str
    came_from: State
    went_to: State
    reason: str
    document: str
    alone: bool
    by: str  # "" when nobody pressed: the deadline did


def history(round_id: str, units: Iterable[str]) -> tuple[Moved, ...]:
    """Every move of the units, newest first. One query."""
    rows = Move.objects.filter(of__round=round_id, of__unit__in=list(units)).select_related("of", "by")
    return tuple(
        Moved(
            at=one.at,
            unit=one.of.unit_id,
            name=one.name,
            came_from=State(one.came_from),
            went_to=State(one.went_to),
            reason=one.reason,
            document=one.document,
            alone=one.alone,
            by=str(one.by) if one.by else "",
        )
        for one in rows.order_by("-id")
    )


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A round as lists show it, with how many of the units asked about are in which state."""

    id: str
    title: str
    period: str
    states: Mapping[State, int]
    cancelled: str = ""  # why, "" while it counts

    @property
    def units(self) -> int:
        """How many of the units asked about it assesses."""
        return sum(number for state, number in self.states.items() if state not in OUTSIDE)


def rounds_of(units: Iterable[str] | None = None) -> tuple[Listed, ...]:
    """Rounds that any of the units is in (None: all), newest first. One query."""
    rows = RoundUnit.objects.order_by() if units is None else RoundUnit.objects.filter(unit__in=list(units)).order_by()
    found: dict[str, tuple[tuple[str, str, datetime, str], dict[State, int]]] = {}
    names = ("round", "round__title", "round__period", "round__at", "round__cancellation__reason", "state")
    for id_, title, period, at, reason, state, number in rows.values_list(*names).annotate(Count("pk")):
        found.setdefault(id_, ((title, period, at, reason or ""), {}))[1][State(state)] = number
    ordered = sorted(found.items(), key=lambda one: (one[1][0][2], one[0]), reverse=True)
    return tuple(
        Listed(
            id=id_,
            title=title,
            period=period,
            states={state: states[state] for state in State if state in states},
            cancelled=reason,
        )
        for id_, ((title, period, _, reason), states) in ordered
    )


def cancellation_of(round_id: str) -> RoundCancellation | None:
    """Who cancelled the round, when and why; None while it counts. One query."""
    return RoundCancellation.objects.filter(round=round_id).select_related("by").first()


def free_code(wanted: str) -> str:
    """A code for a round that no round has yet: the one wanted, else with the next number behind it. One query."""
    taken = set(Round.objects.filter(pk__startswith=wanted).values_list("pk", flat=True))
    further = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *further) if one not in taken)


def units_of_period(period: str) -> tuple[str, ...]:
    """The ids of all units that rounds of a period have, also of those that ended in it. One query."""
    return tuple(RoundUnit.objects.filter(round__period=period).order_by().values_list("unit_id", flat=True).distinct())


@dataclass(frozen=True, kw_only=True)
class WindowSaid:
    """One time that a window was set for all (`unit` None) or lengthened for one unit."""

    at: datetime
    step: Step
    unit: str | None
    opens: date
    closes: date
    reason: str
    by: str


def windows_said(round_id: str, units: Iterable[str]) -> tuple[WindowSaid, ...]:
    """Every word about the windows of a round, those for other units left out; newest first. One query."""
    rows = Window.objects.filter(Q(unit=None) | Q(unit__in=list(units)), round=round_id).select_related("by")
    return tuple(
        WindowSaid(
            at=one.at,
            step=Step(one.step),
            unit=one.unit_id,
            opens=one.opens,
            closes=one.closes,
            reason=one.reason,
            by=str(one.by),
        )
        for one in rows.order_by("-id")
    )


@dataclass(frozen=True, kw_only=True)
class ListedBlock:
    """A block of a round with its set in force and its units."""

    code: str
    title: str
    set_id: str
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class InFull(Listed):
    """A round with its blocks and the windows that everybody has."""

    blocks: tuple[ListedBlock, ...]
    windows: Mapping[Step, Span]


def rounds_in_full() -> tuple[InFull, ...]:
    """Every round of the workspace, newest first."""
    found = []
    for one in rounds_of():
        units: dict[str, list[str]] = {}
        for unit, block in RoundUnit.objects.filter(round=one.id).values_list("unit", "block"):
            units.setdefault(block, []).append(unit)
        blocks = tuple(
            ListedBlock(code=code, title=block.title, set_id=block.set_id, units=tuple(units.get(code, ())))
            for code, block in blocks_in_force(one.id).items()
        )
        found.append(
            InFull(
                id=one.id,
                title=one.title,
                period=one.period,
                states=one.states,
                cancelled=one.cancelled,
                blocks=blocks,
                windows=windows_of(one.id).common,
            )
        )
    return tuple(found)
