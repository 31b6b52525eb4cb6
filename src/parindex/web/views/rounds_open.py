"""Opening a round for the units at a place and below it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.actions import open_round
from parindex.assessment.rounds.listing import free_code
from parindex.assessment.set_documents import set_documents, usable_text
from parindex.errors import InputFault
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.shipped import criteria_set_file, shipped_folder
from parindex.web.faults import faults_beside
from parindex.web.page import Place, placed, show
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb
from parindex.web.rounds_open_form import OpenForm, candidates

_OWN, _SHIPPED = "rieng", "kem"


def _sets() -> list[tuple[str, str]]:
    """What a block may be scored by: the workspace's own sets, then those that come with the software."""
    own = [(f"{_OWN}:{one.code}", f"{one.title} (của đơn vị, bản {one.version})") for one in set_documents()]
    try:
        files = sorted(shipped_folder("criteria_sets").glob("*.yaml"))
    except InputFault:  # an installation without them
        files = []
    return [*own, *((f"{_SHIPPED}:{file.stem}", f"{file.stem} (kèm phần mềm)") for file in files)]


def _text(value: str) -> str:
    """The text of a chosen set."""
    where, _, name = value.partition(":")
    if where == _OWN:
        return usable_text(name)
    return criteria_set_file(name).read_text(encoding="utf-8")


def _open(place: Place, form: OpenForm) -> str | None:
    """Open the round; its id, or None with the fault beside the form. NotAllowed."""
    with faults_beside(form):
        blocks = {code: (title, _text(value)) for code, (title, value) in form.chosen_blocks().items()}
        opened = open_round(
            by=place.user,
            round=form.cleaned_data["round"],
            title=form.cleaned_data["title"],
            period=place.period.code,
            blocks=blocks,
            units=form.chosen_units(),
            windows=form.chosen_windows(),
        )
        return opened.pk
    return None


@placed
def page(place: Place) -> HttpResponse:
    """The form, for who runs rounds and chooses sets here."""
    for right in (Right.ROUND, Right.ADOPT):
        check_may(place.user, right, place.unit, tree=place.tree, on=today())
    posted = place.request.method == "POST"
    code = free_code(place.period.code.lower().replace("..", "-"))
    initial = {"round": code, "title": f"Đợt đánh giá {place.period.title}"}
    units = candidates(place.tree, place.unit)
    form = OpenForm(place.request.POST if posted else None, units=units, sets=_sets(), initial=initial)
    if posted and form.is_valid() and (opened := _open(place, form)):
        messages.success(place.request, f"Đã mở {form.cleaned_data['title']}.")
        return redirect(place.url("round", round=opened))
    return show(
        place,
        "round_form.html",
        section="rounds",
        crumbs=(
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Đợt đánh giá", place.url("rounds")),
            Crumb("Mở đợt đánh giá"),
        ),
        status=400 if posted else 200,
        hint=f"Chấm {place.period.title}. Mỗi khối dùng một bộ tiêu chí, được giữ nguyên văn từ lúc mở đợt.",
        form=form,
        look=FormLook(submit="Mở đợt", cancel=place.url("rounds"), wide=True, sections=form.sections),
    )
