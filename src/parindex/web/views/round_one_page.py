"""All that a small office has to do in a round on one page: scores, papers or explanations of all leaves, and sending."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.moving import NeedsSecondPerson, move
from parindex.assessment.rounds.offers import Offers, offers_of
from parindex.assessment.rounds.proposals import basis
from parindex.assessment.rounds.remarks import explain
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.sheet import UnitSheet, sheet_of
from parindex.assessment.rounds.states import STATE_TITLES, State, Step
from parindex.assessment.rounds.writing import UNIT_STEPS
from parindex.criteria.model import Leaf
from parindex.documents.wording.extras import EXTRA_TITLES
from parindex.documents.wording.grades import GRADE_WORDS
from parindex.organisations.roles import Right
from parindex.scoring.extras import extra_lines, penalties
from parindex.web.faults import Told
from parindex.web.one_page_form import ALONE, Line, OnePageForm
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.round_here import Here, round_unit_placed
from parindex.web.round_words import shown
from parindex.web.views.round_leaf import attach

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import RoundUnit

SEND = "gui"  # the button that saves and sends
_SENT_BY = "lãnh đạo đơn vị xem, duyệt và gửi."
_SENDS = {Step.SELF: ("submit", "Lưu và gửi bản tự chấm"), Step.EXPLANATION: ("explain", "Lưu và gửi giải trình")}


def _points(sheet: UnitSheet, code: str, points: str) -> str:
    return shown(points, taken_off=code in penalties(sheet.set), fixed=False) or "không tính"


def _line(sheet: UnitSheet, leaf: Leaf, group: str) -> Line:
    own = sheet.said.get(leaf.code, {}).get(Step.SELF)
    proposed = sheet.proposed.get(leaf.code)
    papers = sheet.papers.get(leaf.code, 0)
    parts = [f"đã có {papers} tài liệu" if papers else ""]
    if own and own.speaks:
        parts.insert(0, f"đang ghi {_points(sheet, leaf.code, own.points)} điểm")
        return Line(leaf, group, "; ".join(filter(None, parts)), own.value, own.note, own.number, done=True)
    if proposed:
        parts.insert(0, f"đề xuất {_points(sheet, leaf.code, proposed.points)}: {GRADE_WORDS[proposed.grade]}")
    value = proposed.value if proposed else None
    # a score that was taken back is replaced, but its value is proposed again only where figures say so
    return Line(leaf, group, "; ".join(filter(None, parts)), value, basis(proposed), own.number if own else None)


def _asked(sheet: UnitSheet, leaf: Leaf, group: str) -> Line:
    """A leaf to explain, over what the explanation answers: who asks what, the points of both sides and their reasons."""
    talk, said = sheet.talk[leaf.code], sheet.said.get(leaf.code, {})
    own, first = (said[one] if one in said and said[one].speaks else None for one in (Step.SELF, Step.FIRST))
    points = [_points(sheet, leaf.code, one.points) if one else "chưa chấm" for one in (own, first)]
    told = (
        ("Nội dung cần giải trình", f"{talk.asked_by}: {talk.request}" if talk.request else ""),
        ("Điểm", f"tự chấm {points[0]} → thẩm định lần 1: {points[1]}"),
        (
            "Lý do của thẩm định",
            f"{first.by}: {first.note}" if first and first.note and first.note not in talk.request else "",
        ),
        ("Lý do khi tự chấm", own.note if own else ""),
        ("Đã giải trình", f"{talk.by}: {talk.text}" if talk.text else ""),
    )
    papers = sheet.papers.get(leaf.code, 0)
    about = ["đã giải trình" if talk.answered else "", f"đã có {papers} tài liệu" if papers else ""]
    return Line(
        leaf,
        group,
        "; ".join(filter(None, about)),
        scored=False,
        done=talk.answered,
        told=[(name, words) for name, words in told if words],
    )


def lines_of(sheet: UnitSheet, step: Step, only: Collection[str] = ()) -> list[Line]:
    """The leaves that wait for the unit at a step: those that it scores, or those that it is asked to explain. `only`: those
    that an amended set asks for once more; empty for all.
    """
    own = [(f"{area.code}. {area.name}", leaf) for area, _, leaf in sheet.set.leaves()]
    own += [(EXTRA_TITLES[one.kind], one.leaf) for one in extra_lines(sheet.set)]
    own = [(group, leaf) for group, leaf in own if leaf.code not in sheet.without]
    if step is Step.SELF:
        scored = [(group, leaf) for group, leaf in own if leaf.scored_by == "unit"]
        return [_line(sheet, leaf, group) for group, leaf in scored if not only or leaf.code in only]
    return [
        _asked(sheet, leaf, group) for group, leaf in own if leaf.code in sheet.talk and sheet.talk[leaf.code].asked
    ]


def _save_paper(here: Here, of: "RoundUnit", step: Step, form: OnePageForm, number: int) -> bool:
    """Attach the paper typed for a leaf; False when it cannot be, its faults being beside its fields then."""
    paper = form.paper_of(number)
    if paper is None:
        return True
    if not paper.is_valid():
        form.faults_of(number, paper)
        return False
    attach(here, of.pk, step, form.lines[number].leaf.code, paper, paper.cleaned_data["file"])
    return True


def _save_words(here: Here, of: "RoundUnit", form: OnePageForm, number: int) -> None:
    """Save what was typed for a leaf: its score, or its explanation. What cannot be read has its fault beside it then."""
    line, row = form.lines[number], None
    if not line.scored:
        if text := form.words_of(number):
            explain(by=here.place.user, of=of.pk, leaf=line.leaf.code, text=text)
    elif (score := form.score_of(number)) is not None:
        if not score.is_valid():
            form.faults_of(number, score)
            return
        value, note = score.value(), score.cleaned_data["note"]
        order: dict[str, Any] = {"by": here.place.user, "of": of.pk, "step": Step.SELF, "leaf": line.leaf.code}
        row = save_score(**order, value=value, note=note, seen=score.seen).pk
    form.landed(number, row)


def _save(here: Here, of: "RoundUnit", step: Step, form: OnePageForm) -> None:
    """Save leaf by leaf: what fits is kept, what does not comes back with its reason and what was typed."""
    form.is_valid()
    for number in range(len(form.lines)):
        if not form.at_fault(number):
            _save_line(here, of, step, form, number)


def _save_line(here: Here, of: "RoundUnit", step: Step, form: OnePageForm, number: int) -> None:
    with Told(lambda fault: form.fault(number, str(fault))):
        if _save_paper(here, of, step, form, number):
            _save_words(here, of, form, number)


def _send(here: Here, of: "RoundUnit", step: Step, form: OnePageForm) -> bool:
    """Send the step, when everything was saved; whether that was done."""
    if form.errors:
        return False
    with Told(lambda fault: form.add_error(ALONE if isinstance(fault, NeedsSecondPerson) else None, str(fault))):
        move(by=here.place.user, of=of.pk, name=_SENDS[step][0], alone=bool(form.data.get(ALONE)))
        messages.success(here.place.request, "Đã lưu và gửi.")
        return True
    return False


def _saved(here: Here, of: "RoundUnit", step: Step, form: OnePageForm, sent_by: str) -> str:
    """Save everything, and send it where asked; where to go then, "" when something came back. `sent_by`: who sends it
    later, "" where that is not to be said.
    """
    _save(here, of, step, form)
    if SEND in here.place.request.POST and _send(here, of, step, form):
        return here.url("round_sheet")
    if form.errors:
        return ""
    messages.success(here.place.request, f"Đã lưu; {sent_by}" if sent_by else "Đã lưu.")
    return here.url("round_one_page")


def _check(offers: Offers, step: Step, *, sends: bool) -> None:
    """NotAllowed for who may not do what the page is for, before anything of it is saved."""
    if step is Step.SELF:
        offers.writer.require(Right.ENTER)
    offers.writer.require_speaks(step)
    if sends:
        offers.writer.require(Right.SUBMIT)


@round_unit_placed
def page(here: Here) -> HttpResponse:
    """The page; posted: save everything, and with the other button send it too. Works without JavaScript."""
    of = here.unit(here.place.unit)
    offers: Offers = offers_of(here.place.user, of)
    again = offers.asked_again
    step = Step.SELF if again else offers.step
    if step not in UNIT_STEPS or step is None:
        raise Http404(
            f"Đơn vị đang ở trạng thái “{STATE_TITLES[State(of.state)]}”, không có việc gì của đơn vị để làm."
        )
    request = here.place.request
    posted, sends = request.method == "POST", not again and offers.writer.may(Right.SUBMIT)
    _check(offers, step, sends=bool(again) or SEND in request.POST)
    lines = lines_of(sheet_of(of, offers.block), step, again)
    form = OnePageForm(lines, *((request.POST, request.FILES) if posted else ()), sends=sends)
    sent_by = "" if sends or again else _SENT_BY
    if posted and (done := _saved(here, of, step, form, sent_by)):
        return redirect(here.url("round_sheet") if again else done)
    return show(
        here.place,
        "round_one_page.html",
        section="rounds",
        crumbs=here.sheet_crumbs("Làm trên một trang"),
        status=400 if posted else 200,
        round=here.round,
        state=STATE_TITLES[State(of.state)],
        offers=offers,
        form=form,
        explaining=step is Step.EXPLANATION,
        sent_by=sent_by,
        again=bool(again),
        look=FormLook(
            submit="Lưu",
            cancel=here.url("round_sheet"),
            cancel_text="Về phiếu chấm điểm",
            also=(SEND, _SENDS[step][1]) if sends else None,
            wide=True,
            sections=form.sections,
        ),
    )
