"""One disputed score: what every step said, the votes, the decision; and what the person may do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.belonging import own_membership
from parindex.assessment.rounds.council import DISPUTABLE, step_back, take_back_dispute, vote
from parindex.assessment.rounds.council_reading import OPEN, Disputed, Voted, Votes, one_dispute, votes_of
from parindex.assessment.rounds.deciding import decide_dispute
from parindex.assessment.rounds.majority import Tally
from parindex.assessment.rounds.states import STEP_TITLES, State, Step
from parindex.documents.wording.numbers import count_text, moment_text
from parindex.organisations.roles import Right
from parindex.web.council_forms import AboutDispute, DecideForm, StepBackForm, TakeBackForm, VoteForm
from parindex.web.council_may import council_crumb
from parindex.web.faults import faults_beside
from parindex.web.local_time import local
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.stored_file import stored_file
from parindex.web.uploads import written
from parindex.web.views.round_council import STATES, checks_about, points_of


@dataclass(frozen=True)
class _Task:
    """Something that may be done on the page: its form, the words of heading and button, what was done."""

    title: str
    form: type[AboutDispute]
    submit: str
    done: str
    danger: bool = False


_TASKS: Mapping[str, _Task] = {
    "bieu-quyet": _Task("Biểu quyết của tôi", VoteForm, "Biểu quyết", "Đã ghi biểu quyết."),
    "khong-tham-gia": _Task("Không tham gia biểu quyết", StepBackForm, "Không tham gia", "Đã ghi không tham gia."),
    "ket-luan": _Task("Ghi kết luận của Hội đồng", DecideForm, "Ghi kết luận", "Đã ghi kết luận của Hội đồng."),
    "rut": _Task("Rút kiến nghị", TakeBackForm, "Rút kiến nghị", "Đã rút kiến nghị.", danger=True),
}


def _decidable(votes: Tally) -> bool:
    """Whether a decision may be written: as many voted as must, and not as many for other points, but where the chair decides."""
    return votes.points is not None or (bool(votes.tied) and votes.rule.chair)


def _sums(one: Disputed) -> str:
    return ", ".join(f"{points_of(one, points)} điểm: {count_text(many)} phiếu" for points, many in one.votes.by_points)


def _written(one: Disputed) -> str:
    """What a decision would write down, above its button."""
    votes = one.tally
    cast = f"{votes.votes.valid} trên {votes.entitled} thành viên được biểu quyết đã bỏ phiếu. {_sums(one)}."
    if votes.points is not None:
        return f"{cast} Kết luận sẽ ghi {points_of(one, votes.points)} điểm."
    return f"{cast} Bằng phiếu: ghi điểm của phía có Chủ tịch Hội đồng."


def _awaits(one: Disputed) -> bool:
    """Whether the council is voting on it, and cannot decide yet."""
    return one.state == OPEN and State(one.unit_state) is State.COUNCIL and not _decidable(one.tally)


def _undecided(one: Disputed) -> str:
    """Why no decision can be written yet."""
    votes = one.tally
    if votes.tied:
        return f"Bằng phiếu ({_sums(one)}) nên chưa thành kết luận; Hội đồng biểu quyết lại."
    who = f"{votes.votes.valid} phiếu của {votes.entitled} thành viên được biểu quyết"
    return f"Mới có {who}, cần ít nhất {votes.needed} để kết luận."


def _allowed(here: Here, one: Disputed, votes: Votes) -> dict[str, _Task]:
    """What to offer; the actions check again."""
    if one.state != OPEN:
        return {}
    me, state = here.place.user, State(one.unit_state)
    names = []
    if state is State.COUNCIL and any(voted.number == me.pk and not voted.own for voted in votes.members):
        names = ["bieu-quyet", "khong-tham-gia", *(["ket-luan"] if _decidable(one.tally) else [])]
    if one.by_number == me.pk and state in DISPUTABLE:
        names.append("rut")
    return {name: _TASKS[name] for name in names}


def _steps(one: Disputed) -> Table:
    return Table(
        columns=(
            Column("Bước", heading=True),
            Column("Điểm", numeric=True),
            Column("Giải trình", width="text"),
            Column("Người ghi", width="value"),
        ),
        rows=[
            Row(
                (
                    STEP_TITLES[step],
                    points_of(one, said.points, fixed=True),
                    said.note,
                    Cell(said.by, note=moment_text(local(said.at))),
                )
            )
            for step, said in sorted(one.steps.items(), key=lambda pair: list(Step).index(pair[0]))
        ],
        caption="Điểm các bước",
        empty_text="Chưa bước nào chấm mục này.",
        id="cac-buoc",
    )


def _said(one: Disputed, voted: Voted) -> Cell:
    if voted.own:
        return Cell("Thuộc đơn vị, không được biểu quyết", sign="none")
    if voted.stepped_back:
        return Cell("Không tham gia", sign="none", note=voted.reason)
    if voted.points is None:
        return Cell("Chưa biểu quyết", sign="open")
    return Cell(f"{points_of(one, voted.points)} điểm", note=voted.reason or None)


def _members(one: Disputed, votes: Votes) -> Table:
    return Table(
        columns=(Column("Thành viên Hội đồng", heading=True), Column("Biểu quyết", width="text"), Column("Lúc")),
        rows=[
            Row((who.name, _said(one, who), moment_text(local(who.at)) if who.at and not who.own else ""))
            for who in votes.members
        ],
        caption="Biểu quyết",
        empty_text="Hội đồng chưa có thành viên nào; hãy nhờ người quản trị cấp vai trò.",
        id="bieu-quyet",
    )


def _act(here: Here, one: Disputed, task: str, form: AboutDispute) -> None:
    """Run what was asked for; InputFault or NotAllowed when nothing was done."""
    data: dict[str, Any] = form.cleaned_data
    about: dict[str, Any] = {"by": here.place.user, "dispute": one.number}
    if task == "bieu-quyet":
        vote(**about, points=data["points"], reason=data["reason"])
    elif task == "khong-tham-gia":
        step_back(**about, reason=data["reason"])
    elif task == "rut":
        take_back_dispute(**about, reason=data["reason"])
    else:
        with written(data.get("file")) as (file, name):
            decide_dispute(
                **about,
                minutes=data["minutes"],
                seen=data["da_xem"],
                seen_score=data["diem_da_xem"],
                points=data.get("points"),
                note=data["note"],
                file=file,
                file_name=name,
            )


def _form(name: str, one: Disputed, *given: Any, **more: Any) -> AboutDispute:
    """The form of a task; a decision asks for points only where a tie goes to the chair's side."""
    if _TASKS[name].form is DecideForm:
        more["tied"] = bool(one.tally.tied) and one.tally.rule.chair
    return _TASKS[name].form(*given, task=name, most=one.max_points, taken_off=one.taken_off, **more)


def _forms(
    here: Here, one: Disputed, votes: Votes, faulty: tuple[str, AboutDispute] | None
) -> list[tuple[str, str, AboutDispute, FormLook, bool]]:
    """(heading, words above it, form, look, whether it stands open) of what may be done; the faulty one keeps what was typed."""
    shown = []
    council = one.steps.get(Step.COUNCIL)
    allowed = _allowed(here, one, votes)
    if faulty:  # what was typed is shown again, also where votes that came in since let nobody decide now
        allowed.setdefault(faulty[0], _TASKS[faulty[0]])
    for name, task in allowed.items():
        initial = {"da_xem": votes.newest, "diem_da_xem": council.number if council else None}
        form = faulty[1] if faulty and faulty[0] == name else _form(name, one, initial=initial)
        look = FormLook(submit=task.submit, action=here.url("round_dispute", number=one.number), danger=task.danger)
        about = _written(one) if name == "ket-luan" and _decidable(one.tally) else ""
        shown.append((task.title, about, form, look, name == "bieu-quyet" or bool(faulty and faulty[0] == name)))
    return shown


def _sees_votes(here: Here, one: Disputed) -> bool:
    """Votes by name are for the council and who runs the round, but for those of the unit itself; others see the sums."""
    own = own_membership(here.place.held, one.unit, here.place.tree)
    return own is None and any(here.may(right, one.unit) for right in (Right.DECIDE, Right.ROUND))


def _found(here: Here, number: int) -> Disputed:
    one = one_dispute(here.round.id, number, here.unit_ids, here.place.tree)
    if one is None:
        raise Http404(f"Không có kiến nghị số {number} trong đợt đánh giá này.")
    return one


@round_placed
def page(here: Here, number: int) -> HttpResponse:
    """The page; sent with `viec`, what the person does. A fault leaves the page with what was typed."""
    request, one = here.place.request, _found(here, number)
    faulty: tuple[str, AboutDispute] | None = None
    if request.method == "POST":
        name = request.POST.get("viec", "")
        if name not in _TASKS:
            raise Http404("Không có việc này.")
        form = _form(name, one, request.POST, request.FILES)
        if form.is_valid() and _tried(here, one, name, form):
            messages.success(request, _TASKS[name].done)
            return redirect(here.url("round_dispute", number=number))
        faulty = name, form
        one = _found(here, number)
    votes = votes_of(one, here.place.tree)
    ends, members = STATES[one.state], _members(one, votes) if _sees_votes(here, one) else None
    return show(
        here.place,
        "round_dispute.html",
        section="rounds",
        crumbs=here.crumbs(council_crumb(here), f"{one.leaf}, {here.place.name_of(one.unit)}"),
        status=400 if faulty else 200,
        one=one,
        unit_name=here.place.name_of(one.unit),
        raised=f"{one.by}, {moment_text(local(one.at))}",
        closed=f"{one.ended_by}, {moment_text(local(one.ended_at))}" if one.ended_at else "",
        state=ends[0],
        sign=ends[1],
        leaf_href=here.leaf_href(one.unit, one.leaf) if here.blocks[one.block].pk == one.version else "",
        file_href=here.url("round_dispute_file", number=number) if one.file_name else "",
        steps=_steps(one),
        checks=checks_about(here, one.unit, one.leaf),
        members=members,
        sums=_sums(one),
        undecided=_undecided(one) if members and _awaits(one) else "",
        forms=_forms(here, one, votes, faulty),
    )


def _tried(here: Here, one: Disputed, name: str, form: AboutDispute) -> bool:
    """Whether it was done."""
    with faults_beside(form):
        _act(here, one, name, form)
        return True
    return False


@round_placed
def file(here: Here, number: int) -> HttpResponse:
    """The minutes of a decision, as they were attached."""
    one = _found(here, number)
    return stored_file(one.digest, one.file_name)
