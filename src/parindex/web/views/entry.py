"""Self-scoring one leaf by judgement, with its evidence. A leaf with a measure is sent on to the measure's total."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.actions import enter_value
from parindex.assessment.queries import Picture, picture
from parindex.criteria.model import Leaf
from parindex.documents.wording.rules import rule_in_words
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.extras import scored_leaf
from parindex.web.entry_form import EntryForm
from parindex.web.faults import faults_beside
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.views.criterion import find_criterion
from parindex.web.views.crumbs import criterion_crumbs, score_crumbs


def _leaf(found: Picture, code: str) -> Leaf:
    leaf = scored_leaf(found.criteria_set, code)
    if leaf is None:
        raise Http404(f"Bộ tiêu chí “{found.criteria_set.title}” không có tiêu chí thành phần {code}.")
    if leaf.scored_by == "survey":
        raise Http404(f"Tiêu chí {code} chấm bằng điều tra xã hội học, đơn vị không tự chấm.")
    return leaf


def _save(place: Place, leaf: Leaf, form: EntryForm) -> bool:
    with faults_beside(form):
        enter_value(
            by=place.user,
            unit=place.unit,
            period=place.period.code,
            leaf=leaf.code,
            value=form.value(),
            evidence=form.cleaned_data["evidence"],
            note=form.cleaned_data["note"],
        )
        messages.success(place.request, f"Đã ghi tiêu chí {leaf.code}.")
        return True
    return False


def _home(place: Place, found: Picture, leaf: Leaf) -> tuple[str, str, tuple[Crumb, ...]]:
    """The page that shows the leaf, the place on it, and the way there: its criterion, or the sheet for a line of bonus."""
    if leaf.code not in found.criteria_set.by_code:
        return place.url("sheet"), f"#diem-{leaf.code}", score_crumbs(place)
    area, one = find_criterion(found, leaf.code)
    crumbs = criterion_crumbs(place, area.area, one.criterion)
    return place.url("criterion", code=one.criterion.code), f"#tc-{leaf.code}", crumbs


@placed
def page(place: Place, code: str) -> HttpResponse:
    """Show the form; save it and go back to the criterion."""
    check_may(place.user, Right.ENTER, place.unit, tree=place.tree, on=today())
    found = picture(place.unit, place.period.code)
    leaf = _leaf(found, code)
    if leaf.measure:
        return redirect(f"{place.url('total', code=leaf.measure)}?tc={leaf.code}")
    back, anchor, crumbs = _home(place, found, leaf)
    form = EntryForm(leaf, place.request.POST if place.request.method == "POST" else None)
    status = 200
    if place.request.method == "POST":
        if form.is_valid() and _save(place, leaf, form):
            return redirect(f"{back}{anchor}")
        status = 400
    return show(
        place,
        "entry.html",
        section="scores",
        crumbs=(*crumbs, Crumb(f"Ghi giá trị {leaf.code}")),
        status=status,
        form=form,
        rule=rule_in_words(leaf.rule, leaf.max_points),
        evidence="; ".join(leaf.evidence),
        back_href=back,
    )
