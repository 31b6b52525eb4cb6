"""A set amended in an open round: which set, which code becomes which, what that does to each unit, and doing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.amended import note_amendment_read
from parindex.assessment.rounds.amending import amend_block, plan_amendment
from parindex.assessment.rounds.matching import checked_pairs, proposed_pairs
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
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.extras import penalties, scored_names
from parindex.web.criteria_sources import block_ref, sources, usable_text_of
from parindex.web.faults import faults_beside, faults_shown
from parindex.web.fields import DayField
from parindex.web.page import show
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.round_words import shown

_PAIR = "m_"
CODES = "ma-moi"  # the list of the new codes that the fields of pairs offer
_DAYS_AGAIN = 7  # what is proposed to units that have to score again


class ChooseForm(forms.Form):
    """Which block is amended by which set."""

    khoi = forms.ChoiceField(label="Khối")
    bo = forms.ChoiceField(label="Bộ tiêu chí sửa đổi")

    def __init__(self, blocks: list[tuple[str, str]], sets: list[tuple[str, str]], data: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["khoi"].choices = blocks  # type: ignore[attr-defined]
        self.fields["bo"].choices = sets  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """On what paper the set is amended, and until when units past their own step score again."""

    ly_do = forms.CharField(
        label="Căn cứ, lý do sửa",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Quyết định sửa đổi: số, ký hiệu, ngày, cơ quan ban hành.",
        error_messages={"required": "Chưa nêu căn cứ; hãy ghi số, ký hiệu, ngày của quyết định sửa đổi."},
    )

    def __init__(self, data: Any = None, *, again: int) -> None:
        super().__init__(data)
        if again:
            self.fields["han_cham_lai"] = DayField(
                label="Đơn vị chấm lại đến hết ngày",
                initial=today() + timedelta(days=_DAYS_AGAIN),
                help_text=f"{again} đơn vị đã gửi bản tự chấm còn phải tự chấm những mục ghi ở cột “Cần chấm lại”; chỉ các "
                "mục đó mở đến ngày này.",
            )


class PairsForm(forms.Form):
    """For each code of the set in force: the code that takes over, or none. All fields share one list of the new codes, so
    that the page grows with the leaves and not with their square.
    """

    def __init__(self, before: CriteriaSet, pairs: Mapping[str, str]) -> None:
        super().__init__()
        for code, leaf in scored_names(before).items():
            self.fields[f"{_PAIR}{code}"] = forms.CharField(
                label=f"{code}. {leaf.name}",
                initial=pairs.get(code, ""),
                required=False,
                widget=forms.TextInput(attrs={"list": CODES, "size": 8, "autocomplete": "off", "maxlength": 30}),
            )


def _pairs(here: Here) -> dict[str, str]:
    """The pairs as a person confirmed them."""
    posted = ((name, str(code).strip()) for name, code in here.place.request.POST.items())
    return {name[len(_PAIR) :]: code for name, code in posted if name.startswith(_PAIR) and code}


def _pairs_table(look: "_Look") -> Table:
    plan = look.plan
    form = PairsForm(plan.before, look.typed)
    new, rows = scored_names(plan.after), []
    for code, leaf in scored_names(plan.before).items():
        target = new.get(plan.pairs.get(code, ""))
        same = target is not None and (leaf.rule, leaf.max_points) == (target.rule, target.max_points)
        note = target.name if target and target.name != leaf.name else ""
        if target is not None and not same:
            note = ". ".join(filter(None, (note, f"Cách chấm mới: {rule_in_words(target.rule, target.max_points)}")))
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


def _told(one: UnitPlan, plan: Amendment) -> str:
    """The scores of the unit that the new rules give other points for: before and after."""
    old, new = penalties(plan.before), penalties(plan.after)
    changes = []
    for score in one.moved:
        if score.changed:
            before, after = _said(score.row.points, score.row.leaf in old), _said(score.points, score.leaf in new)
            changes.append(f"{score.leaf} ({STEP_TITLES[Step(score.row.step)].lower()}): {before} → {after}")
    return "; ".join(changes)


def _again(one: UnitPlan) -> Cell:
    """What must be scored again, and which of it a window is opened for, as the unit's own step is over."""
    codes = list(dict.fromkeys((*one.refit_codes, *one.own)))
    note = f"đơn vị tự chấm thêm: {', '.join(one.asked_again)}" if one.asked_again else None
    return Cell(", ".join(codes), sign="warn" if codes else None, note=note)


def _said(points: str, taken_off: bool) -> str:
    return shown(points, taken_off=taken_off, fixed=False) or "không tính"


def _units_table(here: Here, plan: Amendment) -> Table:
    rows = [
        Row(
            (
                Cell(here.place.name_of(one.of.unit_id)),
                str(len({score.leaf for score in one.moved if score.judged})),
                _told(one, plan),
                _again(one),
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
    with faults_beside(form):
        made = amend_block(
            by=here.place.user,
            round=here.round.id,
            block=block,
            document=document,
            pairs=plan.pairs,
            reason=form.cleaned_data["ly_do"],
            seen=_seen(here),
            again_until=form.cleaned_data.get("han_cham_lai"),
        )
        messages.success(
            here.place.request,
            f"Khối “{made.title}” chấm theo bộ “{made.set_id}”, bản thứ {made.version}. Các đơn vị được báo.",
        )
        return redirect(here.url("round"))
    return None


def _seen(here: Here) -> int:
    text = here.place.request.POST.get("ban", "")
    if not text.isdecimal():
        raise Http404("Biểu mẫu thiếu bản đã xem; hãy tải lại trang.")
    return int(text)


@dataclass(frozen=True)
class _Look:
    """A plan as the page shows it: with the pairs as they were typed, and what is wrong with them."""

    plan: Amendment
    typed: Mapping[str, str]
    fault: str

    @property
    def again(self) -> int:
        """How many units need a day until which they score again."""
        return sum(1 for one in self.plan.units if one.asked_again)


def _usable(before: CriteriaSet, after: CriteriaSet, pairs: Mapping[str, str]) -> dict[str, str]:
    """Those of the pairs that can be."""
    old, new, found = scored_names(before), scored_names(after), dict[str, str]()
    for code, target in pairs.items():
        if code in old and target in new and target not in found.values():
            found[code] = target
    return found


def _look(here: Here, block: str, document: str) -> _Look:
    """The plan with the pairs that were posted, else with those proposed. What was typed stays, also where it cannot be."""
    before, after, fault = here.set_of(here.blocks[block]), checked_set(document, name=f"khối {block}"), ""
    typed = _pairs(here) if here.place.request.method == "POST" else proposed_pairs(before, after)
    pairs = _usable(before, after, typed)
    try:
        checked_pairs(before, after, typed)
    except InputFault as found:
        fault = str(found)
    plan = plan_amendment(round=here.round.id, block=block, document=document, pairs=pairs)
    return _Look(plan, typed, fault)


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
    form, amends = ChooseForm(blocks, sets, chosen), posted and "sua" in place.request.POST
    look, fault, status, reason = None, "", 200, ReasonForm(again=0)
    if form.is_valid() and "bo" in asked:
        _check_over_block(here, chosen["khoi"])
        try:
            document = usable_text_of(place, chosen["bo"])
            look = _look(here, chosen["khoi"], document)
            reason = ReasonForm(place.request.POST if amends else None, again=look.again)
        except InputFault as found:
            fault = str(found)
        status = 400 if amends or fault or (look and look.fault) else 200
        if amends and look and not look.fault and reason.is_valid():
            answer = _amend(here, chosen["khoi"], document, look.plan, reason)
            if answer is not None:
                return answer
    return show(
        place,
        "criteria_amend.html",
        section="rounds",
        crumbs=here.crumbs("Sửa bộ tiêu chí giữa đợt"),
        status=status,
        choose=form,
        reason=reason,
        fault=look.fault if look else fault,
        version=here.blocks[chosen["khoi"]].version if chosen["khoi"] in here.blocks else 0,
        here=place.request.get_full_path(),
        choose_href=here.url("round_amend"),
        copy_hrefs=[
            (one.title, f"{place.url('criteria_copy')}?tu={block_ref(here.round.id, code)}")
            for code, one in here.blocks.items()
            if code in reached
        ],
        back_href=here.url("round"),
        **(_shown(here, look) if look else {}),
    )


def _shown(here: Here, look: _Look) -> dict[str, Any]:
    """What the page shows of a plan."""
    return {
        "plan": look.plan,
        "codes": [(code, f"{code}. {leaf.name}") for code, leaf in scored_names(look.plan.after).items()],
        "codes_id": CODES,
        "pairs": _pairs_table(look),
        "units": _units_table(here, look.plan),
        "scale": points_text(look.plan.after.scale),
    }


@round_placed
def read(here: Here) -> HttpResponse:
    """Somebody of the unit has read the notice; back to where he was."""
    if here.place.request.method != "POST":
        raise Http404("Không có trang này.")
    of = here.unit(here.place.unit)
    with faults_shown(here.place.request):
        note_amendment_read(by=here.place.user, of=of.pk)
    return redirect(here.place.url("overview"))
