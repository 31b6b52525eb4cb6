"""The improvement plan of next year: targets, where points went, the annex, and the document to download."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.queries import Picture, picture
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.numbers import points_text
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.plans.actions import save_outline
from parindex.plans.queries import annex_of, has_outline, outline_of, outline_text
from parindex.web.faults import faults_beside
from parindex.web.outline_form import OutlineForm
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table


def _annex(place: Place, year: int, found: Picture) -> Table:
    rows = [
        Row(
            (item.code, item.content, item.lead, item.action, item.partners),
            kind="area" if item.is_area else "plain",
        )
        for item in annex_of(place.unit, year, found.criteria_set, today())
    ]
    return Table(
        columns=(
            Column("TT", width="code"),
            Column("Nội dung", heading=True, width="medium"),
            Column("Đơn vị thực hiện"),
            Column("Mục tiêu/giải pháp thực hiện", width="wide"),
            Column("Phối hợp thực hiện"),
        ),
        rows=rows,
        caption="Phụ lục: nhiệm vụ, giải pháp",
        empty_text="Chưa có nội dung; nhập sổ “Nhiệm vụ trong kế hoạch”.",
        id="phu-luc",
        caption_hidden=True,
    )


def _shortcomings(place: Place, found: Picture) -> Table:
    return Table(
        columns=(
            Column("Mã", width="code"),
            Column("Tiêu chí", heading=True, width="medium"),
            Column("Điểm mất", numeric=True),
            Column("Vì sao", width="wide"),
        ),
        rows=[
            Row(
                (
                    one.leaf.leaf.code,
                    Cell(one.leaf.leaf.name, href=place.url("criterion", code=one.criterion)),
                    points_text(one.lost, fixed=True),
                    explain(one.leaf),
                )
            )
            for one in sorted(found.lost, key=lambda one: [int(part) for part in one.leaf.leaf.code.split(".")])
        ],
        caption=f"Hạn chế {place.period.title}",
        empty_text="Không mất điểm ở tiêu chí nào đã chấm.",
        id="han-che",
        caption_hidden=True,
    )


def _save(place: Place, year: int, form: OutlineForm) -> bool:
    with faults_beside(form, "file" if form.cleaned_data.get("file") else "text"):
        save_outline(by=place.user, unit=place.unit, year=year, document=form.cleaned_data["document"])
        messages.success(place.request, f"Đã ghi đề cương kế hoạch năm {year}.")
        return True
    return False


def _form(place: Place, year: int) -> OutlineForm | None:
    """The outline form for those who may write the plan; a posted one is filled."""
    if place.request.method == "POST":
        check_may(place.user, Right.PLAN, place.unit, tree=place.tree, on=today())
        return OutlineForm(place.request.POST, place.request.FILES)
    if place.may(Right.PLAN):
        return OutlineForm(initial={"text": outline_text(place.unit, year)})
    return None


@placed
def page(place: Place) -> HttpResponse:
    """The plan drafted from a period; those with the right write its outline."""
    posted = place.request.method == "POST"
    year = place.period.year + 1
    form = _form(place, year)
    if posted and form and form.is_valid() and _save(place, year, form):
        return redirect("plan", unit=place.unit, period=place.period.code)
    found = picture(place.unit, place.period.code)
    outlined = has_outline(place.unit, year)
    return show(
        place,
        "plan.html",
        section="plan",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb(f"Kế hoạch cải thiện năm {year}")),
        as_of=found.as_of,
        status=400 if posted else 200,
        found=found,
        year=year,
        outline=outline_of(place.unit, year) if outlined else None,
        shortcomings=_shortcomings(place, found),
        annex=_annex(place, year, found) if outlined else None,
        document=place.url("plan_document") if outlined else "",
        form=form,
        open=posted or (form is not None and not outlined),
        sample=place.url("outline_sample"),
        here=place.url("plan"),
    )
