"""What the conditions of a move ask about units of one round, each thing read once for all of them, and only when asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache, cached_property

from django.db.models import QuerySet

from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.models import Dispute, Remark, RoundBlock, RoundCancellation, RoundUnit, StepScore
from parindex.assessment.rounds.reading import asked_leaves, blocks_in_force, left_out, set_of
from parindex.assessment.rounds.states import OUTSIDE, Step
from parindex.assessment.rounds.windows import Span, Windows, windows_of
from parindex.criteria.model import Leaf
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import Held, held_roles


def standing_requests(units: Iterable[RoundUnit], blocks: Mapping[str, RoundBlock]) -> Mapping[int, Mapping[str, bool]]:
    """Leaves with a standing request for an explanation, each with whether it was answered since, by number of the unit.
    An explanation that nobody asked for answers itself: it too waits for the second appraisal to read it.

    What the set in force (`blocks`) does not ask of the unit waits for nobody, whatever was said of it: nobody could score
    it. One query.
    """
    by_number = {one.pk: one for one in units}
    rows = of_set_in_force(Remark.objects.filter(of__in=list(by_number))).order_by("id")
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for number, leaf, kind, withdrawn in rows.values_list("of", "leaf", "kind", "withdrawn"):
        if kind == Remark.REQUEST and withdrawn:
            found[number].pop(leaf, None)
        elif kind == Remark.REQUEST:
            found[number][leaf] = False
        elif kind == Remark.EXPLANATION:
            found[number][leaf] = True
    for number, leaves in found.items():
        of = by_number[number]
        for leaf in left_out(set_of(blocks[of.block]), of.unit_id) & set(leaves):
            del leaves[leaf]
    return found


class Known:
    """Units of one round (at least one), and the person who moves them; nobody at a deadline."""

    def __init__(self, units: Iterable[RoundUnit], by: User | None = None) -> None:
        self._units, self._by = tuple(units), by
        self._round = self._units[0].round_id
        self.scored = cache(self._scored)

    @property
    def _numbers(self) -> list[int]:
        return [one.pk for one in self._units]

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The roles that the person holds today."""
        return held_roles(self._by, today()) if self._by and self._by.is_active else ()

    @cached_property
    def _windows(self) -> Windows:
        return windows_of(self._round)

    def window(self, step: Step, of: RoundUnit) -> Span | None:
        """When a step takes the unit's writes."""
        return self._windows.of(step, of.unit_id)

    @cached_property
    def _blocks(self) -> Mapping[str, RoundBlock]:
        return blocks_in_force(self._round)

    def asked(self, of: RoundUnit) -> tuple[Leaf, ...]:
        """The leaves of the set in force that are asked of the unit."""
        return asked_leaves(set_of(self._blocks[of.block]), of.unit_id)

    def _scores(self) -> "QuerySet[StepScore]":
        rows = StepScore.objects.filter(of__in=self._numbers, block__in=self._blocks.values())
        return rows.filter(replaced_by__isnull=True).exclude(state="not_scored").order_by()

    def _scored(self, step: Step) -> Mapping[int, Set[str]]:
        """Codes of the leaves that a step has a standing score for, by number of the unit."""
        found: dict[int, set[str]] = defaultdict(set)
        rows = self._scores().filter(step=step.value, value__isnull=False)
        for number, leaf in rows.values_list("of", "leaf"):
            found[number].add(leaf)
        return found

    @cached_property
    def spoken(self) -> Mapping[int, Set[str]]:
        """Codes of the leaves of which some step says anything, also that they do not count, by number of the unit."""
        found: dict[int, set[str]] = defaultdict(set)
        for number, leaf in self._scores().values_list("of", "leaf"):
            found[number].add(leaf)
        return found

    @cached_property
    def requests(self) -> Mapping[int, Mapping[str, bool]]:
        """Leaves with a standing request for an explanation and whether it was answered, by number of the unit."""
        return standing_requests(self._units, self._blocks)

    @cached_property
    def disputes(self) -> Mapping[int, list[str]]:
        """Codes of the leaves that are before the council and not yet decided, by number of the unit."""
        rows = Dispute.objects.filter(of__in=self._numbers, end__isnull=True).order_by("id")
        found: dict[int, list[str]] = defaultdict(list)
        for number, leaf in rows.values_list("of", "leaf"):
            found[number].append(leaf)
        return found

    @cached_property
    def running(self) -> Set[str]:
        """The units that are assessed in this round."""
        rows = RoundUnit.objects.filter(round=self._round).exclude(state__in=[one.value for one in OUTSIDE])
        return frozenset(rows.values_list("unit_id", flat=True))

    @cached_property
    def elsewhere(self) -> Mapping[str, str]:
        """The units that another round of the period assesses, with that round's title."""
        rows = RoundUnit.objects.filter(
            unit__in=[one.unit_id for one in self._units], round__period=self._units[0].round.period
        )
        rows = rows.exclude(round=self._round).exclude(state__in=[one.value for one in OUTSIDE])
        return dict(rows.values_list("unit_id", "round__title"))

    @cached_property
    def cancelled(self) -> bool:
        """Whether the round was cancelled."""
        return RoundCancellation.objects.filter(round=self._round).exists()
