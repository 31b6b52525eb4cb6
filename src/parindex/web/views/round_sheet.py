"""The sheet of a unit in a round: the table of all steps, what waits for the person, and accepting what stands before."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.assessed import missed_versions
from parindex.assessment.rounds.offers import Offers, offers_of
from parindex.assessment.rounds.scoring import accept_proposals
from parindex.assessment.rounds.sheet import sheet_of
from parindex.assessment.rounds.states import OUTSIDE, STATE_TITLES, State, Step, ways_from
from parindex.errors import InputFault
from parindex.organisations.roles import Right
from parindex.web.faults import faults_shown
from parindex.web.page import show
from parindex.web.rendering.table import render_table
from parindex.web.round_here import Here, round_unit_placed
from parindex.web.round_sheet_table import sheet_table

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import RoundUnit


def _accept(here: Here, number: int, offers: Offers) -> None:
    """Accept what stands before the step, and say how much it was."""
    if offers.step is None:
        raise InputFault("Đơn vị không ở bước nào nhận điểm; hãy tải lại trang.")
    codes = accept_proposals(by=here.place.user, of=number, step=offers.step)
    if codes:
        messages.success(here.place.request, f"Đã ghi {len(codes)} mục theo điểm có sẵn: {', '.join(codes[:20])}.")
    else:
        messages.info(here.place.request, "Không còn mục nào có điểm sẵn để ghi; các mục còn lại cần người chấm.")


def _sends(here: Here, unit: str, state: State) -> list[tuple[str, str]]:
    """(address, words) of what the unit's head may send on from here."""
    ways = [way for way in ways_from(state) if way.right is Right.SUBMIT]
    if not ways or not here.may(Right.SUBMIT, unit):
        return []
    return [(f"{here.url('round_move')}?buoc={way.name}&don_vi={unit}", way.title) for way in ways]


def _left_at(of: "RoundUnit") -> int | None:
    """The version of the set that a unit was scored by which has left, where another one is in force since: what it wrote
    did not come along.
    """
    missed = missed_versions(of) if of.state in OUTSIDE else ()
    return missed[0].version - 1 if missed else None


@round_unit_placed
def page(here: Here) -> HttpResponse:
    """The sheet of the unit at this place; posted: accept all that stands before the present step."""
    of = here.unit(here.place.unit)
    offers = offers_of(here.place.user, of)
    if here.place.request.method == "POST":
        with faults_shown(here.place.request):
            _accept(here, of.pk, offers)
        return redirect(here.url("round_sheet"))
    sheet = sheet_of(of, offers.block)
    table, writers = sheet_table(here, sheet)
    return show(
        here.place,
        "round_sheet.html",
        section="rounds",
        crumbs=here.sheet_crumbs(),
        round=here.round,
        sheet=sheet,
        state=STATE_TITLES[State(of.state)],
        table=render_table(table),
        writers=writers,
        offers=offers,
        one_page_href=here.url("round_one_page")
        if (offers.step is Step.SELF and offers.speaks)
        or offers.explains
        or (offers.asked_again and offers.writer.may(Right.SUBMIT))
        else "",
        round_href=here.url("round"),
        left_at=_left_at(of),
        sends=_sends(here, of.unit_id, State(of.state)),
        accept="Ghi điểm theo đề xuất" if offers.step is Step.SELF else "Công nhận điểm của bước trước",
    )
