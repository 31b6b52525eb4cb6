"""One leaf of a unit in a round: what is proposed and from where, every step's word, papers, remarks, and the forms."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.evidence import attach_evidence, evidence_file, withdraw_evidence
from parindex.assessment.rounds.judging import leaf_of
from parindex.assessment.rounds.offers import Offers, offers_of
from parindex.assessment.rounds.reading import block_in_force, set_of
from parindex.assessment.rounds.remarks import ask_explanation, explain, leave_note, withdraw_request
from parindex.assessment.rounds.scoring import StaleScore, save_score, take_back
from parindex.assessment.rounds.sheet import Said, said_of
from parindex.assessment.rounds.states import SCORING_STEPS, STEP_TITLES, Step
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.organisations.rights import NotAllowed
from parindex.web.faults import faults_beside
from parindex.web.page import show
from parindex.web.rendering.shell import Crumb
from parindex.web.round_forms import WORDS, PaperForm, ReasonForm, ScoreForm, WordsForm, number_of
from parindex.web.round_here import Here, round_unit_placed
from parindex.web.stored_file import stored_file
from parindex.web.uploads import written
from parindex.web.views.round_council import checks_about
from parindex.web.views.round_leaf_clash import AGAIN, clash_page
from parindex.web.views.round_leaf_shown import LeafPage, shown_leaf

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import RoundUnit


class Asked:
    """The leaf that an address names, the unit, and what the person may do about it now."""

    def __init__(self, here: Here, code: str) -> None:
        self.here = here
        self.of: RoundUnit = here.unit(here.place.unit)
        self.block = block_in_force(here.round.id, self.of.block)
        self.set: CriteriaSet = set_of(self.block)
        try:
            self.leaf: Leaf = leaf_of(self.set, code)
        except InputFault as fault:
            raise Http404(str(fault)) from fault
        self.offers: Offers = offers_of(here.place.user, self.of).about(code)
        self.said: Mapping[Step, Said] = said_of(self.of, self.block, code).get(code, {})
        self.href = here.url("round_leaf", leaf=code)
        self.title = f"{self.leaf.code}. {self.leaf.name}"

    @property
    def step(self) -> Step:
        """The step that takes writes. InputFault in a state in which none does."""
        if self.offers.step is None:
            raise InputFault("Đơn vị không ở bước nào nhận nội dung mới; hãy tải lại trang.")
        return self.offers.step

    @property
    def mine(self) -> Said | None:
        """The present step's row."""
        return self.said.get(self.offers.step) if self.offers.step else None

    @property
    def before(self) -> Said | None:
        """What the last step before the present one said."""
        if self.offers.step not in SCORING_STEPS:
            return None
        earlier = SCORING_STEPS[: SCORING_STEPS.index(self.offers.step)]
        return next((self.said[one] for one in reversed(earlier) if one in self.said and self.said[one].speaks), None)


def score_form(asked: Asked, data: Any = None, *, proposed: Mapping[str, Any] | None = None) -> ScoreForm:
    """The present step's form, filled with what stands: its own row, else the step before, else what is proposed."""
    own, before = asked.mine, asked.before
    value = own.value if own and own.speaks else before.value if before else proposed
    initial = {"note": own.note if own and own.speaks else "", "thay": str(own.number) if own else ""}
    return ScoreForm(asked.leaf, data, value=value, initial=initial)


def attach(here: Here, number: int, step: Step, leaf: str, form: PaperForm, upload: Any) -> None:
    """Attach the paper of a valid form, with its upload if there is one."""
    with written(upload or None) as (file, name):
        attach_evidence(by=here.place.user, of=number, step=step, leaf=leaf, paper=form.paper(file, name))


def _score(asked: Asked, forms: dict[str, Any]) -> str | HttpResponse:
    form = forms["score"] = score_form(asked, asked.here.place.request.POST)
    if not form.is_valid() or AGAIN in asked.here.place.request.POST:
        return ""
    value, note = form.value(), form.cleaned_data["note"]
    try:
        save_score(
            by=asked.here.place.user,
            of=asked.of.pk,
            step=asked.step,
            leaf=asked.leaf.code,
            value=value,
            note=note,
            seen=form.seen,
        )
    except StaleScore as clash:
        return clash_page(asked.here, asked.set, asked.leaf, form, clash, crumbs=_crumbs(asked), back=asked.href)
    return f"Đã ghi điểm {STEP_TITLES[asked.step].lower()} của tiêu chí {asked.leaf.code}."


def _take_back(asked: Asked, forms: dict[str, Any]) -> str:
    form = forms["back"] = ReasonForm(asked.here.place.request.POST)
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    take_back(
        by=asked.here.place.user,
        of=asked.of.pk,
        step=asked.step,
        leaf=asked.leaf.code,
        reason=data["reason"],
        seen=number_of(data["thay"]) or 0,
    )
    return "Đã rút điểm; bản đã ghi vẫn còn trong các lần ghi."


def _paper(asked: Asked, forms: dict[str, Any]) -> str:
    request = asked.here.place.request
    form = forms["paper"] = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return ""
    attach(asked.here, asked.of.pk, asked.step, asked.leaf.code, form, form.cleaned_data["file"])
    return "Đã đính kèm tài liệu."


def _words(asked: Asked, forms: dict[str, Any], what: str) -> str:
    form = forms[what] = WordsForm(what, asked.here.place.request.POST)
    if not form.is_valid():
        return ""
    by, of, leaf, text = asked.here.place.user, asked.of.pk, asked.leaf.code, form.cleaned_data["text"]
    if what == "de-nghi":
        ask_explanation(by=by, of=of, leaf=leaf, text=text)
    elif what == "rut-de-nghi":
        withdraw_request(by=by, of=of, leaf=leaf, reason=text)
    elif what == "giai-trinh":
        explain(by=by, of=of, leaf=leaf, text=text)
    else:
        leave_note(by=by, of=of, step=asked.step, leaf=leaf, text=text)
    return "Đã ghi."


def _write(asked: Asked, forms: dict[str, Any]) -> str | HttpResponse:
    """Do what the posted form says: the words of what was done, "" when it has faults, or a page of two versions."""
    what = asked.here.place.request.POST.get("viec", "")
    doing: Mapping[str, Callable[[Asked, dict[str, Any]], str | HttpResponse]] = {
        "diem": _score,
        "rut": _take_back,
        "tai-lieu": _paper,
    }
    if what in doing:
        return doing[what](asked, forms)
    if what in WORDS:
        return _words(asked, forms, what)
    raise InputFault("Không rõ nội dung gửi; hãy tải lại trang.")


def _crumbs(asked: Asked) -> tuple[Crumb, ...]:
    return asked.here.sheet_crumbs(asked.title)


@round_unit_placed
def page(here: Here, leaf: str) -> HttpResponse:
    """The leaf's page; posted (`viec` says what): a score, taking it back, a paper, a remark."""
    asked, forms, fault = Asked(here, leaf), dict[str, Any](), ""
    if here.place.request.method == "POST":
        try:
            done = _write(asked, forms)
        except NotAllowed:
            raise
        except InputFault as refused:
            done, fault = "", str(refused)
        if isinstance(done, HttpResponse):
            return done
        if done:
            messages.success(here.place.request, done)
            return redirect(asked.href)
    if fault and forms:
        next(iter(forms.values())).add_error(None, fault)
        fault = ""
    return _shown(asked, forms, fault)


def _shown(asked: Asked, forms: dict[str, Any], fault: str) -> HttpResponse:
    found: LeafPage = shown_leaf(asked.here, asked.of, asked.block, asked.set, asked.leaf, asked.offers, asked.said)
    offers, leaf = asked.offers, asked.leaf
    is_asked = leaf.code not in found.without
    may_score = is_asked and offers.scores(asked.set, leaf)
    if may_score:
        proposed = found.proposal.value if found.proposal and offers.step is Step.SELF else None
        forms.setdefault("score", score_form(asked, proposed=proposed))
        if asked.mine and asked.mine.speaks:
            forms.setdefault("back", ReasonForm(initial={"thay": str(asked.mine.number)}))
    if offers.papers(asked.set, leaf.code):
        forms.setdefault("paper", PaperForm())
        forms.setdefault("ghi-chu", WordsForm("ghi-chu"))
    if is_asked and offers.asks(asked.set, leaf.code):
        wanted = "rut-de-nghi" if found.open_request else "de-nghi"
        forms.setdefault(wanted, WordsForm(wanted))
    if is_asked and offers.explains:
        forms.setdefault("giai-trinh", WordsForm("giai-trinh"))
    posted = asked.here.place.request.method == "POST"
    return show(
        asked.here.place,
        "round_leaf.html",
        section="rounds",
        crumbs=_crumbs(asked),
        status=400 if posted else 200,
        found=found,
        checks=checks_about(asked.here, asked.of.unit_id, leaf.code),
        fault=fault,
        offers=offers,
        step=STEP_TITLES[offers.step] if offers.step else "",
        score_form=forms.get("score") if may_score or posted else None,
        back_form=forms.get("back"),
        paper_form=forms.get("paper"),
        words_forms=[(what, title, forms[what]) for what, title in WORDS.items() if what in forms],
    )


@round_unit_placed
def file(here: Here, number: int) -> HttpResponse:
    """The file of a paper of the unit, as it was attached."""
    found = evidence_file(here.unit(here.place.unit).pk, number)
    if found is None:
        raise Http404("Không có tệp này.")
    return stored_file(found.digest, found.file_name)


@round_unit_placed
def withdraw(here: Here, leaf: str, number: int) -> HttpResponse:
    """Withdraw a paper of the leaf, saying why."""
    asked = Asked(here, leaf)
    found = shown_leaf(here, asked.of, asked.block, asked.set, asked.leaf, asked.offers, asked.said)
    paper = next((one for one in found.papers if one.pk == number), None)
    if paper is None:
        raise Http404("Tiêu chí không có tài liệu này.")
    posted = here.place.request.method == "POST"
    form = ReasonForm(here.place.request.POST if posted else None)
    if posted and form.is_valid():
        with faults_beside(form):
            withdraw_evidence(by=here.place.user, evidence=number, reason=form.cleaned_data["reason"])
            messages.success(here.place.request, f"Đã rút tài liệu “{paper.title}”.")
            return redirect(asked.href)
    return show(
        here.place,
        "round_paper_withdraw.html",
        section="rounds",
        crumbs=here.sheet_crumbs(Crumb(asked.title, asked.href), "Rút tài liệu"),
        status=400 if posted else 200,
        paper=paper,
        form=form,
        back_href=asked.href,
    )
