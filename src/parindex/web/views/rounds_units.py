"""Who is in a round after it was opened: bringing in a unit that was forgotten, cancelling a round opened by mistake."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.actions import add_unit, cancel_round
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.documents.wording.numbers import count_text
from parindex.organisations.roles import Right
from parindex.web.faults import faults_beside
from parindex.web.fields import PlainForm
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.round_here import Here, round_placed
from parindex.web.rounds_forms import CancelForm, JoinForm
from parindex.web.rounds_open_form import candidates


def _check(here: Here) -> None:
    """What is done to a round as a whole asks for the right in all its units."""
    check_over_all(here.place.user, Right.ROUND, here.every_unit, here.place.tree)


def _page(here: Here, title: str, form: PlainForm, submit: str, hint: str) -> HttpResponse:
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=here.crumbs(title),
        status=400 if form.is_bound else 200,
        hint=hint,
        form=form,
        look=FormLook(submit=submit, cancel=here.url("round")),
    )


@round_placed
def add(here: Here) -> HttpResponse:
    """Bring a unit into the round: which one, into which block, and why."""
    _check(here)
    place, inside = here.place, set(here.every_unit)
    offered = [one for one in candidates(place.tree, place.unit) if one.id not in inside and not place.ended(one.id)]
    form = JoinForm(
        place.request.POST if place.request.method == "POST" else None,
        units=[(one.id, one.name) for one in offered],
        blocks=[(code, block.title) for code, block in here.blocks.items()],
    )
    if form.is_bound and form.is_valid():
        with faults_beside(form):
            add_unit(by=place.user, round=here.round.id, **form.cleaned_data)
            messages.success(
                place.request, f"Đã đưa {place.name_of(form.cleaned_data['unit'])} vào {here.round.title}."
            )
            return redirect(here.url("round"))
    hint = (
        "Đơn vị bắt đầu ở bước tự chấm, dùng bộ tiêu chí đang có hiệu lực của khối. Bước tự chấm đã hết hạn thì gia hạn "
        "cho đơn vị."
    )
    return _page(here, "Thêm đơn vị vào đợt", form, "Thêm đơn vị", hint)


@round_placed
def cancel(here: Here) -> HttpResponse:
    """Cancel the round: what that means, why it is done, and the word that it is meant."""
    _check(here)
    request = here.place.request
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with faults_beside(form):
            cancel_round(by=here.place.user, round=here.round.id, reason=form.cleaned_data["reason"])
            messages.success(request, f"Đã hủy {here.round.title}; các đơn vị được tự do vào đợt khác của kỳ.")
            return redirect(here.url("round"))
    hint = (
        f"{here.round.title} có {count_text(len(here.every_unit))} đơn vị. Sau khi hủy, không ai ghi thêm được; điểm, tài liệu "
        "đã ghi vẫn đọc được. Việc này không làm lại được."
    )
    return _page(here, "Hủy đợt đánh giá", form, "Hủy đợt", hint)
