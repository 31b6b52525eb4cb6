"""Setting how the council of a round decides: quorum, and what becomes of a tie."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.council_rules import rule_of, rule_words, set_council_rule
from parindex.assessment.rounds.majority import Quorum
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.organisations.roles import Right
from parindex.web.council_forms import CouncilRuleForm
from parindex.web.council_may import council_crumb
from parindex.web.faults import faults_beside
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.round_here import Here, round_placed


def _save(here: Here, form: CouncilRuleForm) -> bool:
    data = form.cleaned_data
    order = {"quorum": Quorum(data["quorum"]), "chair": data["tie"] == form.CHAIR, "document": data["document"]}
    with faults_beside(form):
        set_council_rule(by=here.place.user, round=here.round.id, **order)
        messages.success(here.place.request, "Đã ghi cách biểu quyết.")
        return True
    return False


@round_placed
def page(here: Here) -> HttpResponse:
    """The form, for who runs the whole round."""
    check_over_all(here.place.user, Right.ROUND, here.every_unit, here.place.tree)
    request, rule = here.place.request, rule_of(here.round.id)
    posted = request.method == "POST"
    initial = {"quorum": rule.quorum.value, "tie": CouncilRuleForm.CHAIR if rule.chair else CouncilRuleForm.AGAIN}
    form = CouncilRuleForm(request.POST if posted else None, initial=initial)
    if posted and form.is_valid() and _save(here, form):
        return redirect(here.url("round_council"))
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=here.crumbs(council_crumb(here), "Cách biểu quyết của Hội đồng"),
        status=400 if posted else 200,
        hint=f"Đang áp dụng: {rule_words(rule)}",
        form=form,
        look=FormLook(submit="Ghi cách biểu quyết", cancel=here.url("round_council")),
    )
