"""What every page needs before its own content: the unit, the period, the right to see them, the frame's facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parindex.assessment.queries import NoSetYet, assessments
from parindex.assessment.refreshing import expected_day
from parindex.assessment.rounds.reading import all_units
from parindex.documents.wording.numbers import date_text
from parindex.errors import InputFault
from parindex.ledger.queries import SourceTitles, primary_source
from parindex.measures.period import Period, parse_period
from parindex.organisations.gone import gone_of
from parindex.organisations.lineage import DAY
from parindex.organisations.lineage_queries import tree_keeping
from parindex.organisations.queries import is_example, today, unit_facts
from parindex.organisations.rights import Held, NotAllowed, allows, check_may, held_roles
from parindex.organisations.roles import ROLE_TITLES, Right, Role
from parindex.organisations.tree import UnitTree, tree_on
from parindex.web.rendering.shell import Crumb, Shell, navigation

if TYPE_CHECKING:
    from parindex.organisations.models import User

_SECTIONS = {
    "overview": "overview",
    "scores": "sheet",
    "rounds": "rounds",
    "figures": "figures",
    "records": "registers",
    "reconciliation": "reconciliation",
    "rules": "rules",
    "history": "history",
    "plan": "plan",
}


@dataclass(frozen=True)
class Place:
    """Where a request is: who looks at which unit's period. The right to view it has been checked.

    What every row or button of a page asks for is looked up once a request.
    """

    request: HttpRequest
    user: "User"
    unit: str
    period: Period
    tree: UnitTree
    _primaries: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The roles that the person holds today."""
        return held_roles(self.user, today())

    def url(self, name: str, **parts: str) -> str:
        """The address of a page of this unit and period."""
        return reverse(name, kwargs={"unit": self.unit, "period": self.period.code, **parts})

    def may(self, right: Right) -> bool:
        """Whether to offer a button; the action behind it checks again."""
        return self.user.is_superuser or allows(self.held, right, self.unit, self.tree)

    def primary(self, register: str) -> str:
        """The register's primary source; "" while it has no rows."""
        if register not in self._primaries:
            self._primaries[register] = primary_source(register) or ""
        return self._primaries[register]

    @cached_property
    def _titles(self) -> SourceTitles:
        return SourceTitles()

    def source_title(self, register: str, source: str) -> str:
        """What people call a source of a register."""
        return self._titles.of(register, source)

    def may_import_for(self, unit: str) -> bool:
        """Whether the person may write rows of a unit; the action checks again."""
        return self.user.is_superuser or allows(self.held, Right.IMPORT, unit, self.tree)

    @property
    def role(self) -> str:
        """The person's roles in words, for the head of the page."""
        if self.user.is_superuser:
            return ROLE_TITLES[Role.ADMINISTRATOR]
        roles = dict.fromkeys(one.role for one in self.held)
        return ", ".join(ROLE_TITLES[role] for role in roles if role is not Role.MEMBER or len(roles) == 1)

    @property
    def import_unit(self) -> str | None:
        """The unit that the person may import for: this one, else the nearest below it, else none."""
        for fact in self.tree.below(self.unit):
            if self.may_import_for(fact.id):
                return fact.id
        return None

    @property
    def unit_name(self) -> str:
        """The unit's name at the time of the period."""
        return self.tree.by_id[self.unit].name

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The unit and all below it."""
        return tuple(fact.id for fact in self.tree.below(self.unit))

    def name_of(self, unit: str) -> str:
        """A unit's name, or its id when it did not exist in the period."""
        fact = self.tree.by_id.get(unit)
        return fact.name if fact else unit

    def ended(self, unit: str) -> str:
        """What became of a unit that ended inside the period; "" while it is there."""
        how = gone_of(self.tree, unit)
        if how is None:
            return ""
        names, since = ", ".join(f"“{self.name_of(one)}”" for one in how.heirs), date_text(how.last + DAY)
        if not names:
            return f"đã kết thúc hoạt động từ ngày {since}"
        return f"{'đã sáp nhập vào' if len(how.heirs) == 1 else 'đã chia tách vào'} {names} từ ngày {since}"


def _tree(unit: str, window: Period, round_id: str | None) -> UnitTree:
    """The tree of the period's last day, or of today. A unit that ended inside the period keeps its pages of that period,
    and a round keeps all its units.
    """
    day, facts = expected_day(window), unit_facts()
    if round_id:
        return tree_keeping(day, (unit, *all_units(round_id)), facts)
    was_there = any(fact.id == unit and (fact.valid_to is None or fact.valid_to >= window.first) for fact in facts)
    return tree_keeping(day, (unit,) if was_there else (), facts)


def open_place(request: HttpRequest, unit: str, period: str, round_id: str | None = None) -> Place:
    """Check the address and the right to view. Http404 for what does not exist, NotAllowed for what one may not see."""
    try:
        window = parse_period(period)
    except InputFault as fault:
        raise Http404(str(fault)) from fault
    tree = _tree(unit, window, round_id)
    user = cast("User", request.user)
    if unit not in tree.by_id:
        raise Http404(f"Không có đơn vị “{unit}” trong {window.title}.")
    place = Place(request, user, unit, window, tree)
    if not place.may(Right.VIEW):
        check_may(user, Right.VIEW, unit, tree=tree, on=today())  # says so, and whom to ask
    return place


def visible_places(user: "User") -> tuple[tuple[str, str, str], ...]:
    """(unit, period, unit's name) of every assessed period that the person may see, newest first within a unit."""
    facts, held = unit_facts(), held_roles(user, today())
    found = []
    for unit, periods in assessments().items():
        for code in periods:
            tree = tree_on(expected_day(parse_period(code)), facts)
            if unit in tree.by_id and (user.is_superuser or allows(held, Right.VIEW, unit, tree)):
                found.append((unit, code, tree.by_id[unit].name))
    return tuple(found)


PlaceView = Callable[..., HttpResponse]


def placed(view: PlaceView) -> Callable[..., HttpResponse]:
    """A view of one unit's period: gets a `Place`; a missing right becomes 403, bad input in the address 404."""

    @wraps(view)
    def wrapped(request: HttpRequest, unit: str, period: str, **parts: str) -> HttpResponse:
        try:
            place = open_place(request, unit, period, parts.get("round"))
            try:
                return view(place, **parts)
            except NoSetYet:
                return _no_set_yet(place)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except InputFault as fault:
            raise Http404(str(fault)) from fault

    return wrapped


def show(
    place: Place,
    template: str,
    *,
    section: str,
    crumbs: Sequence[Crumb] = (),
    as_of: date | None = None,
    status: int = 200,
    **content: Any,
) -> HttpResponse:
    """Render a page in the frame. The last crumb is the page itself and gives it its title."""
    ended = place.ended(place.unit)
    sections = {key: place.url(name) for key, name in _SECTIONS.items() if not (ended and key == "reconciliation")}
    shell = Shell(
        unit=place.unit_name,
        year=place.period.code if place.period.code.isdigit() else place.period.title,
        role=place.role,
        person=str(place.user),
        navigation=navigation(sections, current=section),
        as_of=date_text(as_of) if as_of else "",
        illustrative=is_example(),
    )
    frame = {
        "shell": shell,
        "crumbs": crumbs,
        "place": place,
        "section": section,
        "heading": crumbs[-1].title if crumbs else "",
        "ended": ended,
    }
    return render(place.request, template, {**frame, **content}, status=status)


def _no_set_yet(place: Place) -> HttpResponse:
    """Instead of a page of scores where there are none yet: what can be seen, and what comes first."""
    below = set(place.unit_ids) - {place.unit}
    inner = [
        (name, reverse("overview", kwargs={"unit": unit, "period": code}))
        for unit, code, name in visible_places(place.user)
        if unit in below and code == place.period.code
    ]
    return show(
        place, "no_set_yet.html", section="overview", crumbs=(Crumb("Chưa chọn bộ tiêu chí"),), status=404, inner=inner
    )
