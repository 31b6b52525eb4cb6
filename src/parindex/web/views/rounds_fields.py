"""Who appraises which part of a round's sets: the list, giving one out, taking one back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from parindex.assessment.rounds.actions import assign_field, withdraw_field
from parindex.assessment.rounds.fields import Assigned, appraisers, parts_of, standing_fields
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.organisations.roles import Right
from parindex.web.faults import faults_shown
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.rounds_forms import FieldForm


def _row(here: Here, one: Assigned, names: dict[str, str], *, may: bool) -> Row:
    cells: list[Cell | str] = [
        one.name,
        here.blocks[one.block].title,
        names.get(f"{one.block}/{one.code}", f"{one.code} (không còn trong bộ tiêu chí)"),
        one.by,
    ]
    if may:
        button = format_html(
            '<button type="submit" class="button" name="rut" value="{}/{}/{}">Rút'
            '<span class="visually-hidden"> {} của {}</span></button>',
            one.block,
            one.code,
            one.username,
            one.code,
            one.name,
        )
        cells.append(Cell("", control=button))
    return Row(cells)


def _table(here: Here, names: dict[str, str], *, may: bool) -> Table:
    return Table(
        columns=(
            Column("Người thẩm định", heading=True, width="text"),
            Column("Khối"),
            Column("Phần được giao", width="text"),
            Column("Người giao"),
            *((Column("Rút"),) if may else ()),
        ),
        rows=[_row(here, one, names, may=may) for one in standing_fields(here.round.id)],
        caption="Phân công thẩm định theo lĩnh vực",
        empty_text="Chưa phân công riêng: mỗi người có quyền thẩm định chấm được mọi mục.",
        caption_hidden=True,
    )


def _write(here: Here, form: FieldForm) -> str | None:
    """Take back or give out what was asked for; what was done, None when the form has a fault. InputFault, NotAllowed."""
    block, _, rest = here.place.request.POST.get("rut", "").partition("/")
    if block:
        code, _, username = rest.partition("/")
        withdraw_field(by=here.place.user, round=here.round.id, block=block, code=code, appraiser=username)
        return f"Đã rút phần {code} khỏi {username}."
    if not form.is_valid():
        return None
    block, code = form.named
    username = form.cleaned_data["appraiser"]
    assign_field(by=here.place.user, round=here.round.id, block=block, code=code, appraiser=username)
    return f"Đã giao phần {code} cho {username}."


@round_placed
def page(here: Here) -> HttpResponse:
    """The assignments; who runs the round gives out and takes back."""
    request = here.place.request
    posted, may = request.method == "POST", here.may_run_all
    if posted:
        check_over_all(here.place.user, Right.ROUND, here.every_unit, here.place.tree)
    parts = parts_of(here.blocks.values())
    names = dict(one for _, listed in parts for one in listed)
    form = None
    if may:
        people = appraisers(here.every_unit, here.place.tree)
        form = FieldForm(request.POST if posted and "rut" not in request.POST else None, people=people, parts=parts)
    if posted and form is not None:
        done: str | None = ""
        with faults_shown(request):
            done = _write(here, form)
        if done is not None:
            if done:
                messages.success(request, done)
            return redirect(here.url("round_fields"))
    return show(
        here.place,
        "round_fields.html",
        section="rounds",
        crumbs=here.crumbs("Phân công thẩm định"),
        status=400 if posted else 200,
        table=_table(here, names, may=may),
        form=form,
        look=FormLook(submit="Giao"),
        may=may,
    )
