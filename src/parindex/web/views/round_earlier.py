"""The sheet and a leaf of a unit under an earlier version of the set (`?ban=1`), to be read only; else their own pages."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from parindex.assessment.rounds.earlier import earlier_block, earlier_remarks, earlier_sheet
from parindex.assessment.rounds.judging import leaf_of
from parindex.assessment.rounds.offers import Offers, offers_of
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.sheet import said_of
from parindex.assessment.rounds.states import STATE_TITLES, State
from parindex.errors import InputFault
from parindex.web.page import show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import render_table
from parindex.web.round_here import Here, round_unit_placed
from parindex.web.round_sheet_table import sheet_table
from parindex.web.views import round_leaf, round_sheet
from parindex.web.views.round_leaf_shown import shown_leaf

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import RoundBlock, RoundUnit

VERSION = "ban"
_ITS_OWN = ("round_sheet", "round_leaf")  # pages that the version has too


@dataclass(frozen=True)
class _HereThen(Here):
    """The round as its pages of one version of the set see it: what they lead to is of that version."""

    version: int = 0

    def url(self, name: str, **parts: str | int) -> str:
        """The address of a page of this round, at this place and of this version."""
        found = super().url(name, **parts)
        return f"{found}?{VERSION}={self.version}" if name in _ITS_OWN else found


@dataclass(frozen=True)
class _Then:
    """A unit under an earlier version, which held until a moment. Nobody writes there."""

    here: _HereThen
    of: "RoundUnit"
    block: "RoundBlock"
    until: datetime
    offers: Offers


def _then(here: Here) -> _Then:
    """Http404 for a version that is none, the one in force among them, and for what is sent to it."""
    text, of = here.place.request.GET[VERSION], here.unit(here.place.unit)
    found = earlier_block(here.round.id, of.block, int(text)) if text.isdecimal() and len(text) < 5 else None
    if found is None or here.place.request.method != "GET":
        raise Http404(f"Không có bản “{text[:20]}” nào trước của bộ tiêu chí.")
    offers = replace(offers_of(here.place.user, of), step=None, closed="")
    version = found[0].version
    return _Then(_HereThen(here.place, here.round, here.units, version), of, found[0], found[1], offers)


@round_unit_placed
def _sheet(here: Here) -> HttpResponse:
    then = _then(here)
    sheet = earlier_sheet(then.of, then.block, then.until)
    table, writers = sheet_table(then.here, sheet)
    return show(
        here.place,
        "round_sheet.html",
        section="rounds",
        crumbs=here.sheet_crumbs(f"Bản thứ {then.block.version} của bộ tiêu chí"),
        round=here.round,
        sheet=sheet,
        state=STATE_TITLES[State(then.of.state)],
        table=render_table(table),
        writers=writers,
        offers=then.offers,
        round_href=here.url("round"),
        earlier=then.block,
        earlier_href=here.url("round_sheet"),
    )


@round_unit_placed
def _leaf(here: Here, leaf: str) -> HttpResponse:
    then = _then(here)
    criteria_set = set_of(then.block)
    try:
        asked = leaf_of(criteria_set, leaf)
    except InputFault as fault:
        raise Http404(str(fault)) from fault
    remarks = earlier_remarks(then.of, then.block, then.until, leaf)
    said = said_of(then.of, then.block, leaf).get(leaf, {})
    version = Crumb(f"Bản thứ {then.block.version} của bộ tiêu chí", then.here.url("round_sheet"))
    return show(
        here.place,
        "round_leaf.html",
        section="rounds",
        crumbs=here.sheet_crumbs(version, f"{asked.code}. {asked.name}"),
        found=shown_leaf(then.here, then.of, then.block, criteria_set, asked, then.offers, said, remarks),
        offers=then.offers,
        earlier=then.block,
        earlier_href=here.url("round_sheet"),
    )


def sheet(request: HttpRequest, unit: str, period: str, round: str) -> HttpResponse:  # noqa: A002
    """The sheet of the unit at this place, of the version asked for."""
    view = _sheet if VERSION in request.GET else round_sheet.page
    return view(request, unit=unit, period=period, round=round)


def leaf(request: HttpRequest, unit: str, period: str, round: str, leaf: str) -> HttpResponse:  # noqa: A002
    """One leaf of the unit, of the version asked for."""
    view = _leaf if VERSION in request.GET else round_leaf.page
    return view(request, unit=unit, period=period, round=round, leaf=leaf)
