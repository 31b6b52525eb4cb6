"""A set amended in an open round: which set, which code becomes which, what that does to each unit, and doing it."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.amended import note_amendment_read
from parindex.assessment.rounds.amending import amend_block, plan_amendment
from parindex.assessment.rounds.matching import proposed_pairs, scored_names
from parindex.assessment.rounds.planning import Amendment, UnitPlan
from parindex.assessment.rounds.reading import units_of_block
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import STEP_TITLES, Step
from parindex.assessment.sets import checked_set
from parindex.criteria.model import CriteriaSet
from parindex.documents.wording.numbers import points_text
from parindex.documents.wording.rules import rule_in_words
from parindex.errors import InputFault
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed, check_may
from parindex.organisations.roles import Right
from parindex.web.criteria_sources import block_ref, sources, usable_text_of
from parindex.web.page import show
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed

_PAIR = "m_"


class ChooseForm(forms.Form):
    """Which block is amended by which set."""

    khoi = forms.ChoiceField(label="Khối")
    bo = forms.ChoiceField(label="Bộ tiêu chí sửa đổi")

    def __init__(self, blocks: list[tuple[str, str]], sets: list[tuple[str, str]], data: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["khoi"].choices = blocks  # type: ignore[attr-defined]
        self.fields["bo"].choices = sets  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """On what paper the set is amended."""

    ly_do = forms.CharField(
        label="Căn cứ, lý do sửa",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Quyết định sửa đổi: số, ký hiệu, ngày, cơ quan ban hành.",
        error_messages={"required": "Chưa nêu căn cứ; hãy ghi số, ký hiệu, ngày của quyết định sửa đổi."},
    )


class PairsForm(forms.Form):
    """For each code of the set in force: the code that takes over, or none."""

    def __init__(self, before: CriteriaSet, after: CriteriaSet, pairs: Mapping[str, str]) -> None:
        super().__init__()
        choices = [
            ("", "không chuyển"),
            *((code, f"{code}. {leaf.name}"[:90]) for code, leaf in scored_names(after).items()),
        ]
        for code, leaf in scored_names(before).items():
            self.fields[f"{_PAIR}{code}"] = forms.ChoiceField(
                label=f"{code}. {leaf.name}", choices=choices, initial=pairs.get(code, ""), required=False
            )


def _pairs(here: Here) -> dict[str, str]:
    """The pairs as a person confirmed them."""
    posted = here.place.request.POST
    return {name[len(_PAIR) :]: str(code) for name, code in posted.items() if name.startswith(_PAIR) and code}


def _pairs_table(plan: Amendment) -> Table:
    form = PairsForm(plan.before, plan.after, plan.pairs)
    new, rows = scored_names(plan.after), []
    for code, leaf in scored_names(plan.before).items():
        target = new.get(plan.pairs.get(code, ""))
        same = target is not None and (leaf.rule, leaf.max_points) == (target.rule, target.max_points)
        note = "" if target is None or same else f"Cách chấm mới: {rule_in_words(target.rule, target.max_points)}"
        control = form[f"{_PAIR}{code}"].as_widget(attrs={"aria-label": f"Mục {code} chuyển sang"})
        rows.append(
            Row(
                (
                    code,
                    Cell(leaf.name, note=rule_in_words(leaf.rule, leaf.max_points)),
                    Cell("", control=control, note=note or None),
                    Cell(
                        "" if same else "đổi cách chấm" if target else "không chuyển", sign=None if target else "warn"
                    ),
                )
            )
        )
    rows += [
        Row(("", Cell("(mục mới)"), f"{leaf.code}. {leaf.name}", Cell("chưa có điểm", sign="open")))
        for leaf in plan.new
    ]
    return Table(
        columns=(
            Column("Mã cũ", width="code"),
            Column("Mục của bộ đang dùng", heading=True, width="wide"),
            Column("Chuyển sang mục của bộ sửa đổi", width="wide"),
            Column("Ghi chú", width="short"),
        ),
        rows=rows,
        caption="Mã nào chuyển sang mã nào",
        empty_text="Bộ đang dùng không có mục nào.",
        id="cap-ma",
        narrow="flow",
    )


def _told(one: UnitPlan) -> str:
    changes = [
        f"{score.leaf} ({STEP_TITLES[Step(score.row.step)].lower()}): {_said(score.row.points)} → {_said(score.points)}"
        for score in one.moved
        if score.changed
    ]
    return "; ".join(changes)


def _said(points: str) -> str:
    return points.replace(".", ",") or "không tính"


def _units_table(here: Here, plan: Amendment) -> Table:
    rows = [
        Row(
            (
                Cell(here.place.name_of(one.of.unit_id)),
                str(len({score.leaf for score in one.moved if score.judged})),
                _told(one),
                Cell(", ".join(one.refit_codes), sign="warn" if one.refit_codes else None),
                Cell(", ".join(one.left_codes), sign="warn" if one.left_codes else None),
            )
        )
        for one in plan.units
    ]
    return Table(
        columns=(
            Column("Đơn vị", heading=True, width="medium"),
            Column("Số mục chuyển", numeric=True),
            Column("Đổi điểm theo cách chấm mới", width="text"),
            Column("Cần chấm lại", width="medium"),
            Column("Không chuyển được", width="medium"),
        ),
        rows=rows,
        caption="Với từng đơn vị",
        empty_text="Khối chưa có đơn vị nào.",
        id="don-vi",
        narrow="flow",
    )


def _amend(here: Here, block: str, document: str, plan: Amendment, form: ReasonForm) -> HttpResponse | None:
    """Put the set in force; None with the fault beside the form."""
    try:
        made = amend_block(
            by=here.place.user,
            round=here.round.id,
            block=block,
            document=document,
            pairs=plan.pairs,
            reason=form.cleaned_data["ly_do"],
            seen=_seen(here),
        )
    except NotAllowed:
        raise
    except InputFault as fault:
        form.add_error(None, str(fault))
        return None
    messages.success(
        here.place.request,
        f"Khối “{made.title}” chấm theo bộ “{made.set_id}”, bản thứ {made.version}. Các đơn vị được báo.",
    )
    return redirect(here.url("round"))


def _seen(here: Here) -> int:
    text = here.place.request.POST.get("ban", "")
    if not text.isdecimal():
        raise Http404("Biểu mẫu thiếu bản đã xem; hãy tải lại trang.")
    return int(text)


def _plan(here: Here, block: str, document: str) -> Amendment:
    """The plan with the pairs that were posted, else with those proposed."""
    if here.place.request.method == "POST":
        pairs = _pairs(here)
    else:
        after = checked_set(document, name=f"khối {block}")
        pairs = proposed_pairs(here.set_of(here.blocks[block]), after)
    return plan_amendment(round=here.round.id, block=block, document=document, pairs=pairs)


def _check_over_block(here: Here, block: str) -> None:
    """NotAllowed without what the action asks for: the plan shows the scores of every unit of the block."""
    units = units_of_block(here.round.id, block)
    for right in (Right.ROUND, Right.ADOPT):
        check_over_all(here.place.user, right, units, here.place.tree)


@round_placed
def page(here: Here) -> HttpResponse:
    """Choose, look, confirm."""
    place, asked, posted = here.place, here.place.request.GET, here.place.request.method == "POST"
    for right in (Right.ROUND, Right.ADOPT):
        check_may(place.user, right, place.unit, tree=place.tree, on=today())
    reached = {one.block for one in here.units}
    blocks = [(code, f"{one.title}: {one.set_id}") for code, one in here.blocks.items() if code in reached]
    sets = [one.choice for one in sources(place)]
    chosen = {"khoi": asked.get("khoi", blocks[0][0]), "bo": asked.get("bo", sets[0][0] if sets else "")}
    form, reason = ChooseForm(blocks, sets, chosen), ReasonForm(place.request.POST if posted else None)
    plan, fault, status = None, "", 200
    if form.is_valid() and "bo" in asked:
        _check_over_block(here, chosen["khoi"])
        try:
            document = usable_text_of(place, chosen["bo"])
            plan = _plan(here, chosen["khoi"], document)
        except InputFault as found:
            fault, status = str(found), 400
        if posted and plan is not None and "sua" in place.request.POST:
            answer = _amend(here, chosen["khoi"], document, plan, reason) if reason.is_valid() else None
            if answer is not None:
                return answer
            status = 400
    return show(
        place,
        "criteria_amend.html",
        section="rounds",
        crumbs=here.crumbs("Sửa bộ tiêu chí giữa đợt"),
        status=status,
        choose=form,
        reason=reason if posted and "sua" in place.request.POST else ReasonForm(),
        plan=plan,
        fault=fault,
        pairs=_pairs_table(plan) if plan else None,
        units=_units_table(here, plan) if plan else None,
        scale=points_text(plan.after.scale) if plan else "",
        version=here.blocks[chosen["khoi"]].version if chosen["khoi"] in here.blocks else 0,
        here=place.request.get_full_path(),
        choose_href=here.url("round_amend"),
        copy_hrefs=[
            (one.title, f"{place.url('criteria_copy')}?tu={block_ref(here.round.id, code)}")
            for code, one in here.blocks.items()
            if code in reached
        ],
        back_href=here.url("round"),
    )


@round_placed
def read(here: Here) -> HttpResponse:
    """Somebody of the unit has read the notice; back to where he was."""
    if here.place.request.method != "POST":
        raise Http404("Không có trang này.")
    of = here.unit(here.place.unit)
    try:
        note_amendment_read(by=here.place.user, of=of.pk)
    except NotAllowed:
        raise
    except InputFault as fault:
        messages.error(here.place.request, str(fault))
    return redirect(here.place.url("overview"))
