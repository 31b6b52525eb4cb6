"""The windows of a round's steps: as they stand, with every word said about them; setting one, giving a unit more time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from parindex.assessment.rounds.actions import extend_window, set_window
from parindex.assessment.rounds.listing import WindowSaid, windows_said
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import STEP_TITLES, Step
from parindex.assessment.rounds.windows import windows_of
from parindex.documents.wording.numbers import date_text, moment_text
from parindex.organisations.queries import today
from parindex.organisations.roles import Right
from parindex.web.faults import faults_beside
from parindex.web.fields import PlainForm
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.round_states import span_state, span_text
from parindex.web.rounds_forms import ExtensionForm, WindowForm


def _steps_table(here: Here, *, may_set: bool) -> Table:
    windows = windows_of(here.round.id)
    rows = []
    for step, title in STEP_TITLES.items():
        span = windows.common.get(step)
        word, sign = span_state(span, today())
        change = Cell("Đặt lại" if span else "Đặt", href=here.url("round_window", step=step.value))
        rows.append(
            Row((title, span_text(span) if span else "", Cell(word, sign=sign), *((change,) if may_set else ())))
        )
    return Table(
        columns=(
            Column("Bước", heading=True),
            Column("Thời gian chung", width="fit"),
            Column("Hiện nay"),
            *((Column("Sửa"),) if may_set else ()),
        ),
        rows=rows,
        caption="Thời gian các bước",
        empty_text="",
        id="cac-buoc",
        caption_hidden=True,
    )


def _said_row(here: Here, one: WindowSaid) -> Row:
    whom = here.place.name_of(one.unit) if one.unit else "Cả đợt"
    days = f"{date_text(one.opens)} – {date_text(one.closes)}"
    return Row((moment_text(timezone.localtime(one.at)), STEP_TITLES[one.step], whom, days, one.reason, one.by))


def _said_table(here: Here) -> Table:
    return Table(
        columns=(
            Column("Lúc", width="fit"),
            Column("Bước", heading=True),
            Column("Áp dụng cho", width="text"),
            Column("Thời gian", width="fit"),
            Column("Lý do", width="text"),
            Column("Người ghi"),
        ),
        rows=[_said_row(here, one) for one in windows_said(here.round.id, here.unit_ids)],
        caption="Các lần đặt thời gian, gia hạn",
        empty_text="Chưa đặt thời gian cho bước nào.",
        id="cac-lan",
        narrow="list",
    )


@round_placed
def index(here: Here) -> HttpResponse:
    """The windows, and every time that one was set or lengthened."""
    may = any(here.may(Right.ROUND, unit) for unit in here.unit_ids)
    return show(
        here.place,
        "round_windows.html",
        section="rounds",
        crumbs=here.crumbs("Thời gian các bước"),
        steps=_steps_table(here, may_set=here.may_run_all),
        said=_said_table(here),
        extend_href=here.url("round_extension") if may else "",
    )


def _form_page(here: Here, title: str, form: PlainForm, submit: str) -> HttpResponse:
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=here.crumbs(Crumb("Thời gian các bước", here.url("round_windows")), title),
        status=400 if form.is_bound else 200,
        form=form,
        look=FormLook(submit=submit, cancel=here.url("round_windows")),
    )


@round_placed
def one(here: Here, step: str) -> HttpResponse:
    """Set the window of a step for the whole round."""
    if step not in STEP_TITLES:
        raise Http404("Không có bước này trong đợt đánh giá.")
    which = Step(step)
    check_over_all(here.place.user, Right.ROUND, here.every_unit, here.place.tree)
    posted = here.place.request.method == "POST"
    span = windows_of(here.round.id).common.get(which)
    initial = {"opens": date_text(span.opens), "closes": date_text(span.closes)} if span else None
    form = WindowForm(here.place.request.POST if posted else None, initial=initial, again=span is not None)
    if posted and form.is_valid():
        with faults_beside(form, "closes"):
            set_window(by=here.place.user, round=here.round.id, step=which, **form.cleaned_data)
            messages.success(here.place.request, f"Đã đặt thời gian của bước “{STEP_TITLES[which]}”.")
            return redirect(here.url("round_windows"))
    return _form_page(here, f"Thời gian bước “{STEP_TITLES[which]}”", form, "Đặt thời gian")


@round_placed
def extension(here: Here) -> HttpResponse:
    """Give one unit more time for a step."""
    units = [(unit, here.place.name_of(unit)) for unit in here.unit_ids if here.may(Right.ROUND, unit)]
    if not units:
        check_over_all(here.place.user, Right.ROUND, here.unit_ids, here.place.tree)
    request = here.place.request
    posted = request.method == "POST"
    initial = {"unit": request.GET.get("don_vi", ""), "step": request.GET.get("buoc", "")}
    form = ExtensionForm(request.POST if posted else None, units=units, initial=initial)
    if posted and form.is_valid():
        with faults_beside(form, "closes"):
            span = extend_window(by=here.place.user, round=here.round.id, **form.cleaned_data)
            whom = here.place.name_of(form.cleaned_data["unit"])
            messages.success(request, f"Đã gia hạn cho {whom} đến hết ngày {date_text(span.closes)}.")
            return redirect(here.url("round_windows"))
    return _form_page(here, "Gia hạn cho một đơn vị", form, "Gia hạn")
