"""Moving units of a round on: one or many, with what the transition asks for. The actions check."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.actions import move, move_many
from parindex.assessment.rounds.moving import MovedMany, hindrances, wrote_himself
from parindex.assessment.rounds.overview import Standing, standings
from parindex.assessment.rounds.states import OUTSIDE, STATE_TITLES, TRANSITIONS, Step, Transition
from parindex.documents.wording.numbers import count_text, points_text
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.web.faults import faults_beside
from parindex.web.page import show
from parindex.web.paging import CARD_ROWS
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.round_states import state_cell, waiting_text
from parindex.web.rounds_forms import MoveForm


def _way(here: Here) -> Transition:
    asked = here.place.request.POST.get("buoc") or here.place.request.GET.get("buoc", "")
    if asked not in TRANSITIONS:
        raise Http404("Không có việc này trong đợt đánh giá.")
    return TRANSITIONS[asked]


def _chosen(here: Here, way: Transition) -> tuple[str, ...]:
    """Units ticked; all that are at the right state with `tat_ca`, though nobody leaves the round unnamed; the only one
    there is. Within what the place reaches.
    """
    data = here.place.request.POST if here.place.request.method == "POST" else here.place.request.GET
    if data.get("tat_ca") and not OUTSIDE & {way.source, way.target}:
        named = [one.unit_id for one in here.units if one.state in way.sources and here.may(way.right, one.unit_id)]
    else:
        named = data.getlist("don_vi") or ([here.units[0].unit_id] if len(here.units) == 1 else [])
    return tuple(here.unit(unit).unit_id for unit in dict.fromkeys(named))


def _check(here: Here, way: Transition, units: Sequence[str]) -> None:
    """What keeps the person from it is said before he fills in a form."""
    if units and not any(here.may(way.right, unit) for unit in units):
        check_may(here.place.user, way.right, units[0], tree=here.place.tree, on=today())


def _run(here: Here, way: Transition, units: Sequence[str], form: MoveForm) -> MovedMany | None:
    """Run the action; None when the only unit moved. InputFault when it did not."""
    given = form.cleaned_data
    words = {name: given[name] for name in ("reason", "document") if name in given}
    numbers = [here.unit(unit).pk for unit in units]
    if len(numbers) == 1:
        move(by=here.place.user, of=numbers[0], name=way.name, alone=given.get("alone", False), **words)
        return None
    return move_many(by=here.place.user, of=numbers, name=way.name, **words)


def _row(here: Here, one: Standing, why: str) -> Row:
    total, waits = one.totals[Step.COUNCIL], waiting_text(one.waiting)
    spoke = total.scored_max_points > 0
    return Row(
        (
            Cell(here.place.name_of(one.unit), note=here.place.ended(one.unit) or None),
            state_cell(one.state),
            Cell(
                points_text(total.points, fixed=True) if spoke else "chưa chấm",
                note=f"trên {points_text(total.scored_max_points)} điểm đã chấm, tối đa {points_text(total.max_points)}",
            ),
            Cell(waits or "đủ", sign="none" if waits else "good"),
            Cell(why, sign="warn" if why else None),
        )
    )


def _units_table(here: Here, way: Transition, units: Sequence[str]) -> Table:
    """Who is about to move: with how many points, and what is still missing. A fixed number of queries."""
    chosen = [here.unit(unit) for unit in units]
    said = hindrances(here.place.user, chosen, way.name, here.place.tree)
    found = standings(here.round, chosen, blocks=here.blocks) if chosen else ()
    ready = sum(not why for why in said.values())
    caption = f"{count_text(len(units))} đơn vị sẽ chuyển sang “{STATE_TITLES[way.target]}”"
    if ready < len(units):
        caption += f"; {count_text(ready)} đơn vị đủ điều kiện"
    return Table(
        columns=(
            Column("Đơn vị", heading=True, width="text"),
            Column("Đang ở"),
            Column("Điểm đến nay", numeric=True),
            Column("Còn thiếu, từ ai", width="text"),
            Column("Còn vướng", width="text"),
        ),
        rows=[_row(here, one, said[one.number]) for one in found],
        caption=caption,
        empty_text="Chưa chọn đơn vị nào; hãy quay lại và đánh dấu ô ở đầu dòng.",
        narrow="list" if len(units) <= CARD_ROWS else "scroll",
    )


def _refused_table(here: Here, came: MovedMany) -> Table:
    return Table(
        columns=(Column("Đơn vị", heading=True, width="text"), Column("Vì sao chưa chuyển", width="text")),
        rows=[Row((here.place.name_of(one.unit), one.why)) for one in came.refused],
        caption=f"{count_text(len(came.refused))} đơn vị chưa chuyển",
        empty_text="",
    )


def _answer(here: Here, way: Transition, units: Sequence[str], came: MovedMany | None) -> HttpResponse:
    """Back to the round when all moved; else who did not, and why."""
    done = len(units) if came is None else len(came.done)
    if done:
        whom = here.place.name_of(units[0]) if came is None else f"{count_text(done)} đơn vị"
        messages.success(here.place.request, f"{way.title}: {whom} đã sang “{STATE_TITLES[way.target]}”.")
    if came is None or not came.refused:
        return redirect(here.url("round"))
    return show(
        here.place,
        "round_moves.html",
        section="rounds",
        crumbs=here.crumbs(way.title),
        table=_refused_table(here, came),
        back_href=here.url("round"),
    )


@round_placed
def page(here: Here) -> HttpResponse:
    """What a transition (`buoc`) asks for, for the units chosen (`don_vi`, `tat_ca`); with `xac_nhan` it is done."""
    way = _way(here)
    units = _chosen(here, way)
    _check(here, way, units)
    request = here.place.request
    sent = request.method == "POST" and "xac_nhan" in request.POST
    alone = len(units) == 1 and wrote_himself(here.place.user, here.unit(units[0]), way)
    form, status = MoveForm(way, request.POST if sent else None, units=units, alone=alone), 200
    if sent and form.is_valid():
        with faults_beside(form):
            return _answer(here, way, units, _run(here, way, units, form))
    if sent:
        status = 400
    return show(
        here.place,
        "round_move.html",
        section="rounds",
        crumbs=here.crumbs(way.title),
        status=status,
        way=way,
        units=units,
        table=_units_table(here, way, units),
        form=form,
        look=FormLook(submit=way.title, action=here.url("round_move"), cancel=here.url("round")),
    )
