"""Bringing a score before the council."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.council import raise_dispute
from parindex.assessment.rounds.reading import scorable
from parindex.errors import InputFault
from parindex.organisations.rights import NotAllowed
from parindex.web.council_forms import RaiseForm
from parindex.web.council_may import council_crumb, may_raise_for
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.round_here import Here, round_placed


def _leaves(here: Here, unit: str) -> list[tuple[str, str]]:
    of = next(one for one in here.units if one.unit_id == unit)
    criteria_set = here.set_of(here.blocks[of.block])
    return [(code, f"{code}. {leaf.name}") for code, leaf in scorable(criteria_set, unit).items()]


@round_placed
def page(here: Here) -> HttpResponse:
    """Bring a leaf (`tc`) of a unit (`don-vi`) before the council, with a reason."""
    units, request = may_raise_for(here), here.place.request
    if not units:
        raise NotAllowed("Không có đơn vị nào mà bạn được đưa điểm ra Hội đồng lúc này.")
    data = request.POST if request.method == "POST" else request.GET
    asked = data.get("don_vi", data.get("don-vi", ""))
    unit = asked if asked in dict(units) else units[0][0]
    if asked and unit != asked:
        raise Http404(f"Không đưa được điểm của đơn vị “{asked}” ra Hội đồng lúc này.")
    posted = request.method == "POST"
    initial = {"don_vi": unit, "tc": request.GET.get("tc", "")}
    form = RaiseForm(*((request.POST,) if posted else ()), units=units, leaves=_leaves(here, unit), initial=initial)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            made = raise_dispute(by=here.place.user, of=here.unit(unit).pk, leaf=given["tc"], reason=given["reason"])
        except NotAllowed:
            raise
        except InputFault as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, f"Đã đưa mục {made.leaf} ra Hội đồng.")
            return redirect(here.url("round_dispute", number=made.pk))
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=here.crumbs(council_crumb(here), "Đưa ra Hội đồng"),
        status=400 if posted else 200,
        lead="Điểm chưa thống nhất sau thẩm định được Hội đồng biểu quyết và kết luận bằng biên bản.",
        form=form,
        look=FormLook(submit="Đưa ra Hội đồng", cancel=here.url("round_council")),
    )
