"""Where a request about a round is: the place, the round, and those of its units that the place reaches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse

from parindex.assessment.rounds.council_reading import units_in
from parindex.assessment.rounds.reading import all_units, blocks_in_force, round_named, set_of
from parindex.assessment.rounds.standing import unit_in
from parindex.assessment.rounds.states import OUTSIDE
from parindex.criteria.model import CriteriaSet
from parindex.organisations.rights import allows
from parindex.organisations.roles import Right
from parindex.web.page import Place, placed
from parindex.web.rendering.shell import Crumb

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import Round, RoundBlock, RoundUnit


@dataclass(frozen=True)
class Here:
    """A round seen from a place. `units`: those at the place and below it, in the order of the round."""

    place: Place
    round: "Round"
    units: tuple["RoundUnit", ...]

    @cached_property
    def blocks(self) -> Mapping[str, "RoundBlock"]:
        """The newest version of each block's set."""
        return blocks_in_force(self.round.id)

    @cached_property
    def every_unit(self) -> tuple[str, ...]:
        """Every unit of the round, also those that the place does not reach."""
        return all_units(self.round.id)

    @cached_property
    def unit_ids(self) -> tuple[str, ...]:
        """The units' ids."""
        return tuple(one.unit_id for one in self.units)

    @cached_property
    def running(self) -> tuple["RoundUnit", ...]:
        """Those of the units that the round assesses: not who has left it."""
        return tuple(one for one in self.units if one.state not in OUTSIDE)

    @cached_property
    def may_run_all(self) -> bool:
        """Whether to offer what is done to the round as a whole."""
        return all(self.may(Right.ROUND, unit) for unit in self.every_unit)

    @cached_property
    def _by_unit(self) -> Mapping[str, "RoundUnit"]:
        return {one.unit_id: one for one in self.units}

    def url(self, name: str, **parts: str | int) -> str:
        """The address of a page of this round, at this place."""
        return self.place.url(name, round=self.round.id, **{key: str(part) for key, part in parts.items()})

    def url_of(self, unit: str, name: str, **parts: str | int) -> str:
        """The address of a page of this round at one of its units."""
        kept = {key: str(part) for key, part in parts.items()}
        return reverse(name, kwargs={"unit": unit, "period": self.place.period.code, "round": self.round.id, **kept})

    def crumbs(self, *below: Crumb | str) -> tuple[Crumb, ...]:
        """Down to the round, and on to a page of it; the last one is the page itself."""
        ways = (Crumb("Tổng quan", self.place.url("overview")), Crumb("Đợt đánh giá", self.place.url("rounds")))
        last = Crumb(self.round.title, self.url("round") if below else None)
        return (*ways, last, *(Crumb(one) if isinstance(one, str) else one for one in below))

    def sheet_crumbs(self, *below: Crumb | str) -> tuple[Crumb, ...]:
        """Down to the sheet of the unit at this place, and on to a page of it."""
        return self.crumbs(Crumb("Phiếu chấm điểm", self.url("round_sheet") if below else None), *below)

    def set_of(self, block: "RoundBlock") -> CriteriaSet:
        """The criteria set of a block."""
        return set_of(block)

    def leaf_href(self, unit: str, leaf: str) -> str:
        """The page of one leaf of a unit: every step's word, papers, remarks."""
        return self.url_of(unit, "round_leaf", leaf=leaf)

    def may(self, right: Right, unit: str) -> bool:
        """Whether to offer a button about a unit of the round; the action behind it checks again."""
        return self.place.user.is_superuser or allows(self.place.held, right, unit, self.place.tree)

    def unit(self, unit: str) -> "RoundUnit":
        """One of the units; Http404 when it is not in the round, or not at this place."""
        if unit not in self._by_unit:
            raise Http404(f"Đơn vị “{unit}” không có trong đợt đánh giá này.")
        return self._by_unit[unit]


def round_placed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a round at a place: gets a `Here`. Http404 for a round of another period or without any unit there."""

    @wraps(view)
    def wrapped(place: Place, round: str, **parts: str) -> HttpResponse:  # noqa: A002
        found = round_named(round)
        units = units_in(round, place.unit_ids)
        if found.period != place.period.code or not units:
            raise Http404(f"“{place.unit_name}” không có trong đợt đánh giá “{found.title}”, {place.period.title}.")
        return view(Here(place, found, units), **parts)

    return placed(wrapped)


def round_unit_placed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of one unit in a round, which the place itself is: gets a `Here` with this unit only."""

    @wraps(view)
    def wrapped(place: Place, round: str, **parts: str) -> HttpResponse:  # noqa: A002
        of = unit_in(round, place.unit)
        if of is None or of.round.period != place.period.code:
            raise Http404(f"“{place.unit_name}” không có trong đợt đánh giá “{round}”, {place.period.title}.")
        return view(Here(place, of.round, (of,)), **parts)

    return placed(wrapped)
