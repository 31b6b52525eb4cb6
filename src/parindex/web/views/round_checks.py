"""Keeping a check on the spot, and the file of its minutes."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.council_reading import site_checks
from parindex.assessment.rounds.site_checks import check_may_inspect, record_site_check, withdraw_site_check
from parindex.documents.wording.numbers import date_text
from parindex.organisations.rights import NotAllowed
from parindex.web.council_forms import SiteCheckForm, WithdrawCheckForm
from parindex.web.council_may import council_crumb, may_inspect
from parindex.web.faults import faults_beside
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.round_here import Here, round_placed
from parindex.web.stored_file import stored_file
from parindex.web.uploads import written

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import SiteCheck


def _save(here: Here, form: SiteCheckForm) -> bool:
    data = form.cleaned_data
    with faults_beside(form), written(data.get("file")) as (file, name):
        record_site_check(
            by=here.place.user,
            of=here.unit(data["don_vi"]).pk,
            leaf=data["tc"].strip(),
            day=data["day"],
            people=data["people"],
            findings=data["findings"],
            minutes=data["minutes"],
            file=file,
            file_name=name,
        )
        messages.success(here.place.request, "Đã ghi kiểm tra thực tế.")
        return True
    return False


@round_placed
def new(here: Here) -> HttpResponse:
    """The form; kept, it goes back to the council's list."""
    units, request = may_inspect(here), here.place.request
    if not units:
        raise NotAllowed(
            "Bạn không ghi được kiểm tra thực tế của đơn vị nào lúc này: việc này của cơ quan thẩm định, Hội đồng, không thuộc "
            "đơn vị được kiểm tra, sau khi đơn vị đã gửi bản tự chấm."
        )
    posted = request.method == "POST"
    initial = {"don_vi": request.GET.get("don-vi", ""), "tc": request.GET.get("tc", "")}
    form = SiteCheckForm(*((request.POST, request.FILES) if posted else ()), units=units, initial=initial)
    if posted and form.is_valid() and _save(here, form):
        return redirect(f"{here.url('round_council')}#kiem-tra")
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=here.crumbs(council_crumb(here), "Ghi kiểm tra thực tế"),
        status=400 if posted else 200,
        form=form,
        look=FormLook(submit="Ghi kiểm tra", cancel=here.url("round_council")),
    )


def _found(here: Here, number: int) -> "SiteCheck":
    found = next((one for one in site_checks(here.round.id, here.unit_ids) if one.pk == number), None)
    if found is None:
        raise Http404("Không có lần kiểm tra này.")
    return found


@round_placed
def withdraw(here: Here, number: int) -> HttpResponse:
    """Withdraw a check, saying why; the action says who may."""
    found, request = _found(here, number), here.place.request
    check_may_inspect(here.place.user, found.of, here.place.tree)
    posted = request.method == "POST"
    form = WithdrawCheckForm(request.POST if posted else None)
    if posted and form.is_valid():
        with faults_beside(form):
            withdraw_site_check(by=here.place.user, check=number, reason=form.cleaned_data["reason"])
            messages.success(request, "Đã rút lần kiểm tra thực tế.")
            return redirect(f"{here.url('round_council')}#kiem-tra")
    unit = here.place.name_of(found.of.unit_id)
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=here.crumbs(council_crumb(here), "Rút kiểm tra thực tế"),
        status=400 if posted else 200,
        hint=f"{unit}, {found.leaf or 'cả đơn vị'}, ngày {date_text(found.day)}: {found.findings}",
        form=form,
        look=FormLook(submit="Rút kiểm tra", cancel=here.url("round_council"), danger=True),
    )


@round_placed
def file(here: Here, number: int) -> HttpResponse:
    """The minutes of a check, as they were attached."""
    found = _found(here, number)
    return stored_file(found.digest, found.file_name)
